"""Automatic numbers of a Word file: how they are written, and how they count."""

from __future__ import annotations

import pytest

from tests.word import (
    abstract,
    cell,
    level,
    levels,
    num,
    numbered,
    numbers,
    on,
    override,
    p,
    row,
    style,
    styled,
    table,
)
from tests.word_check import read, shown, text

ARTICLES = (
    level(0, "chineseCountingThousand", "第%1章", after="space"),
    level(1, "chineseCountingThousand", "第%2条", after="space"),
    level(2, "chineseCounting", "（%3）", after="nothing"),
)
RUNNING_ON = (
    ARTICLES[0],
    level(1, "chineseCountingThousand", "第%2条", after="space", restart=0),
    ARTICLES[2],
)
FORMS = [
    ("decimal", 1, "1"),
    ("decimal", 1000, "1000"),
    ("decimalZero", 1, "01"),
    ("decimalZero", 9, "09"),
    ("decimalZero", 10, "10"),
    ("decimalZero", 100, "100"),
    ("decimalFullWidth", 1, "１"),
    ("decimalFullWidth", 10, "１０"),
    ("decimalEnclosedCircle", 1, "①"),
    ("decimalEnclosedCircle", 20, "⑳"),
    ("decimalEnclosedCircleChinese", 1, "①"),
    ("decimalEnclosedCircleChinese", 10, "⑩"),
    ("decimalEnclosedFullstop", 1, "⒈"),
    ("decimalEnclosedFullstop", 20, "⒛"),
    ("decimalEnclosedParen", 1, "⑴"),
    ("decimalEnclosedParen", 20, "⒇"),
    ("chineseCounting", 1, "一"),
    ("chineseCounting", 10, "十"),
    ("chineseCounting", 11, "十一"),
    ("chineseCounting", 20, "二十"),
    ("chineseCounting", 99, "九十九"),
    ("chineseCounting", 100, "一\u25cb\u25cb"),
    ("chineseCounting", 101, "一\u25cb一"),
    ("chineseCounting", 123, "一二三"),
    ("chineseCountingThousand", 1, "一"),
    ("chineseCountingThousand", 10, "十"),
    ("chineseCountingThousand", 15, "十五"),
    ("chineseCountingThousand", 99, "九十九"),
    ("chineseCountingThousand", 100, "一百"),
    ("chineseCountingThousand", 101, "一百零一"),
    ("chineseCountingThousand", 110, "一百一十"),
    ("chineseCountingThousand", 111, "一百一十一"),
    ("chineseCountingThousand", 1001, "一千零一"),
    ("chineseCountingThousand", 1010, "一千零一十"),
    ("chineseCountingThousand", 1260, "一千二百六十"),
    ("chineseLegalSimplified", 1, "壹"),
    ("chineseLegalSimplified", 2, "贰"),
    ("chineseLegalSimplified", 9, "玖"),
    ("chineseLegalSimplified", 21, "贰拾壹"),
    ("ideographDigital", 1, "一"),
    ("ideographDigital", 10, "一\u3007"),
    ("ideographDigital", 12, "一二"),
    ("ideographDigital", 100, "一\u3007\u3007"),
    ("japaneseCounting", 10, "十"),
    ("japaneseCounting", 21, "二十一"),
    ("japaneseCounting", 100, "百"),
    ("japaneseCounting", 1000, "千"),
    ("taiwaneseCounting", 1, "一"),
    ("taiwaneseCounting", 10, "十"),
    ("taiwaneseCounting", 19, "十九"),
    ("taiwaneseCountingThousand", 10, "十"),
    ("taiwaneseCountingThousand", 99, "九十九"),
    ("ideographEnclosedCircle", 1, "㈠"),
    ("ideographEnclosedCircle", 10, "㈩"),
    ("ideographTraditional", 1, "甲"),
    ("ideographTraditional", 10, "癸"),
    ("upperLetter", 1, "A"),
    ("upperLetter", 26, "Z"),
    ("upperLetter", 27, "AA"),
    ("lowerLetter", 1, "a"),
    ("lowerLetter", 27, "aa"),
    ("lowerLetter", 28, "bb"),
    ("lowerLetter", 53, "aaa"),
    ("upperRoman", 4, "IV"),
    ("upperRoman", 40, "XL"),
    ("upperRoman", 1994, "MCMXCIV"),
    ("lowerRoman", 9, "ix"),
]


def items(*of: int | tuple[int, int]) -> str:
    """Paragraphs numbered by level, or by list and level, each with the one word 甲."""
    pairs = ((1, each) if isinstance(each, int) else each for each in of)
    return "".join(numbered(which, at, "甲") for which, at in pairs)


def given(body: str, numbering: str, styles: str = "") -> list[str]:
    """The automatic numbers of the lines, without what follows them."""
    lines = shown(body, numbering=numbering, styles=styles)
    assert all(line.endswith("甲") for line in lines)
    return [line[:-1].strip() for line in lines]


