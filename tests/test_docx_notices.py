"""What a drafter is told of a Word file: what counts as a mark, how often, and what is not told."""

from __future__ import annotations

import re

import pytest

from regcheck.formats.docx.view import Mark, Meaning, View
from tests.word import (
    DELETED,
    INSERTED,
    alternate,
    cell,
    deleted,
    field,
    inserted,
    level,
    levels,
    note,
    numbered,
    old_textbox,
    on,
    p,
    package,
    r,
    relationship,
    row,
    run,
    style,
    styled,
    table,
    textbox,
)
from tests.word_check import FINAL, ORIGINAL, beside, checked, read, text

LINK = relationship("rId90", "hyperlink", "http://example.invalid/", external=True)
UNDERLINE, STRIKE, HIDDEN = on("u", val="single"), on("strike"), on("vanish")
SHADED = on("shd", val="clear", fill="FFFF00")


def told(body: str, styles: str = "", numbering: str = "") -> str:
    """The notices of a body, one below another."""
    data = package(body, styles=styles, numbering=numbering, relationships=LINK)
    return "\n".join(beside(checked(data)).notices)


def places(of: str, body: str, styles: str = "", numbering: str = "") -> int:
    """How many places of a kind are told; 0 where nothing is."""
    found = re.search(rf"{of}[^0-9，。]*(\d+) [处个]", told(body, styles, numbering))
    return int(found[1]) if found else 0


SHADES = {
    "yellow": (SHADED, True),
    "pattern on white": (on("shd", val="pct15", color="auto", fill="FFFFFF"), True),
    "pattern on nothing": (on("shd", val="pct15", color="auto", fill="auto"), True),
    "pattern without a fill": (on("shd", val="pct10"), True),
    "solid": (on("shd", val="solid", color="000000", fill="auto"), True),
    "stripes": (on("shd", val="diagStripe", color="auto", fill="auto"), True),
    "automatic": (on("shd", val="clear", color="auto", fill="auto"), False),
    "white": (on("shd", val="clear", color="auto", fill="FFFFFF"), False),
    "white in small letters": (on("shd", val="clear", color="auto", fill="ffffff"), False),
    "without a fill": (on("shd", val="clear"), False),
    "nil": (on("shd", val="nil"), False),
    "nil and automatic": (on("shd", val="nil", color="auto", fill="auto"), False),
}


@pytest.mark.parametrize("name", SHADES)
def test_what_is_shading(name: str) -> None:
    properties, is_shading = SHADES[name]
    body = p("甲", r("乙", properties))
    assert places("底纹", body) == is_shading
    assert text(body, View(markup={"shading": "deleted"})) == ("甲\n" if is_shading else "甲乙\n")


@pytest.mark.parametrize(("color", "is_mark"), [("yellow", True), ("white", False)])
def test_white_highlight_is_none(color: str, is_mark: bool) -> None:
    body = p("甲", r("乙", on("highlight", val=color)))
    assert places("突出显示", body) == is_mark
    view = View(revisions="original", markup={"highlight": "inserted"})
    assert text(body, view) == ("甲\n" if is_mark else "甲乙\n")


def test_shading_of_words_in_a_table_is_not_told() -> None:
    head = cell(p(r("项目", SHADED)))
    assert told(table(row(head, "甲"))) == ""
    assert places("底纹", table(row(head, "甲")) + p(r("乙", SHADED))) == 1


@pytest.mark.parametrize("revisions", [FINAL.revisions, ORIGINAL.revisions])
def test_shading_in_a_table_means_what_is_said_all_the_same(revisions: str) -> None:
    view = View(
        revisions="original" if revisions == "original" else "final", markup={"shading": "deleted"}
    )
    body = table(row(cell(p("甲", r("乙", SHADED))), "丙"))
    expected = "| 甲乙 | 丙 |\n" if revisions == "original" else "| 甲 | 丙 |\n"
    assert text(body, view) == expected


def test_other_marks_in_a_table_are_told() -> None:
    assert places("删除线", table(row(cell(p(r("甲", STRIKE))), "乙"))) == 1


