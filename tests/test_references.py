"""Citations: what the grammar reads, whose they are, and where they lead."""

from __future__ import annotations

import pytest

from regcheck.analysis.facts import Facts
from regcheck.numerals import BLANKS, DIGITS
from regcheck.parse.labels import GAP_CHARS
from regcheck.parse.reference import CANDIDATE, parse_citation
from regcheck.parse.structure import parse

DRAFT = (
    "某省甲条例\n第一章　总则\n第一条　甲：\n（一）子；\n（二）丑。\n乙。\n第二条　丙。\n"
    "第二条之一　丁。\n第三条　{0}。\n"
)


def found(words: str) -> list[tuple[str | None, str, tuple[str, ...]]]:
    """Law, state and targets of every reference in the third article."""
    return [
        (reference.law, reference.state, tuple(target.id for target in reference.targets))
        for reference in Facts(parse(DRAFT.format(words))).references
    ]


@pytest.mark.parametrize(
    ("words", "law", "state", "targets"),
    [
        ("依照本条例第二条", None, "resolved", ("art_2",)),
        ("依照第二条之一", None, "resolved", ("art_2-1",)),
        ("依照《某省甲条例》第二条", None, "resolved", ("art_2",)),
        ("依照本条例第一条至第三条", None, "resolved", ("art_1", "art_2", "art_2-1", "art_3")),
        ("依照本条例第一条第一款、第二款", None, "resolved", ("art_1__para_1", "art_1__para_2")),
        ("依照第一条第二项", None, "resolved", ("art_1__para_1__item_2",)),
        ("依照第一条第（一）、（二）项", None, "resolved",
         ("art_1__para_1__item_1", "art_1__para_1__item_2")),
        ("依照本条例第一章", None, "resolved", ("chp_1",)),
        ("依照本条例第九章", None, "missing", ("chp_9",)),
        ("依照本条例第九条", None, "missing", ("art_9",)),
        ("依照第1条", None, "resolved", ("art_1",)),
        ("依照第×条", None, "placeholder", ("placeholder",)),
        ("依照《乙法》第九条", "乙法", "external", ("art_9",)),
        ("依照刑法第九条", "刑法", "external", ("art_9",)),
        ("违反《乙法》规定，适用第九条", "乙法", "external", ("art_9",)),
        ("依照行政处罚法的规定，适用第九条", "行政处罚法", "external", ("art_9",)),
        ("依照该法第九条", "unknown", "unknown-law", ("art_9",)),
        ("将“第九条”改为“第十条”", "unknown", "unknown-law", ("art_9",)),
    ],
)  # fmt: skip
def test_reference(words: str, law: str | None, state: str, targets: tuple[str, ...]) -> None:
    assert (law, state, targets) in found(words)


@pytest.mark.parametrize(
    "words", ["第三人应当告知", "第一项目组", "共二百条", "第八届大会", "第三条例"]
)
def test_no_reference(words: str) -> None:
    assert found(words) == []


def test_items_look_at_the_sentence_that_leads_to_them() -> None:
    words = "违反《乙法》规定，有下列情形的：\n（一）第五十条规定的；\n（二）其他"
    assert [law for law, *_ in found(words)] == ["乙法"]


def test_quoted_wording_of_a_decision_is_another_law() -> None:
    text = "关于修改《某省甲条例》的决定\n一、将第三条修改为：“依照第九条办理。”\n"
    laws = {reference.law for reference in Facts(parse(text)).references}
    assert laws <= {"某省甲条例", "unknown"}


@pytest.mark.parametrize("char", sorted(set(DIGITS + BLANKS) - {"-"}))
def test_every_numeral_is_read(char: str) -> None:
    match = CANDIDATE.search(f"第{char}条")
    assert match
    assert parse_citation(match[0])


@pytest.mark.parametrize("gap", [hex(ord(char)) for char in GAP_CHARS])
def test_every_gap_is_read(gap: str) -> None:
    match = CANDIDATE.search(f"第{chr(int(gap, 16))}一条")
    assert match
    assert parse_citation(match[0])
