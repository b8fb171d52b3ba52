"""A sentence → the quantities it states in one unit, each as the range that it allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from math import inf

import msgspec
from msgspec.structs import replace

from regcheck.analysis.commitments import Element, Quantity
from regcheck.analysis.literals import may_match
from regcheck.data import expression, table
from regcheck.numerals import DIGITS, to_chinese, to_int
from regcheck.text import Span

SCALE = {"万": 10_000, "亿": 100_000_000}
# 三分之一, 百分之二十: of how many parts.
_PARTS = {"百": 100, "千": 1000, "万": 10_000} | {
    digit: number for number, digit in enumerate("二三四五六七八九十", 2)
}
# Units that are counted in one another: a year is twelve months.
_ALSO: dict[Quantity, tuple[tuple[Quantity, float], ...]] = {
    "month": (("year", 12),),
    "year": (("month", 1 / 12),),
}
_NAMES: dict[Quantity, str] = {
    "percent": "百分比",
    "yuan": "元",
    "times": "倍",
    "day": "日",
    "month": "个月",
    "year": "年",
}
# How far before and after a number the words stand that make it a floor or a cap.
_BEFORE, _AFTER = 28, 6


class Value(msgspec.Struct, frozen=True):
    """A stated quantity as the range it allows: 不低于百分之二十 is 0.2 to infinity.

    Percent is a share, money is in yuan. `text` is as written, at `span` in the sentence.
    """

    low: float
    high: float
    text: str
    span: Span

    def keeps(self, element: Element) -> bool:
        """Whether all that the quantity allows stays within the element's bounds."""
        above = element.min is None or self.low >= element.min
        return above and (element.max is None or self.high <= element.max)

    def exceeds(self, element: Element) -> bool:
        """Whether a quantity that keeps the bounds asks for more than they do.

        Of a range only a higher floor with the same cap does: 一万元以上五万元以下 is milder than
        一万元以上十万元以下.
        """
        if element.min is not None and element.max is not None:
            return self.low > element.min and self.high == element.max
        above = element.min is not None and self.low > element.min
        return above or (element.max is not None and self.high < element.max)


def values(sentence: str, unit: Quantity) -> tuple[Value, ...]:
    """The quantities of a sentence in a unit, by position; 一年以上三年以下 is one."""
    found = [*_stated(sentence, unit, 1.0)]
    for other, factor in _ALSO.get(unit, ()):
        found += _stated(sentence, other, factor)
    if len(found) > 1:
        found = [*_joined(sentence, sorted(found, key=lambda value: value.span))]
    return tuple(found)


def bound_words(element: Element) -> str:
    """The bound that an element promises: 不低于百分之二十."""
    parts = [("不低于", element.min), ("不超过", element.max)]
    named = [f"{word}{_words(bound, element.unit)}" for word, bound in parts if bound is not None]
    return "、".join(named)


def _words(amount: float, unit: Quantity | None) -> str:
    """0.2 percent → 百分之二十, 5000000 yuan → 500万元."""
    if unit == "percent":
        share = round(amount * 100, 4)
        return f"百分之{to_chinese(int(share))}" if share == int(share) else f"{share}%"
    if unit == "yuan" and amount % 10_000 == 0:
        return f"{amount / 10_000:g}万元"
    return f"{amount:g}{_NAMES[unit] if unit else ''}"


def _stated(sentence: str, unit: Quantity, factor: float) -> Iterator[Value]:
    pattern = _quantity(unit)
    if not may_match(pattern, sentence):
        return
    for match in pattern.finditer(sentence):
        amount = _amount(match, unit)
        if amount is not None:
            yield _value(sentence, Span(*match.span()), amount * factor)


def _joined(sentence: str, found: list[Value]) -> Iterator[Value]:
    """一年以上三年以下, 三年至五年: the two numbers bound one range."""
    taken = False
    for value, after in pairwise([*found, None]):
        if value is None or taken:
            taken = False
            continue
        between = sentence[value.span.end : after.span.start] if after else ""
        if after and expression("verdicts", "quantity", "between").fullmatch(between):
            taken = True
            whole = Span(value.span.start, after.span.end)
            ends = {"low": min(value.low, after.low), "high": max(value.high, after.high)}
            if between.strip().startswith("以上"):
                ends = {"low": value.low, "high": after.high}
            yield replace(value, **ends, text=sentence[whole.start : whole.end], span=whole)
        else:
            yield value


@cache
def _quantity(unit: Quantity) -> re.Pattern[str]:
    written = table("verdicts")["quantity"]
    return re.compile(
        written[unit].replace("{number}", written["number"]).replace("{digits}", DIGITS)
    )


@cache
def _bounding(name: str) -> re.Pattern[str]:
    """The words beside a number that make it a floor or a cap."""
    written = table("verdicts")["quantity"]
    return re.compile(written[name].replace("{between}", written["between_words"]))


def _amount(match: re.Match[str], unit: Quantity) -> float | None:
    """百分之二十 → 0.2, 五百万元 → 5000000, 1.5万元 → 15000, 一万五千元 → 15000, 等值 → 1."""
    groups = match.groupdict()
    if groups.get("once"):
        return 1.0
    words = (groups.get("b") or groups["a"]).replace(",", "")
    scale = groups.get("scale") or ""
    if scale and any(each in words for each in SCALE):
        words, scale = f"{words}{scale}", ""  # 一亿五千万 is one numeral
    number = _number(words)
    if number is None:
        return None
    if unit == "percent":
        return number / _PARTS[groups["of"] or "百"]
    return float(number * SCALE.get(scale or _following(match), 1))


def _number(words: str) -> float | None:
    """一亿五千万 → 150000000, 一万零五百 → 10500, 1.5 and 一点五 → 1.5."""
    if words.count("亿") > 1 or words.count("万") > 2:
        return None  # no numeral: 一百零零万一百零零万
    for name in ("亿", "万"):
        head, scale, tail = words.partition(name)
        if scale:
            many, rest = _number(head), _number(tail.lstrip("零〇") or "0")
            return None if many is None or rest is None else many * SCALE[name] + rest
    if re.fullmatch(r"[0-9]+\.[0-9]+", words):
        return float(words)
    whole, _, fraction = words.partition("点")
    digits = [to_int(each) for each in (whole, *fraction)]
    if any(digit is None for digit in digits) or any((digit or 0) > 9 for digit in digits[1:]):
        return None
    return float(f"{digits[0]}.{''.join(map(str, digits[1:]))}")


def _following(match: re.Match[str]) -> str:
    """The scale that a number shares with the next: 一至五万元 is 一万元至五万元."""
    if any(word in match[0] for word in "元百千万亿"):
        return ""
    shared = expression("verdicts", "quantity", "shared").match(match.string, match.end())
    return shared["scale"] if shared else ""


def _value(sentence: str, span: Span, amount: float) -> Value:
    """The range that a number allows with the words around it: 不低于, 以上, 不超过, 以内."""
    before = sentence[max(0, span.start - _BEFORE) : span.start]
    after = sentence[span.end : span.end + _AFTER]
    for side in ("floor", "cap"):
        lead = _bounding(f"{side}_before").search(before)
        tail = _bounding(f"{side}_after").search(after)
        if lead or tail:
            whole = Span(
                span.start - (len(lead[0]) if lead else 0), span.end + (len(tail[0]) if tail else 0)
            )
            low, high = (amount, inf) if side == "floor" else (-inf, amount)
            return Value(low, high, sentence[whole.start : whole.end], span)
    return Value(amount, amount, sentence[span.start : span.end], span)
