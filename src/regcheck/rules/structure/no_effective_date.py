"""没有规定施行日期。

在最后三条里找“自……起施行”之类的句子，别处找“本条例自……起施行”，日期可以还是空白。决定、节选、司法解释和不是规范性文件的文本
不检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    articles = ctx.outline.articles
    exempt = ctx.document.kind in ("judicial_interpretation", "other")
    if not articles or exempt or pattern("title", "excerpt").search(ctx.document.title):
        return
    clause, own = pattern("commencement", "clause"), pattern("commencement", "own_clause")
    last = any(clause.search(ctx.text(article.span)) for article in articles[-3:])
    if not last and not any(own.search(ctx.text(article.span)) for article in articles):
        yield ctx.report(articles[-1].marker)


RULE = Rule(
    code="S113",
    name="no-effective-date",
    name_zh="未规定施行日期",
    summary_en="None of the last three articles says when the regulation takes effect.",
    severity=Severity.ERROR,
    message="全文没有规定施行日期。请在附则最后一条写明“自……起施行”，日期未定的先留空。",
    check=_check,
    good=(
        Good("某省技术市场条例\n第一条　甲。\n第二条　本条例自2026年10月1日起施行。\n"),
        Good("某省技术市场条例\n第一条　甲。\n第二条　本条例自　　年　月　日起施行。\n"),
        Good("某省技术市场条例（节选）\n第三条　甲。\n第四条　乙。\n"),
    ),
    bad=(
        Bad("某省技术市场条例\n第一条　甲。\n⟦第二条⟧　乙。\n"),
        Bad("某省技术市场办法\n第一条　甲。\n⟦第二条⟧　本办法由省科学技术部门解释。\n"),
    ),
    basis=basis("commencement"),
    scope="regulation",
)
