"""“情节严重”加重处罚五倍以上，没有写什么算情节严重。

一档罚款与情节严重的一档，上限相差五倍以上，而全文没有说明哪些情形属于情节严重，处罚轻重悬殊而没有标准。写了裁量基准的不报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule

# 加重一档的上限是前一档的多少倍（不含本数）。
_TIMES = 5
# 例：有下列情形之一的，属于情节严重。
_TOLD = re.compile(
    "(?:属于|视为|认定为|前款所称|本条所称)[^。；]{0,12}情节严重|情节严重(?:是指|，是指|，包括|的情形)|裁量权?基准|情节严重的(?:认定|具体)?标准"
)

_SERIOUS = re.compile("情节(?:特别)?严重")
# 例：对单位处……，对个人处……：the steps of two bearers are not compared.
_OTHERS = re.compile("对[^，。；]{1,12}[，]?处|对单位|对个人|单位有|个人有")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    text = ctx.document.source.text
    if not _SERIOUS.search(text) or not ctx.facts.steps or _TOLD.search(text):
        return
    for step in ctx.facts.steps:
        mild, grave = step.mild.sanction, step.grave.sanction
        between = text[mild.span.end : grave.span.start]
        if (
            not (mild.max and grave.max)
            or not re.search("情节(?:特别)?严重", between)
            or _OTHERS.search(between)
        ):
            continue
        if grave.max / mild.max > _TIMES:
            yield ctx.report(
                grave.span,
                related=(ctx.related("前一档在这里", mild.span),),
                words=ctx.text(grave.span),
                times=f"{grave.max / mild.max:g}",
            )


RULE = Rule(
    code="V609",
    name="serious-circumstance",
    name_zh="“情节严重”没有标准",
    summary_en="A fine grows more than fivefold in serious circumstances that are not defined.",
    severity=Severity.INFO,
    message="“{words}”的上限是前一档的 {times} 倍，全文没有写什么算情节严重。请写明情形。",
    check=_check,
    good=(
        Good("第一条　违反规定的，处一万元以下罚款；情节严重的，处五万元以下罚款。\n"),
        Good(
            "第一条　违反规定的，处一万元以下罚款；情节严重的，处十万元以下罚款。\n"
            "前款所称情节严重，是指造成重大损失。\n"
        ),
    ),
    bad=(
        Bad("第一条　违反规定的，处一万元以下罚款；情节严重的，⟦处十万元以下罚款⟧。\n"),
        Bad(
            "第一条　违反规定的，处一千元以上二千元以下罚款；"
            "情节严重的，⟦处一万元以上二万元以下罚款⟧。\n"
        ),
    ),
    basis=basis("discretion"),
    presets=frozenset({"review"}),
)
