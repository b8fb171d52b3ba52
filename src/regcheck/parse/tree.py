"""The kinds of tokens → their syntax tree, by the table that Lark makes of a grammar.

Lark writes the table and this module follows it: Lark's own parser takes an object for every token
and a call for every step, which takes some ten times as long.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from regcheck.parse.grammar import load

if TYPE_CHECKING:
    from lark.grammar import Rule

_END = "$END"


class Node(msgspec.Struct):
    """A rule of the grammar and what it was made of: nodes, and tokens by their index."""

    rule: str
    children: list[Node | int]


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
def table(name: str, start: str) -> Table:
    """The LALR table of a grammar file."""
    lark = load(name, start)
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


def syntax_tree(kinds: Iterable[str], table: Table) -> tuple[Node, list[int]]:
    """The tree over tokens of these kinds, and the indexes of those that fit nowhere in it.

    A token that does not fit is left out, and the next one is tried in its place.
    """
    states, values = [table.start], list[_Value]()
    misfits = []
    for index, kind in enumerate(chain(kinds, (_END,))):
        step = table.tokens[states[-1]].get(kind)
        while isinstance(step, Reduction):
            first = len(values) - step.size
            children = _children(values[first:])
            del values[first:], states[first + 1 :]
            values.append(children if step.gathered else Node(step.rule, children))
            states.append(table.rules[states[-1]][step.rule])
            step = table.tokens[states[-1]].get(kind)
        if step is None:
            misfits.append(index)
        else:
            states.append(step)
            values.append(index)
    root = values[0]
    assert isinstance(root, Node)
    return root, misfits


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
