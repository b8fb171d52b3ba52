"""Grammar files → Lark parsers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lark import Lark, Token, Tree


@cache
def grammar_text(name: str) -> str:
    """The text of `grammar/<name>.lark`, in the wheel or in the source tree.

    Raises FileNotFoundError where the installation lacks it.
    """
    return (grammar_folder() / f"{name}.lark").read_text("utf-8")


def grammar_folder() -> Path:
    """Where the grammars lie: in the package, or at the top of the source tree."""
    packed = Path(__file__).parents[1] / "grammar"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "grammar"


@cache
def load(name: str, start: str, lexer: str = "contextual") -> Lark:
    """The LALR parser of a grammar file, built once."""
    from lark import Lark

    return Lark(grammar_text(name), parser="lalr", lexer=lexer, start=start)


def subtrees(node: Tree[Token]) -> list[Tree[Token]]:
    """The nodes right below a node of a syntax tree, without its tokens."""
    from lark import Tree

    return [child for child in node.children if isinstance(child, Tree)]
