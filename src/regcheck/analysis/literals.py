"""Regular expressions → the words without which they match nothing, and where those stand.

A text is searched for the words of many expressions in one pass, and an expression is tried only
where one of its own stands. The words are read off the parse tree of `re` itself, as the
prefilters of RE2 and ripgrep read theirs; an expression that tells none is tried everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from itertools import product
from re import _constants as op
from re import _parser as parser
from typing import TYPE_CHECKING, Any

import msgspec

from regcheck.data import table

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

# Alternatives are multiplied as long as they are few: [相对]应(?:该)? gives four words.
_SPELLED = 64
# A set of more words than this is as good as none.
_MOST = 400
# The share of a text that a frequent word or character has, any other Chinese character, and a
# sign that is none.
_FREQUENT, _RARE, _FOREIGN = 0.006, 0.0003, 0.00002
_NOT_CHINESE = re.compile("[^一-龥]")
_SURROGATE = re.compile("[\ud800-\udfff]")

Words = frozenset[str]
_NOTHING: Words = frozenset({""})


class _Held(msgspec.Struct, frozen=True):
    """What all that a piece of an expression matches has in common: it is one of `exact`, begins
    with one of `head`, holds one of `needed`; None where that is not known."""

    exact: Words | None = None
    head: Words = _NOTHING
    needed: Words | None = None


@lru_cache(maxsize=2000)
def literals(pattern: str, flags: int = 0) -> Words | None:
    """Words one of which stands in every match of an expression, the rarest that can be told; None
    where none can.

    What a lookahead asks for counts: it lies behind the begin of the match, and not behind the end
    of what is searched. What a lookbehind asks for may lie before all that.
    """
    tree = parser.parse(pattern, flags)
    if tree.state.flags & re.IGNORECASE:
        return None
    words = _sequence(tree, {}).needed
    return None if words is None else _shortest(words)


def _shortest(words: Words) -> Words:
    """The words without those that hold another of them."""
    return frozenset(
        word for word in words if not any(other in word for other in words if other != word)
    )


def _sequence(items: Iterable[tuple[Any, Any]], groups: dict[int, _Held]) -> _Held:
    """What pieces hold one after the other: each stretch spelled out while that gives few words,
    and of the stretches the rarest."""
    run, heads, found = _NOTHING, [], []
    for kind, argument in items:
        if kind is op.ASSERT and argument[0] > 0:
            ahead = _sequence(argument[1], groups)
            found += [ahead.needed, _joined(run, ahead.head)]
            continue
        held = _READERS[kind](argument, groups) if kind in _READERS else _Held()
        longer = _joined(run, held.head)
        if held.exact is not None and longer is not None:
            run = longer
            continue
        found += [held.needed, longer or run]
        heads.append(longer or run)
        run = held.exact or _NOTHING
    found.append(run)
    return _Held(None if heads else run, (*heads, run)[0], _rarest(found))


def _joined(run: Words, head: Words) -> Words | None:
    """Each word of one set with each of another; None where those are too many."""
    few = len(run) * len(head) <= _SPELLED
    return frozenset(map("".join, product(run, head))) if few else None


def _rarest(found: Iterable[Words | None]) -> Words | None:
    """The set of words that a text holds least often."""
    known = [words for words in found if words is not None and _telling(words)]
    return min(known, key=_frequency) if len(known) > 1 else (*known, None)[0]


def _telling(words: Words) -> bool:
    return "" not in words and 0 < len(words) <= _MOST


def _frequency(words: Words) -> float:
    """About how often one of the words stands at a place of a legal text, as if what a word is
    made of came together by chance."""
    return sum(map(_share, words))


def _share(word: str) -> float:
    rest, frequent = _frequent().subn("", word)
    rare, foreign = _NOT_CHINESE.subn("", rest)
    return _FREQUENT**frequent * _RARE ** len(rare) * _FOREIGN**foreign


@cache
def _frequent() -> re.Pattern[str]:
    """The words and characters that many texts are full of."""
    known = table("characters")["frequent"]
    return re.compile(f"{known['words']}|[{known['characters']}]")


def _known(words: Words | None) -> _Held:
    """What is one of some words."""
    return _Held() if words is None else _Held(words, words, words if _telling(words) else None)


def _class(members: Sequence[tuple[Any, Any]]) -> Words | None:
    """The characters of a class; None where they are many."""
    chars: set[str] = set()
    for kind, argument in members:
        if kind is op.LITERAL:
            chars.add(chr(argument))
        elif kind is op.RANGE and argument[1] - argument[0] < _SPELLED:
            chars.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return None
    return frozenset(chars)


def _either(branches: Sequence[_Held]) -> _Held:
    """What alternatives hold."""
    return _Held(
        _all([each.exact for each in branches]),
        _all([each.head for each in branches]) or _NOTHING,
        _all([each.needed for each in branches]),
    )


def _all(sets: Sequence[Words | None]) -> Words | None:
    """The words of all sets; None where one is not known."""
    known = [words for words in sets if words is not None]
    return frozenset().union(*known) if len(known) == len(sets) else None


def _repeated(repeat: tuple[int, Any, Any], groups: dict[int, _Held]) -> _Held:
    """What a piece holds that stands at least so often and at most so often."""
    least, most, inner = repeat
    held = _sequence(inner, groups)
    if (least, most) == (1, 1):
        return held
    if least:
        return _Held(None, held.head, held.needed)
    return _known(held.exact | _NOTHING) if most == 1 and held.exact else _Held()


def _group(group: tuple[int | None, int, int, Any], groups: dict[int, _Held]) -> _Held:
    """What a group holds, which a reference to it holds again."""
    number, flags, _, inner = group
    held = _Held() if flags & re.IGNORECASE else _sequence(inner, groups)
    return groups.setdefault(number, held) if number else held


# What a node of the tree holds, by its kind; a kind that is not here tells nothing.
_READERS: dict[Any, Callable[[Any, dict[int, _Held]], _Held]] = {
    op.LITERAL: lambda char, _: _known(frozenset({chr(char)})),
    op.IN: lambda members, _: _known(_class(members)),
    op.AT: lambda *_: _known(_NOTHING),
    op.ASSERT: lambda *_: _known(_NOTHING),
    op.ASSERT_NOT: lambda *_: _known(_NOTHING),
    op.BRANCH: lambda branch, groups: _either([_sequence(each, groups) for each in branch[1]]),
    op.MAX_REPEAT: _repeated,
    op.MIN_REPEAT: _repeated,
    op.POSSESSIVE_REPEAT: _repeated,
    op.ATOMIC_GROUP: _sequence,
    op.GROUPREF: lambda number, groups: groups.get(number, _Held()),
    op.SUBPATTERN: _group,
}


def standing(text: str, words: Words) -> list[int]:
    """Where one of a few words begins in a text, in order."""
    places = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            places.append(at)
            at = text.find(word, at + 1)
    return sorted(places)


def may_match(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text has one of the words that an expression must hold; true where none are
    known."""
    words = literals(pattern.pattern, pattern.flags)
    return words is None or any(word in text for word in words)


