"""两档罚款之间有空档：前一档最高五千元，情节严重的从一万元起，中间的数额谁也不能罚。

只看同一款里相邻的两档（情节严重、拒不改正、逾期不改正）。换了受罚的人、换了计算的基数、另说一种行为的，不比较。
两档重叠是国家法律的通行写法，不报；后一档比前一档轻，由 N715 检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for step in ctx.facts.steps:
        mild, grave = step.mild.sanction, step.grave.sanction
        if mild.max is None or grave.min is None or grave.min <= mild.max:
            continue
        if mild.min == mild.max or grave.min == grave.max:
            continue  # a fixed amount leaves no range to join
        yield ctx.report(
            grave.span,
            related=(ctx.related("前一档在这里", mild.span),),
            words=ctx.text(grave.span),
            mild=ctx.text(mild.span),
        )


RULE = Rule(
    code="N704",
    name="fine-tier-gap",
    name_zh="罚款档次之间有空档",
    summary_en="Between two steps of a fine there are amounts that neither allows.",
    severity=Severity.WARNING,
    message="前一档是“{mild}”，这一档“{words}”的下限高于它的上限，中间有空档。请把两档接上。",
    check=_check,
    good=(
        Good(
            "第一条　违反规定的，处一千元以上五千元以下罚款；"
            "情节严重的，处五千元以上一万元以下罚款。\n"
        ),
        Good(
            "第一条　违反规定的，对个人处一千元以下罚款，对单位处一万元以上五万元以下罚款。\n"
            "第二条　情节严重的，处十万元以上二十万元以下罚款。\n"
        ),
    ),
    bad=(
        Bad(
            "第一条　违反规定的，处一千元以上五千元以下罚款；"
            "情节严重的，⟦处一万元以上五万元以下罚款⟧。\n"
        ),
        Bad("第一条　违反规定的，处一万元以下罚款；拒不改正的，⟦处二万元以上五万元以下罚款⟧。\n"),
    ),
    basis=basis("proportion"),
)
