"""The quoted new wording of a 修改决定: lines that belong to the law it amends."""

from __future__ import annotations

import re

from regcheck.numerals import DIGITS, Number
from regcheck.parse.labels import GAP, Line, relabel
from regcheck.text import SourceFile

# “第十二条　… “（一）… “第二章 …: quoted new wording begins with the label it gets.
_LABEL = re.compile(
    rf"{GAP}*[“\"「]{GAP}*(?:第{GAP}*[{DIGITS}]+{GAP}*[编章节条]|[（(][{DIGITS}]+[）)])"
)
# An opening mark before a label, or one that no closing mark follows on its line.
_MAY_BEGIN = re.compile(rf"[“\"「『](?:{GAP}*+(?:第|[（(])|(?<!\")[^“”「」『』\r\n]*+(?![”」』]))")
# What stands right before the mark that opens new wording: 修改为：“ 作为第十二条：“ 第三条“
_LEADS_IN = re.compile(r"(?:[：:]|为|第[^“”]{1,12}[条款项章节])\s*$")
_ENDS_QUOTED = re.compile(r"”[。；;]?\s*$")
_ANNOUNCES = re.compile(r"(?:修改为|作为[^。；：:]{1,24}|如下|改为|增加[^。；：:]{0,30})[：:]\s*$")
_QUOTES = str.maketrans("「」『』", "“”“”")
# How many lines a quotation may run before its opening mark is taken for a slip.
_REACH = 400


def may_quote(text: str) -> bool:
    """Whether new wording may be quoted in a text that is no decision."""
    return bool(_MAY_BEGIN.search(text))


def quoted(source: SourceFile, lines: list[Line], decision: bool) -> list[Line]:
    """The lines with quoted new wording relabelled QUOTED, from its opening to its closing mark."""
    out: list[Line] = []
    until = -1
    before = ""
    unit: Number | None = None
    last = max(source.text.rfind(mark) for mark in "”」』")
    for index, line in enumerate(lines):
        words = _words(source, line)
        if not words:
            out.append(line)
            continue
        if index <= until:
            out.append(relabel(line, "QUOTED"))
        else:
            goes_on = words.startswith("“") and bool(out) and _follows(before, out, decision)
            starts = goes_on or bool(_LABEL.match(words))
            out.append(relabel(line, "QUOTED") if starts else line)
            unit = line.number if line.shape == "UNIT" else unit
            opened = _left_open(words) if line.span.end <= last else []
            # the outermost mark left open is new wording only after 修改为： or the like
            if opened and (starts or _LEADS_IN.search(words[: opened[0]])):
                until = _end(source, lines, index, decision, unit)
        before = words
    return out


def _words(source: SourceFile, line: Line) -> str:
    """A line without indentation and Markdown; 「」 and 『』 as “”. Empty for a comment."""
    if line.shape == "COMMENT":
        return ""
    return source.text[line.own.start : line.span.end].strip().translate(_QUOTES)


def _follows(before: str, out: list[Line], decision: bool) -> bool:
    """Whether a line that begins with “ goes on with new wording, or begins what is announced."""
    if not decision:
        return False
    last = next((line for line in reversed(out) if line.shape not in ("BLANK", "COMMENT")), out[-1])
    return bool(last.shape == "QUOTED" or _ANNOUNCES.search(before) or _ENDS_QUOTED.search(before))


def _left_open(words: str) -> list[int]:
    """The places of the opening marks that have no closing mark after them."""
    opened: list[int] = []
    for place, mark in enumerate(words):
        if mark == "“":
            opened.append(place)
        elif mark == "”" and opened:
            opened.pop()
    return opened


def _end(
    source: SourceFile, lines: list[Line], start: int, decision: bool, unit: Number | None
) -> int:
    """The index of the line whose mark closes the quotation; `start` where none does."""
    depth = len(_left_open(_words(source, lines[start])))
    for index in range(start + 1, min(start + _REACH, len(lines))):
        line = lines[index]
        if line.shape == "ARTICLE" and not decision and not line.loose:
            return start
        if line.shape == "UNIT" and unit and line.number and line.number.main == unit.main + 1:
            return index - 1
        depth = _after(_words(source, line), depth)
        if depth <= 0:
            return index
    return start


def _after(words: str, depth: int) -> int:
    """The depth after a line inside a quotation.

    A “ at the start of a line repeats the one mark that is open, unless it opens a term, as in
    “专班”应当…
    """
    opens, closes = words.count("“"), words.count("”")
    if words.startswith("“"):
        if opens == closes and not _ENDS_QUOTED.search(words):
            return depth
        opens -= 1
    return depth + opens - closes
