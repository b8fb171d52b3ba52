"""What holds for any text: it parses, nothing is lost, positions and numerals go both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.diagnostic import Edit, Fix, apply_fixes
from regcheck.engine import check_source
from regcheck.numerals import to_chinese, to_int
from regcheck.parse.structure import parse
from regcheck.settings import Settings
from regcheck.text import Span, source_file
from tests.invariants import assert_invariants

# Lines that mean something to the parser, whole and cut to pieces, in any order.
FRAGMENTS = (
    "第一编　总则",
    "第二分编　甲",
    "第一章　总则",
    "第二章",
    "第一节　规　划",
    "附　则",
    "第一条　甲。",
    "第二条",
    "第三条乙。",
    "第四条（立法目的）　丙。",
    "第×条（新增）　丁。",
    "第十二条之一　戊。",
    "第8条 己。",
    "第六条规定的事项，另行规定。",
    "第二章、第三章规定的设备",
    "（一）甲；",
    "(二)乙；",
    "1. 子；",
    "２．丑。",
    "（3）寅。",
    "一、同意。",
    "二、二层业主",
    "目　录",
    "第一章 总则……1",
    "【说明：甲",
    "乙】",
    "【备选】（三）丙。",
    "<!-- 注",
    "-->",
    "“第十二条　甲。",
    "“（一）乙；”",
    "三、修改为：“甲",
    "| 甲 | 乙 |",
    "附件1",
    "附：",
    "2026年5月1日",
    "某省人民代表大会常务委员会",
    "某省甲条例（草案）",
    "关于修改《某省甲条例》的决定",
    "## **第五条** 甲",
    "违反本条例第九十九条至第一百条之一、第三款规定的，处一万元以上罚款。",
    "\u200b第\u200b七条",
    "\x00",
    "",
)
drafts = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12)), max_size=40).flatmap(
    lambda lines: st.sampled_from(["\n", "\r\n", "\r", "\n\n"]).map(lambda end: end.join(lines))
)


@given(st.text())
def test_any_text_parses(text: str) -> None:
    assert_invariants(parse(text))


@given(drafts)
def test_any_mixture_of_lines_parses(text: str) -> None:
    assert_invariants(parse(text))


@given(drafts)
def test_structure_rules_never_crash(text: str) -> None:
    result = check_source(source_file(text), Settings(select=("S", "R", "T")))
    assert not result.crashed
    for finding in result.diagnostics:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)


@given(drafts)
def test_safe_fixes_settle(text: str) -> None:
    """Applying the safe fixes twice changes nothing more."""
    settings = Settings(select=("S111",))

    def fixed(draft: str) -> str:
        found = check_source(source_file(draft), settings).diagnostics
        return apply_fixes(draft, [f.fix for f in found if f.fix and f.fix.safe])

    once = fixed(text)
    assert fixed(once) == once


@given(st.integers(0, 99_999))
def test_numerals_round_trip(value: int) -> None:
    assert to_int(to_chinese(value)) == value
    assert to_int(str(value)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百零二", 102),
        ("一百十五", 115),
        ("〇", 0),
        ("二〇二六", 2026),
        ("１２", 12),
        ("廿五", 25),
        ("两千", 2000),
        ("", None),
        ("甲", None),
        ("第三", None),
    ],
)
def test_numerals(text: str, value: int | None) -> None:
    assert to_int(text) == value


def test_no_negative_label() -> None:
    with pytest.raises(ValueError, match="negative"):
        to_chinese(-1)


@given(st.text(alphabet="甲𠮷\n\r\t x", max_size=60))
def test_positions_go_both_ways(text: str) -> None:
    source = source_file(text)
    for offset in range(len(text) + 1):
        at = source.position(offset)
        assert source.line_starts[at.line - 1] + at.column - 1 == offset
    assert (
        "".join(
            text[a:b]
            for a, b in zip(source.line_starts, (*source.line_starts[1:], len(text)), strict=True)
        )
        == text
    )


def test_overlapping_fixes_are_left_out() -> None:
    one = Fix("甲", (Edit(Span(0, 2), "x"),))
    two = Fix("乙", (Edit(Span(1, 3), "y"),))
    three = Fix("丙", (Edit(Span(3, 3), "z"),))
    assert apply_fixes("abc", [one, two, three]) == "xcz"
