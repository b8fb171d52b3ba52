"""并列引用的条没有按次序排列，或者同一条引用了两次。

例如“第十八条、第十二条”应当写“第十二条、第十八条”。多半是改了条号以后没有重排。只比较条号；引用其
他法律的不检查。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from regcheck.analysis.references import Reference
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.numerals import Number
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for reference in ctx.facts.references:
        if reference.law is not None or reference.ranges or reference.state != "resolved":
            continue
        for earlier, later in pairwise(_articles(ctx, reference)):
            if later[0] < earlier[0]:
                yield ctx.report(later[1], cited=ctx.text(later[1]), before=ctx.text(earlier[1]))


def _articles(ctx: Context, reference: Reference) -> list[tuple[Number, Span]]:
    """The articles that a reference names by number, with their places."""
    found = []
    for target in reference.targets:
        article = ctx.outline.by_id.get(target.id.split("__")[0])
        if article is not None and article.number and "条" in ctx.text(target.span):
            found.append((article.number, target.span))
    return found


RULE = Rule(
    code="R212",
    name="list-order",
    name_zh="引用次序颠倒",
    summary_en="The articles of a list are not in rising order.",
    severity=Severity.WARNING,
    message="“{cited}”排在“{before}”之后，次序颠倒。请按条号由小到大排列，并核对条号有没有写错。",
    check=_check,
    good=(
        Good("第一条　甲。\n第二条　乙。\n第三条　违反本条例第一条、第二条规定的，责令改正。\n"),
        Good("第一条　依照《甲法》第九条、第三条处理。\n"),
    ),
    bad=(
        Bad("第一条　甲。\n第二条　乙。\n第三条　违反本条例第二条、⟦第一条⟧规定的，责令改正。\n"),
        Bad("第一条　甲。\n乙。\n第二条　丙。\n第三条　依照第二条和⟦第一条第二款⟧处理。\n"),
    ),
    basis=basis("exact-citation"),
)
