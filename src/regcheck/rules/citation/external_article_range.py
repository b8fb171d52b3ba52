"""引用其他法律的条、款、项不存在。

按文本公布时（草案按 as_of）施行的文本核对，核对到款和项；索引里没有那个文本，或者它的结构不可靠的，
不检查。as_of 晚于索引日期的，作提示：那部法律可能又修改了。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for reference in ctx.facts.cited:
        if reference.state == "external-missing":
            span = next(target.span for target in reference.targets if target.lacks)
            yield ctx.report(
                span,
                severity=ctx.as_known(Severity.ERROR),
                law=reference.law,
                cited=ctx.text(span),
                reason=reference.reason,
                until=ctx.until,
            )


RULE = Rule(
    code="C306",
    name="external-article-range",
    name_zh="外部条号越界",
    summary_en="A cited law has no such article, paragraph or item.",
    severity=Severity.ERROR,
    message="引用的“{cited}”不存在：《{law}》{reason}。请核对现行文本。{until}。",
    check=_check,
    good=(
        Good("第一条　依照《中华人民共和国科学技术进步法》第一百一十二条处理。\n"),
        Good("第一条　依照《中华人民共和国行政处罚法》第九条第六项处理。\n"),
        Good("第一条　依照《某市垃圾办法》第九百条处理。\n"),
    ),
    bad=(
        Bad("第一条　依照《中华人民共和国科学技术进步法》⟦第一百五十条⟧处理。\n"),
        Bad("第一条　依照《中华人民共和国行政处罚法》第九条、⟦第三十三条第四款⟧处理。\n"),
        Bad("第一条　依照行政处罚法⟦第九条第七项⟧处理。\n"),
    ),
    basis=basis("existing-target"),
    scope="regulation",
)
