"""Two readings: nothing of either is lost, and every article is known again."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.comparison import measured
from regcheck.compare import Comparison, Row, blocks, compare
from regcheck.compare.changes import edits
from regcheck.formats.files import read_file
from regcheck.model import Document
from regcheck.parse.structure import parse, parse_source
from regcheck.text import Span
from tests.test_properties import drafts

MIRROR = {"added": "removed", "removed": "added", "split": "merged", "merged": "split"}
SIDES = ("old", "new")
CREDIT = "科研单位应当建立科研诚信制度，对违反科研诚信的行为依法处理，并将结果向社会公布"
FUNDS = "县级以上人民政府应当在本级预算中安排财政科技资金，并与科技创新规划和任务相衔接"
TALENT = "鼓励高等学校培养青年科技人才，支持其承担财政性资金科技项目，不受职称和学历限制"
OPEN = "大型科学仪器设备的管理单位应当自验收合格之日起三十日内录入共享服务平台"
ENDING = "本条例自公布之日起施行"


def law(*articles: str) -> str:
    numerals = "一二三四五六七八九"
    lines = [
        f"第{numeral}条　{words}。" for numeral, words in zip(numerals, articles, strict=False)
    ]
    return "\n\n".join(["某省甲条例（草案）", *lines]) + "\n"


def compared(old: str, new: str) -> Comparison:
    result = compare(parse(old), parse(new))
    assert_whole(result)
    return result


def told(result: Comparison) -> list[str]:
    """The rows of the articles in one line each: edited 第一条→第二条."""
    out = []
    for row in result.rows:
        if (row.new or row.old)[0].kind == "article":
            names = ["、".join(each.label for each in side) for side in (row.old, row.new)]
            out.append(f"{row.state}{' moved' if row.moved else ''} {names[0]}→{names[1]}")
    return out


def assert_whole(result: Comparison) -> None:
    """The blocks of each side tile its text, the pieces of a row its blocks."""
    for side in SIDES:
        document: Document = getattr(result, side)
        spans = sorted(each.span for row in result.rows for each in getattr(row, side))
        end = 0
        for span in spans:
            assert span.start == end < span.end
            end = span.end
        assert end == len(document.source.text)
        for row in result.rows:
            assert_pieces(row, side)
    assert_same_pieces(result)
    assert_order(result)


def assert_pieces(row: Row, side: str) -> None:
    """What the pieces hold on one side are the code points of the blocks, in order."""
    held = [at for each in getattr(row, side) for at in range(each.span.start, each.span.end)]
    spans: list[Span] = [getattr(piece, side) for piece in row.pieces]
    assert [at for span in spans for at in range(span.start, span.end)] == held


def assert_same_pieces(result: Comparison) -> None:
    for row in result.rows:
        assert 0 <= row.similarity <= 1
        for piece in row.pieces:
            old, new = result.old.source.slice(piece.old), result.new.source.slice(piece.new)
            if piece.kind == "same":
                assert old == new or not (old + new).strip() or not (old and new)
            else:
                assert (old and not new) if piece.kind == "removed" else (new and not old)


def assert_order(result: Comparison) -> None:
    """Rows stand in the order of the new text; a removed one behind what preceded it."""
    starts = [row.new[0].span.start for row in result.rows if row.new]
    assert starts == sorted(starts)
    place = {each.span.end: at for at, row in enumerate(result.rows) for each in row.old}
    for at, row in enumerate(result.rows):
        if row.state == "removed":
            before = place.get(row.old[0].span.start, -1)
            assert before < at
            assert all(each.state == "removed" for each in result.rows[before + 1 : at])


def pairs(result: Comparison, one: str, other: str) -> Counter[object]:
    return Counter(
        (row.state, getattr(row, one), getattr(row, other), round(row.similarity, 6))
        for row in result.rows
    )


def assert_mirrored(old: Document, new: Document) -> None:
    """Both directions agree on what belongs together."""
    there, back = compare(old, new), compare(new, old)
    mirrored = Counter(
        (MIRROR.get(row.state, row.state), row.new, row.old, round(row.similarity, 6))
        for row in back.rows
    )
    assert pairs(there, "old", "new") == mirrored


# Articles of one to three sentences out of a few: they recur, part, join and change places.
SENTENCES = (CREDIT, FUNDS, TALENT, OPEN, ENDING, "（删除）", f"{FUNDS}，逐步提高比例", TALENT[:20])
laws = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3), max_size=7).map(
    lambda articles: law(*("。\n".join(sentences) for sentences in articles))
)


@given(laws, laws)
def test_nothing_is_lost_of_parts(old: str, new: str) -> None:
    compared(old, new)
    assert_mirrored(parse(old), parse(new))


@given(drafts, drafts)
def test_nothing_is_lost(old: str, new: str) -> None:
    compared(old, new)


@given(drafts, st.randoms(use_true_random=False))
def test_nothing_is_lost_of_shuffled_lines(text: str, chance: random.Random) -> None:
    lines = text.splitlines(keepends=True)
    chance.shuffle(lines)
    compared(text, "".join(lines))


@given(drafts, drafts)
def test_both_directions_agree(old: str, new: str) -> None:
    assert_mirrored(parse(old), parse(new))


@given(drafts)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    for row in compared(text, text).rows:
        assert (row.state, row.moved, row.renumbered, row.similarity) == ("same", False, False, 1)
        assert all(piece.kind == "same" for piece in row.pieces)


@given(drafts)
def test_blanks_are_no_change(text: str) -> None:
    wider = text.replace("\n", "\r\n").replace("　", "  ")
    if [each.kind for each in blocks(parse(text))] == [each.kind for each in blocks(parse(wider))]:
        assert {row.state for row in compared(text, wider).rows} <= {"same"}


@given(st.text("甲乙丙第十条\U00020000。，", max_size=60), st.text("甲乙第十二条。", max_size=60))
def test_an_edit_script_gives_both_texts(old: str, new: str) -> None:
    script = edits(old, new)
    assert "".join(words for kind, words in script if kind <= 0) == old
    assert "".join(words for kind, words in script if kind >= 0) == new


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        ([CREDIT], [CREDIT], ["same 第一条→第一条"]),
        ([CREDIT], [CREDIT.replace("依法", "从严")], ["edited 第一条→第一条"]),
        ([CREDIT, ENDING], [OPEN, ENDING], ["rewritten 第一条→第一条", "same 第二条→第二条"]),
        ([FUNDS], [CREDIT, FUNDS], ["added →第一条", "same 第一条→第二条"]),
        ([CREDIT, FUNDS], [FUNDS], ["removed 第一条→", "same 第二条→第一条"]),
        (
            [CREDIT, FUNDS, TALENT, OPEN],
            [FUNDS, TALENT, OPEN, CREDIT.replace("依法", "从严")],
            [
                "same 第二条→第一条",
                "same 第三条→第二条",
                "same 第四条→第三条",
                "edited moved 第一条→第四条",
            ],
        ),
        (
            [f"{CREDIT}。\n{FUNDS}", OPEN],
            [CREDIT, FUNDS, OPEN],
            ["split 第一条→第一条、第二条", "same 第二条→第三条"],
        ),
        (
            [CREDIT, FUNDS, OPEN],
            [f"{CREDIT}。{FUNDS}", OPEN],
            ["merged 第一条、第二条→第一条", "same 第三条→第二条"],
        ),
        (
            [f"{CREDIT}。\n{FUNDS}", OPEN],
            [CREDIT, OPEN, FUNDS],
            ["split 第一条→第一条、第三条", "same 第二条→第二条"],
        ),
    ],
)
def test_what_became_of_the_articles(old: list[str], new: list[str], rows: list[str]) -> None:
    assert told(compared(law(*old), law(*new))) == rows


def test_a_number_does_not_win_over_the_words() -> None:
    """An article came in; every later number is another one's."""
    near = "省科学技术主管部门应当会同省{0}主管部门制定{0}领域科技创新规划并组织实施"
    old = [near.format(name) for name in ("农业农村", "交通运输", "卫生健康", "生态环境")]
    new = [near.format("教育"), *old]
    assert told(compared(law(*old), law(*new)))[0] == "added →第一条"


