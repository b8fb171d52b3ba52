"""Two rows of texts → which of them belong together: by number, by words, by place.

Everything is the same from either side: what pairs with what does not depend on which text is the
old one. Ties are broken by places, never by the order of the arguments.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

# Under the old number so much in common is the same article; elsewhere it has to be more. Of a
# hundred pairs of different articles of one law, 99 have less than 46 in common.
_SAME_NUMBER, _ELSEWHERE = 50.0, 62.0
# Short texts are alike by chance: 本条例自公布之日起施行 and 本办法由省政府解释.
_SHORT, _SHORT_ELSEWHERE = 30, 75.0
# An article wins over another one by its number, and by its place, with so much.
_NUMBER_BONUS, _PLACE_BONUS = 6.0, 2.0
# With so much in common a text between the same neighbours, or under its number, is the same one;
# with so much beside one of them.
_IN_PLACE, _BESIDE = 0.3, 0.45
# How far from each other two texts may stand between the same neighbours.
_NEAR = 8
# A part shares so many of its pairs of characters with the whole, and so much of its words in
# their order; the parts together have so much in common with the whole.
_PART_PAIRS, _PART, _TOGETHER = 0.6, 0.85, 0.75
# What has fewer characters than these is no part of anything. 本条例自公布之日起施行。 recurs.
_SHORTEST = 12
# So many characters of a text decide where it belongs, and so many how similar it is to what it
# belongs to.
_READ, _MEASURED = 3_000, 50_000
# A split article has no more parts than these.
_MOST_PARTS = 8


class Texts(msgspec.Struct, frozen=True):
    """The texts of one side in their order, each with its number; an empty number is none."""

    words: tuple[str, ...]
    numbers: tuple[str, ...]


class Link(msgspec.Struct, frozen=True):
    """The places of texts that belong together; one side is empty where there is no counterpart.

    `similarity` is 0 to 1.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    similarity: float


def aligned(old: Texts, new: Texts, *, parts: bool = False) -> tuple[Link, ...]:
    """Every text of both sides in one link. With `parts` one text may be split into several, and
    several merged into one."""
    pairs = _equal(old, new)
    pairs |= _similar(old, new, pairs)
    links = [_link(old, new, (one,), (other,)) for one, other in pairs.items()]
    if parts:
        links = _with_parts(links, _parts(old, new, pairs))
    links += _in_place(old, new, links)
    return (*links, *_alone(old, new, links))


def similarity(one: str, other: str) -> float:
    """How much two texts have in common, 0 to 1."""
    from rapidfuzz import fuzz

    return 1.0 if one == other else fuzz.ratio(one[:_MEASURED], other[:_MEASURED]) / 100


def _link(old: Texts, new: Texts, ones: tuple[int, ...], others: tuple[int, ...]) -> Link:
    return Link(ones, others, similarity(_joined(old, ones), _joined(new, others)))


def _joined(texts: Texts, places: Iterable[int]) -> str:
    return "".join(texts.words[place] for place in places)


def _equal(old: Texts, new: Texts) -> dict[int, int]:
    """Texts with the same words: under one number, or nowhere else in either text."""
    numbered = {key: place for place, key in enumerate(zip(new.words, new.numbers, strict=True))}
    pairs = {
        place: numbered[key]
        for place, key in enumerate(zip(old.words, old.numbers, strict=True))
        if key in numbered and key[1]
    }
    ones, others = _by_words(old, pairs), _by_words(new, pairs.values())
    for words, places in ones.items():
        if words and len(places) == len(others.get(words, ())) == 1:
            pairs[places[0]] = others[words][0]
    return pairs


