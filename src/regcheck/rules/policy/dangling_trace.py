"""commitments.toml 里声明落实承诺的条文，草案里没有。

例如 articles 里写了 art_40，而草案只有三十五条。多半是增删条文以后没有改。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for coverage in ctx.facts.coverage:
        promise = coverage.commitment
        for trace in promise.articles:
            if trace not in ctx.outline.by_id:
                yield ctx.report(ctx.document.title_span, id=promise.id, trace=trace)


_PROMISE = """
[[commitment]]
id = "例一"
source = "示例"
text = "列入名单"
carrier = "regulation"
articles = ["art_1", "art_2"]
[[commitment.element]]
id = "e1"
kind = "credit_sanction"
about = ["科研失信"]
"""

RULE = Rule(
    code="P005",
    name="dangling-trace",
    name_zh="声明的条文不存在",
    summary_en="A declared trace of a commitment leads to no provision.",
    severity=Severity.ERROR,
    message="承诺 {id} 声明由 {trace} 落实，草案里没有这一条款。请在 commitments.toml 中改为实际"
    "的条款。",
    check=_check,
    good=(
        Good("某省甲条例\n第一条　将科研失信者列入“黑名单”。\n第二条　甲。\n", _PROMISE),
        Good("某省甲条例\n第一条　甲。\n"),
    ),
    bad=(
        Bad("⟦某省甲条例⟧\n第一条　将科研失信者列入“黑名单”。\n", commitments=_PROMISE),
        Bad("⟦某省甲条例⟧\n第二条　将科研失信者列入“黑名单”。\n", commitments=_PROMISE),
    ),
    basis=basis("commitment"),
)
