"""有义务，没有义务人：“应当建立科研诚信档案”，谁来建立，整条都没有说。

“应当”之前只有条件、时间、依据的，报告。前面的分句、同一条的其他句子、项之前的那句话说明了是谁的，不报；以物为
主语的（“科研经费应当专款专用”）不报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from regcheck.analysis.norms import Norm
from regcheck.analysis.triggers import trigger_words
from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level
from regcheck.rule import Bad, Context, Good, Rule

_DUTY = "obligation"
# 主语离句首不会更远。
_REACH = 300


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for article in ctx.outline.articles_at(_openings(ctx)):
        norms = ctx.facts.norms_of(article)
        open_duties = [norm for norm in norms if _open_duty(ctx, norm)]
        if open_duties and all(_nobody(ctx, norm) for norm in norms):
            for norm in open_duties:
                yield ctx.report(norm.place, words=norm.trigger)


def _openings(ctx: Context) -> Iterator[int]:
    """Where sentences begin that may impose a duty on nobody."""
    opening = _opening()
    for unit in ctx.facts.sentences.units:
        if opening.match(unit.text, unit.span.start, unit.span.end):
            yield unit.span.start


@cache
def _opening() -> re.Pattern[str]:
    words = "|".join(sorted(trigger_words("norms", _DUTY)))
    return re.compile(f"{expression('frames', 'duty', 'no_subject').pattern}(?={words})")


def _open_duty(ctx: Context, norm: Norm) -> bool:
    """Whether a duty of a paragraph is imposed on nobody."""
    if norm.kind != _DUTY or not _nobody(ctx, norm):
        return False
    return ctx.outline.by_id[norm.provision].level is Level.PARAGRAPH


def _nobody(ctx: Context, norm: Norm) -> bool:
    """Whether nothing before the modal word of a sentence can be its subject."""
    start, place = norm.sentence.start, norm.place.start
    nobody = expression("frames", "duty", "no_subject")
    if place - start > _REACH or not nobody.fullmatch(ctx.whole, start, place):
        return False
    after = ctx.whole[norm.place.end : min(norm.sentence.end, norm.place.end + _REACH)]
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
