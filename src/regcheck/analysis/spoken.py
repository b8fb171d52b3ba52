"""A norm of a draft in its sentence: what it is about, which clauses are its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from regcheck.analysis.norms import Norm
from regcheck.analysis.sanctions import Sanction
from regcheck.data import expression
from regcheck.text import Span

CLAUSE = re.compile("[^，,；;：:。]+")


class Spoken(msgspec.Struct, frozen=True):
    """A norm and its sentence, with what else says what they are about.

    `near` is the sentence with the list that it leads into or the words that lead into it;
    `around` is, for a sanction, its paragraph, or its article on liability with the provisions
    whose breach it answers. `law` is the law to which the sentence leaves the matter. `norms` are
    all of the sentence, in their order.
    """

    norm: Norm
    sentence: str
    near: tuple[str, ...]
    around: tuple[str, ...] = ()
    law: str | None = None
    norms: tuple[Norm, ...] = ()


def governs(spoken: Spoken, words: frozenset[str], numbers: Iterable[Span] = ()) -> bool:
    """Whether a norm is that of a clause with one of these words, or with one of these numbers;
    true where it cannot be told.

    可以委托专业机构评审，评审结果应当公开: only the duty is about 评审结果.
    """
    if len({each.kind for each in spoken.norms}) < 2:
        return True
    places = [
        match.start() for word in words for match in re.finditer(re.escape(word), spoken.sentence)
    ]
    owners = [_owners(spoken, place) for place in (*places, *(each.start for each in numbers))]
    return not places or any(spoken.norm in found for found in owners)


def norm_at(spoken: Spoken, place: int) -> Norm:
    """The norm that governs a place of the draft: the last before it, else the first."""
    before = [each for each in spoken.norms if each.span.start <= place]
    return before[-1] if before else spoken.norm


def words_before(spoken: Spoken, place: int) -> str:
    """The words of the sentence before a place of the draft."""
    return spoken.sentence[: max(0, place - spoken.norm.sentence.start)]


def words_before_sanction(spoken: Spoken, sanction: Sanction) -> str:
    """The words before a sanction, after any other that itself forbids: 不得申报项目、取消资格."""
    start = spoken.norm.sentence.start
    bars = (e.span.end - start for e in spoken.norm.sanctions if "不得" in e.text)
    end = sanction.span.start - start
    return spoken.sentence[max((bar for bar in bars if bar <= end), default=0) : end]


def items(spoken: Spoken) -> list[str]:
    """The items of the list that a sentence leads into, without their numbers."""
    lines = (line.strip() for text in spoken.near[1:] for line in text.splitlines())
    number = expression("verdicts", "opposite", "number")
    return [number.sub("", line) for line in lines if line]


def clauses_on(spoken: Spoken, words: frozenset[str]) -> str:
    """The clauses of the sentence that name the matter or carry the norm's trigger."""
    if not any(word in spoken.sentence for word in words):
        return spoken.sentence
    kept = [
        match[0]
        for match in CLAUSE.finditer(spoken.sentence)
        if spoken.norm.trigger in match[0] or any(word in match[0] for word in words)
    ]
    return "，".join(kept)


def _owners(spoken: Spoken, place: int) -> tuple[Norm, ...]:
    """The norms that may govern a place of the sentence: those of the last clause with a norm that
    begins before it; of a condition those of the next; before the first norm all."""
    start = spoken.norm.sentence.start
    starts = sorted({each.span.start - start for each in spoken.norms})
    passed = [each for each in starts if each <= place]
    after = starts[len(passed) : len(passed) + 1]
    if not passed:
        return spoken.norms
    clause = next(match for match in CLAUSE.finditer(spoken.sentence) if match.end() > place)
    conditional = expression("frames", "norm", "condition_end").search(clause[0])
    owned = passed[-1:] if not conditional or clause.start() <= passed[-1] or not after else []
    at = {*owned, *(after if conditional else [])}
    return tuple(each for each in spoken.norms if each.span.start - start in at)
