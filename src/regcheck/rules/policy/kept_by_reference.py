"""承诺的事，草案写明依照某部法律执行，没有自己的规定。

这样写一般是可以的；请核对那部法律确实规定了承诺的内容。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    return ctx.report_elements("kept-by-reference")


_PROMISE = """
[[commitment]]
id = "例一"
source = "示例"
text = "依法实施惩罚性赔偿"
carrier = "regulation"
[[commitment.element]]
id = "e1"
kind = "punitive_damages"
about = ["侵权赔偿"]
"""

RULE = Rule(
    code="P007",
    name="kept-by-reference",
    name_zh="承诺依照法律落实",
    summary_en="The draft leaves a commitment to a law that it names.",
    severity=Severity.INFO,
    message="承诺 {id}（{source}）的要素“{about}”：{reason}请核对该法确实规定了承诺的内容。",
    check=_check,
    good=(
        Good("某省甲条例\n第一条　侵权赔偿，依法适用惩罚性赔偿。\n", _PROMISE),
        Good("某省甲条例\n第一条　侵权赔偿由双方协商。\n", _PROMISE),
    ),
    bad=(
        Bad(
            "某省甲条例\n第一条　⟦侵权赔偿应当依照《中华人民共和国专利法》的规定执行。⟧\n",
            commitments=_PROMISE,
        ),
        Bad(
            "某省甲条例\n第一条　甲。\n第二条　⟦应当按照《中华人民共和国著作权法》的规定确定侵权"
            "赔偿数额。⟧\n",
            commitments=_PROMISE,
        ),
    ),
    basis=basis("commitment"),
)
