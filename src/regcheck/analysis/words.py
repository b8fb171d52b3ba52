"""Sentences → words, and which legal patterns they match.

The only module that imports jieba, rjieba and spaCy. Triggers are found in the whole text with
Aho-Corasick; only a sentence with a trigger is segmented and given to that trigger's Matcher.
"""

from __future__ import annotations

import logging
import os
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from regcheck.data import table, text_file
from regcheck.folders import cache_folder, made_private
from regcheck.text import Span

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# The weight of our words in the dictionary: above that of the words they are made of.
_FREQUENCY = 100_000
# Most clauses begin within so many characters.
_SHORT_CLAUSE = 40
# A longer clause is read in pieces of this many characters to either side.
_LONGEST_CLAUSE = 1000
# The marks that end a clause: … does not reach over them. 1,000 is one number.
_CLAUSE_END = re.compile("[，；。：;:！？]|(?<![0-9]),|,(?![0-9])")


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of data/norms.toml or data/sanctions.toml, as the file's head explains."""

    id: str
    kind: str
    trigger: str | tuple[str, ...]
    hit: tuple[str, ...]
    miss: tuple[str, ...]
    tokens: str | None = None
    nature: str | None = None
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


class Match(msgspec.Struct, frozen=True):
    """A pattern found at `span` (the words it matched) with its trigger at `trigger`."""

    pattern: Pattern
    span: Span
    trigger: Span


@cache
def patterns(name: str) -> tuple[Pattern, ...]:
    """The patterns of data/<name>.toml."""
    return tuple(msgspec.convert(entry, Pattern) for entry in table(name)["pattern"])


def matches(name: str, text: str, sentences: tuple[Span, ...]) -> Iterator[Match]:
    """The patterns of data/<name>.toml in these sentences of a text, sentence by sentence."""
    automaton, words = _automaton(name)
    hits = [(words[index], Span(a, b)) for index, a, b in automaton.find_matches_as_indexes(text)]
    position = 0
    for sentence in sentences:
        while position < len(hits) and hits[position][1].start < sentence.start:
            position += 1
        inside = []
        while position < len(hits) and hits[position][1].start < sentence.end:
            inside.append(hits[position])
            position += 1
        if inside:
            yield from _in_sentence(name, text, sentence, inside)


def _in_sentence(
    name: str, text: str, sentence: Span, hits: list[tuple[str, Span]]
) -> Iterator[Match]:
    """The patterns whose trigger stands at one of the hits and whose words are there.

    No pattern reaches over the end of a clause, so each clause is read by itself.
    """
    clause, found = Span(sentence.start, sentence.start), _Clause("")
    for word, place in hits:
        if place.start >= clause.end:
            clause = clause_at(text, sentence, place.start)
            found = _Clause(text[clause.start : clause.end])
        for pattern in _by_trigger(name)[word]:
            span = found.shortest(name, pattern.id, place.start - clause.start)
            if span:
                yield Match(
                    pattern, Span(clause.start + span.start, clause.start + span.end), place
                )


class _Clause:
    """A segmented clause; each pattern is matched in it once."""

    def __init__(self, words: str) -> None:
        self._doc = _doc(words)
        self._ends = [token.idx + len(token) for token in self._doc]
        self._found: dict[str, dict[int, list[int]]] = {}

    def shortest(self, name: str, pattern: str, offset: int) -> Span | None:
        """The shortest match of a pattern that holds the trigger at `offset`."""
        if pattern not in self._found:
            starts: dict[int, set[int]] = {}
            for _, start, end in _matcher(name, pattern)(self._doc):
                starts.setdefault(self._ends[end - 1], set()).add(self._doc[start].idx)
            self._found[pattern] = {end: sorted(starts[end]) for end in sorted(starts)}
        best: Span | None = None
        for end, begins in self._found[pattern].items():
            if end <= offset:
                continue
            if best and end - offset >= best.end - best.start:
                break
            place = bisect_right(begins, offset) - 1
            if place >= 0 and (best is None or end - begins[place] < best.end - best.start):
                best = Span(begins[place], end)
        return best