ARTICLES = levels(level(0, "chineseCountingThousand", "第%1条"))
INNER = table(row("第三条　乙", "丙"))
TABLED = {
    "article and blank": (table(row("第三条　甲应当公开。", "乙")), 1),
    "article and space": (table(row("第三条 甲应当公开。", "乙")), 1),
    "automatic article": (table(row(cell(numbered(1, 0, "甲")), "乙")), 1),
    "articles in two cells": (table(row("第三条　甲", "乙"), row("丙", "第四条　丁")), 2),
    "basis": (table(row("依据", "事项"), row("第三十条第一款", "甲"), row("第九条", "乙")), 0),
    "basis and full stop": (table(row("第三十条、第三十一条", "甲")), 0),
    "article without a blank": (table(row("第三十条规定的甲", "乙")), 0),
    "article and no words": (table(row("第三条　", "乙")), 0),
    "basis of two lines": (table(row(cell(p("第三十条第一款"), p("第三十一条")), "甲")), 0),
    "table in a cell": (table(row(cell(INNER, p()), "丁")), 1),
    "table in a table in a cell": (table(row(cell(table(row(cell(INNER), "己"))), "丁")), 1),
    "frame": (table(row("第三条　甲应当公开。")), 0),
    "table in a frame": (table(row(cell(p("甲"), INNER))), 1),
    "no table": (p("第三条　甲应当公开。"), 0),
}


@pytest.mark.parametrize("name", TABLED)
def test_what_looks_like_an_article_in_a_table(name: str) -> None:
    body, expected = TABLED[name]
    assert places("表格里有", body, numbering=ARTICLES) == expected


def test_articles_in_the_table_of_a_note_are_not_told() -> None:
    notes = note("footnote", 1, table(row("第三条　甲", "乙")))
    opened = read(p("丙", run(on("footnoteReference", id=1))), footnotes=notes)
    assert beside(opened).notices == ()


UNDERLINED = f"<w:rPr>{UNDERLINE}</w:rPr>"
STYLES = (
    style("题", UNDERLINED)
    + style("Hyperlink", UNDERLINED, kind="character")
    + style("FollowedHyperlink", UNDERLINED, kind="character")
    + style("重点", UNDERLINED, kind="character")
)
UNDERLINES = {
    "by hand": (p("甲", r("乙", UNDERLINE)), 1),
    "a character style": (p("甲", r("乙", on("rStyle", val="重点"))), 1),
    "a paragraph style": (styled("题", "甲"), 0),
    "a link": (p(f'<w:hyperlink r:id="rId90">{r("甲", UNDERLINE)}</w:hyperlink>'), 0),
    "style of links": (p("甲", r("乙", on("rStyle", val="Hyperlink"))), 0),
    "style of links that were followed": (p(r("乙", on("rStyle", val="FollowedHyperlink"))), 0),
    "field of a link": (
        p("见", field(' HYPERLINK "http://example.invalid/" ', r("乙", UNDERLINE)), "丙"),
        0,
    ),
    "behind the field of a link": (
        p(field(' HYPERLINK "http://example.invalid/" ', "甲"), r("乙", UNDERLINE)),
        1,
    ),
    "blanks": (p("编号：", r("      ", UNDERLINE)), 0),
    "full-width blanks": (p("编号：", r("\u3000\u3000", UNDERLINE)), 0),
    "lines to be filled in": (p("编号：", r("__", UNDERLINE), "号"), 0),
    "lines without an underline": (p("编号：", r("______"), "号"), 0),
}


@pytest.mark.parametrize("name", UNDERLINES)
def test_which_underlines_are_told(name: str) -> None:
    body, expected = UNDERLINES[name]
    assert places("下划线", body, STYLES) == expected


@pytest.mark.parametrize("name", [name for name, (_, found) in UNDERLINES.items() if not found])
def test_what_is_no_underline_set_by_hand_is_no_insertion(name: str) -> None:
    body, _ = UNDERLINES[name]
    view = View(revisions="original", markup={"underline": "inserted"})
    data = package(body, styles=STYLES, relationships=LINK)
    assert checked(data, view).source.text == checked(data).source.text


