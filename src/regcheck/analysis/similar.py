"""Document → Similar: which articles speak in the words of a promise (BM25 over segmented words).

It suggests where to look. No verdict rests on it: an article with the same words may say the
opposite.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from regcheck.analysis.outline import Outline
from regcheck.analysis.words import segment
from regcheck.model import Document

if TYPE_CHECKING:
    from bm25s import BM25

# So many articles are suggested at most.
_MOST = 3
# A word of one character says nothing about a matter.
_SHORTEST = 2


class Similar:
    """The articles of a document by their words."""

    def __init__(self, names: tuple[str, ...], index: BM25 | None, known: frozenset[str]) -> None:
        self._names, self._index, self._known = names, index, known

    def articles(self, text: str) -> tuple[str, ...]:
        """The ids of the articles nearest in words to a text, the nearest first; those that share
        no word with it are left out."""
        words = [word for word in _words(text) if word in self._known]
        if self._index is None or not words:
            return ()
        count = min(_MOST, len(self._names))
        places, scores = self._index.retrieve([words], k=count, show_progress=False)
        found = zip(places[0], scores[0], strict=True)
        return tuple(self._names[place] for place, score in found if score > 0)


def similar(document: Document, outline: Outline) -> Similar:
    """The index over the articles of a document."""
    from bm25s import BM25

    articles = [(each.id, _words(document.source.slice(each.span))) for each in outline.articles]
    known = frozenset(word for _, words in articles for word in words)
    index = None
    if known:
        index = BM25()
        index.index([words for _, words in articles], show_progress=False)
    return Similar(tuple(name for name, _ in articles), index, known)


def _words(text: str) -> list[str]:
    return [word for word in segment(text) if len(word) >= _SHORTEST]
