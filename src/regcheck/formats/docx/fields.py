"""Field instructions: which ones lead to a bookmark, which ones show what no run holds.

Source: ECMA-376, Part 1, 17.16 (fields).
"""

from __future__ import annotations

import re

_REF = re.compile(r"\s*REF\s+\"?([^\s\"\\]+)", re.IGNORECASE)
_AUTOMATIC = re.compile(r"\s*(?:AUTONUM(?:LGL|OUT)?|LISTNUM)\b", re.IGNORECASE)
# 带圈字符 and 拼音指南 are fields that draw one thing over another: EQ \o\ac(○,一)
_OVER = re.compile(r"\s*EQ\b.*?\\o\s*(?:\\a[lcrd])?\s*\((.*)\)\s*$", re.IGNORECASE | re.DOTALL)
_RING = ("○", "◯", "〇")
_CIRCLED = dict(zip("一二三四五六七八九十", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", strict=True)) | {
    str(number): chr(ord("①") + number - 1) for number in range(1, 21)
}


def bookmark(instruction: str) -> str | None:
    """The bookmark that a REF field shows; None for another field."""
    found = _REF.match(instruction)
    return found[1] if found else None


def numbers_itself(instruction: str) -> bool:
    """Whether Word shows a number for the field that stands nowhere in the file."""
    return _AUTOMATIC.match(instruction) is not None


def drawn(instruction: str) -> str:
    """What an EQ field shows that draws one character over another; empty for another field."""
    found = _OVER.match(instruction)
    if not found:
        return ""
    under, _, over = found[1].rpartition(",")
    inner = over.strip()
    return _CIRCLED.get(inner, inner) if under.strip().endswith(_RING) else inner
