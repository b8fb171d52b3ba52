"""Commitments of a file × those found in a letter now → which is which, by their words.

Equal words are one promise, whatever their number. What is left is paired by likeness, the likest
first; an equal number alone makes no promise the same, and different words with the same number
are two promises.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from regcheck.analysis.commitments import Commitment
from regcheck.data import expression

_HEX = 12
# From which likeness (of 100) words are the same promise: under any number, and under its own.
# Of 1,739 pairs of different points of letters none was liker than 34.
_SURE, _LIKELY = 60, 50
# Short words are alike by chance: 公开评审结果, 公开评审专家.
_SHORT, _SURE_SHORT, _LIKELY_SHORT = 12, 75, 55
# The same where a person wrote the text anew, and only that and what it is about are known.
_SURE_TOLD, _LIKELY_TOLD = 80, 40
_WORD = 3
# What equal numbers count among promises that are equally like.
_SAME_NUMBER = 10
# Words within others are worth so much of equal ones: a point that was added to.
_WITHIN = 0.9
# From this share of a letter's points on, one of another name is the same letter.
_MOST = 0.5

Key = Callable[[Commitment], tuple[str | None, ...]]


class _Kin(msgspec.Struct, frozen=True, order=True):
    """Two places whose words are alike: the likest sort first."""

    rank: float
    place: int
    known: int


def source_hash(text: str) -> str:
    """The hash of a statement's words without its marker, white space apart: it stays where the
    letter is numbered anew."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:_HEX]


def own_words(commitment: Commitment) -> bool:
    """Whether the text is a person's, and not the letter's words as they were read last."""
    return commitment.hash is None or source_hash(commitment.text) != commitment.hash


def renamed(
    found: Sequence[Commitment], written: Sequence[Commitment], absent: frozenset[str]
) -> str | None:
    """The source under which a file knows a letter that is found under another name now; None
    where it knows it by its name, or not at all.

    `absent` are the sources whose letters are not there any more. A letter that is still there is
    another one, however like.
    """
    if {each.source for each in found} & {each.source for each in written}:
        return None
    hashes = {each.hash for each in found}
    shares: dict[str, float] = {}
    for source in dict.fromkeys(each.source for each in written if each.source in absent):
        known = [each.hash for each in written if each.source == source and each.hash]
        shares[source] = sum(each in hashes for each in known) / max(len(known), 1)
    best = max(shares, key=lambda source: shares[source], default=None)
    return best if best is not None and shares[best] >= _MOST else None


def paired(
    found: Sequence[Commitment], written: Sequence[Commitment], old: Sequence[int]
) -> dict[int, int]:
    """Which entry each found commitment is: by place in `found`, the place in `written`.

    `old` are the places of the entries of the letter.
    """
    pairs: dict[int, int] = {}
    by_hash: tuple[Key, ...] = (lambda each: (each.id, each.hash), lambda each: (each.hash,))
    for key in by_hash:
        pairs |= _equal(found, written, _left(old, pairs), pairs, key)
    known = set(pairs.values())
    for kin in sorted(_kin(found, written, _left(old, pairs), pairs)):
        if kin.place not in pairs and kin.known not in known:
            pairs[kin.place] = kin.known
            known.add(kin.known)
    return pairs


def _left(old: Sequence[int], pairs: Mapping[int, int]) -> list[int]:
    known = set(pairs.values())
    return [place for place in old if place not in known]


def _equal(
    found: Sequence[Commitment],
    written: Sequence[Commitment],
    old: Sequence[int],
    pairs: Mapping[int, int],
    key: Key,
) -> dict[int, int]:
    """Further pairs with the same key, in the order in which they stand."""
    out: dict[int, int] = {}
    waiting: dict[tuple[str | None, ...], list[int]] = {}
    for place in old:
        waiting.setdefault(key(written[place]), []).append(place)
    for place, each in enumerate(found):
        if place not in pairs and waiting.get(key(each)):
            out[place] = waiting[key(each)].pop(0)
    return out


def _kin(
    found: Sequence[Commitment],
    written: Sequence[Commitment],
    old: Sequence[int],
    pairs: Mapping[int, int],
) -> Iterator[_Kin]:
    """All pairs of what is left that are like enough to be one promise."""
    cores = [_core(each.text) for each in found]
    for known in old:
        entry = written[known]
        told = own_words(entry)
        text = _core(entry.text)
        about = [[_core(word) for word in element.about] for element in entry.element]
        for place, core in enumerate(cores):
            if place in pairs:
                continue
            likeness = _told(core, text, about) if told else _likeness(core, text)
            same = found[place].id == entry.id
            if likeness >= _needed(min(len(core), len(text)), told=told, same=same):
                yield _Kin(-likeness - _SAME_NUMBER * same, place, known)


def _needed(length: int, *, told: bool, same: bool) -> float:
    """The likeness that makes words the same promise."""
    if told:
        return _LIKELY_TOLD if same else _SURE_TOLD
    if length < _SHORT:
        return _LIKELY_SHORT if same else _SURE_SHORT
    return _LIKELY if same else _SURE


def _likeness(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    whole: float = fuzz.ratio(one, other)
    if min(len(one), len(other)) < _SHORT:
        return whole
    return max(whole, _WITHIN * fuzz.partial_ratio(one, other))


def _told(core: str, text: str, about: list[list[str]]) -> float:
    """How like a letter's words are to what a person wrote of them: a text, or what each element
    is about."""
    matters = [max(_part(core, word) for word in words) for words in about if words]
    return max(_part(core, text), sum(matters) / max(len(matters), 1))


def _part(one: str, other: str) -> float:
    """How like words are to a part of the others; a word of a character or two is in anything."""
    from rapidfuzz import fuzz

    return fuzz.partial_ratio(one, other) if min(len(one), len(other)) >= _WORD else 0.0


def _core(text: str) -> str:
    """What is left of words without stock phrases; the whole where nothing is."""
    words = "".join(text.split())
    bare = expression("letter", "lead", "named").sub("", words)
    bare = expression("letter", "quantity", "deadline").sub("", bare)
    return expression("letter", "alike", "stock").sub("", bare) or words
