"""The text of a Word file as Word shows it: paragraphs, runs, fields, controls, symbols."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.word import (
    alternate,
    bookmark,
    field,
    on,
    p,
    package,
    r,
    relationship,
    run,
    sdt,
    style,
)
from tests.word_check import beside, checked, read, text

RARE = "\U00020bb7"
PAGE, COLUMN = run(on("br", type="page")), run(on("br", type="column"))


def linked(content: str) -> str:
    return f'<w:hyperlink r:id="rId90">{content}</w:hyperlink>'


def smart(content: str) -> str:
    return f'<w:smartTag w:uri="urn:a" w:element="b">{content}</w:smartTag>'


def custom(content: str) -> str:
    return f'<w:customXml w:uri="urn:a" w:element="b">{content}</w:customXml>'


def simple(content: str) -> str:
    return f'<w:fldSimple w:instr=" PAGE ">{content}</w:fldSimple>'


def symbol(code: str, font: str = "Wingdings") -> str:
    return run(on("sym", font=font, char=code))


INLINE = {
    "texts of one run": (run('<w:t>甲</w:t><w:t xml:space="preserve"> 乙 </w:t>'), "甲 乙 "),
    "several runs": (r("甲") + r("") + r("乙"), "甲乙"),
    "full-width space": (r("第一条\u3000") + r("甲"), "第一条\u3000甲"),
    "space kept": (r(" 甲  乙 "), " 甲  乙 "),
    "character outside the plane": (r(f"甲{RARE}乙"), f"甲{RARE}乙"),
    "soft break": (r("甲") + run(on("br")) + r("乙"), "甲\n乙"),
    "soft break by name": (r("甲") + run(on("br", type="textWrapping")) + r("乙"), "甲\n乙"),
    "carriage return": (run("<w:t>甲</w:t><w:cr/><w:t>乙</w:t>"), "甲\n乙"),
    "page break between words": (r("甲") + PAGE + r("乙"), "甲\n乙"),
    "column break between words": (r("甲") + COLUMN + r("乙"), "甲\n乙"),
    "page break before words": (PAGE + r("甲"), "甲"),
    "page break after words": (r("甲") + PAGE, "甲"),
    "page break alone": (PAGE, ""),
    "where the page ended last": (run("<w:lastRenderedPageBreak/><w:t>甲</w:t>"), "甲"),
    "tab": (run("<w:t>甲</w:t><w:tab/><w:t>乙</w:t>"), "甲\t乙"),
    "tab by position": (r("甲") + run(on("ptab", alignment="right")) + r("乙"), "甲\t乙"),
    "tab stops are no tab": (f"<w:pPr><w:tabs>{on('tab', pos=9)}</w:tabs></w:pPr>{r('甲')}", "甲"),
    "no-break hyphen": (run("<w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t>"), "甲-乙"),
    "soft hyphen": (run("<w:t>甲</w:t><w:softHyphen/><w:t>乙</w:t>"), "甲乙"),
    "ticked box": (symbol("F0FE"), "☑"),
    "empty box": (symbol("F0A8"), "□"),
    "symbol of a private code": (symbol("F0B5", "Symbol") + r("甲"), "\uf0b5甲"),
    "symbol of a plain code": (symbol("2460", "宋体") + r("甲"), "①甲"),
    "ticked box without its private code": (symbol("00FE") + r("甲"), "☑甲"),
    "symbol in small letters": (symbol("f0fe"), "☑"),
    "blanks that do not count": (run("<w:t> 甲 </w:t><w:t>\n乙\n</w:t>"), "甲乙"),
    "line of XML ends no line": (run("<w:t>甲\n乙&#13;丙&#9;丁</w:t>"), "甲 乙 丙 丁"),
    "link": (r("甲") + linked(r("乙") + r("丙")) + r("丁"), "甲乙丙丁"),
    "smart tag": (smart(smart(r("甲"))) + r("乙"), "甲乙"),
    "custom XML": (custom(r("甲")) + r("乙"), "甲乙"),
    "control": (r("甲") + sdt(r("乙")) + r("丙"), "甲乙丙"),
    "control in a link in a smart tag": (smart(linked(sdt(r("甲")))), "甲"),
    "simple field": (r("第") + simple(r("3")) + r("页"), "第3页"),
    "complex field": (r("见") + field(" REF a \\h ", "第三条"), "见第三条"),
    "field in an instruction": (
        run(on("fldChar", fldCharType="begin"))
        + r(" IF ", tag="instrText")
        + field(" PAGE ", "7")
        + r(' = 1 "a" "b" ', tag="instrText")
        + run(on("fldChar", fldCharType="separate"))
        + r("甲")
        + run(on("fldChar", fldCharType="end"))
        + r("乙"),
        "甲乙",
    ),
    "field in a result": (field(" HYPERLINK ", r("甲"), field(" PAGE ", "7"), r("乙")), "甲7乙"),
    "field without a result": (
        r("甲")
        + run(on("fldChar", fldCharType="begin"))
        + r(' XE "乙" ', tag="instrText")
        + run(on("fldChar", fldCharType="end"))
        + r("丙"),
        "甲丙",
    ),
    "field in one run": (
        run(
            "<w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText>"
            "<w:fldChar w:fldCharType='separate'/><w:t>7</w:t><w:fldChar w:fldCharType='end'/>"
        ),
        "7",
    ),
    "deleted instruction": (field(" PAGE ", "7", tag="delInstrText"), "7"),
    "ruby": (
        run(
            f"<w:ruby><w:rubyPr/><w:rt>{r('hàn')}</w:rt><w:rubyBase>{r('汉')}</w:rubyBase></w:ruby>"
        )
        + r("字"),
        "汉字",
    ),
    "choice in a run": (
        run(alternate("<w:t>甲</w:t>", "<w:t>乙</w:t>")),
        "甲",
    ),
    "sign that only new readers know": (
        run(
            '<mc:AlternateContent><mc:Choice Requires="w16se">'
            '<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="2611"/></mc:Choice>'
            "<mc:Fallback><w:t>☑</w:t></mc:Fallback></mc:AlternateContent>"
        )
        + r("甲"),
        "☑甲",
    ),
    "form that only new readers know": (
        r("甲", alternate(on("b"), on("i"))) + r("乙"),
        "甲乙",
    ),
    "choice of runs": (alternate(r("甲"), r("乙")) + r("丙"), "甲丙"),
    "fallback only": (
        f"<mc:AlternateContent><mc:Fallback>{r('乙')}</mc:Fallback></mc:AlternateContent>",
        "乙",
    ),
    "first of two choices": (
        '<mc:AlternateContent><mc:Choice Requires="wps">'
        f'{r("甲")}</mc:Choice><mc:Choice Requires="w14">{r("乙")}</mc:Choice>'
        f"<mc:Fallback>{r('丙')}</mc:Fallback></mc:AlternateContent>",
        "甲",
    ),
    "mathematics": (r("面积为") + "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "面积为x+1"),
    "mathematics in a paragraph of its own": (
        "<m:oMathPara><m:oMath><m:r><m:t>y</m:t></m:r></m:oMath></m:oMathPara>",
        "y",
    ),
    "bookmark": (bookmark("a", "甲") + r("乙"), "甲乙"),
    "spelling mark": (on("proofErr", type="spellStart") + r("甲"), "甲"),
    "direction": (
        f'<w:bdo w:val="ltr">{r("甲")}</w:bdo><w:dir w:val="ltr">{r("乙")}</w:dir>',
        "甲乙",
    ),
    "picture": (run("<w:drawing><wp:inline><a:graphic/></wp:inline></w:drawing>") + r("甲"), "甲"),
    "comment of XML": ("<!-- 丙 --><w:r><w:t>甲<!-- 丁 -->乙</w:t></w:r>", "甲乙"),
    "entity of XML": ("<w:r><w:t>甲&amp;&#20057;&lt;</w:t></w:r>", "甲&乙<"),
    "CDATA": ("<w:r><w:t><![CDATA[甲<]]></w:t></w:r>", "甲<"),
}
LINK = relationship("rId90", "hyperlink", "http://example.invalid/", external=True)


@pytest.mark.parametrize("name", INLINE)
def test_words_of_a_paragraph(name: str) -> None:
    content, expected = INLINE[name]
    body = p("前") + f"<w:p>{content}</w:p>" + p("后")
    assert text(body, relationships=LINK) == f"前\n{expected}\n后\n"


def test_each_paragraph_is_a_line() -> None:
    assert text(p("甲") + p("乙")) == "甲\n乙\n"


def test_empty_paragraph_is_an_empty_line() -> None:
    assert text(p("甲") + p() + "<w:p/>" + p("乙")) == "甲\n\n\n乙\n"


def test_properties_of_a_section_are_no_line() -> None:
    body = p("甲", properties="<w:sectPr/>") + p("乙")
    assert text(body) == "甲\n乙\n"


@pytest.mark.parametrize("wrap", [sdt, custom])
def test_control_around_paragraphs(wrap: Callable[[str], str]) -> None:
    assert text(p("甲") + wrap(p("乙") + p("丙")) + p("丁")) == "甲\n乙\n丙\n丁\n"


def test_choice_around_paragraphs() -> None:
    assert text(alternate(p("甲") + p("乙"), p("丙")) + p("丁")) == "甲\n乙\n丁\n"


def test_field_over_paragraphs() -> None:
    begin = run(on("fldChar", fldCharType="begin")) + r(" TOC ", tag="instrText")
    separate, end = (run(on("fldChar", fldCharType=kind)) for kind in ("separate", "end"))
    body = p(begin, separate, "第一章") + p("第二章") + p("第三章", end) + p("甲")
    assert text(body) == "第一章\n第二章\n第三章\n甲\n"


def test_instruction_over_paragraphs_is_not_shown() -> None:
    begin = run(on("fldChar", fldCharType="begin")) + r(" IF a ", tag="instrText")
    separate, end = (run(on("fldChar", fldCharType=kind)) for kind in ("separate", "end"))
    body = p("甲", begin) + p(r("乙")) + p(r(" b ", tag="instrText"), separate, "丙", end)
    found = text(body)
    assert "乙" not in found
    assert found.replace("\n", "") == "甲丙"


def test_headers_and_footers_are_left_out() -> None:
    relations = relationship("rId91", "header", "header1.xml")
    body = p(
        "甲", properties='<w:sectPr><w:headerReference w:type="default" r:id="rId91"/></w:sectPr>'
    )
    header = f'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{p("眉")}</w:hdr>'
    data = package(body, relationships=relations, extra_parts={"word/header1.xml": header})
    assert checked(data).source.text == "甲\n"


def test_hidden_mark_joins_the_next_paragraph() -> None:
    separator = on("vanish") + on("specVanish")
    assert text(p("标题", mark=separator) + p("正文") + p("后")) == "标题正文\n后\n"
    assert text(p("标题", mark=on("vanish")) + p("正文")) == "标题正文\n"


def test_unhidden_mark_does_not_join() -> None:
    assert text(p("甲", mark=on("vanish", val="0")) + p("乙")) == "甲\n乙\n"


HIDDEN = on("vanish")
STYLES = (
    style("藏", f"<w:rPr>{HIDDEN}</w:rPr>", kind="character")
    + style("下", based="藏", kind="character")
    + style("显", f"<w:rPr>{on('vanish', val='0')}</w:rPr>", based="藏", kind="character")
    + style("段", f"<w:rPr>{HIDDEN}</w:rPr>")
)


@pytest.mark.parametrize(
    ("run_properties", "paragraph_style", "is_shown"),
    [
        ("", "", True),
        (HIDDEN, "", False),
        (on("vanish", val="1"), "", False),
        (on("vanish", val="true"), "", False),
        (on("vanish", val="on"), "", False),
        (on("vanish", val="0"), "", True),
        (on("vanish", val="false"), "", True),
        (on("vanish", val="off"), "", True),
        (on("rStyle", val="藏"), "", False),
        (on("rStyle", val="下"), "", False),
        (on("rStyle", val="显"), "", True),
        (on("rStyle", val="藏") + on("vanish", val="0"), "", True),
        ("", "段", False),
        (on("rStyle", val="藏"), "段", True),
        (on("rStyle", val="显"), "段", False),
        (on("rStyle", val="藏") + HIDDEN, "段", False),
        (on("vanish", val="0"), "段", True),
        (on("webHidden"), "", True),
    ],
)
def test_hidden_text(run_properties: str, paragraph_style: str, is_shown: bool) -> None:
    properties = on("pStyle", val=paragraph_style) if paragraph_style else ""
    body = p(r("甲", run_properties), r("乙", on("vanish", val="0")), properties=properties)
    opened = read(body + p("丙"), styles=STYLES)
    assert ("甲" in opened.source.text) is is_shown
    assert opened.source.text.replace("甲", "").replace("\n", "") == "乙丙"
    assert bool(beside(opened).notices) is not is_shown


def test_notice_counts_what_is_hidden() -> None:
    body = p("甲", r("乙丙", HIDDEN), "丁", r("戊", HIDDEN))
    opened = read(body)
    assert opened.source.text == "甲丁\n"
    assert any(set("12345一二三两") & set(notice) for notice in beside(opened).notices)


def test_paragraph_hidden_with_its_mark_leaves_no_line() -> None:
    body = p("甲") + p(r("乙", HIDDEN), mark=HIDDEN) + p("丙")
    assert text(body) == "甲\n丙\n"


def test_plain_file_has_no_notice_and_nothing_beside_it() -> None:
    found = beside(read(p("甲")))
    assert (found.notices, found.asides, found.links, found.boxes) == ((), (), (), ())


def test_places_of_characters() -> None:
    opened = read(p("零") + p(r("甲乙"), linked(r(f"丙{RARE}丁"))), relationships=LINK)
    at = opened.source.text.index
    places = [opened.places.at(at(word)) for word in ("零", "乙", "丙", RARE, "丁")]
    assert [(each.paragraph, each.run, each.char) for each in places] == [
        (0, 0, 0),
        (1, 0, 1),
        (1, 1, 0),
        (1, 1, 1),
        (1, 1, 2),
    ]
    assert opened.places.at(at("\n")).run == -1


def test_source_names_its_path() -> None:
    assert read(p("甲")).source.path == "甲.docx"
