"""Document → sentences: the units in which norms, fines and limits of authority are looked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import msgspec

from regcheck.analysis.literals import literals, standing
from regcheck.analysis.outline import Outline
from regcheck.model import Document
from regcheck.text import Span

_SENTENCE = re.compile(r"[^。；;！？]*[。；;！？][”’）)]*|[^。；;！？]+$")


class Unit(msgspec.Struct, frozen=True):
    """A sentence cut at 。 and ；, or an item, and the provision that holds it."""

    text: str
    span: Span
    provision: str

    @property
    def words(self) -> str:
        """The unit's own text."""
        return self.text[self.span.start : self.span.end]


class Sentences:
    """The units of a document by position."""

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self.units = units

    @cached_property
    def _starts(self) -> list[int]:
        return [unit.span.start for unit in self.units]

    def at(self, offset: int) -> Unit | None:
        """The unit that holds the code point at `offset`; None outside the provisions."""
        index = bisect_right(self._starts, offset) - 1
        unit = self.units[index] if index >= 0 else None
        return unit if unit and offset < unit.span.end else None

    def holding(self, pattern: re.Pattern[str]) -> Sequence[Unit]:
        """The units in which an expression may match, in order: those with one of its words."""
        words = literals(pattern.pattern, pattern.flags)
        if words is None or not self.units:
            return self.units
        return list(self.around(standing(self.units[0].text, words)))

    def around(self, places: Iterable[int]) -> Iterator[Unit]:
        """The units that hold some of these code points, which are in order; each unit once."""
        end = -1
        for place in places:
            if place >= end and (unit := self.at(place)):
                end = unit.span.end
                yield unit


def sentences(document: Document, outline: Outline) -> Sentences:
    """The sentences and items of a document."""
    text = document.source.text
    units = [
        Unit(text, span, provision.id)
        for provision in outline.provisions
        for span in cut(text, provision.body)
    ]
    return Sentences(tuple(sorted(units, key=lambda unit: unit.span)))


def lines(document: Document, outline: Outline) -> Sentences:
    """The title, and every provision's own words with its label and heading."""
    text = document.source.text
    ends = ((each, max(each.heading_span.end, each.body.end)) for each in outline.provisions)
    units = [
        Unit(text, Span(each.span.start, end), each.id)
        for each, end in ends
        if each.span.start < end
    ]
    title = [Unit(text, document.title_span, "")] if document.title else []
    return Sentences(tuple(sorted((*title, *units), key=lambda unit: unit.span)))


def set_apart(text: str, start: int, place: int) -> bool:
    """Whether a place of the sentence that begins at `start` stands in book marks or quotation
    marks: in a name, or in words of another."""
    return any(text.rfind(a, start, place) > text.rfind(b, start, place) for a, b in ("《》", "“”"))


def cut(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a stretch of text, without the white space before them."""
    for match in _SENTENCE.finditer(text, span.start, span.end):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if start < match.end():
            yield Span(start, match.end())
