"""承诺只落实了一部分：有的要素有条文，有的没有。

逐项列出没有落实的要素。确实不写进本法规的，在 commitments.toml 中把这一要素分出去，另列一项，注明
由什么文件承担。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for coverage in ctx.facts.coverage:
        promise = coverage.commitment
        if coverage.kept and (missing := coverage.at("missing")):
            yield ctx.report(
                ctx.document.title_span,
                severity=ctx.weight(promise),
                id=promise.id,
                source=promise.source,
                missing="".join(each.reason for each in missing),
            )


_PROMISE = """
[[commitment]]
id = "例一"
source = "示例"
text = "列入名单，追回所获利益"
carrier = "regulation"
[[commitment.element]]
id = "e1"
kind = "credit_sanction"
about = ["科研失信"]
[[commitment.element]]
id = "e2"
kind = "recovery"
about = ["所获利益"]
"""

RULE = Rule(
    code="P002",
    name="partial-commitment",
    name_zh="承诺只落实了一部分",
    summary_en="Some elements of a commitment have no words in the draft.",
    severity=Severity.WARNING,
    message="承诺 {id}（{source}）只落实了一部分，缺：{missing}"
    "请补上，或者在 commitments.toml 中改由其他文件承担。",
    check=_check,
    good=(
        Good("某省甲条例\n第一条　将科研失信者列入“黑名单”，追回所获利益。\n", _PROMISE),
        Good("某省甲条例\n第一条　甲。\n", _PROMISE),
    ),
    bad=(
        Bad("⟦某省甲条例⟧\n第一条　将科研失信者列入“黑名单”。\n", commitments=_PROMISE),
        Bad("⟦某省甲条例⟧\n第一条　追回责任人所获利益。\n", commitments=_PROMISE),
    ),
    basis=basis("commitment"),
)
