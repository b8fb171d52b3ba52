"""Grammar files → the tables that Lark makes of them.

A table is kept beside its grammar: loading Lark and making the tables takes 80 ms.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from lark import Lark
    from lark.grammar import Rule
    from lark.parsers.lalr_parser_state import ParseConf

END = "$END"


class Reduction(msgspec.Struct, frozen=True):
    """The last `size` values become a node; `gathered`, they are children of the node around it."""

    rule: str
    size: int
    gathered: bool


class Table(msgspec.Struct, frozen=True):
    """What to do in each state, of which 0 is the first: after a token the next state follows, or
    first a reduction; after a rule the next state.

    `lexicon` is a regular expression with a group for each kind of token, those of `ignored` are
    left out; it is empty where the tokens are no text.
    """

    tokens: tuple[dict[str, int | Reduction], ...]
    rules: tuple[dict[str, int], ...]
    lexicon: str
    ignored: frozenset[str]


class Kept(msgspec.Struct, frozen=True):
    """A table in a file, with a hash of the grammar that it was made of."""

    grammar: str
    table: Table


@cache
def table(name: str, start: str) -> Table:
    """The LALR table of a grammar file: the one kept, or a new one where the grammar has changed
    since, or none is kept that can be read."""
    kept = _kept(name)
    return kept.table if kept and kept.grammar == _digest(name) else made(name, start).table


def _kept(name: str) -> Kept | None:
    """What is kept for a grammar; None for nothing, a damaged file or one of another version."""
    try:
        return msgspec.json.decode(kept_file(name).read_bytes(), type=Kept)
    except (FileNotFoundError, msgspec.MsgspecError, UnicodeDecodeError):
        return None


def made(name: str, start: str) -> Kept:
    """The table that Lark makes of a grammar file."""
    lark = load(name, start)
    parse = lark.parse_interactive().parser_state.parse_conf
    rules = {rule.origin.name for rule in lark.rules}
    numbers = _numbers(parse)
    rows = [sorted(parse.states[state].items()) for state in numbers]
    tokens = [
        {str(x): _step(then, numbers) for x, (_, then) in row if x not in rules} for row in rows
    ]
    tokens[numbers[parse.end_state]][END] = numbers[parse.end_state]
    words = lark.parser.lexer.root_lexer.terminals  # in the order in which Lark tries them
    table = Table(
        tuple(tokens),
        tuple({str(x): numbers[then] for x, (_, then) in row if x in rules} for row in rows),
        "|".join(f"(?P<{word.name}>{word.pattern.to_regexp()})" for word in words),
        frozenset(lark.ignore_tokens),
    )
    return Kept(_digest(name), table)


def _numbers(parse: ParseConf[int]) -> dict[int, int]:
    """Lark's states with numbers of our own: Lark numbers them anew each time."""
    order = {parse.start_state: 0}
    queue = [parse.start_state]
    for state in queue:
        for _, (_, then) in sorted(parse.states[state].items()):
            if isinstance(then, int) and then not in order:
                order[then] = len(order)
                queue.append(then)
    return order


def _step(then: int | Rule, numbers: dict[int, int]) -> int | Reduction:
    """What follows, from an entry of Lark's table."""
    if isinstance(then, int):
        return numbers[then]
    rule = str(then.origin.name)
    return Reduction(rule, len(then.expansion), rule.startswith("_"))


@cache
def load(name: str, start: str) -> Lark:
    """The LALR parser of a grammar file, as Lark builds it."""
    from lark import Lark

    return Lark(grammar_text(name), parser="lalr", lexer="contextual", start=start)


@cache
def grammar_text(name: str) -> str:
    """The text of `grammar/<name>.lark`, in the wheel or in the source tree.

    Raises FileNotFoundError where the installation lacks it.
    """
    return (grammar_folder() / f"{name}.lark").read_text("utf-8")


def kept_file(name: str) -> Path:
    """Where the table of a grammar file is kept."""
    return grammar_folder() / "tables" / f"{name}.json"


def grammar_folder() -> Path:
    """Where the grammars lie: in the package, or at the top of the source tree."""
    packed = Path(__file__).parents[1] / "grammar"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "grammar"


def _digest(name: str) -> str:
    return blake2b(grammar_text(name).encode(), digest_size=16).hexdigest()
