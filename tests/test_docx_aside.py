"""What stands beside the words of a Word file: notes, comments, text boxes, tables, references."""

from __future__ import annotations

import pytest

from tests.word import (
    alternate,
    bookmark,
    cell,
    deleted,
    field,
    level,
    levels,
    note,
    numbered,
    old_textbox,
    on,
    p,
    r,
    row,
    run,
    sdt,
    table,
    textbox,
)
from tests.word_check import ORIGINAL, beside, read, shown, text


def mark(kind: str, index: int = 1) -> str:
    return run(on(f"{kind}Reference", id=index))


def commented(*content: str, index: int = 1) -> str:
    inner = "".join(each if each.startswith("<") else r(each) for each in content)
    start, end = on("commentRangeStart", id=index), on("commentRangeEnd", id=index)
    return f"{start}{inner}{end}{mark('comment', index)}"


NOTES = note("footnote", 1, p(run("<w:footnoteRef/>"), "脚注")), note("endnote", 1, p("尾注"))


def test_notes_leave_nothing_in_the_text_but_stand_beside_it() -> None:
    body = p("甲", mark("footnote"), "乙", mark("endnote"), "丙")
    opened = read(body, footnotes=NOTES[0], endnotes=NOTES[1])
    assert opened.source.text == "甲乙丙\n"
    found = {each.kind: each for each in beside(opened).asides}
    assert sorted(found) == ["endnote", "footnote"]
    assert found["footnote"].text.strip() == "脚注"
    assert found["endnote"].text.strip() == "尾注"
    assert (found["footnote"].span.start, found["footnote"].span.end) == (1, 1)
    assert (found["endnote"].span.start, found["endnote"].span.end) == (2, 2)


def test_note_of_several_paragraphs() -> None:
    opened = read(p("甲", mark("footnote")), footnotes=note("footnote", 1, p("一"), p("二")))
    assert beside(opened).asides[0].text.split() == ["一", "二"]


def test_note_without_its_text_is_left_out() -> None:
    assert text(p("甲", mark("footnote", 9)), footnotes=NOTES[0]) == "甲\n"
    assert text(p("甲", mark("footnote", 9))) == "甲\n"


def test_note_is_read_in_the_same_view() -> None:
    notes = note("footnote", 1, p("一", deleted("二")))
    body = p("甲", mark("footnote"))
    assert beside(read(body, footnotes=notes)).asides[0].text.strip() == "一"
    assert beside(read(body, ORIGINAL, footnotes=notes)).asides[0].text.strip() == "一二"


def test_comment_stands_beside_its_words() -> None:
    opened = read(p("甲", commented("乙丙"), "丁"), comments=note("comment", 1, p("批注")))
    (aside,) = beside(opened).asides
    assert (opened.source.text, aside.kind, aside.text.strip()) == ("甲乙丙丁\n", "comment", "批注")
    assert opened.source.slice(aside.span) == "乙丙"


def test_comment_over_paragraphs() -> None:
    body = p("甲", on("commentRangeStart", id=1), "乙") + p(
        "丙", on("commentRangeEnd", id=1), mark("comment"), "丁"
    )
    opened = read(body, comments=note("comment", 1, p("批注")))
    (aside,) = beside(opened).asides
    assert opened.source.slice(aside.span) == "乙\n丙"


def test_comment_that_begins_and_ends_between_paragraphs() -> None:
    start, end = on("commentRangeStart", id=1), on("commentRangeEnd", id=1)
    body = p("甲") + start + p("乙") + p("丙") + end + p("丁", mark("comment"))
    opened = read(body, comments=note("comment", 1, p("批注")))
    (aside,) = beside(opened).asides
    assert opened.source.slice(aside.span).rstrip("\n") == "乙\n丙"


def test_comment_that_begins_before_the_paragraph_of_a_cell() -> None:
    start, end = on("commentRangeStart", id=1), on("commentRangeEnd", id=1)
    body = table(row(cell(start, p("甲")), cell(p("乙", end, mark("comment")))))
    opened = read(body, comments=note("comment", 1, p("批注")))
    (aside,) = beside(opened).asides
    assert opened.source.slice(aside.span) == "甲 | 乙"


def test_comment_without_words() -> None:
    opened = read(p("甲", mark("comment"), "乙"), comments=note("comment", 1, p("批注")))
    (aside,) = beside(opened).asides
    assert (aside.span.start, aside.span.end) == (1, 1)


def test_comment_on_deleted_words() -> None:
    body = p("甲", commented(deleted("乙")), "丙")
    comments = note("comment", 1, p("批注"))
    (final,) = beside(read(body, comments=comments)).asides
    assert (final.span.start, final.span.end) == (1, 1)
    opened = read(body, ORIGINAL, comments=comments)
    assert opened.source.slice(beside(opened).asides[0].span) == "乙"


