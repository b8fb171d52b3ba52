"""Chinese numerals and the numbers of provisions."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import msgspec

# Characters that may stand in the number of a label: 第一百零二条, 第12条, 第１２条.
# ⼀⼆⼋⼗ are the look-alikes that text copied from a PDF holds.
DIGITS = "〇零○一二三四五六七八九十百千两廿卅⼀⼆⼋⼗0-9０-９"
# What a draft writes where the number is still open: 第×条.
BLANKS = "×ⅹXxＸｘ＊*□_＿"

_CHINESE = re.compile(f"[{DIGITS}万亿]+")
_DIGITS = 9
_SMALL = "零一二三四五六七八九"


class Number(msgspec.Struct, frozen=True, order=True):
    """The number of a provision: `Number(120, 1)` is 第一百二十条之一."""

    main: int
    sub: int = 0

    def __str__(self) -> str:
        return f"{self.main}-{self.sub}" if self.sub else str(self.main)


@cache
def to_int(numeral: str) -> int | None:
    """The value of a Chinese, Arabic or full-width numeral; None where it is no number, or one of
    more than nine digits: no provision and no year has one.

    例：一百零二 → 102，十五 → 15，二〇二六 → 2026，１２ → 12。
    """
    import cn2an

    text = unicodedata.normalize("NFKC", numeral).replace("○", "〇")
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= _DIGITS else None
    if not _CHINESE.fullmatch(text):
        return None
    try:
        value = int(cn2an.cn2an(text, "smart"))
    except (ValueError, KeyError, IndexError):
        return None
    return value if value < 10**_DIGITS else None


@cache
def to_chinese(value: int) -> str:
    """The Chinese numeral that a label carries: 12 → 十二, 102 → 一百零二.

    Raises ValueError for negative values.
    """
    import cn2an

    if 0 <= value < 10:
        return _SMALL[value]
    if value < 0:
        raise ValueError(f"no label is negative: {value}")
    return str(cn2an.an2cn(value))


def amount_in_chinese(digits: str) -> str | None:
    """An Arabic number as a law writes it, None where it is too large: 1,000 → 一千, 0.5 → 零点五,
    50000 → 五万."""
    whole, point, fraction = digits.replace(",", "").partition(".")
    value = to_int(whole)
    if value is None:
        return None
    words = to_chinese(value)
    return f"{words}点{''.join(_SMALL[int(digit)] for digit in fraction)}" if point else words
