"""A norm of a draft in its sentence: what it is about, which clauses are its own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import msgspec

from regcheck.analysis.commitments import Quantity
from regcheck.analysis.norms import Norm
from regcheck.analysis.quantities import values
from regcheck.analysis.sanctions import Sanction
from regcheck.data import expression

# How far around a norm a proviso is looked for.
_NEAR = 300
CLAUSE = re.compile("[^，,；;：:。]+")


class Spoken(msgspec.Struct, frozen=True):
    """A norm and its sentence, with what else says what they are about.

    `near` is the sentence with the list that it leads into or the words that lead into it;
    `around` is, for a sanction, its paragraph, or its article on liability with the provisions
    whose breach it answers. `law` is the law to which the sentence leaves the matter. `norms` are
    all of the sentence, in their order; `proviso` is the sentence after it where that begins with
    但.
    """

    norm: Norm
    sentence: str
    near: tuple[str, ...]
    around: tuple[str, ...] = ()
    law: str | None = None
    norms: tuple[Norm, ...] = ()
    proviso: str = ""


def governs(spoken: Spoken, words: frozenset[str], unit: Quantity | None = None) -> bool:
    """Whether a norm is that of a clause with one of these words, or with a number in the unit;
    true where it cannot be told.

    可以委托专业机构评审，评审结果应当公开: only the duty is about 评审结果.
    """
    if len(spoken.norms) < 2 or not _named(spoken.sentence, words):
        return True
    start = spoken.norm.sentence.start
    if _named(spoken.sentence[: spoken.norms[0].span.start - start], words):
        return True
    own = _own(spoken)
    return _named(own, words) or (unit is not None and bool(values(own, unit)))


def _named(text: str, words: frozenset[str]) -> bool:
    return any(word in text for word in words)


def _own(spoken: Spoken) -> str:
    """The clauses of a norm: those from its own to the next with another, and the conditions
    before it; a condition before the next is the next one's."""
    start, norms = spoken.norm.sentence.start, spoken.norms
    begin = spoken.norm.span.start
    place = bisect_left(norms, begin, key=_begin)
    after = bisect_right(norms, begin, key=_begin)
    earlier = norms[place - 1].span.start if place else begin
    later = norms[after].span.start if after < len(norms) else spoken.norm.sentence.end
    condition = expression("verdicts", "clause", "condition")
    kept = []
    for clause in CLAUSE.finditer(spoken.sentence, earlier - start, later - start):
        conditional = bool(condition.search(clause[0]))
        at = clause.start() + start
        if at > begin and conditional and after < len(norms):
            continue
        if at >= begin or conditional or clause.end() + start > begin:
            kept.append(clause[0])
    return "，".join(kept)


def _begin(norm: Norm) -> int:
    return norm.span.start


def norm_at(spoken: Spoken, place: int) -> Norm:
    """The norm that governs a place of the draft: the last before it, else the first."""
    number = bisect_right(spoken.norms, place, key=_begin)
    return spoken.norms[number - 1] if number else spoken.norm


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


def beside(spoken: Spoken) -> str:
    """The clauses around a norm, with the proviso that follows its sentence."""
    start = spoken.norm.sentence.start
    begin = max(0, spoken.norm.span.start - start - _NEAR)
    near = spoken.sentence[begin : spoken.norm.place.end - start + _NEAR]
    return f"{near}{spoken.proviso}"


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
