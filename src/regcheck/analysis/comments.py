"""What of a draft is for whoever works on its file and for no reader: comments, front matter,
fenced blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regcheck.model import Document
from regcheck.text import SourceFile, Span

_COMMENT = re.compile("<!--.*?-->", re.DOTALL)


def marked_comments(source: SourceFile, extent: Span) -> tuple[Span, ...]:
    """The comments <!-- … --> in a part of a text, by position; a Word file has none."""
    if source.docx:
        return ()
    found = _COMMENT.finditer(source.text, extent.start, extent.end)
    return tuple(Span(*match.span()) for match in found)


def comments_within(document: Document, extent: Span) -> tuple[Span, ...]:
    """All that readers do not see of a part of a text, by position; none lies in another."""
    found = list(marked_comments(document.source, extent))
    found += [
        note.span
        for note in document.notes
        if note.kind == "comment" and note.span.overlaps(extent)
    ]
    kept: list[Span] = []
    for each in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or each.end > kept[-1].end:
            kept.append(each)
    return tuple(kept)


def outside(comments: Sequence[Span], span: Span) -> Iterator[Span]:
    """The parts of a span that readers see."""
    at = span.start
    for each in comments:
        if each.start >= span.end:
            break
        if each.end <= at:
            continue
        if each.start > at:
            yield Span(at, each.start)
        at = each.end
    if at < span.end:
        yield Span(at, span.end)
