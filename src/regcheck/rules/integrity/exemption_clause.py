"""免责没有任何条件，或者免除刑事、民事责任。

决策失误、探索失败可以免责，但是要勤勉尽责、程序合规、没有谋取私利；什么条件都没有写的，报告。刑事责任、民事责任只能
由法律规定，条文免除它们的，也报告。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.integrity import research_units
from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import LIMITED, Bad, Context, Good, Rule
from regcheck.text import Span

_NO_CONDITION = "没有写任何条件。请写明，例如“勤勉尽责、程序合规，没有谋取非法利益的”"
_RESERVED = "只能由法律规定，法规不能免除。请删去"


def _check(ctx: Context) -> Iterator[Diagnostic]:
    words, matter, condition, reserved = (
        expression("integrity", "exemption", name)
        for name in ("words", "matter", "condition", "reserved")
    )
    cut = ctx.facts.sentences
    units = sorted({*cut.holding(words), *cut.holding(reserved)}, key=lambda unit: unit.span)
    for unit, _ in research_units(ctx.document, ctx.outline, units):
        kept = reserved.search(unit.text, unit.span.start, unit.span.end)
        if kept and "法律" not in unit.words:
            place = Span(*kept.span("at" if kept["at"] else "too"))
            ground = basis("reserved-liability")
            yield ctx.report(place, basis=ground, words=ctx.text(place), what=_RESERVED)
            continue
        match = words.search(unit.text, unit.span.start, unit.span.end)
        if not match or not matter.search(unit.words):
            continue
        paragraph = ctx.outline.paragraph_of(ctx.outline.by_id[unit.provision])
        if not condition.search(ctx.text(paragraph.span)):
            place = Span(*match.span())
            yield ctx.report(place, words=ctx.text(place), what=_NO_CONDITION)


RULE = Rule(
    code="I907",
    name="exemption-clause",
    name_zh="尽职免责条款失当",
    summary_en="An exemption has no condition, or covers criminal or civil liability.",
    severity=Severity.WARNING,
    message="“{words}”{what}。",
    check=_check,
    good=(
        Good("第一条　科研项目未达到预期目标，科研人员已勤勉尽责的，予以免责。\n"),
        Good(
            "第一条　在科研投资中出现失误，同时具备下列条件的，不予追究决策责任：\n"
            "（一）决策程序合规；\n（二）没有谋取非法利益。\n"
        ),
    ),
    bad=(
        Bad("第一条　科研单位负责人在研发投资中出现决策失误的，⟦不予追究⟧决策责任。\n"),
        Bad("第一条　科研人员已经勤勉尽责的，不追究其⟦民事责任⟧。\n"),
    ),
    basis=basis("diligence"),
    levels=LIMITED,
)
