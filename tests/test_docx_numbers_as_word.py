"""Automatic numbers of a Word file where it is easy to count otherwise than Word does."""

from __future__ import annotations

import pytest

from regcheck.diagnostic import RegcheckError
from regcheck.formats.docx.view import View
from tests.word import (
    WHO,
    alternate,
    cell,
    level,
    levels,
    numbered,
    numbers,
    old_textbox,
    on,
    p,
    package,
    r,
    row,
    run,
    style,
    styled,
    table,
    textbox,
)
from tests.word_check import FINAL, ORIGINAL, beside, both, checked, read, shown, text

ONE = levels(level(0, after="space"))
OUTLINE = levels(
    level(0, text="%1.", after="space"),
    level(1, text="%1.%2", after="space"),
    level(2, text="%1.%2.%3", after="space"),
)
LINKED = levels(
    level(0, "chineseCounting", "第%1章", after="space", style="H1"),
    level(1, "chineseCounting", "第%2条", after="space", style="H2"),
    level(2, "chineseCounting", "（%3）", after="nothing"),
)
IN_LIST = f"<w:pPr>{numbers(1, None)}</w:pPr>"


def formerly(properties: str) -> str:
    return f"<w:pPrChange {WHO}><w:pPr>{properties}</w:pPr></w:pPrChange>"


def linked(body: str, *styles: str) -> list[str]:
    return shown(body, numbering=LINKED, styles=style("H1", IN_LIST) + "".join(styles))


@pytest.mark.parametrize("own", ["", IN_LIST], ids=["inherited list", "its own list"])
def test_level_linked_to_the_style_itself_wins(own: str) -> None:
    body = styled("H1", "甲") + styled("H2", "乙") + styled("H2", "丙") + styled("H1", "丁")
    found = linked(body, style("H2", own, based="H1"))
    assert found == ["第一章 甲", "第一条 乙", "第二条 丙", "第二章 丁"]


@pytest.mark.parametrize("own", ["", IN_LIST], ids=["inherited list", "its own list"])
def test_level_linked_to_the_style_goes_before_one_that_it_inherits(own: str) -> None:
    styles = style("H1", f"<w:pPr>{numbers(1, 0)}</w:pPr>") + style("H2", own, based="H1")
    body = styled("H1", "甲") + styled("H2", "乙")
    assert shown(body, numbering=LINKED, styles=styles) == ["第一章 甲", "第一条 乙"]


def test_level_linked_to_the_nearest_style_of_the_chain_wins() -> None:
    styles = style("H2", based="H1"), style("三", based="H2"), style("四", based="三")
    body = styled("H1", "甲") + styled("四", "乙") + styled("三", "丙")
    assert linked(body, *styles) == ["第一章 甲", "第一条 乙", "第二条 丙"]


def test_style_based_on_the_linked_one_is_of_its_level() -> None:
    body = styled("H1", "甲") + styled("附", "乙")
    assert linked(body, style("附", based="H1")) == ["第一章 甲", "第二章 乙"]


def test_level_of_the_paragraph_goes_before_the_linked_one() -> None:
    body = styled("H1", "甲") + styled("H2", "乙", properties=numbers(1, 2))
    assert linked(body, style("H2", based="H1")) == ["第一章 甲", "（一）乙"]


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ((0, 2, 1), ["1.", "1.1.1", "1.2"]),
        ((1, 0, 1), ["1.1", "2.", "2.1"]),
        ((2, 2, 1, 0), ["1.1.1", "1.1.2", "1.2", "2."]),
        ((0, 2, 0, 2, 1), ["1.", "1.1.1", "2.", "2.1.1", "2.2"]),
        ((0, 1, 2, 1), ["1.", "1.1", "1.1.1", "1.2"]),
    ],
)
def test_level_that_was_skipped_has_begun(of: tuple[int, ...], expected: list[str]) -> None:
    body = "".join(numbered(1, at, "甲") for at in of)
    assert shown(body, numbering=OUTLINE) == [f"{each} 甲" for each in expected]


BOXED = numbered(1, 0, "盒"), numbered(1, 0, "子")
BOXES = {
    "drawn": textbox(*BOXED),
    "old": run(old_textbox(*BOXED)),
    "both ways": alternate(textbox(*BOXED), run(old_textbox(*BOXED))),
}


@pytest.mark.parametrize("name", BOXES)
def test_numbers_in_a_text_box_take_none_from_the_body(name: str) -> None:
    body = numbered(1, 0, "甲", BOXES[name]) + numbered(1, 0, "乙")
    assert shown(body, numbering=ONE) == ["1. 甲", "1. 盒", "2. 子", "2. 乙"]


def test_each_text_box_counts_for_itself() -> None:
    body = numbered(1, 0, "甲", textbox(BOXED[0]), textbox(BOXED[0])) + numbered(1, 0, "乙")
    assert shown(body, numbering=ONE) == ["1. 甲", "1. 盒", "1. 盒", "2. 乙"]


