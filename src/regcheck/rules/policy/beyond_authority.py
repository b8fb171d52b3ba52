"""承诺里有本级法规无权规定的事项，草案不写不是缺漏。

例如提高侵权法定赔偿额上限：赔偿数额属于民事基本制度，只能由法律规定。哪些事项超出权限，
列在 data/authority.toml，各注依据。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    return ctx.report_elements("beyond-authority")


_PROMISE = """
[[commitment]]
id = "例一"
source = "示例"
text = "提高侵权法定赔偿额上限"
carrier = "regulation"
[[commitment.element]]
id = "e1"
kind = "civil_liability"
about = ["法定赔偿额上限"]
"""

_TAX = """
[[commitment]]
id = "例一"
source = "示例"
text = "降低税率"
carrier = "regulation"
[[commitment.element]]
id = "e1"
kind = "obligation"
about = ["降低税率"]
"""

RULE = Rule(
    code="P006",
    name="beyond-authority",
    name_zh="承诺超出法规权限",
    summary_en="No regulation of this level may provide an element of a commitment.",
    severity=Severity.INFO,
    message="承诺 {id}（{source}）的要素“{about}”超出本级法规的权限：{reason}草案没有写不算缺漏。",
    check=_check,
    good=(
        Good("中华人民共和国甲法\n第一条　甲。\n", _PROMISE),
        Good("某省甲条例\n第一条　甲。\n"),
    ),
    bad=(
        Bad("⟦某省甲条例⟧\n第一条　甲。\n", commitments=_PROMISE),
        Bad("⟦某省甲条例⟧\n第一条　甲。\n", commitments=_TAX),
    ),
    basis=basis("commitment"),
)
