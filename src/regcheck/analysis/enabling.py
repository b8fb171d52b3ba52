"""The enabling clause of the first article: 根据《…》…，制定本条例, and the laws it rests on."""

from __future__ import annotations

import re

from regcheck.analysis.citations import Citation
from regcheck.analysis.outline import Outline
from regcheck.data import expression, table
from regcheck.model import Document
from regcheck.text import Span

# A first article is read so far; no real one is longer.
_LONGEST = 3000


def enabling_clause(document: Document, outline: Outline) -> Span | None:
    """Where the first article names what the text is made under; None where it does not."""
    if not outline.articles:
        return None
    first = outline.articles[0].span
    words = document.source.slice(first)[:_LONGEST]
    found = expression("citations", "enabling", "clause").search(words)
    if found is None:
        return None
    return Span(first.start + found.start("basis"), first.start + found.end("basis"))


def rests_on(
    document: Document, outline: Outline, citations: tuple[Citation, ...]
) -> tuple[Citation, ...]:
    """The laws of the enabling clause, in order, without those in brackets (以下简称…)."""
    clause = enabling_clause(document, outline)
    if clause is None:
        return ()
    words = document.source.slice(clause)
    bracketed = [
        Span(clause.start + match.start(), clause.start + match.end())
        for match in re.finditer("[（(][^（）()]*[）)]", words)
    ]
    return tuple(
        each
        for each in citations
        if clause.covers(each.span)
        and each.marked
        and not any(span.covers(each.span) for span in bracketed)
    )


def rank(document: Document, citation: Citation) -> int | None:
    """0 for the constitution, 1 for a law, 2 for a regulation of the State Council, 3 for a local
    regulation or a rule; None where this cannot be told."""
    levels: dict[str, int] = table("citations")["enabling"]["levels"]
    if citation.law is not None:
        return levels.get(citation.law.level)
    before = document.source.text[max(0, citation.span.start - 6) : citation.span.start - 1]
    for name in ("constitution", "law", "local", "regulation"):
        pattern = expression("citations", "rank", name)
        if pattern.search(citation.title if name != "regulation" else before):
            return ("constitution", "law", "regulation", "local").index(name)
    return None
