"""条的序号跳过了一个或者几个号。

条号应当从第一条起依次排列，只有“第十二条之一”这样的号可以插在中间。跳号多半是删去或者
漏掉了一条，此后对各条的引用也可能错位。不报的情形：节选；条号还是空白（第×条）；缺少的条
出现在别处（见 S102）。如果缺少的“第N条”写在前一条的文字里，说明中会指出。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Provision
from regcheck.numerals import Number, to_chinese
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    if ctx.outline.in_order:
        return
    articles = [article for article in ctx.outline.articles if article.number]
    present = {article.number.main for article in articles if article.number}
    if not articles or pattern("title", "excerpt").search(ctx.document.title):
        return
    first = articles[0].number
    if first and first.main > 1 and 1 not in present:
        yield ctx.report(articles[0].marker, what=_missing([1, first.main - 1]), advice=_ADD)
    for before, after in pairwise(articles):
        missing = _gap(before.number, after.number, present)
        if missing:
            related = ctx.related("前一条在这里", before.marker)
            swallowed = [n for n in missing if _swallowed(ctx, before, n)]
            advice = _BREAK.format(_missing(swallowed)) if swallowed else _ADD
            yield ctx.report(
                after.marker, related=(related,), what=_missing(missing), advice=advice
            )


def _gap(before: Number | None, after: Number | None, present: set[int]) -> list[int]:
    """The numbers missing between two articles; at most a thousand are counted."""
    if not before or not after:
        return []
    end = min(after.main, before.main + _MOST)
    return [n for n in range(before.main + 1, end) if n not in present]


def _missing(numbers: list[int]) -> str:
    """例：第八条；第八条至第十条。"""
    words = f"第{to_chinese(numbers[0])}条"
    last = f"第{to_chinese(numbers[-1])}条"
    return words if numbers[0] == numbers[-1] else f"{words}至{last}"


def _swallowed(ctx: Context, before: Provision, number: int) -> bool:
    """Whether the missing label opens a sentence inside the article before: it lost its line."""
    label = re.compile(rf"(?<=[。；！？\n])\s*第{to_chinese(number)}条(?!规定|第|、|和|至)")
    return bool(label.search(ctx.text(before.span)))


_ADD = "请补上缺少的条，或者顺改条号并同步修改各处引用"
_BREAK = "{}写在前一条的文字里，漏了换行，请另起一行"
_MOST = 1000

RULE = Rule(
    code="S101",
    name="article-gap",
    name_zh="条序跳号",
    summary_en="The numbers of the articles skip one or more.",
    severity=Severity.ERROR,
    message="条号不连续：此前没有{what}。{advice}。",
    check=_check,
    good=(
        Good("第一条　甲。\n第二条　乙。\n"),
        Good("第一条　甲。\n第一条之一　乙。\n第二条　丙。\n"),
        Good("某办法（节选）\n第七条　甲。\n第九条　乙。\n"),
        Good("第一条　甲。\n第×条　乙。\n第二条　丙。\n"),
    ),
    bad=(
        Bad("第一条　甲。\n⟦第三条⟧　乙。\n"),
        Bad("第一条　甲。第二条　丙。\n⟦第三条⟧　乙。\n"),
        Bad("第一条　甲。\n第二条　乙。\n⟦第五条⟧　丙。\n第六条　丁。\n"),
    ),
    basis=basis("numbering"),
    scope="regulation",
)
