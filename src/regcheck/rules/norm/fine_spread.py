"""一档罚款的幅度太大：上限是下限的十倍以上作提示，二十倍以上作警告。

幅度太大，同样的行为罚得轻重悬殊，与过罚相当不合。请分档，或者缩小幅度，并制定裁量基准。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule

# 上限是下限的多少倍（不含本数）：提示、警告。
_WIDE, _VERY_WIDE = 10, 20


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for fine in ctx.facts.fines:
        low, high = fine.sanction.min, fine.sanction.max
        if not low or not high or high / low <= _WIDE:
            continue
        yield ctx.report(
            fine.sanction.span,
            severity=Severity.WARNING if high / low > _VERY_WIDE else Severity.INFO,
            words=ctx.text(fine.sanction.span),
            times=f"{high / low:g}",
        )


RULE = Rule(
    code="N703",
    name="fine-spread",
    name_zh="罚款幅度过大",
    summary_en="The upper bound of a fine is more than ten times its lower bound.",
    severity=Severity.WARNING,
    message="“{words}”的上限是下限的 {times} 倍。请按情节分档，或者缩小幅度。",
    check=_check,
    good=(
        Good("第一条　违反规定的，处一万元以上十万元以下罚款。\n"),
        Good("第一条　违反规定的，处五万元以下罚款。\n"),
    ),
    bad=(
        Bad("第一条　违反规定的，⟦处一千元以上五万元以下罚款⟧。\n"),
        Bad("第一条　违反规定的，⟦处一万元以上十五万元以下罚款⟧。\n"),
    ),
    basis=basis("proportion"),
)
