"""Two rows of texts → which of them belong together: by number, by words, by number again."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

# Under the old number so much in common is the same article; elsewhere it has to be more.
_SAME_NUMBER, _ELSEWHERE = 50.0, 62.0
# An article wins over another one by its number, and by its place, with so much.
_NUMBER_BONUS, _PLACE_BONUS = 6.0, 2.0
# So much makes a text between the same neighbours the same one.
_IN_PLACE = 0.3
# A part has so much in common with a stretch of the whole; the parts together with the whole.
_PART, _TOGETHER = 0.85, 0.75
# What has fewer characters than these is no part of anything. 本条例自公布之日起施行。 recurs.
_SHORTEST = 12
# So much of a text decides; longer ones are compared by their beginnings.
_READ = 3000
# A split article has no more parts than these.
_MOST_PARTS = 8


class Link(msgspec.Struct, frozen=True):
    """The places of texts that belong together; one side is empty where there is no counterpart.

    `similarity` is 0 to 1.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    similarity: float


def aligned(
    old: Sequence[str],
    new: Sequence[str],
    old_labels: Sequence[str],
    new_labels: Sequence[str],
    *,
    parts: bool = False,
) -> tuple[Link, ...]:
    """Every text of both rows in one link. With `parts` one text may be split into several, and
    several merged into one."""
    pairs = _equal(old, new, old_labels, new_labels)
    pairs |= _similar(old, new, old_labels, new_labels, pairs)
    links = {
        one: Link((one,), (other,), _ratio(old[one], new[other])) for one, other in pairs.items()
    }
    if parts:
        split = _parted(old, new, pairs)
        merged = _parted(new, old, {other: one for one, other in pairs.items()})
        links = _with_parts(old, new, links, split, merged)
    return (*links.values(), *_left(old, new, old_labels, new_labels, tuple(links.values())))


def _ratio(one: str, other: str) -> float:
    from rapidfuzz import fuzz

    return 1.0 if one == other else fuzz.ratio(one[:_READ], other[:_READ]) / 100


def _equal(
    old: Sequence[str], new: Sequence[str], old_labels: Sequence[str], new_labels: Sequence[str]
) -> dict[int, int]:
    """Texts with the same words: those under one number, then in their order."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(new):
        places[each].append(place)
    pairs: dict[int, int] = {}
    for numbered in (True, False):
        for place, each in enumerate(old):
            if place in pairs:
                continue
            free = places[each]
            fits = [at for at in free if not numbered or new_labels[at] == old_labels[place]]
            if fits and (each or numbered):
                pairs[place] = fits[0]
                free.remove(fits[0])
    return pairs


def _similar(
    old: Sequence[str],
    new: Sequence[str],
    old_labels: Sequence[str],
    new_labels: Sequence[str],
    taken: dict[int, int],
) -> dict[int, int]:
    """The best pairs among the other texts, the most similar first."""
    from rapidfuzz import fuzz, process

    ones = [place for place in range(len(old)) if place not in taken]
    others = sorted(set(range(len(new))) - set(taken.values()))
    if not ones or not others:
        return {}
    found = process.cdist(
        [old[place][:_READ] for place in ones],
        [new[place][:_READ] for place in others],
        scorer=fuzz.ratio,
        score_cutoff=_SAME_NUMBER,
    )
    ranked: list[tuple[float, int, int]] = []
    for row, column in zip(*found.nonzero(), strict=True):
        one, other = ones[row], others[column]
        score = float(found[row, column])
        numbered = old_labels[one] == new_labels[other]
        if score >= (_SAME_NUMBER if numbered else _ELSEWHERE):
            apart = abs(one / len(old) - other / len(new))
            bonus = _NUMBER_BONUS * numbered + _PLACE_BONUS * (1 - apart)
            ranked.append((-score - bonus, one, other))
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, one, other in sorted(ranked):
        if one not in pairs and other not in used:
            pairs[one] = other
            used.add(other)
    return pairs


def _parted(
    wholes: Sequence[str], pieces: Sequence[str], pairs: dict[int, int]
) -> dict[int, tuple[int, ...]]:
    """The wholes whose words are now in several pieces: those pieces, in order."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for whole, piece in _within(wholes, pieces, set(pairs.values())):
        wanted[whole].append(piece)
    found: dict[int, tuple[int, ...]] = {}
    for whole, candidates in wanted.items():
        kept = [pairs[whole]] if whole in pairs else []
        for piece in candidates[:_MOST_PARTS]:
            with_it = sorted((*kept, piece))
            if _joint(wholes[whole], pieces, with_it) > _joint(wholes[whole], pieces, kept):
                kept = with_it
        if len(kept) > 1 and _joint(wholes[whole], pieces, kept) >= _TOGETHER:
            found[whole] = tuple(kept)
    return found


