"""The tree of a regulation: provisions, their addresses, and the document they make."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Literal, Self

import msgspec

from regcheck.diagnostic import Diagnostic
from regcheck.numerals import Number, to_chinese
from regcheck.text import SourceFile, Span

Kind = Literal[
    "law",
    "administrative_regulation",
    "local_regulation",
    "special_zone_regulation",
    "autonomous_regulation",
    "departmental_rule",
    "local_government_rule",
    "judicial_interpretation",
    "amendment_decision",
    "repeal_decision",
    "decision",
    "other",
]
Stage = Literal["draft", "comment", "deliberation", "vote", "enacted"]
DECISIONS: frozenset[Kind] = frozenset({"amendment_decision", "repeal_decision", "decision"})


class Level(StrEnum):
    """The levels of a regulation, from the largest unit to the smallest.

    `chinese` is the unit's Chinese name, 条 for an article; `step` the word that stands for it in
    an id, `art`; `rank` goes from 0 for 编 to 7 for 目: a smaller rank holds a larger one.
    """

    chinese: str
    step: str
    rank: int

    PART = "part", "编", "part"
    SUBPART = "subpart", "分编", "subpart"
    CHAPTER = "chapter", "章", "chp"
    SECTION = "section", "节", "sec"
    ARTICLE = "article", "条", "art"
    PARAGRAPH = "paragraph", "款", "para"
    ITEM = "item", "项", "item"
    SUBITEM = "subitem", "目", "subitem"

    def __new__(cls, value: str, chinese: str = "", step: str = "") -> Self:
        """The level of this value, with its words."""
        level = str.__new__(cls, value)
        level._value_ = value
        level.chinese, level.step, level.rank = chinese, step, len(cls.__members__)
        return level

    # levels are looked up everywhere, and the hash that Enum defines is a slow one
    __hash__ = str.__hash__


HEADINGS = frozenset({Level.PART, Level.SUBPART, Level.CHAPTER, Level.SECTION})


class Step(msgspec.Struct, frozen=True, gc=False):
    """One step of an address; `copy` is 2, 3 … where the id was already taken."""

    level: Level
    number: Number | None
    copy: int = 1

    def __str__(self) -> str:
        name = f"{self.level.step}_{self.number or 'x'}"
        return f"{name}~{self.copy}" if self.copy > 1 else name

    def label(self) -> str:
        """As people cite it: 第三条之一, 第二款."""
        if self.number is None:
            return f"（未编号的{self.level.chinese}）"
        sub = f"之{to_chinese(self.number.sub)}" if self.number.sub else ""
        return f"第{to_chinese(self.number.main)}{self.level.chinese}{sub}"


class Address(msgspec.Struct, frozen=True, gc=False):
    """Where a provision stands; `str()` gives the id, `label()` what people read."""

    steps: tuple[Step, ...]

    def __str__(self) -> str:
        return "__".join(map(str, self.steps))

    def label(self) -> str:
        """例：第三十二条第一款第二项。"""
        return "".join(step.label() for step in self.steps)

    def child(self, step: Step) -> Address:
        """The address one step further down."""
        return Address((*self.steps, step))


class Provision(msgspec.Struct, frozen=True, gc=False):
    """A unit of a regulation at any level.

    `span` is the whole extent with children, `marker` the label as written (empty for a
    paragraph), `body` the own words without label, heading and children. `heading` is the
    title of a chapter or the rubric of an article; `heading_span` is where it stands. `id` is
    the public id: the address as text.
    """

    level: Level
    number: Number | None
    address: Address
    span: Span
    marker: Span
    heading: str | None
    heading_span: Span
    body: Span
    children: tuple[Provision, ...] = ()
    id: str = ""


class TocEntry(msgspec.Struct, frozen=True):
    """One line of a 目录."""

    level: Level
    number: Number | None
    heading: str
    span: Span


class Note(msgspec.Struct, frozen=True):
    """What stands beside the text and is not part of it: a remark, an alternative, a table."""

    kind: Literal["note", "alternative", "comment", "table", "quoted", "annex", "signature"]
    span: Span


class Document(msgspec.Struct, frozen=True):
    """A parsed draft. Spans nest; every line of the file lies in one of the parts."""

    source: SourceFile
    title: str
    title_span: Span
    kind: Kind
    stage: Stage
    front: tuple[Span, ...]
    toc: tuple[TocEntry, ...]
    provisions: tuple[Provision, ...]
    notes: tuple[Note, ...]
    problems: tuple[Diagnostic, ...]

    def text_of(self, provision: Provision) -> str:
        """The provision's own words, without label, heading and children."""
        return self.source.slice(provision.body)


def walk(provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    """Every provision with all its descendants, in document order."""
    stack = list(reversed(provisions))
    while stack:
        provision = stack.pop()
        yield provision
        stack.extend(reversed(provision.children))