@pytest.mark.parametrize(("form", "value", "expected"), FORMS)
def test_the_number_is_written_in_its_form(form: str, value: int, expected: str) -> None:
    one = levels(level(0, form, "第%1条", start=value))
    assert text(items(0), numbering=one) == f"第{expected}条\t甲\n"


@pytest.mark.parametrize("form", sorted({form for form, _, _ in FORMS}))
def test_each_form_counts_to_five(form: str) -> None:
    found = given(items(0, 0, 0, 0, 0), levels(level(0, form, "%1")))
    assert len(set(found)) == 5
    assert all(found)


@pytest.mark.parametrize(
    ("after", "expected"), [("", "\t"), ("tab", "\t"), ("space", " "), ("nothing", "")]
)
def test_what_follows_the_number(after: str, expected: str) -> None:
    assert text(items(0), numbering=levels(level(0, after=after))) == f"1.{expected}甲\n"


def test_bullet_is_its_own_text() -> None:
    assert text(items(0, 0), numbering=levels(level(0, "bullet", "•"))) == "•\t甲\n•\t甲\n"


def test_form_none_keeps_the_words_of_the_level() -> None:
    assert text(items(0), numbering=levels(level(0, "none", "注：", after="nothing"))) == "注：甲\n"


def test_level_without_text_shows_no_number() -> None:
    assert text(items(0), numbering=levels(level(0, "none", "", after="nothing"))) == "甲\n"


def test_number_of_an_empty_paragraph_is_shown_and_counts() -> None:
    body = items(0) + numbered(1, 0) + items(0)
    assert text(body, numbering=levels(level(0))) == "1.\t甲\n2.\t\n3.\t甲\n"


def test_paragraphs_without_number_do_not_count() -> None:
    lines = shown(items(0) + p("乙") + items(0), numbering=levels(level(0)))
    assert lines == ["1.\t甲", "乙", "2.\t甲"]


def test_lower_level_starts_again_after_a_higher_one() -> None:
    found = given(items(0, 1, 2, 2, 1, 2, 0, 1, 2), levels(*ARTICLES))
    assert found == [
        "第一章", "第一条", "（一）", "（二）", "第二条", "（一）", "第二章", "第一条", "（一）",
    ]  # fmt: skip


def test_articles_run_on_over_chapters() -> None:
    found = given(items(0, 1, 2, 1, 2, 0, 1, 2), levels(*RUNNING_ON))
    assert found == [
        "第一章", "第一条", "（一）", "第二条", "（一）", "第二章", "第三条", "（一）",
    ]  # fmt: skip


def test_level_starts_again_only_after_the_level_it_names() -> None:
    third = level(2, "decimal", "%3)", restart=1)
    found = given(items(0, 1, 2, 1, 2, 0, 1, 2), levels(level(0), level(1), third))
    assert found == ["1.", "1.", "1)", "2.", "2)", "2.", "1.", "1)"]


def test_text_of_a_level_names_several() -> None:
    outline = levels(level(0, text="%1"), level(1, text="%1.%2"), level(2, text="%1.%2.%3"))
    assert given(items(0, 1, 1, 2, 0, 1), outline) == ["1", "1.1", "1.2", "1.2.1", "2", "2.1"]


def test_higher_level_not_yet_used_counts_as_its_start() -> None:
    outline = levels(level(0, text="%1"), level(1, text="%1.%2"))
    assert given(items(1, 1, 0), outline)[:2] == ["1.1", "1.2"]


