"""Document → Overlap: which provisions share words with a sentence.

Words are pairs of neighbouring Han characters: no segmenter is needed, and 报送材料 still meets
材料报送. A pair with a character that says nothing by itself (的, 和, 规定 …) does not count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property
from operator import add

from regcheck.analysis.outline import Outline
from regcheck.data import table
from regcheck.model import Document, Level, Provision, walk

# A pair that stands in more articles than this is no hint; it keeps the search linear.
_COMMON = 40
# So many pairs are looked for in the articles one by one; for more an index of all pays.
_ONE_BY_ONE = 300
# The length of an article from which its pairs are gathered rather than looked for in its words.
_SHORT = 2000
# Fewer shared pairs than this are chance.
_FEWEST = 3


class Overlap:
    """The pairs of every article, and the articles of every pair; both by id, and read when they
    are asked for: few texts cite an article that does not speak of the same."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self._document, self._outline = document, outline
        self._holds: dict[str, str | frozenset[str]] = {}
        self._holders: dict[str, tuple[str, ...]] = {}

    def _holding(self, article: str) -> str | frozenset[str]:
        """What a pair is `in` if an article holds it: the words of a short one, of which it is a
        part, or the pairs of a long one; empty where there is no such article.

        The words need no reading, the pairs are sooner searched.
        """
        if article not in self._holds:
            there = self._outline.by_id.get(article)
            known = there if there and there.level is Level.ARTICLE else None
            words = _words(self._document, known) if known else ""
            self._holds[article] = words if len(words) < _SHORT else pairs_in(words)
        return self._holds[article]

    def holders(self, pair: str) -> tuple[str, ...]:
        """The articles that hold a pair."""
        if pair not in self._holders:
            if len(self._holders) >= _ONE_BY_ONE:
                return self._index.get(pair, ())
            self._holders[pair] = tuple([each for each, held in self._held if pair in held])
        return self._holders[pair]

    @cached_property
    def _held(self) -> list[tuple[str, str | frozenset[str]]]:
        """Every article with what holds its pairs."""
        return [(each.id, self._holding(each.id)) for each in self._outline.articles]

    @cached_property
    def _index(self) -> dict[str, tuple[str, ...]]:
        """The articles of every pair."""
        holders: dict[str, list[str]] = {}
        for article in self._outline.articles:
            for pair in pairs_in(_words(self._document, article)):
                holders.setdefault(pair, []).append(article.id)
        return {pair: tuple(articles) for pair, articles in holders.items()}

    def share(self, wanted: frozenset[str], articles: Iterable[str]) -> float:
        """How much of the wanted pairs these articles hold together, from 0 to 1."""
        held = [self._holding(article) for article in articles]
        there = sum(any(pair in each for each in held) for pair in wanted)
        return there / len(wanted) if wanted else 0.0

    def nearest(self, wanted: frozenset[str], *without: frozenset[str]) -> tuple[str, float]:
        """The article that holds most of the wanted pairs, and how much of them.

        Those in `without` are left out; an empty id where none holds any or two hold equally many.
        """
        counts: Counter[str] = Counter()
        for pair in wanted:
            found = self.holders(pair)
            if len(found) <= _COMMON:
                counts.update(each for each in found if not any(each in out for out in without))
        likely = [each for each, count in counts.most_common(_COMMON) if count >= _FEWEST]
        ranked = sorted(((self.share(wanted, [each]), each) for each in likely), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return "", 0.0
        return ranked[0][1], ranked[0][0]


def pairs_in(text: str) -> frozenset[str]:
    """The pairs of neighbouring Han characters in a text that say something."""
    found: set[str] = set()
    for run in _runs().findall(text):
        found.update(map(add, run, run[1:]))
    return frozenset(found).difference(table("references")["overlap"]["pairs"])


@cache
def _runs() -> re.Pattern[str]:
    """Han characters one after the other, none of which says nothing by itself."""
    dull = re.escape(table("references")["overlap"]["characters"])
    return re.compile(f"[^{dull}\0-\u4dff\ua000-\U0010ffff]{{2,}}")


def narrowed(document: Document, outline: Outline, article: str, wanted: frozenset[str]) -> str:
    """The paragraph of an article that holds most of the wanted pairs; the article where it has
    one paragraph, or two hold equally many."""
    children = [c for c in outline.by_id[article].children if c.level is Level.PARAGRAPH]
    ranked = sorted(
        ((len(wanted & pairs_in(_words(document, child))), child.id) for child in children),
        reverse=True,
    )
    if len(ranked) < 2 or ranked[0][0] == ranked[1][0]:
        return article
    return ranked[0][1]


def _words(document: Document, provision: Provision) -> str:
    return "\n".join(document.text_of(each) for each in walk((provision,)))
