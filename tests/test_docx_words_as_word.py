"""Words of a Word file where it is easy to show others than Word does."""

from __future__ import annotations

import pytest

from regcheck.formats.docx.reading import read_docx
from regcheck.formats.docx.view import View
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
    numbered,
    old_textbox,
    on,
    p,
    package,
    r,
    row,
    run,
    shape,
    style,
    styled,
    table,
)
from tests.word_check import FINAL, ORIGINAL, assert_tiled, beside, both, read, shown, text

HIDDEN, STRIKE, UNDERLINE = on("vanish"), on("strike"), on("u", val="single")
INNER = table(row("甲", "乙"))


def made(body: str) -> str:
    """The text of a body with characters that do not stand so in any run."""
    opened = read_docx(package(body), "甲.docx")
    assert_tiled(opened)
    return opened.source.text


FRAMES = {
    "table in a frame": (table(row(cell(p("前"), INNER, p("后")))), ["前", "| 甲 | 乙 |", "后"]),
    "table alone in a frame": (table(row(cell(INNER, p("后")))), ["| 甲 | 乙 |", "后"]),
    "frame in a frame": (
        table(row(cell(p("前"), table(row("甲"), row("乙")), p("后")))),
        ["前", "甲", "乙", "后"],
    ),
    "table in a frame in a frame": (
        table(row(cell(p("前"), table(row(cell(INNER, p("中")))), p("后")))),
        ["前", "| 甲 | 乙 |", "中", "后"],
    ),
    "frame in a table": (
        table(row(cell(table(row("甲"), row("乙")), p()), "丙")),
        ["| 甲 乙 | 丙 |"],
    ),
}


@pytest.mark.parametrize("name", FRAMES)
def test_frames_and_tables(name: str) -> None:
    body, expected = FRAMES[name]
    assert shown(body) == expected


def test_articles_in_frames_count_in_the_order_of_the_page() -> None:
    body = table(row(cell(numbered(1, 0, "甲"), table(row(cell(numbered(1, 0, "乙")))))))
    found = shown(body + numbered(1, 0, "丙"), numbering=levels(level(0, after="space")))
    assert found == ["1. 甲", "2. 乙", "3. 丙"]


FOREIGN = 'xmlns:far="urn:example:unknown"'
EMPTY = "<w:drawing><wp:inline><a:graphic/></wp:inline></w:drawing>"
DRAWN = f"<w:drawing>{shape(p('盒'))}</w:drawing>"


def choices(*pairs: tuple[str, str], fallback: str | None = None) -> str:
    """Alternate content: choices with what they require, and a fallback."""
    options = "".join(
        f'<mc:Choice {FOREIGN} Requires="{needs}">{content}</mc:Choice>' for needs, content in pairs
    )
    last = "" if fallback is None else f"<mc:Fallback>{fallback}</mc:Fallback>"
    return f"<mc:AlternateContent>{options}{last}</mc:AlternateContent>"


IN_A_RUN = {
    "known": (choices(("wps", "<w:t>甲</w:t>"), fallback="<w:t>乙</w:t>"), "甲"),
    "unknown": (choices(("far", "<w:t>甲</w:t>"), fallback="<w:t>乙</w:t>"), "乙"),
    "undeclared": (choices(("no", "<w:t>甲</w:t>"), fallback="<w:t>乙</w:t>"), "乙"),
    "one of two unknown": (choices(("wps far", "<w:t>甲</w:t>"), fallback="<w:t>乙</w:t>"), "乙"),
    "both known": (choices(("wps wp", "<w:t>甲</w:t>"), fallback="<w:t>乙</w:t>"), "甲"),
    "second known": (
        choices(("far", "<w:t>甲</w:t>"), ("w14", "<w:t>乙</w:t>"), fallback="<w:t>丙</w:t>"),
        "乙",
    ),
    "unknown without a fallback": (choices(("far", "<w:t>甲</w:t>")), ""),
}


@pytest.mark.parametrize("name", IN_A_RUN)
def test_branch_of_alternate_content(name: str) -> None:
    content, expected = IN_A_RUN[name]
    assert made(p("前", run(content), "后")) == f"前{expected}后\n"


