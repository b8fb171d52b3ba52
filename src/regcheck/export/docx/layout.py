"""Document → the lines of its Word file: what each one is, and its words.

Nothing is left out but comments, the signs of Markdown and what XML cannot hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from regcheck.analysis.comments import comments_within
from regcheck.export.docx.roles import (
    CLOSE,
    CONTENTS_HEAD,
    LEVELS,
    OPEN,
    Places,
    Role,
    lines_of,
    places,
    role_of,
)
from regcheck.export.docx.signs import (
    BLANKS,
    Row,
    all_words,
    cells,
    squashed,
    words,
)
from regcheck.model import HEADINGS, Document, Provision
from regcheck.reporters.markup import without_forbidden
from regcheck.text import Span

PieceKind = Literal["words", "label", "rubric"]
# 例：某市甲条例（草案修改稿）
_READING = re.compile(r"(.*\S)\s*([（(][^（）()]*(?:草案|稿)[^（）()]*[）)])")
# What a 目录 is headed by where the draft has none.
_CONTENTS = "目　录"
_SPACE = "　"
_DASHES = re.compile(r"[\s|:-]*-[\s|:-]*")


class Piece(msgspec.Struct, frozen=True):
    """Words of one look: plain ones, the label of an article, its rubric."""

    kind: PieceKind
    text: str


class Line(msgspec.Struct, frozen=True):
    """A paragraph or, with `cells`, a table; `headed` where its first row is its head.

    `depth` of a heading is 1 for the highest level that the draft has. The pieces of `contents`
    are its head; the headings are the rest of it.
    """

    role: Role
    pieces: tuple[Piece, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    headed: bool = False
    depth: int = 0

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(piece.text for piece in self.pieces)


class Layout(msgspec.Struct, frozen=True):
    """The lines of a draft, and what is not in them: so many comments and control characters.

    `contents` is whether a 目录 was `added` or `changed`: it said what the headings do not.
    """

    title: str
    lines: tuple[Line, ...]
    comments: int
    controls: int
    contents: Literal["", "added", "changed"]


def laid_out(document: Document, *, rubrics: bool = True) -> Layout:
    """The lines of a draft; without the rubrics of its articles where these are not wanted."""
    held = places(document)
    lines = list(_lines(held, rubrics=rubrics))
    headed = any(line.depth for line in lines)
    added = headed and all(line.role != "contents" for line in lines)
    if added:
        before = _before_contents(lines)
        lines.insert(before, Line("contents", (Piece("words", _CONTENTS),)))
    differs = headed and not added and not _same_contents(held)
    return Layout(
        title=without_forbidden(document.title),
        lines=tuple(line for line in map(_writable, lines) if line.text or line.cells),
        comments=len(comments_within(document, Span(0, len(document.source.text)))),
        controls=sum(map(_controls, lines)),
        contents="added" if added else "changed" if differs else "",
    )


def _lines(held: Places, *, rubrics: bool) -> Iterator[Line]:
    """The lines of the draft as they follow each other."""
    levels = sorted({each.level.rank for each in held.provisions.values()})
    index, contents = 0, False
    while index < len(held.rows):
        row, after = held.rows[index], index + 1
        provision = held.provisions.get(index)
        role = role_of(held, index) if row.parts else None
        if role == "table":
            while after < len(held.rows) and _goes_on(held, after):
                after += 1
            yield _table(held.document, held.rows[index:after])
        elif provision and provision.level in HEADINGS:
            after = max(after, lines_of(held.document, provision.heading_span).stop)
            yield _heading(held.document, provision, held.rows[index:after], levels)
        elif provision and role == "article":
            yield _article(held.document, provision, row, rubrics=rubrics)
        elif role == "contents":
            if not contents:
                yield _contents_head(all_words(held.document, row))
            contents = True
        elif role == "title":
            yield from _title(all_words(held.document, row))
        elif role:
            yield Line(role, (Piece("words", all_words(held.document, row)),))
        index = after


def _contents_head(said: str) -> Line:
    """What a 目录 is headed by in the draft; its entries are made of the headings."""
    head = said if CONTENTS_HEAD.fullmatch(squashed(said)) else _CONTENTS
    return Line("contents", (Piece("words", head),))


def _title(said: str) -> Iterator[Line]:
    """The title; （草案） that stands behind it is a line of its own."""
    found = _READING.fullmatch(said)
    if not found:
        yield Line("title", (Piece("words", said),))
        return
    yield Line("title", (Piece("words", found[1]),))
    yield Line("caption", (Piece("words", found[2]),))


def _goes_on(held: Places, index: int) -> bool:
    return bool(held.rows[index].parts) and role_of(held, index) == "table"


def _table(document: Document, found: tuple[Row, ...]) -> Line:
    """Lines in Markdown as one table; a line of dashes under the first row makes that its head."""
    kept = list(found)
    word = document.source.docx is not None
    headed = not word and len(kept) > 1 and bool(_DASHES.fullmatch(all_words(document, kept[1])))
    if headed:
        del kept[1]
    table = [cells(all_words(document, row), word=word) for row in kept]
    width = max(map(len, table))
    return Line("table", (), tuple((*row, *[""] * (width - len(row))) for row in table), headed)


def _heading(
    document: Document, provision: Provision, found: tuple[Row, ...], levels: list[int]
) -> Line:
    """第一章　总则, also where it is written on more than one line."""
    text = document.source.text
    label = squashed("".join(words(text, row, provision.marker) for row in found))
    after = provision.marker.end if label else found[0].span.start  # 附则 has none
    rest = (words(text, row, Span(after, row.span.end)).strip(BLANKS) for row in found)
    said = _SPACE.join(filter(None, (label, "".join(rest))))
    role = LEVELS[provision.level]
    return Line(role, (Piece("words", said),), depth=levels.index(provision.level.rank) + 1)


def _article(document: Document, provision: Provision, row: Row, *, rubrics: bool) -> Line:
    """第一条 with its rubric, and after a space what it says on the same line."""
    text, marker = document.source.text, provision.marker
    body = min(max(provision.body.start, marker.end), row.span.end)
    rubric = _rubric(document, provision, Span(marker.end, body))
    lead = words(text, row, Span(marker.end, rubric.start))
    pieces = [
        Piece("words", words(text, row, Span(row.span.start, marker.start))),
        Piece("label", squashed(words(text, row, marker))),
    ]
    if rubrics or rubric.start == rubric.end:
        gap = _SPACE if lead[:1] in tuple(BLANKS) and rubric.end > rubric.start else ""
        pieces.append(Piece("words", gap + lead.strip(BLANKS)))
        pieces.append(Piece("rubric", words(text, row, rubric)))
    else:
        pieces.append(Piece("words", lead.strip(BLANKS)))
    between = words(text, row, Span(rubric.end, body)).strip(BLANKS)
    said = words(text, row, Span(body, row.span.end)).strip(BLANKS)
    pieces.append(Piece("words", between + (_SPACE + said if said else "")))
    return Line("article", tuple(piece for piece in pieces if piece.text))


def _rubric(document: Document, provision: Provision, extent: Span) -> Span:
    """The rubric of an article with its brackets; an empty span at the end of the label or of
    （新增） where it has none."""
    text, heading = document.source.text, provision.heading_span
    if provision.heading is None or heading.end <= heading.start:
        return Span(extent.end, extent.end)
    start = max(text.rfind(mark, extent.start, heading.start) for mark in OPEN)
    closes = (text.find(mark, heading.end, extent.end) for mark in CLOSE)
    end = min((each + 1 for each in closes if each >= 0), default=heading.end)
    return Span(start if start >= 0 else heading.start, end)


def _before_contents(lines: list[Line]) -> int:
    """Where a 目录 belongs: under the title and the lines that are centred with it."""
    body = next(i for i, line in enumerate(lines) if line.depth)
    heads = [i for i, line in enumerate(lines[:body]) if line.role in ("title", "caption")]
    return heads[-1] + 1 if heads else body


def _same_contents(held: Places) -> bool:
    """Whether the draft's own 目录 has the headings, all those of the levels that it has."""
    entries = [(each.level, each.heading) for each in held.document.toc]
    levels = {level for level, _ in entries}
    found = (each for each in held.provisions.values() if each.level in levels)
    return entries == [(each.level, each.heading or "") for each in found]


def _writable(line: Line) -> Line:
    """The line without what XML cannot hold."""
    pieces = tuple(Piece(each.kind, without_forbidden(each.text)) for each in line.pieces)
    table = tuple(tuple(map(without_forbidden, row)) for row in line.cells)
    return replace(line, pieces=pieces, cells=table)


def _controls(line: Line) -> int:
    said = [line.text, *(cell for row in line.cells for cell in row)]
    return sum(len(each) - len(without_forbidden(each)) for each in said)
