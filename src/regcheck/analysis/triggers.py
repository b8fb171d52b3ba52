"""data/norms.toml and data/sanctions.toml → the patterns, and where they may stand."""

from __future__ import annotations

import re
from functools import cache
from string import ascii_lowercase
from typing import Any, Literal

import msgspec

from regcheck.data import table

Nature = Literal[
    "penalty", "order", "compulsion", "discipline", "civil", "criminal", "funds", "credit"
]
# Between two steps of a pattern: any words.
OTHER = "…"
# How far before a trigger the words are looked for that go with a pattern or rule it out.
NEAR = 500


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of data/norms.toml or data/sanctions.toml, as the file's head explains."""

    id: str
    kind: str
    trigger: str | tuple[str, ...]
    hit: tuple[str, ...]
    miss: tuple[str, ...]
    tokens: str | None = None
    nature: Nature | None = None
    with_before: tuple[str, ...] = ()
    without_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    unless: str | None = None
    beside_function: bool = False

    @property
    def triggers(self) -> tuple[str, ...]:
        """The trigger words."""
        return (self.trigger,) if isinstance(self.trigger, str) else self.trigger

    @property
    def steps(self) -> tuple[tuple[str, ...], ...]:
        """The words that follow one another, each as its alternatives; `…` is any number of words
        between."""
        notation = self.tokens or "|".join(self.triggers)
        return tuple(tuple(step.split("|")) for step in notation.split())


@cache
def patterns(name: str) -> tuple[Pattern, ...]:
    """The patterns of data/<name>.toml."""
    return tuple(msgspec.convert(entry, Pattern) for entry in table(name)["pattern"])


@cache
def trigger_words(name: str, kind: str) -> frozenset[str]:
    """The trigger words of the patterns of one kind: none of them is there without."""
    known = (pattern for pattern in patterns(name) if pattern.kind == kind)
    return frozenset(word for pattern in known for word in pattern.triggers)


class Form(msgspec.Struct, frozen=True, eq=False):
    """What a pattern asks of the words of a clause: steps that follow one another.

    The `order` of 处|并处 … 罚款 is a … b; there is none where one word is the whole pattern.
    `fits` has the steps of each word that is written out, `wild` tells those of the others.
    """

    order: str | None
    fits: dict[str, str]
    wild: tuple[tuple[str, re.Pattern[str]], ...]

    def steps_of(self, word: str) -> str:
        """The steps that a word fits: a, ab; … for none."""
        found = self.fits.get(word)
        if found is None and self.wild:
            found = "".join(name for name, like in self.wild if like.fullmatch(word))
        return found or OTHER


@cache
def form(pattern: Pattern) -> Form:
    """The form of a pattern."""
    steps = [step for step in pattern.steps if step != (OTHER,)]
    names = dict(zip(steps, ascii_lowercase, strict=False))
    like = {
        names[step]: re.compile("|".join(re.escape(word).replace(r"\*", ".*") for word in step))
        for step in steps
    }
    written = {word for step in steps for word in step if "*" not in word}
    return Form(
        order=" ".join(names.get(step, OTHER) for step in pattern.steps) if steps[1:] else None,
        fits={word: "".join(n for n in like if like[n].fullmatch(word)) for word in written},
        wild=tuple((names[step], like[names[step]]) for step in steps if "*" in "".join(step)),
    )


class Trigger(msgspec.Struct, frozen=True):
    """A trigger word of a pattern.

    Of each step that the trigger is not, a word must stand in the same clause: `needed` is one that
    must, `choices` are those of which one must.
    """

    pattern: Pattern
    form: Form
    unless: re.Pattern[str] | None
    needed: str
    choices: tuple[tuple[str, ...], ...]

    def accompanied(self, words: str) -> bool:
        """Whether the other words of the pattern are there at all."""
        if self.needed not in words:
            return False
        for choice in self.choices:  # noqa: SIM110 - as below
            if not _any(choice, words):
                return False
        return True

    def allowed(self, sentence: str, start: int, end: int) -> bool:
        """Whether the words around the trigger in a sentence leave it to the pattern."""
        pattern = self.pattern
        if pattern.not_after and sentence.endswith(pattern.not_after, 0, start):
            return False
        if pattern.not_before and sentence.startswith(pattern.not_before, end):
            return False
        if pattern.with_before or pattern.without_before:
            before = sentence[max(0, start - NEAR) : start]
            needed = pattern.with_before
            return not _any(pattern.without_before, before) and (not needed or _any(needed, before))
        return True


def _any(words: tuple[str, ...], text: str) -> bool:
    for word in words:  # noqa: SIM110 - a third of the time that any() takes over a generator
        if word in text:
            return True
    return False


class Triggers(msgspec.Struct, frozen=True):
    """The triggers of a file, for each word of its automaton."""

    automaton: Any
    by_word: tuple[tuple[Trigger, ...], ...]


@cache
def triggers(name: str) -> Triggers:
    """The triggers of data/<name>.toml."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    words: dict[str, tuple[Trigger, ...]] = {}
    for pattern in patterns(name):
        for word in pattern.triggers:
            words[word] = (*words.get(word, ()), _trigger(pattern, word))
    # a table of all states reads a law in two thirds of the time of the default
    automaton = AhoCorasick(
        tuple(words), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
    )
    return Triggers(automaton, tuple(words.values()))


def _trigger(pattern: Pattern, word: str) -> Trigger:
    steps = (tuple(map(_core, step)) for step in pattern.steps if step != (OTHER,))
    others = [_shortest(step) for step in steps if not _any(step, word)]
    needed = max((step[0] for step in others if len(step) == 1), default="", key=len)
    return Trigger(
        pattern=pattern,
        form=form(pattern),
        unless=re.compile(pattern.unless) if pattern.unless else None,
        needed=needed,
        choices=tuple(step for step in others if step != (needed,)),
    )


def _core(word: str) -> str:
    """The longest part of a word that is written out: *倍* → 倍."""
    return max(word.split("*"), key=len)


def _shortest(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that hold no other of them: 由 of 由, 由省, 由市."""
    return tuple(w for w in words if not any(other != w and other in w for other in words))
