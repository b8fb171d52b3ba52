"""Where a character of the text stands in the Word file."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from regcheck.text import Span


class Place(msgspec.Struct, frozen=True):
    """One character of a part.

    `paragraph` counts the w:p of the part in document order, `run` the w:r of that paragraph (of
    which it is the nearest w:p above), `char` the characters of that run; all from 0. `run` is -1
    for what Word makes and no run holds: automatic numbers, the bars of tables, ends of lines.
    """

    part: str
    paragraph: int
    run: int
    char: int


class Stretch(msgspec.Struct, frozen=True):
    """A span of the text whose characters follow each other in one run, from `first` on."""

    span: Span
    first: Place


class OffsetMap(msgspec.Struct, frozen=True):
    """Stretches that tile the text."""

    stretches: tuple[Stretch, ...]

    def at(self, offset: int) -> Place:
        """Where the code point at an offset stands; IndexError for one outside the text."""
        index = bisect_right(self.stretches, offset, key=lambda each: each.span.start) - 1
        if index < 0 or offset >= self.stretches[index].span.end:
            raise IndexError(offset)
        first, start = self.stretches[index].first, self.stretches[index].span.start
        if first.run < 0:
            return first
        return Place(first.part, first.paragraph, first.run, first.char + offset - start)

    def within(self, span: Span) -> tuple[Stretch, ...]:
        """The stretches that share a code point with a span, in order."""
        index = max(0, bisect_right(self.stretches, span.start, key=lambda e: e.span.start) - 1)
        found = []
        while index < len(self.stretches) and self.stretches[index].span.start < span.end:
            if self.stretches[index].span.overlaps(span):
                found.append(self.stretches[index])
            index += 1
        return tuple(found)
