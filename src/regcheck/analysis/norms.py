"""Document → norms: who must, must not or may do what, and the sanctions that follow.

A unit is a sentence cut at 。 and ；, or an item. Words inside a condition impose nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from regcheck.analysis.conditions import condition_before
from regcheck.analysis.matches import Match, clause_at, matches
from regcheck.analysis.outline import Outline
from regcheck.analysis.references import Reference
from regcheck.analysis.sanctions import BY_AUTHORITY, Sanction, sanction
from regcheck.analysis.sentences import Unit
from regcheck.analysis.words import word_at
from regcheck.data import expression, expressions
from regcheck.model import Document, Level, Provision, walk
from regcheck.text import Span

_ITEMS = (Level.ITEM, Level.SUBITEM)
# How far around a modal word its condition, its governor and its exception are looked for.
_NEAR = 500
# How far before and after a sentence the words stand that bear on how it is read: whether it begins
# after a mark, what its last word governs.
_BEFORE, _AFTER = 1, 50
# So many sentences are remembered, those of this length not.
_SENTENCES, _LONG = 4096, 1000


class Norm(msgspec.Struct, frozen=True, gc=False):
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
    document: Document,
    outline: Outline,
    units: Sequence[Unit],
    references: tuple[Reference, ...],
) -> tuple[Norm, ...]:
    """The norms of some articles of a document, all of whose sentences and references are given, by
    position."""
    if not units:
        return ()
    text = document.source.text
    leading = _leading(document, outline, Span(units[0].span.start, units[-1].span.end))
    conducts, forbidden = (_listed(document, leading, name) for name in ("conducts", "forbidden"))
    found: list[tuple[Unit, tuple[Norm, ...]]] = []
    for unit in units:
        begin, end = unit.span.start, unit.span.end
        start = begin - _BEFORE if begin > _BEFORE else 0
        sentence = Span(begin - start, end - start)
        punished, forbids = unit.provision in conducts, unit.provision in forbidden
        read = _known if end - begin < _LONG else _read
        its = read(text[start : end + _AFTER], sentence, punished, forbids)
        if its:
            found.append((unit, its))
    return tuple(_handed_on(text, found, outline, references))


def sentence_norms(sentence: str) -> tuple[Norm, ...]:
    """The norms of a sentence read by itself."""
    return _read(sentence, Span(0, len(sentence)), False, False)


def _read(text: str, sentence: Span, punished: bool, forbids: bool) -> tuple[Norm, ...]:
    """The norms of a sentence of a text that is hardly longer, without their provision.

    One of those that list what is `punished` imposes nothing, one of those that say what a lead-in
    `forbids` punishes nothing.
    """
    found = matches("norms", text, sentence)
    answers = matches("sanctions", text, sentence)
    if answers and not all(match.pattern.beside_function for match in answers):
        # the authority that a sanction names is no function of its own
        found = [match for match in found if match.pattern.kind != "responsibility"]
    if punished:
        found = []
    if forbids:
        answers = []
    return _framed(text, sentence, found, answers) if found or answers else ()


# When a draft is read again after an edit, most of its sentences are the same.
_known = lru_cache(maxsize=_SENTENCES)(_read)


def _handed_on(
    source: str,
    found: Iterable[tuple[Unit, tuple[Norm, ...]]],
    outline: Outline,
    references: tuple[Reference, ...],
) -> Iterator[Norm]:
    """The norms in their document, each sanction with the body and the breach that its paragraph
    named before.

    例：违反……规定的，由科学技术部门责令改正；情节严重的，处一万元以下罚款。
    """
    starts = [reference.span.start for reference in references]
    holder: Provision | None = None
    body, breach = None, tuple[str, ...]()
    for unit, norms in found:
        # only where there is something to hand on
        if body or breach or norms[0].sanctions:
            before = holder
            holder = outline.ancestor(outline.by_id[unit.provision], Level.PARAGRAPH)
            if holder is not before:
                body, breach = None, ()
        start = unit.span.start
        by = start - norms[0].sentence.start
        for norm in norms:
            if breach and source.find("违反", start, start + _NEAR) >= 0:
                breach = ()
            given = []
            for each in norm.sanctions:
                span = each.span.moved(by)
                begin = _breached_from(source, unit.span, span)
                cited = references[bisect_left(starts, begin) : bisect_left(starts, span.start)]
                breach = tuple(dict.fromkeys(_own(source, cited))) or breach
                by_authority = each.nature in BY_AUTHORITY
                if by_authority:
                    body = each.enforcer or body
                enforcer = body if by_authority else each.enforcer
                given.append(replace(each, span=span, enforcer=enforcer, triggers=breach))
            yield replace(
                norm,
                place=norm.place.moved(by),
                span=norm.span.moved(by),
                sentence=unit.span,
                provision=unit.provision,
                sanctions=tuple(given),
            )


def _breached_from(text: str, sentence: Span, sanction: Span) -> int:
    """Where the words begin that cite what a sanction answers: after the last 违反 before it."""
    floor = max(sentence.start, sanction.start - 2 * _NEAR)
    return max(text.rfind("违反", floor, sanction.start), floor)


def _own(text: str, references: tuple[Reference, ...]) -> Iterator[str]:
    """The provisions of this document that are cited, but not as the ground of a sanction
    (依照第九条)."""
    ground = expression("frames", "sanction", "ground")
    for reference in references:
        start = reference.span.start
        if ground.search(text, max(0, start - 20), start):
            continue
        if reference.law is None and reference.state == "resolved" and not reference.whole:
            yield from reference.ids


def _leading(document: Document, outline: Outline, span: Span) -> tuple[Provision, ...]:
    """The provisions within a span that may be lead-ins."""
    listing = expressions("frames", "norm")["listing"]
    found = listing.finditer(document.source.text, span.start, span.end)
    places = (outline.at(match.start()) for match in found)
    return tuple({each.id: each for each in places if each}.values())


def _listed(document: Document, leading: tuple[Provision, ...], name: str) -> frozenset[str]:
    """The ids of the items whose lead-in says what they list, by its name in frames.toml."""
    lead = expressions("frames", "norm")[name]
    found = [each for each in leading if lead.search(document.text_of(each))]
    return frozenset(each.id for each in walk(tuple(found)) if each.level in _ITEMS)


def _framed(
    text: str, sentence: Span, found: list[Match], answers: list[Match]
) -> tuple[Norm, ...]:
    """The norms of one sentence: one for each modal word, or one for its sanctions alone."""
    sanctions = _once([sanction(text, sentence, match) for match in answers]) if answers else ()
    if not found:
        return (_of_sanctions(text, sentence, sanctions),)
    norms: list[Norm] = []
    for index, match in enumerate(found, 1):
        start, end = match.clause.start, sentence.end
        if index < len(found):
            end = max(start, found[index].clause.start)
        reach = Span(start, max(end, match.trigger.end))
        norms.append(_norm(text, sentence, match, reach, () if norms else sanctions))
    return tuple(norms)


def _once(found: list[Sanction]) -> tuple[Sanction, ...]:
    """The sanctions without those of one kind that two patterns found at one place."""
    out: list[Sanction] = []
    last: dict[str, Sanction] = {}
    for each in found:
        if each.kind not in last or not each.span.overlaps(last[each.kind].span):
            out.append(each)
            last[each.kind] = each
    return tuple(out)


def _of_sanctions(text: str, sentence: Span, sanctions: tuple[Sanction, ...]) -> Norm:
    """The norm of a sentence that has sanctions alone."""
    begin = clause_at(text, sentence, min(each.span.start for each in sanctions)).start
    return Norm(
        kind="sanction",
        trigger=sanctions[0].text,
        place=sanctions[0].span,
        span=Span(begin, sentence.end),
        sentence=sentence,
        provision="",
        condition=condition_before(text, sentence, begin),
        sanctions=sanctions,
    )


def _norm(
    text: str, sentence: Span, match: Match, reach: Span, sanctions: tuple[Sanction, ...]
) -> Norm:
    """The frame around one modal word."""
    frame = expressions("frames", "norm")
    trigger, start = match.trigger, match.clause.start
    actor = _without(frame["lead"], text[start : trigger.start].strip())
    if frame["not_actor"].search(actor):
        actor = _subject(text[sentence.start : min(trigger.start, sentence.start + _NEAR)])
    words = text[start : max(match.clause.end, trigger.end)]
    action = words[trigger.end - start :].strip()
    near = min(sentence.end, trigger.end + _NEAR)
    exception = frame["exception"].search(text, trigger.end, near)
    return Norm(
        kind=match.pattern.kind,
        trigger=text[trigger.start : trigger.end],
        place=trigger,
        span=reach,
        sentence=sentence,
        provision="",
        actor=actor or None,
        action=action or None,
        object=_object(words, action) if action else None,
        condition=condition_before(text, sentence, start) if start > sentence.start else None,
        exception=exception[0] if exception else None,
        sanctions=sanctions,
    )


def _without(lead: re.Pattern[str], words: str) -> str:
    """Words without those that they begin with."""
    found = lead.match(words)
    return words[found.end() :] if found else words


def _subject(before: str) -> str:
    """The subject that a sentence begins with: 采购人依法采购创新产品，应当 → 采购人."""
    frame = expressions("frames", "norm")
    found = frame["subject"].match(_without(frame["lead"], before))
    return found["subject"] if found else ""


def _object(clause: str, action: str) -> str | None:
    """建立科研诚信管理制度 → 科研诚信管理制度; 将科技创新纳入规划 → 科技创新.

    The action is what its clause ends with.
    """
    frame = expressions("frames", "norm")
    shown = action[:_NEAR]
    patient = frame["patient"].search(shown)
    if patient:
        return patient["object"]
    adverb = frame["adverb"].match(shown)
    begin = adverb.end() if adverb else 0
    if begin == len(shown):
        return None
    verb = word_at(clause, len(clause.rstrip()) - len(action) + begin)
    return shown[begin + len(verb) :].strip("的 　") or None
