"""终身禁止，或者终身追责，没有上位法依据。

“终身不得申报科技计划项目”是没有期限的限制，科技法律没有规定，作错误；应当写明年限。“终身追责”没有写依照什么的，
作警告。写明依法、依照国家规定的，不报。列入名单没有写期限的，作警告。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.authority import founded
from regcheck.analysis.integrity import listings, research_units, told_nearby
from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import LIMITED, Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for span in _unfounded(ctx, "bar"):
        yield ctx.report(span, words=ctx.text(span), what="没有上位法依据，请写明年限")
    for span in _unfounded(ctx, "accountability"):
        what = "没有写明依据，请写明依照哪一部法律或者国家有关规定"
        yield ctx.report(span, severity=Severity.WARNING, words=ctx.text(span), what=what)
    term = expression("integrity", "listing", "term")
    for found in listings(ctx.document, ctx.outline, ctx.facts.sentences):
        if not told_nearby(ctx.document, ctx.outline, found.article, term):
            what = "没有写明期限，请写明"
            words = ctx.text(found.span)
            yield ctx.report(found.span, severity=Severity.WARNING, words=words, what=what)


def _unfounded(ctx: Context, name: str) -> Iterator[Span]:
    """Where something for life stands in a sentence on research that names no ground for it."""
    words = expression("integrity", "lifelong", name)
    units = ctx.facts.sentences.holding(words)
    for unit, _ in research_units(ctx.document, ctx.outline, units):
        if not founded(unit.words):
            for match in words.finditer(unit.text, unit.span.start, unit.span.end):
                yield Span(*match.span())


RULE = Rule(
    code="I904",
    name="listing-duration",
    name_zh="惩戒无期限或者终身",
    summary_en="A bar for life, or a listing without a term, has no basis in a higher law.",
    severity=Severity.ERROR,
    message="“{words}”{what}。",
    check=_check,
    good=(
        Good("第一条　骗取科研经费的，五年内不得申报科技计划项目。\n"),
        Good("第一条　对严重科研失信行为，依照国家有关规定终身追责。\n"),
        Good("第一条　将责任人列入科研失信名单，期限为三年。\n"),
    ),
    bad=(
        Bad("第一条　伪造研究数据的，⟦终身不得⟧申报财政性资金科技项目。\n"),
        Bad("第一条　对科技项目的决策者⟦终身追责⟧。\n"),
        Bad("第一条　将责任人⟦列入科研失信严重行为名单⟧。\n"),
    ),
    basis=basis("research-record"),
    levels=LIMITED,
)
