"""Syntax tree → provisions, with their addresses and ids."""

from __future__ import annotations

from collections.abc import Sequence

from regcheck.model import Address, Level, Provision, Step
from regcheck.numerals import Number
from regcheck.parse.labels import Line, squash
from regcheck.parse.tree import Node
from regcheck.text import SourceFile, Span

_TOP = Address(())
# A list without a sentence before it is a paragraph without words of its own.
_UNLED = "unled"
_LEVELS = {_UNLED: Level.PARAGRAPH, **{level.value: level for level in Level}}


class Builder:
    """Makes the provisions of one document; counts the ids it has given."""

    def __init__(self, source: SourceFile, lines: Sequence[Line]) -> None:
        self.source = source
        self.lines = lines
        self.taken: dict[str, int] = {}

    def below(self, node: Node, above: Address = _TOP, prefix: str = "") -> tuple[Provision, ...]:
        """The provisions right below a node at this address; `prefix` begins their ids."""
        nodes = [child for child in node.children if isinstance(child, Node)]
        return tuple(
            [self._provision(each, above, prefix, place) for place, each in enumerate(nodes, 1)]
        )

    def _provision(self, node: Node, above: Address, prefix: str, place: int) -> Provision:
        """The provision of one node; `place` is its position among its siblings."""
        level = _LEVELS[node.rule]
        line = self._first_line(node)
        number = Number(place) if level is Level.PARAGRAPH else line.number
        address, name = self._address(above, prefix, level, number)
        children = self.below(node, address, f"{name}__")
        own, marker, heading, body = line.own, line.marker, line.heading, line.body
        if node.rule == _UNLED:
            own = marker = body = Span(own.start, own.start)
        end = children[-1].span.end if children else own.end
        return Provision(
            level,
            number,
            address,
            own if end <= own.end else Span(own.start, end),
            marker,
            squash(self.source.slice(heading)) if heading else None,
            heading or Span(body.start, body.start),
            body,
            children,
            name,
        )

    def _first_line(self, node: Node) -> Line:
        """The line that opens a node."""
        first = node.children[0]
        while isinstance(first, Node):
            first = first.children[0]
        return self.lines[first]

    def _address(
        self, above: Address, prefix: str, level: Level, number: Number | None
    ) -> tuple[Address, str]:
        """A new address below `above`, and its id; articles count through the whole document."""
        if level is Level.ARTICLE:
            above, prefix = _TOP, ""
        step = Step(level, number)
        name = f"{prefix}{step}"
        copy = self.taken[name] = self.taken.get(name, 0) + 1
        if copy > 1:
            step = Step(level, number, copy)
            name = f"{prefix}{step}"
        return above.child(step), name