def test_a_cited_number_is_an_edit() -> None:
    old = law(FUNDS, "违反本条例第一条规定，挪用财政科技资金的，责令改正")
    new = law(OPEN, FUNDS, "违反本条例第二条规定，挪用财政科技资金的，责令改正")
    result = compared(old, new)
    assert told(result)[1:] == ["same 第一条→第二条", "edited 第二条→第三条"]
    changed = [
        each.source.slice(span)
        for piece in result.rows[-1].pieces
        if piece.kind != "same"
        for each, span in ((result.old, piece.old), (result.new, piece.new))
    ]
    assert [each for each in changed if each] == ["第二条", "第三条", "第一条", "第二条"]


@pytest.mark.parametrize("rubric", ["（诚信制度）", "【诚信制度】"])
def test_a_rubric_is_an_edit(rubric: str) -> None:
    result = compared(law(FUNDS, CREDIT), law(FUNDS, OPEN, f"{rubric}{CREDIT}"))
    assert told(result)[-1] == "edited 第二条→第三条"
    assert result.rows[-1].similarity == 1


def test_short_endings_are_not_mixed_up() -> None:
    old = law(FUNDS, "本条例由省科学技术厅负责解释", ENDING)
    new = law(FUNDS, ENDING)
    assert told(compared(old, new))[1:] == ["removed 第二条→", "same 第三条→第二条"]


