"""Document → blocks: its text cut into articles, headings and what stands between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal

import msgspec
from msgspec.structs import replace

from regcheck.model import Document, Level, Provision, walk
from regcheck.numerals import DIGITS
from regcheck.text import Span

BlockKind = Literal["front", "heading", "article", "text"]
# What marks the layout: blanks, and the signs of Markdown for headings, quotations and emphasis.
_LAYOUT = re.compile(
    r"(?m:^[ \t\u3000]*(?:#{1,6}(?=[ \t\u3000])|>))|\*\*|\\(?=[.(（)）])"
    r"|[\s\u200b-\u200f\u2060\ufeff\u00ad]+"
)
_WORD = re.compile(r"[^\W_]")
# 第十二条 and 前两款 lead elsewhere after a renumbering and make no other article.
_NUMBERED = re.compile(rf"第[{DIGITS}]+(?=[编章节条款项目])")


class Block(msgspec.Struct, frozen=True):
    """Whole lines of a text: an article, a heading, or what stands before, between and after them.

    `id` and `label` are those of the provision; empty for other lines.
    """

    kind: BlockKind
    span: Span
    id: str = ""
    label: str = ""


def blocks(document: Document) -> tuple[Block, ...]:
    """The blocks of a text in order; together they are the text."""
    cuts: dict[int, Block] = {0: Block("front", Span(0, 0))}
    end = 0
    for each in walk(document.provisions):
        if each.level.rank > Level.ARTICLE.rank:
            continue
        start = _line(document, each.span.start)
        if end and end < start:
            cuts.setdefault(end, Block("text", Span(0, 0)))
        kind: BlockKind = "article" if each.level is Level.ARTICLE else "heading"
        cuts[start] = Block(kind, Span(0, 0), each.id, _label(document, each))
        end = _next_line(document, each.span.end) if kind == "article" else 0
    if end:
        cuts.setdefault(end, Block("text", Span(0, 0)))
    return _tiles(document, cuts)


def _label(document: Document, provision: Provision) -> str:
    """第十二条, 第二章; as written where there is no number: 第×条, 附则."""
    step = provision.address.steps[-1]
    written = "" if step.number else "".join(document.source.slice(provision.marker).split())
    return written or (not step.number and provision.heading) or step.label()


def _line(document: Document, offset: int) -> int:
    """Where the line of an offset begins; the offset itself where other words stand before it."""
    starts = document.source.line_starts
    begin = starts[bisect_right(starts, offset) - 1]
    before = document.source.text[begin:offset]
    return offset if _WORD.search(before) else begin


def _next_line(document: Document, offset: int) -> int:
    """Where the line after an offset begins; the offset itself where the line goes on."""
    starts = document.source.line_starts
    place = bisect_right(starts, offset)
    begin = starts[place] if place < len(starts) else len(document.source.text)
    return offset if _WORD.search(document.source.text, offset, begin) else begin


def _tiles(document: Document, cuts: dict[int, Block]) -> tuple[Block, ...]:
    """The blocks that begin at the cuts; blank lines belong to the block before them."""
    text = document.source.text
    starts = sorted(cuts)
    found: list[Block] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        block = replace(cuts[start], span=Span(start, end))
        blank = not block.id and not _LAYOUT.sub("", text[start:end])
        if found and blank:
            found[-1] = replace(found[-1], span=Span(found[-1].span.start, end))
        elif start < end:
            found.append(block)
    return tuple(found)


def said(document: Document, block: Block, held: Provision | None) -> str:
    """All that a block says, without its label and blanks."""
    start = held.marker.end if held else block.span.start
    return _LAYOUT.sub("", document.source.text[start : block.span.end])


def words(document: Document, block: Block, held: Provision | None) -> str:
    """What an article is known by: its own words without label, rubric, notes, blanks and the
    numbers that it cites."""
    if held is None or block.kind != "article":
        return _NUMBERED.sub("第", said(document, block, held))
    bodies = (document.text_of(each) for each in walk((held,)))
    own = "".join(bodies) or document.source.text[held.marker.end : held.span.end]
    return _NUMBERED.sub("第", _LAYOUT.sub("", own))
