"""Document → norms: who must, must not or may do what, and the sanctions that follow.

A unit is a sentence cut at 。 and ；, or an item. Words inside a condition impose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from regcheck.analysis.outline import Outline
from regcheck.analysis.references import Reference
from regcheck.analysis.sanctions import Sanction, sanction
from regcheck.analysis.words import Match, matches
from regcheck.model import Document
from regcheck.text import Span

_SENTENCE = re.compile(r"[^。；;！？]*[。；;！？][”’）)]*|[^。；;！？]+$")
_CLAUSE = re.compile(r"[^，,：:。；;]+")
# …的，/ …的： ends a condition, and so do 时 and 后.
_CONDITION_END = re.compile(r"(?:(?<![目标])的|时|后|外)$")
# （三）被查封的；  伪造数据的。  An item of this form describes a violation.
_ITEM_CONDITION_END = re.compile(r"^(?!.*是).*(?<![目标])的$")
_LEAD = re.compile(r"^(?:但是?|并且?|同时|其中|对于?|由)")


class Norm(msgspec.Struct, frozen=True):
    """One norm: its kind, trigger and clause, and who does what under which condition."""

    kind: str
    trigger: str
    span: Span
    sentence: Span
    provision: str
    actor: str | None = None
    action: str | None = None
    object: str | None = None
    condition: str | None = None
    exception: str | None = None
    sanctions: tuple[Sanction, ...] = ()


def norms(
    document: Document, outline: Outline, references: tuple[Reference, ...]
) -> tuple[Norm, ...]:
    """The norms of a document, by position."""
    text = document.source.text
    units = [
        (unit, provision.id)
        for provision in outline.provisions
        for unit in _units(text, provision.body)
    ]
    units.sort()
    spans = tuple(unit for unit, _ in units)
    holders = dict(units)
    modal = _by_sentence(spans, matches("norms", text, spans))
    punishing = _by_sentence(spans, matches("sanctions", text, spans))
    out: list[Norm] = []
    for span in spans:
        found = [m for m in modal.get(span, ()) if _operative(text, span, m)]
        answers = [m for m in punishing.get(span, ()) if _operative(text, span, m)]
        if found or answers:
            out.extend(_unit(text, span, holders[span], found, answers, references))
    return tuple(out)


def _units(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a provision's own words."""
    for match in _SENTENCE.finditer(text, span.start, span.end):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if start < match.end():
            yield Span(start, match.end())


def _by_sentence(
    spans: tuple[Span, ...], found: Iterator[Match]
) -> dict[Span, tuple[Match, ...]]:
    out: dict[Span, tuple[Match, ...]] = {}
    position = 0
    for match in found:
        while spans[position].end <= match.trigger.start:
            position += 1
        out[spans[position]] = (*out.get(spans[position], ()), match)
    return out


def _operative(text: str, sentence: Span, match: Match) -> bool:
    """Whether the words bind here: not inside a condition, not governed by an earlier word."""
    clause = _clause_at(text, sentence, match.trigger.start)
    words = text[clause.start : clause.end]
    follower = text[clause.end : clause.end + 1]
    ends = _CONDITION_END if follower in "，,：:" else _ITEM_CONDITION_END
    if follower and ends.search(words.rstrip("”）)")):
        return False
    before = text[sentence.start : match.trigger.start]
    if any(word in before for word in match.pattern.without_before):
        return False
    after = text[match.trigger.end : sentence.end]
    return not (before.endswith(match.pattern.not_after) or after.startswith(match.pattern.not_before))


def _clause_at(text: str, sentence: Span, offset: int) -> Span:
    """The clause between two commas that holds a place."""
    for match in _CLAUSE.finditer(text, sentence.start, sentence.end):
        if match.start() <= offset < match.end():
            return Span(match.start(), match.end())
    return sentence


def _unit(
    text: str,
    sentence: Span,
    provision: str,
    found: Sequence[Match],
    answers: Sequence[Match],
    references: tuple[Reference, ...],
) -> Iterator[Norm]:
    """The norms of one sentence: one for each modal word, or one for its sanctions alone."""
    sanctions = tuple(sanction(text, sentence, match, references) for match in answers)
    starts = [_clause_at(text, sentence, match.trigger.start).start for match in found]
    ends = [*(max(a, b) for a, b in pairwise(starts)), sentence.end]
    for index, match in enumerate(found):
        carried = sanctions if index == 0 else ()
        yield _norm(text, sentence, provision, match, (starts[index], ends[index]), carried)
    if not found:
        start = min(each.span.start for each in sanctions)
        begin = _clause_at(text, sentence, start).start
        yield Norm(
            kind="sanction",
            trigger=sanctions[0].text,
            span=Span(begin, sentence.end),
            sentence=sentence,
            provision=provision,
            condition=_condition(text, sentence, begin),
            sanctions=sanctions,
        )


def _norm(
    text: str,
    sentence: Span,
    provision: str,
    match: Match,
    reach: tuple[int, int],
    sanctions: tuple[Sanction, ...],
) -> Norm:
    """The frame around one modal word."""
    start, end = reach
    trigger = match.trigger
    actor = _LEAD.sub("", text[start : trigger.start].strip()) or None
    action = _clause_at(text, sentence, trigger.start)
    rest = text[trigger.end : max(action.end, trigger.end)].strip() or None
    tail = text[trigger.end : sentence.end]
    exception = re.search(r"但是?[^。；]*", tail)
    return Norm(
        kind=match.pattern.kind,
        trigger=text[trigger.start : trigger.end],
        span=Span(start, max(end, trigger.end)),
        sentence=sentence,
        provision=provision,
        actor=actor,
        action=rest,
        condition=_condition(text, sentence, start),
        exception=exception[0] if exception else None,
        sanctions=sanctions,
    )


def _condition(text: str, sentence: Span, before: int) -> str | None:
    """The clauses before a place that state a condition: …的，"""
    clauses = [
        match
        for match in _CLAUSE.finditer(text, sentence.start, before)
        if _CONDITION_END.search(match[0])
    ]
    return text[sentence.start : clauses[-1].end()].strip() or None if clauses else None
