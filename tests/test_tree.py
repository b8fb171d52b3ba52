"""The syntax tree is the one that Lark itself makes, token by token."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lark import Token, Tree
from lark.exceptions import UnexpectedToken

from regcheck.parse.grammar import load
from regcheck.parse.tree import Node, syntax_tree, table

TABLE = table("structure", "document")
KINDS = sorted({kind for row in TABLE.tokens.values() for kind in row} - {"$END"})


def by_lark(kinds: list[str]) -> tuple[Node, list[int]]:
    parser = load("structure", "document").parse_interactive()
    misfits = []
    for index, kind in enumerate(kinds):
        try:
            parser.feed_token(Token(kind, index))
        except UnexpectedToken:
            misfits.append(index)
    return _node(parser.feed_eof()), misfits  # type: ignore[no-untyped-call]


def _node(tree: Tree[Token]) -> Node:
    children = [_node(x) if isinstance(x, Tree) else x.value for x in tree.children]
    return Node(str(tree.data), children)


def test_every_kind_is_fed() -> None:
    assert {"FRONT", "PART", "ARTICLE", "TEXT", "SUBITEM", "ANNEX"} <= set(KINDS)


@given(st.lists(st.sampled_from(KINDS), max_size=60))
def test_as_lark(kinds: list[str]) -> None:
    assert syntax_tree(kinds, TABLE) == by_lark(kinds)


# Most mixtures of all kinds soon fit nowhere; within an article and its headings any order does.
@given(st.lists(st.sampled_from(["CHAPTER", "SECTION", "ARTICLE", "TEXT", "ITEM", "SUBITEM"])))
def test_as_lark_within_the_text(kinds: list[str]) -> None:
    kinds = ["FRONT", "ARTICLE", *kinds, "ANNEX", "TEXT"]
    assert syntax_tree(kinds, TABLE) == by_lark(kinds)


def test_what_fits_nowhere_is_left_out() -> None:
    kinds = ["FRONT", "CHAPTER", "TEXT", "ARTICLE", "TEXT", "ITEM", "FRONT", "ITEM"]
    tree, misfits = syntax_tree(kinds, TABLE)
    assert misfits == [2, 6]
    items = [Node("item", [5]), Node("item", [7])]
    article = Node("article", [3, Node("paragraph", [4, *items])])
    assert tree == Node("document", [0, Node("chapter", [1, article])])