def test_comments_one_in_another() -> None:
    body = p(commented("甲", commented("乙", index=2), "丙"))
    opened = read(body, comments=note("comment", 1, p("外")) + note("comment", 2, p("内")))
    found = {each.text.strip(): opened.source.slice(each.span) for each in beside(opened).asides}
    assert found == {"外": "甲乙丙", "内": "乙"}


def test_comment_on_a_numbered_article_has_its_words() -> None:
    opened = read(
        numbered(1, 0, commented("甲乙")),
        comments=note("comment", 1, p("批注")),
        numbering=levels(level(0)),
    )
    assert opened.source.slice(beside(opened).asides[0].span).endswith("甲乙")


REFERENCES = {
    "complex": field(" REF _Ref1 \\r \\h ", "第二条"),
    "simple": f'<w:fldSimple w:instr=" REF _Ref1 \\h ">{r("第二条")}</w:fldSimple>',
    "in lower case": field(" ref _Ref1 ", "第二条"),
    "in quotation marks": field(' REF "_Ref1" \\* MERGEFORMAT ', "第二条"),
    "in two runs": run(on("fldChar", fldCharType="begin"))
    + r(" RE", tag="instrText")
    + r("F _Ref1 \\r", tag="instrText")
    + run(on("fldChar", fldCharType="separate"))
    + r("第二")
    + r("条")
    + run(on("fldChar", fldCharType="end")),
}


@pytest.mark.parametrize("name", REFERENCES)
def test_cross_reference_leads_to_its_bookmark(name: str) -> None:
    opened = read(p("依照", REFERENCES[name], "办理") + p(bookmark("_Ref1", "乙丙")))
    assert opened.source.text == "依照第二条办理\n乙丙\n"
    (link,) = beside(opened).links
    assert opened.source.slice(link.span) == "第二条"
    assert link.name == "_Ref1"
    assert link.target == opened.source.text.index("乙丙")


def test_cross_reference_to_a_bookmark_before_it() -> None:
    opened = read(p("甲", bookmark("_Ref1", "乙")) + p(REFERENCES["complex"]))
    assert beside(opened).links[0].target == 1


def test_cross_reference_to_a_bookmark_between_paragraphs() -> None:
    body = p("甲") + bookmark("_Ref1", p("乙")) + p(REFERENCES["complex"])
    assert beside(read(body)).links[0].target == 2


def test_cross_reference_to_no_bookmark() -> None:
    opened = read(p("依照", REFERENCES["complex"]) + p("乙"))
    assert beside(opened).links[0].target is None


def test_cross_reference_to_a_numbered_article_leads_into_its_line() -> None:
    body = p(REFERENCES["complex"]) + numbered(1, 0, bookmark("_Ref1", "乙"))
    opened = read(body, numbering=levels(level(0, "chineseCounting", "第%1条")))
    target = beside(opened).links[0].target
    assert target is not None
    assert opened.source.position(target).line == 2


def test_other_fields_are_no_cross_references() -> None:
    assert beside(read(p(field(" PAGE ", "1"), field(" REFX a ", "2")))).links == ()


def test_deleted_cross_reference_is_none() -> None:
    body = p("甲", deleted(field(" REF a ", r("3", tag="delText"), tag="delInstrText")))
    assert beside(read(body)).links == ()


BOXES = {
    "drawn": textbox(p("盒一"), p("盒二")),
    "old": run(old_textbox(p("盒一"), p("盒二"))),
    "both ways": run(
        alternate(
            textbox(p("盒一"), p("盒二")).removeprefix("<w:r>").removesuffix("</w:r>"),
            old_textbox(p("盒一"), p("盒二")),
        )
    ),
    "both ways around runs": alternate(
        textbox(p("盒一"), p("盒二")), run(old_textbox(p("盒一"), p("盒二")))
    ),
    "with a control": textbox(sdt(p("盒一")) + p("盒二")),
}


@pytest.mark.parametrize("name", BOXES)
def test_text_box_follows_its_paragraph(name: str) -> None:
    opened = read(p("甲", BOXES[name], "乙") + p("丙"))
    assert opened.source.text == "甲乙\n盒一\n盒二\n丙\n"
    inside = "".join(opened.source.slice(span).rstrip("\n") for span in beside(opened).boxes)
    assert inside.replace("\n", "") == "盒一盒二"


def test_two_text_boxes_follow_in_order() -> None:
    opened = read(p(textbox(p("一")), "甲", textbox(p("二"))))
    assert opened.source.text == "甲\n一\n二\n"


