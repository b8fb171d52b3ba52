"""Cross-reference fields of a Word file: bookmarks that are gone, numbers that are out of date."""

from __future__ import annotations

import pytest

from regcheck.engine import check_source
from regcheck.formats.docx.reading import Opened
from regcheck.formats.docx.view import View
from regcheck.settings import Settings
from regcheck.text import Link
from tests.word import (
    DECLARED,
    DELETED,
    INSERTED,
    WHO,
    Parts,
    bookmark,
    cell,
    deleted,
    field,
    inserted,
    level,
    levels,
    moved_from,
    moved_to,
    note,
    numbered,
    on,
    p,
    r,
    relationship,
    row,
    run,
    table,
)
from tests.word_check import FINAL, ORIGINAL, beside, read

STRUCK = View(markup={"strike": "deleted"})
STRIKE = on("strike")
CITING = p("某省甲条例") + p("第一条　依照", field(" REF _Ref1 \\h ", "第二条"), "办理。")
FORMULA = "<m:r><m:t>x</m:t></m:r>"
START, END = on("bookmarkStart", id=1, name="_Ref1"), on("bookmarkEnd", id=1)
ARTICLES = levels(level(0, "chineseCountingThousand", "第%1条", after="space"))


def codes(opened: Opened, rule: str) -> list[str]:
    """What a rule finds, by the words."""
    found = check_source(opened.source, Settings(select=(rule,))).diagnostics
    return [opened.source.slice(each.span) for each in found if each.code == rule]


def only_link(opened: Opened) -> Link:
    (link,) = beside(opened).links
    assert opened.source.slice(link.span) == "第二条"
    return link


GONE = {
    "deleted words": (p(bookmark("_Ref1", deleted("乙")), "丙"), FINAL),
    "deleted words of a paragraph": (p(bookmark("_Ref1", deleted("乙"))), FINAL),
    "deleted paragraph": (p(bookmark("_Ref1", deleted("乙")), mark=DELETED) + p("丙"), FINAL),
    "last paragraph deleted": (p("丙") + p(bookmark("_Ref1", deleted("乙")), mark=DELETED), FINAL),
    "bookmark in the deletion": (p(deleted(bookmark("_Ref1", r("乙", tag="delText")))), FINAL),
    "bookmark that begins in the deletion": (
        p(deleted(START, "乙"), END, mark=DELETED) + p("丙"),
        FINAL,
    ),
    "bookmark around the paragraph": (
        bookmark("_Ref1", p(deleted("乙"), mark=DELETED)) + p("丙"),
        FINAL,
    ),
    "bookmark that ends in the next paragraph": (
        p(START, deleted("乙"), mark=DELETED) + p(END, "丙"),
        FINAL,
    ),
    "two deleted paragraphs": (
        p(START, deleted("乙"), mark=DELETED) + p(deleted("丙"), END, mark=DELETED) + p("丁"),
        FINAL,
    ),
    "deleted numbered article": (
        numbered(1, 0, bookmark("_Ref1", deleted("乙")), mark=DELETED) + numbered(1, 0, "丙"),
        FINAL,
    ),
    "moved away": (p(bookmark("_Ref1", moved_from("乙"))) + p("丙"), FINAL),
    "deletion beside an empty insertion": (
        p(bookmark("_Ref1", deleted("乙"), inserted())) + p("丙"),
        FINAL,
    ),
    "inserted words": (p(bookmark("_Ref1", inserted("乙")), "丙"), ORIGINAL),
    "inserted paragraph": (
        p(bookmark("_Ref1", inserted("乙")), mark=INSERTED) + p("丙"),
        ORIGINAL,
    ),
    "struck words": (p(bookmark("_Ref1", r("乙", STRIKE)), "丙"), STRUCK),
    "struck article": (numbered(1, 0, bookmark("_Ref1", r("乙", STRIKE))), STRUCK),
    "struck words in two runs": (
        p(bookmark("_Ref1", r("乙", STRIKE), r("丙", STRIKE))) + p("丁"),
        STRUCK,
    ),
    "deleted row": (
        table(row("甲", "乙"), row(cell(p(bookmark("_Ref1", "丙"))), "丁", properties=DELETED)),
        FINAL,
    ),
    "deleted row with deleted words": (
        table(
            row("甲", "乙"),
            row(
                cell(p(bookmark("_Ref1", deleted("丙")), mark=DELETED)),
                cell(p(deleted("丁"), mark=DELETED)),
                properties=DELETED,
            ),
        ),
        FINAL,
    ),
    "no bookmark at all": (p("丙"), FINAL),
}


