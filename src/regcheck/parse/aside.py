"""What stands between the lines of a draft without being its text.

Comments, front matter, notes, alternatives, tables: kept with their spans, never counted as
paragraphs.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec.structs import replace

from regcheck.numerals import DIGITS
from regcheck.parse.labels import GAP, Line, relabel
from regcheck.parse.tokens import line_token
from regcheck.text import SourceFile, Span

_NOTE_WORDS = "说明|起草说明|修改说明|注|备注|编者按|问题|理由|修改理由|修改情况|征求意见情况"
_ANY_WORD = rf"(?:{_NOTE_WORDS}|备选|方案[一二三四五])[：:）)\]］〕一二三四五]"
_OPENING = re.compile(rf"{GAP}*(?P<open>【|[（(\[［〔](?={_ANY_WORD}))")
# 第二条　乙。【说明：…: a note that begins at the end of a line of text.
_OPENING_INSIDE = re.compile(rf"(?P<open>[【（(\[［〔])(?={_ANY_WORD})")
_ALTERNATIVE = re.compile(
    rf"{GAP}*[【（(\[［〔]?(?:备选(?:方案)?|方案)(?:[一二三四五六ABC0-9])?[】）)\]］〕：:　 ]"
)
_BEFORE_ARTICLE = re.compile(
    rf"(?P<mark>{GAP}*[【（(\[［〔](?:备选)?方案[一二三四五六ABC0-9]?[】）)\]］〕]){GAP}*第[{DIGITS}]+条"
)
# 方案一） and 方案： as an alternative begins, wherever they stand.
_SCHEME = re.compile(r"方案[一二三四五六ABC0-9]?[】）)\]］〕:：　 ]")
_CLOSING = {"【": "】", "（": "）", "(": ")", "[": "]", "［": "］", "〔": "〕"}
_WIDE = str.maketrans("()[]", "（）［］")
FENCE = re.compile(r"\s*(?:```|~~~)")
_FRONT_MATTER = re.compile(r"\s*---\s*$")
_KEY_LINE = re.compile(r"\s*(?:[\w-]+\s*:|-\s|$)")
_TABLE_RULE = re.compile(r"\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$")
# How many lines a note or front matter may run before its opening is taken for a slip.
_REACH = 40


def set_aside(source: SourceFile, lines: list[Line]) -> list[Line]:
    """The lines with comments, tables, notes, alternatives and text boxes relabelled."""
    if source.docx:  # what is typed in Word is seen
        lines = [relabel(x, "TEXT") if x.shape == "COMMENT" else x for x in lines]
    else:
        lines = _front_matter(source, lines)
        lines = _fences(source, lines)
        lines = _comments(source, lines)
    lines = _tables(source, lines)
    lines = notes(source, lines) if may_hold_notes(source.text) else lines
    return _boxes(source, lines)


def _boxes(source: SourceFile, lines: list[Line]) -> list[Line]:
    """What stands in a text box of a Word file is a note."""
    boxes = sorted(source.docx.boxes) if source.docx else []
    if not boxes:
        return lines
    starts = [box.start for box in boxes]
    out = []
    for line in lines:
        box = bisect_right(starts, line.span.start) - 1
        inside = box >= 0 and line.span.start < boxes[box].end
        out.append(relabel(line, "NOTE") if inside else line)
    return out


def _front_matter(source: SourceFile, lines: list[Line]) -> list[Line]:
    """A YAML block between --- and --- at the top is a comment."""
    first = next((i for i, line in enumerate(lines) if source.slice(line.span).strip()), None)
    if first is None or not _FRONT_MATTER.match(source.slice(lines[first].span)):
        return lines
    for index in range(first + 1, min(first + _REACH, len(lines))):
        words = source.slice(lines[index].span)
        if _FRONT_MATTER.match(words):
            inside = [relabel(line, "COMMENT") for line in lines[first : index + 1]]
            return [*lines[:first], *inside, *lines[index + 1 :]]
        if not _KEY_LINE.match(words):
            break
    return lines


def _fences(source: SourceFile, lines: list[Line]) -> list[Line]:
    """A fenced block of Markdown, with its fences, is a comment; an open fence is text."""
    if "```" not in source.text and "~~~" not in source.text:
        return lines
    fences = [i for i, line in enumerate(lines) if FENCE.match(source.slice(line.span))]
    out = list(lines)
    for start, end in zip(fences[::2], fences[1::2], strict=False):
        out[start : end + 1] = [relabel(line, "COMMENT") for line in lines[start : end + 1]]
    return out


def _comments(source: SourceFile, lines: list[Line]) -> list[Line]:
    """An HTML comment is one token to its `-->`, what follows on the line another."""
    if "<!--" not in source.text:
        return lines
    text, last = source.text, source.text.rfind("-->")
    out: list[Line] = []
    done = 0
    for start in [index for index, line in enumerate(lines) if line.shape == "COMMENT"]:
        span = lines[start].span
        if start < done or "<!--" not in source.slice(span):
            continue
        close = text.find("-->", span.start) if span.start < last else -1
        end = close + 3 if close >= 0 else span.end
        out += lines[done:start]
        done = start
        while done < len(lines) and lines[done].span.end <= end:
            out.append(relabel(lines[done], "COMMENT"))
            done += 1
        if done < len(lines) and lines[done].span.start < end:
            out.append(
                replace(line_token(text, Span(lines[done].span.start, end)), shape="COMMENT")
            )
            out.append(line_token(text, Span(end, lines[done].span.end)))
            done += 1
    return [*out, *lines[done:]]


def _tables(source: SourceFile, lines: list[Line]) -> list[Line]:
    """A table without outer bars: its head, the rule under it, and the rows that follow."""
    if "|" not in source.text:
        return lines
    out = list(lines)
    for index, line in enumerate(lines):
        if out[index].shape == "TABLE" or not _TABLE_RULE.match(source.slice(line.span)):
            continue
        row = index
        while row < len(lines) and "|" in source.slice(lines[row].span):
            out[row] = relabel(lines[row], "TABLE")
            row += 1
        if index and "|" in source.slice(lines[index - 1].span):
            out[index - 1] = relabel(lines[index - 1], "TABLE")
    return out


def may_hold_notes(text: str) -> bool:
    """Whether what a note or an alternative begins with stands anywhere; a law holds none."""
    return bool(
        "【" in text or "备选" in text or _SCHEME.search(text) or _OPENING_INSIDE.search(text)
    )


def notes(source: SourceFile, lines: list[Line]) -> list[Line]:
    """Lines of 【说明：…】, 【备选】… and 方案一：… become notes and alternatives."""
    out: list[Line] = []
    until = -1
    for index, line in enumerate(lines):
        words = source.text[line.own.start : line.span.end]
        if line.shape in ("BLANK", "COMMENT"):
            out.append(line)
        elif index <= until:
            out.append(relabel(line, "NOTE"))
        else:
            if leading := _BEFORE_ARTICLE.match(words):
                out.extend(_split(source, line, line.own.start + leading.end("mark")))
                continue
            whole = _OPENING.match(words)
            alternative = _ALTERNATIVE.match(words)
            opening = whole or _OPENING_INSIDE.search(words)
            if whole or alternative:
                out.append(relabel(line, "ALTERNATIVE" if alternative else "NOTE"))
            else:
                out.append(line)
            if opening:
                until = _note_end(source, lines, index, opening["open"])
    return out


def _split(source: SourceFile, line: Line, at: int) -> tuple[Line, Line]:
    """【方案二】第二条　…: the mark is a note, the article after it an article."""
    mark = line_token(source.text, Span(line.span.start, at))
    return relabel(mark, "ALTERNATIVE"), line_token(source.text, Span(at, line.span.end))


def _note_end(source: SourceFile, lines: list[Line], start: int, mark: str) -> int:
    """The index of the line that closes a note opened by `mark`; `start` where none does."""
    depth = 0
    for index in range(start, min(start + _REACH, len(lines))):
        words = source.slice(lines[index].span)
        again = _OPENING.match(words)
        if index > start and again and again["open"] == mark and mark == "【":
            break  # the next note begins: the first one was never closed
        depth += _bracket_balance(words, mark)
        if depth <= 0:
            return index
    return start


def _bracket_balance(words: str, mark: str) -> int:
    """Opening less closing brackets of one kind; half-width ones count as full-width."""
    wide = words.translate(_WIDE)
    opening = mark.translate(_WIDE)
    return wide.count(opening) - wide.count(_CLOSING[opening])
