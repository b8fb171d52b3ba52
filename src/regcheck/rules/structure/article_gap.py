"""条的序号跳过了一个或者几个号。

条号应当从第一条起依次排列，只有“第十二条之一”这样的号可以插在中间。跳号多半是删去或者
漏掉了一条，此后对各条的引用也可能错位。不报的情形：节选；条号还是空白（第×条）；缺少的条
出现在别处（见 S102）。如果缺少的“第N条”写在前一条的文字里，说明中会指出。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Provision
from regcheck.numerals import Number, to_chinese
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    articles = [article for article in ctx.outline.articles if article.number]
    present = {article.number.main for article in articles if article.number}
    if not articles or pattern("title", "excerpt").search(ctx.document.title):
        return
    first = articles[0].number
    if first and first.main > 1 and 1 not in present:
        yield ctx.report(articles[0].marker, what=_missing(1, first.main - 1), hint="")
    for before, after in pairwise(articles):
        gap = _gap(before.number, after.number, present)
        if gap:
            related = ctx.related("前一条在这里", before.marker)
            hint = _swallowed(ctx, before, gap[0])
            yield ctx.report(after.marker, related=(related,), what=_missing(*gap), hint=hint)


def _gap(before: Number | None, after: Number | None, present: set[int]) -> tuple[int, int] | None:
    """The first and the last number missing between two articles; None where none is."""
    if not before or not after:
        return None
    missing = [
        n for n in range(before.main + 1, min(after.main, before.main + 999)) if n not in present
    ]
    if missing:
        return missing[0], missing[-1]
    return None


def _missing(first: int, last: int) -> str:
    """例：第八条；第八条至第十条。"""
    words = f"第{to_chinese(first)}条"
    return words if first == last else f"{words}至第{to_chinese(last)}条"


def _swallowed(ctx: Context, before: Provision, number: int) -> str:
    """A remark where the missing label stands inside the article before."""
    at = ctx.text(before.span).find(f"第{to_chinese(number)}条　")
    return "前一条的文字里写有这个条号，可能漏了换行。" if at > 0 else ""


RULE = Rule(
    code="S101",
    name="article-gap",
    name_zh="条序跳号",
    summary_en="The numbers of the articles skip one or more.",
    severity=Severity.ERROR,
    message="条号不连续：此前缺少{what}。{hint}请补上缺少的条，或者顺改条号并同步修改各处引用。",
    check=_check,
    good=(
        Good("第一条　甲。\n第二条　乙。\n"),
        Good("第一条　甲。\n第一条之一　乙。\n第二条　丙。\n"),
        Good("某办法（节选）\n第七条　甲。\n第九条　乙。\n"),
        Good("第一条　甲。\n第×条　乙。\n第二条　丙。\n"),
    ),
    bad=(
        Bad("第一条　甲。\n⟦第三条⟧　乙。\n"),
        Bad("第一条　甲。\n第二条　乙。\n⟦第五条⟧　丙。\n第六条　丁。\n"),
    ),
    basis=basis("numbering"),
    scope="regulation",
)
