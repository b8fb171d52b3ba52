"""条只有序号，没有内容。

例如在 Word 里把一条的文字全部删去，段落标记却还在，自动编号就留了下来；或者删去内容以后忘了删序号。
写明“（删除）”“（保留）”的不报。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for article in ctx.outline.articles:
        if not article.children and not article.heading and not ctx.text(article.body).strip():
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
    ),
    bad=(
        Bad("第一条　甲。\n⟦第二条⟧\n第三条　乙。\n"),
        Bad("第一章　总则\n第一条　甲。\n⟦第二条⟧\n第二章　附则\n第三条　乙。\n"),
    ),
    basis=basis("division"),
)
