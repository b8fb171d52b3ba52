"""有罚则的义务写“及时”，没有写期限。

违反了要受处罚的义务，什么时候算没有“及时”应当明确。只看罚则所引、所写的行为，企业和个人的义务；写了日、小时的，
机关的职责，清除、制止这样随时要做的，不报。“立即”是明确的，不报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

_WORDS = re.compile("及时|尽快")


# How much of what is to be done promptly is compared with the conduct that is punished.
_ACT = 8


def _check(ctx: Context) -> Iterator[Diagnostic]:
    told: set[Span] = set()
    for breach in ctx.facts.breaches:
        conduct = ctx.text(breach.conduct)
        for provision in filter(None, map(ctx.outline.by_id.get, breach.reference.ids)):
            for span in _prompt(ctx, provision.span):
                if span not in told and _punished(ctx.document.source.text, span, conduct):
                    told.add(span)
                    yield ctx.report(span, words=ctx.text(span))


def _prompt(ctx: Context, whole: Span) -> Iterator[Span]:
    """Where a duty without a period is due promptly."""
    for match in _WORDS.finditer(ctx.document.source.text, whole.start, whole.end):
        unit = ctx.facts.sentences.at(match.start())
        if unit and _open(unit.words):
            yield Span(*match.span())


def _punished(text: str, span: Span, conduct: str) -> bool:
    """Whether the conduct told has a pair of characters of what is to be done: 报告 in 未报告的."""
    act = re.split("[，。；、：]", text[span.end : span.end + _ACT])[0]
    return any(act[at : at + 2] in conduct for at in range(len(act) - 1))


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
        Good(
            "第一条　科研单位应当及时报告。\n"
            "第二条　违反本条例第一条规定，伪造数据的，处一万元罚款。\n"
        ),
    ),
    bad=(
        Bad(
            "第一条　科研单位应当⟦及时⟧报告。\n"
            "第二条　违反本条例第一条规定，未报告的，处一万元罚款。\n"
        ),
        Bad(
            "第一条　发生事故的，企业应当⟦尽快⟧报告。\n"
            "第二条　违反第一条规定，未报告的，处一万元罚款。\n"
        ),
    ),
    basis=basis("clarity"),
    presets=frozenset({"review"}),
)
