"""政府答复里的承诺，草案没有任何一条落实。

承诺写在 commitments.toml 里，分成若干要素；一条条文写到了要素所说的事，并且有相应的义务、禁止
或者措施，就算落实了这个要素。一个要素都没有落实的，报告本项：确认由本法规承担的是错误，尚未
确认的只作提示。只落实一部分的，用 regcheck coverage 查看。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    if not ctx.outline.articles:
        return
    for coverage in ctx.facts.coverage:
        commitment = coverage.commitment
        if coverage.status != "missing" or not coverage.elements:
            continue
        yield ctx.report(
            ctx.document.title_span,
            severity=ctx.weight(commitment),
            id=commitment.id,
            source=commitment.source,
            text=commitment.text.rstrip("。；;， "),
        )


_PROMISE = """
[[commitment]]
id = "例一"
source = "示例"
text = "将严重失信者列入黑名单"
carrier = "regulation"
[[commitment.element]]
id = "blacklist"
kind = "credit_sanction"
about = ["科研失信"]
"""

RULE = Rule(
    code="P001",
    name="missing-commitment",
    name_zh="承诺没有落实",
    summary_en="No article of the draft keeps any element of a commitment.",
    severity=Severity.ERROR,
    message="承诺 {id}（{source}）没有条文落实：{text}。"
    "请补上相应条文，或者在 commitments.toml 中改由其他文件承担。",
    check=_check,
    good=(
        Good("某省甲条例\n第一条　将科研失信者列入“黑名单”。\n", _PROMISE),
        Good("某省甲条例\n第一条　甲。\n"),
    ),
    bad=(
        Bad("⟦某省甲条例⟧\n第一条　科研单位应当加强管理。\n", commitments=_PROMISE),
        Bad("⟦某省甲条例⟧\n第一条　建立科研失信信息公开制度。\n", commitments=_PROMISE),
    ),
    basis=basis("commitment"),
)
