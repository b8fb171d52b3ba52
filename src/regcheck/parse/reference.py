"""One citation's text → the numbered paths it names, by `grammar/reference.lark`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from regcheck.model import Level
from regcheck.numerals import BLANKS, DIGITS, Number, to_int
from regcheck.parse.grammar import load, subtrees
from regcheck.parse.labels import GAP
from regcheck.text import Span

if TYPE_CHECKING:
    from lark import Token, Tree

_JOIN = r"(?:[、，和或及与至到]|或者|以及)"
_N = rf"[（(]?{GAP}*+[{DIGITS}{re.escape(BLANKS)}]{{1,12}}{GAP}*+[）)]?"
# 第三项目, 第一条例: ordinary words that begin like a unit.
_UNIT = r"(?:分?编|章(?!程)|节(?![能约])|条(?![例件目])|款(?![项式])|项(?!目)|目(?![的标录前]))"
_STEP = (
    rf"第{GAP}*+{_N}(?:{GAP}*{_JOIN}{GAP}*{_N})*{GAP}*{_UNIT}"
    rf"(?:{GAP}*之{GAP}*[{DIGITS}]+(?![{DIGITS}年月日分个]))?"
)
# Where citations begin; every alternative is led by a literal.
CANDIDATE = re.compile(rf"{_STEP}(?:{GAP}*{_JOIN}?{GAP}*{_STEP})*")
_LEVELS = {level.chinese: level for level in Level}


class Step(msgspec.Struct, frozen=True):
    """One level of a path: 第一、二款 has two numbers; None is a blank (第×条)."""

    level: Level
    numbers: tuple[Number | None, ...]
    ranged: bool = False


class Path(msgspec.Struct, frozen=True):
    """Steps from the larger unit to the smaller, and where they stand in the citation."""

    steps: tuple[Step, ...]
    span: Span


class Branch(msgspec.Struct, frozen=True):
    """One element of a list: a path, or a range from one path to another."""

    first: Path
    last: Path | None = None


@cache
def parse_citation(text: str) -> tuple[Branch, ...]:
    """The branches of a citation that CANDIDATE found; offsets are relative to `text`.

    Each distinct text is parsed once; a text that is no citation has no branches.
    """
    from lark.exceptions import UnexpectedInput

    try:
        tree = load("reference", "citation").parse(text)
    except UnexpectedInput:
        return ()
    return tuple(_branch(node) for node in subtrees(tree))


def _tokens(node: Tree[Token]) -> list[Token]:
    """The tokens right below a node."""
    from lark import Token

    return [child for child in node.children if isinstance(child, Token)]


def _branch(tree: Tree[Token]) -> Branch:
    paths = [_path(child) for child in subtrees(tree)]
    return Branch(paths[0], paths[1] if len(paths) > 1 else None)


def _path(tree: Tree[Token]) -> Path:
    nodes = subtrees(tree)
    first, last = _tokens(nodes[0])[0], _tokens(nodes[-1])[-1]
    span = Span(first.start_pos or 0, last.end_pos or 0)
    return Path(tuple(_step(node) for node in nodes), span)


def _step(tree: Tree[Token]) -> Step:
    (numbers,) = subtrees(tree)
    _, unit, *sub = _tokens(tree)
    joins = [_tokens(node)[0] for node in subtrees(numbers)]
    values = tuple(_number(token, sub[-1] if sub else None) for token in _tokens(numbers))
    return Step(_LEVELS[unit], values, any(str(join) in "至到" for join in joins))


def _number(text: str, sub: str | None) -> Number | None:
    value = to_int(text.strip("（()）"))
    return None if value is None else Number(value, (to_int(sub) or 0) if sub else 0)
