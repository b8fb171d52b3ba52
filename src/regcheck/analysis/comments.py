"""What of a draft is for whoever works on its file and for no reader: comments, front matter,
fenced blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from regcheck.model import Document
from regcheck.text import SourceFile, Span

_OPEN, _CLOSE = "<!--", "-->"
# How far from a place a comment may begin or end to be known around it, in code points.
_REACH = 2_000


def _marked(source: SourceFile, start: int, end: int) -> Iterator[Span]:
    """The comments <!-- … --> between two offsets, in order; a Word file has none."""
    text = "" if source.docx else source.text
    while (opened := text.find(_OPEN, start, end)) >= 0:
        close = text.find(_CLOSE, opened + len(_OPEN), end)
        if close < 0:
            return
        start = close + len(_CLOSE)
        yield Span(opened, start)


def comments_around(source: SourceFile, span: Span) -> tuple[Span, ...]:
    """The comments that touch a span, those among them that begin before it or end behind it."""
    first, last = max(0, span.start - _REACH), min(len(source.text), span.end + _REACH)
    opened = source.text.rfind(_OPEN, first, span.start)
    closed = source.text.rfind(_CLOSE, first, span.start)
    begin = opened if opened > closed else span.start
    found = _marked(source, begin, last)
    return tuple(each for each in found if each.start < span.end and each.end > span.start)


def comments_within(document: Document, extent: Span) -> tuple[Span, ...]:
    """All that readers do not see of a part of a text, by position; none lies in another."""
    found = list(_marked(document.source, extent.start, extent.end))
    notes = document.notes
    at = max(0, bisect_left(notes, extent.start, key=lambda note: note.span.start) - 1)
    while at < len(notes) and notes[at].span.start < extent.end:
        if notes[at].kind == "comment" and notes[at].span.overlaps(extent):
            found.append(notes[at].span)
        at += 1
    kept: list[Span] = []
    for each in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or each.end > kept[-1].end:
            kept.append(each)
    return tuple(kept)


def outside(comments: Sequence[Span], span: Span) -> Iterator[Span]:
    """The parts of a span that readers see."""
    at = span.start
    for each in comments:
        if each.start >= span.end:
            break
        if each.end <= at:
            continue
        if each.start > at:
            yield Span(at, each.start)
        at = each.end
    if at < span.end:
        yield Span(at, span.end)