IN_DELETIONS = {name for name in GONE if "in the deletion" in name}


@pytest.mark.parametrize("name", sorted(GONE.keys() - IN_DELETIONS))
def test_bookmark_whose_words_are_gone_is_lost(name: str) -> None:
    assert_lost(*GONE[name])


@pytest.mark.parametrize("name", sorted(IN_DELETIONS))
def test_bookmark_that_begins_among_words_that_are_gone_is_lost(name: str) -> None:
    assert_lost(*GONE[name])


IN_FORMULAS = {
    "revision around a part": f"<m:oMath><w:del {WHO}><m:r><m:t>x</m:t></m:r></w:del></m:oMath>",
    "revision of a part": f"<m:oMath><m:r><w:rPr>{DELETED}</w:rPr><m:t>x</m:t></m:r></m:oMath>",
}


@pytest.mark.parametrize("name", IN_FORMULAS)
def test_bookmark_whose_formula_is_gone_is_lost(name: str) -> None:
    assert_lost(p("乙", bookmark("_Ref1", IN_FORMULAS[name])), FINAL)


def test_bookmark_whose_whole_formula_is_deleted_is_lost() -> None:
    whole = f"<w:del {WHO}><m:oMath>{FORMULA}</m:oMath></w:del>"
    assert_lost(p("乙", bookmark("_Ref1", whole)), FINAL)


def test_bookmark_that_has_moved_with_its_words_is_not_lost() -> None:
    body = p(bookmark("_Ref1", moved_from("乙"))) + p(bookmark("_Ref1", moved_to("乙"), index=2))
    assert only_link(read(CITING + body)).target is not None
    assert not only_link(read(CITING + body)).lost


def assert_lost(body: str, view: View) -> None:
    opened = read(CITING + body, view, numbering=ARTICLES)
    link = only_link(opened)
    assert link.lost
    assert link.target is None
    assert codes(opened, "R225") == ["第二条"]


@pytest.mark.parametrize("name", sorted(GONE.keys() - {"no bookmark at all"}))
def test_the_same_bookmark_is_there_where_its_words_are(name: str) -> None:
    body, view = GONE[name]
    other = ORIGINAL if view is FINAL else FINAL
    opened = read(CITING + body, other, numbering=ARTICLES)
    assert not only_link(opened).lost
    assert codes(opened, "R225") == []


THERE = {
    "words before the deletion": (p(bookmark("_Ref1", "乙", deleted("丙"))), FINAL),
    "words after the deletion": (p(bookmark("_Ref1", deleted("乙"), "丙")), FINAL),
    "words of a second paragraph": (
        p(START, deleted("乙"), mark=DELETED) + p("丙", END),
        FINAL,
    ),
    "words replaced": (
        p(bookmark("_Ref1", deleted("乙"), inserted("丙"))),
        FINAL,
    ),
    "words not struck": (p(bookmark("_Ref1", r("乙", STRIKE), "丙")), STRUCK),
    "struck where that means nothing": (p(bookmark("_Ref1", r("乙", STRIKE))), FINAL),
    "point": (p("乙", bookmark("_Ref1"), "丙"), FINAL),
    "point in an empty paragraph": (p(bookmark("_Ref1")), FINAL),
    "point behind a deletion": (p(deleted("乙"), bookmark("_Ref1"), "丙"), FINAL),
    "point before a deletion": (p(bookmark("_Ref1"), deleted("乙"), "丙"), FINAL),
    "words beside a deletion": (p(deleted("乙"), bookmark("_Ref1", "丙"), deleted("丁")), FINAL),
}


@pytest.mark.parametrize("name", THERE)
def test_bookmark_with_words_or_of_a_point_is_not_lost(name: str) -> None:
    body, view = THERE[name]
    opened = read(CITING + body, view)
    link = only_link(opened)
    assert not link.lost
    assert link.target is not None
    assert codes(opened, "R225") == []


def margin(kind: str) -> Parts:
    """A header or footer with the bookmark."""
    root = {"header": "hdr", "footer": "ftr"}[kind]
    content = f"<w:{root} {DECLARED}>{p(bookmark('_Ref1', '眉'))}</w:{root}>"
    return {
        "relationships": relationship("rId91", kind, f"{kind}1.xml"),
        "extra_parts": {f"word/{kind}1.xml": content},
    }


