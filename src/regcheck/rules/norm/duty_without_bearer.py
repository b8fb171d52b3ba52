"""有义务，没有义务人：“应当建立科研诚信档案”，谁来建立，整条都没有说。

“应当”之前只有条件、时间、依据的，报告。前面的分句、同一条的其他句子、项之前的那句话说明了是谁的，不报；以物为
主语的（“科研经费应当专款专用”）不报。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.norms import Norm
from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# 主语离句首不会更远。
_REACH = 300


def _check(ctx: Context) -> Iterator[Diagnostic]:
    article_of = {
        name: _article(ctx, name) for name in {norm.provision for norm in ctx.facts.norms}
    }
    bare = [
        (norm, article_of[norm.provision])
        for norm in ctx.facts.norms
        if norm.kind == "obligation"
        and ctx.outline.by_id[norm.provision].level is Level.PARAGRAPH
        and _nobody(ctx, norm)
    ]
    articles = {article for _, article in bare}
    somebody = {
        article
        for norm in ctx.facts.norms
        if (article := article_of[norm.provision]) in articles and not _nobody(ctx, norm)
    }
    for norm, article in bare:
        if article not in somebody:
            yield ctx.report(norm.place, words=norm.trigger)


def _article(ctx: Context, provision: str) -> str:
    article = ctx.outline.article_of(ctx.outline.by_id[provision])
    return article.id if article else provision


def _nobody(ctx: Context, norm: Norm) -> bool:
    """Whether nothing before the modal word of a sentence can be its subject."""
    start, place = norm.sentence.start, norm.place.start
    nobody = expression("frames", "duty", "no_subject")
    if place - start > _REACH or not nobody.match(ctx.text(Span(start, place))):
        return False
    after = ctx.text(Span(norm.place.end, min(norm.sentence.end, norm.place.end + _REACH)))
    return not expression("frames", "duty", "attribute").match(after)


RULE = Rule(
    code="N718",
    name="duty-without-bearer",
    name_zh="义务没有义务人",
    summary_en="A duty is imposed and nobody is named who bears it.",
    severity=Severity.INFO,
    message="“{words}”之前没有主语，这一条没有说由谁履行。请写明义务人。",
    check=_check,
    good=(
        Good("第一条　科研单位应当建立科研诚信档案。\n"),
        Good("第一条　科研经费应当专款专用。\n"),
        Good("第一条　应当由省人民政府批准的项目，由科学技术部门组织论证。\n"),
        Good("第一条　科研单位收到举报的，应当在十日内调查。\n"),
    ),
    bad=(
        Bad("第一条　⟦应当⟧建立科研诚信档案。\n"),
        Bad("第一条　按照国家有关规定，⟦应当⟧每年公布执行情况。\n"),
    ),
    basis=basis("clarity"),
)
