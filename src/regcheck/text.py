"""Positions in a text: spans, and the file they point into.

Every offset in regcheck is a code point index into the text as the author wrote it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, count
from operator import add
from typing import Literal

import msgspec

_LINE_END = re.compile(r"\r\n|\n|\r")


class Span(msgspec.Struct, frozen=True, array_like=True, order=True, gc=False):
    """A half-open range `[start, end)` of code points."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point; an empty span does where it lies within the other."""
        return self.start < other.end and other.start < self.end

    def moved(self, by: int) -> Span:
        """The range so many code points further on."""
        return Span(self.start + by, self.end + by)


class Position(msgspec.Struct, frozen=True):
    """A place as people count it: line and column, both from 1, in code points."""

    line: int
    column: int


AsideKind = Literal["footnote", "endnote", "comment"]


class Aside(msgspec.Struct, frozen=True):
    """What stands beside the text of a Word file and not in it.

    `span` are the words commented on; it is empty where a note has its mark.
    """

    kind: AsideKind
    span: Span
    text: str


class Link(msgspec.Struct, frozen=True):
    """A cross-reference field of a Word file (REF): the words it shows, and its bookmark.

    `target` is the offset of the bookmark in the text; None where it stands elsewhere in the file
    or, `lost`, nowhere in it.
    """

    span: Span
    name: str
    target: int | None
    lost: bool = False


class Docx(msgspec.Struct, frozen=True):
    """What a Word file says besides its text.

    `boxes` are the spans of the lines that stand in text boxes; `notices` is what a drafter should
    know of how the file was read, in whole sentences.
    """

    asides: tuple[Aside, ...] = ()
    links: tuple[Link, ...] = ()
    boxes: tuple[Span, ...] = ()
    notices: tuple[str, ...] = ()


class SourceFile(msgspec.Struct, frozen=True):
    """A text, where it came from and where its lines begin.

    `encoding` names how the bytes were read; `assumed` is true where the bytes did not say so;
    `file` is true where `path` is the file that holds the text. `docx` is there for a Word file.
    """

    path: str
    text: str
    line_starts: tuple[int, ...]
    encoding: str = "utf-8"
    assumed: bool = False
    file: bool = False
    docx: Docx | None = None

    def slice(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    @property
    def newline(self) -> str:
        """How the lines of the file end: the mark that most of them have, LF where none has one."""
        counts = Counter(_LINE_END.findall(self.text))
        return counts.most_common(1)[0][0] if counts else "\n"

    def position(self, offset: int) -> Position:
        """Line and column of an offset; an offset past the end is the end."""
        offset = min(max(offset, 0), len(self.text))
        index = bisect_right(self.line_starts, offset) - 1
        return Position(index + 1, offset - self.line_starts[index] + 1)

    def line_span(self, line: int) -> Span:
        """The span of a line (from 1) without its line end."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)


def source_file(
    text: str, path: str = "<string>", encoding: str = "utf-8", assumed: bool = False
) -> SourceFile:
    """A SourceFile over `text`; only LF, CR LF and CR end a line."""
    return SourceFile(path, text, (0, *_line_ends(text)), encoding, assumed)


def _line_ends(text: str) -> Iterable[int]:
    """Where the lines end, their marks included."""
    if "\r" in text:
        return [match.end() for match in _LINE_END.finditer(text)]
    *lines, _ = text.split("\n")  # takes half as long
    return map(add, accumulate(map(len, lines)), count(1))
