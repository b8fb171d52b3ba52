"""Document → ItemLists: every list of 项 or 目, with the sentence that leads into it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from regcheck.analysis.outline import Outline
from regcheck.data import pattern
from regcheck.model import Document, Level, Provision

_LISTED = frozenset({Level.ITEM, Level.SUBITEM})


class ItemList(msgspec.Struct, frozen=True):
    """The 项 (or 目) of one paragraph or item.

    `continues` is true where the numbering runs on from the list of the paragraph before, over
    an interposed line; `continued` where the next list runs on from this one.
    """

    holder: Provision
    entries: tuple[Provision, ...]
    continues: bool = False
    continued: bool = False

    @property
    def level(self) -> Level:
        """ITEM or SUBITEM."""
        return self.entries[0].level


def item_lists(document: Document, outline: Outline) -> tuple[ItemList, ...]:
    """All lists of a document, in order."""
    found = [
        ItemList(holder, entries)
        for holder in outline.provisions
        if holder.children
        for entries in _entries(document, holder)
        if not _sub_headings(document, outline, holder, entries)
    ]
    pairs = [
        (earlier, later)
        for level in (Level.ITEM, Level.SUBITEM)
        for earlier, later in pairwise([each for each in found if each.level is level])
        if _runs_on(outline, earlier, later)
    ]
    continued = {id(earlier) for earlier, _ in pairs}
    continuing = {id(later) for _, later in pairs}
    return tuple(
        ItemList(each.holder, each.entries, id(each) in continuing, id(each) in continued)
        for each in found
    )


def _entries(document: Document, holder: Provision) -> Iterator[tuple[Provision, ...]]:
    """The 目, then the 项 of a provision; of 1.（1）（2）2. only those labelled like the first."""
    levels = {child.level for child in holder.children}
    for level in (Level.SUBITEM, Level.ITEM) if levels & _LISTED else ():
        if level in levels:
            children = [child for child in holder.children if child.level is level]
            first = _bracketed(document, children[0])
            yield tuple([each for each in children if _bracketed(document, each) == first])


def _bracketed(document: Document, entry: Provision) -> bool:
    start, end = entry.marker.start, entry.marker.end
    return document.source.text.startswith(("（", "("), start, end)


def _sub_headings(
    document: Document, outline: Outline, holder: Provision, entries: tuple[Provision, ...]
) -> bool:
    """Whether the "items" are sub-headings between two articles: （二）权利质押.

    They stand at the end of an article, carry no mark, and no colon leads into them.
    """
    article = outline.article_of(holder)
    last = article is not None and entries[-1].span.end == article.span.end
    if not last or document.text_of(holder).endswith(("：", ":", "；", ";")):
        return False
    title = pattern("unofficial", "item")
    return all(title.search(document.text_of(entry)) for entry in entries)


def _runs_on(outline: Outline, earlier: ItemList, later: ItemList) -> bool:
    """Whether `later` begins with the number after `earlier`'s last.

    Items run on within one article, subitems sometimes through a whole text.
    """
    last, first = earlier.entries[-1].number, later.entries[0].number
    same = later.level is Level.SUBITEM or (
        outline.article_of(earlier.holder) is outline.article_of(later.holder)
    )
    return bool(same and last and first and first.main == last.main + 1 and first.main > 1)


def without_labels(document: Document, outline: Outline) -> frozenset[str]:
    """The articles with a list that is none: lead-in and no items, or lines 一、二、.

    Their labels were lost in a conversion or are not those of 项; their items cannot be counted.
    """
    return frozenset(
        article.id
        for article in outline.articles
        if any(_unlabelled(document, paragraph) for paragraph in article.children)
    )


def _unlabelled(document: Document, paragraph: Provision) -> bool:
    words = document.text_of(paragraph)
    led = words.endswith(("：", ":")) and not paragraph.children
    return led or bool(pattern("unofficial", "unit").match(words))
