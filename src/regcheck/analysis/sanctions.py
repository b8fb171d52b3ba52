"""A matched sanction → its kind, nature, bounds, enforcing body and the duties it answers."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from regcheck.analysis.references import Reference, within
from regcheck.analysis.words import Match
from regcheck.data import expression
from regcheck.numerals import DIGITS, to_int
from regcheck.text import Span

Nature = Literal[
    "penalty", "order", "compulsion", "discipline", "civil", "criminal", "funds", "credit"
]
Unit = Literal["yuan", "times", "percent", "day", "month", "year"]

_AMOUNT = rf"(?:百分之[{DIGITS}]+|[{DIGITS}.,，]+(?:万|亿)?)"
_UNITS: dict[str, Unit] = {
    "万元": "yuan",
    "亿元": "yuan",
    "元": "yuan",
    "倍": "times",
    "日": "day",
    "个月": "month",
    "年": "year",
}
_BOUND = re.compile(
    rf"(?P<low>{_AMOUNT})(?P<low_unit>万元|亿元|元|倍|日|个月|年)?以上"
    rf"(?:(?P<high>{_AMOUNT})(?P<high_unit>万元|亿元|元|倍|日|个月|年)以下)?"
    rf"|(?P<top>{_AMOUNT})(?P<top_unit>万元|亿元|元|倍|日|个月|年)以下"
)
_NEAR = 500


class Sanction(msgspec.Struct, frozen=True):
    """One adverse consequence. `min` and `max` count in `unit` (yuan, not 万元)."""

    kind: str
    nature: Nature
    text: str
    span: Span
    min: float | None = None
    max: float | None = None
    unit: Unit | None = None
    base: str | None = None
    enforcer: str | None = None
    triggers: tuple[str, ...] = ()


def sanction(
    text: str, sentence: Span, match: Match, references: tuple[Reference, ...]
) -> Sanction:
    """The sanction that a match stands for, read in its sentence."""
    words = text[match.span.start : match.span.end]
    low, high, unit = _bounds(words)
    begin = max(sentence.start, match.span.start - _NEAR)
    body = expression("frames", "sanction", "enforcer").search(text, begin, match.span.end)
    base = expression("frames", "sanction", "base").search(words) if unit == "times" else None
    return Sanction(
        kind=match.pattern.kind,
        nature=msgspec.convert(match.pattern.nature, Nature),
        text=words,
        span=match.span,
        min=low,
        max=high,
        unit=unit,
        base=base[0] if base else None,
        enforcer=body[1] if body else None,
        triggers=_triggers(sentence, match, references),
    )


def _bounds(words: str) -> tuple[float | None, float | None, Unit | None]:
    """一万元以上五万元以下 → 10000, 50000, yuan; 二万元以下 → None, 20000, yuan."""
    found = _BOUND.search(words)
    if not found:
        return None, None, None
    if found["top"]:
        unit = _UNITS[found["top_unit"]]
        return None, _value(found["top"], found["top_unit"]), unit
    name = found["low_unit"] or found["high_unit"]
    if not name:
        return None, None, None
    high = _value(found["high"], found["high_unit"]) if found["high"] else None
    return _value(found["low"], name), high, _UNITS[name]


def _value(words: str, unit: str) -> float | None:
    """五万 元 → 50000."""
    scale = {"万元": 10_000, "亿元": 100_000_000}.get(unit, 1)
    digits = words.replace(",", "").replace("，", "")
    for word, factor in (("万", 10_000), ("亿", 100_000_000)):
        if digits.endswith(word):
            digits, scale = digits.removesuffix(word), scale * factor
    value = float(digits) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", digits) else to_int(digits)
    return None if value is None else float(value * scale)


def _triggers(sentence: Span, match: Match, references: tuple[Reference, ...]) -> tuple[str, ...]:
    """The provisions of this document whose breach the sentence says it answers."""
    before = within(references, Span(sentence.start, match.span.start))
    return tuple(
        target
        for reference in before
        if reference.law is None and reference.state == "resolved" and not reference.whole
        for target in reference.ids
    )