def test_text_box_in_a_cell_takes_no_number_from_the_body() -> None:
    body = table(row(cell(numbered(1, 0, "甲", textbox(BOXED[0]))), "乙")) + numbered(1, 0, "丙")
    assert shown(body, numbering=ONE)[-1] == "2. 丙"


def continued(*content: str) -> str:
    """A cell that reaches down over a second one, and an article after the table."""
    first = cell(numbered(1, 0, "甲"), properties=on("vMerge", val="restart"))
    second = cell(*content, properties=on("vMerge"))
    return table(row(first, "子"), row(second, "丑")) + numbered(1, 0, "乙")


def test_empty_numbered_paragraph_of_a_continued_cell_counts() -> None:
    found = shown(continued(numbered(1, 0)), numbering=ONE)
    assert found == ["| 1. 甲 | 子 |", "|  | 丑 |", "3. 乙"]


def test_continued_cell_without_a_number_does_not_count() -> None:
    found = shown(continued(p()), numbering=ONE)
    assert found == ["| 1. 甲 | 子 |", "|  | 丑 |", "2. 乙"]


STYLES = (
    style("条", f"<w:pPr>{numbers(1)}</w:pPr>")
    + style("段")
    + style("藏", f"<w:rPr>{on('vanish')}</w:rPr>")
)
CHANGED = {
    "given a number": p("甲", properties=numbers(1) + formerly("")),
    "taken its number": p("甲", properties=formerly(numbers(1))),
    "another level": p("甲", properties=numbers(1, 1) + formerly(numbers(1, 0))),
    "another list": p("甲", properties=numbers(2) + formerly(numbers(1))),
    "another style": styled("段", "甲", properties=formerly(on("pStyle", val="条"))),
    "given a style": styled("条", "甲", properties=formerly("")),
    "taken its style": p("甲", properties=formerly(on("pStyle", val="条"))),
}
SPACED, WIDE = on("spacing", before=0), on("spacing", before=240)
UNCHANGED = {
    "spacing": p("甲", properties=WIDE + formerly(SPACED)),
    "spacing of a numbered one": p(
        "甲", properties=numbers(1) + WIDE + formerly(numbers(1) + SPACED)
    ),
    "spacing of a styled one": styled(
        "条", "甲", properties=WIDE + formerly(on("pStyle", val="条") + SPACED)
    ),
    "nothing": p("甲", properties=formerly("")),
}


@pytest.mark.parametrize("name", CHANGED)
def test_change_of_list_or_style_is_told_and_may_be_refused(name: str) -> None:
    data = package(p("乙") + CHANGED[name], numbering=ONE, styles=STYLES)
    for view in (FINAL, ORIGINAL):
        assert any("改编号 1 处" in each for each in beside(checked(data, view)).notices)
    with pytest.raises(RegcheckError) as refused:
        checked(data, View(revisions="error"))
    assert "改编号 1 处" in refused.value.message


@pytest.mark.parametrize("name", UNCHANGED)
def test_change_of_form_alone_is_neither_told_nor_refused(name: str) -> None:
    data = package(p("乙") + UNCHANGED[name], numbering=ONE, styles=STYLES)
    for view in (FINAL, ORIGINAL, View(revisions="error")):
        assert beside(checked(data, view)).notices == ()


def test_changes_of_two_kinds_are_told_in_a_row() -> None:
    body = CHANGED["given a number"] + p("乙", f"<w:ins {WHO}>{r('丙')}</w:ins>")
    notices = beside(read(body, numbering=ONE)).notices
    assert any("有修订（插入 1 处、改编号 1 处）" in each for each in notices)


def test_former_style_counts_in_the_original() -> None:
    before = formerly(on("pStyle", val="条"))
    body = styled("条", "甲") + styled("段", "乙", properties=before) + styled("条", "丙")
    original, final = both(body, numbering=ONE, styles=STYLES)
    assert original == "1. 甲\n2. 乙\n3. 丙\n"
    assert final == "1. 甲\n乙\n2. 丙\n"


def test_words_hidden_by_the_former_style_are_hidden_in_the_original() -> None:
    body = p("前") + styled("段", "甲", properties=formerly(on("pStyle", val="藏")))
    assert "甲" not in text(body, ORIGINAL, styles=STYLES)
    assert text(body, FINAL, styles=STYLES) == "前\n甲\n"


def test_words_hidden_by_the_new_style_are_shown_in_the_original() -> None:
    body = p("前") + styled("藏", "甲", properties=formerly(on("pStyle", val="段")))
    assert text(body, ORIGINAL, styles=STYLES) == "前\n甲\n"
    assert "甲" not in text(body, FINAL, styles=STYLES)
