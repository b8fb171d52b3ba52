"""列入名单以后，没有移出和信用修复的规定。

列入名单要有期限，期满或者改正以后可以移出、修复。本条、同一节和前后相邻的条都没有写移出、修复、期满、异议的，报告。
只看科研、科技、知识产权方面的条文。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.integrity import listings, told_nearby
from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import LIMITED, Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    repair = expression("integrity", "listing", "repair")
    for found in listings(ctx.document, ctx.outline, ctx.facts.sentences):
        if not told_nearby(ctx.document, ctx.outline, found.article, repair):
            yield ctx.report(found.span, words=ctx.text(found.span))


RULE = Rule(
    code="I903",
    name="listing-repair",
    name_zh="缺少移出和信用修复",
    summary_en="Somebody is listed and nothing says how the listing ends.",
    severity=Severity.WARNING,
    message="“{words}”以后没有规定移出和信用修复。请补充，例如“期限届满或者信用修复的，应当移出”。",
    check=_check,
    good=(
        Good("第一条　将责任人列入科研失信名单；期限届满的，应当移出。\n"),
        Good("第一条　违反规定的，记入科研诚信档案。\n第二条　当事人可以申请信用修复。\n"),
    ),
    bad=(
        Bad("第一条　由科学技术部门将责任人⟦列入科研失信严重行为名单⟧。\n"),
        Bad("第一条　骗取科技资金的，五年内不得申报，并⟦记入科研诚信档案⟧。\n"),
    ),
    basis=basis("credit"),
    levels=LIMITED,
)
