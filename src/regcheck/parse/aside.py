"""What stands between the lines of a draft without being its text.

Comments, notes, alternatives and the quoted new wording of a 修改决定: kept with their spans,
never counted as paragraphs.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from regcheck.numerals import DIGITS
from regcheck.parse.labels import GAP, HEADING_SHAPES, Line, line_token, relabel
from regcheck.text import SourceFile, Span

_NOTE_WORDS = "说明|起草说明|修改说明|注|备注|编者按|问题|理由|修改理由|修改情况|征求意见情况"
_OPENING = re.compile(
    rf"{GAP}*(?P<open>【|[（(\[［〔](?=(?:{_NOTE_WORDS}|备选|方案[一二三四五])[：:）)\]］〕一二三四五]))"
)
_ALTERNATIVE = re.compile(
    rf"{GAP}*[【（(\[［〔]?(?:备选(?:方案)?|方案)(?:[一二三四五六ABC0-9])?[】）)\]］〕：:　 ]"
)
_CLOSING = {"【": "】", "（": "）", "(": ")", "[": "]", "［": "］", "〔": "〕"}
# “第十二条　… “（一）… “第二章 …: quoted new wording begins with the label it gets.
_QUOTED_LABEL = re.compile(
    rf"{GAP}*[“\"「]{GAP}*(?:第{GAP}*[{DIGITS}]+{GAP}*[编章节条]|[（(][{DIGITS}]+[）)])"
)
# …修改为：“ without an end on the same line.
_QUOTE_LEFT_OPEN = re.compile(r"(?:[：:]|为|第[^“”]{1,12}[条款项章节])\s*“[^”]*$")
# How many lines a note or a quotation may run before its opening mark is taken for a slip.
_REACH = 400
_NOTE_REACH = 30


def set_aside(source: SourceFile, lines: list[Line], decision: bool) -> list[Line]:
    """The lines with comments, notes and quoted amendment text relabelled."""
    lines = _comments(source, lines)
    lines = _notes(source, lines)
    return _quotations(source, lines, decision)


def _comments(source: SourceFile, lines: list[Line]) -> list[Line]:
    """An HTML comment is one token to its `-->`, what follows on the line another."""
    out: list[Line] = []
    end = 0
    for line in lines:
        if line.shape == "COMMENT" and line.span.start >= end:
            close = source.text.find("-->", line.span.start)
            end = close + 3 if close >= 0 else line.span.end
        if line.span.end <= end:
            out.append(relabel(line, "COMMENT") if line.shape != "COMMENT" else line)
        elif line.span.start < end:
            out.append(
                replace(line_token(source.text, Span(line.span.start, end)), shape="COMMENT")
            )
            out.append(line_token(source.text, Span(end, line.span.end)))
        else:
            out.append(line)
    return out


def _notes(source: SourceFile, lines: list[Line]) -> list[Line]:
    """Lines of 【说明：…】, 【备选】… and 方案一：… become notes and alternatives."""
    out: list[Line] = []
    until = -1
    for index, line in enumerate(lines):
        if index <= until:
            out.append(line if line.shape == "BLANK" else relabel(line, "NOTE"))
            continue
        words = source.slice(line.span)
        opening = _OPENING.match(words)
        if line.shape in ("BLANK", "COMMENT") or not (opening or _ALTERNATIVE.match(words)):
            out.append(line)
            continue
        out.append(relabel(line, "ALTERNATIVE" if _ALTERNATIVE.match(words) else "NOTE"))
        if opening and _CLOSING[opening["open"]] not in words:
            until = _note_end(source, lines, index, _CLOSING[opening["open"]])
    return out


def _note_end(source: SourceFile, lines: list[Line], start: int, closing: str) -> int:
    """The index of the line that closes a note; `start` where none does before a provision."""
    for index in range(start + 1, min(start + _NOTE_REACH, len(lines))):
        if closing in source.slice(lines[index].span):
            return index
        if lines[index].shape == "ARTICLE" or lines[index].shape in HEADING_SHAPES:
            break
    return start


def _quotations(source: SourceFile, lines: list[Line], decision: bool) -> list[Line]:
    """Lines of quoted new wording become QUOTED, from the label in quotes to the closing mark."""
    out: list[Line] = []
    until = -1
    for index, line in enumerate(lines):
        words = source.slice(line.span)
        if index <= until:
            out.append(line if line.shape == "BLANK" else relabel(line, "QUOTED"))
            continue
        starts = line.shape != "BLANK" and bool(_QUOTED_LABEL.match(words))
        out.append(relabel(line, "QUOTED") if starts else line)
        if _depth(words, 0) and (starts or _QUOTE_LEFT_OPEN.search(words.rstrip())):
            until = _quotation_end(source, lines, index, decision)
    return out


def _quotation_end(source: SourceFile, lines: list[Line], start: int, decision: bool) -> int:
    """The index of the line whose mark closes the quotation; `start` where none does."""
    depth = _depth(source.slice(lines[start].span), 0)
    unit = next((x.number for x in reversed(lines[: start + 1]) if x.shape == "UNIT"), None)
    for index in range(start + 1, min(start + _REACH, len(lines))):
        line = lines[index]
        words = source.slice(line.span).strip()
        if line.shape == "ARTICLE" and not decision and not line.loose:
            return start
        if line.shape == "UNIT" and unit and line.number and line.number.main == unit.main + 1:
            return index - 1
        # “ at the start of every paragraph repeats the one mark that is open
        depth = _depth(words[1:] if words.startswith("“") else words, depth)
        if depth == 0:
            return index
    return start


def _depth(words: str, depth: int) -> int:
    """The number of quotation marks left open after `words`."""
    for mark in words:
        if mark == "“":
            depth += 1
        elif mark == "”":
            depth = max(0, depth - 1)
    return depth