def test_text_box_in_a_text_box_is_not_lost() -> None:
    opened = read(p("甲", textbox(p("外", textbox(p("内"))))) + p("乙"))
    assert opened.source.text == "甲\n外\n内\n乙\n"


def test_text_box_in_a_table_is_not_lost() -> None:
    found = text(table(row(cell(p("甲", textbox(p("盒")))), "乙")))
    assert found.count("盒") == 1


def test_text_box_in_a_paragraph_whose_mark_is_deleted_is_not_lost() -> None:
    lines = shown(p("甲", textbox(p("盒")), mark=f"{on('del', id=1, author='甲')}") + p("乙"))
    assert lines == ["甲乙", "盒"]


def test_table_has_a_line_for_each_row() -> None:
    body = p("前") + table(row("甲", "乙"), row("丙", "丁")) + p("后")
    assert text(body) == "前\n| 甲 | 乙 |\n| 丙 | 丁 |\n后\n"


def test_table_of_one_column_is_plain_lines() -> None:
    body = p("前") + table(row(cell(p("甲"), p("乙"))), row("丙")) + p("后")
    assert text(body) == "前\n甲\n乙\n丙\n后\n"


def test_numbered_articles_in_a_table_of_one_column() -> None:
    body = table(row(cell(numbered(1, 0, "甲"), numbered(1, 0, "乙"))))
    assert text(body, numbering=levels(level(0))) == "1.\t甲\n2.\t乙\n"


def test_paragraphs_of_a_cell_are_joined() -> None:
    body = table(row(cell(p("甲"), p("乙")), cell(p("丙"))))
    assert text(body) == "| 甲 乙 | 丙 |\n"


def test_soft_break_in_a_cell_ends_no_line() -> None:
    body = table(row(cell(p("甲", run(on("br")), "乙")), cell(p("丙"))))
    assert len(shown(body)) == 1


def cells(line: str) -> list[str]:
    assert line.startswith("| ")
    assert line.endswith(" |")
    return [each.strip() for each in line[1:-1].split("|")]


def test_empty_cell() -> None:
    assert cells(shown(table(row("甲", cell(p()), "丙")))[0]) == ["甲", "", "丙"]


def test_cell_continued_from_above_is_empty() -> None:
    first, next_one = on("vMerge", val="restart"), on("vMerge")
    body = table(
        row(cell(p("甲"), properties=first), "乙"),
        row(cell(p("旧"), properties=next_one), "丙"),
        row(cell(p(), properties=on("vMerge", val="continue")), "丁"),
    )
    assert [cells(line) for line in shown(body)] == [["甲", "乙"], ["", "丙"], ["", "丁"]]


def test_cell_over_columns_is_shown_once() -> None:
    body = table(row(cell(p("甲"), properties=on("gridSpan", val=2))), row("乙", "丙"))
    lines = shown(body)
    assert len(lines) == 2
    assert lines[0].count("甲") == 1


def test_table_in_a_cell_is_flattened() -> None:
    inner = table(row("乙", "丙"), row("丁", "戊"))
    lines = shown(table(row(cell(p("甲"), inner, p("己")), "庚")))
    assert len(lines) == 1
    assert [each for each in lines[0] if each not in "| "] == list("甲乙丙丁戊己庚")


def test_table_in_a_table_of_one_column() -> None:
    found = text(table(row(cell(p("甲"), table(row("乙", "丙")), p("丁")))))
    assert [each for each in found if each not in "| \n"] == list("甲乙丙丁")


def test_controls_and_tags_around_rows_and_cells() -> None:
    body = table(
        sdt(row("甲", "乙")),
        row(sdt(cell(p("丙"))), cell(sdt(p("丁")))),
        f'<w:customXml w:element="a">{row("戊", "己")}</w:customXml>',
    )
    assert text(body) == "| 甲 | 乙 |\n| 丙 | 丁 |\n| 戊 | 己 |\n"


def test_table_in_a_control() -> None:
    assert text(sdt(table(row("甲", "乙")))) == "| 甲 | 乙 |\n"


def test_cells_before_and_after_the_grid_do_not_count() -> None:
    body = table(row("甲", "乙", properties=on("gridBefore", val=1)), row("丙", "丁"))
    assert [len(line) for line in shown(body)] == [9, 9]


def test_note_and_comment_in_a_cell() -> None:
    body = table(row(cell(p("甲", mark("footnote"))), cell(p(commented("乙")))))
    opened = read(body, footnotes=NOTES[0], comments=note("comment", 1, p("批注")))
    assert opened.source.text == "| 甲 | 乙 |\n"
    found = {each.kind: each.span for each in beside(opened).asides}
    assert opened.source.slice(found["comment"]) == "乙"
    assert found["footnote"].start == found["footnote"].end
    assert opened.source.text[: found["footnote"].start].rstrip() == "| 甲"
