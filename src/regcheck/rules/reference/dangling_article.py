"""引用了本文没有的条。

例如全文五十五条，却写“违反本条例第五十八条规定”。多半是增删条文以后没有改引用。“本条例第N条”和没
有写明属于哪一部文件的“第N条”都检查，后者可能另有所指，作警告；同一句里此前提到了另一部法律的，不
冠名的条号算作那部法律的，不报。引号里的文字、空白的条号（第×条）不检查；节选不检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.dangling import lacking
from regcheck.analysis.references import Reference
from regcheck.analysis.targets import Target
from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level, Provision
from regcheck.rule import CITED, Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    if pattern("title", "excerpt").search(ctx.document.title):
        return
    articles = [article for article in ctx.outline.articles if article.number]
    if not articles:
        return
    last = articles[-1]
    for reference, target in _dangling(ctx.facts.references):
        yield ctx.report_missing(
            reference,
            target,
            severity=Severity.WARNING if reference.bare else Severity.ERROR,
            related=(ctx.related("最后一条在这里", last.marker),),
            there=_there(ctx, target, last),
        )


def _there(ctx: Context, target: Target, last: Provision) -> str:
    """Whether the number lies beyond the last article or was left out before it."""
    number = target.id.split("__")[0].removeprefix(f"{Level.ARTICLE.step}_").partition("-")[0]
    if ctx.outline.numbers[-1].main > int(number):
        return "本文缺少这一条"
    return f"本文最后一条是{last.address.label()}"


def _dangling(found: tuple[Reference, ...]) -> Iterator[tuple[Reference, Target]]:
    """The articles that are not there; in one reference each article once."""
    told: set[tuple[Span, str]] = set()
    for reference, target in lacking(found, [Level.ARTICLE], ["numbered"]):
        article = (reference.span, target.id.split("__")[0])
        if article not in told:
            told.add(article)
            yield reference, target


RULE = Rule(
    code="R201",
    name="dangling-article",
    name_zh="引用的条不存在",
    summary_en="A reference names an article that the draft does not have.",
    severity=Severity.ERROR,
    message="引用的“{cited}”不存在：{there}。{hint}请改为实际的条号；增删条文后应当核对全部引用。",
    check=_check,
    good=(
        Good("第一条　甲。\n第二条　违反本条例第一条规定的，责令改正。\n"),
        Good("第一条　依照《中华人民共和国专利法》第六十条处理。\n"),
        Good("第一条　违反《甲法》第九条、第十条，依照第六十条处罚。\n"),
        Good("第一条　依照刑法第二百六十六条追究责任；按照第×条办理。\n"),
    ),
    bad=(
        Bad("第一条　甲。\n第二条　违反本条例⟦第四条⟧规定的，责令改正。\n"),
        Bad("第一条　甲。\n第二条　依照第一条至⟦第九条⟧、⟦第十条第一款⟧的规定处理。\n"),
    ),
    basis=basis("existing-target"),
    presets=CITED,
)
