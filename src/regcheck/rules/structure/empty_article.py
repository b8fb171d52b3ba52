"""条只有序号，没有内容。

例如在 Word 里把一条的文字全部删去，段落标记却还在，自动编号就留了下来；或者删去内容以后忘了删序号。
写明“（删除）”“（保留）”的，序号下面是表格、备选方案、说明的，不报。
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    notes = [note.span.start for note in ctx.document.notes if note.kind != "comment"]
    for article in ctx.outline.articles:
        if article.children or article.heading or ctx.text(article.body).strip():
            continue
        after = bisect_right(ctx.outline.starts, article.span.start)
        following = (*ctx.outline.starts[after : after + 1], len(ctx.whole))[0]
        held = bisect_left(notes, article.marker.end)
        if held == len(notes) or notes[held] >= following:
            yield ctx.report(article.marker)


RULE = Rule(
    code="S127",
    name="empty-article",
    name_zh="空条",
    summary_en="An article has a number and no words.",
    severity=Severity.ERROR,
    message="这一条没有内容。请补上内容，或者连同序号删去并顺改后面的条号；"
    "在 Word 里要连段落标记一起删。",
    check=_check,
    good=(
        Good("第一条　甲。\n第二条　（删除）\n第三条　乙。\n"),
        Good("第一条\n甲。\n第二条（立法目的）\n乙。\n"),
        Good("第一条　\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n第二条　戊。\n"),
        Good("第一条\n【方案一：甲。】\n【方案二：乙。】\n第二条　丙。\n"),
    ),
    bad=(
        Bad("第一条　甲。\n⟦第二条⟧\n第三条　乙。\n"),
        Bad("第一章　总则\n第一条　甲。\n⟦第二条⟧\n第二章　附则\n第三条　乙。\n"),
    ),
    basis=basis("division"),
)