@pytest.mark.parametrize("name", IN_A_RUN)
def test_branch_of_alternate_content_around_runs(name: str) -> None:
    content, expected = IN_A_RUN[name]
    around = content.replace("<w:t>", "<w:r><w:t>").replace("</w:t>", "</w:t></w:r>")
    assert made(p("前", around, "后")) == f"前{expected}后\n"


@pytest.mark.parametrize(
    ("content", "boxes"),
    [
        (choices(("far", EMPTY), fallback=old_textbox(p("盒"))), 1),
        (choices(("wps", DRAWN), fallback=old_textbox(p("盒"))), 1),
        (choices(("far", EMPTY), ("wps", DRAWN), fallback=old_textbox(p("旧"))), 1),
        (choices(("wps", EMPTY), fallback=old_textbox(p("旧"))), 0),
    ],
    ids=["unknown", "known", "second known", "known and empty"],
)
def test_text_box_of_alternate_content(content: str, boxes: int) -> None:
    opened = read(p("前", run(content)) + p("后"))
    assert opened.source.text == ("前\n盒\n后\n" if boxes else "前\n后\n")
    assert len(beside(opened).boxes) == boxes


def formerly(properties: str) -> str:
    return f"<w:rPrChange {WHO}><w:rPr>{properties}</w:rPr></w:rPrChange>"


CHANGED = {
    "hidden by the revision": (HIDDEN + formerly(""), "甲乙丙\n", "甲丙\n"),
    "shown by the revision": (formerly(HIDDEN), "甲丙\n", "甲乙丙\n"),
    "hidden before and after": (HIDDEN + formerly(HIDDEN), "甲丙\n", "甲丙\n"),
    "hidden by a style before": (formerly(on("rStyle", val="藏")), "甲丙\n", "甲乙丙\n"),
    "made bold": (on("b") + formerly(""), "甲乙丙\n", "甲乙丙\n"),
}
CONCEALED = style("藏", f"<w:rPr>{HIDDEN}</w:rPr>", kind="character")


@pytest.mark.parametrize("name", CHANGED)
def test_look_before_a_revision_counts_in_the_original(name: str) -> None:
    properties, original, final = CHANGED[name]
    body = p("甲", r("乙", properties), "丙")
    assert both(body, styles=CONCEALED) == (original, final)


@pytest.mark.parametrize(
    ("properties", "original", "final"),
    [(STRIKE + formerly(""), False, True), (formerly(STRIKE), True, False)],
    ids=["struck by the revision", "struck before"],
)
def test_strike_before_a_revision_counts_in_the_original(
    properties: str, original: bool, final: bool
) -> None:
    body = p("甲", r("乙", properties), "丙")
    for view, is_struck in ((ORIGINAL, original), (FINAL, final)):
        found = beside(read(body, view)).notices
        assert any("删除线" in each for each in found) is is_struck


def test_words_struck_by_a_revision_are_gone_in_the_final_view_only() -> None:
    body = p("甲", r("乙", STRIKE + formerly("")), r("丙", formerly(STRIKE)), "丁")
    assert text(body, View(markup={"strike": "deleted"})) == "甲丙丁\n"
    original = View(revisions="original", markup={"underline": "inserted"})
    assert text(p("甲", r("乙", UNDERLINE + formerly(""))), original) == "甲乙\n"
    assert text(p("甲", r("乙", formerly(UNDERLINE))), original) == "甲\n"


def formula(*content: str) -> str:
    return f"<m:oMath>{''.join(content)}</m:oMath>"