PLACES = {
    "one hidden run": ("隐藏文字", p("甲", r("乙", HIDDEN)), 1),
    "hidden runs side by side": ("隐藏文字", p("甲", r("乙", HIDDEN), r("丙", HIDDEN), "丁"), 1),
    "hidden runs with a mark between": (
        "隐藏文字",
        p("甲", r("乙", HIDDEN), on("proofErr", type="spellStart"), r("丙", HIDDEN + on("b"))),
        1,
    ),
    "hidden runs apart": ("隐藏文字", p(r("乙", HIDDEN), "甲", r("丙", HIDDEN)), 2),
    "struck runs side by side": ("删除线", p("甲", r("乙", STRIKE), r("丙", STRIKE)), 1),
    "struck runs apart": ("删除线", p(r("乙", STRIKE), "甲", r("丙", STRIKE)), 2),
    "inserted paragraph": ("插入", p("甲") + p(inserted("乙"), mark=INSERTED) + p("丙"), 1),
    "inserted paragraphs": ("插入", p("甲") + p(inserted("乙"), mark=INSERTED) * 3 + p("丙"), 1),
    "insertions apart": ("插入", p(inserted("甲"), "乙", inserted("丙")), 2),
    "deleted paragraph": ("删除", p("甲") + p(deleted("乙"), mark=DELETED) + p("丙"), 1),
    "deleted row of two cells": (
        "删除",
        table(
            row("甲", "乙"),
            row(
                cell(p(deleted("丙"), mark=DELETED)),
                cell(p(deleted("丁"), mark=DELETED)),
                properties=DELETED,
            ),
        ),
        1,
    ),
    "inserted row of two cells": (
        "插入",
        table(
            row("甲", "乙"),
            row(cell(p(inserted("丙"))), cell(p(inserted("丁"))), properties=INSERTED),
        ),
        1,
    ),
    "drawn box": ("文本框", p("甲", textbox(p("盒"))), 1),
    "box drawn both ways": (
        "文本框",
        p("甲", alternate(textbox(p("盒")), run(old_textbox(p("盒"))))),
        1,
    ),
    "two boxes": ("文本框", p("甲", textbox(p("盒")), textbox(p("子"))), 2),
    "empty box": ("文本框", p("甲", textbox(p())), 0),
    "box in a cell": ("文本框", table(row(cell(p("甲", textbox(p("盒")))), "乙")), 0),
    "box in a cell and one outside": (
        "文本框",
        table(row(cell(p("甲", textbox(p("盒")))), "乙")) + p("丙", textbox(p("子"))),
        1,
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_how_many_places_are_told(name: str) -> None:
    kind, body, expected = PLACES[name]
    assert places(kind, body) == expected


def test_changes_in_the_fallback_of_a_box_are_told_once() -> None:
    box = alternate(textbox(p(inserted("盒"))), run(old_textbox(p(inserted("盒")))))
    assert places("插入", p("甲", box)) == 1


def test_insertion_and_deletion_are_told_in_one_notice() -> None:
    assert "有修订（插入 1 处、删除 1 处）" in told(p(deleted("甲"), inserted("乙"), "丙"))


BOTH: dict[Mark, Meaning] = {"strike": "deleted", "underline": "inserted"}


@pytest.mark.parametrize("revisions", [FINAL, ORIGINAL], ids=["final", "original"])
def test_words_put_in_and_struck_again_are_in_neither_view(revisions: View) -> None:
    body = p("甲", r("乙", STRIKE + UNDERLINE), "丙")
    assert text(body, View(revisions=revisions.revisions, markup=BOTH)) == "甲丙\n"


@pytest.mark.parametrize("kind", ["AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "LISTNUM"])
def test_automatic_number_of_a_simple_field_is_told(kind: str) -> None:
    simple = f'<w:fldSimple w:instr=" {kind} "/>'
    assert "AUTONUM、LISTNUM）1 处" in told(p(simple, "甲"))
    assert "AUTONUM、LISTNUM）1 处" in told(p(f"{simple.replace('/>', '>')}</w:fldSimple>", "甲"))
