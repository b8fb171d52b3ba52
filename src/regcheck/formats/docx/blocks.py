"""The body of a Word file → lines: paragraphs with their numbers, tables, text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from regcheck.formats.docx.characters import taken
from regcheck.formats.docx.inline import Inline, point
from regcheck.formats.docx.line import Fragment, Item, Line, Mark, has_words, plain
from regcheck.formats.docx.names import (
    ALTERNATE,
    CELL,
    DELETED,
    INSERTED,
    P_PROPERTIES,
    R_PROPERTIES,
    ROW,
    TABLE,
    VAL,
    P,
    w,
)
from regcheck.formats.docx.numbering import Numbering
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.places import Place
from regcheck.formats.docx.styles import NumberRef, look, number_ref
from regcheck.formats.docx.values import in_view, is_dropped, is_taken_away, value_of
from regcheck.numerals import DIGITS

_ARTICLE = re.compile(rf"[\s\u3000]*第[{DIGITS}]+条[\s\u3000]+\S")
_WRAPPERS = (
    {w(name) for name in ("customXml", "sdt", "sdtContent", "smartTag")} | INSERTED | DELETED
)
_FOREIGN = frozenset({w("altChunk"), w("subDoc")})


class _Held(msgspec.Struct):
    """What waits for the paragraph that it joins: one whose end a revision took away."""

    items: list[Item] = []
    boxes: list[Root] = []
    words: bool = False

    def add(self, items: Iterable[Item]) -> None:
        """More that waits; `words` tells whether there is any character."""
        new = tuple(items)
        self.items += new
        self.words = self.words or has_words(new)

    def take(self) -> tuple[tuple[Item, ...], list[Root]]:
        """All of it; nothing is held afterwards."""
        items, boxes = tuple(self.items), self.boxes
        self.items, self.boxes, self.words = [], [], False
        return items, boxes


def places_of(root: Root) -> dict[Root, int]:
    """The paragraphs of a part by their place."""
    return {paragraph: index for index, paragraph in enumerate(root.iter(P))}


class Blocks:
    """Reads what holds paragraphs: the body of a part, cells, text boxes, notes."""

    def __init__(self, inline: Inline, places: dict[Root, int], numbering: Numbering) -> None:
        self.inline, self.numbering, self._places = inline, numbering, places

    def lines(self, parent: Root, *, nested: bool = False) -> list[Line]:
        """The lines of a body, a cell or a text box; the rows of a table within a cell bear no
        bars (`nested`)."""
        lines: list[Line] = []
        held = _Held()
        last = -1
        for child in self._children(parent):
            if child.tag == P:
                last = self._places[child]
                self._paragraph(child, held, lines)
            elif child.tag == TABLE:
                self._flush(held, lines, last)
                lines += self._table(child, nested)
            elif (mark := point(child)) is not None:
                held.add((mark,))
        self._flush(held, lines, last)
        items, boxes = held.take()
        if items and lines:
            lines[-1] = replace(lines[-1], items=(*lines[-1].items, *items))
        return [*lines, *self._boxes(boxes)]

    def _children(self, parent: Root) -> Iterator[Root]:
        """Paragraphs, tables and marks, without what only wraps them."""
        for child in parent:
            tag = str(child.tag)
            if is_dropped(tag, self.inline.view):
                continue
            if tag in _WRAPPERS:
                yield from self._children(child)
            elif tag == ALTERNATE:
                yield from self._children(taken(child))
            elif tag in _FOREIGN:
                self.inline.tally.foreign += 1
            else:
                yield child

    def _flush(self, held: _Held, lines: list[Line], paragraph: int) -> None:
        """Words that are held become a line; marks wait on."""
        if held.words:
            items, boxes = held.take()
            lines.append(Line(items, paragraph))
            lines += self._boxes(boxes)

    def _paragraph(self, paragraph: Root, held: _Held, lines: list[Line]) -> None:
        """Adds the line of a paragraph, or holds it for the next one."""
        index = self._places[paragraph]
        words = self.inline.words(paragraph, index)
        there, gone = has_words(words.items), self._joins_next(paragraph)
        struck = words.struck and not there
        if struck:
            self._number(paragraph)  # Word counts it all the same
        elif (there or not gone) and not held.words:
            label = self._number(paragraph)
            place = Place(self.inline.part, index, -1, 0)
            held.add((Fragment(label, place),) if label else ())
        held.add(words.items)
        held.boxes += words.boxes
        if not (gone or struck):
            items, boxes = held.take()
            lines.append(Line(items, index))
            lines += self._boxes(boxes)

    def _boxes(self, boxes: list[Root]) -> Iterator[Line]:
        """The lines of text boxes, each between two marks."""
        nested = self.inline.in_table
        for box in boxes:
            with self.inline.apart():
                own = Blocks(self.inline, self._places, self.numbering.anew())
                lines = own.lines(box, nested=nested)
            if any(has_words(line.items) for line in lines):
                lines[0] = replace(lines[0], items=(Mark("box"), *lines[0].items))
                lines[-1] = replace(lines[-1], items=(*lines[-1].items, Mark("box-end")))
                yield from lines

    def _joins_next(self, paragraph: Root) -> bool:
        """Whether the end of a paragraph is not there in this view, or hidden."""
        properties = paragraph.find(P_PROPERTIES)
        mark = None if properties is None else properties.find(R_PROPERTIES)
        if mark is None or properties is None:
            return False
        if is_taken_away(mark, self.inline.view):
            return True
        style = value_of(in_view(properties, self.inline.view), "pStyle")
        seen = in_view(mark, self.inline.view)
        named = self.inline.styles.look(style, value_of(seen, "rStyle"))
        return bool(look(seen).over(named).hidden)

    def _number(self, paragraph: Root) -> str:
        """The number of a paragraph, which is counted by this."""
        original = self.inline.view.revisions == "original"
        properties = in_view(paragraph.find(P_PROPERTIES), self.inline.view)
        style = value_of(properties, "pStyle")
        own = number_ref(properties)
        if original and _numbered_later(properties):
            own = NumberRef()
        ref = own.over(self.inline.styles.number(style))
        if ref.num in (None, "0"):
            return ""
        level = self.numbering.level_of(ref.num or "", own, style)
        return self.numbering.label(ref.num or "", level)

    def _table(self, table: Root, nested: bool) -> list[Line]:
        """The rows of a table, a line for each; a table of one column is no table but a frame."""
        found = self._parts(table, ROW, "trPr")
        rows = [list(self._parts(row, CELL, "tcPr")) for row in found]
        if not nested and all(len(row) == 1 for row in rows):
            return [line for row in rows for cell in row for line in self._cell(cell, nested=False)]
        inside, self.inline.in_table = self.inline.in_table, True
        lines = [self._row([self._cell(cell) for cell in row], nested) for row in rows if row]
        self.inline.in_table = inside
        return lines

    def _parts(self, parent: Root, tag: str, properties: str) -> Iterator[Root]:
        """The rows of a table or the cells of a row that are there in this view, without content
        controls around them."""
        for child in self._children(parent):
            if child.tag == tag:
                if not is_taken_away(child.find(w(properties)), self.inline.view):
                    yield child
            elif (mark := point(child)) is not None and mark.kind == "bookmark":
                self.inline.tally.bookmarks.add(mark.name.lower())

    def _cell(self, cell: Root, *, nested: bool = True) -> list[Line]:
        """The lines of a cell. One that a cell above reaches down over shows nothing, and what is
        in it counts all the same."""
        merge = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        lines = self.lines(cell, nested=nested)
        if merge is None or merge.get(VAL, "continue") == "restart":
            return lines
        marks = (item for line in lines for item in line.items if isinstance(item, Mark))
        names = (mark.name.lower() for mark in marks if mark.kind == "bookmark")
        self.inline.tally.bookmarks.update(names)
        return []

    def _row(self, cells: list[list[Line]], nested: bool) -> Line:
        """| 甲 | 乙 |"""
        index = next((line.paragraph for cell in cells for line in cell), 0)
        place = Place(self.inline.part, index, -1, 0)
        if not nested:
            self.inline.tally.tabled += sum(bool(_ARTICLE.match(plain(cell))) for cell in cells)
        bars = ("", " ", "") if nested else ("| ", " | ", " |")
        items: list[Item] = [Fragment(bars[0], place)]
        for number, cell in enumerate(cells):
            items += [Fragment(bars[1], place)] if number else []
            items += _one_line(cell, place)
        return Line((*items, Fragment(bars[2], place)), index)


def _one_line(lines: list[Line], place: Place) -> Iterator[Item]:
    """The lines of a cell as one."""
    begun = False
    for line in lines:
        words = has_words(line.items)
        if begun and words:
            yield Fragment(" ", place)
        begun = begun or words
        for item in line.items:
            if isinstance(item, Fragment):
                yield replace(item, text=item.text.replace("\n", " "))
            elif item.kind not in ("box", "box-end"):
                yield item


def _numbered_later(properties: Root | None) -> bool:
    """Whether a revision put the paragraph into its list."""
    path = f"{w('numPr')}/{w('ins')}"
    return properties is not None and properties.find(path) is not None
