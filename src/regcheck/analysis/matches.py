"""Sentence → the legal patterns that bind in it, each with its trigger and its clause."""

from __future__ import annotations

import re

import msgspec

from regcheck.analysis.conditions import conditions
from regcheck.analysis.sentences import in_title
from regcheck.analysis.triggers import NEAR, Pattern, Trigger, triggers
from regcheck.analysis.words import shortest
from regcheck.data import expressions
from regcheck.text import Span

# Of a longer clause no more is read than this many characters to either side of a place.
_LONGEST_CLAUSE = 1000
# The marks that end a clause: … does not reach over them. 1,000 is one number.
_MARK = "[，；。：:;！？]|(?<![0-9]),|,(?![0-9])"
_CLAUSE_END = re.compile(_MARK)
_LAST_CLAUSE_END = re.compile(f"(?s:.*)(?:{_MARK})")

# What may stand between a condition and what it leads to.
_COMMAS = "，,：:"


class Match(msgspec.Struct, frozen=True, gc=False):
    """A pattern found at `span` (the words it matched) with its trigger at `trigger`, in the
    `clause` of that trigger; `span` may reach out of a clause of 1,000 characters and more."""

    pattern: Pattern
    span: Span
    trigger: Span
    clause: Span


class _Clause(msgspec.Struct, frozen=True, gc=False):
    """A clause; one that is `told` only says when others bind."""

    span: Span
    words: str
    told: bool


_NONE = _Clause(Span(0, 0), "", told=False)


def matches(name: str, text: str, sentence: Span) -> list[Match]:
    """The patterns of data/<name>.toml that bind in a sentence of a text, by their triggers; not
    those inside a title or a condition."""
    file = triggers(name)
    words = text[sentence.start : sentence.end]
    titled, long = "《" in words, len(words) >= _LONGEST_CLAUSE
    found: list[Match] = []
    # the clause of one trigger, in which the patterns of the others are sought, too
    window = _NONE
    for index, start, end in file.automaton.find_matches_as_indexes(words):
        place = sentence.start + start
        # a long clause is read around the first trigger, even if that fails
        if long and place >= window.span.end:
            window = _clause(text, sentence, place)
        around = window.words if long else words
        for trigger in file.by_word[index]:
            # what most triggers fail on comes first
            if not trigger.accompanied(around) or not trigger.allowed(words, start, end):
                continue
            if place >= window.span.end:
                window = _clause(text, sentence, place)
            # one that is read whole is the clause of all, else each has its own
            cut = len(window.words) >= _LONGEST_CLAUSE
            clause = _clause(text, sentence, place) if cut else window
            here = Span(place, sentence.start + end)
            if clause.told and not _governing(text, here.end):
                break
            if titled and in_title(words, max(0, start - NEAR), start):
                break
            span = _bound(text, window, clause, trigger, here)
            if span:
                found.append(Match(trigger.pattern, span, here, clause.span))
    return found


def _bound(
    text: str, window: _Clause, clause: _Clause, trigger: Trigger, here: Span
) -> Span | None:
    """The words of a pattern around its trigger in a window, where they bind in its clause."""
    if trigger.unless and trigger.unless.match(text, here.start, clause.span.end):
        return None
    if not trigger.accompanied(window.words):
        return None
    first = window.span.start
    place = shortest(trigger.form, window.words, here.start - first)
    if place is None:
        return None
    span = Span(first + place[0], first + place[1])
    if trigger.pattern.nature and _suffered(clause.words, span.start - clause.span.start):
        return None
    return span


def _clause(text: str, sentence: Span, offset: int) -> _Clause:
    """The clause of a sentence that holds a place."""
    span = clause_at(text, sentence, offset)
    words = text[span.start : span.end]
    follower = text[span.end : span.end + 1]
    bare = words.rstrip("”）)")
    holds = conditions().stated if follower in _COMMAS else conditions().listed
    return _Clause(span, words, follower != "" and holds(bare))


def clause_at(text: str, sentence: Span, offset: int) -> Span:
    """The clause of a sentence, without its marks, that holds a place; of a long one, what stands
    within 1,000 characters of the place."""
    floor = max(sentence.start, offset - _LONGEST_CLAUSE)
    ceiling = min(sentence.end, offset + _LONGEST_CLAUSE)
    before = _LAST_CLAUSE_END.match(text, floor, offset)
    after = _CLAUSE_END.search(text, offset, ceiling)
    return Span(before.end() if before else floor, after.start() if after else ceiling)


def _governing(text: str, offset: int) -> bool:
    """Whether a trigger that ends at `offset` governs what comes after its clause."""
    return bool(expressions("frames", "norm")["governing"].match(text, offset))


def _suffered(clause: str, offset: int) -> bool:
    """Whether a sanction at `offset` is one that was imposed before."""
    return bool(expressions("frames", "sanction")["suffered"].search(clause, 0, offset))
