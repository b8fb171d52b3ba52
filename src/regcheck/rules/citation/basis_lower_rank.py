"""以规章、规范性文件或者政策文件为立法依据。

地方性法规的依据是法律、行政法规和上级的地方性法规，不是部门规章、“意见”“通知”或者文号。国务院批准的方案、规
划和全国人大常委会的决定可以。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.citations import Citation
from regcheck.analysis.enabling import enabling_clause
from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    clause = enabling_clause(ctx.document, ctx.outline)
    if clause is None:
        return
    words = ctx.text(clause)
    if expression("citations", "enabling", "approved").search(words):
        return
    for citation in ctx.facts.rests_on:
        if _too_low(citation):
            yield ctx.report(citation.span, cited=f"《{citation.title}》")
    for match in expression("citations", "enabling", "document_number").finditer(words):
        span = Span(clause.start + match.start(), clause.start + match.end())
        yield ctx.report(span, cited=match[0])


def _too_low(citation: Citation) -> bool:
    if citation.law is not None:
        return citation.law.level == "部门规章"
    return bool(expression("citations", "enabling", "policy").search(citation.title))


RULE = Rule(
    code="C312",
    name="basis-lower-rank",
    name_zh="以下位文件为依据",
    summary_en="A regulation rests on a rule, a notice or a policy paper.",
    severity=Severity.WARNING,
    message="{cited}不能作为立法依据。请写所依据的法律、行政法规。",
    check=_check,
    good=(
        Good("第一条　根据《中华人民共和国科学技术进步法》，制定本条例。\n"),
        Good("第一条　根据国务院批准的《某新区总体方案》，制定本条例。\n"),
    ),
    bad=(
        Bad("第一条　根据某某发⟦〔2024〕5号⟧文件，制定本条例。\n"),
        Bad("第一条　根据《⟦关于加快科技创新的意见⟧》，结合本省实际，制定本条例。\n"),
    ),
    basis=basis("rank-of-laws"),
    scope="regulation",
)
