"""One citation's text → the paths it names, by `grammar/reference.lark`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from regcheck.model import Level
from regcheck.numerals import BLANKS, DIGITS, Number, to_int
from regcheck.parse.grammar import load, subtrees
from regcheck.parse.labels import GAP
from regcheck.text import Span

if TYPE_CHECKING:
    from lark import Token, Tree

# numbered 第三款 · this 本款 · previous 前款、前两款 · that 该款 · those 各该款
# each 前款各项 · following 下列各项
Word = Literal["numbered", "this", "previous", "that", "those", "each", "following"]
_WORDS: dict[str, Word] = {
    "本": "this",
    "前": "previous",
    "上": "previous",
    "该": "that",
    "各该": "those",
    "各": "each",
    "所列各": "each",
}

# Gaps are possessive: what follows one never begins with another, so nothing is tried twice.
_GAP = f"{GAP}*+"
_JOIN = r"(?:[、，和或及与至到]|或者|以及)"
_AND = rf"{_GAP}(?:{_JOIN}{_GAP})?"
_N = rf"[（(]?{_GAP}[{DIGITS}{re.escape(BLANKS)}]{{1,12}}+{_GAP}[）)]?"
_BRACKETED = rf"[（(]{_GAP}[{DIGITS}]{{1,4}}+{_GAP}[）)]"
# 第三项目, 第一条例, 本章程, 成本节能: ordinary words that begin like a unit.
_UNIT = (
    r"(?:分?编(?![制写号码辑纂排外组]|委(?!托))|章(?!程(?!序))|节(?![能约点目假水电日省气油余课车])"
    r"|条(?!例|件|目|跑道|线路|航线|(?:城市|市政)?道路|市政|公路)|款(?![项式待])|项(?![目下])|目(?!标|录|前|的(?!规定)))"
)
# without a mark between them only （一）（二）
_NUMBERS = rf"{_N}(?:{_GAP}{_JOIN}{_GAP}(?:第{_GAP})?{_N}|{_GAP}{_BRACKETED})*"
_SUB = rf"(?:(?<=[条章节编]){_GAP}之{_GAP}[{DIGITS}]+(?![{DIGITS}年月日分个]))?"
_NUMBERED = rf"第{_GAP}{_NUMBERS}{_GAP}{_UNIT}{_SUB}"
_RELATIVE = (
    rf"(?:(?<![基根日资原样文版剧书课副脚范标译])(?<!成(?=本[节项目]))本|(?<!应)该|各该|前{_GAP}(?:{_N})?"
    rf"|(?<![以网线账车船路面])上){_GAP}(?!条款){_UNIT}"
    r"(?!(?<=项)(?:工程|资金|费用|活动|工作|业务|制度|措施|收入))"
)
# Only right after another step: 第三款（二）项，第一项至三项，前款各项.
_AFTER = (
    rf"{_AND}(?:{_NUMBERED}|{_RELATIVE}|{_BRACKETED}(?:{_AND}{_BRACKETED})*{_GAP}{_UNIT})"
    rf"|{_GAP}[至到]{_GAP}{_N}{_GAP}{_UNIT}{_SUB}"
    # 第五十一条、五十二条 without the second 第; 第五条、三条以上 is an amount
    rf"|(?<=条){_GAP}[、和]{_GAP}(?![一二两三四五六七八九]条){_N}条(?!以[上下内]|[件例])"
    r"|(?:所列)?各[款项](?![目])"
)
# （六）（七）项, （一）至（五）项 without 第.
_ITEMS = (
    rf"(?<![）)]){_BRACKETED}(?:{_GAP}(?:{_JOIN}{_GAP})?{_BRACKETED})*{_GAP}"
    rf"项(?![目下])(?=规定|所|的|情形|行为|条件|之一|至|、|，|和|或|以|除|$)"
)
# Where citations begin; every alternative is led by a literal. 下列 alone only opens its own list.
CANDIDATE = re.compile(rf"(?:{_NUMBERED}|{_RELATIVE}|{_ITEMS})(?:{_AFTER})*|下列各[项款]")
_LEVELS = {level.chinese: level for level in Level}


class Step(msgspec.Struct, frozen=True):
    """One level of a path: 第一、二款 has two numbers; None is a blank (第×条).

    `ranged` holds the places in `numbers` that 至 leads to. 前两款 has the number 2; 本条, 该款
    and 各项 have none.
    """

    level: Level
    numbers: tuple[Number | None, ...]
    ranged: tuple[int, ...] = ()
    word: Word = "numbered"

    @property
    def elided(self) -> bool:
        """Whether a path that begins so leaves out its 条: 第二款, 第三项."""
        return self.word == "numbered" and self.level.rank > Level.ARTICLE.rank


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
    return tuple(branch for node in subtrees(tree) for branch in _branches(node))


def _tokens(node: Tree[Token]) -> list[Token]:
    """The tokens right below a node."""
    from lark import Token

    return [child for child in node.children if isinstance(child, Token)]


def _branches(tree: Tree[Token]) -> Iterator[Branch]:
    """The branch of a node; 第一项第二项 without a mark between them makes two."""
    first, *last = (tuple(_paths(child)) for child in subtrees(tree))
    yield from (Branch(path) for path in first[:-1])
    yield Branch(first[-1], last[0][0] if last else None)
    yield from (Branch(path) for path in (last[0][1:] if last else ()))


def _paths(tree: Tree[Token]) -> Iterator[Path]:
    """The steps of a node, cut where one is not below the one before it: 该条该款 are two."""
    steps: list[Step] = []
    start = end = 0
    for node in subtrees(tree):
        step, span = _step(node), _span(node)
        beside = step.word in ("this", "that", "those")
        if steps and (beside or step.level.rank <= steps[-1].level.rank):
            yield Path(tuple(steps), Span(start, end))
            steps = []
        start, end = (start if steps else span.start), span.end
        steps.append(step)
    yield Path(tuple(steps), Span(start, end))


def _span(tree: Tree[Token]) -> Span:
    tokens = list(tree.scan_values(lambda _: True))
    return Span(tokens[0].start_pos or 0, tokens[-1].end_pos or 0)


def _step(tree: Tree[Token]) -> Step:
    tokens = {token.type: token for token in _tokens(tree)}
    if "FOLLOWING" in tokens:
        level = Level.PARAGRAPH if tokens["FOLLOWING"].endswith("款") else Level.ITEM
        return Step(level, (), word="following")
    level = _LEVELS[tokens["UNIT"]]
    if "POINTER" in tokens:
        return Step(level, (), word=_WORDS[tokens["POINTER"]])
    if "PREVIOUS" in tokens:
        count = _number(tokens["NUMBER"], None) if "NUMBER" in tokens else Number(1)
        return Step(level, (count,), word="previous")
    (numbers,) = subtrees(tree)
    values: list[Number | None] = []
    ranged: list[int] = []
    for token in numbers.scan_values(lambda _: True):
        if token.type == "TO":
            ranged.append(len(values))
        elif token.type == "NUMBER":
            values.append(_number(token, tokens.get("NUMBER")))
    return Step(level, tuple(values), tuple(ranged))


def _number(text: str, sub: str | None) -> Number | None:
    value, below = to_int("".join(text.split()).strip("（()）")), to_int(sub) if sub else 0
    return None if value is None or below is None else Number(value, below)
