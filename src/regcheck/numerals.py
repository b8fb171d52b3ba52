"""Chinese numerals and the numbers of provisions."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import msgspec

# Characters that may stand in the number of a label: 第一百零二条, 第12条, 第１２条.
# ⼀⼆⼋⼗ are the look-alikes that text copied from a PDF holds.
DIGITS = "〇零○一二三四五六七八九十百千两廿卅⼀⼆⼋⼗0-9０-９"
# What a draft writes where the number is still open: 第×条.
BLANKS = "×ⅹXxＸｘ＊*□_＿"

_CHINESE = re.compile(f"[{DIGITS}万亿]+")
_DIGITS = 9
_SMALL = "零一二三四五六七八九"
_ROW = f"{_SMALL}〇"
_AS_ARABIC = str.maketrans(_ROW, "01234567890")
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = "万"
_ZEROS = re.compile("(?:零[千百十]?)+")


class Number(msgspec.Struct, frozen=True, order=True):
    """The number of a provision: `Number(120, 1)` is 第一百二十条之一."""

    main: int
    sub: int = 0

    def __str__(self) -> str:
        return f"{self.main}-{self.sub}" if self.sub else str(self.main)


# A draft has few distinct numerals; a process may read many drafts.
@lru_cache(4096)
def to_int(numeral: str) -> int | None:
    """The value of a Chinese, Arabic or full-width numeral; None where it is no number, or one of
    more than nine digits: no provision and no year has one.

    例：一百零二 → 102，十五 → 15，二〇二六 → 2026，１２ → 12。
    """
    text = unicodedata.normalize("NFKC", numeral).replace("○", "〇")
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= _DIGITS else None
    if not _CHINESE.fullmatch(text):
        return None
    value = _usual(text)
    if value is None:
        value = _any(text)
    return value if value is not None and value < 10**_DIGITS else None


def _usual(text: str) -> int | None:
    """The value of a numeral that is a row of digits, or as `to_chinese` writes one of the usual
    numbers; None for any other. `_any` would give the same, but loading cn2an takes 100 ms."""
    if text == "两":  # 前两款
        return 2
    if not text.strip(_ROW):
        # one digit too many is as good as any number more
        return int(text.lstrip("零〇").translate(_AS_ARABIC)[: _DIGITS + 1] or 0)
    value = digit = 0
    for sign in text.removesuffix(_MYRIAD):
        if sign in _UNITS:
            value, digit = value + (digit or 1) * _UNITS[sign], 0
        else:
            digit = _SMALL.find(sign)
    value = (value + digit) * (10_000 if text.endswith(_MYRIAD) else 1)
    return value if _written(value) == text else None


def _any(text: str) -> int | None:
    """The value of a numeral in whatever form, as cn2an reads it; None where it cannot."""
    import cn2an

    try:
        return int(cn2an.cn2an(text, "smart"))
    except (ValueError, KeyError, IndexError):
        return None


@lru_cache(4096)
def to_chinese(value: int) -> str:
    """The Chinese numeral that a label carries: 12 → 十二, 102 → 一百零二.

    Raises ValueError for negative values.
    """
    if value < 0:
        raise ValueError(f"no label is negative: {value}")
    if words := _written(value):
        return words
    import cn2an

    return str(cn2an.an2cn(value))


def _written(value: int) -> str | None:
    """A number below ten thousand, or so many 万, in Chinese; None for any other."""
    if 0 <= value < 10_000:
        digits = zip(f"{value:04}", ("千", "百", "十", ""), strict=True)
        words = "".join(_SMALL[int(digit)] + unit for digit, unit in digits)
        # 零千一百零十二 → 一百零二
        words = _ZEROS.sub("零", words).strip("零") or "零"
        return words.removeprefix("一") if words.startswith("一十") else words
    if value % 10_000 == 0 and 0 < value < 10_000**2:
        return f"{_written(value // 10_000)}{_MYRIAD}"
    return None


def amount_in_chinese(digits: str) -> str | None:
    """An Arabic number as a law writes it, None where it is too large: 1,000 → 一千, 0.5 → 零点五,
    50000 → 五万."""
    whole, point, fraction = digits.replace(",", "").partition(".")
    value = to_int(whole)
    if value is None:
        return None
    words = to_chinese(value)
    return f"{words}点{''.join(_SMALL[int(digit)] for digit in fraction)}" if point else words
