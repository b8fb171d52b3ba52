"""标明不报的注释或者记录写得不对，因此不起作用。

写法是 <!-- regcheck: ignore[R201] 理由 -->，独占一行，写在有问题的那一行上面；方括号里写规则的
代码、名称、前缀或者类别字母，几条用逗号隔开，全角的［］【】：，也可以。常见的错误：没有写代码，
代码不存在，注释写在正文的行末。读不懂草案的报告（E001、E002、E003、E009）和本类报告不能这样标明
不报。一处写错，整条注释不起作用。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    yield from ctx.report_faults()


RULE = Rule(
    code="E005",
    name="unknown-suppression",
    name_zh="写错的不报注释",
    summary_en="A suppression is malformed or names a rule that does not exist.",
    severity=Severity.WARNING,
    message="{what}",
    check=_check,
    good=(
        Good("<!-- regcheck: ignore[R201] 第九条待补 -->\n第一条　依照本条例第九条办理。\n"),
        Good("<!-- regcheck：ignore［R201，dangling-article］第九条待补 -->\n第一条　甲。\n"),
        Good("<!-- 说明：regcheck 报告的第九条待补 -->\n第一条　甲。\n"),
    ),
    bad=(
        Bad("⟦<!-- regcheck: ignore[R2O1] 第九条待补 -->⟧\n第一条　甲。\n"),
        Bad("⟦<!-- regcheck: ignore -->⟧\n第一条　甲。\n"),
        Bad("第一条　甲。⟦<!-- regcheck: ignore[R201] 行末 -->⟧\n"),
        Bad("⟦<!-- regcheck: ignore[E003] 不想看 -->⟧\n第一条　甲。\n"),
    ),
    basis=basis("readable"),
)
