"""Lines → the bytes of a Word file; the same lines give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from lxml.etree import SubElement

from regcheck.export.docx.finish import finished
from regcheck.export.docx.layout import Layout, Line, Piece
from regcheck.export.docx.roles import Role
from regcheck.export.docx.template import (
    CELL,
    ENTRIES,
    HEAD_CELL,
    NUMBER,
    RUBRIC,
    STYLES,
    opened,
)

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LOOKS = {"label": NUMBER, "rubric": RUBRIC}
# The levels that the styles of headings have; a draft with 编 has its 章 one level below.
_DEPTHS: dict[Role, int] = {"part": 1, "subpart": 2, "chapter": 1, "section": 2}
_FIELD = r' TOC \o "1-3" \h \z \u '
# Between the margins, in twentieths of a point.
_WIDTH = 8844


def docx_bytes(layout: Layout, template: bytes | None = None, path: str = "") -> bytes:
    """The draft as a Word file, in the page and the styles of the template at `path` or of our own.

    Raises RegcheckError where the template cannot be used.
    """
    base = opened(template, path)
    body = base.file.element.body
    section = body.find(qn("w:sectPr"))
    headings = [line for line in layout.lines if line.depth]
    marked = 0
    for place, line in enumerate(layout.lines):
        if line.role == "table":
            _table(body, line, base.styles)
            if [each.role for each in layout.lines[place + 1 : place + 2]] in ([], ["table"]):
                _paragraph(body, base.styles[CELL])  # Word would make the two one table
            continue
        made = _line(body, line, base.styles)
        if line.depth:
            marked += 1
            _bookmark(made, marked)
        elif line.role == "contents":
            _contents(body, headings, base.styles)
    if section is not None:
        body.append(section)  # stays the last
    return finished(base.file, layout.title)


def _line(body: Element, line: Line, styles: Mapping[str, str]) -> Element:
    """A paragraph of the draft."""
    made = _paragraph(body, styles[STYLES[line.role]])
    if line.depth and line.depth != _DEPTHS[line.role]:
        look = made.find(qn("w:pPr"))
        assert look is not None
        _with(look, "outlineLvl", str(line.depth - 1))
    for piece in line.pieces:
        _run(made, piece, styles)
    return made


def _paragraph(parent: Element, style: str) -> Element:
    made = SubElement(parent, qn("w:p"))
    _with(SubElement(made, qn("w:pPr")), "pStyle", style)
    return made


def _run(parent: Element, piece: Piece, styles: Mapping[str, str]) -> None:
    made = SubElement(parent, qn("w:r"))
    if look := _LOOKS.get(piece.kind):
        _with(SubElement(made, qn("w:rPr")), "rStyle", styles[look])
    for number, words in enumerate(piece.text.split("\t")):
        if number:
            SubElement(made, qn("w:tab"))
        if words:
            text = SubElement(made, qn("w:t"))
            text.text = words
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _with(parent: Element, name: str, value: str) -> None:
    SubElement(parent, qn(f"w:{name}")).set(qn("w:val"), value)


def _bookmark(heading: Element, number: int) -> None:
    """What the line of the 目录 leads to: all of a heading."""
    start, end = (SubElement(heading, qn(f"w:bookmark{side}")) for side in ("Start", "End"))
    for each in (start, end):
        each.set(qn("w:id"), str(number))
    start.set(qn("w:name"), _mark(number))
    heading.insert(1, start)


def _mark(number: int) -> str:
    return f"_Toc{number:09}"


def _contents(body: Element, headings: Sequence[Line], styles: Mapping[str, str]) -> None:
    """A TOC field with the headings as its result, so that it reads before Word renews it."""
    listed = [
        (number, line) for number, line in enumerate(headings, 1) if line.depth <= len(ENTRIES)
    ]
    for place, (number, line) in enumerate(listed):
        made = _paragraph(body, styles[ENTRIES[line.depth - 1]])
        if not place:
            _field(made, "begin")
            text = SubElement(SubElement(made, qn("w:r")), qn("w:instrText"))
            text.text = _FIELD
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            _field(made, "separate")
        link = SubElement(made, qn("w:hyperlink"))
        link.set(qn("w:anchor"), _mark(number))
        link.set(qn("w:history"), "1")
        _run(link, Piece("words", line.text), styles)
    _field(_paragraph(body, styles[STYLES["text"]]), "end")


def _field(paragraph: Element, kind: str) -> None:
    mark = SubElement(SubElement(paragraph, qn("w:r")), qn("w:fldChar"))
    mark.set(qn("w:fldCharType"), kind)


def _table(body: Element, line: Line, styles: Mapping[str, str]) -> None:
    """A table over the width of the text; its head is repeated on every page."""
    columns = len(line.cells[0])
    made = SubElement(body, qn("w:tbl"))
    look = SubElement(made, qn("w:tblPr"))
    _with(look, "tblStyle", styles[STYLES["table"]])
    _sized(look, "tblW", "pct", 5000)
    grid = SubElement(made, qn("w:tblGrid"))
    for _ in range(columns):
        SubElement(grid, qn("w:gridCol")).set(qn("w:w"), str(_WIDTH // columns))
    for number, cells in enumerate(line.cells):
        row = SubElement(made, qn("w:tr"))
        head = line.headed and not number
        if head:
            SubElement(SubElement(row, qn("w:trPr")), qn("w:tblHeader"))
        for words in cells:
            cell = SubElement(row, qn("w:tc"))
            _sized(SubElement(cell, qn("w:tcPr")), "tcW", "dxa", _WIDTH // columns)
            for each in words.split("\n"):
                within = _paragraph(cell, styles[HEAD_CELL if head else CELL])
                if each:
                    _run(within, Piece("words", each), styles)


def _sized(parent: Element, name: str, kind: str, width: int) -> None:
    made = SubElement(parent, qn(f"w:{name}"))
    made.set(qn("w:w"), str(width))
    made.set(qn("w:type"), kind)