def clause_at(text: str, sentence: Span, offset: int) -> Span:
    """The clause of a sentence, without its marks, that holds a place."""
    ceiling = min(sentence.end, offset + _LONGEST_CLAUSE)
    after = _CLAUSE_END.search(text, offset, ceiling)
    begin = floor = offset
    for reach in (_SHORT_CLAUSE, _LONGEST_CLAUSE):
        floor = max(sentence.start, offset - reach)
        begin = max((mark.end() for mark in _CLAUSE_END.finditer(text, floor, offset)), default=-1)
        if begin >= 0:
            break
    return Span(max(begin, floor), after.start() if after else ceiling)


@cache
def _by_trigger(name: str) -> dict[str, tuple[Pattern, ...]]:
    out: dict[str, tuple[Pattern, ...]] = {}
    for pattern in patterns(name):
        for word in pattern.triggers:
            out[word] = (*out.get(word, ()), pattern)
    return out


@cache
def _automaton(name: str) -> tuple[Any, tuple[str, ...]]:
    """The Aho-Corasick automaton over the triggers of a file, and the triggers by index."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    words = tuple(_by_trigger(name))
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


@cache
def _matcher(name: str, pattern_id: str) -> Matcher:
    """The Matcher of one pattern."""
    from spacy.matcher import Matcher

    pattern = next(each for each in patterns(name) if each.id == pattern_id)
    matcher = Matcher(_vocab())
    rows = [_row(pattern.tokens)] if pattern.tokens else [_row(w) for w in pattern.triggers]
    matcher.add(pattern_id, rows)
    return matcher


def _row(notation: str) -> list[dict[str, Any]]:
    """处|并处 … 罚款 → one spaCy token pattern; *倍* is a word with 倍 in it."""
    row: list[dict[str, Any]] = []
    for piece in notation.split():
        if piece == "…":
            row.append({"OP": "*"})
        elif "*" in piece:
            row.append({"TEXT": {"REGEX": f"^{piece.replace('*', '.*')}$"}})
        else:
            row.append({"ORTH": {"IN": piece.split("|")}})
    return row


@cache
def _vocab() -> Vocab:
    """spaCy's store of the words in its documents and patterns.

    No pipeline and no language: the patterns look at a word's text alone, and spacy.blank("zh")
    takes 40 ms and computes attributes of every new word.
    """
    from spacy.vocab import Vocab

    return Vocab()


def _doc(text: str) -> Doc:
    """The words of a text as a document of spaCy's."""
    from spacy.tokens import Doc

    words = segment(text)
    return Doc(_vocab(), words=words, spaces=[False] * len(words))


def segment(text: str) -> list[str]:
    """The words of a sentence; they concatenate to it."""
    return _cutter()(text)


@cache
def user_words() -> tuple[str, ...]:
    """Words that the segmenter must keep whole: the vocabulary and every trigger."""
    listed = text_file("userdict.txt").split()
    named = [p for name in ("norms", "sanctions") for p in patterns(name)]
    pieces = [
        w
        for p in named
        for part in (p.tokens or "").replace("…", " ").split()
        for w in part.split("|")
        if "*" not in w
    ]
    single = [w for p in named if not p.tokens for w in p.triggers]
    return tuple(dict.fromkeys(w for w in (*listed, *single, *pieces) if len(w) > 1))


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

    return _taught(rjieba, hmm=False)


def jieba_cutter() -> Callable[[str], list[str]]:
    """jieba with our words; its cache lies in the user's own cache folder."""
    import jieba

    jieba.setLogLevel(logging.CRITICAL)  # a cache that cannot be written is no error
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = _dictionary_folder()
    return _taught(tokenizer, HMM=False)


def teach_search(words: Iterable[str]) -> None:
    """Make jieba's own tokenizer, with which a site is indexed for its search, take words whole.

    It makes 第|一百零二|条 of a label else. Our own segmenters know nothing of it.
    """
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    jieba.dt.tmp_dir = _dictionary_folder()
    for word in words:
        jieba.add_word(word, _FREQUENCY)


def _taught(tokenizer: Any, **options: bool) -> Callable[[str], list[str]]:
    """The cut of a jieba or rjieba tokenizer that knows our words, and no others.

    The guessing of unknown words is off: it makes one word of 处二 in 处二万元以上.
    """
    for word in user_words():
        tokenizer.add_word(word, _FREQUENCY, "n")
    return lambda text: list(tokenizer.cut(text, **options))


def _dictionary_folder() -> str:
    """Where jieba may keep its dictionary: the user's own cache folder or nowhere, never the shared
    temporary folder."""
    try:
        return str(made_private(cache_folder()))
    except OSError:
        return os.devnull
