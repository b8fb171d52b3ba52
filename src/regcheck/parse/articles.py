"""Which lines 第一条 or 一、 begin an article, and the first line of an article cut in two."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from regcheck.model import DECISIONS, Kind
from regcheck.numerals import DIGITS, Number
from regcheck.parse.labels import GAP, GAP_CHARS, Line, Shape, places, relabel
from regcheck.parse.tokens import sub_line
from regcheck.text import SourceFile, Span

# 第六条【立法目的】 第七条　（禁止行为）: a rubric; （删除） and （一） are none.
_RUBRIC = re.compile(
    r"(?:\*\*|__)?(?P<open>[（(【［\[〔])(?P<words>[^（(【［\[〔）)】］\]〕。；]{1,24})"
    r"(?P<close>[）)】］\]〕])(?:\*\*|__)?(?!\()"
)
_BRACKETS = (*"（(【［[〔", "**", "__")
_NO_RUBRIC = re.compile(
    rf"{GAP}*(?:(?:已|本条)?(?:删除|删去).*|略|保留|空|暂缺|待定|[{DIGITS}]+|以下.*|试行){GAP}*"
)
_ADDED = re.compile(rf"{GAP}*(?:新增|新增加?条款?|修改|原第.*|新){GAP}*")


def units_or_articles(lines: list[Line], kind: Kind) -> list[Line]:
    """Decide whether 一、 or 第一条 begins an article here, and which lines really do."""
    first = next((line.shape for line in lines if line.shape == "ARTICLE" and not line.running), "")
    unit = next((i for i, line in enumerate(lines) if line.shape == "UNIT"), None)
    article = next((i for i, line in enumerate(lines) if line.shape == "ARTICLE"), len(lines))
    if unit is not None and (not first or (kind in DECISIONS and unit < article)):
        return _accept_units(lines)
    return accept_articles(lines)


def _accept_units(lines: list[Line]) -> list[Line]:
    """Lines 一、 二、 in sequence become articles; 一、二层业主 stays text.

    Where two lines carry the next number, the one that does not read on as 四、五月 is the unit.
    """
    plain = Counter(
        line.number.main
        for line in lines
        if line.shape == "UNIT" and line.number and not line.running
    )
    last = 0
    out = []
    for line in lines:
        if line.shape == "UNIT" and line.number:
            number = line.number.main
            doubtful = line.running and (number != last + 1 or plain[number] > 0)
            if not doubtful and last < number <= last + 3:
                last = number
                out.append(replace(line, shape="ARTICLE"))
                continue
        out.append(relabel(line, "TEXT") if line.shape in _STRUCTURE_IN_UNITS else line)
    return out


_STRUCTURE_IN_UNITS: frozenset[Shape] = frozenset(
    {"UNIT", "ARTICLE", "PART", "SUBPART", "CHAPTER", "SECTION"}
)


def accept_articles(lines: list[Line]) -> list[Line]:
    """Lines 第N条 that begin an article stay; citations at the start of a line become text.

    In a draft that sets a space after the label, a label without one counts only in sequence, and
    only where no other line has the same label with a space.
    """
    out = list(lines)
    found = places(lines, "ARTICLE", "UNIT")
    labels = [lines[i] for i in found if lines[i].shape == "ARTICLE" and not lines[i].running]
    spaced = sum([line.loose for line in labels]) * 2 < len(labels)
    clear = {line.number for line in labels if not line.loose}
    last = Number(0)
    for index in found:
        line = lines[index]
        loose = line.loose and spaced
        strange = loose and (line.number in clear or not follows(last, line.number))
        if line.shape == "UNIT" or line.running or strange:
            out[index] = relabel(line, "TEXT")
        else:
            last = line.number or last
    return out


def follows(last: Number, number: Number | None) -> bool:
    """Whether `number` may come next after `last`: 十二 → 十三 or 十二之一."""
    if number is None:
        return True
    if number.main == last.main:
        return number.sub == last.sub + 1
    return number.main == last.main + 1 and number.sub <= 1


def split_articles(source: SourceFile, lines: list[Line]) -> list[Line]:
    """An article's first line becomes two tokens: label with rubric, and the text after it."""
    out: list[Line] = []
    done = 0
    for index in places(lines, "ARTICLE"):
        line = lines[index]
        out += lines[done:index]
        done = index + 1
        heading, body = None, line.body
        if source.text.startswith(_BRACKETS, body.start):
            heading, body = _rubric(source, line)
        if body.start >= body.end:
            out.append(replace(line, heading=heading, body=body))
            continue
        label, nothing = Span(line.span.start, body.start), Span(body.start, body.start)
        marker, number = line.marker, line.number
        out.append(Line("ARTICLE", label, marker, nothing, number, heading, line.loose))
        out.append(sub_line(source, Span(body.start, line.span.end)))
    return [*out, *lines[done:]]


def _rubric(source: SourceFile, line: Line) -> tuple[Span | None, Span]:
    """The span of an article's rubric, if it has one, and the span of the text after it."""
    start, end = line.body.start, line.body.end
    words: Span | None = None
    while match := _RUBRIC.match(source.text, start, end):
        if words or _NO_RUBRIC.fullmatch(match["words"]):
            break
        # （新增） is a remark on the article; a rubric may follow it
        words = None if _ADDED.fullmatch(match["words"]) else Span(*match.span("words"))
        start = end - len(source.text[match.end() : end].lstrip(GAP_CHARS))
    return words, line.body if start == line.body.start else Span(start, end)
