"""第一条里同一部法律写了两次。"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.citations import Citation
from regcheck.analysis.laws import normal
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    seen: dict[str, Citation] = {}
    for citation in ctx.facts.rests_on:
        title = normal(citation.law.title if citation.law else citation.title)
        earlier = seen.setdefault(title, citation)
        if earlier is not citation:
            related = (ctx.related("第一次在这里", earlier.span),)
            yield ctx.report(citation.span, related=related, cited=citation.title)


RULE = Rule(
    code="C311",
    name="basis-duplicate",
    name_zh="依据重复",
    summary_en="The enabling clause names a law twice.",
    severity=Severity.ERROR,
    message="立法依据里《{cited}》写了两次，请删去一次。",
    check=_check,
    good=(
        Good("第一条　根据《中华人民共和国专利法》《中华人民共和国商标法》，制定本条例。\n"),
        Good("第一条　根据《中华人民共和国专利法》（以下简称《专利法》），制定本条例。\n"),
    ),
    bad=(
        Bad("第一条　根据《甲法》《乙法》《⟦甲法⟧》，制定本条例。\n"),
        Bad("第一条　根据《中华人民共和国专利法》和《⟦专利法⟧》，结合本省实际，制定本条例。\n"),
    ),
    basis=basis("exact-citation"),
)
