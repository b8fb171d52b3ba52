"""The tables kept beside the grammars are those that Lark makes of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lark import Token, Tree
from lark.exceptions import UnexpectedInput, UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

from regcheck.parse import grammar
from regcheck.parse.grammar import Kept, kept_file, load, made, table
from regcheck.parse.syntax import Node, syntax_tree, tokens
from scripts.tables import GRAMMARS

REFERENCE = table("reference", "citation")
LETTER = table("letter", "letter")
SHAPES = sorted({kind for row in LETTER.tokens for kind in row} - {"$END"})


@pytest.mark.parametrize(("name", "start"), GRAMMARS.items())
def test_kept_as_made(name: str, start: str) -> None:
    kept = msgspec.json.decode(kept_file(name).read_bytes(), type=Kept)
    assert kept == made(name, start), "run python -m scripts.tables"
    assert kept.table == table(name, start)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another folder with the grammars."""
    place = tmp_path / "grammar"
    shutil.copytree(grammar.grammar_folder(), place)
    monkeypatch.setattr(grammar, "grammar_folder", lambda: place)
    for each in (grammar.grammar_text, load, table):
        monkeypatch.setattr(grammar, each.__name__, each.__wrapped__)
    return place


def test_a_changed_grammar_is_read_as_it_stands(folder: Path) -> None:
    file = folder / "letter.lark"
    file.write_text(file.read_text("utf-8").replace("OPENING*", "OPENING OPENING*"), "utf-8")
    changed = grammar.table("letter", "letter")
    assert changed != LETTER
    assert changed == grammar.made("letter", "letter").table


def test_a_grammar_without_a_table_is_read(folder: Path) -> None:
    shutil.rmtree(folder / "tables")
    assert grammar.table("letter", "letter") == LETTER


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: b"",
        lambda kept: kept[: len(kept) // 2],
        lambda kept: kept.replace(b'"rules"', b'"follows"'),
        lambda kept: kept.replace(b"END", b"\xff\xfe"),
        lambda kept: kept.decode().encode("utf-16"),
    ],
    ids=["empty", "cut off", "of another version", "not UTF-8", "UTF-16"],
)
def test_a_table_that_cannot_be_read_is_made_anew(
    folder: Path, damage: Callable[[bytes], bytes]
) -> None:
    file = folder / "tables" / "letter.json"
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert file.read_bytes() != whole
    assert grammar.table("letter", "letter") == LETTER


def by_lark(text: str) -> object:
    """What Lark makes of a citation: its tree with the places of the words, None for none."""
    try:
        return _shape(load("reference", "citation").parse(text))
    except UnexpectedInput:
        return None


def _shape(node: Tree[Token] | Token) -> object:
    if isinstance(node, Token):
        return node.type, node.start_pos, node.end_pos
    return str(node.data), [_shape(child) for child in node.children]


def by_table(text: str) -> object:
    words = tokens(text, REFERENCE)
    if words is None:
        return None
    tree = syntax_tree([word.lastgroup or "" for word in words], REFERENCE)
    return _own_shape(tree, words) if tree else None


def _own_shape(node: Node | int, words: list[re.Match[str]]) -> object:
    if isinstance(node, int):
        return words[node].lastgroup, *words[node].span()
    return node.rule, [_own_shape(child, words) for child in node.children]


PIECES = "第前上本该各之至到、和或及与，一十（）12×条款项目章节编分下列所者以 \u3000\n甲"
UNITS = ["第一条", "第二款", "（三）项", "前两款", "本条", "各项", "、", "至", "和", "第", "之一"]


@given(st.text(PIECES, max_size=20) | st.text(max_size=4))
@example("")
def test_any_text_is_parsed_as_by_lark(text: str) -> None:
    assert by_table(text) == by_lark(text)


@given(st.lists(st.sampled_from([*UNITS, " ", "\u3000"]), min_size=1).map("".join))
@example("第十条第一款、第三款")
@example("第（二）、（四）项")
@example("第九条至第十二条 第一 百二十条之 一")
def test_citations_are_parsed_as_by_lark(text: str) -> None:
    assert by_table(text) == by_lark(text)


@given(st.lists(st.sampled_from(SHAPES), max_size=40))
@example(["TITLE", "OPENING", "MARK", "HEADING", "TEXT", "DOWN", "MARK", "TEXT", "UP", "DATE"])
def test_letters_are_parsed_as_by_lark(kinds: list[str]) -> None:
    parser = load("letter", "letter").parse_interactive()
    kinds = [kind for kind in kinds if _fed(parser, kind)]
    tree = syntax_tree(kinds, LETTER)
    try:
        by_lark = _shape(parser.feed_eof())  # type: ignore[no-untyped-call]
    except UnexpectedToken:  # a series is open
        by_lark = None
    assert (_kinds(tree, kinds) if tree else None) == by_lark
    assert tree is None or [*tree.leaves()] == [*range(len(kinds))]


def _fed(parser: InteractiveParser, kind: str) -> bool:
    """Whether Lark takes the token."""
    try:
        parser.feed_token(Token(kind, ""))
    except UnexpectedToken:
        return False
    return True


def _kinds(node: Node | int, kinds: list[str]) -> object:
    if isinstance(node, int):
        return kinds[node], None, None
    return node.rule, [_kinds(child, kinds) for child in node.children]
