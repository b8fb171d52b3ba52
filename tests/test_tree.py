"""The syntax tree is the one that Lark itself makes, token by token."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lark import Token, Tree
from lark.exceptions import UnexpectedToken

from regcheck.parse.grammar import load
from regcheck.parse.tree import Node, document_tree, plain_tree, structure_table

KINDS = sorted({kind for row in structure_table().tokens for kind in row} - {"$END"})


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
    tokens = [token.value for token in tree.scan_values(lambda _: True)]
    nodes = [_node(child) for child in tree.children if isinstance(child, Tree)]
    return Node(str(tree.data), tokens[0] if tokens else 0, tuple(nodes))


def counted(node: Node, first: int = 0) -> Node:
    """The node with indexes that count from the first token of all."""
    first += node.first
    nodes = tuple([counted(each, first) for each in node.nodes])
    return Node(node.rule, first + node.token, nodes)


def assert_as_lark(kinds: list[str]) -> None:
    tree, misfits = document_tree(kinds)
    assert plain_tree(kinds) == (counted(tree), misfits) == by_lark(kinds)


def test_every_kind_is_fed() -> None:
    assert {"FRONT", "PART", "ARTICLE", "TEXT", "SUBITEM", "ANNEX"} <= set(KINDS)


@given(st.lists(st.sampled_from(KINDS), max_size=60))
def test_as_lark(kinds: list[str]) -> None:
    assert_as_lark(kinds)


# Most mixtures of all kinds soon fit nowhere; within an article and its headings any order does.
@given(st.lists(st.sampled_from(["CHAPTER", "SECTION", "ARTICLE", "TEXT", "ITEM", "SUBITEM"])))
def test_as_lark_within_the_text(kinds: list[str]) -> None:
    kinds = ["FRONT", "ARTICLE", *kinds, "ANNEX", "TEXT"]
    assert_as_lark(kinds)


def test_a_long_article() -> None:
    assert_as_lark(["ARTICLE", *["TEXT", "ITEM", "SUBITEM"] * 100, "CHAPTER", "ARTICLE", "TEXT"])


def test_what_fits_nowhere_is_left_out() -> None:
    kinds = ["FRONT", "CHAPTER", "TEXT", "ARTICLE", "TEXT", "ITEM", "FRONT", "ITEM"]
    tree, misfits = plain_tree(kinds)
    assert misfits == [2, 6]
    paragraph = Node("paragraph", 4, (Node("item", 5, ()), Node("item", 7, ())))
    chapter = Node("chapter", 1, (Node("article", 3, (paragraph,)),))
    assert tree == Node("document", 0, (chapter,))
