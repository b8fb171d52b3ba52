"""Lines → the bytes of a Word file; the same lines give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from regcheck.export.docx.finish import finished
from regcheck.export.docx.layout import Layout, Line, Piece
from regcheck.export.docx.nodes import Element, node
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
from regcheck.formats.docx.names import w

_LOOKS = {"label": NUMBER, "rubric": RUBRIC}
# The levels that the styles of headings have; a draft with 编 has its 章 one level below.
_DEPTHS: dict[Role, int] = {"part": 1, "subpart": 2, "chapter": 1, "section": 2}
_FIELD = r' TOC \o "1-3" \h \z \u '
# Between the margins, in twentieths of a point.
_WIDTH = 8844
Styles = Mapping[str, str]


def docx_bytes(layout: Layout, template: bytes | None = None, path: str = "") -> bytes:
    """The draft as a Word file, in the page and the styles of the template at `path` or of our own.

    Raises RegcheckError where the template cannot be used.
    """
    base = opened(template, path)
    body = base.file.element.body
    section = body.find(w("sectPr"))
    for made in _body(layout.lines, base.styles):
        body.append(made)
    if section is not None:
        body.append(section)  # stays the last
    return finished(base.file, layout.title)


def _body(lines: Sequence[Line], styles: Styles) -> Iterator[Element]:
    headings = [line for line in lines if line.depth]
    marked = 0
    for place, line in enumerate(lines):
        if line.role == "table":
            yield _table(line, styles)
            if [each.role for each in lines[place + 1 : place + 2]] in ([], ["table"]):
                yield _paragraph(styles[CELL])  # Word would make the two one table
            continue
        marked += bool(line.depth)
        yield _line(line, styles, marked if line.depth else 0)
        if line.role == "contents":
            yield from _contents(headings, styles)


def _line(line: Line, styles: Styles, mark: int) -> Element:
    """A paragraph of the draft; one with a mark is led to from the 目录."""
    runs = [_run(piece, styles) for piece in line.pieces]
    if mark:
        start = node("bookmarkStart", id=mark, name=_mark(mark))
        runs = [start, *runs, node("bookmarkEnd", id=mark)]
    made = _paragraph(styles[STYLES[line.role]], *runs)
    if line.depth and line.depth != _DEPTHS[line.role]:
        made[0].append(node("outlineLvl", val=line.depth - 1))
    return made


def _paragraph(style: str, *content: Element) -> Element:
    return node("p", node("pPr", node("pStyle", val=style)), *content)


def _run(piece: Piece, styles: Styles) -> Element:
    made = node("r")
    if look := _LOOKS.get(piece.kind):
        made.append(node("rPr", node("rStyle", val=styles[look])))
    for number, words in enumerate(piece.text.split("\t")):
        made.extend([node("tab")] if number else [])
        made.extend([node("t", words)] if words else [])
    return made


def _mark(number: int) -> str:
    return f"_Toc{number:09}"


def _contents(headings: Sequence[Line], styles: Styles) -> Iterator[Element]:
    """A TOC field with the headings as its result, so that it reads before Word renews it."""
    listed = [
        (number, line) for number, line in enumerate(headings, 1) if line.depth <= len(ENTRIES)
    ]
    for place, (number, line) in enumerate(listed):
        instruction = node("r", node("instrText", _FIELD))
        begun = [] if place else [_field("begin"), instruction, _field("separate")]
        words = _run(Piece("words", line.text), styles)
        link = node("hyperlink", words, anchor=_mark(number), history=1)
        yield _paragraph(styles[ENTRIES[line.depth - 1]], *begun, link)
    yield _paragraph(styles[STYLES["text"]], _field("end"))


def _field(kind: str) -> Element:
    return node("r", node("fldChar", fldCharType=kind))


def _table(line: Line, styles: Styles) -> Element:
    """A table over the width of the text; its head is repeated on every page."""
    width = _WIDTH // len(line.cells[0])
    style = node("tblStyle", val=styles[STYLES["table"]])
    looks = node("tblPr", style, node("tblW", w=5000, type="pct"))
    grid = node("tblGrid", *(node("gridCol", w=width) for _ in line.cells[0]))
    rows = (
        _row(cells, width, styles, head=line.headed and not number)
        for number, cells in enumerate(line.cells)
    )
    return node("tbl", looks, grid, *rows)


def _row(cells: Sequence[str], width: int, styles: Styles, *, head: bool) -> Element:
    style = styles[HEAD_CELL if head else CELL]
    made = node("tr", *([node("trPr", node("tblHeader"))] if head else []))
    for words in cells:
        lines = (
            _paragraph(style, *([_run(Piece("words", each), styles)] if each else []))
            for each in words.split("\n")
        )
        looks = node("tcPr", node("tcW", w=width, type="dxa"))
        made.append(node("tc", looks, *lines))
    return made
