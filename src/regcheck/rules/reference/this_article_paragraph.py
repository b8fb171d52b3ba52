"""写了“本条第N款”，而本条没有那一款，或者说的就是这一款自己。

在法律责任的条文里，“违反第十九条规定，……：（二）违反本条第二款规定的”几乎都写错了：“本条”指的是法
律责任这一条。“本条第N款第M项”“本款第M项”没有那一项的，也在这里报告。说的就是自己的，条款是有的，
作警告。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.dangling import lack, lacking
from regcheck.analysis.references import Reference
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level
from regcheck.rule import CITED, Bad, Context, Good, Rule

_LEVELS = (Level.ARTICLE, Level.PARAGRAPH, Level.ITEM, Level.SUBITEM)


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for reference, target in lacking(ctx.facts.references, _LEVELS, ["this"]):
        if target.id:
            there = f"不存在：{lack(ctx.outline, target)}"
            yield ctx.report_missing(reference, target, there=there)
    for reference in ctx.facts.references:
        yield from _itself(ctx, reference)


def _itself(ctx: Context, reference: Reference) -> Iterator[Diagnostic]:
    """本条第二款 in the second paragraph itself."""
    for target in reference.targets:
        cited = ctx.text(target.span)
        if (
            target.anchor == "this"
            and target.id
            and target.id == reference.source
            and "第" in cited
        ):
            own = ctx.outline.by_id[target.id].level.chinese
            there = f"就是这一{own}自己"
            yield ctx.report(
                target.span, severity=Severity.WARNING, cited=cited, there=there, hint=""
            )


RULE = Rule(
    code="R210",
    name="this-article-paragraph",
    name_zh="“本条第N款”错误",
    summary_en="本条第N款 names a paragraph that the article does not have, or itself.",
    severity=Severity.ERROR,
    message="引用的“{cited}”{there}。{hint}请核对“本条”指的是哪一条，改为实际的条款。",
    check=_check,
    good=(
        Good("第一条　甲。\n违反本条第一款规定的，责令改正。\n"),
        Good("第一条　甲。\n本条规定的期限，自受理之日起计算。\n"),
    ),
    bad=(
        Bad("第一条　甲。\n违反⟦本条第三款⟧规定的，责令改正。\n"),
        Bad("第一条　甲。\n违反⟦本条第二款⟧规定的，责令改正。\n"),
        Bad("第一条　甲：\n（一）子；\n（二）丑。\n有⟦本条第一款第三项⟧情形的，责令改正。\n"),
    ),
    basis=basis("existing-target"),
    presets=CITED,
)
