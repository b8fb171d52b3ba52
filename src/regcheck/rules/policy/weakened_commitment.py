"""条文写到了承诺的事，但是写弱了。

“应当”写成“可以”“鼓励”；承诺的数字、期限没有写；加上“按照有关规定”“逐步”而承诺里没有；只写“有关部
门”，没有写明由谁承担。同一件事另有条文落实的，不报。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    return ctx.report_elements("weakened")


_PROMISE = """
[[commitment]]
id = "例一"
source = "示例"
text = "应当公开评审结果"
carrier = "regulation"
[[commitment.element]]
id = "e1"
kind = "obligation"
about = ["评审结果"]
"""

_AWARD = """
[[commitment]]
id = "例一"
source = "示例"
text = "奖励不低于五百万元"
carrier = "regulation"
[[commitment.element]]
id = "e1"
kind = "obligation"
about = ["奖励"]
min = 5000000
unit = "yuan"
"""

RULE = Rule(
    code="P004",
    name="weakened-commitment",
    name_zh="条文比承诺弱",
    summary_en="The draft speaks of a commitment in weaker words.",
    severity=Severity.WARNING,
    message="比承诺 {id}（{source}）弱，要素“{about}”：{reason}请照承诺写明，或者说明理由。",
    check=_check,
    good=(
        Good("某省甲条例\n第一条　项目主管部门应当公开评审结果。\n", _PROMISE),
        Good("某省甲条例\n第一条　省人民政府应当给予不低于五百万元的奖励。\n", _AWARD),
    ),
    bad=(
        Bad("某省甲条例\n第一条　⟦项目主管部门可以公开评审结果。⟧\n", commitments=_PROMISE),
        Bad(
            "某省甲条例\n第一条　⟦项目主管部门应当按照有关规定公开评审结果。⟧\n",
            commitments=_PROMISE,
        ),
        Bad("某省甲条例\n第一条　⟦有关部门应当公开评审结果。⟧\n", commitments=_PROMISE),
        Bad("某省甲条例\n第一条　⟦省人民政府应当逐步提高奖励标准。⟧\n", commitments=_AWARD),
    ),
    basis=basis("commitment"),
)