def _by_words(texts: Texts, taken: Iterable[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place in _free(texts, taken):
        found[texts.words[place]].append(place)
    return found


def _free(texts: Texts, taken: Iterable[int]) -> list[int]:
    used = set(taken)
    return [place for place in range(len(texts.words)) if place not in used]


def _similar(old: Texts, new: Texts, taken: dict[int, int]) -> dict[int, int]:
    """The best pairs among the other texts, the most similar first."""
    from rapidfuzz import fuzz, process

    ones, others = _free(old, taken), _free(new, taken.values())
    if not ones or not others:
        return {}
    found = process.cdist(
        [old.words[place][:_READ] for place in ones],
        [new.words[place][:_READ] for place in others],
        scorer=fuzz.ratio,
        score_cutoff=_SAME_NUMBER,
    )
    ranked: list[tuple[float, int, int]] = []
    for row, column in zip(*found.nonzero(), strict=True):
        one, other, score = ones[row], others[column], float(found[row, column])
        numbered = _one_number(old, new, one, other)
        if score >= (_SAME_NUMBER if numbered else _least(old.words[one], new.words[other])):
            apart = abs(one / len(old.words) - other / len(new.words))
            ranked.append((score + _NUMBER_BONUS * numbered - _PLACE_BONUS * apart, one, other))
    return _best(ranked)


def _one_number(old: Texts, new: Texts, one: int, other: int) -> bool:
    return bool(old.numbers[one]) and old.numbers[one] == new.numbers[other]


def _least(one: str, other: str) -> float:
    """How much two texts under different numbers must have in common, 0 to 100."""
    return _SHORT_ELSEWHERE if min(len(one), len(other)) < _SHORT else _ELSEWHERE


def _best(ranked: Iterable[tuple[float, int, int]]) -> dict[int, int]:
    """The pairs by their scores, the highest first, each text once."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, one, other in sorted(ranked, key=_rank):
        if one not in pairs and other not in used:
            pairs[one] = other
            used.add(other)
    return pairs


def _rank(scored: tuple[float, int, int]) -> tuple[float, int, int]:
    """The same for a pair and for its mirror image."""
    score, one, other = scored
    return -round(score, 6), one + other, abs(one - other)


def _parts(old: Texts, new: Texts, pairs: dict[int, int]) -> list[Link]:
    """The texts whose words are now in several, and those that hold the words of several."""
    split = _parted(old, new, pairs)
    merged = _parted(new, old, {other: one for one, other in pairs.items()})
    links = [_link(old, new, (one,), others) for one, others in split.items()]
    return links + [_link(old, new, ones, (other,)) for other, ones in merged.items()]


def _parted(wholes: Texts, pieces: Texts, pairs: dict[int, int]) -> dict[int, tuple[int, ...]]:
    """The wholes whose words are in several pieces: those pieces, in order."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for whole, piece in _within(wholes, pieces, pairs.values()):
        wanted[whole].append(piece)
    found: dict[int, tuple[int, ...]] = {}
    for whole, candidates in wanted.items():
        words = wholes.words[whole]
        kept = [pairs[whole]] if whole in pairs else []
        best = similarity(words, _joined(pieces, kept))
        for piece in candidates[:_MOST_PARTS]:
            with_it = sorted((*kept, piece))
            score = similarity(words, _joined(pieces, with_it))
            if score > best:
                kept, best = with_it, score
        if len(kept) > 1 and best >= _TOGETHER:
            found[whole] = tuple(kept)
    return found


def _within(wholes: Texts, pieces: Texts, used: Iterable[int]) -> list[tuple[int, int]]:
    """The pieces that nothing is paired with, each with the whole that holds most of its words,
    the surest first."""
    from rapidfuzz.distance import LCSseq

    free = [at for at in _free(pieces, used) if len(pieces.words[at]) >= _SHORTEST]
    holders: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(wholes.words if free else ()):
        for pair in _character_pairs(words):
            holders[pair].append(place)
    found = []
    for at in free:
        wanted, words = _character_pairs(pieces.words[at]), pieces.words[at][:_READ]
        shared = Counter(place for pair in wanted for place in holders.get(pair, ()))
        best = sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:1]
        for whole, count in best:
            inside = LCSseq.similarity(words, wholes.words[whole][:_READ]) / len(words)
            longer = len(pieces.words[at]) < len(wholes.words[whole])
            if longer and count >= _PART_PAIRS * len(wanted) and inside >= _PART:
                found.append((-inside, whole, at))
    return [(whole, at) for _, whole, at in sorted(found)]


def _character_pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(min(len(words), _READ) - 1)}


