"""编、章、节的标题之下没有任何条文。

章之下可以先分节，但是最末一级标题之下至少有一条。空章多半是删去条文后忘了删标题，或者
两个标题之间漏了内容。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import HEADINGS, Level, walk
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

_UNITS = (*HEADINGS, Level.ARTICLE)


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for heading in ctx.outline.headings:
        if not any(each.level in _UNITS for each in walk(heading.children)):
            end = max(heading.marker.end, heading.heading_span.end)
            start = min(heading.span.start, heading.heading_span.start)
            yield ctx.report(Span(start, end), unit=heading.level.chinese)


RULE = Rule(
    code="S104",
    name="empty-unit",
    name_zh="空章空节",
    summary_en="A heading has no article under it.",
    severity=Severity.ERROR,
    message="这一{unit}没有条文。请补上条文，或者删去标题并顺改序号。",
    check=_check,
    good=(
        Good("第一章　总则\n第一条　甲。\n"),
        Good("第一章　总则\n第一节　一般规定\n第一条　甲。\n"),
    ),
    bad=(
        Bad("第一章　总则\n第一条　甲。\n⟦第二章　人才⟧\n第三章　附则\n第二条　乙。\n"),
        Bad("第一章　总则\n第一条　甲。\n⟦第二章　附则⟧\n"),
    ),
    basis=basis("division"),
)
