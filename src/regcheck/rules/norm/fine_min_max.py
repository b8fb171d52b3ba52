"""数额的下限不低于上限：两个数写颠倒了，或者写成同一个数。

例如“五万元以上一万元以下”。金额、倍数、百分比、期限都检查；写成“A 以上 B 以下”“A 至 B”的才比较。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from regcheck.analysis.commitments import Quantity
from regcheck.analysis.quantities import values
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.numerals import DIGITS, to_int
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# 五万元以上一万元以下，五万元至一万元: between the two numbers. A range with 到, —, - or ～ is none
# that `_upside` reports.
_RANGE = re.compile(rf"(?:以上(?:[（(][^（()）]{{1,12}}[）)])?[、，]?|至)\s{{0,3}}[等万{DIGITS}]")
# 写作“A 至 B”的，只比较这些：年份之间的“至”不是幅度。
_COMPARED: frozenset[Quantity] = frozenset({"yuan", "times", "percent"})
# 一万元以上五万元以下: the usual one.
_PLAIN = re.compile(
    rf"(?<![{DIGITS}万亿.,点])(?P<low>[{DIGITS}]+万?)(?P<unit>元|倍|日|年|个月|个工作日)(?:以上|至)"
    rf"(?P<high>[{DIGITS}]+万?)(?P=unit)"
)


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for unit in ctx.facts.sentences.holding(_RANGE):
        words = unit.words
        if _plain(words):
            continue
        # a range of days is read again as one of working days
        spans = sorted({span for measure in get_args(Quantity) for span in _upside(words, measure)})
        for span in spans:
            place = Span(unit.span.start + span.start, unit.span.start + span.end)
            yield ctx.report(place, words=ctx.text(place))


def _plain(words: str) -> bool:
    """Whether each range of a sentence has its two numbers in one unit, the lower one first; then
    there is nothing to report, and no need to read the sentence for each kind of quantity."""
    ranges = _RANGE.findall(words)
    return not ranges or len(ranges) == sum(map(_rises, _PLAIN.finditer(words)))


def _rises(plain: re.Match[str]) -> bool:
    low, high = _value(plain["low"]), _value(plain["high"])
    return low is not None and high is not None and low < high


def _value(number: str) -> int | None:
    value = to_int(number.removesuffix("万"))
    return value * 10_000 if value is not None and number.endswith("万") else value


def _upside(words: str, measure: Quantity) -> Iterator[Span]:
    """The ranges of a sentence whose lower end is not the lower one."""
    for value in values(words, measure):
        text = words[value.span.start : value.span.end + 2]
        if "以上" in text and text.endswith("以下") and value.low >= value.high:
            yield Span(value.span.start, value.span.end + 2)
        elif "至" in value.text and measure in _COMPARED and _falls(value.text, measure):
            yield value.span


def _falls(words: str, measure: Quantity) -> bool:
    """五万元至一万元: whether the second number is the lower one."""
    first, last = (values(part, measure) for part in words.split("至", 1))
    return bool(first and last) and first[0].low > last[0].low


RULE = Rule(
    code="N701",
    name="fine-min-max",
    name_zh="数额上下限颠倒",
    summary_en="The lower bound of a range is not below its upper bound.",
    severity=Severity.ERROR,
    message="“{words}”的下限不低于上限。请核对两个数。",
    check=_check,
    good=(
        Good("第一条　处一万元以上五万元以下罚款。\n"),
        Good("第一条　处5万元以上五十万元以下罚款，暂停资格一年以上三年以下。\n"),
        Good("第一条　处违法所得一倍以上三倍以下罚款；没有违法所得的，处一万元以下罚款。\n"),
    ),
    bad=(
        Bad("第一条　处⟦五万元以上一万元以下⟧罚款。\n"),
        Bad("第一条　处违法所得⟦五倍以上三倍以下⟧罚款。\n"),
        Bad("第一条　暂停其资格⟦三年以上三年以下⟧。\n"),
        Bad("第一条　处⟦五万元至一万元⟧罚款。\n"),
    ),
    basis=basis("clarity"),
)
