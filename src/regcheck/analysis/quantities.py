"""A sentence → the quantities it states in one unit, each an exact value, a floor or a cap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

import msgspec

from regcheck.analysis.commitments import Element, Quantity
from regcheck.data import expression, table
from regcheck.numerals import DIGITS, to_int

Side = Literal["exact", "floor", "cap"]
_SCALE = {"万": 10_000, "亿": 100_000_000}
# How far around a number the words stand that make it a floor or a cap.
_NEAR = 6


class Value(msgspec.Struct, frozen=True):
    """A stated quantity: percent as a share (0.2), money in yuan; `text` as written."""

    amount: float
    side: Side
    text: str

    def keeps(self, element: Element) -> bool:
        """Whether the quantity stays within the element's bounds.

        A cap keeps no lower bound and a floor no upper one: 不高于百分之二十 is not 不低于.
        """
        if element.min is not None and (self.amount < element.min or self.side == "cap"):
            return False
        return element.max is None or (self.amount <= element.max and self.side != "floor")


def values(sentence: str, unit: Quantity) -> Iterator[Value]:
    """The quantities of a sentence in a unit, by position."""
    for match in _quantity(unit).finditer(sentence):
        amount = _amount(match, unit)
        if amount is not None:
            yield Value(amount, _side(sentence, match), match[0])


@cache
def _quantity(unit: Quantity) -> re.Pattern[str]:
    return re.compile(table("verdicts")["quantity"][unit].replace("{digits}", DIGITS))


def _amount(match: re.Match[str], unit: Quantity) -> float | None:
    """百分之二十 → 0.2, 五百万元 → 5000000, 三十日 → 30."""
    groups = match.groupdict()
    if groups.get("b"):
        return float(groups["b"]) / 100 if groups["b"].count(".") <= 1 else None
    words = groups["a"]
    # 五百万 is one numeral; 5万 a numeral and its scale
    number = to_int(words)
    if number is None:
        return None
    if unit == "percent":
        return number / 100
    return float(number * _SCALE.get(groups.get("scale") or "", 1))


def _side(sentence: str, match: re.Match[str]) -> Side:
    before = sentence[max(0, match.start() - _NEAR) : match.start()]
    after = sentence[match.end() : match.end() + _NEAR]
    for side in ("floor", "cap"):
        for place, words in (("before", before), ("after", after)):
            if expression("verdicts", "quantity", f"{side}_{place}").search(words):
                return "floor" if side == "floor" else "cap"
    return "exact"
