"""A line of the draft with a span underlined, in the columns a terminal shows."""

from __future__ import annotations

import msgspec
from rich.cells import cell_len

from regcheck.text import SourceFile, Span

# Characters without a width of their own, or with another meaning to a terminal.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)
# What turns the direction of the words behind it around is shown, too: U+202E.
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROL = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), *_TURNING), "·") | {9: " "}
_ELLIPSIS = "…"


class Frame(msgspec.Struct, frozen=True):
    """What is shown of a line: the text before the span, the span, the text after it."""

    line: int
    before: str
    marked: str
    after: str

    @property
    def indent(self) -> int:
        """Terminal cells before the underline."""
        return cell_len(self.before)

    @property
    def width(self) -> int:
        """Terminal cells of the underline, at least one."""
        return max(1, cell_len(self.marked))


def frame(source: SourceFile, span: Span, cells: int) -> Frame:
    """The part of the span's first line that fits into `cells` terminal cells around it."""
    position = source.position(span.start)
    line = source.line_span(position.line)
    end = min(max(span.end, span.start), line.end)
    before = printable(source.text[line.start : min(span.start, line.end)])
    marked = printable(source.text[span.start : end])
    after = printable(source.text[end : line.end])
    marked = _head(marked, cells)
    room = max(0, cells - cell_len(marked))
    left = max(room - min(cell_len(after), room // 3), 0)
    before = _tail(before.lstrip() if cell_len(before) <= left else before, left)
    return Frame(position.line, before, marked, _head(after, room - cell_len(before)))


def printable(text: str) -> str:
    """The text as a terminal can show it; no escape sequence of a draft reaches it."""
    return text.translate(_INVISIBLE).translate(_CONTROL)


def _head(text: str, cells: int) -> str:
    """The beginning of the text that fits; … where it is cut."""
    if cell_len(text[: cells + 1]) <= cells and len(text) <= cells:
        return text
    out: list[str] = []
    used = 1
    for char in text:
        used += cell_len(char)
        if used > cells:
            return "".join(out) + (_ELLIPSIS if cells else "")
        out.append(char)
    return text


def _tail(text: str, cells: int) -> str:
    """The end of the text that fits; … where it is cut."""
    return _head(text[::-1][: cells + 2], cells)[::-1]
