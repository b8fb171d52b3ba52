"""编、分编、章、节的序号不连续。

节在每一章里从第一节起；章在每一编里可以从第一章起，也可以全文连续，两种写法都可以。“第三章之一”这样的号可以插在中间，没有序号的附则不参加比较。节选的文本不从头检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level, Provision
from regcheck.numerals import Number, to_chinese
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    excerpt = bool(pattern("title", "excerpt").search(ctx.document.title))
    last: dict[Level, Provision] = {}
    parent: dict[Level, str] = {}
    for heading in ctx.outline.headings:
        if heading.number is None:
            continue
        above = ctx.outline.parents.get(heading.id)
        holder = above.id if above else ""
        before = last.get(heading.level)
        fresh = parent.get(heading.level) != holder
        if not _fits(before, heading, fresh) and not (excerpt and before is None):
            yield _report(ctx, before, heading, fresh)
        last[heading.level] = heading
        parent[heading.level] = holder


def _fits(before: Provision | None, heading: Provision, fresh: bool) -> bool:
    """Whether the heading's number may come after the last one at its level.

    In a new parent it may begin again at one; chapters and sub-parts may also run on.
    """
    number = heading.number or Number(0)
    if fresh and number == Number(1):
        return True
    if before is None or before.number is None or (fresh and heading.level is Level.SECTION):
        return False
    if number.main == before.number.main:
        return number.sub == before.number.sub + 1
    return number.main == before.number.main + 1 and not number.sub


def _report(ctx: Context, before: Provision | None, heading: Provision, fresh: bool) -> Diagnostic:
    start = before is None or before.number is None or (fresh and heading.level is Level.SECTION)
    meant = 1 if start or before is None or before.number is None else before.number.main + 1
    expected = f"第{to_chinese(meant)}{heading.level.chinese}"
    related = (ctx.related("前一个标题在这里", before.marker),) if before else ()
    late = heading.number is not None and heading.number.main > meant
    what = f"此前没有{expected}，或者这里的序号应当是{expected}" if late else f"应当是{expected}"
    return ctx.report(heading.marker, related=related, what=what, unit=heading.level.chinese)


RULE = Rule(
    code="S103",
    name="heading-sequence",
    name_zh="编章节序号错乱",
    summary_en="The numbers of parts, chapters or sections are not consecutive.",
    severity=Severity.ERROR,
    message="{unit}的序号不连续：{what}。请改正，并核对目录和引用。",
    check=_check,
    good=(
        Good("第一章　总则\n第一条　甲。\n第二章　附则\n第二条　乙。\n"),
        Good("第一编　甲\n第一章　子\n第一条　甲。\n第二编　乙\n第一章　丑\n第二条　乙。\n"),
        Good("第一编　甲\n第一章　子\n第一条　甲。\n第二编　乙\n第二章　丑\n第二条　乙。\n"),
        Good(
            "第一章　总则\n第一条　甲。\n第一章之一　保障\n第二条　乙。\n"
            "第二章　附则\n第三条　丙。\n"
        ),
    ),
    bad=(
        Bad("第一章　总则\n第一条　甲。\n⟦第三章⟧　附则\n第二条　乙。\n"),
        Bad("第一章　总则\n第一节　甲\n第一条　甲。\n第二章　分则\n⟦第二节⟧　乙\n第二条　乙。\n"),
    ),
    basis=basis("numbering"),
)
