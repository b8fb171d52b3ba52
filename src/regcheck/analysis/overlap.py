"""Document → Overlap: which provisions share words with a sentence.

Words are pairs of neighbouring Han characters: no segmenter is needed, and 报送材料 still meets
材料报送. A pair with a character that says nothing by itself (的, 和, 规定 …) does not count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

import msgspec

from regcheck.analysis.outline import Outline
from regcheck.data import table
from regcheck.model import Document, Level, Provision, walk

_HAN = re.compile("[\u4e00-\u9fff]+")
# A pair that stands in more articles than this is no hint; it keeps the search linear.
_COMMON = 40
# Fewer shared pairs than this are chance.
_FEWEST = 3


class Overlap(msgspec.Struct, frozen=True):
    """The pairs of every article, and the articles of every pair; both by id."""

    pairs: dict[str, frozenset[str]]
    holders: dict[str, tuple[str, ...]]

    def share(self, wanted: frozenset[str], articles: Iterable[str]) -> float:
        """How much of the wanted pairs these articles hold together, from 0 to 1."""
        held: set[str] = set()
        for article in articles:
            held |= self.pairs.get(article, frozenset())
        return len(wanted & held) / len(wanted) if wanted else 0.0

    def nearest(self, wanted: frozenset[str], *without: frozenset[str]) -> tuple[str, float]:
        """The article that holds most of the wanted pairs, and how much of them.

        Those in `without` are left out; an empty id where none holds any or two hold equally many.
        """
        counts: Counter[str] = Counter()
        for pair in wanted:
            found = self.holders.get(pair, ())
            if len(found) <= _COMMON:
                counts.update(each for each in found if not any(each in out for out in without))
        likely = [each for each, count in counts.most_common(_COMMON) if count >= _FEWEST]
        ranked = sorted(((self.share(wanted, [each]), each) for each in likely), reverse=True)
        if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
            return "", 0.0
        return ranked[0][1], ranked[0][0]


def overlap(document: Document, outline: Outline) -> Overlap:
    """The overlap index of a document, over its articles."""
    pairs = {article.id: pairs_in(_words(document, article)) for article in outline.articles}
    holders: dict[str, list[str]] = {}
    for article, held in pairs.items():
        for pair in held:
            holders.setdefault(pair, []).append(article)
    return Overlap(pairs, {pair: tuple(articles) for pair, articles in holders.items()})


def pairs_in(text: str) -> frozenset[str]:
    """The pairs of neighbouring Han characters in a text that say something."""
    dull = table("references")["overlap"]
    return frozenset(
        pair
        for run in _HAN.findall(text)
        for pair in map("".join, pairwise(run))
        if not (pair[0] in dull["characters"] or pair[1] in dull["characters"])
        and pair not in dull["pairs"]
    )


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
