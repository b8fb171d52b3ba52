"""A page of tables → a Word file: title, lines, and parts with a heading and a table each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Literal

import msgspec
from docx.shared import Twips

from regcheck.export.docx.finish import finished
from regcheck.export.docx.nodes import Element, fonts, node
from regcheck.export.docx.template import SHEET_HEADING, SHEET_TEXT, SHEET_TITLE, opened
from regcheck.reporters.markup import without_forbidden

if TYPE_CHECKING:
    from docx.section import Section

# How words are set apart: 阴影, 黑体, 删除线, 下划线, 楷体; heads are told by bold 宋体.
Mark = Literal["plain", "shade", "black", "strike", "underline", "aside", "head"]
Alignment = Literal["left", "indented", "centred"]
# Twentieths of a point: the margins of A4 on its side, what is between them, and a Chinese
# character of 五号.
_MARGIN, _WIDTH, _CHARACTER = 1134, 14570, 210
_MARGINS = {"top": 40, "left": 108, "bottom": 40, "right": 108}
# A row of at most so many lines stays on one page.
_SHORT = 4
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


class Marked(msgspec.Struct, frozen=True):
    """Words that are set in one way."""

    words: str
    mark: Mark = "plain"


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph; `indented` is the first line, by two characters."""

    pieces: tuple[Marked, ...]
    layout: Alignment = "left"

    @property
    def words(self) -> str:
        """All that it says."""
        return "".join(piece.words for piece in self.pieces)


Cell = tuple[Paragraph, ...]
Text = Callable[[Paragraph], Element]


class Table(msgspec.Struct, frozen=True):
    """A table; `shares` are the widths of its columns in relation to one another, `name` is told
    to those who cannot see it."""

    name: str
    heads: tuple[Cell, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Part(msgspec.Struct, frozen=True):
    """What stands under one heading; an empty heading is left out."""

    heading: str
    lines: tuple[Paragraph, ...] = ()
    table: Table | None = None


class Page(msgspec.Struct, frozen=True):
    """What a file holds; the lines stand between the title and the first part."""

    title: str
    lines: tuple[Paragraph, ...]
    parts: tuple[Part, ...]


def line(words: str, mark: Mark = "plain") -> Paragraph:
    """A paragraph of words that are set in one way."""
    return Paragraph((Marked(words, mark),))


def paragraphs(pieces: Iterable[Marked]) -> Cell:
    """The pieces cut into paragraphs at the ends of lines; empty ones are left out."""
    lines: list[list[Marked]] = [[]]
    for piece in pieces:
        first, *others = piece.words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines[-1].append(Marked(first, piece.mark))
        lines += [[Marked(words, piece.mark)] for words in others]
    kept = (tuple(piece for piece in each if piece.words) for each in lines)
    return tuple(Paragraph(each) for each in kept if each)


def sheet_bytes(page: Page) -> bytes:
    """The page as a Word file of A4 on its side; the same page gives the same bytes.

    Characters that XML cannot hold are left out.
    """
    base = opened()
    body, title = base.file.element.body, without_forbidden(page.title)
    _on_its_side(base.file.sections[0])
    for place, each in enumerate(_body(page, title, base.styles)):
        body.insert(place, each)  # its section stays the last
    return finished(base.file, title)


def _on_its_side(section: Section) -> None:
    """A4 on its side with narrow margins; the lines of a table are not laid on those of a page."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.top_margin = section.right_margin = Twips(_MARGIN)
    section.bottom_margin = section.left_margin = Twips(_MARGIN)
    section.header_distance = section.footer_distance = Twips(_MARGIN // 2)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)


def _body(page: Page, title: str, styles: Mapping[str, str]) -> Iterator[Element]:
    text = partial(_paragraph, styles[SHEET_TEXT])
    yield _styled(styles[SHEET_TITLE], title)
    yield from map(text, page.lines)
    for part in page.parts:
        if part.heading:
            yield _styled(styles[SHEET_HEADING], without_forbidden(part.heading))
        yield from map(text, part.lines)
        if part.table:
            yield _table(part.table, text)
        # two tables without a paragraph between them become one
        yield node("p", node("pPr", node("pStyle", val=styles[SHEET_TEXT])))


def _styled(style: str, words: str) -> Element:
    return node("p", node("pPr", node("pStyle", val=style)), node("r", node("t", words)))


def _paragraph(style: str, each: Paragraph) -> Element:
    layout = node("pPr", node("pStyle", val=style))
    if each.layout == "indented":
        layout.append(node("ind", firstLineChars=200, firstLine=2 * _CHARACTER))
    elif each.layout == "centred":
        layout.append(node("jc", val="center"))
    return node("p", layout, *map(_run, each.pieces))


def _run(piece: Marked) -> Element:
    words = without_forbidden(piece.words).replace("\t", " ")
    return node("r", node("rPr", *_looks(piece.mark)), node("t", words))


def _looks(mark: Mark) -> Iterator[Element]:
    """What sets words apart, in the order of the schema. 黑体 is bold besides: where that font is
    not installed it would look like any other."""
    chinese = {"black": "黑体", "aside": "楷体", "head": "宋体"}.get(mark)
    if chinese:
        yield fonts(chinese, *(["黑体"] if mark == "black" else []))
    if mark in ("black", "head"):
        yield node("b")
    elif mark == "strike":
        yield node("strike")
    elif mark == "underline":
        yield node("u", val="single")
    elif mark == "shade":
        yield node("shd", val="clear", color="auto", fill="D0D0D0")


def _table(table: Table, text: Text) -> Element:
    widths = [_WIDTH * share // sum(table.shares) for share in table.shares]
    line = {"val": "single", "sz": "4", "space": "0", "color": "auto"}
    looks = node(
        "tblPr",
        node("tblW", w=sum(widths), type="dxa"),
        node("tblBorders", *(node(side, **line) for side in _BORDERS)),
        node("tblLayout", type="fixed"),
        node("tblCellMar", *(node(side, w=size, type="dxa") for side, size in _MARGINS.items())),
        node("tblCaption", val=without_forbidden(table.name)),
    )
    grid = node("tblGrid", *(node("gridCol", w=width) for width in widths))
    rows = (_row(row, widths, text, head=False) for row in table.rows)
    return node("tbl", looks, grid, _row(table.heads, widths, text, head=True), *rows)


def _row(cells: tuple[Cell, ...], widths: list[int], text: Text, *, head: bool) -> Element:
    """A row; one that is short stays on one page, the head comes again on each."""
    pairs = list(zip(cells, widths, strict=True))
    looks = [node("cantSplit")] if head or max(_lines(*pair) for pair in pairs) <= _SHORT else []
    looks += [node("tblHeader")] if head else []
    return node("tr", node("trPr", *looks), *(_cell(*pair, text, head=head) for pair in pairs))


def _lines(cell: Cell, width: int) -> int:
    """About how many lines a cell has."""
    fitting = max(1, (width - _MARGINS["left"] - _MARGINS["right"]) // _CHARACTER)
    return sum(max(1, -(-len(each.words) // fitting)) for each in cell)


def _cell(cell: Cell, width: int, text: Text, *, head: bool) -> Element:
    middle = [node("vAlign", val="center")] if head else []
    looks = node("tcPr", node("tcW", w=width, type="dxa"), *middle)
    return node("tc", looks, *map(text, cell or (Paragraph(()),)))