def _within(
    wholes: Sequence[str], pieces: Sequence[str], used: set[int]
) -> Iterator[tuple[int, int]]:
    """The pieces that nothing is paired with, each with the whole that holds most of its words,
    the surest first."""
    from rapidfuzz import process
    from rapidfuzz.distance import LCSseq

    free = [at for at, each in enumerate(pieces) if at not in used and len(each) >= _SHORTEST]
    if not free or not wholes:
        return
    texts = [each[:_READ] for each in wholes]
    common = process.cdist([pieces[at][:_READ] for at in free], texts, scorer=LCSseq.similarity)
    found = []
    for row, at in enumerate(free):
        whole = int(common[row].argmax())
        share = float(common[row, whole]) / len(pieces[at][:_READ])
        if share >= _PART and len(pieces[at]) < len(wholes[whole]):
            found.append((-share, whole, at))
    yield from ((whole, at) for _, whole, at in sorted(found))


def _joint(whole: str, pieces: Sequence[str], places: Iterable[int]) -> float:
    return _ratio(whole, "".join(pieces[place] for place in places))


def _with_parts(
    old: Sequence[str],
    new: Sequence[str],
    links: dict[int, Link],
    split: dict[int, tuple[int, ...]],
    merged: dict[int, tuple[int, ...]],
) -> dict[int, Link]:
    """The links with those to several parts in the place of those to the largest one.

    What belongs to a split is not also part of a merger.
    """
    whole = dict(links)
    for one, others in split.items():
        whole[one] = Link((one,), others, _joint(old[one], new, others))
    taken = {place for each in split.values() for place in each}
    for other, ones in merged.items():
        if other in taken or set(ones) & set(split):
            continue
        for one in ones:
            whole.pop(one, None)
        whole[ones[0]] = Link(ones, (other,), _joint(new[other], old, ones))
    return whole


def _left(
    old: Sequence[str],
    new: Sequence[str],
    old_labels: Sequence[str],
    new_labels: Sequence[str],
    links: tuple[Link, ...],
) -> Iterator[Link]:
    """What nothing is paired with: under one number it was rewritten, else it went or came."""
    done = {place for each in links for place in each.old}
    ones = [place for place in range(len(old)) if place not in done]
    done = {place for each in links for place in each.new}
    others = [place for place in range(len(new)) if place not in done]
    pairs = _numbered(ones, others, old_labels, new_labels)
    alone = [place for place in ones if place not in pairs]
    rest = [place for place in others if place not in pairs.values()]
    pairs |= _between(old, new, alone, rest, links)
    for one in ones:
        if one in pairs:
            other = pairs[one]
            yield Link((one,), (other,), _ratio(old[one], new[other]))
        else:
            yield Link((one,), (), 0.0)
    yield from (Link((), (place,), 0.0) for place in others if place not in pairs.values())


def _numbered(
    ones: list[int], others: list[int], old_labels: Sequence[str], new_labels: Sequence[str]
) -> dict[int, int]:
    """Texts under one number."""
    free: dict[str, list[int]] = defaultdict(list)
    for place in others:
        free[new_labels[place]].append(place)
    return {one: free[old_labels[one]].pop(0) for one in ones if free[old_labels[one]]}


def _between(
    old: Sequence[str],
    new: Sequence[str],
    ones: list[int],
    others: list[int],
    links: tuple[Link, ...],
) -> dict[int, int]:
    """A text that alone stands between the same neighbours as another one, and is not unlike it."""
    before = {(each.old[-1], each.new[-1]) for each in links if each.old and each.new}
    after = {(each.old[0], each.new[0]) for each in links if each.old and each.new}
    found: dict[int, int] = {}
    for one in ones:
        for other in others:
            close = (one - 1, other - 1) in before and (one + 1, other + 1) in after
            if close and _ratio(old[one], new[other]) >= _IN_PLACE:
                found[one] = other
    return found


def in_order(places: Sequence[int]) -> frozenset[int]:
    """The indexes of a longest row of growing numbers; the others stand elsewhere than before."""
    ends: list[int] = []  # the last index of the best row of each length
    before: list[int | None] = []
    for index, place in enumerate(places):
        at = bisect_left(ends, place, key=lambda each: places[each])
        before.append(ends[at - 1] if at else None)
        ends[at : at + 1] = [index]
    kept: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return frozenset(kept)
