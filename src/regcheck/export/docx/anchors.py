"""A span of the text → the characters of the file at which its comment stands."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from regcheck.formats.docx.places import Place, Stretch
from regcheck.formats.docx.reading import Opened
from regcheck.text import Span


class Anchor(msgspec.Struct, frozen=True):
    """The first and the last character; both with run -1 where a paragraph has none."""

    first: Place
    last: Place


def anchor(opened: Opened, span: Span) -> Anchor:
    """Where the comment on a span stands.

    Of words that Word makes in part, it is the part that the file holds; of a number alone, the
    words of its paragraph; else the nearest character. An empty span means the character after it,
    or at the end of a paragraph the one before it.
    """
    if not opened.source.text:
        nowhere = Place("", 0, -1, 0)
        return Anchor(nowhere, nowhere)
    span = _filled(opened, span)
    held = [each for each in opened.places.within(span) if each.first.run >= 0]
    if held:
        first, last = max(span.start, held[0].span.start), min(span.end, held[-1].span.end) - 1
        return Anchor(opened.places.at(first), opened.places.at(last))
    return _beside(opened, span.start)


def _filled(opened: Opened, span: Span) -> Span:
    """The span within the text; an empty one becomes one character."""
    last = len(opened.source.text) - 1
    start = min(max(span.start, 0), last)
    if span.start < span.end:
        return Span(start, max(start + 1, min(span.end, last + 1)))
    if span.start > last:
        return Span(last, last + 1)
    before = opened.places.at(start - 1) if start else None
    here = opened.places.at(start)
    if here.run < 0 and before and before.run >= 0 and before.paragraph == here.paragraph:
        return Span(start - 1, start)
    return Span(start, start + 1)


def _beside(opened: Opened, offset: int) -> Anchor:
    """The anchor for a character that Word makes."""
    stretches = opened.places.stretches
    at = bisect_right(stretches, offset, key=lambda each: each.span.start) - 1
    paragraph = stretches[at].first.paragraph
    first = at + 1
    numbered = at == 0 or not _holds(stretches[at - 1], paragraph)
    if numbered and first < len(stretches) and _holds(stretches[first], paragraph):
        last = first
        while last + 1 < len(stretches) and _holds(stretches[last + 1], paragraph):
            last += 1
        return Anchor(stretches[first].first, _end(opened, stretches[last]))
    return _nearest(opened, at)


def _holds(stretch: Stretch, paragraph: int) -> bool:
    """Whether a stretch is words of a paragraph that the file holds."""
    return stretch.first.run >= 0 and stretch.first.paragraph == paragraph


def _nearest(opened: Opened, at: int) -> Anchor:
    """The nearest character of the same line: before the stretch, else behind it, else none."""
    stretches, line = opened.places.stretches, _line(opened, at)
    for each in reversed(stretches[line.start : at]):
        if each.first.run >= 0:
            place = _end(opened, each)
            return Anchor(place, place)
    for each in stretches[at : line.end]:
        if each.first.run >= 0:
            return Anchor(each.first, each.first)
    nothing = stretches[at].first
    return Anchor(nothing, nothing)


def _line(opened: Opened, at: int) -> Span:
    """The stretches of the line in which a stretch stands, by their numbers."""
    stretches, start, end = opened.places.stretches, at, at
    while start and not _ends(opened, stretches[start - 1]):
        start -= 1
    while end < len(stretches) - 1 and not _ends(opened, stretches[end]):
        end += 1
    return Span(start, end + 1)


def _ends(opened: Opened, stretch: Stretch) -> bool:
    """Whether a stretch is the end of a line that Word makes."""
    return stretch.first.run < 0 and opened.source.slice(stretch.span) == "\n"


def _end(opened: Opened, stretch: Stretch) -> Place:
    """The last character of a stretch."""
    return opened.places.at(stretch.span.end - 1)
