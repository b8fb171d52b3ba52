"""写了别的地方：省的法规里写“本市”“本自治区”，或者写了另一个省的机关。

多半是照抄其他地方的法规时没有改。名称看得出是哪个省、自治区、直辖市的地方性法规才查；句子里有设区的市、市人民政府的“本市”，
写到省际协作、毗邻地区的外省机关，不报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from regcheck.analysis.sentences import Unit, set_apart
from regcheck.data import basis, expression, table
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import DECISIONS
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    region = expression("regions", "pattern", "title").match(ctx.document.title)
    if not region or ctx.facts.level != "provincial" or ctx.document.kind in DECISIONS:
        return
    name, kind = region["name"], region["kind"]
    quiet = expression("regions", "pattern", "of_a_city")
    for unit, span in _places(ctx, _own(kind)):
        if not quiet.search(unit.words):
            yield ctx.report(span, words=ctx.text(span), name=f"{name}{kind}")
    together = expression("regions", "pattern", "together")
    for unit, span in _places(ctx, _bodies(name)):
        if not together.search(unit.words):
            yield ctx.report(
                span,
                message="“{words}”是外地的机关，本法规不能给它设定职责。请核对是否照抄时没有改。",
                words=ctx.text(span),
            )


@cache
def _own(kind: str) -> re.Pattern[str]:
    """The words for the region itself that belong to a region of another kind."""
    return re.compile(table("regions")["own"][kind])


@cache
def _bodies(name: str) -> re.Pattern[str]:
    """The bodies of another province: 湖南省人民政府."""
    names = "|".join(each for each in table("regions")["names"] if each != name)
    return re.compile(f"(?:{names}){table('regions')['body']['words']}")


def _places(ctx: Context, pattern: re.Pattern[str]) -> Iterator[tuple[Unit, Span]]:
    """Where words stand in a sentence, outside book marks and quotation marks."""
    text = ctx.document.source.text
    for match in pattern.finditer(text):
        unit = ctx.facts.sentences.at(match.start())
        if unit and not set_apart(text, unit.span.start, match.start()):
            yield unit, Span(*match.span())


_TITLE = "# 辽宁省科技创新条例\n\n"

RULE = Rule(
    code="W443",
    name="other-region",
    name_zh="写了别的地方",
    summary_en="A provincial text speaks of this city, or of a body of another province.",
    severity=Severity.WARNING,
    message="这是{name}的法规，却写了“{words}”。请核对是否照抄其他地方的规定时没有改。",
    check=_check,
    good=(
        Good(f"{_TITLE}第一条　本省鼓励科技创新。\n"),
        Good(f"{_TITLE}第一条　设区的市人民政府应当保障本市的科技投入。\n"),
        Good(f"{_TITLE}第一条　省人民政府应当与吉林省人民政府建立区域协作机制。\n"),
    ),
    bad=(
        Bad(f"{_TITLE}第一条　⟦本市⟧鼓励科技创新。\n"),
        Bad(f"{_TITLE}第一条　⟦湖南省人民政府⟧应当保障科技投入。\n"),
    ),
    basis=basis("own-region"),
)