def _with_parts(links: list[Link], parts: list[Link]) -> list[Link]:
    """The links, those to several parts in the place of those to the largest one.

    What belongs to a split is not also part of a merger: the more similar one of them counts.
    """
    kept: list[Link] = []
    for each in sorted(parts, key=lambda link: (-round(link.similarity, 6), _both(link))):
        if not any(_touch(each, other) for other in kept):
            kept.append(each)
    ones = {place for each in kept for place in each.old}
    others = {place for each in kept for place in each.new}
    return kept + [each for each in links if each.old[0] not in ones and each.new[0] not in others]


def _both(link: Link) -> list[tuple[int, ...]]:
    return sorted((link.old, link.new))


def _touch(one: Link, other: Link) -> bool:
    return bool(set(one.old) & set(other.old) or set(one.new) & set(other.new))


def _in_place(old: Texts, new: Texts, links: list[Link]) -> list[Link]:
    """Pairs among what is left, by number and neighbours: what nothing else is known of but that
    it stands where the other stood was rewritten."""
    ones = _neighbours(old, [each.old for each in links])
    others = _neighbours(new, [each.new for each in links])
    ranked: list[tuple[float, int, int]] = []
    for one, other in _candidates(old, new, ones, others):
        beside = [mine == its for mine, its in zip(ones[one][:2], others[other][:2], strict=True)]
        numbered = _one_number(old, new, one, other)
        score = similarity(old.words[one], new.words[other])
        if _enough(score, numbered, sum(beside)):
            ranked.append((score + 0.1 * (numbered + sum(beside)), one, other))
    return [_link(old, new, (one,), (other,)) for one, other in _best(ranked).items()]


def _enough(score: float, numbered: bool, beside: int) -> bool:
    """Whether two texts are the same one, by how many of its neighbours the other one has."""
    if numbered and beside:
        return True
    return score >= (_IN_PLACE if numbered or beside == 2 else _BESIDE)


def _neighbours(texts: Texts, linked: Sequence[tuple[int, ...]]) -> dict[int, tuple[int, int, int]]:
    """Of each text without a link: the links before and behind it, -1 for none, and how many such
    texts stand between the link and it."""
    owner = {place: at for at, places in enumerate(linked) for place in places}
    before: dict[int, tuple[int, int]] = {}
    last, count = -1, 0
    for place in range(len(texts.words)):
        if place in owner:
            last, count = owner[place], 0
        else:
            before[place], count = (last, count), count + 1
    found: dict[int, tuple[int, int, int]] = {}
    following = -1
    for place in reversed(range(len(texts.words))):
        if place in owner:
            following = owner[place]
        else:
            found[place] = (before[place][0], following, before[place][1])
    return found


def _candidates(
    old: Texts,
    new: Texts,
    ones: dict[int, tuple[int, int, int]],
    others: dict[int, tuple[int, int, int]],
) -> Iterator[tuple[int, int]]:
    """Texts under one number, and those near each other behind or before the same neighbour."""
    numbered, behind, ahead = (defaultdict[object, list[int]](list) for _ in range(3))
    for other, (before, after, _) in others.items():
        numbered[new.numbers[other]].append(other)
        behind[before].append(other)
        ahead[after].append(other)
    for one, (before, after, rank) in ones.items():
        beside = {*behind[before], *ahead[after]}
        near = {each for each in beside if abs(others[each][2] - rank) <= _NEAR}
        if old.numbers[one]:
            near |= set(numbered[old.numbers[one]])
        yield from ((one, other) for other in sorted(near))


def _alone(old: Texts, new: Texts, links: list[Link]) -> Iterator[Link]:
    """What nothing is paired with: it went, or it came."""
    for place in _free(old, (place for each in links for place in each.old)):
        yield Link((place,), (), 0.0)
    for place in _free(new, (place for each in links for place in each.new)):
        yield Link((), (place,), 0.0)


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
