"""限制资格只写“一定期限”，没有写几年。

科学技术进步法写“禁止一定期限内承担项目”，把期限留给具体规定；地方性法规照抄，谁也不知道是几年。请写明年限，或者写明
依照哪一项规定。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.authority import founded
from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import LIMITED, Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    bar = expression("integrity", "term", "bar")
    for unit, match in ctx.facts.sentences.matches(bar):
        if not founded(unit.text[unit.span.start : match.end()]):
            place = Span(*match.span("at" if match["at"] else "lead"))
            yield ctx.report(place, words=ctx.text(place))


RULE = Rule(
    code="I905",
    name="term-vague",
    name_zh="“一定期限内”未定",
    summary_en="A bar is for a certain time that nobody fixes.",
    severity=Severity.WARNING,
    message="“{words}”没有写明几年。请写明年限，例如“三年内”，或者写明依照哪一项规定。",
    check=_check,
    good=(
        Good("第一条　情节严重的，三年内不得申报科技计划项目。\n"),
        Good("第一条　依照国家有关规定，禁止其一定期限内承担项目。\n"),
        Good("第一条　在一定期限内公示评审结果。\n"),
    ),
    bad=(
        Bad("第一条　情节严重的，取消其⟦一定期限内⟧申报科技计划项目的资格。\n"),
        Bad("第一条　情节严重的，⟦在一定期限内⟧不得承担财政性资金科技项目。\n"),
    ),
    basis=basis("bar-term"),
    levels=LIMITED,
)
