"""Tracked changes of a Word file, and marks made by hand, in the final and the original view."""

from __future__ import annotations

import pytest

from regcheck.diagnostic import RegcheckError
from regcheck.formats.docx.view import Mark, Meaning, View
from tests.word import (
    DELETED,
    INSERTED,
    WHO,
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
    numbers,
    on,
    p,
    package,
    r,
    row,
    run,
    sdt,
    style,
    styled,
    table,
)
from tests.word_check import FINAL, ORIGINAL, beside, both, checked, read, shown, text

ONE = levels(level(0, "chineseCounting", "第%1条", after="space"))


def formerly(properties: str) -> str:
    return f"<w:pPrChange {WHO}><w:pPr>{properties}</w:pPr></w:pPrChange>"


WORDS = {
    "insertion": (p("甲", inserted("乙"), "丙"), "甲丙", "甲乙丙"),
    "deletion": (p("甲", deleted("乙"), "丙"), "甲乙丙", "甲丙"),
    "replacement": (p("十", deleted("日"), inserted("个工作日"), "内"), "十日内", "十个工作日内"),
    "move": (p(moved_from("甲"), "乙", moved_to("甲")), "甲乙", "乙甲"),
    "deletion of an insertion": (p("甲", inserted(deleted("乙")), "丙"), "甲丙", "甲丙"),
    "insertion in a control": (p("甲", sdt(inserted("乙"))), "甲", "甲乙"),
    "control in a deletion": (p("甲", deleted(sdt(r("乙", tag="delText")))), "甲乙", "甲"),
    "deleted field": (
        p("甲", deleted(field(" REF a ", r("3", tag="delText"), tag="delInstrText"))), "甲3", "甲",
    ),
    "deleted tab and break": (p("甲", deleted(run("<w:tab/><w:br/>")), "乙"), "甲\t\n乙", "甲乙"),
    "change of form": (p(r("甲", f"<w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange>")), "甲", "甲"),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_words(name: str) -> None:
    body, original, final = WORDS[name]
    assert both(body) == (f"{original}\n", f"{final}\n")


def test_final_view_is_the_default() -> None:
    data = package(p("甲", inserted("乙"), deleted("丙")))
    assert checked(data, View()).source.text == "甲乙\n"


MARKS = {
    "deleted mark joins words": (p("甲", mark=DELETED) + p("乙"), "甲\n乙\n", "甲乙\n"),
    "inserted mark splits words": (p("甲", mark=INSERTED) + p("乙"), "甲乙\n", "甲\n乙\n"),
    "deleted paragraph": (
        p("甲") + p(deleted("乙"), mark=DELETED) + p("丙"), "甲\n乙\n丙\n", "甲\n丙\n",
    ),
    "inserted paragraph": (
        p("甲") + p(inserted("乙"), mark=INSERTED) + p("丙"), "甲\n丙\n", "甲\n乙\n丙\n",
    ),
    "deleted empty paragraph": (p("甲") + p(mark=DELETED) + p("乙"), "甲\n\n乙\n", "甲\n乙\n"),
    "three joined": (
        p("甲", mark=DELETED) + p("乙", mark=DELETED) + p("丙") + p("丁"),
        "甲\n乙\n丙\n丁\n",
        "甲乙丙\n丁\n",
    ),
    "moved paragraph": (
        p(moved_from("甲"), mark=f"<w:moveFrom {WHO}/>") + p("乙")
        + p(moved_to("甲"), mark=f"<w:moveTo {WHO}/>") + p("丙"),
        "甲\n乙\n丙\n",
        "乙\n甲\n丙\n",
    ),
    "words deleted, mark kept": (
        p("甲") + p(deleted("乙")) + p("丙"), "甲\n乙\n丙\n", "甲\n\n丙\n",
    ),
    "last mark deleted": (p("甲") + p("乙", mark=DELETED), "甲\n乙\n", "甲\n乙\n"),
    "last paragraph deleted": (p("甲") + p(deleted("乙"), mark=DELETED), "甲\n乙\n", "甲\n"),
    "joins out of a control": (sdt(p("甲", mark=DELETED)) + p("乙"), "甲\n乙\n", "甲乙\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", MARKS)
def test_marks_of_paragraphs(name: str) -> None:
    body, original, final = MARKS[name]
    assert both(body) == (original, final)


def test_words_before_a_table_are_not_lost_with_their_mark() -> None:
    body = p("甲", mark=DELETED) + table(row("乙", "丙")) + p("丁")
    assert text(body).replace("|", "").split() == ["甲", "乙", "丙", "丁"]


def test_last_words_of_a_cell_are_not_lost_with_their_mark() -> None:
    body = table(row(cell(p("甲", mark=DELETED)), "乙")) + p("丙")
    assert text(body) == "| 甲 | 乙 |\n丙\n"


def three(*middle: str, mark: str = "", properties: str = "") -> str:
    return (
        numbered(1, 0, "甲")
        + numbered(1, 0, *middle, mark=mark, properties=properties)
        + numbered(1, 0, "丙")
    )


def test_deleted_article_uses_up_no_number() -> None:
    original, final = both(three(deleted("乙"), mark=DELETED), numbering=ONE)
    assert original == "第一条 甲\n第二条 乙\n第三条 丙\n"
    assert final == "第一条 甲\n第二条 丙\n"


def test_inserted_article_uses_up_no_number_of_the_original() -> None:
    original, final = both(three(inserted("乙"), mark=INSERTED), numbering=ONE)
    assert original == "第一条 甲\n第二条 丙\n"
    assert final == "第一条 甲\n第二条 乙\n第三条 丙\n"


def test_article_without_words_still_counts_where_its_mark_stays() -> None:
    assert text(three(deleted("乙")), numbering=ONE) == "第一条 甲\n第二条 \n第三条 丙\n"


def test_joined_article_keeps_its_own_number() -> None:
    assert text(three("乙", mark=DELETED), numbering=ONE) == "第一条 甲\n第二条 乙丙\n"


def test_words_without_number_join_an_article() -> None:
    body = p("乙", mark=DELETED) + numbered(1, 0, "甲") + numbered(1, 0, "丙")
    lines = shown(body, numbering=ONE)
    assert lines[0].endswith("乙甲")
    assert len(lines) == 2


def test_deleted_article_of_a_style_uses_up_no_number() -> None:
    styles = style("条", f"<w:pPr>{numbers(1)}</w:pPr>")
    body = styled("条", "甲") + styled("条", deleted("乙"), mark=DELETED) + styled("条", "丙")
    original, final = both(body, numbering=ONE, styles=styles)
    assert original == "第一条 甲\n第二条 乙\n第三条 丙\n"
    assert final == "第一条 甲\n第二条 丙\n"


def test_former_number_counts_in_the_original() -> None:
    body = numbered(1, 0, "甲") + p("乙", properties=formerly(numbers(1))) + numbered(1, 0, "丙")
    original, final = both(body, numbering=ONE)
    assert original == "第一条 甲\n第二条 乙\n第三条 丙\n"
    assert final == "第一条 甲\n乙\n第二条 丙\n"


def test_number_given_by_a_revision_is_not_in_the_original() -> None:
    original, final = both(three("乙", properties=formerly("")), numbering=ONE)
    assert original == "第一条 甲\n乙\n第二条 丙\n"
    assert final == "第一条 甲\n第二条 乙\n第三条 丙\n"


def test_number_that_was_inserted_is_not_in_the_original() -> None:
    given = f"<w:numPr>{on('ilvl', val=0)}{on('numId', val=1)}{INSERTED}</w:numPr>"
    body = numbered(1, 0, "甲") + p("乙", properties=given) + numbered(1, 0, "丙")
    original, final = both(body, numbering=ONE)
    assert original == "第一条 甲\n乙\n第二条 丙\n"
    assert final == "第一条 甲\n第二条 乙\n第三条 丙\n"


def test_former_style_gives_the_number_of_the_original() -> None:
    styles = style("条", f"<w:pPr>{numbers(1)}</w:pPr>")
    body = styled("条", "甲") + p("乙", properties=formerly(on("pStyle", val="条")))
    original, final = both(body, numbering=ONE, styles=styles)
    assert original == "第一条 甲\n第二条 乙\n"
    assert final == "第一条 甲\n乙\n"


def test_rows_of_tables() -> None:
    body = table(
        row("甲", "乙"),
        row(cell(p(deleted("丙"), mark=DELETED)), cell(p(deleted("丁"))), properties=DELETED),
        row(cell(p(inserted("戊"))), cell(p(inserted("己"))), properties=INSERTED),
    )
    original, final = both(body)
    assert original == "| 甲 | 乙 |\n| 丙 | 丁 |\n"
    assert final == "| 甲 | 乙 |\n| 戊 | 己 |\n"


def test_row_is_deleted_though_its_words_are_not() -> None:
    assert text(table(row("甲", "乙"), row("丙", "丁", properties=DELETED))) == "| 甲 | 乙 |\n"


def test_deleted_rows_use_up_no_number() -> None:
    body = table(row(cell(numbered(1, 0, "甲")), "乙", properties=DELETED)) + numbered(1, 0, "丙")
    original, final = both(body, numbering=ONE)
    assert original == "| 第一条 甲 | 乙 |\n第二条 丙\n"
    assert final == "第一条 丙\n"


@pytest.mark.parametrize(
    "body",
    [
        p(inserted("甲")),
        p(deleted("甲")),
        p(moved_from("甲")),
        p(moved_to("甲")),
        p("甲", mark=DELETED) + p("乙"),
        p("甲", mark=INSERTED) + p("乙"),
        table(row("甲", "乙", properties=DELETED)),
        table(row(cell(p(inserted("甲"))), "乙")),
        table(row(cell(p("甲"), properties=f"<w:cellDel {WHO}/>"), "乙")),
        table(row(cell(p("甲"), properties=f"<w:cellIns {WHO}/>"), "乙")),
    ],
)
def test_changes_are_told_and_may_be_refused(body: str) -> None:
    data = package(body)
    assert beside(checked(data, FINAL)).notices
    assert beside(checked(data, ORIGINAL)).notices
    with pytest.raises(RegcheckError) as refused:
        checked(data, View(revisions="error"))
    assert "甲.docx" in refused.value.message


def test_changes_of_a_note_are_told_and_may_be_refused() -> None:
    data = package(
        p("甲", run(on("footnoteReference", id=1))),
        footnotes=note("footnote", 1, p("一", inserted("二"))),
    )
    assert beside(checked(data, FINAL)).notices
    with pytest.raises(RegcheckError):
        checked(data, View(revisions="error"))


def test_the_notice_tells_which_view_was_taken() -> None:
    data = package(p("甲", inserted("乙")))
    assert beside(checked(data, FINAL)).notices != beside(checked(data, ORIGINAL)).notices


def test_file_without_changes_is_not_refused() -> None:
    opened = read(p("甲"), View(revisions="error"))
    assert opened.source.text == "甲\n"
    assert beside(opened).notices == ()


STRIKE, UNDERLINE = on("strike"), on("u", val="single")
SHADED, LIT = on("shd", val="clear", fill="FFFF00"), on("highlight", val="yellow")
HAND: dict[str, tuple[str, dict[Mark, Meaning]]] = {
    "strike": (STRIKE, {"strike": "deleted"}),
    "double strike": (on("dstrike"), {"strike": "deleted"}),
    "underline": (UNDERLINE, {"underline": "inserted"}),
    "wave underline": (on("u", val="wave"), {"underline": "inserted"}),
    "shading": (SHADED, {"shading": "inserted"}),
    "highlight": (LIT, {"highlight": "inserted"}),
    "deleted shading": (SHADED, {"shading": "deleted"}),
}
NO_MARK: dict[str, tuple[str, dict[Mark, Meaning]]] = {
    "strike off": (on("strike", val="0"), {"strike": "deleted"}),
    "double strike off": (on("dstrike", val="false"), {"strike": "deleted"}),
    "no underline": (on("u", val="none"), {"underline": "inserted"}),
    "automatic shading": (on("shd", val="clear", fill="auto"), {"shading": "inserted"}),
    "white shading": (on("shd", val="clear", fill="FFFFFF"), {"shading": "inserted"}),
    "no highlight": (on("highlight", val="none"), {"highlight": "inserted"}),
}


@pytest.mark.parametrize("name", HAND)
def test_marks_by_hand_are_changes_where_they_are_named(name: str) -> None:
    properties, markup = HAND[name]
    body = p("甲", r("乙", properties), "丙")
    lines = [
        text(body, View(revisions="original", markup=markup)),
        text(body, View(revisions="final", markup=markup)),
    ]
    expected = ["甲丙\n", "甲乙丙\n"]
    assert lines == (expected[::-1] if "deleted" in markup.values() else expected)


@pytest.mark.parametrize("name", HAND)
def test_marks_by_hand_are_words_with_a_notice_where_they_are_not_named(name: str) -> None:
    opened = read(p("甲", r("乙", HAND[name][0]), "丙"))
    assert opened.source.text == "甲乙丙\n"
    assert beside(opened).notices


@pytest.mark.parametrize("name", ["strike", "underline", "shading", "highlight"])
def test_marks_by_hand_that_mean_nothing_need_no_notice(name: Mark) -> None:
    view = View(markup={name: "text"})
    opened = read(p("甲", r("乙", HAND[name][0]), "丙"), view)
    assert opened.source.text == "甲乙丙\n"
    assert beside(opened).notices == ()


@pytest.mark.parametrize("name", NO_MARK)
def test_what_is_no_mark_by_hand(name: str) -> None:
    properties, markup = NO_MARK[name]
    views = View(revisions="original", markup=markup), View(revisions="final", markup=markup)
    for view in views:
        opened = read(p("甲", r("乙", properties)), view)
        assert opened.source.text == "甲乙\n"
        assert beside(opened).notices == ()


def test_strike_and_underline_together() -> None:
    markup: dict[Mark, Meaning] = {"strike": "deleted", "underline": "inserted"}
    body = p("十", r("日", STRIKE), r("个工作日", UNDERLINE), "内")
    assert text(body, View(revisions="original", markup=markup)) == "十日内\n"
    assert text(body, View(revisions="final", markup=markup)) == "十个工作日内\n"


def test_number_of_a_struck_article_still_counts() -> None:
    body = three(r("乙", STRIKE), mark=STRIKE)
    lines = shown(body, View(markup={"strike": "deleted"}), numbering=ONE)
    assert lines[0] == "第一条 甲"
    assert lines[-1] == "第三条 丙"
    assert "乙" not in "".join(lines)


def test_tracked_and_hand_made_changes_together() -> None:
    body = p("甲", r("乙", STRIKE), inserted("丙"), deleted("丁"))
    markup: dict[Mark, Meaning] = {"strike": "deleted"}
    assert text(body, View(revisions="original", markup=markup)) == "甲乙丁\n"
    assert text(body, View(revisions="final", markup=markup)) == "甲丙\n"