def test_numbers_in_a_level_keep_their_own_forms() -> None:
    outline = levels(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2"))
    assert given(items(0, 0, 1), outline) == ["第一章", "第二章", "二.1"]


def test_legal_level_writes_all_numbers_as_decimals() -> None:
    outline = levels(
        level(0, "chineseCounting", "第%1章"),
        level(1, "chineseCounting", "%1.%2", more=on("isLgl")),
    )
    assert given(items(0, 0, 1), outline) == ["第一章", "第二章", "2.1"]


def test_legal_level_switched_off() -> None:
    outline = levels(level(0, "chineseCounting", "第%1章", more=on("isLgl", val="0")))
    assert given(items(0), outline) == ["第一章"]


def test_start_of_a_level() -> None:
    found = given(items(0, 0, 1, 0, 1), levels(level(0, start=5), level(1, start=0)))
    assert found == ["5.", "6.", "0.", "7.", "0."]


def test_lists_of_one_definition_continue_each_other() -> None:
    numbering = abstract(1, level(0)) + num(1, 1) + num(2, 1)
    assert given(items(0, (2, 0), 0, (2, 0)), numbering) == ["1.", "2.", "3.", "4."]


def test_lists_of_two_definitions_count_apart() -> None:
    numbering = abstract(1, level(0)) + abstract(2, level(0, text="(%1)")) + num(1, 1) + num(2, 2)
    assert given(items(0, (2, 0), 0, (2, 0)), numbering) == ["1.", "(1)", "2.", "(2)"]


def test_start_override_restarts_once() -> None:
    numbering = abstract(1, level(0)) + num(1, 1) + num(2, 1, override(0, start=1))
    found = given(items(0, 0, (2, 0), (2, 0), 0, (2, 0)), numbering)
    assert found == ["1.", "2.", "1.", "2.", "3.", "4."]


def test_start_override_of_an_inner_level_leaves_the_outer_one() -> None:
    outline = (level(0, text="%1"), level(1, text="%1.%2"))
    numbering = abstract(1, *outline) + num(1, 1) + num(2, 1, override(1, start=7))
    found = given(items(0, 1, (2, 1), (2, 1), 0, 1), numbering)
    assert found == ["1", "1.1", "1.7", "1.8", "2", "2.1"]


def test_override_with_a_whole_level() -> None:
    whole = level(0, "upperRoman", "%1)")
    numbering = abstract(1, level(0)) + num(1, 1) + num(2, 1, override(0, whole=whole))
    assert given(items((2, 0), (2, 0)), numbering) == ["I)", "II)"]


def test_list_zero_takes_the_number_away() -> None:
    styles = style("条", f"<w:pPr>{numbers(1)}</w:pPr>")
    body = styled("条", "甲") + styled("条", "甲", properties=numbers(0, None)) + styled("条", "甲")
    assert given(body, levels(level(0)), styles) == ["1.", "", "2."]


def test_number_by_style() -> None:
    styles = style("条", f"<w:pPr>{numbers(1, 1)}</w:pPr>")
    body = items(0) + styled("条", "甲") + styled("条", "甲")
    assert given(body, levels(*ARTICLES), styles) == ["第一章", "第一条", "第二条"]


def test_number_by_the_style_it_is_based_on() -> None:
    styles = (
        style("条", f"<w:pPr>{numbers(1, 1)}</w:pPr>")
        + style("乙", based="条")
        + style("丙", f"<w:pPr>{on('jc', val='left')}</w:pPr>", based="乙")
    )
    assert given(styled("丙", "甲") * 2, levels(*ARTICLES), styles) == ["第一条", "第二条"]


def test_style_takes_away_the_number_it_inherits() -> None:
    styles = style("条", f"<w:pPr>{numbers(1)}</w:pPr>") + style(
        "乙", f"<w:pPr>{numbers(0, None)}</w:pPr>", based="条"
    )
    body = styled("条", "甲") + styled("乙", "甲")
    assert given(body, levels(level(0)), styles) == ["1.", ""]


def test_default_style_gives_a_number() -> None:
    styles = style("正文", f"<w:pPr>{numbers(1)}</w:pPr>", default=True)
    assert given(p("甲") * 2, levels(level(0)), styles) == ["1.", "2."]


def test_level_that_names_the_style() -> None:
    numbering = levels(
        level(0, "chineseCounting", "第%1章", style="章"),
        level(1, "chineseCounting", "第%2条", style="条"),
    )
    styles = style("章", f"<w:pPr>{numbers(1, None)}</w:pPr>") + style(
        "条", f"<w:pPr>{numbers(1, None)}</w:pPr>"
    )
    body = styled("章", "甲") + styled("条", "甲") * 2 + styled("章", "甲")
    assert given(body, numbering, styles) == ["第一章", "第一条", "第二条", "第二章"]


def test_level_of_the_paragraph_in_the_list_of_its_style() -> None:
    styles = style("条", f"<w:pPr>{numbers(1, 0)}</w:pPr>")
    body = styled("条", "甲") + styled("条", "甲", properties=numbers(None, 1))
    assert given(body, levels(*ARTICLES), styles) == ["第一章", "第一条"]


def test_definition_by_a_style_of_numbering() -> None:
    numbering = (
        abstract(1, on("numStyleLink", val="列表"))
        + abstract(2, on("styleLink", val="列表"), *ARTICLES)
        + num(1, 1)
        + num(2, 2)
    )
    styles = style("列表", f"<w:pPr>{numbers(2, None)}</w:pPr>", kind="numbering")
    assert given(items(0, 1, 1), numbering, styles) == ["第一章", "第一条", "第二条"]


def test_paragraph_in_a_list_without_a_level_is_of_the_first() -> None:
    body = p("甲", properties=numbers(1, None))
    assert given(body, levels(*ARTICLES)) == ["第一章"]


def test_list_that_does_not_exist_gives_no_number() -> None:
    assert text(numbered(9, 0, "甲"), numbering=levels(level(0))) == "甲\n"


def test_numbers_count_through_tables() -> None:
    body = items(0) + table(row(cell(items(0)), "乙")) + items(0)
    assert shown(body, numbering=levels(level(0))) == ["1.\t甲", "| 2.\t甲 | 乙 |", "3.\t甲"]


def test_number_stands_in_the_paragraph_but_in_no_run() -> None:
    opened = read(p("乙") + items(0), numbering=levels(level(0)))
    place = opened.places.at(opened.source.text.index("1."))
    assert (place.paragraph, place.run) == (1, -1)
    assert opened.places.at(opened.source.text.index("甲")).run == 0
