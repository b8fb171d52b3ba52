"""Tokens → their syntax tree, by the table that Lark makes of a grammar.

Lark writes the table and this module follows it: Lark's own parser takes an object for every token
and a call for every step, which takes some ten times as long.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Generic, TypeAlias, TypeVar

import msgspec

from regcheck.parse.grammar import END, Table

N = TypeVar("N")
_Value: TypeAlias = N | int | list[N | int]


class Parse(Generic[N]):
    """A parse under way: its states, and what was made of the tokens so far.

    `node` makes a node of a rule and what it holds: nodes, and tokens by their index.
    """

    def __init__(self, table: Table, node: Callable[[str, list[N | int]], N]) -> None:
        self.table = table
        self.node = node
        self.states = [0]
        self.values: list[_Value[N]] = []

    def feed(self, kind: str, index: int) -> bool:
        """Read one token; False, and nothing read, where it does not fit."""
        state = self._ready(kind)
        if state is None:
            return False
        self.states.append(state)
        self.values.append(index)
        return True

    def feed_node(self, node: N, rule: str, begin: str, after: str) -> bool:
        """Read all tokens of a node at once; False, and nothing read, where the first of them, or
        the one `after` them, does not fit."""
        if self._ready(begin) is None:
            return False
        state = self.table.rules[self.states[-1]][rule]
        if after not in self.table.tokens[state]:
            return False
        self.states.append(state)
        self.values.append(node)
        return True

    def end(self) -> N | None:
        """The tree of all that was read; None where more would have to follow."""
        fits = self.feed(END, 0)
        root = self.values[0] if fits else 0
        return None if isinstance(root, int | list) else root

    def _ready(self, kind: str) -> int | None:
        """The state after a token of this kind, once all is reduced that it ends; None where it
        does not fit."""
        states, values = self.states, self.values
        tokens, rules = self.table.tokens, self.table.rules
        step = tokens[states[-1]].get(kind)
        while step is not None and not isinstance(step, int):
            first = len(values) - step.size
            children = _children(values[first:])
            del values[first:], states[first + 1 :]
            values.append(children if step.gathered else self.node(step.rule, children))
            states.append(rules[states[-1]][step.rule])
            step = tokens[states[-1]].get(kind)
        return step


def _children(values: list[_Value[N]]) -> list[N | int]:
    """The values with those of each list in its place; a list that comes first is added to."""
    out: list[N | int] = []
    for value in values:
        if not isinstance(value, list):
            out.append(value)
        elif out:
            out.extend(value)
        else:
            out = value
    return out


class Node(msgspec.Struct, frozen=True):
    """A rule of a grammar and what it was made of: nodes, and tokens by their index."""

    rule: str
    children: list[Node | int]

    @property
    def nodes(self) -> list[Node]:
        """The nodes right below, without the tokens."""
        return [child for child in self.children if isinstance(child, Node)]

    def leaves(self) -> Iterator[int]:
        """All tokens, in their order."""
        for child in self.children:
            if isinstance(child, Node):
                yield from child.leaves()
            else:
                yield child


def syntax_tree(kinds: Iterable[str], table: Table) -> Node | None:
    """The tree over tokens of these kinds; None where they are not what the grammar describes."""
    parse = Parse(table, Node)
    fits = all(parse.feed(kind, index) for index, kind in enumerate(kinds))
    return parse.end() if fits else None


def tokens(text: str, table: Table) -> list[re.Match[str]] | None:
    """The tokens of a text, each as a match whose last group is its kind; None where a part of the
    text is none."""
    found, end = [], 0
    for match in _compiled(table.lexicon).finditer(text):
        if match.start() != end:
            return None
        end = match.end()
        if match.lastgroup not in table.ignored:
            found.append(match)
    return found if end == len(text) else None


@cache
def _compiled(lexicon: str) -> re.Pattern[str]:
    return re.compile(lexicon)
