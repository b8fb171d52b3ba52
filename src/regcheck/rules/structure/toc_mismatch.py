"""目录与正文的编、章、节不一致。

逐项比较目录与正文标题的层次、序号和名称，空格不计。目录里只列到章的，只比较到章。报告第一处
不同；修改办法是按正文重新生成目录，因为正文才是要表决的文字。目录带页码的，页码无从得知，只报告
不修改。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, zip_longest

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.model import Provision, TocEntry
from regcheck.numerals import to_chinese
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    toc = ctx.document.toc
    if not toc:
        return
    levels = {entry.level for entry in toc}
    headings = [h for h in ctx.outline.headings if h.level in levels or h.number is None]
    for entry, heading in zip_longest(toc, headings):
        if entry is not None and heading is not None and _key(entry) == _key(heading):
            continue
        yield _report(ctx, entry, heading, headings)
        return


def _key(unit: TocEntry | Provision) -> tuple[str, str, str]:
    """Level, number and name for comparison; an unnumbered 附则 has no level of its own."""
    level = unit.level.value if unit.number else ""
    return level, str(unit.number or ""), unit.heading or ""


def _report(
    ctx: Context, entry: TocEntry | None, heading: Provision | None, headings: list[Provision]
) -> Diagnostic:
    """The finding on the first difference, at the entry of the 目录 where there is one."""
    last = ctx.document.toc[-1].span
    span = entry.span if entry else last
    listed = f"“{ctx.text(entry.span).strip()}”" if entry else "没有对应的一行"
    real = f"“{_line(heading)}”" if heading else "没有对应的标题"
    related: tuple[Span, ...] = (heading.heading_span,) if heading else ()
    return ctx.report(
        span,
        related=tuple(ctx.related("正文的标题在这里", place) for place in related),
        fix=_fix(ctx, headings),
        listed=listed,
        real=real,
    )


def _line(heading: Provision) -> str:
    """例：第三章　科技成果转化。"""
    if heading.number is None:
        return heading.heading or ""
    sub = f"之{to_chinese(heading.number.sub)}" if heading.number.sub else ""
    label = f"第{to_chinese(heading.number.main)}{heading.level.chinese}{sub}"
    return f"{label}　{heading.heading or ''}"


def _fix(ctx: Context, headings: list[Provision]) -> Fix | None:
    """The 目录 written anew from the headings; None where it carries page numbers or links."""
    source = ctx.document.source
    toc = ctx.document.toc
    lines = [source.position(entry.span.start).line for entry in toc]
    spans = [source.line_span(line) for line in lines]
    plain = all(
        source.slice(Span(entry.span.end, line.end)).strip() == ""
        and source.slice(Span(line.start, entry.span.start)).strip() == ""
        for entry, line in zip(toc, spans, strict=True)
    )
    gaps = (source.slice(Span(one.end, other.start)) for one, other in pairwise(spans))
    if not plain or len(set(lines)) != len(lines) or any(gap.strip() for gap in gaps):
        return None
    indents = {
        entry.level: source.slice(Span(line.start, entry.span.start))
        for entry, line in zip(toc, spans, strict=True)
    }
    first = spans[0]
    between = source.slice(Span(first.end, spans[1].start)) if len(spans) > 1 else "\n"
    text = between.join(indents.get(h.level, "") + _line(h) for h in headings)
    return Fix("按正文重新生成目录", (Edit(Span(first.start, spans[-1].end), text),), safe=True)


_BODY = "第一章　总则\n第一条　甲。\n第二章　科技成果转化\n第二条　乙。\n"

RULE = Rule(
    code="S105",
    name="toc-mismatch",
    name_zh="目录与正文不一致",
    summary_en="The table of contents differs from the headings of the text.",
    severity=Severity.ERROR,
    message="目录与正文不一致：目录{listed}，正文{real}。请按正文改目录。",
    check=_check,
    good=(
        Good("目　录\n第一章　总　则\n第二章　科技成果转化\n\n" + _BODY),
        Good("目录\n第一章　总则……1\n第二章　科技成果转化……3\n\n" + _BODY),
    ),
    bad=(
        Bad(
            "目　录\n第一章　总则\n⟦第二章　成果转化⟧\n\n" + _BODY,
            "目　录\n第一章　总则\n第二章　科技成果转化\n\n" + _BODY,
        ),
        Bad(
            "目录\n⟦第一章　总则⟧\n\n" + _BODY,
            "目录\n第一章　总则\n第二章　科技成果转化\n\n" + _BODY,
        ),
    ),
    basis=basis("contents"),
)