def sign(words: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<m:r>{look}<m:t>{words}</m:t></m:r>"


def around(tag: str, content: str) -> str:
    return f"<w:{tag} {WHO}>{content}</w:{tag}>"


FORMULAS = {
    "inserted around": (formula(sign("x"), around("ins", sign("+1"))), "x", "x+1"),
    "deleted around": (formula(sign("x"), around("del", sign("+1"))), "x+1", "x"),
    "inserted within": (formula(sign("x"), sign("+1", INSERTED)), "x", "x+1"),
    "deleted within": (formula(sign("x"), sign("+1", DELETED)), "x+1", "x"),
    "whole formula inserted": (around("ins", formula(sign("x"))), "", "x"),
    "whole formula deleted": (around("del", formula(sign("x"))), "x", ""),
    "deleted in a power": (
        formula(
            f"<m:sSup><m:e>{sign('x')}</m:e><m:sup>{around('del', sign('2'))}</m:sup></m:sSup>"
        ),
        "x2",
        "x",
    ),
    "no revision": (formula(sign("x"), sign("+1", on("b"))), "x+1", "x+1"),
}


@pytest.mark.parametrize("name", FORMULAS)
def test_revisions_in_formulas(name: str) -> None:
    content, original, final = FORMULAS[name]
    assert both(p("甲", content, "乙")) == (f"甲{original}乙\n", f"甲{final}乙\n")


@pytest.mark.parametrize("end", ["\n", "&#13;", "&#9;", "&#10;"])
def test_line_end_in_a_formula_is_a_blank(end: str) -> None:
    assert text(p("甲", formula(sign(f"x{end}y"))) + p("乙")) == "甲x y\n乙\n"


BEGIN, SEPARATE, END = (
    run(on("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")
)


def unseparated(instruction: str) -> str:
    return BEGIN + r(instruction, tag="instrText") + END


def test_words_of_a_field_whose_separation_is_deleted_are_not_lost() -> None:
    content = BEGIN, r(" REF _Ref1 ", tag="instrText"), deleted(SEPARATE), "第二条", END
    assert text(p("甲", *content, "乙")) == "甲第二条乙\n"
    assert text(p("甲", *content, "乙"), ORIGINAL) == "甲第二条乙\n"


def test_words_of_a_field_whose_separation_is_inserted_are_not_lost() -> None:
    content = BEGIN, r(" REF _Ref1 ", tag="instrText"), inserted(SEPARATE), "第二条", END
    assert both(p("甲", *content, "乙")) == ("甲第二条乙\n", "甲第二条乙\n")


DRAWN_BY_WORD = {
    "ring": (" EQ \\o\\ac(○,1)", "①"),
    "ring with blanks": (" EQ \\o \\ac ( ○ , 1 ) ", "①"),
    "ring around 十": ("eq \\o\\ac(○,十)", "㊉"),
    "macro": (" MACROBUTTON NoMacro 点击此处填写 ", "点击此处填写"),
    "symbol of an ordinary font": (' SYMBOL 65 \\f "Arial" \\s 12 ', "A"),
    "symbol of an ordinary font without marks": (" SYMBOL 65 \\f Arial", "A"),
}


@pytest.mark.parametrize("name", DRAWN_BY_WORD)
def test_field_that_word_draws(name: str) -> None:
    instruction, expected = DRAWN_BY_WORD[name]
    assert made(p("甲", unseparated(instruction), "乙")) == f"甲{expected}乙\n"
    assert made(p("甲", field(instruction), "乙")) == f"甲{expected}乙\n"
    simple = instruction.replace('"', "&quot;")
    assert made(p("甲", f'<w:fldSimple w:instr="{simple}"/>', "乙")) == f"甲{expected}乙\n"


@pytest.mark.parametrize("name", DRAWN_BY_WORD)
def test_field_that_word_draws_shows_its_result_where_it_has_one(name: str) -> None:
    assert text(p("甲", field(DRAWN_BY_WORD[name][0], "丙"), "乙")) == "甲丙乙\n"


@pytest.mark.parametrize(
    "instruction", [" SYMBOL 254 \\f Wingdings ", ' SYMBOL 254 \\f "Wingdings" \\s 12']
)
def test_symbol_field_of_a_symbol_font(instruction: str) -> None:
    assert made(p("甲", unseparated(instruction), "乙")) == "甲☑乙\n"


def fonts(ascii_font: str) -> str:
    return f'<w:rFonts w:ascii="{ascii_font}" w:hAnsi="{ascii_font}"/>'


LETTERS = {
    "R of Wingdings 2": ("R", "Wingdings 2", "☑"),
    "letters of Wingdings 2": ("PR", "Wingdings 2", "✓☑"),
    "in small letters": ("R", "wingdings 2", "☑"),
    "n of Wingdings": ("n", "Wingdings", "■"),
    "m of Symbol": ("m", "Symbol", "μ"),
    "private R of Wingdings 2": ("\uf052", "Wingdings 2", "☑"),
    "R of another font": ("R", "Arial", "R"),
    "R of a Chinese font": ("R", "宋体", "R"),
    "no font": ("R", "", "R"),
    "Chinese words": ("甲", "Wingdings 2", "甲"),
    "blank": (" ", "Wingdings 2", " "),
}


@pytest.mark.parametrize("name", LETTERS)
def test_letters_of_symbol_fonts_are_symbols(name: str) -> None:
    letters, font, expected = LETTERS[name]
    assert made(p("前", r(letters, font and fonts(font)), "后")) == f"前{expected}后\n"


@pytest.mark.parametrize(("letter", "expected"), [("þ", "☑"), ("ü", "✓"), ("\u00a8", "□")])
def test_letters_beyond_ascii_of_symbol_fonts_are_symbols(letter: str, expected: str) -> None:
    assert made(p("前", r(letter, fonts("Wingdings")), "后")) == f"前{expected}后\n"


DEFAULTS = f"<w:docDefaults><w:rPrDefault><w:rPr>{HIDDEN}</w:rPr></w:rPrDefault></w:docDefaults>"


def test_words_that_the_defaults_hide_are_not_read() -> None:
    shows = on("vanish", val="0")
    opened = read(p("甲", r("乙", shows), mark=shows), styles=DEFAULTS)
    assert opened.source.text == "乙\n"
    assert any("隐藏文字 1 处（如“甲”）" in each for each in beside(opened).notices)


def test_style_shows_what_the_defaults_hide() -> None:
    styles = DEFAULTS + style("显", f"<w:rPr>{on('vanish', val='0')}</w:rPr>")
    assert text(styled("显", "甲") + p("乙"), styles=styles).startswith("甲\n")
    assert "乙" not in text(styled("显", "甲") + p("乙"), styles=styles)


RAISED, LOWERED = on("vertAlign", val="superscript"), on("vertAlign", val="subscript")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (p("每100m", r("2", RAISED), "补"), "每100m²补\n"),
        (p("CO", r("2", LOWERED), "排放"), "CO₂排放\n"),
        (p("10", r("-3", RAISED)), "10⁻³\n"),
        (p("甲", r("乙", RAISED), "丙"), "甲乙丙\n"),
        (p("甲", r("2", on("vertAlign", val="baseline"))), "甲2\n"),
    ],
)
def test_raised_and_lowered_figures_are_such(content: str, expected: str) -> None:
    assert made(content) == expected


def test_pictures_are_told() -> None:
    picture = '<w:drawing><a:graphic><a:blip r:embed="rId9"/></a:graphic></w:drawing>'
    opened = read_docx(package(p("图样：", run(picture)) + p("甲")), "甲.docx")
    assert opened.source.docx is not None
    assert opened.source.docx.notices == ("有图片 1 幅，图片没有读入。",)
    assert opened.source.text == "图样：\n甲\n"


def test_moves_are_told_as_moves() -> None:
    body = p("甲") + p(moved_from("乙")) + p("丙") + p(moved_to("乙"))
    opened = read_docx(package(body), "甲.docx")
    assert opened.source.docx is not None
    assert "有修订（移动 1 处）" in opened.source.docx.notices[0]


@pytest.mark.parametrize("mark", ["，", "。", " ", "（"])
def test_marks_and_blanks_struck_by_hand_go(mark: str) -> None:
    data = package(p("甲", r(mark, STRIKE), "乙"))
    view = View(markup={"strike": "deleted"})
    assert read_docx(data, "甲.docx", view).source.text == "甲乙\n"
    assert read_docx(data, "甲.docx").source.text == f"甲{mark}乙\n"
