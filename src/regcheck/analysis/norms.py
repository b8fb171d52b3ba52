"""Document → norms: who must, must not or may do what, and the sanctions that follow.

A unit is a sentence cut at 。 and ；, or an item. Words inside a condition impose nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from regcheck.analysis.outline import Outline
from regcheck.analysis.references import Reference
from regcheck.analysis.sanctions import BY_AUTHORITY, Sanction, sanction
from regcheck.analysis.sentences import Sentences, Unit
from regcheck.analysis.words import Match, clause_at, matches, segment
from regcheck.data import expression
from regcheck.model import Document, Level
from regcheck.text import Span

_CLAUSE = re.compile(r"(?:[^，,：:。；;]|(?<=[0-9]),(?=[0-9]))+")
_CONDITION_MARK = re.compile("[的时后外][，,：:；;]")
# How far around a modal word its condition, its governor and its exception are looked for.
_NEAR = 500


class Norm(msgspec.Struct, frozen=True):
    """One norm: its kind, its trigger at `place`, its clause, and who does what under which
    condition."""

    kind: str
    trigger: str
    place: Span
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
    document: Document, outline: Outline, cut: Sentences, references: tuple[Reference, ...]
) -> tuple[Norm, ...]:
    """The norms of a document, by position."""
    found = sentence_norms(
        document.source.text,
        cut.units,
        references,
        conducts=_listed(document, outline, "conducts"),
        forbidden=_listed(document, outline, "forbidden"),
    )
    return tuple(_handed_on(document.source.text, found, outline))


def sentence_norms(
    text: str,
    units: Sequence[Unit],
    references: tuple[Reference, ...] = (),
    *,
    conducts: frozenset[str] = frozenset(),
    forbidden: frozenset[str] = frozenset(),
) -> list[Norm]:
    """The norms of sentences of a text, each read by itself.

    The items in `conducts` list what is punished and impose nothing; those in `forbidden` list what
    is forbidden and punish nothing.
    """
    spans = tuple(unit.span for unit in units)
    modal = _by_sentence(spans, matches("norms", text, spans))
    punishing = _by_sentence(spans, matches("sanctions", text, spans))
    out: list[Norm] = []
    for unit in units:
        here = (m for m in modal.get(unit.span, ()) if not _in_title(unit, m))
        found = [match for match in here if _operative(unit, match)]
        there = (m for m in punishing.get(unit.span, ()) if not _in_title(unit, m))
        answers = [match for match in there if _operative(unit, match)]
        if any(not match.pattern.beside_function for match in answers):
            # the authority that a sanction names is no function of its own
            found = [match for match in found if match.pattern.kind != "responsibility"]
        if unit.provision in conducts:
            found = []
        if unit.provision in forbidden:
            answers = []
        if found or answers:
            out.extend(_unit(unit, found, answers, references))
    return out


def _handed_on(source: str, found: Iterable[Norm], outline: Outline) -> Iterator[Norm]:
    """The norms, each sanction with the body and the breach that its paragraph named before.

    例：违反……规定的，由科学技术部门责令改正；情节严重的，处一万元以下罚款。
    """
    place, body, breach = "", None, tuple[str, ...]()
    for norm in found:
        holder = outline.ancestor(outline.by_id[norm.provision], Level.PARAGRAPH)
        if (holder.id if holder else "") != place:
            place, body, breach = holder.id if holder else "", None, ()
        given = []
        if "违反" in source[norm.sentence.start : norm.sentence.start + _NEAR]:
            breach = ()
        for each in norm.sanctions:
            if each.nature in BY_AUTHORITY:
                body = each.enforcer or body
            breach = each.triggers or breach
            by = body if each.nature in BY_AUTHORITY else each.enforcer
            given.append(replace(each, enforcer=by, triggers=breach))
        yield replace(norm, sanctions=tuple(given)) if given else norm


def _listed(document: Document, outline: Outline, name: str) -> frozenset[str]:
    """The ids of the items whose lead-in says what they list, by its name in frames.toml."""
    lead = expression("frames", "norm", name)
    leading = {each.id for each in outline.provisions if lead.search(document.text_of(each))}
    return frozenset(
        item.id
        for item in outline.provisions
        if item.level in (Level.ITEM, Level.SUBITEM)
        and any(each.id in leading for each in outline.up(item))
    )


def _by_sentence(spans: tuple[Span, ...], found: Iterator[Match]) -> dict[Span, tuple[Match, ...]]:
    out: dict[Span, list[Match]] = {}
    position = 0
    for match in found:
        while spans[position].end <= match.trigger.start:
            position += 1
        out.setdefault(spans[position], []).append(match)
    return {span: tuple(group) for span, group in out.items()}


def _in_title(unit: Unit, match: Match) -> bool:
    """Whether the word is part of a title: 《中华人民共和国促进科技成果转化法》."""
    start = max(unit.span.start, match.trigger.start - _NEAR)
    before = unit.text[start : match.trigger.start]
    return before.rfind("《") > before.rfind("》")


def _operative(unit: Unit, match: Match) -> bool:
    """Whether the words bind here: not inside a condition, not governed by an earlier word."""
    text, sentence = unit.text, unit.span
    clause = clause_at(text, sentence, match.trigger.start)
    words = text[clause.start : clause.end]
    follower = text[clause.end : clause.end + 1]
    name = "condition_end" if follower in "，,：:" else "item_condition_end"
    governs = expression("frames", "norm", "governing").match(text, match.trigger.end)
    if follower and not governs and expression("frames", "norm", name).search(words.rstrip("”）)")):
        return False
    before = text[max(sentence.start, match.trigger.start - _NEAR) : match.trigger.start]
    needed = match.pattern.with_before
    if needed and not any(word in before for word in needed):
        return False
    if any(word in before for word in match.pattern.without_before):
        return False
    if match.pattern.nature and expression("frames", "sanction", "suffered").search(
        text[clause.start : match.span.start]
    ):
        return False
    rest = text[match.trigger.start : clause.end]
    if match.pattern.unless and re.match(match.pattern.unless, rest):
        return False
    after = text[match.trigger.end : min(sentence.end, match.trigger.end + _NEAR)]
    return not (
        before.endswith(match.pattern.not_after) or after.startswith(match.pattern.not_before)
    )


def _unit(
    unit: Unit, found: Sequence[Match], answers: Sequence[Match], references: tuple[Reference, ...]
) -> Iterator[Norm]:
    """The norms of one sentence: one for each modal word, or one for its sanctions alone."""
    text, sentence = unit.text, unit.span
    sanctions = _once(sanction(text, sentence, match, references) for match in answers)
    starts = [clause_at(text, sentence, match.trigger.start).start for match in found]
    ends = [*(max(a, b) for a, b in pairwise(starts)), sentence.end]
    for index, match in enumerate(found):
        reach = Span(starts[index], max(ends[index], match.trigger.end))
        yield _norm(unit, match, reach, sanctions if index == 0 else ())
    if not found:
        start = min(each.span.start for each in sanctions)
        begin = clause_at(text, sentence, start).start
        yield Norm(
            kind="sanction",
            trigger=sanctions[0].text,
            place=sanctions[0].span,
            span=Span(begin, sentence.end),
            sentence=sentence,
            provision=unit.provision,
            condition=_condition(text, sentence, begin),
            sanctions=sanctions,
        )


def _once(found: Iterable[Sanction]) -> tuple[Sanction, ...]:
    """The sanctions without those of one kind that two patterns found at one place."""
    out: list[Sanction] = []
    last: dict[str, Sanction] = {}
    for each in found:
        if each.kind not in last or not each.span.overlaps(last[each.kind].span):
            out.append(each)
            last[each.kind] = each
    return tuple(out)


def _norm(unit: Unit, match: Match, reach: Span, sanctions: tuple[Sanction, ...]) -> Norm:
    """The frame around one modal word."""
    text, sentence, trigger = unit.text, unit.span, match.trigger
    lead = expression("frames", "norm", "lead")
    actor = lead.sub("", text[reach.start : trigger.start].strip())
    if expression("frames", "norm", "not_actor").search(actor):
        actor = _subject(text[sentence.start : min(trigger.start, sentence.start + _NEAR)])
    action = clause_at(text, sentence, trigger.start)
    rest = text[trigger.end : max(action.end, trigger.end)].strip() or None
    near = min(sentence.end, trigger.end + _NEAR)
    exception = expression("frames", "norm", "exception").search(text, trigger.end, near)
    return Norm(
        kind=match.pattern.kind,
        trigger=text[trigger.start : trigger.end],
        place=trigger,
        span=reach,
        sentence=sentence,
        provision=unit.provision,
        actor=actor or None,
        action=rest,
        object=_object(rest) if rest else None,
        condition=_condition(text, sentence, reach.start),
        exception=exception[0] if exception else None,
        sanctions=sanctions,
    )


def _subject(before: str) -> str:
    """The subject that a sentence begins with: 采购人依法采购创新产品，应当 → 采购人."""
    lead = expression("frames", "norm", "lead").sub("", before)
    found = expression("frames", "norm", "subject").match(lead)
    return found["subject"] if found else ""


def _object(action: str) -> str | None:
    """建立科研诚信管理制度 → 科研诚信管理制度; 将科技创新纳入规划 → 科技创新."""
    action = action[:_NEAR]
    patient = expression("frames", "norm", "patient").search(action)
    if patient:
        return patient["object"]
    words = segment(expression("frames", "norm", "adverb").sub("", action))
    return "".join(words[1:]).strip("的 　") or None


def _condition(text: str, sentence: Span, before: int) -> str | None:
    """The clauses before a place that state a condition: …的，"""
    start = max(sentence.start, before - _NEAR)
    ends = ("的", "时", "后", "外")
    if not _CONDITION_MARK.search(text, start, before):
        return None
    clauses = [
        match
        for match in _CLAUSE.finditer(text, start, before)
        if match[0].endswith(ends)
        and expression("frames", "norm", "condition_end").search(match[0])
    ]
    return text[start : clauses[-1].end()].strip() or None if clauses else None
