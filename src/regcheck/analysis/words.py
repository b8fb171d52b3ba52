"""Sentences → words, and which legal patterns they match.

The only module that imports jieba, rjieba and spaCy. A clause is segmented only where a trigger
stands in it whose pattern may match, and spaCy is loaded only where all words of a pattern do.
"""

from __future__ import annotations

import logging
import os
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cache, lru_cache, partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from regcheck.analysis.triggers import OTHER, Form, patterns
from regcheck.data import text_file
from regcheck.folders import cache_folder, made_private

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.vocab import Vocab

# The weight of our words in the dictionary: above that of the words they are made of.
_FREQUENCY = 100_000
# So many clauses are remembered, and so many searches for one pattern in one clause.
_CLAUSES, _FORMS = 64, 8
# Where so many characters tell the outline of a clause, it is hardly met again.
_LONG = 80


def shortest(form: Form, clause: str, offset: int) -> tuple[int, int] | None:
    """Where the shortest match of a pattern in a clause that holds the place at `offset` begins
    and ends."""
    if form.order is None:
        tokens, ends = _segmented(clause)
        index = bisect_right(ends, offset)
        token, end = tokens[index], ends[index]
        return (end - len(token), end) if token in form.fits else None
    best: tuple[int, int] | None = None
    for end, begins in _places(form, clause):
        if end <= offset:
            continue
        if best and end - offset >= best[1] - best[0]:
            break
        place = bisect_right(begins, offset) - 1
        if place >= 0 and (best is None or end - begins[place] < best[1] - best[0]):
            best = (begins[place], end)
    return best


def word_at(clause: str, offset: int) -> str:
    """The first word of what a clause says from a place on, read without what goes before.

    The best way through a text is sought from its end, so the words behind a place are the same
    without those before it, where a word begins there. This rests on the segmenters looking words
    up, guessing none. The clause is read to its end, however much of it the caller shows.
    """
    tokens, ends = _segmented(clause)
    index = bisect_right(ends, offset)
    begins = ends[index] - len(tokens[index]) == offset
    return tokens[index] if begins else segment(clause[offset:])[0]


@lru_cache(maxsize=_CLAUSES)
def _segmented(clause: str) -> tuple[list[str], list[int]]:
    """The words of a clause, and where each ends."""
    tokens = segment(clause)
    return tokens, list(accumulate(map(len, tokens)))


# A clause of many triggers asks again and again.
@lru_cache(maxsize=_FORMS)
def _places(form: Form, clause: str) -> list[tuple[int, list[int]]]:
    """Where a pattern of several words is found in a clause: the ends of its matches, and where
    those begin that end there."""
    tokens, ends = _segmented(clause)
    outline, firsts = _outline(form, tokens)
    ordered = _known_order if len(outline) < _LONG else _in_order
    starts = [ends[index] - len(tokens[index]) for index in firsts]
    return [
        (ends[firsts[last]], [starts[first] for first in begins])
        for last, begins in ordered(form.order or "", outline)
    ]


def _outline(form: Form, tokens: list[str]) -> tuple[str, list[int]]:
    """What the words of a clause are to a pattern, a run of words that it does not name as one,
    and which word each begins with: 处 一万元 以下 的 罚款 is a … b."""
    fits, steps_of = form.fits, form.steps_of
    names = [fits[token] if token in fits else steps_of(token) for token in tokens]
    firsts = [
        index
        for index, (name, before) in enumerate(zip(names, ["", *names], strict=False))
        if name != OTHER or before != OTHER
    ]
    return " ".join([names[index] for index in firsts]), firsts


def _in_order(order: str, outline: str) -> list[tuple[int, list[int]]]:
    """Where steps are found in the outline of a clause, in this order: the last word of each match,
    and the first words of those that end there."""
    from spacy.tokens import Doc

    starts: dict[int, set[int]] = {}
    for _, start, end in _matcher(order)(Doc(_vocab(), words=outline.split())):
        starts.setdefault(end - 1, set()).add(start)
    return [(last, sorted(starts[last])) for last in sorted(starts)]


# Clauses differ, their outlines hardly: spaCy is asked a few hundred times for 20 MB of laws.
_known_order = lru_cache(maxsize=1024)(_in_order)


@cache
def _matcher(order: str) -> Matcher:
    """The Matcher of an order of steps."""
    from spacy.matcher import Matcher

    matcher = Matcher(_vocab())
    row = [{"OP": "*"} if s == OTHER else {"TEXT": {"REGEX": s}} for s in order.split()]
    matcher.add(order, [row])
    return matcher


@cache
def _vocab() -> Vocab:
    """The words of outlines."""
    from spacy.vocab import Vocab

    return Vocab()


def segment(text: str) -> list[str]:
    """The words of a sentence; they concatenate to it."""
    return _cutter()(text)


@cache
def user_words() -> tuple[str, ...]:
    """Words that the segmenter must keep whole: the vocabulary and every trigger."""
    listed = text_file("userdict.txt").split()
    named = [
        word
        for name in ("norms", "sanctions")
        for pattern in patterns(name)
        for step in pattern.steps
        for word in step
        if "*" not in word
    ]
    return tuple(dict.fromkeys(word for word in (*listed, *named) if len(word) > 1))


@cache
def _cutter() -> Callable[[str], list[str]]:
    """The segmenter: rjieba, or jieba where rjieba cannot be had."""
    try:
        return rjieba_cutter()
    except ImportError:
        return jieba_cutter()


def rjieba_cutter() -> Callable[[str], list[str]]:
    """rjieba with our words.

    They go into the dictionary that rjieba makes for itself as it is imported: making another one
    takes 80 ms.
    """
    import rjieba

    return partial(_taught(rjieba).cut, hmm=False)


def jieba_cutter() -> Callable[[str], list[str]]:
    """jieba with our words; its cache lies in the user's own cache folder."""
    import jieba

    jieba.setLogLevel(logging.CRITICAL)  # a cache that cannot be written is no error
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = _dictionary_folder()
    return partial(_taught(tokenizer).lcut, HMM=False)


def teach_search(words: Iterable[str]) -> None:
    """Make jieba's own tokenizer, with which a site is indexed for its search, take words whole.

    It makes 第|一百零二|条 of a label else. Our own segmenters know nothing of it.
    """
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    jieba.dt.tmp_dir = _dictionary_folder()
    for word in words:
        jieba.add_word(word, _FREQUENCY)


def _taught(tokenizer: Any) -> Any:
    """A jieba or rjieba tokenizer that knows our words, and no others.

    The guessing of unknown words is off: it makes one word of 处二 in 处二万元以上.
    """
    for word in user_words():
        tokenizer.add_word(word, _FREQUENCY, "n")
    return tokenizer


def _dictionary_folder() -> str:
    """Where jieba may keep its dictionary: the user's own cache folder or nowhere, never the shared
    temporary folder."""
    try:
        return str(made_private(cache_folder()))
    except OSError:
        return os.devnull
