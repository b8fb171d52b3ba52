"""The text of a letter → its markers, at the begin of a line or of a clause.

例：一、 （一） 1. （1） ① 一是 首先 第一，
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from regcheck.numerals import to_int
from regcheck.parse.labels import GAP
from regcheck.text import Span

Kind = Literal["section", "part", "point", "subpoint", "circle", "say", "must", "order", "ordinal"]
# Kinds that number paragraphs; the others are words of a sentence, believed only in a series.
_LAYOUT: frozenset[Kind] = frozenset({"section", "part", "point", "subpoint", "circle"})
# Kinds whose number is written in brackets in an id.
BRACKETED: frozenset[Kind] = frozenset({"part", "subpoint"})
_HAN = "[一二三四五六七八九十]"
_EDGE = rf"(?:{GAP}|[#>*_])*"
_KINDS: dict[Kind, str] = {
    # 一、二季度: the next number follows; 一、加强……
    "section": rf"(?P<section>{_HAN}{{1,3}}){GAP}*[、．.](?!{GAP}*{_HAN}+(?:季度|级|类|产业))",
    "part": rf"[（(﹙]{GAP}*(?P<part>{_HAN}{{1,3}}){GAP}*[）)﹚][、，,]?(?!项)",
    "point": r"(?P<point>[0-9０-９]{1,2})\\?[.．、](?![0-9０-９](?![0-9]{3}年))",
    "subpoint": rf"[（(]{GAP}*(?P<subpoint>[0-9０-９]{{1,2}}){GAP}*[）)][、，,]?(?!项)"
    r"|(?P<halved>[0-9０-９]{1,2})[）)]",
    "circle": r"(?P<circle>[①-⑳])",
    "say": rf"(?P<say>{_HAN}{{1,2}})是(?![否非])",
    "must": rf"(?P<must>{_HAN}{{1,2}})要(?![素求点件])",
    "order": r"(?P<order>首先|其次|再次|最后)[，,、：:]?(?!级|序|要任务)",
    "ordinal": rf"(?:第(?P<ordinal>{_HAN}{{1,2}})|其(?P<each>{_HAN}{{1,2}}))[，,、：:]",
}
_ANY = "|".join(f"(?P<is_{kind}>{pattern})" for kind, pattern in _KINDS.items())
_AT_LINE = re.compile(f"{_EDGE}(?:{_ANY}){_EDGE}")
_IN_LINE = re.compile(f"(?<=[。；;：:！!，,]){GAP}*(?:{_ANY})")
# 首先 and what follows it: 再次 and 最后 take the next number.
_ORDER = {"首先": 1, "其次": 2, "再次": 0, "最后": 0}


class Mark(msgspec.Struct, frozen=True):
    """A marker at `span`; `number` 0 is the next of its series. `leads` is true where it begins a
    line."""

    kind: Kind
    number: int
    span: Span
    leads: bool

    @property
    def sure(self) -> bool:
        """Whether it is a marker without others of its series: （一） at the begin of a line."""
        return self.leads and self.kind in _LAYOUT


def marks(text: str, lines: tuple[Span, ...]) -> tuple[Mark, ...]:
    """The markers in these lines of a text, by position, each series with its own numbers."""
    found = [mark for line in lines for mark in _candidates(text, line)]
    return tuple(_in_series(found))


def _candidates(text: str, line: Span) -> list[Mark]:
    """What looks like a marker in one line."""
    out: list[Mark] = []
    first = _AT_LINE.match(text, line.start, line.end)
    if first:
        out.append(_mark(first, leads=True))
        told = _AT_LINE.match(text, first.end(), line.end)
        if told and out[0].kind in _LAYOUT:  # 二、一是……
            out.append(_mark(told, leads=False))
    for match in _IN_LINE.finditer(text, out[-1].span.end if out else line.start, line.end):
        mark = _mark(match, leads=False)
        comma = text[match.start() - 1] in "，,"
        if mark.kind in _LAYOUT and comma:
            continue
        out.append(mark)
    return out


def _mark(match: re.Match[str], *, leads: bool) -> Mark:
    groups = match.groupdict()
    kind = next(kind for kind in _KINDS if groups[f"is_{kind}"])
    names = {"subpoint": ("subpoint", "halved"), "ordinal": ("ordinal", "each")}.get(kind, (kind,))
    word = next(groups[name] for name in names if groups[name])
    if kind == "order":
        number = _ORDER[word]
    elif kind == "circle":
        number = ord(word) - ord("①") + 1
    else:
        number = to_int(word) or 0
    return Mark(kind, number, Span(*match.span(f"is_{kind}")), leads)


def _in_series(found: list[Mark]) -> list[Mark]:
    """The markers without words that only look like one: 一是 without 二是, 最后 alone."""
    following = _following(found)
    opened: dict[Kind, int] = {}
    out: list[Mark] = []
    for place, mark in enumerate(found):
        number = mark.number or opened.get(mark.kind, -1) + 1
        after = following[place]
        begins = mark.number == 1 and after is not None and found[after].number in (0, 2)
        if not (mark.sure or begins or (number > 1 and opened.get(mark.kind) == number - 1)):
            continue
        if mark.sure:
            opened = {mark.kind: number}
        opened[mark.kind] = number
        out.append(Mark(mark.kind, number, mark.span, mark.leads))
    return out


def _following(found: list[Mark]) -> list[int | None]:
    """For each marker the next one of its kind, where no numbered line of another kind begins
    before it."""
    out: list[int | None] = [None] * len(found)
    next_of: dict[Kind, int] = {}
    for place in range(len(found) - 1, -1, -1):
        mark = found[place]
        out[place] = next_of.get(mark.kind)
        if mark.sure:
            next_of = {}
        next_of[mark.kind] = place
    return out
