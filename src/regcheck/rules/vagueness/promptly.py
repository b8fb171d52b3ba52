"""有罚则的义务写“及时”，没有写期限。

违反了要受处罚的义务，什么时候算没有“及时”应当明确。只看罚则所引的条款里、企业和个人的义务；写了日、小时的，机关的职责，不报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    words = re.compile("及时|立即|尽快")
    told: set[Span] = set()
    for cited in _cited(ctx):
        provision = ctx.outline.by_id.get(cited)
        if provision is None:
            continue
        span = provision.span
        for match in words.finditer(ctx.document.source.text, span.start, span.end):
            unit = ctx.facts.sentences.at(match.start())
            if unit is None or unit.span in told or not _open(unit.words):
                continue
            told.add(unit.span)
            yield ctx.report(Span(*match.span()), words=match[0])


def _cited(ctx: Context) -> tuple[str, ...]:
    """The provisions whose breach is answered, each once."""
    return tuple(dict.fromkeys(id for each in ctx.facts.breaches for id in each.reference.ids))


def _open(words: str) -> bool:
    """Whether a sentence obliges somebody outside the administration and names no period."""
    return "应当" in words and not expression("frames", "prompt", "closed").search(words)


RULE = Rule(
    code="V603",
    name="promptly",
    name_zh="有罚则的“及时”没有期限",
    summary_en="A duty that a sanction answers is due promptly, without a period.",
    severity=Severity.INFO,
    message="违反这一义务要受处罚，“{words}”没有期限。请写明日数或者小时数。",
    check=_check,
    good=(
        Good(
            "第一条　科研单位应当在十日内及时报告。\n"
            "第二条　违反本条例第一条规定，未报告的，处一万元罚款。\n"
        ),
        Good("第一条　科研单位应当及时报告。\n第二条　科研单位可以公开。\n"),
    ),
    bad=(
        Bad(
            "第一条　科研单位应当⟦及时⟧报告。\n"
            "第二条　违反本条例第一条规定，未报告的，处一万元罚款。\n"
        ),
        Bad(
            "第一条　发生事故的，企业应当⟦立即⟧报告。\n"
            "第二条　违反第一条规定，未报告的，处一万元罚款。\n"
        ),
    ),
    basis=basis("clarity"),
    presets=frozenset({"review"}),
)
