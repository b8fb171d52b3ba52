"""条文与承诺相反：承诺的事被禁止、被排除，或者数字落在承诺的界限之外。

例如承诺科研人员有权调整技术路线，条文写“不得调整技术路线”；承诺比例不低于百分之二十，条文写“不低
于百分之十五”。同一件事另有条文落实的，不报。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    return ctx.report_elements("contradicted")


_PROMISE = """
[[commitment]]
id = "例一"
source = "示例"
text = "科研经费的比例不低于百分之二十"
carrier = "regulation"
[[commitment.element]]
id = "e1"
kind = "obligation"
about = ["科研经费"]
min = 0.2
unit = "percent"
"""

_RIGHT = """
[[commitment]]
id = "例一"
source = "示例"
text = "科研人员有权调整技术路线"
carrier = "regulation"
[[commitment.element]]
id = "e1"
kind = "permission"
about = ["调整技术路线"]
"""

RULE = Rule(
    code="P003",
    name="contradicted-commitment",
    name_zh="条文与承诺相反",
    summary_en="The draft says the opposite of a commitment, or a number outside its bound.",
    severity=Severity.ERROR,
    message="与承诺 {id}（{source}）相反，要素“{about}”：{reason}"
    "请改正，或者与作出承诺的机关核对。",
    check=_check,
    good=(
        Good("某省甲条例\n第一条　科研经费的比例应当不低于百分之二十五。\n", _PROMISE),
        Good(
            "某省甲条例\n第一条　科研人员有权调整技术路线。任何单位不得因调整技术路线而拒绝拨款。"
            "\n",
            _RIGHT,
        ),
    ),
    bad=(
        Bad("某省甲条例\n第一条　⟦科研经费的比例应当不低于百分之十五。⟧\n", commitments=_PROMISE),
        Bad("某省甲条例\n第一条　⟦科研经费的比例应当不超过百分之二十。⟧\n", commitments=_PROMISE),
        Bad("某省甲条例\n第一条　⟦科研人员在项目实施期间不得调整技术路线。⟧\n", commitments=_RIGHT),
    ),
    basis=basis("commitment"),
)
