"""Changes to a real draft, and the verdicts on its commitments before and after.

A change takes a text and gives the changed one; what it does to the verdicts is for the tests.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from regcheck.analysis.commitments import Commitment, Element, read_commitments
from regcheck.analysis.coverage import Coverage, ElementCoverage
from regcheck.analysis.norms import Norm
from regcheck.analysis.sanctions import Sanction
from regcheck.analysis.verdicts import synonyms
from regcheck.data import table
from regcheck.engine import Result, check_source
from regcheck.model import Level
from regcheck.settings import Settings
from regcheck.text import Span, source_file

FOLDER = Path(__file__).parents[1] / "drafts" / "liaoning-innovation"
TEXT = (FOLDER / "second-reading.md").read_text("utf-8")
PROMISES = tuple(
    promise
    for promise in read_commitments((FOLDER / "commitments.toml").read_text("utf-8"), "c.toml")
    if promise.carrier == "regulation"
)
SANCTIONS = frozenset(table("kinds")["sanction"])
# What stands in the place of words that were taken out: it says nothing and moves no paragraph.
NOTHING = "此处留空"
# Before which words a word that takes back a sanction stands, and which of them it replaces.
_PLACES = {
    "可以": ("由|应当|给予|将|依法|实行", "应当"),
    "不得": ("应当|给予|将|依法|实行", "应当"),
    "不予": ("应当|给予|依法|实行", "应当给予依法实行"),
    "按照有关规定": ("(?<=应当)|给予|将|依法|实行", ""),
}
# More rounds of a change than this no element of the draft needs.
_ROUNDS = 8
# 二(二)四 → 2(2)4, 报道一 → report1: pytest escapes other than ASCII in the id of a case.
_ASCII = str.maketrans({"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "报": "report"})


class Key(NamedTuple):
    """An element of a commitment."""

    promise: str
    element: str

    def __str__(self) -> str:
        return f"{self.promise.translate(_ASCII).replace('道', '')}:{self.element}"


@cache
def check(text: str, promises: tuple[Commitment, ...] = PROMISES) -> Result:
    """The draft with its verdicts, and the P findings on it."""
    return check_source(source_file(text, "draft.md"), Settings(select=("P",)), promises)


def by_key(result: Result) -> dict[Key, ElementCoverage]:
    """The verdicts on the elements of all commitments."""
    return {
        Key(each.commitment.id, found.element.id): found
        for each in result.facts.coverage
        for found in each.elements
    }


def commitment(result: Result, promise: str) -> Coverage:
    """The verdict on one commitment."""
    return next(each for each in result.facts.coverage if each.commitment.id == promise)


def messages(result: Result, code: str, promise: str) -> list[str]:
    """The findings of a rule that name a commitment."""
    named = f"承诺 {promise}（"
    return [f.message for f in result.diagnostics if f.code == code and named in f.message]


def edited(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    """The text with the words of these spans replaced."""
    for span, words in sorted(set(changes), reverse=True):
        text = text[: span.start] + words + text[span.end :]
    return text


def names(element: Element, words: str) -> bool:
    """Whether words name the matter of an element."""
    return any(word in words for word in synonyms(element.about))


def own_places(result: Result, found: ElementCoverage) -> Iterator[Span]:
    """Where the draft says what decides an element: the sentence that names its matter, of a list
    the items that name it."""
    source = result.document.source
    for evidence in found.evidence:
        provision = result.facts.outline.by_id[evidence.provision]
        items = [
            child.body
            for child in provision.children
            if child.level is Level.ITEM and names(found.element, source.slice(child.body))
        ]
        lead = source.slice(evidence.span)
        if lead.endswith("：") and not names(found.element, lead) and items:
            yield from items
        else:
            yield evidence.span


def emptied(sentence: str) -> str:
    """A sentence that says nothing, with the mark that ends the given one."""
    return NOTHING + (sentence[-1] if sentence[-1] in "。；：" else "")


def rewritten(text: str, key: Key, change: Callable[[str], str]) -> str:
    """The draft with every sentence that decides an element changed; a list by its lead-in."""
    spans = {evidence.span for evidence in by_key(check(text))[key].evidence}
    return edited(text, ((span, change(text[span.start : span.end])) for span in spans))


def while_kept(key: Key, step: Callable[[str], str]) -> str:
    """The draft after as many steps as it takes until an element is kept no longer."""
    text = TEXT
    for _ in range(_ROUNDS):
        if by_key(check(text))[key].status != "covered":
            break
        text = step(text)
    return text


def removed(text: str, keys: Iterable[Key]) -> str:
    """The draft without the words that keep these elements or touch them, however weakly."""
    for key in keys:
        for _ in range(_ROUNDS):
            result = check(text)
            places = set(own_places(result, by_key(result)[key]))
            if not places:
                break
            text = edited(text, ((s, emptied(text[s.start : s.end])) for s in places))
    return text


class Cut(NamedTuple):
    """A sanction in the draft: its sentence and its place there."""

    norm: Norm
    sanction: Sanction


def sanctions(result: Result, key: Key) -> frozenset[Cut]:
    """The sanctions that keep an element."""
    found = by_key(result)[key]
    sentences = {evidence.span for evidence in found.evidence}
    return frozenset(
        Cut(norm, each)
        for norm in result.facts.norms
        if norm.sentence in sentences
        for each in norm.sanctions
        if each.kind == found.element.kind
    )


def without(text: str, cut: Cut) -> tuple[Span, str]:
    """The sentence of a sanction without it, the others left in place.

    The clause goes where another sanction stands beside it; else the words for another act take
    its place, so that the sentence stays one.
    """
    start, sanction = cut.norm.sentence.start, cut.sanction.span
    sentence = text[start : cut.norm.sentence.end]
    if re.match("的|或者", text[sanction.end :]):
        return sanction, "有关事项"  # 惩罚性赔偿的适用条件
    head = max(sentence.rfind(mark, 0, sanction.start - start) for mark in "，：；") + 1
    rest = re.match("[^，：；。]*", text[sanction.end :])
    tail = len(rest[0]) if rest else 0
    clause = Span(start + head, sanction.end + tail)
    beside = any(not each.span.overlaps(clause) for each in cut.norm.sanctions)
    if not beside:
        duty = re.match(".*应当", text[clause.start : clause.end])
        return clause, f"{duty[0] if duty else ''}登记在册"
    before = text[clause.end] != "，"
    whole = Span(clause.start - before, clause.end + (not before))
    joined = re.match("或者|并且?", text[whole.end :]) if not before else None
    return Span(whole.start, whole.end + (len(joined[0]) if joined else 0)), ""


def at_sanctions(text: str, key: Key, word: str) -> str:
    """The draft with a word before every sanction that keeps an element, in the place where such
    a word stands: 可以由某部门给予, 某部门不得将其列入, 将其不予列入, 应当按照有关规定给予."""
    changes = []
    for norm, each in sanctions(check(text), key):
        marks = (text.rfind(mark, norm.sentence.start, each.span.start) for mark in "，：；")
        start = max(norm.sentence.start, *(mark + 1 for mark in marks))
        after, instead = _PLACES[word]
        found = re.search(after, text[start : each.span.start])
        replaced = found is not None and found[0] in instead
        begin = start + found.start() if found else each.span.start
        changes.append((Span(begin, start + found.end() if found and replaced else begin), word))
    return edited(text, changes)


class Article(NamedTuple):
    """An article: its id, its number as written, and the place of its words."""

    id: str
    number: str
    words: Span


def articles(text: str) -> list[Article]:
    """The articles of a draft."""
    found = check(text).facts.outline.articles
    return [
        Article(
            a.id, text[a.marker.start : a.marker.end], Span(a.children[0].span.start, a.span.end)
        )
        for a in found
    ]


def exchanged(text: str, first: Article, second: Article) -> str:
    """The draft with the words of two articles exchanged under their numbers."""
    one, two = (text[each.words.start : each.words.end] for each in (first, second))
    return edited(text, [(first.words, two), (second.words, one)])


def to_the_end(text: str, article: Article, number: str) -> str:
    """The draft with an article moved behind the last one; its old number is left empty."""
    words = text[article.words.start : article.words.end]
    return f"{edited(text, [(article.words, f'{NOTHING}。')]).rstrip()}\n\n{number}　{words}\n"
