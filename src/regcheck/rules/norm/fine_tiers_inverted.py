"""情节严重的罚得更轻：一般的五万元至十万元，情节严重的三万元至八万元。

只看同一款里相邻的两档，后一档的下限或者上限低于前一档的，报告。换了受罚的人、换了计算的基数的，不比较。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.sanctions import Sanction
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for step in ctx.facts.steps:
        mild, grave = step.mild.sanction, step.grave.sanction
        if _lighter(mild, grave):
            yield ctx.report(
                grave.span,
                related=(ctx.related("前一档在这里", mild.span),),
                words=ctx.text(grave.span),
                mild=ctx.text(mild.span),
            )


def _lighter(mild: Sanction, grave: Sanction) -> bool:
    """Whether an end of the graver step lies below that of the milder."""
    lower = mild.min is not None and grave.min is not None and grave.min < mild.min
    return lower or (mild.max is not None and grave.max is not None and grave.max < mild.max)


RULE = Rule(
    code="N715",
    name="fine-tiers-inverted",
    name_zh="罚款档次倒挂",
    summary_en="The graver case is fined less than the ordinary one.",
    severity=Severity.WARNING,
    message="情节更重，“{words}”却比前一档“{mild}”轻。请核对两档的数额。",
    check=_check,
    good=(
        Good(
            "第一条　违反规定的，处五万元以上十万元以下罚款；"
            "情节严重的，处十万元以上二十万元以下罚款。\n"
        ),
        Good(
            "第一条　违反规定的，对单位处五万元以上十万元以下罚款；"
            "情节严重的，对个人处一万元以下罚款。\n"
        ),
    ),
    bad=(
        Bad(
            "第一条　违反规定的，处五万元以上十万元以下罚款；"
            "情节严重的，⟦并处三万元以上八万元以下罚款⟧。\n"
        ),
        Bad("第一条　违反规定的，处五万元以下罚款；拒不改正的，⟦处一万元以下罚款⟧。\n"),
    ),
    basis=basis("proportion"),
)
