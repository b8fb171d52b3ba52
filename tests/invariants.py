"""What must hold of every parsed document, whatever its text."""

from __future__ import annotations

from regcheck.model import Document, Provision, walk
from regcheck.parse.lines import classify


def assert_invariants(document: Document) -> None:
    """Tokens concatenate to the input, spans nest in order, ids are unique."""
    text = document.source.text
    _, tokens = classify(document.source)
    end = 0
    for token in tokens:
        assert token.span.start == end, f"a gap or an overlap at {end}"
        assert token.span.end > token.span.start
        assert token.span.covers(token.body) or token.body.start == token.body.end
        end = token.span.end
    assert end == len(text)
    _assert_nested(document.provisions, 0, len(text))
    ids = [str(provision.address) for provision in walk(document.provisions)]
    assert ids == [provision.id for provision in walk(document.provisions)]
    assert len(ids) == len(set(ids)), "an id is given twice"
    for note in document.notes:
        assert 0 <= note.span.start <= note.span.end <= len(text)
    for problem in document.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)


def _assert_nested(provisions: tuple[Provision, ...], start: int, end: int) -> None:
    for provision in provisions:
        span = provision.span
        assert start <= span.start <= span.end <= end, f"{provision.id} leaves its parent"
        for inner in (provision.marker, provision.body, provision.heading_span):
            assert span.covers(inner), f"{provision.id}: {inner} outside {span}"
        _assert_nested(provision.children, provision.body.start, span.end)
        start = span.end