def test_headings_and_front() -> None:
    lines = (
        "某省甲条例（草案）",
        "第一章　总则",
        f"第一条　{CREDIT}。",
        "第二章　资金",
        f"第二条　{FUNDS}。",
    )
    old = "\n\n".join(lines)
    new = old.replace("（草案）", "（草案修改稿）").replace(
        "第二章　资金", f"第二章　人才\n\n第二条　{TALENT}。\n\n第三章　资金"
    )
    rows = [(row.state, row.new[0].label) for row in compared(old, new).rows]
    assert rows == [
        ("edited", ""),
        ("same", "第一章"),
        ("same", "第一条"),
        ("added", "第二章"),
        ("added", "第二条"),
        ("same", "第三章"),
        ("same", "第二条"),
    ]


def test_units_of_a_decision() -> None:
    old = f"关于科技创新的决定\n\n一、{CREDIT}。\n\n二、{FUNDS}。\n"
    new = f"关于科技创新的决定\n\n一、{FUNDS}。\n\n二、{OPEN}。\n"
    assert Counter(row.state for row in compared(old, new).rows) == Counter(
        {"same": 2, "removed": 1, "added": 1}
    )


def test_texts_without_provisions() -> None:
    result = compared(f"通知\n{CREDIT}。\n", f"通知\n{CREDIT}。\n{FUNDS}。\n")
    assert [row.state for row in result.rows] == ["edited"]
    assert [piece.kind for piece in result.rows[0].pieces] == ["same", "added"]
    assert [row.state for row in compared("", CREDIT).rows] == ["added"]
    assert compared("", "").rows == ()


def test_scraps_in_common_are_not_kept() -> None:
    """Two articles that have only 的 and 应当 in common are told as one change."""
    assert len(edits(f"第一条　{CREDIT}", f"第一条　{OPEN}")) == 3


def test_large_texts_are_compared_by_lines() -> None:
    old = [f"{place}{CREDIT}\n" for place in range(700)]
    new = [*old[:300], "甲\n", *old[301:]]
    script = edits("".join(old), "".join(new))
    assert [kind for kind, _ in script] == [0, -1, 1, 0]
    assert script[1][1].startswith("300")


@pytest.mark.corpus
def test_changes_made_to_laws_are_recognised(data: Path) -> None:
    """Nothing of the texts is lost either: `measured` asserts it."""
    total, right = measured(data, laws=25)
    for change, count in total.items():
        assert right[change] >= 0.97 * count, change
    assert min(total.values()) >= 20


@pytest.mark.corpus
def test_laws_of_the_corpus(data: Path) -> None:
    """A law beside itself, and beside the next one in the folder, either way."""
    files = sorted((data / "corpus").rglob("*.md"))[::40]
    read = [parse_source(read_file(str(path))) for path in files]
    for one, other in pairwise(read):
        itself = compare(one, one)
        assert_whole(itself)
        assert {(row.state, row.moved) for row in itself.rows} == {("same", False)}
        assert_whole(compare(one, other))
        assert_mirrored(one, other)