class Sifted:
    """A text after one search for the words of many expressions; `standing` are those of them that
    may match."""

    def __init__(
        self,
        text: str,
        known: frozenset[str],
        anywhere: frozenset[str],
        found: Mapping[str, Sequence[int]],
    ) -> None:
        self.text = text
        self.standing = anywhere.union(found)
        self._known = known
        self._found = found

    def places(self, pattern: str, flags: int = 0) -> Sequence[int]:
        """Where an expression may match: where its words begin, in order; `everywhere` where it
        tells no words. One that was not among the many is searched for now."""
        if pattern in self._known and not flags & ~re.UNICODE:
            return self._found.get(pattern, ())
        words = literals(pattern, flags)
        return self.everywhere if words is None else standing(self.text, words)

    @cached_property
    def everywhere(self) -> range:
        """Every offset of the text, its end too: an expression may match nothing there."""
        return range(len(self.text) + 1)


class Sieve:
    """Many expressions, and the one search that tells where each of them may match."""

    def __init__(self, patterns: Iterable[str]) -> None:
        told = {pattern: literals(pattern) for pattern in patterns}
        owners: dict[str, list[str]] = {}
        for pattern, words in told.items():
            for word in words or ():
                owners.setdefault(word, []).append(pattern)
        self._known = frozenset(pattern for pattern, words in told.items() if words is not None)
        self._anywhere = frozenset(told) - self._known
        self._words = tuple(owners)
        self._owners = tuple(map(tuple, owners.values()))

    def sift(self, text: str) -> Sifted:
        """A text searched once for the words of all expressions."""
        places: dict[str, list[int]] = {}
        for word, start, _ in self._search(text):
            for pattern in self._owners[word]:
                places.setdefault(pattern, []).append(start)
        return Sifted(text, self._known, self._anywhere, places)

    def _search(self, text: str) -> list[tuple[int, int, int]]:
        try:
            return self._automaton.find_matches_as_indexes(text, overlapping=True)
        except UnicodeEncodeError:  # half of a surrogate pair, which is in no word
            return self._search(_SURROGATE.sub("?", text))

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._words)
