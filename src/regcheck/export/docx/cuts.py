"""A run → pieces that begin and end at given characters; nothing of it is lost or reordered."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from copy import deepcopy
from itertools import pairwise

import msgspec
from lxml import etree

from regcheck.export.docx.runs import Runs
from regcheck.formats.docx.characters import characters, stored
from regcheck.formats.docx.names import R_PROPERTIES, XML_SPACE, R, T, w
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.places import Place

_TEXTS = frozenset({T, w("delText")})


class Piece(msgspec.Struct, frozen=True):
    """A run, and which characters of the run that was cut it holds: `[start, end)`."""

    run: Root
    start: int
    end: int


class Pieces:
    """The pieces of all runs that were cut, found by the places of the characters."""

    def __init__(self, runs: Runs, cuts: Iterable[tuple[Place, int]]) -> None:
        """`cuts` are runs, each by the place of one of its characters, and where to cut them."""
        self._runs = runs
        wanted: dict[Root, set[int]] = {}
        for place, at in cuts:
            wanted.setdefault(runs.run(place), set()).add(at)
        self._pieces = {run: cut(run, at) for run, at in wanted.items()}

    def at(self, place: Place) -> Root:
        """The piece that holds a character."""
        return next(self.between(place, place.char + 1))

    def between(self, first: Place, end: int) -> Iterator[Root]:
        """The pieces of a run that hold characters from `first` on, up to `end`."""
        run = self._runs.run(first)
        if run not in self._pieces:
            yield run
            return
        pieces = self._pieces[run]
        for number in range(bisect_right(pieces, first.char, key=_end), len(pieces)):
            piece = pieces[number]
            if piece.start >= end:
                break
            if piece.start < piece.end:
                yield piece.run


def _end(piece: Piece) -> int:
    return piece.end


def cut(run: Root, at: Collection[int]) -> tuple[Piece, ...]:
    """The pieces of a run between the given counts of characters, each with the run's properties.

    What shows no character, a footnote's mark for instance, becomes a piece of its own where it
    stands at a cut, so it belongs neither to the words before it nor to those behind it.
    """
    for child, start in _begun(run):
        _cut_text(child, sorted(point - start for point in at))
    groups = _grouped(run, frozenset(at))
    pieces, last = [], run
    for number, (children, start, end) in enumerate(groups):
        if number:
            piece = _like(run)
            last.addnext(piece)
            piece.extend(children)
            last = piece
        pieces.append(Piece(last, start, end))
    return tuple(pieces)


def _begun(run: Root) -> list[tuple[Root, int]]:
    """The children of a run with the number of characters before each."""
    found, at = [], 0
    for child, words in characters(run):
        found.append((child, at))
        at += len(words)
    return found


def _cut_text(text: Root, at: list[int]) -> None:
    """Cuts a w:t; `at` counts from its first character that shows."""
    words = stored(text)
    inner = [point for point in at if 0 < point < len(words)]
    if text.tag not in _TEXTS or not inner:
        return
    bounds = [0, *inner, len(words)]
    parts = [words[start:end] for start, end in pairwise(bounds)]
    text.text = parts[0]
    text.set(XML_SPACE, "preserve")
    for part in reversed(parts[1:]):
        more = etree.Element(text.tag, text.attrib)
        more.text = part
        text.addnext(more)


def _grouped(run: Root, at: frozenset[int]) -> list[tuple[list[Root], int, int]]:
    """The children of each piece, without the properties of the run, and its characters."""
    groups: list[tuple[list[Root], int, int]] = [([], 0, 0)]
    for child, words in characters(run):
        if child.tag == R_PROPERTIES:
            continue
        children, start, end = groups[-1]
        if end in at and children and (words or end > start):
            groups.append(([child], end, end + len(words)))
        else:
            children.append(child)
            groups[-1] = (children, start, end + len(words))
    return groups


def _like(run: Root) -> Root:
    """An empty run with the properties of another."""
    made = etree.Element(R, run.attrib)
    properties = run.find(R_PROPERTIES)
    if properties is not None:
        made.append(deepcopy(properties))
    return made
