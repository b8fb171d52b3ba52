"""被引用的条只有一款，却写“第一款”。

多半是后面的款已经并入或者删去。改为只引用到条，或者直接引用项。是不是应当引用另一条，须由起草人核
对。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

_FIRST = re.compile("(?<=条)第[一1１]款(?!、)")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for reference in ctx.facts.references:
        if reference.law is not None or reference.state != "resolved":
            continue
        for target in reference.targets:
            name, paragraph, *_ = (*target.id.split("__"), "")
            article = ctx.outline.by_id.get(name)
            written = target.anchor == "numbered" and "款" in ctx.text(target.span)
            if article and written and paragraph == "para_1" and ctx.outline.single(article):
                fix = _fix(target.span, ctx.text(target.span))
                yield ctx.report(target.span, fix=fix, cited=ctx.text(target.span))


def _fix(span: Span, words: str) -> Fix | None:
    """The citation without 第一款; none where it stands in a list of paragraphs."""
    found = list(_FIRST.finditer(words))
    if len(found) != 1:
        return None
    place = Span(span.start + found[0].start(), span.start + found[0].end())
    return Fix("删去“第一款”", (Edit(place, ""),))


RULE = Rule(
    code="R204",
    name="redundant-paragraph",
    name_zh="单款条引用“第一款”",
    summary_en="第一款 of an article that has one paragraph.",
    severity=Severity.WARNING,
    message="“{cited}”所在的条只有一款，不必写“第一款”。请核对被引用的条，改为只引用到条或者项。",
    check=_check,
    good=(
        Good("第一条　甲。\n乙。\n第二条　违反本条例第一条第一款规定的，责令改正。\n"),
        Good("第一条　甲。\n第二条　违反本条例第一条规定的，责令改正。\n"),
    ),
    bad=(
        Bad(
            "第一条　甲。\n第二条　违反本条例⟦第一条第一款⟧规定的，责令改正。\n",
            fixed="第一条　甲。\n第二条　违反本条例第一条规定的，责令改正。\n",
        ),
        Bad(
            "第一条　甲：\n（一）子；\n（二）丑。\n第二条　依照本条例⟦第一条第一款第二项⟧处理。\n",
            fixed="第一条　甲：\n（一）子；\n（二）丑。\n第二条　依照本条例第一条第二项处理。\n",
        ),
    ),
    basis=basis("exact-citation"),
)
