"""The kinds of a draft's tokens → their syntax tree, by the table Lark makes of structure.lark."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

import msgspec

from regcheck.parse.grammar import END, Table, table
from regcheck.parse.syntax import Parse

_ARTICLE = "ARTICLE"
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


def structure_table() -> Table:
    """The LALR table of `grammar/structure.lark`."""
    return table("structure", "document")


def document_tree(kinds: Sequence[str]) -> tuple[Node, list[int]]:
    """The tree of a document over tokens of these kinds, and the indexes of those that fit nowhere.

    A token that does not fit is left out, and the next one is tried in its place. An article is
    read whole where one of its shape was read before.
    """
    kinds = [*kinds, END]
    parse = Parse(structure_table(), _node)
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
            if article and parse.feed_node(article, article.rule, kind, kinds[end]):
                index = end
                continue
        if not parse.feed(kind, index):
            misfits.append(index)
        index += 1
    return _whole(parse), misfits


def plain_tree(kinds: Sequence[str]) -> tuple[Node, list[int]]:
    """As `document_tree`, token by token."""
    parse = Parse(structure_table(), _node)
    misfits = [index for index, kind in enumerate(kinds) if not parse.feed(kind, index)]
    return _whole(parse), misfits


@lru_cache(maxsize=_SHAPES)
def _article(kinds: tuple[str, ...]) -> tuple[Node, ...] | None:
    """The nodes within an article of these tokens; None where they are more than one article."""
    tree, misfits = plain_tree(kinds)
    return tree.nodes[0].nodes if len(tree.nodes) == 1 and not misfits else None


@cache
def _within_articles() -> frozenset[str]:
    """The kinds of tokens that an article goes on with."""
    parse = Parse(structure_table(), _node)
    parse.feed(_ARTICLE, 0)
    row = parse.table.tokens[parse.states[-1]]
    return frozenset(kind for kind, step in row.items() if isinstance(step, int))


def _whole(parse: Parse[Node]) -> Node:
    """The tree of a document: it may end after any token."""
    root = parse.end()
    assert root
    return root


def _node(rule: str, children: list[Node | int]) -> Node:
    """A node over these children."""
    opening = children[0] if children else 0
    token = opening if isinstance(opening, int) else opening.first + opening.token
    return Node(rule, token, tuple([each for each in children if not isinstance(each, int)]))
