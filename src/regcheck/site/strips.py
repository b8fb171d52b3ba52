"""Document → strips: its text in order, each strip with what it is, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

import msgspec

from regcheck.analysis.comments import comments_within, outside
from regcheck.analysis.outline import Outline
from regcheck.model import Document, Note, Provision
from regcheck.text import Span

Kind = Literal["title", "front", "toc", "marker", "heading", "body", "note", "mark"]
# What Markdown and Word leave between the words and no reader sees as text.
_UNSEEN = re.compile(r"[\s#*_>\\\u200b-\u200f\u2060\ufeff\u00ad-]*")


class Strip(msgspec.Struct, frozen=True):
    """Words of a text: a label, a heading, the own words of a provision, a note beside the text.

    A `mark` is what stands between others: the brackets of a rubric. `provision` is the one that
    the words belong to.
    """

    kind: Kind
    span: Span
    provision: Provision | None = None
    note: Note | None = None


class Passage(msgspec.Struct, frozen=True):
    """The strips of one provision, or of what belongs to none, as they follow each other."""

    provision: Provision | None
    strips: tuple[Strip, ...]

    @property
    def span(self) -> Span:
        """From the first strip to the last."""
        return Span(self.strips[0].span.start, self.strips[-1].span.end)


def strips(document: Document, outline: Outline, extent: Span) -> Iterator[Strip]:
    """The strips of a part of a text, by position; comments and what only marks the layout are left
    out."""
    at, last = extent.start, None
    comments = comments_within(document, extent)
    for each in sorted(_named(document, outline, extent), key=lambda strip: strip.span):
        start = max(each.span.start, at)
        if start >= each.span.end:
            continue
        yield from _between(document, comments, Span(at, start), last)
        for span in outside(comments, Span(start, each.span.end)):
            yield msgspec.structs.replace(each, span=span)
        at, last = each.span.end, each.provision
    yield from _between(document, comments, Span(at, extent.end), last)


def passages(document: Document, outline: Outline, extent: Span) -> Iterator[Passage]:
    """The strips of a part of a text, those of one provision together."""
    for key, group in groupby(strips(document, outline, extent), key=_owner):
        row = tuple(group)
        if key is None:
            yield from (Passage(None, (each,)) for each in row)
        else:
            yield Passage(row[0].provision, row)


def _owner(strip: Strip) -> str | None:
    alone = strip.provision is None or strip.note is not None
    return None if alone or strip.provision is None else strip.provision.id


def _named(document: Document, outline: Outline, extent: Span) -> Iterator[Strip]:
    """What the document says of its text, in no order."""
    if document.title_span.end > document.title_span.start:
        yield from _inside(extent, Strip("title", document.title_span))
    for span in document.front:
        yield from _inside(extent, Strip("front", span))
    for entry in document.toc:
        yield from _inside(extent, Strip("toc", entry.span))
    for note in (each for each in document.notes if each.kind != "comment"):
        yield from _inside(extent, Strip("note", note.span, note=note))
    for each in outline.within(extent):
        yield from _inside(extent, Strip("marker", each.marker, each))
        yield from _inside(extent, Strip("heading", each.heading_span, each))
        yield from _inside(extent, Strip("body", each.body, each))


def _inside(extent: Span, strip: Strip) -> Iterator[Strip]:
    if strip.span.end > strip.span.start and extent.covers(strip.span):
        yield strip


def _between(
    document: Document, comments: Sequence[Span], span: Span, owner: Provision | None
) -> Iterator[Strip]:
    """What stands between two strips, where it is more than layout."""
    for part in outside(comments, span):
        words = document.source.slice(part)
        if _UNSEEN.fullmatch(words):
            continue
        begin = part.start + len(words) - len(words.lstrip())
        end = part.start + len(words.rstrip())
        # （ of a rubric stands in the line of its label; what has lines of its own is nobody's
        apart = any(char in document.source.text[span.start : end] for char in "\r\n")
        yield Strip("mark", Span(begin, end), None if apart else owner)
