"""由法规承担的承诺没有列出要素，无法对照。

在 commitments.toml 里给这项承诺写上要素：种类、关于什么、数字界限。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for coverage in ctx.facts.coverage:
        promise = coverage.commitment
        if not promise.element and coverage.status != "out-of-scope":
            yield ctx.report(ctx.document.title_span, id=promise.id, source=promise.source)


_PROMISE = """
[[commitment]]
id = "例一"
source = "示例"
text = "加强科研诚信建设"
carrier = "regulation"
"""

_PLAN = """
[[commitment]]
id = "例一"
source = "示例"
text = "编制规划"
carrier = "plan"
"""

RULE = Rule(
    code="P008",
    name="commitment-without-elements",
    name_zh="承诺没有列出要素",
    summary_en="A commitment that a regulation carries has no elements.",
    severity=Severity.WARNING,
    message="承诺 {id}（{source}）没有列出要素，无法对照。请在 commitments.toml 中写明要素的种类"
    "和内容。",
    check=_check,
    good=(
        Good("某省甲条例\n第一条　甲。\n", _PLAN),
        Good("某省甲条例\n第一条　甲。\n"),
    ),
    bad=(
        Bad("⟦某省甲条例⟧\n第一条　甲。\n", commitments=_PROMISE),
        Bad("⟦某省乙办法⟧\n第一条　加强科研诚信建设。\n", commitments=_PROMISE),
    ),
    basis=basis("commitment"),
)
