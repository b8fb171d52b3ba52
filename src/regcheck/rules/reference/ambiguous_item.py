"""条里有几款，引用其中的项却没有写明是哪一款。

例如第三十条有两款，只有第一款有列举，应当写“第三十条第一款第七项”。几款都有列举的，更要写明。只有
一款的条不必写款。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.numerals import DIGITS
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# 第一百二十条之一
_ARTICLE = re.compile(f"条(?:之[{DIGITS}]+)?")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for reference in ctx.facts.references:
        if reference.law is not None or reference.state not in ("resolved", "ambiguous"):
            continue
        told = set()
        for target in reference.targets:
            words = ctx.text(target.span)
            article = ctx.outline.by_id.get(target.id.split("__")[0])
            direct = "条" in words and "项" in words and "款" not in words
            if not direct or article is None or target.span in told:
                continue
            if not ctx.outline.single(article) and target.anchor == "numbered":
                told.add(target.span)
                paragraph = ctx.outline.by_id[target.id.rpartition("__")[0]]
                fix = _fix(target.span, words, paragraph.address.steps[-1].label())
                yield ctx.report(
                    target.span,
                    fix=fix if reference.state == "resolved" else None,
                    cited=words,
                    meant=paragraph.address.label(),
                )


def _fix(span: Span, words: str, paragraph: str) -> Fix | None:
    """The paragraph written after the article, where the words name one article."""
    found = list(_ARTICLE.finditer(words))
    if len(found) != 1:
        return None
    at = span.start + found[0].end()
    return Fix(f"写上“{paragraph}”", (Edit(Span(at, at), paragraph),))


RULE = Rule(
    code="R205",
    name="ambiguous-item",
    name_zh="多款条引项而缺款",
    summary_en="An item is cited without its paragraph in an article of several.",
    severity=Severity.WARNING,
    message="“{cited}”没有写明是哪一款。指的是{meant}的，请写上款。",
    check=_check,
    good=(
        Good("第一条　甲：\n（一）子；\n（二）丑。\n第二条　按本条例第一条第二项处理。\n"),
        Good(
            "第一条　甲：\n（一）子；\n（二）丑。\n乙。\n第二条　按本条例第一条第一款第二项处理。\n"
        ),
    ),
    bad=(
        Bad(
            "第一条　甲：\n（一）子；\n（二）丑。\n乙。\n第二条　按本条例⟦第一条第二项⟧处理。\n",
            fixed="第一条　甲：\n（一）子；\n（二）丑。\n乙。\n"
            "第二条　按本条例第一条第一款第二项处理。\n",
        ),
        Bad(
            "第一条　甲。\n乙：\n（一）子；\n（二）丑。\n"
            "第二条　按本条例⟦第一条第一项⟧、第二项。\n",
            fixed="第一条　甲。\n乙：\n（一）子；\n（二）丑。\n"
            "第二条　按本条例第一条第二款第一项、第二项。\n",
        ),
    ),
    basis=basis("exact-citation"),
)
