"""A line of a draft → its words: without signs of Markdown, comments and blanks at its edges."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

import msgspec

from regcheck.analysis.comments import comments_within
from regcheck.model import Document
from regcheck.numerals import DIGITS
from regcheck.text import Span

# White space and characters without width: nothing of a line that begins or ends with them.
BLANKS = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
    "\u00ad\x00"
)
_MARKS = "，。；：、！？“”‘’《》〈〉「」.,;:!?"
_GAP = f"[{re.escape(BLANKS)}]"
_ANCHOR = r"<a\b[^<>]*>\s*</a>"
# A line that only divides; - 3 - is the number of a page and no list.
_RULER = re.compile(
    rf"{_GAP}*+(?:(?:-\s*+){{3,}}|(?:\*\s*+){{3,}}|(?:_\s*+){{3,}}|={{3,}}|—{{3,}}"
    rf"|(?:(?:<br\s*+/?>|&nbsp;|{_ANCHOR})\s*+)+){_GAP}*+"
)
_PAGE = re.compile(rf"{_GAP}*[-—–]\s*[0-9]{{1,3}}\s*[-—–]{_GAP}*")
_LEADING = re.compile(
    rf"{_GAP}*+(?:#{{1,6}}(?={_GAP}|$){_GAP}*+|>{_GAP}*+|[-*+]{_GAP}++|{_ANCHOR}{_GAP}*+)*+"
)
_TRAILING = re.compile(
    rf"(?<={_GAP})#{{1,6}}{_GAP}*$|(?<=\S)\{{#[^{{}}]*\}}{_GAP}*$|(?<=\S){_ANCHOR}{_GAP}*$"
)
# **第一条** and **甲** between blanks or marks; 第**条, 20**年, 由**省**市 are to be filled in.
_BOLD = re.compile(
    rf"(?:^|(?<=[\s\x00{_MARKS}]))(?P<mark>\*{{2,3}})(?![\s*])"
    rf"(?:(?:第[{DIGITS}]+[编章节条](?:之[{DIGITS}]+)?|[（(][^*]{{1,24}}[）)])(?P=mark)(?!\*)"
    rf"|(?:(?!\*\*).)+?(?<![\s\\])(?P=mark)(?=[\s\x00{_MARKS}]|$))"
)
_LINED = re.compile(r"(?P<mark>__)(?=[第（(])(?:(?!__).)+?(?P=mark)")
_OPEN_BAR, _LAST_BAR = re.compile(r"^\|"), re.compile(r"(?<!\\)\|$")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~（）．])")


class Row(msgspec.Struct, frozen=True):
    """A line of the file: where it stands, and the parts of it that are words."""

    span: Span
    parts: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Where its words begin; its own begin where it has none."""
        return self.parts[0].start if self.parts else self.span.start


def rows(document: Document) -> tuple[Row, ...]:
    """Every line of the file, in order; comments are no words."""
    text, word = document.source.text, document.source.docx is not None
    comments = comments_within(document, Span(0, len(text)))
    ends = [each.end for each in comments]
    found = []
    for number in range(1, len(document.source.line_starts) + 1):
        span = document.source.line_span(number)
        first = bisect_left(ends, span.start + 1)
        inside = []
        for each in comments[first:]:
            if each.start >= span.end:
                break
            inside.append(each)
        parts = _line_of_word(text, span) if word else _parts(text, span, inside)
        found.append(Row(span, parts))
    return tuple(found)


def _line_of_word(text: str, line: Span) -> tuple[Span, ...]:
    """The words of a line of a Word file, in which nothing is a sign of Markdown."""
    kept = _stripped(text[line.start : line.end], [(0, line.end - line.start)])
    return tuple(Span(line.start + start, line.start + end) for start, end in kept)


def words(text: str, row: Row, span: Span) -> str:
    """The words of a line in a span."""
    return "".join(
        text[max(part.start, span.start) : min(part.end, span.end)]
        for part in row.parts
        if part.overlaps(span)
    )


def all_words(document: Document, row: Row) -> str:
    """All words of a line."""
    return words(document.source.text, row, row.span)


def squashed(said: str) -> str:
    """The words without blanks."""
    return "".join(char for char in said if char not in BLANKS)


def cells(line: str, *, word: bool = False) -> tuple[str, ...]:
    """The words of each cell of a line in the Markdown of tables; <br> is the end of a line, unless
    the line stands for a row of a Word file."""
    if word:
        return tuple(line.removeprefix("| ").removesuffix(" |").split(" | "))
    line = _OPEN_BAR.sub("", _LAST_BAR.sub("", line))
    return tuple(_plain(_BREAK.sub("\n", cell).strip(BLANKS)) for cell in _BAR.split(line))


def _plain(words_of_a_cell: str) -> str:
    """Words without the signs inside them."""
    kept = _kept(words_of_a_cell, _inner(words_of_a_cell))
    return "".join(words_of_a_cell[start:end] for start, end in kept)


def _parts(text: str, line: Span, comments: Iterable[Span]) -> tuple[Span, ...]:
    """The words of a line; a line of a table keeps the signs within its cells."""
    masked = text[line.start : line.end]
    gone: list[tuple[int, int]] = []
    for each in comments:
        begin = max(each.start, line.start) - line.start
        stop = min(each.end, line.end) - line.start
        masked = masked[:begin] + "\x00" * (stop - begin) + masked[stop:]
        gone.append((begin, stop))
    if _RULER.fullmatch(masked):
        return ()
    if not _PAGE.fullmatch(masked):
        gone += (match.span() for match in (_LEADING.match(masked),) if match)
    if not masked.lstrip(BLANKS).startswith("|"):
        gone += (match.span() for match in _TRAILING.finditer(masked))
        gone += _inner(masked)
    kept = _stripped(masked, _kept(masked, gone))
    return tuple(Span(line.start + start, line.start + end) for start, end in kept)


def _inner(line: str) -> Iterator[tuple[int, int]]:
    """The signs for bold type, and what keeps a character from being a sign."""
    for pattern in (_BOLD, _LINED):
        for match in pattern.finditer(line):
            length = len(match["mark"])
            yield match.start(), match.start() + length
            yield match.end() - length, match.end()
    for match in _ESCAPE.finditer(line):
        yield match.span()


def _kept(line: str, gone: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of a line without some stretches of it."""
    out, at = [], 0
    for start, end in sorted(gone):
        if start > at:
            out.append((at, start))
        at = max(at, end)
    return [*out, (at, len(line))] if at < len(line) else out


def _stripped(line: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts without blanks at the edges of the line."""
    places = [i for start, end in parts for i in range(start, end) if line[i] not in BLANKS]
    if not places:
        return []
    first, last = places[0], places[-1] + 1
    cut = ((max(start, first), min(end, last)) for start, end in parts)
    return [(start, end) for start, end in cut if start < end]
