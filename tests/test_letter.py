"""Reply letters: what is read of them, whatever the text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.letters import FOLDER, labels
from regcheck.analysis.contents import content
from regcheck.analysis.proposals import proposals
from regcheck.analysis.statements import Statement, statements
from regcheck.formats.files import read_file
from regcheck.parse.letter import Letter, Point, letter, parse_letter
from regcheck.text import Span

OUTLINE = FOLDER / "outline.txt"
# What a letter may hold between what is read: white space, Markdown marks, the colon after a name.
_BETWEEN = re.compile(r"[\s#*>_\u200b-\u200f\u2060\ufeff\u00ad\x00：:]*")


def spans_of(read: Letter) -> list[Span]:
    """Every stretch of a letter that was read as something."""
    pieces = [*read.head, *read.closing]
    spans = [*(piece.span for piece in pieces), *read.opening, *read.paragraphs, *read.tables]
    for point in read.walk():
        spans += [point.mark.span, *point.words, *point.tail]
    return sorted(spans)


def assert_read_whole(read: Letter) -> None:
    """Nothing is lost or read twice, points are nested and in order, ids are unique."""
    text, end = read.source.text, 0
    for span in spans_of(read):
        assert span.start >= end, f"read twice at {span}"
        assert _BETWEEN.fullmatch(text[end : span.start]), f"lost: {text[end : span.start]!r}"
        assert span.start < span.end
        end = span.end
    assert _BETWEEN.fullmatch(text[end:]), f"lost at the end: {text[end:]!r}"
    ids = [point.id for point in read.walk()]
    assert len(ids) == len(set(ids)), "an id is given twice"
    assert_nested(read.points, 0, len(text))


def assert_nested(points: tuple[Point, ...], start: int, end: int) -> None:
    for point in points:
        assert start <= point.span.start < point.span.end <= end
        assert_nested(point.points, point.span.start, point.span.end)
        start = point.span.end


FRAGMENTS = (
    "关于某建议的答复",
    "某科函〔2021〕12号",
    "张某代表：",
    "您好！您提出的建议收悉，现答复如下：",
    "一、关于有关情况",
    "二、下一步工作打算。",
    "（一）在立法方面。",
    "(二)持续推进。一是建立机制。二是完善制度；三是落实。",
    "1.建设中心。",
    "（1）甲；",
    "①乙。",
    "首先，加强管理。其次，出台办法。最后，感谢您。",
    "第一，甲。第二，乙。",
    "一要甲，二要乙。",
    "| 甲 | 乙 |",
    "甲\t乙\t丙",
    "《某条例（草案）》规定：应当公开，处一万元以下罚款。",
    "目前已建成30家，下一步将新建20家，2025年底前完成。",
    "　　",
    "**三、粗体**",
    "# 标题",
    "感谢您的关心和支持。",
    "联系人：某某",
    "某省科学技术厅",
    "2021年4月25日",
    "一是",
    "（",
    "是",
    "。",
)
TEXTS = st.lists(
    st.sampled_from(FRAGMENTS) | st.text("一二（）()、.1是首先。；：，\n\r \t", max_size=8),
    max_size=14,
).flatmap(
    lambda parts: st.lists(
        st.sampled_from(("\n", "\r\n", "", "。", " ")), min_size=len(parts), max_size=len(parts)
    ).map(lambda ends: "".join(a + b for a, b in zip(parts, ends, strict=True)))
)


@given(TEXTS)
def test_any_text_is_read_whole(text: str) -> None:
    read = parse_letter(text)
    assert_read_whole(read)
    for each in statements(read):
        assert each.text == read.source.slice(each.span)
        for amount in each.quantities:
            assert read.source.slice(amount.span) == amount.text
    names = [each.id for each in statements(read)]
    assert len(names) == len(set(names))


@given(st.text(max_size=200))
def test_no_text_at_all(text: str) -> None:
    assert_read_whole(parse_letter(text))


def outline(name: str) -> Iterator[str]:
    """What is read of a letter, a line for each statement."""
    read = letter(read_file(str(FOLDER / name)))
    assert_read_whole(read)
    yield f"{name} {read.addressee} | {read.number} | {'、'.join(read.signatures)} | {read.date}"
    for each in statements(read):
        amounts = "、".join(amount.text for amount in each.quantities)
        kinds = "、".join(element.kind for element in content(each).elements)
        tail = " | ".join(filter(None, (amounts, each.deadline, each.lead, kinds)))
        yield f"  {each.id} {each.tense} {each.strength} {tail}".rstrip()


def test_outlines() -> None:
    """The letters of tests/letters are read as before; `make accept` writes what is read now."""
    got = "".join(f"{line}\n" for name in labels() for line in outline(name))
    if os.environ.get("REGCHECK_ACCEPT"):
        OUTLINE.write_text(got, "utf-8")
    assert got == OUTLINE.read_text("utf-8")


# Lists of problems told as facts, a letter on one line, 首先 as thanks: read as something else.
_NOT_AS_LABELLED = {"a25.txt", "a27.txt", "a32.txt", "b26.txt", "c20.txt"}


@pytest.mark.parametrize("name", list(labels()))
def test_points_are_those_of_the_label(name: str) -> None:
    found = [each.id for each in statements(letter(read_file(str(FOLDER / name))))]
    wanted = [each["id"] for each in labels()[name]["leaves"]]
    if name in _NOT_AS_LABELLED:
        assert found != wanted, "now read as labelled: take it out of the list"
        return
    assert [each for each in found if each not in _BESIDE.get(name, ())] == wanted


# Paragraphs beside the points that promise something: the labels name points alone.
_BESIDE = {"a46.txt": ("一(三)段一",)}
REFERENCE = "letters/000_6cf226aeee449104.txt"


@pytest.fixture(scope="module")
def reference(data: Path) -> tuple[Statement, ...]:
    read = letter(read_file(str(data / REFERENCE)))
    assert_read_whole(read)
    assert read.addressee == "张淑华委员"
    assert read.signatures == ("辽宁省人力资源和社会保障厅",)
    assert read.date == "2021年4月25日"
    return statements(read)


@pytest.mark.corpus
def test_points_of_the_reference_letter(reference: tuple[Statement, ...]) -> None:
    groups: dict[str, int] = {}
    for each in reference:
        above = each.id if each.id.endswith(")") else each.id[:-1]
        groups[above] = groups.get(above, 0) + 1
    assert list(groups.values()) == [4, 2, 4, 3, 3, 6, 5, 2, 4, 1]
    assert len(reference) == 34


@pytest.mark.corpus
def test_tenses_of_the_reference_letter(reference: tuple[Statement, ...]) -> None:
    for each in reference:
        part = "done" if each.id.startswith("一") else "commitment"
        assert each.tense == ("reported" if each.id.startswith("二(二)") else part), each.id


@pytest.mark.corpus
def test_sanctions_of_the_reference_letter(reference: tuple[Statement, ...]) -> None:
    by_id = {each.id: [element.kind for element in content(each).elements] for each in reference}
    fourth = [
        "admonition",
        "public_criticism",
        "revocation",
        "disqualification",
        "recovery",
        "credit_sanction",
        "lifelong",
        "criminal",
    ]
    assert set(fourth) <= set(by_id["二(二)四"])
    assert by_id["二(二)四"].count("disqualification") == 2
    assert {"punitive_damages", "civil_liability", "credit_sanction"} <= set(by_id["二(二)五"])


def read(text: str) -> dict[str, Statement]:
    return {each.id: each for each in statements(parse_letter(text))}


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ("一、甲。\n（一）乙。\n1.丙。\n2.丁。\n（二）戊。", ["一(一)一", "一(一)二", "一(二)"]),
        ("一、甲\n1、乙。\n（1）丙。\n（2）丁。\n2、戊。", ["一一(一)", "一一(二)", "一二"]),
        ("一、甲。①乙。②丙。", ["一一", "一二"]),
        ("首先，甲。其次，乙。再次，丙。最后，丁。", ["一", "二", "三", "四"]),
        ("第一，甲。第二，乙。", ["一", "二"]),
        ("(一)甲,一是乙;二是丙。(二)丁。", ["(一)一", "(一)二", "(二)"]),
        ("二、一是甲；二是乙。", ["二一", "二二"]),
        ("一要甲，二要乙。", ["一", "二"]),
        ("一、甲。\n一、乙。", ["一", "一~2"]),
        ("一是甲没有下文。", ["段一"]),
        ("其中之一是甲，二是乙。", ["段一"]),
        ("我们将建立制度。\n我们将公开结果。", ["段一", "段二"]),
    ],
)
def test_numbers(body: str, ids: list[str]) -> None:
    assert list(read(f"某代表：\n您的建议收悉，现答复如下：\n{body}\n感谢您的关心。\n")) == ids


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("近年来，我省建成实验室三十家。", "done"),
        ("下一步，我们将建立容错机制。", "commitment"),
        ("目前已建成三十家，下一步将再建二十家。", "commitment"),
        ("《某条例（草案）》规定，科研单位应当公开结果。", "reported"),
        ("《某省某条例》规定，科研单位应当公开结果。", "background"),
        ("您提出的建议很有针对性。", "background"),
        ("我厅将人才工作纳入年度考核，已连续考核三年。", "done"),
        ("《关于进一步加强管理的意见》已经印发。", "done"),
        ("2019年，省财政安排资金三亿元。", "done"),
        ("2025年，全面建成创新体系。", "commitment"),
        ("加强人才队伍建设。", "commitment"),
        ("近年来，我省建成虚拟现实实验室三十家。", "done"),
        ("人才计划在我省实施以来，引进人才30名。", "done"),
        ("《办法》审议通过后，我厅已印发实施细则。", "done"),
        ("去年，我们立即将问题线索移交，查处三起。", "done"),
        ("2020年，省财政安排资金3亿元，将补助发放到企业手中。", "done"),
        ("专项资金将用于公共技术平台建设。", "commitment"),
        ("新平台将承担检测任务。", "commitment"),
        ("计划投资3亿元建设科学城。", "commitment"),
    ],
)
def test_tense(sentence: str, tense: str) -> None:
    text = f"某代表：\n您的建议收悉，现答复如下：\n一、{sentence}\n某省科学技术厅\n2021年5月6日\n"
    assert read(text)["一"].tense == tense


@pytest.mark.parametrize(
    ("sentence", "strength", "amounts", "deadline"),
    [
        ("我们将新建实验室30家。", "quantified", ["30家"], None),
        ("我们将建立容错机制。", "measure", [], None),
        ("我们将进一步加强科研诚信工作。", "direction", [], None),
        ("我们将落实好引才13条政策。", "measure", [], None),
        ("我们将新建实验室一百家。", "quantified", ["一百家"], None),
        ("我们将在两年内出台办法。", "quantified", ["两年"], "两年内"),
        ("我们将在２０２５年底前出台办法。", "quantified", [], "２０２５年底前"),
        ("我们将给予1，000元补助。", "quantified", ["1，000元"], None),
        ("我们将把比例提高到不低于百分之二十。", "quantified", ["百分之二十"], None),
        ("我们将在2022年底前出台办法。", "quantified", [], "2022年底前"),
        ("我们将发放补贴1,500万元。", "quantified", ["1,500万元"], None),
    ],
)
def test_strength(sentence: str, strength: str, amounts: list[str], deadline: str | None) -> None:
    found = read(f"某代表：\n您的建议收悉，现答复如下：\n一、{sentence}\n")["一"]
    assert found.strength == strength
    assert [amount.text for amount in found.quantities] == amounts
    assert found.deadline == deadline


def test_amounts_are_counted_in_base_units() -> None:
    found = read("某代表：\n现答复如下：\n一、我们将安排1.5亿元，培训3万人次，比例不低于20%。\n")
    assert [(a.min, a.max, a.unit) for a in found["一"].quantities] == [
        (150_000_000, 150_000_000, "yuan"),
        (30_000, 30_000, "人次"),
        (0.2, None, "percent"),
    ]


def test_reported_goes_on_to_the_end_of_a_series_and_no_further() -> None:
    found = read(
        "某代表：\n您的建议收悉，现答复如下：\n一、立法工作\n"
        "一是公开制度。《某条例（草案）》规定，科研单位应当公开结果。\n"
        "二是责任制度。违反规定的，由主管部门给予警告，并处一万元以下罚款。\n"
        "二、下一步工作\n一是加强宣传。\n二是开展培训。\n"
    )
    assert [each.tense for each in found.values()] == [
        "reported",
        "reported",
        "commitment",
        "commitment",
    ]
    warning, fine = content(found["一二"]).elements
    assert (warning.kind, fine.kind, fine.max) == ("warning", "fine", 10_000)


LOST_BEFORE = (
    "一、近年来，我厅建成实验室三十家。\n感谢您的建议。下一步，我们将把论文造假者列入黑名单。",
    "一、下一步工作\n（一）将建立制度。\n上述意见，我们将在条例草案中予以采纳，把论文造假者列入黑名单。",
    "将建立甲制度。\n欢迎高校提出项目，我们将把论文造假者列入黑名单。",
    "将建立甲制度。\n如有不同意见的单位，我们将把论文造假者列入黑名单。",
    "将建立甲制度。\n办理时限：2025年底前完成，将把论文造假者列入黑名单。",
    "一、甲。\n二、下一步，我们将把论文造假者列入黑名单。\n（一）加强宣传。\n（二）开展培训。",
    "我们将把论文造假者列入黑名单。落实情况将向社会作出说明。",
    "我们将把论文造假者列入黑名单。\n下一步重点做好以下工作：\n我们将建立制度。",
)


@pytest.mark.parametrize("body", LOST_BEFORE)
@pytest.mark.parametrize("opening", ["您的建议收悉，现答复如下：\n", "您的建议收悉。\n", ""])
def test_no_promise_is_taken_for_a_formula(opening: str, body: str) -> None:
    found = read(f"某代表：\n{opening}{body}\n某省科学技术厅\n2024年5月6日\n")
    held = [each for each in found.values() if "黑名单" in each.text]
    assert [each.tense for each in held] == ["commitment"]


@pytest.mark.parametrize(
    "closing",
    [
        "感谢您对我省科技工作的关心，我厅将继续努力。",
        "以上情况，特此汇报。",
        "如有不清之处，请与我们联系。",
        "最后，再次感谢您的关心，希望一如既往地支持我们的工作。",
    ],
)
def test_a_formula_is_no_promise(closing: str) -> None:
    found = parse_letter(f"某代表：\n现答复如下：\n一、已建成三十家。\n{closing}\n某省科学技术厅\n")
    assert [piece.shape for piece in found.closing] == ["CLOSING", "SIGNATURE"]


def test_annexes_below_the_date_are_no_part_of_the_answer() -> None:
    text = (
        "某代表：\n现答复如下：\n一、将建立制度。\n感谢您的关心。\n某省科学技术厅\n2024年5月6日\n"
    )
    found = parse_letter(f"{text}附件：有关情况\n一、甲项目\n二、乙项目\n")
    assert [point.id for point in found.points] == ["一"]
    assert found.signatures == ("某省科学技术厅",)


def test_promises_after_a_series_are_not_lost() -> None:
    found = read(
        "某代表：\n您的建议收悉，现答复如下：\n一、主要工作\n（一）已出台办法一件。"
        "一是建成平台。二是发布目录。\n下一步，我们将制定名录。\n"
    )
    assert found["一(一)段一"].tense == "commitment"


def test_what_leads_to_points_is_read_in_its_place() -> None:
    """A paragraph that tells what is done is no promise because the one after it promises."""
    found = read(
        "某代表：\n现答复如下：\n一、已开展的工作\n每年安排专项资金五百万元。\n"
        "下一步将做好以下工作：\n（一）将建立制度。\n（二）将公开结果。\n"
    )
    assert list(found) == ["一(一)", "一(二)"]


def test_nothing_is_proposed_of_what_is_done() -> None:
    found = parse_letter("某代表：\n现答复如下：\n一、近年来，我们建立了制度。\n二、将建平台。\n")
    done, promised = (each.commitment for each in proposals(found))
    assert (done.tense, done.element, done.proposed) == ("done", (), None)
    assert promised.carrier == "unconfirmed"
    assert promised.proposed is not None
    assert promised.hash
