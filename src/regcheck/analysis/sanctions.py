"""A matched sanction → its kind, nature, bounds, bearer and enforcing body."""

from __future__ import annotations

from math import inf

import msgspec
from msgspec.structs import replace

from regcheck.analysis.commitments import Quantity
from regcheck.analysis.matches import Match
from regcheck.analysis.quantities import Value, values
from regcheck.analysis.triggers import NEAR, Nature
from regcheck.data import expression
from regcheck.text import Span

# Sanctions of the body that the sentence names; discipline and courts have their own.
BY_AUTHORITY = frozenset({"penalty", "order", "compulsion", "funds", "credit"})
_MONEY: tuple[Quantity, ...] = ("yuan", "times", "percent")
_TIME: tuple[Quantity, ...] = ("year", "month", "day")
# What a sanction is counted in; the kinds that are not named have no measure.
_COUNTED: dict[str, tuple[Quantity, ...]] = {
    "fine": _MONEY,
    "punitive_damages": _MONEY,
    "disqualification": _TIME,
    "business_restriction": _TIME,
    "credit_sanction": _TIME,
    "licence": _TIME,
    "detention": _TIME,
}
# Bars of so many years; and the kinds whose measure may stand beside their words: 罚款五十元.
_BARS = frozenset({"disqualification", "business_restriction"})
_TOLD_IN_CLAUSE = _BARS | {"fine", "punitive_damages"}


class Sanction(msgspec.Struct, frozen=True, gc=False):
    """One adverse consequence. `min` and `max` count in `unit`: yuan (not 万元), times, percent
    (a share, 0.2 for 百分之二十), days, months or years. `bearer` is who bears it."""

    kind: str
    nature: Nature
    text: str
    span: Span
    min: float | None = None
    max: float | None = None
    unit: Quantity | None = None
    base: str | None = None
    bearer: str | None = None
    enforcer: str | None = None
    triggers: tuple[str, ...] = ()


def sanction(text: str, sentence: Span, match: Match) -> Sanction:
    """The sanction that a match stands for, read in its sentence, without the breaches that it
    answers."""
    clause, nature = match.clause, match.pattern.nature or "penalty"
    # 责令停止使用: what is ordered is told after the word
    span = Span(match.span.start, clause.end) if nature == "order" else match.span
    found = _measure(text, clause, match)
    unit, value = found if found else (None, None)
    return Sanction(
        kind=match.pattern.kind,
        nature=nature,
        text=text[span.start : span.end],
        span=span,
        min=None if value is None or value.low == -inf else value.low,
        max=None if value is None or value.high == inf else value.high,
        unit=unit,
        base=_base(text, clause) if unit in ("times", "percent") else None,
        bearer=_before(text, clause, match, "bearer"),
        enforcer=_before(text, sentence if nature in BY_AUTHORITY else clause, match, "enforcer"),
    )


def _measure(text: str, clause: Span, match: Match) -> tuple[Quantity, Value] | None:
    """The quantity of a sanction and its unit: within its own words, else in its clause."""
    kind = match.pattern.kind
    for place in (match.span, clause) if kind in _TOLD_IN_CLAUSE else (match.span,):
        words = text[place.start : place.end]
        for unit in _COUNTED.get(kind, ()):
            found = values(words, unit)
            if found:
                return unit, _exact(found[0]) if kind in _BARS else found[0]
    return None


def _exact(value: Value) -> Value:
    """五年内不得申报: a bar of five years, not one of at most five."""
    within_years = value.text.endswith("内") and value.low == -inf
    return replace(value, low=value.high) if within_years else value


def _base(text: str, clause: Span) -> str | None:
    """What is multiplied: 处违法所得一倍以上三倍以下罚款 → 违法所得."""
    found = expression("frames", "sanction", "base").search(text, clause.start, clause.end)
    return found[1] if found else None


def _before(text: str, sentence: Span, match: Match, name: str) -> str | None:
    """The last one that the words before a sanction name as its `name`."""
    begin = max(sentence.start, match.span.start - NEAR)
    end = match.trigger.end
    found = list(expression("frames", "sanction", name).finditer(text, begin, end))
    return next(filter(None, found[-1].groups())).strip() if found else None
