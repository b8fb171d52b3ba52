"""Which laws there are: facts of published laws by title, and what took the place of ended ones.

The bundled index holds facts only: titles, dates, and how many 款 and 项 every article has. It is
read when it is first asked for.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import groupby, islice
from typing import TYPE_CHECKING

import msgspec

from regcheck.analysis.pointers import LEVELS
from regcheck.data import data_file, expression, table
from regcheck.model import Level, Provision

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

STATE = "中华人民共和国"
NATIONAL = ("宪法", "法律", "行政法规")
# [N or N-M@]P[:k=m,…][*c]: see docs/laws.md
_ENTRY = re.compile(r"(?:(\d+)(?:-(\d+))?@)?(\d+)(?::(\d+=\d+(?:,\d+=\d+)*))?(?:\*(\d+))?")
_YEAR = re.compile(r"[（(][^（）()]*(?:\d{4}年|修正|修订)[^（）()]*[）)]$")
_MARKS = str.maketrans({"《": "〈", "》": "〉", "(": "（", ")": "）"})
# An index may have been edited by hand; with these its counts fit in memory.
_MOST_ARTICLES, _LONGEST_ENTRY = 10_000, 1000
# How many titles as compared are remembered: one text names few, and each again and again.
_TITLES = 2048
# The share of a name that may differ.
_CHANGED = 0.4


class Shape(msgspec.Struct, frozen=True):
    """One article: the number of its paragraphs, and of the items of each that has a list."""

    paragraphs: int
    items: dict[int, int]


class Edition(msgspec.Struct, frozen=True, array_like=True):
    """A law as it read from one date on.

    `date` is that of its adoption, `effective` that of its entry into force where it is known to
    be later; `date` is None where it is not known. `articles` is the compact form of its
    articles; `reliable` is false where the text it was counted in may be damaged.
    """

    date: datetime.date | None
    reliable: bool
    articles: str
    effective: datetime.date | None = None

    def in_force(self, day: datetime.date) -> bool:
        """Whether it was in force on a day, or nothing is known against it."""
        since = self.effective or self.date
        return since is None or since <= day

    def lacks(self, provision: str) -> Level | None:
        """The level at which a provision, by id, is not there; None where it is, or where this
        cannot be told: chapters are not counted."""
        steps = [step.partition("_") for step in provision.split("__")]
        numbers = {LEVELS.get(name): number for name, _, number in steps}
        article = shapes(self.articles).get(numbers.get(Level.ARTICLE, ""))
        if Level.ARTICLE not in numbers:
            return None
        if article is None:
            return Level.ARTICLE
        paragraph = int(numbers.get(Level.PARAGRAPH, "0"))
        if paragraph > article.paragraphs:
            return Level.PARAGRAPH
        item = int(numbers.get(Level.ITEM, "0").partition("-")[0])
        lists = [article.items.get(paragraph, 0)] if paragraph else article.items.values()
        return Level.ITEM if item > max(lists, default=0) else None

    @property
    def last(self) -> str:
        """The number of the last article: 120-1; empty where there is none."""
        return next(reversed(shapes(self.articles)), "")


def well_formed(articles: str) -> bool:
    """Whether a compact form can be read, and has no more articles than a law may have."""
    count = 0
    for word in articles.split():
        entry = _ENTRY.fullmatch(word) if len(word) < _LONGEST_ENTRY else None
        if entry is None:
            return False
        count += int(entry[5] or 1)
    return count <= _MOST_ARTICLES


@lru_cache(_TITLES)
def shapes(articles: str) -> dict[str, Shape]:
    """The articles of a compact form by number, in order: "12", "120-1"."""
    found: dict[str, Shape] = {}
    number = 0
    for word in articles.split():
        entry = _ENTRY.fullmatch(word)
        if entry is None:
            continue
        start, sub, paragraphs, lists, times = entry.groups()
        pairs = (pair.split("=") for pair in (lists or "").split(",") if pair)
        shape = Shape(int(paragraphs), {int(at): int(count) for at, count in pairs})
        for place in range(int(times or 1)):
            number = int(start) if start and not place else number + 1
            found[f"{number}-{sub}" if sub else str(number)] = shape
    return found


def written(articles: Iterable[Provision]) -> str:
    """The compact form of articles: 2 1*3 120-1@1:1=4; empty where one has no number."""
    words: list[str] = []
    expected = 1
    for article in articles:
        if article.number is None:
            return ""
        main, sub = article.number.main, article.number.sub
        start = "" if main == expected and not sub else f"{article.number}@"
        paragraphs = [child for child in article.children if child.level is Level.PARAGRAPH]
        counts = [sum(each.level is Level.ITEM for each in p.children) for p in paragraphs]
        lists = ",".join(f"{place}={count}" for place, count in enumerate(counts, 1) if count)
        words.append(f"{start}{len(paragraphs)}" + (f":{lists}" if lists else ""))
        expected = main + 1
    runs = ((word, len(list(group))) for word, group in groupby(words))
    return " ".join(word if count == 1 else f"{word}*{count}" for word, count in runs)


class Law(msgspec.Struct, frozen=True, array_like=True):
    """A law: its full title, its level in Chinese, its dates, and its editions, oldest first."""

    title: str
    level: str
    promulgated: datetime.date | None
    amended: tuple[datetime.date, ...]
    editions: tuple[Edition, ...]

    @property
    def short(self) -> str:
        """The title without the name of the state."""
        return self.title.removeprefix(STATE)

    def at(self, day: datetime.date) -> Edition | None:
        """The edition in force on a day; None where the index does not hold that one.

        What was adopted by that day and is to take effect later: `to_come`.
        """
        known = [each for each in self.editions if each.in_force(day)]
        if not known:
            return None
        newest = known[-1]
        since = newest.date or datetime.date.min
        later = {each.date for each in self.to_come(day)}
        changes = (change for change in self.amended if change not in later)
        return None if any(since < change <= day for change in changes) else newest

    def to_come(self, day: datetime.date) -> tuple[Edition, ...]:
        """The editions adopted by a day that take effect after it; a text made on that day may
        well cite them."""
        return tuple(
            each
            for each in self.editions
            if each.date and each.date <= day and not each.in_force(day)
        )


def merged(one: Law, other: Law) -> Law:
    """A law with the editions of both; of two of one day that of `other`."""
    editions = {each.date: each for each in (*one.editions, *other.editions)}
    dates = [day for day in (one.promulgated, other.promulgated) if day]
    return Law(
        title=other.title,
        level=one.level,
        promulgated=min(dates, default=None),
        amended=tuple(sorted({*one.amended, *other.amended})),
        editions=tuple(sorted(editions.values(), key=lambda each: str(each.date or ""))),
    )


def joined(laws: Iterable[Law]) -> tuple[Law, ...]:
    """The laws, each title once with the editions of all that have it, in the order met."""
    known: dict[str, Law] = {}
    for law in laws:
        earlier = known.get(normal(law.title))
        known[normal(law.title)] = merged(earlier, law) if earlier else law
    return tuple(known.values())


class Ended(msgspec.Struct, frozen=True):
    """A law that is no longer in force: since when, what took its place, and by what."""

    title: str
    ended: datetime.date
    how: str
    basis: str
    verified: bool
    successor: str | None = None


class Header(msgspec.Struct, frozen=True, array_like=True):
    """The first line of an index: the day up to which laws were collected."""

    as_of: datetime.date


class LawIndex:
    """Laws by title and short title, and the ended ones; `as_of` is the day it was made for."""

    def __init__(
        self, as_of: datetime.date, laws: Iterable[Law], ended: Iterable[Ended] = ()
    ) -> None:
        self.as_of = as_of
        self.laws = tuple(laws)
        self._by_title = {normal(law.title): law for law in self.laws}
        self.endings = tuple(ended)
        self._ended = {normal(each.title): each for each in self.endings}

    def find(self, name: str) -> Law | None:
        """The law with that title, or with 中华人民共和国 before it; None where there is none."""
        key = normal(name)
        return self._by_title.get(key) or self._by_title.get(STATE + key)

    def exact(self, name: str) -> Law | None:
        """The law with exactly that title; None where there is none."""
        return self._by_title.get(normal(name))

    def ended(self, name: str) -> Ended | None:
        """What is known of a law that is no longer in force; None for any other."""
        key = normal(name)
        return self._ended.get(key) or self._ended.get(STATE + key)

    def successor(self, ended: Ended) -> str | None:
        """What took the place of a law, and of its successor where that has ended too."""
        seen = {ended.title}
        title = ended.successor
        while title and title not in seen and (later := self._ended.get(normal(title))):
            seen.add(title)
            title = later.successor
        return title

    @cached_property
    def names(self) -> frozenset[str]:
        """The short titles of the national laws and regulations, in force or not."""
        national = (law.title for law in self.laws if law.level in NATIONAL)
        return frozenset(normal(title).removeprefix(STATE) for title in (*national, *self._ended))

    def near(self, name: str) -> tuple[str, ...]:
        """The national titles that differ from a name by two characters more or less, or by one
        other, nearest first; 中华人民共和国 does not count."""
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        titles = {law.short: law.title for law in self.laws if law.level in NATIONAL}
        wanted = normal(name).removeprefix(STATE)
        # one character for another counts as two changes: 民营经济 is not 循环经济
        found = process.extract(
            wanted,
            list(titles),
            scorer=Levenshtein.distance,
            scorer_kwargs={"weights": (1, 1, 2)},
            score_cutoff=2,
            limit=10,
        )
        # of a short name most must stay, or all but one: 飞天法 is not 专利法
        near = [
            short
            for short, cost, _ in found
            if len(short) == len(wanted) or cost <= _CHANGED * len(wanted)
        ]
        return tuple(titles[short] for short in near[:3])

    def holding(self, words: str) -> tuple[str, ...]:
        """A few of the titles in which some words stand, the user's own laws first."""
        wanted = normal(words)
        found = (law.title for law in reversed(self.laws) if wanted in normal(law.title))
        return tuple(islice(found, 3)) if wanted else ()

    def named_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Where short titles (…法, …条例) stand in a text by themselves, half-open: the longest
        from the left, none that is part of another word or of a local text's name."""
        if not self._endings.search(text):
            return
        follows = expression("citations", "name", "not_before")
        precedes = expression("citations", "name", "not_after")
        for _, start, end in self._automaton.find_matches_as_indexes(text):
            before = text[max(0, start - len(STATE)) : start]
            if not follows.match(text, end) and not precedes.search(before):
                yield start, end

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick, MatchKind

        return AhoCorasick(self._unmarked, matchkind=MatchKind.LeftmostLongest)

    @cached_property
    def _unmarked(self) -> list[str]:
        """The short titles that stand without book marks."""
        ends = expression("citations", "name", "bare")
        return sorted(name for name in self.names if ends.search(name))

    def may_be_named(self, text: str) -> list[int]:
        """Where a short title without book marks may end in a text, by its last characters: a
        small part of the places of 法 and 条例, found four times as fast as the titles."""
        return [match.start() for match in self._endings.finditer(text)]

    @cached_property
    def _endings(self) -> re.Pattern[str]:
        """例：法(?<=[刑利]法)|条例(?<=[例]条例)"""
        bare = expression("citations", "name", "bare")
        before: dict[str, set[str]] = {}
        for name in self._unmarked:
            head = bare.sub("", name)
            before.setdefault(name[len(head) :], set()).add(head[-1:])
        return re.compile("|".join(_led(end, heads) for end, heads in before.items()))

    def with_laws(self, laws: Iterable[Law]) -> LawIndex:
        """The index with further laws; one that is known gets their editions besides its own."""
        further = tuple(laws)
        if not further:
            return self
        return LawIndex(self.as_of, joined((*self.laws, *further)), self.endings)


def _led(end: str, heads: set[str]) -> str:
    """The words of an ending where one of some characters stands before it, or anywhere."""
    before = re.escape("".join(sorted(heads)))
    return f"{end}(?<=[{before}]{end})" if all(heads) else end


@lru_cache(_TITLES)
def normal(title: str) -> str:
    """A title as it is compared: without white space, its own year, and the outer marks."""
    bare = "".join(title.split()).removeprefix("《").removesuffix("》").translate(_MARKS)
    return _YEAR.sub("", bare)


def decode_laws(data: bytes) -> tuple[Law, ...]:
    """The laws of index lines; raises msgspec.DecodeError or ValidationError for anything else."""
    return tuple(msgspec.json.Decoder(Law).decode_lines(data))


def encode_laws(laws: Iterable[Law]) -> bytes:
    """The laws as index lines."""
    return msgspec.json.Encoder().encode_lines(laws)


@cache
def bundled() -> LawIndex:
    """The index that comes with regcheck."""
    data = data_file("laws.jsonl").read_bytes()
    head, _, body = data.partition(b"\n")
    ended = msgspec.convert(table("successors")["law"], list[Ended])
    return LawIndex(msgspec.json.decode(head, type=Header).as_of, decode_laws(body), ended)