MADE = '<w:fldSimple w:instr=" SET _Ref1 1 "/>'
ELSEWHERE: dict[str, tuple[str, Parts]] = {
    "child of a table": (table(START, row("甲", "乙"), END), {}),
    "child of a row": (table(row(START, "甲", "乙", END)), {}),
    "around rows": (table(row("甲", "乙"), START, row("丙", "丁"), END), {}),
    "footnote": (
        p("乙", run(on("footnoteReference", id=1))),
        {"footnotes": note("footnote", 1, p(bookmark("_Ref1", "注")))},
    ),
    "endnote": (
        p("乙", run(on("endnoteReference", id=1))),
        {"endnotes": note("endnote", 1, p(bookmark("_Ref1", "注")))},
    ),
    "formula": (p(f"<m:oMath>{bookmark('_Ref1', FORMULA)}</m:oMath>"), {}),
    "base of a power": (
        p(f"<m:oMath><m:sSup><m:e>{bookmark('_Ref1', FORMULA)}</m:e></m:sSup></m:oMath>"),
        {},
    ),
    "header": (p("乙"), margin("header")),
    "footer": (p("乙"), margin("footer")),
    "continued cell": (
        table(
            row(cell(p("甲"), properties=on("vMerge", val="restart")), "乙"),
            row(cell(p(bookmark("_Ref1", "丙")), properties=on("vMerge")), "丁"),
        ),
        {},
    ),
    "made by SET": (p("乙", field(' SET _Ref1 "丙" ')), {}),
    "made by SET in small letters": (p("乙", field(' set "_REF1" "丙" ')), {}),
    "made by a simple SET": (p("乙", MADE), {}),
    "made by ASK": (p("乙", field(' ASK _Ref1 "何时施行" ')), {}),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_bookmark_that_is_no_place_in_the_words_is_not_lost(name: str) -> None:
    body, parts = ELSEWHERE[name]
    opened = read(CITING + body, **parts)
    assert not only_link(opened).lost
    assert codes(opened, "R225") == []


def test_deleted_cross_reference_is_one_in_the_original() -> None:
    shown = r("第二条", tag="delText")
    citing = p("甲", deleted(field(" REF _Ref1 \\h ", shown, tag="delInstrText")), "乙")
    original = read(citing + p(bookmark("_Ref1", "丙")), ORIGINAL)
    link = only_link(original)
    assert original.source.text == "甲第二条乙\n丙\n"
    assert (link.name, link.target, link.lost) == ("_Ref1", original.source.text.index("丙"), False)
    assert beside(read(citing + p(bookmark("_Ref1", "丙")))).links == ()


def test_deleted_cross_reference_to_nothing_is_lost_in_the_original() -> None:
    shown = r("第二条", tag="delText")
    citing = p("甲", deleted(field(" REF _Ref9 ", shown, tag="delInstrText")), "乙")
    assert only_link(read(citing, ORIGINAL)).lost


def cited(shown: str) -> str:
    """A draft with bookmarks in 第三条, in its second paragraph, and in its second item."""
    return (
        p("某省甲条例")
        + p("第一条　依照", field(" REF _Ref1 \\h ", shown), "办理。")
        + p("第二条　违反规定的，责令改正。")
        + p("第三条　", bookmark("_Article", "有下列情形的，予以公开：", index=2))
        + p("（一）子；")
        + p("（二）", bookmark("_Item", "丑。", index=3))
        + p(bookmark("_Paragraph", "前款规定以外的，不予公开。", index=4))
    )


def stale(shown: str, name: str) -> list[str]:
    return codes(read(cited(shown).replace("_Ref1", name)), "R226")


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("第二条", "_Article"),
        ("第四条", "_Article"),
        (" 第二条 ", "_Article"),
        ("第三条第一款", "_Paragraph"),
        ("（一）", "_Item"),
        ("第三条第一项", "_Item"),
    ],
)
def test_number_that_its_bookmark_no_longer_has(shown: str, name: str) -> None:
    assert [each.strip() for each in stale(shown, name)] == [shown.strip()]


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("第三条", "_Article"),
        ("第三条", "_Item"),
        ("第三条第二款", "_Paragraph"),
        ("（二）", "_Item"),
        ("第三条第二项", "_Item"),
    ],
)
def test_number_that_its_bookmark_has(shown: str, name: str) -> None:
    assert stale(shown, name) == []


@pytest.mark.parametrize(
    "shown",
    [
        "违反第二条规定的行为",
        "第二条规定的行为",
        "依照第二条",
        "有下列情形的，予以公开：",
        "第二条、甲",
        "表1",
        "《甲法》第二条",
    ],
)
def test_words_that_a_field_repeats_are_no_number(shown: str) -> None:
    assert stale(shown, "_Article") == []
