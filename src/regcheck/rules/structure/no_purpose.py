"""第一条没有写立法目的。

第一条应当写明为了什么、根据什么，制定本条例。只写了“根据……制定本办法”而没有目的的实施办法，只作
提示。法律、税收和选举法规、司法解释、决定、节选，以及把制定目的写在正文之前的，不检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.titles import instrument
from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.numerals import Number
from regcheck.rule import Bad, Context, Good, Rule

_EXEMPT = ("law", "judicial_interpretation", "other")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    articles = ctx.outline.articles
    if not articles or articles[0].number != Number(1) or ctx.document.kind in _EXEMPT:
        return
    title = ctx.document.title
    if pattern("purpose", "exempt_title").search(title) or not instrument(title):
        return
    front = "".join(ctx.text(span) for span in ctx.document.front)
    words = ctx.text(articles[0].span).replace("\n", "").replace("\r", "")
    enacting = pattern("purpose", "enacting")
    aim = pattern("purpose", "aim").search(words)
    if (
        enacting.search(front)
        or pattern("purpose", "preamble").search(front)
        or (aim and enacting.search(words))
    ):
        return
    severity = Severity.INFO if enacting.search(words) else Severity.ERROR
    if severity is Severity.ERROR and aim:
        severity = Severity.WARNING
    yield ctx.report(articles[0].marker, severity=severity, what=_WHAT[severity])


_WHAT = {
    Severity.INFO: "只写了依据，没有写目的",
    Severity.WARNING: "写了目的，没有写“制定本……”",
    Severity.ERROR: "没有写明立法目的和“制定本条例”",
}

RULE = Rule(
    code="S117",
    name="no-purpose",
    name_zh="首条缺少立法目的",
    summary_en="The first article does not say what the regulation is for.",
    severity=Severity.ERROR,
    message="第一条{what}。一般写作“为了……，根据……，结合本省实际，制定本条例。”",
    check=_check,
    good=(
        Good("某省甲条例\n第一条　为了促进科技创新，根据有关法律，制定本条例。\n"),
        Good("中华人民共和国甲法\n第一条　本法适用于甲。\n"),
        Good("某省甲条例（节选）\n第五条　甲。\n"),
    ),
    bad=(
        Bad("某省甲条例\n⟦第一条⟧　本条例所称科技创新，是指甲。\n"),
        Bad("某省实施甲办法\n⟦第一条⟧　根据有关法律，制定本办法。\n"),
    ),
    basis=basis("purpose"),
    scope="regulation",
)
