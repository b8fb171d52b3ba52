"""Document → Outline: which provision has which address, and which one holds a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

import msgspec

from regcheck.data import pattern
from regcheck.model import HEADINGS, Document, Level, Provision
from regcheck.numerals import Number
from regcheck.text import Span

_NOWHERE = Span(0, 0)


class Outline(msgspec.Struct, frozen=True, dict=True):
    """All provisions of a document in order, by id, with their parents.

    `starts` are the offsets at which they begin; `articles` and `headings` (编, 分编, 章, 节) are
    in document order.
    """

    provisions: tuple[Provision, ...]
    by_id: dict[str, Provision]
    parents: dict[str, Provision]
    starts: tuple[int, ...]
    articles: tuple[Provision, ...]
    headings: tuple[Provision, ...]

    @cached_property
    def in_order(self) -> bool:
        """Whether the articles are 第一条, 第二条, 第三条 … without a gap or a 之一."""
        return all(each.number == Number(n) for n, each in enumerate(self.articles, 1))

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of the articles, sorted, each once."""
        return tuple(sorted({each.number for each in self.articles if each.number}))

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of every article, by id, counted from 0."""
        return {article.id: place for place, article in enumerate(self.articles)}

    def listing(self, article: Provision) -> tuple[Provision, ...]:
        """The paragraphs of an article that hold items."""
        if article.id not in self._listings:
            self._listings[article.id] = tuple(filter(_lists, article.children))
        return self._listings[article.id]

    @cached_property
    def _listings(self) -> dict[str, tuple[Provision, ...]]:
        return {}

    def at(self, offset: int) -> Provision | None:
        """The smallest provision that holds the code point at `offset`."""
        index = bisect_right(self.starts, offset) - 1
        last = self.provisions[index] if index >= 0 else None
        return next((each for each in self.up(last) if offset < each.span.end), None)

    def holding(self, places: Iterable[int]) -> Iterator[Provision]:
        """The provisions in whose own words some rising offsets lie, in order, each once."""
        index, end = 0, 0
        for place in places:
            if place < end:
                continue
            index = bisect_right(self.starts, place, index)
            body = self.provisions[index - 1].body if index else _NOWHERE
            if body.start <= place < body.end:
                end = body.end
                yield self.provisions[index - 1]

    def articles_at(self, places: Iterable[int]) -> Iterator[Provision]:
        """The articles that hold some rising offsets, in order, each once."""
        end = 0
        for place in places:
            if place < end:
                continue
            provision = self.at(place)
            article = self.article_of(provision) if provision else None
            if article:
                end = article.span.end
                yield article

    def articles_until(self, offset: int) -> int:
        """How many articles begin at an offset or before it."""
        return bisect_right(self._article_starts, offset)

    @cached_property
    def _article_starts(self) -> tuple[int, ...]:
        return tuple([each.span.start for each in self.articles])

    def within(self, span: Span) -> tuple[Provision, ...]:
        """The provisions that begin in a span, in document order."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return self.provisions[first:last]

    def ancestor(self, provision: Provision, level: Level) -> Provision | None:
        """The unit of a level in which a provision lies; itself where it is one."""
        return next((each for each in self.up(provision) if each.level is level), None)

    def up(self, provision: Provision | None) -> Iterator[Provision]:
        """A provision and the units that hold it, the smallest first."""
        while provision is not None:
            yield provision
            provision = self.parents.get(provision.id)

    def article_of(self, provision: Provision) -> Provision | None:
        """The article that holds the provision; itself where it is one."""
        return self.ancestor(provision, Level.ARTICLE)

    def paragraph_of(self, provision: Provision) -> Provision:
        """The paragraph that holds the provision; itself where it lies in none."""
        return self.ancestor(provision, Level.PARAGRAPH) or provision

    def label(self, name: str | None) -> str:
        """A provision as people cite it, by its id: 第三十二条第一款第二项. Empty for none."""
        found = self.by_id.get(name or "")
        return found.address.label() if found else ""

    def single(self, article: Provision) -> bool:
        """Whether an article has one paragraph; looks no further than the second."""
        paragraphs = (child for child in article.children if child.level is Level.PARAGRAPH)
        return len(list(islice(paragraphs, 2))) == 1

    def before(self, provision: Provision) -> Iterator[Provision]:
        """The units of the same level before a provision below the same parent, nearest first."""
        parent = self.parents.get(provision.id)
        row = (
            self.articles if provision.level is Level.ARTICLE else parent.children if parent else ()
        )
        index = bisect_left(row, provision.span.start, key=lambda each: each.span.start)
        for place in range(index - 1, -1, -1):
            if row[place].level is provision.level:
                yield row[place]

    def is_title(self, document: Document, paragraph: Provision) -> bool:
        """Whether a paragraph is an unofficial heading: 一、关于质押部分的解释.

        It carries its number in its text, or is the first line of a unit 一、; no mark ends it.
        """
        words = document.text_of(paragraph)
        if pattern("unofficial", "heading").search(words):
            return True
        above = self.parents.get(paragraph.id)
        unit = above is not None and not document.source.slice(above.marker).startswith("第")
        first = unit and above is not None and above.children[0] is paragraph
        return first and bool(pattern("unofficial", "title").search(words))


def outline(document: Document) -> Outline:
    """The outline of a document."""
    provisions: list[Provision] = []
    parents: dict[str, Provision] = {}
    ahead = list(reversed(document.provisions))
    while ahead:  # model.walk() with the parents; most provisions have no children
        provision = ahead.pop()
        provisions.append(provision)
        if children := provision.children:
            for child in children:
                parents[child.id] = provision
            ahead += children[::-1]
    article = Level.ARTICLE
    return Outline(
        provisions=tuple(provisions),
        by_id={each.id: each for each in provisions},
        parents=parents,
        starts=tuple([each.span.start for each in provisions]),
        articles=tuple([each for each in provisions if each.level is article]),
        headings=tuple([each for each in provisions if each.level in HEADINGS]),
    )


def _lists(paragraph: Provision) -> bool:
    return any(child.level is Level.ITEM for child in paragraph.children)
