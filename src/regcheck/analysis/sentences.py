"""Document → sentences: the units in which norms, fines and limits of authority are looked for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

import msgspec

from regcheck.analysis.literals import Sifted
from regcheck.analysis.outline import Outline
from regcheck.model import Document
from regcheck.text import Span

_SENTENCE = re.compile(r"[^。；;！？]*[。；;！？][”’）)]*|[^。；;！？]+$")

_UNUSUAL = re.compile("[^一-龥，。；：、（）《》“”\n\u3000]")


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

    def __init__(self, units: tuple[Unit, ...], sifted: Sifted) -> None:
        self.units = units
        self._sifted = sifted

    @cached_property
    def _starts(self) -> list[int]:
        return [unit.span.start for unit in self.units]

    def at(self, offset: int) -> Unit | None:
        """The unit that holds the code point at `offset`; None outside the provisions."""
        index = bisect_right(self._starts, offset) - 1
        unit = self.units[index] if index >= 0 else None
        return unit if unit is not None and offset < unit.span.end else None

    def within(self, span: Span) -> tuple[Unit, ...]:
        """The units that begin in a span, in order."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return self.units[first:last]

    def holding(self, pattern: re.Pattern[str]) -> Iterable[Unit]:
        """The units in which an expression may match, in order: those with one of its words."""
        places = self._sifted.places(pattern.pattern, pattern.flags)
        return self.units if places is self._sifted.everywhere else self.around(places)

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[Unit, re.Match[str]]]:
        """The matches of an expression within the units, in order."""
        for unit in self.holding(pattern):
            for match in pattern.finditer(unit.text, unit.span.start, unit.span.end):
                yield unit, match

    def around(self, places: Iterable[int]) -> Iterator[Unit]:
        """The units that hold some of these code points, which are in order; each unit once."""
        units, starts, end = self.units, self._starts, 0
        for place in places:
            if place >= end and (index := bisect_right(starts, place)):
                unit = units[index - 1]
                if place < unit.span.end:
                    end = unit.span.end
                    yield unit


def sentences(document: Document, outline: Outline, sifted: Sifted) -> Sentences:
    """The sentences and items of a document."""
    text = document.source.text
    units = [
        Unit(text, span, provision.id)
        for provision in outline.provisions
        for span in cut(text, provision.body)
    ]
    return Sentences(tuple(sorted(units, key=_begin)), sifted)


def lines(document: Document, outline: Outline, sifted: Sifted) -> Sentences:
    """The title, and every provision's own words with its label and heading."""
    text = document.source.text
    units = [Unit(text, document.title_span, "")] if document.title else []
    for each in outline.provisions:
        start, end = each.span.start, max(each.heading_span.end, each.body.end)
        if start < end:
            units.append(Unit(text, Span(start, end), each.id))
    return Sentences(tuple(sorted(units, key=_begin)), sifted)


def _begin(unit: Unit) -> tuple[int, int]:
    return unit.span.start, unit.span.end


def unusual(text: str) -> frozenset[str]:
    """The characters of a text that are neither Chinese nor its most usual marks."""
    return frozenset(_UNUSUAL.findall(text))


def set_apart(text: str, start: int, place: int) -> bool:
    """Whether a place of the sentence that begins at `start` stands in book marks or quotation
    marks: in a name, or in words of another."""
    return in_title(text, start, place) or (
        text.rfind("“", start, place) > text.rfind("”", start, place)
    )


def in_title(text: str, start: int, place: int) -> bool:
    """Whether a place stands in book marks that open after `start`: 《甲法第九章的解释》."""
    return text.rfind("《", start, place) > text.rfind("》", start, place)


def cut(text: str, span: Span) -> list[Span]:
    """The sentences of a stretch of text, without the white space before them."""
    found = []
    for match in _SENTENCE.finditer(text, span.start, span.end):
        start, end = match.span()
        if text[start].isspace():
            start = end - len(text[start:end].lstrip())
        if start < end:
            found.append(Span(start, end))
    return found
