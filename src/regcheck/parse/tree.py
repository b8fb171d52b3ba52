"""The kinds of a draft's tokens → their syntax tree, by the table Lark makes of structure.lark.

Lark writes the table and this module follows it: Lark's own parser takes an object for every token
and a call for every step, which takes some ten times as long.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from regcheck.parse.grammar import load

if TYPE_CHECKING:
    from lark.grammar import Rule

_END, _ARTICLE = "$END", "ARTICLE"
# 300 laws have 13,000 articles of 112 shapes. A longer one is read token by token.
_SHAPES, _LONGEST = 1024, 64


class Node(msgspec.Struct, frozen=True, gc=False):
    """A rule of the grammar: the index of the token that opens it, and the nodes within it.

    The indexes in a node, and in the nodes within it, count from its `first`.
    """

    rule: str
    token: int
    nodes: tuple[Node, ...]
    first: int = 0


_Value: TypeAlias = Node | int | list[Node | int]


class Reduction(msgspec.Struct, frozen=True):
    """The last `size` values become a node; `gathered`, they are children of the node around it."""

    rule: str
    size: int
    gathered: bool


class Table(msgspec.Struct, frozen=True):
    """What to do in each state: after a token the next state follows, or first a reduction; after
    a rule the next state."""

    start: int
    tokens: dict[int, dict[str, int | Reduction]]
    rules: dict[int, dict[str, int]]


@cache
def structure_table() -> Table:
    """The LALR table of `grammar/structure.lark`."""
    lark = load("structure", "document")
    parse = lark.parse_interactive().parser_state.parse_conf
    names = {rule.origin.name for rule in lark.rules}
    tokens: dict[int, dict[str, int | Reduction]] = {}
    rules: dict[int, dict[str, int]] = {}
    for state, row in parse.states.items():
        tokens[state] = {str(x): _step(then) for x, (_, then) in row.items() if x not in names}
        rules[state] = {str(x): then for x, (_, then) in row.items() if x in names}
    tokens[parse.end_state][_END] = parse.end_state
    return Table(parse.start_state, tokens, rules)


def _step(then: int | Rule) -> int | Reduction:
    """What follows, from an entry of Lark's table."""
    if isinstance(then, int):
        return then
    rule = str(then.origin.name)
    return Reduction(rule, len(then.expansion), rule.startswith("_"))


def document_tree(kinds: Sequence[str]) -> tuple[Node, list[int]]:
    """The tree of a document over tokens of these kinds, and the indexes of those that fit nowhere.

    A token that does not fit is left out, and the next one is tried in its place. An article is
    read whole where one of its shape was read before.
    """
    kinds = [*kinds, _END]
    parse = _Parse(structure_table())
    within = _within_articles()
    misfits = []
    index, length = 0, len(kinds) - 1
    while index < length:
        kind, end = kinds[index], index + 1
        if kind == _ARTICLE:
            while kinds[end] in within:
                end += 1
            shape = _article(tuple(kinds[index:end])) if end - index <= _LONGEST else None
            article = Node("article", 0, shape, index) if shape is not None else None
            if article and parse.feed_node(article, kind, kinds[end]):
                index = end
                continue
        if not parse.feed(kind, index):
            misfits.append(index)
        index += 1
    return parse.end(), misfits


def plain_tree(kinds: Sequence[str]) -> tuple[Node, list[int]]:
    """As `document_tree`, token by token."""
    parse = _Parse(structure_table())
    misfits = [index for index, kind in enumerate(kinds) if not parse.feed(kind, index)]
    return parse.end(), misfits


@lru_cache(maxsize=_SHAPES)
def _article(kinds: tuple[str, ...]) -> tuple[Node, ...] | None:
    """The nodes within an article of these tokens; None where they are more than one article."""
    tree, misfits = plain_tree(kinds)
    return tree.nodes[0].nodes if len(tree.nodes) == 1 and not misfits else None


@cache
def _within_articles() -> frozenset[str]:
    """The kinds of tokens that an article goes on with."""
    parse = _Parse(structure_table())
    parse.feed(_ARTICLE, 0)
    row = parse.table.tokens[parse.states[-1]]
    return frozenset(kind for kind, step in row.items() if isinstance(step, int))


class _Parse:
    """A parse under way: its states, and what was made of the tokens so far."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.states = [table.start]
        self.values: list[_Value] = []

    def feed(self, kind: str, index: int) -> bool:
        """Read one token; False, and nothing read, where it does not fit."""
        state = self._ready(kind)
        if state is None:
            return False
        self.states.append(state)
        self.values.append(index)
        return True

    def feed_node(self, node: Node, begin: str, after: str) -> bool:
        """Read all tokens of a node at once; False, and nothing read, where the first of them, or
        the one `after` them, does not fit."""
        if self._ready(begin) is None:
            return False
        state = self.table.rules[self.states[-1]][node.rule]
        if after not in self.table.tokens[state]:
            return False
        self.states.append(state)
        self.values.append(node)
        return True

    def end(self) -> Node:
        """The tree of all that was read."""
        self.feed(_END, 0)
        root = self.values[0]
        assert isinstance(root, Node)
        return root

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
            values.append(children if step.gathered else _node(step.rule, children))
            states.append(rules[states[-1]][step.rule])
            step = tokens[states[-1]].get(kind)
        return step


def _node(rule: str, children: list[Node | int]) -> Node:
    """A node over these children."""
    opening = children[0] if children else 0
    token = opening if isinstance(opening, int) else opening.first + opening.token
    return Node(rule, token, tuple([each for each in children if not isinstance(each, int)]))


def _children(values: list[_Value]) -> list[Node | int]:
    """The values with those of each list in its place; a list that comes first is added to."""
    out: list[Node | int] = []
    for value in values:
        if not isinstance(value, list):
            out.append(value)
        elif out:
            out.extend(value)
        else:
            out = value
    return out
