"""“第X条至第Y条”前后倒置，或者把自己所在的条也包括进去。

例如“第十二条至第九条”；第五十三条里写“本条例第五十条至第五十五条”。款、项的范围也检查；引用其他法
律的范围只检查前后倒置。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.references import Reference
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import CITED, Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for reference in ctx.facts.references:
        if reference.state in ("unknown-law", "placeholder"):
            continue
        for stretch in reference.ranges:
            words = ctx.text(stretch.span)
            if not stretch.rising:
                yield ctx.report(stretch.span, cited=words, wrong="前后倒置")
            elif _holder(ctx, reference) in stretch.ids:
                yield ctx.report(stretch.span, cited=words, wrong="把这段文字所在的条也包括在内")


def _holder(ctx: Context, reference: Reference) -> str | None:
    """The article in which a reference to this document stands; None for another law."""
    source = ctx.outline.by_id.get(reference.source)
    article = ctx.outline.article_of(source) if source else None
    return article.id if article and reference.law is None else None


RULE = Rule(
    code="R211",
    name="range-invalid",
    name_zh="条款范围倒置或者含自身",
    summary_en="A range runs backwards or holds the article it stands in.",
    severity=Severity.ERROR,
    message="“{cited}”{wrong}。请核对范围的起止。",
    check=_check,
    good=(
        Good("第一条　甲。\n第二条　乙。\n第三条　违反本条例第一条至第二条规定的，责令改正。\n"),
        Good("第一条　依照《甲法》第一条至第九条处理。\n"),
    ),
    bad=(
        Bad("第一条　甲。\n第二条　乙。\n第三条　违反本条例⟦第二条至第一条⟧规定的，责令改正。\n"),
        Bad("第一条　甲。\n第二条　违反本条例⟦第一条至第三条⟧规定的，责令改正。\n第三条　乙。\n"),
        Bad("第一条　依照《甲法》⟦第九条第三项至第一项⟧处理。\n"),
    ),
    basis=basis("existing-target"),
    presets=CITED,
)
