"""第一条里立法依据的次序颠倒。

立法依据按位阶由高到低排列：宪法、法律、行政法规、地方性法规。括号里的简称不算；位阶无从判断的文件不比较。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.enabling import rank
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    highest, before = -1, ""
    for citation in ctx.facts.rests_on:
        level = rank(ctx.document, citation)
        if level is None:
            continue
        if level < highest:
            yield ctx.report(citation.span, cited=citation.title, before=before)
            return
        highest, before = level, citation.title


RULE = Rule(
    code="C310",
    name="basis-order",
    name_zh="立法依据位次",
    summary_en="The laws of the enabling clause are not in the order of their rank.",
    severity=Severity.WARNING,
    message="《{cited}》的位阶高于前面的《{before}》，应当排在它的前面。",
    check=_check,
    good=(
        Good(
            "第一条　根据《中华人民共和国专利法》《优化营商环境条例》《辽宁省标准化条例》，"
            "制定本条例。\n"
        ),
        Good("第一条　根据《中华人民共和国专利法》和省有关规定，制定本条例。\n"),
    ),
    bad=(
        Bad(
            "第一条　根据《辽宁省标准化条例》《⟦中华人民共和国专利法⟧》，结合本省实际，"
            "制定本条例。\n"
        ),
        Bad("第一条　根据《优化营商环境条例》和《⟦中华人民共和国专利法⟧》，制定本条例。\n"),
    ),
    basis=basis("rank-of-laws"),
)
