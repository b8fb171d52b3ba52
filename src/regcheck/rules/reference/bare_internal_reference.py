"""引用本法规的条，没有写“本条例”。

例如“违反第十六条第二款规定”应当写“违反本条例第十六条第二款规定”。有的地方的立法技术规范没有这一要
求，可以用 ignore关掉。一份文本只在第一处报告，说明一共有几处。同一句里已经写了“本条例第……条”的，
后面的条号不算；决定、列举中承前省略的款、项不算。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.analysis.references import Reference
from regcheck.analysis.titles import instrument
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    found = list(_unnamed(ctx))
    if found:
        first, *others = found
        yield ctx.report(
            first.span,
            related=tuple(ctx.related("这里也是", each.span) for each in others[:5]),
            fix=_fix(ctx, found),
            cited=ctx.text(first.span),
            count=len(found),
        )


def _fix(ctx: Context, found: list[Reference]) -> Fix | None:
    """The text's own name before each; none where its title does not say what it is."""
    own = instrument(ctx.document.title)
    places = (Span(each.span.start, each.span.start) for each in found)
    edits = tuple(Edit(place, f"本{own}") for place in places)
    return Fix(f"写上“本{own}”", edits) if own else None


def _unnamed(ctx: Context) -> Iterator[Reference]:
    """The bare articles in sentences that have not named this text before."""
    text, end, named = ctx.document.source.text, 0, False
    for reference in ctx.facts.references:
        if reference.whole or not reference.ids:
            continue
        if "。" in text[end : reference.span.start]:
            named = False
        if _bare(reference) and _names_article(ctx, reference) and not named:
            yield reference
        named = named or (reference.law is None and not reference.bare)
        end = reference.span.end


def _bare(reference: Reference) -> bool:
    """Whether an article of this document is cited by its number alone."""
    own = reference.law is None and reference.bare and reference.state == "resolved"
    return own and reference.targets[0].anchor == "numbered"


def _names_article(ctx: Context, reference: Reference) -> bool:
    """Whether the words name an article, and not 第二款 alone."""
    return bool(re.match("第[^款项目章节编]*条", ctx.text(reference.span)))


RULE = Rule(
    code="R217",
    name="bare-internal-reference",
    name_zh="引用本法规缺“本条例”",
    summary_en="An article of this text is cited without 本条例.",
    severity=Severity.WARNING,
    message="“{cited}”没有写明是本法规的条，全文共有 {count} 处。请写“本条例第……条”。",
    check=_check,
    good=(
        Good("第一条　甲。\n第二条　违反本条例第一条规定的，责令改正。\n"),
        Good(
            "第一条　甲。\n第二条　有前款规定情形，依照本条第一款处理；依照《甲法》第九条处理。\n"
        ),
        Good("第一条　甲。\n第二条　乙。\n第三条　对违反本条例第一条的行为，依照第二条处理。\n"),
    ),
    bad=(
        Bad(
            "某省甲条例\n第一条　甲。\n第二条　违反⟦第一条⟧规定的，责令改正。\n",
            fixed="某省甲条例\n第一条　甲。\n第二条　违反本条例第一条规定的，责令改正。\n",
        ),
        Bad(
            "第一条　甲。\n第二条　违反⟦第一条⟧规定的，责令改正。\n第三条　依照第二条的规定处理。\n"
        ),
    ),
    basis=basis("own-name"),
)
