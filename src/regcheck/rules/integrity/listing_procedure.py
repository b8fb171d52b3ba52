"""列入名单、记入诚信档案以前，没有告知和听取陈述、申辩的程序。

列入失信名单减损人的权益，列入以前要告知事实、理由和依据，听取陈述、申辩。本条、同一节和前后相邻的条都没有写程序
的，报告。只看科研、科技、知识产权方面的条文。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.integrity import listings, told_nearby
from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import LIMITED, Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    procedure = expression("integrity", "listing", "procedure")
    for found in listings(ctx.document, ctx.outline, ctx.facts.sentences):
        if not told_nearby(ctx.document, ctx.outline, found.article, procedure):
            yield ctx.report(found.span, words=ctx.text(found.span))


RULE = Rule(
    code="I902",
    name="listing-procedure",
    name_zh="列入名单前缺少告知、陈述申辩",
    summary_en="Somebody is listed without being told and heard before.",
    severity=Severity.WARNING,
    message="“{words}”以前没有规定告知和听取陈述、申辩。请补充，例如“应当告知当事人事实、理由和依据，"
    "听取其陈述、申辩”。",
    check=_check,
    good=(
        Good(
            "第一条　将责任人列入科研失信名单的，应当告知当事人事实、理由和依据，听取陈述、申辩。\n"
        ),
        Good("第一条　将项目列入科技计划立项名单。\n"),
    ),
    bad=(
        Bad("第一条　由科学技术部门将责任人⟦列入科研失信严重行为名单⟧。\n"),
        Bad("第一条　骗取科技资金的，五年内不得申报，并⟦记入科研诚信档案⟧。\n"),
    ),
    basis=basis("listing-procedure"),
    levels=LIMITED,
)
