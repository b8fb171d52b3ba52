"""交叉引用域显示的序号与所指条款不一致。

例如在前面插入一条以后没有更新域：文中还显示“第五条”，书签却已经在第六条。打印或者更新域时这里会变，
以哪个为准要看清楚。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.fields import stale_links
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Field, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for stale in stale_links(ctx.document, ctx.outline):
        label = ctx.outline.label(stale.meant.id)
        place = ctx.related("书签在这里", stale.meant.span)
        yield ctx.report(stale.span, related=(place,), words=ctx.text(stale.span), label=label)


RULE = Rule(
    code="R226",
    name="field-outdated",
    name_zh="交叉引用域没有更新",
    summary_en="A cross-reference field of Word shows another number than its bookmark has.",
    severity=Severity.ERROR,
    message="这里显示“{words}”，它是 Word 的交叉引用，所指的书签现在在{label}。"
    "请全选后按 F9 更新域，并核对所引条款。",
    check=_check,
    good=(
        Good("第一条　甲。\n第二条　依照第一条的规定。\n", fields=(Field("第一条", "甲"),)),
        Good("第一条　甲。\n第二条　见表1。\n", fields=(Field("表1", "甲"),)),
    ),
    bad=(
        Bad(
            "第一条　甲。\n第二条　乙。\n第三条　依照⟦第一条⟧的规定。\n",
            fields=(Field("第一条", "乙"),),
        ),
        Bad(
            "第一条　有下列情形的：\n（一）甲；\n（二）乙。\n第二条　第一条第⟦（一）⟧项除外。\n",
            fields=(Field("（一）", "乙"),),
        ),
    ),
    basis=basis("existing-target"),
)
