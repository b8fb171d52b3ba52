"""Fields of Word: what is shown of them, where their words lead, what Word makes of them itself.

Source: ECMA-376, Part 1, 17.16 (fields).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from regcheck.formats.docx.line import Item
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.symbols import private, symbol

_REF = re.compile(r"\s*REF\s+\"?([^\s\"\\]+)", re.IGNORECASE)
_MADE = re.compile(r"\s*(?:SET|ASK)\s+\"?([^\s\"\\]+)", re.IGNORECASE)
_AUTOMATIC = re.compile(r"\s*(?:AUTONUM(?:LGL|OUT)?|LISTNUM)\b", re.IGNORECASE)
_LINK = re.compile(r"\s*HYPERLINK\b", re.IGNORECASE)
_SYMBOL = re.compile(r"\s*SYMBOL\s+(\d{1,5})\b(?:.*?\\f\s+\"?([^\"\\]+))?", re.IGNORECASE)
_BUTTON = re.compile(r"\s*MACROBUTTON\s+\S+\s+(.+)", re.IGNORECASE)
# 带圈字符 and 拼音指南 are fields that draw one thing over another: EQ \o\ac(○,一)
_OVER = re.compile(r"\s*EQ\b", re.IGNORECASE)
_DRAWN = re.compile(r"\\o\s*(?:\\a[lcrd])?\s*\(", re.IGNORECASE)
_RING = ("○", "◯", "〇")
_CIRCLED = dict(zip("一二三四五六七八九十", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", strict=True)) | {
    str(number): chr(ord("①") + number - 1) for number in range(1, 21)
}
# No instruction that matters here is longer.
_LONGEST = 500


class Field(msgspec.Struct):
    """A field that has begun: its instruction; `shown` from the point where its result begins,
    `filled` once that has a character.

    `held` is what stood before that point and is no instruction.
    """

    begin: Root | None
    words: str = ""
    shown: bool = False
    filled: bool = False
    held: list[Item] = []

    @property
    def bookmark(self) -> str | None:
        """The bookmark that a REF field shows; None for another field."""
        found = _REF.match(self.words)
        return found[1] if found else None

    @property
    def makes(self) -> str | None:
        """The bookmark that a SET or ASK field makes; None for another field."""
        found = _MADE.match(self.words)
        return found[1] if found else None

    @property
    def is_link(self) -> bool:
        """Whether it is a hyperlink."""
        return _LINK.match(self.words) is not None

    @property
    def numbers_itself(self) -> bool:
        """Whether Word shows a number for it that stands nowhere in the file."""
        return _AUTOMATIC.match(self.words) is not None

    @property
    def drawn(self) -> str:
        """What Word shows for it where it has no result; empty for most fields."""
        if _OVER.match(self.words):
            return _drawn_over(self.words)
        if found := _SYMBOL.match(self.words):
            font = (found[2] or "Symbol").strip()
            return symbol(private(chr(int(found[1])), font), font) if int(found[1]) >= 0x20 else ""
        found = _BUTTON.match(self.words)
        return found[1].strip() if found else ""


class Fields:
    """The fields that are open at a place, the innermost last."""

    def __init__(self, ignored: frozenset[Root]) -> None:
        self.open: list[Field] = []
        self._ignored = ignored
        self._unshown = 0

    @property
    def shows(self) -> bool:
        """Whether what stands here is shown: every open field has reached its result."""
        return not self._unshown

    @property
    def in_link(self) -> bool:
        """Whether what stands here is the result of a hyperlink."""
        return any(field.is_link for field in self.open[-2:])

    def begin(self, char: Root) -> None:
        """A field begins; one that is known to have no end does not count."""
        if char not in self._ignored:
            self.open.append(Field(char))
            self._unshown += 1

    def simple(self, instruction: str) -> Field:
        """A field whose instruction and result are one element."""
        self.open.append(Field(None, instruction[:_LONGEST], shown=True))
        return self.open[-1]

    def instruct(self, words: str) -> None:
        """A part of the instruction of the innermost field."""
        if self.open and not self.open[-1].shown and len(self.open[-1].words) < _LONGEST:
            self.open[-1].words += words[:_LONGEST]

    def separate(self) -> Field | None:
        """The result of the innermost field begins; None where that is nothing new."""
        if not self.open or self.open[-1].shown:
            return None
        self.open[-1].shown = True
        self._unshown -= 1
        return self.open[-1]

    def end(self) -> Field | None:
        """The innermost field ends."""
        if not self.open:
            return None
        field = self.open.pop()
        self._unshown -= not field.shown
        return field

    def hold(self, item: Item) -> None:
        """What stands before the result of the innermost field and is no instruction."""
        if not self.open[-1].shown:
            self.open[-1].held.append(item)

    def fill(self) -> None:
        """A character is shown: every open field has one."""
        for field in reversed(self.open):
            if field.filled:
                break
            field.filled = True

    def unclosed(self) -> Iterator[Root]:
        """Where the fields began that have no end."""
        return (field.begin for field in self.open if field.begin is not None)


def _drawn_over(instruction: str) -> str:
    opened = _DRAWN.search(instruction)
    close = instruction.rfind(")")
    if not opened or close < opened.end():
        return ""
    under, _, over = instruction[opened.end() : close].rpartition(",")
    inner = over.strip()
    return _CIRCLED.get(inner, inner) if under.strip().endswith(_RING) else inner
