"""One citation's text → the paths it names, by `grammar/reference.lark`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from regcheck.model import Level
from regcheck.numerals import BLANKS, DIGITS, Number, to_int
from regcheck.parse.grammar import table
from regcheck.parse.labels import GAP
from regcheck.parse.syntax import Node, syntax_tree, tokens
from regcheck.text import Span

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
_IN_BRACKETS = rf"{_GAP}[{DIGITS}]{{1,4}}+{_GAP}[）)]"
_BRACKETED = f"[（(]{_IN_BRACKETS}"
# 第三项目, 第一条例, 本章程, 成本节能: ordinary words that begin like a unit.
_UNIT = (
    r"(?:分?编(?![制写号码辑纂排外组]|委(?!托))|章(?!程(?!序))|节(?![能约点目假水电日省气油余课车])"
    r"|条(?!例|件|目|跑道|线路|航线|(?:城市|市政)?道路|市政|公路)|款(?![项式待])|项(?![目下])|目(?!标|录|前|的(?!规定)))"
)
# without a mark between them only （一）（二）
_NUMBERS = rf"{_N}(?:{_GAP}{_JOIN}{_GAP}(?:第{_GAP})?{_N}|{_GAP}{_BRACKETED})*"
_SUB = rf"(?:(?<=[条章节编]){_GAP}之{_GAP}[{DIGITS}]+(?![{DIGITS}年月日分个]))?"
_NUMBER = rf"{_GAP}{_NUMBERS}{_GAP}{_UNIT}{_SUB}"
# What makes a pointer of a character: 基本 and 以上 are none.
_POINTERS = {
    "本": r"(?<![基根日资原样文版剧书课副脚范标译]本)(?<!成本(?=[节项目]))",
    "该": "(?<!应该)",
    "各": "该",
    "前": rf"{_GAP}(?:{_N})?",
    "上": "(?<![以网线账车船路面]上)",
}
_POINTED = rf"{_GAP}(?!条款){_UNIT}(?!(?<=项)(?:工程|资金|费用|活动|工作|业务|制度|措施|收入))"
_RELATIVE = f"(?:{'|'.join(lead + rest for lead, rest in _POINTERS.items())}){_POINTED}"
# Only right after another step: 第三款（二）项，第一项至三项，前款各项.
_AFTER = (
    rf"{_AND}(?:第{_NUMBER}|{_RELATIVE}|{_BRACKETED}(?:{_AND}{_BRACKETED})*{_GAP}{_UNIT})"
    rf"|{_GAP}[至到]{_GAP}{_N}{_GAP}{_UNIT}{_SUB}"
    # 第五十一条、五十二条 without the second 第; 第五条、三条以上 is an amount
    rf"|(?<=条){_GAP}[、和]{_GAP}(?![一二两三四五六七八九]条){_N}条(?!以[上下内]|[件例])"
    r"|(?:所列)?各[款项](?![目])"
)
# （六）（七）项, （一）至（五）项 without 第.
_ITEMS = (
    rf"(?<![）)][（(]){_IN_BRACKETS}(?:{_GAP}(?:{_JOIN}{_GAP})?{_BRACKETED})*+{_GAP}"
    rf"项(?![目下])(?=规定|所|的|情形|行为|条件|之一|至|、|，|和|或|以|除|$)"
)
_LED = "|".join(f"(?<={lead}){rest}" for lead, rest in _POINTERS.items())
# A citation. It looks at what leads one first, and only then at which it is: `re` runs through
# other characters three times as fast. 下列 alone only opens its own list.
CANDIDATE = re.compile(
    rf"[第本该各前上（(下](?:(?:(?<=第){_NUMBER}|(?:{_LED}){_POINTED}|(?<=[（(]){_ITEMS})(?:{_AFTER})*"
    r"|(?<=下)列各[项款])"
)
# What every citation begins with: CANDIDATE without what may stand before one or follow it. It
# finds in a whole text at least what CANDIDATE finds in each provision's own lines: white space, a
# mark or nothing follows those, so that 章(?!程) and 条(?!例) see no 程 and no 例 behind them. It
# reads no further than the begin: （一）（二）（三） is not read again from each bracket.
_FIRST = rf"{_GAP}[（(]?{_GAP}[{DIGITS}{re.escape(BLANKS)}]"
LEAD = re.compile(
    rf"[第本该各前上（(下](?:(?<=第)(?={_FIRST})|(?<=[本该上])(?={_POINTED})"
    rf"|(?<=前)(?={_POINTERS['前']}{_POINTED})|(?<=各)(?=该)"
    rf"|(?<=[（(])(?={_IN_BRACKETS}{_GAP}(?:{_JOIN}|[（(项]))|(?<=下)(?=列各))"
)
_LEVELS = {level.chinese: level for level in Level}
_ARTICLE = Level.ARTICLE.rank


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
        return self.word == "numbered" and self.level.rank > _ARTICLE


class Path(msgspec.Struct, frozen=True):
    """Steps from the larger unit to the smaller, and where they stand in the citation."""

    steps: tuple[Step, ...]
    span: Span

    @property
    def blank(self) -> bool:
        """Whether a number in it is still open: 第×条."""
        return any(None in step.numbers for step in self.steps)


class Branch(msgspec.Struct, frozen=True):
    """One element of a list: a path, or a range from one path to another."""

    first: Path
    last: Path | None = None


# Laws are cited in few words: 20 MB of them have some 2,000 different citations.
@lru_cache(4096)
def parse_citation(text: str) -> tuple[Branch, ...]:
    """The branches of a citation that CANDIDATE found; offsets are relative to `text`.

    A text that is no citation has no branches.
    """
    words = tokens(text, table("reference", "citation"))
    if words is None:
        return ()
    tree = _tree(tuple([word.lastgroup or "" for word in words]))
    return tuple(_Reader(words).branches(tree)) if tree else ()


@lru_cache(1024)
def _tree(kinds: tuple[str, ...]) -> Node | None:
    """The syntax tree of a citation by the kinds of its words: 第三条 and 第十条 have one."""
    return syntax_tree(kinds, table("reference", "citation"))


class _Reader:
    """Reads the syntax tree over the words of a citation."""

    def __init__(self, words: Sequence[re.Match[str]]) -> None:
        self.words = words

    def branches(self, tree: Node) -> Iterator[Branch]:
        """The branches of the tree; 第一项第二项 without a mark between them makes two."""
        for branch in tree.nodes:
            first, *last = (tuple(self._paths(node)) for node in branch.nodes)
            yield from (Branch(path) for path in first[:-1])
            yield Branch(first[-1], last[0][0] if last else None)
            yield from (Branch(path) for path in (last[0][1:] if last else ()))

    def _paths(self, tree: Node) -> Iterator[Path]:
        """The steps of a node, cut where one is not below the one before it: 该条该款 are two."""
        steps: list[Step] = []
        start = end = 0
        for node in tree.nodes:
            step, span = self._step(node), self._span(node)
            beside = step.word in ("this", "that", "those")
            if steps and (beside or step.level.rank <= steps[-1].level.rank):
                yield Path(tuple(steps), Span(start, end))
                steps = []
            start, end = (start if steps else span.start), span.end
            steps.append(step)
        yield Path(tuple(steps), Span(start, end))

    def _span(self, tree: Node) -> Span:
        places = list(tree.leaves())
        return Span(self.words[places[0]].start(), self.words[places[-1]].end())

    def _step(self, tree: Node) -> Step:
        own = [self.words[child] for child in tree.children if isinstance(child, int)]
        words = {word.lastgroup: word[0] for word in own}
        if "FOLLOWING" in words:
            level = Level.PARAGRAPH if words["FOLLOWING"].endswith("款") else Level.ITEM
            return Step(level, (), word="following")
        level = _LEVELS[words["UNIT"]]
        if "POINTER" in words:
            return Step(level, (), word=_WORDS[words["POINTER"]])
        if "PREVIOUS" in words:
            count = _number(words["NUMBER"], None) if "NUMBER" in words else Number(1)
            return Step(level, (count,), word="previous")
        (numbers,) = tree.nodes
        values: list[Number | None] = []
        ranged: list[int] = []
        for word in (self.words[index] for index in numbers.leaves()):
            if word.lastgroup == "TO":
                ranged.append(len(values))
            elif word.lastgroup == "NUMBER":
                values.append(_number(word[0], words.get("NUMBER")))
        return Step(level, tuple(values), tuple(ranged))


def _number(text: str, sub: str | None) -> Number | None:
    value, below = to_int("".join(text.split()).strip("（()）")), to_int(sub) if sub else 0
    return None if value is None or below is None else Number(value, below)
