"""Document → what belongs to research and its integrity, and the listings it provides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from regcheck.analysis.outline import Outline
from regcheck.analysis.sentences import Sentences, Unit
from regcheck.data import expression
from regcheck.model import Document, Level, Provision
from regcheck.text import Span


class Listing(msgspec.Struct, frozen=True):
    """A clause that lists or records somebody: 列入失信名单, 记入科研诚信档案."""

    span: Span
    article: Provision


def of_research(document: Document, article: Provision) -> bool:
    """Whether an article speaks of research, by the title of its text or its own words."""
    if expression("integrity", "scope", "title").search(document.title):
        return True
    words = document.source.slice(article.span)
    return bool(expression("integrity", "scope", "words").search(words))


def research_units(
    document: Document, outline: Outline, units: Iterable[Unit]
) -> Iterator[tuple[Unit, Provision]]:
    """Those of some sentences that stand in articles on research, with their articles."""
    speaks: dict[str, bool] = {}
    for unit in units:
        article = outline.article_of(outline.by_id[unit.provision])
        if article is None:
            continue
        if article.id not in speaks:
            speaks[article.id] = of_research(document, article)
        if speaks[article.id]:
            yield unit, article


def listings(document: Document, outline: Outline, cut: Sentences) -> tuple[Listing, ...]:
    """The first listing of each article, by position."""
    words, other = (expression("integrity", "listing", name) for name in ("words", "other"))
    found: dict[str, Listing] = {}
    for unit, article in research_units(document, outline, cut.holding(words)):
        match = words.search(unit.text, unit.span.start, unit.span.end)
        if match and article.id not in found and not other.search(unit.words):
            found[article.id] = Listing(Span(*match.span()), article)
    return tuple(found.values())


def told_nearby(
    document: Document, outline: Outline, article: Provision, words: re.Pattern[str]
) -> bool:
    """Whether the article, its section or an article beside it has some words."""
    place = outline.places[article.id]
    beside = outline.articles[max(0, place - 1) : place + 2]
    section = outline.ancestor(article, Level.SECTION)
    units = (*beside, section) if section else beside
    return any(words.search(document.source.slice(unit.span)) for unit in units)
