"""Syntax tree → provisions, with their addresses and ids."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from regcheck.model import Address, Level, Provision, Step
from regcheck.numerals import Number
from regcheck.parse.labels import Line, squash
from regcheck.parse.tree import Node
from regcheck.text import SourceFile, Span

_TOP = Address(())
_ARTICLE, _PARAGRAPH = Level.ARTICLE, Level.PARAGRAPH
# A list without a sentence before it is a paragraph without words of its own.
_UNLED = "unled"
_LEVELS = {_UNLED: _PARAGRAPH, **{level.value: level for level in Level}}


class Builder:
    """Makes the provisions of one document; counts the ids it has given."""

    def __init__(self, source: SourceFile, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = lines
        self.taken: dict[str, int] = {}

    def below(
        self, node: Node, above: Address = _TOP, prefix: str = "", first: int = 0
    ) -> tuple[Provision, ...]:
        """The provisions right below a node at this address; `prefix` begins their ids, `first` is
        where the indexes of its tokens count from."""
        return tuple(
            [
                self._provision(each, place, above, prefix, first + each.first)
                for place, each in enumerate(node.nodes, 1)
            ]
        )

    def _provision(
        self, node: Node, place: int, above: Address, prefix: str, first: int
    ) -> Provision:
        """The provision of one node; `place` is its position among its siblings."""
        level, line = _LEVELS[node.rule], self.lines[first + node.token]
        if level is _ARTICLE:  # articles count through the whole document
            above, prefix = _TOP, ""
        step, word = _paragraph(place) if level is _PARAGRAPH else _step(level, line.number)
        name = prefix + word
        copy = self.taken[name] = self.taken.get(name, 0) + 1
        if copy > 1:
            step = Step(level, step.number, copy)
            name = f"{prefix}{step}"
        address = Address(above.steps + (step,))  # noqa: RUF005 - made for every provision
        own, marker, heading, body = line.own, line.marker, line.heading, line.body
        children: tuple[Provision, ...] = ()
        if node.nodes:
            children = self.below(node, address, f"{name}__", first)
            if node.rule == _UNLED:
                own = marker = body = Span(own.start, own.start)
            if children[-1].span.end > own.end:
                own = Span(own.start, children[-1].span.end)
        words = squash(self.source.slice(heading)) if heading else None
        place_of_heading = heading or Span(body.start, body.start)
        return Provision(
            level, step.number, address, own, marker, words, place_of_heading, body, children, name
        )


@lru_cache(maxsize=4096)
def _step(level: Level, number: Number | None) -> tuple[Step, str]:
    """The first step of this number, as most are, and how it is written in an id."""
    step = Step(level, number)
    return step, str(step)


@lru_cache(maxsize=256)
def _paragraph(place: int) -> tuple[Step, str]:
    """The same for a paragraph, which has no number but its place."""
    return _step(_PARAGRAPH, Number(place))
