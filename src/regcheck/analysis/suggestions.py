"""References that lead nowhere → the same with the provision that shares most words with them."""

from __future__ import annotations

from msgspec.structs import replace

from regcheck.analysis.liability import in_liability
from regcheck.analysis.outline import Outline
from regcheck.analysis.overlap import Overlap, narrowed, pairs_in
from regcheck.analysis.references import Reference
from regcheck.data import table
from regcheck.model import Document
from regcheck.text import Span

# A sentence is read so far to either side of the citation.
_REACH = 200
# The share of the sentence's pairs that the suggested article must hold, and how many at least.
_SHARE, _FEWEST = 0.3, 4
# A text with more dangling references than this needs no suggestions but another look.
_MOST = 200


def suggested(
    document: Document, outline: Outline, overlap: Overlap, found: tuple[Reference, ...]
) -> tuple[Reference, ...]:
    """The references; the missing ones, up to 200 of them, with the id of the likeliest provision.

    None is suggested where no article clearly shares the words of the sentence.
    """
    left = _MOST
    out = []
    liable = in_liability(outline)
    for reference in found:
        if reference.state == "missing" and reference.source and left:
            left -= 1
            near = _nearest(document, outline, overlap, reference, liable)
            out.append(replace(reference, suggestion=near or None))
        else:
            out.append(reference)
    return tuple(out)


def _nearest(
    document: Document,
    outline: Outline,
    overlap: Overlap,
    reference: Reference,
    liable: frozenset[str],
) -> str:
    """The id of the provision that the sentence speaks of; empty where none does clearly."""
    wanted = pairs_in(_sentence(document, outline, reference))
    own = reference.source.split("__")[0]
    # the other articles of the list are named already
    named = frozenset(t.id.split("__")[0] for t in reference.targets if not t.lacks)
    out = liable if own in liable else frozenset[str]()
    article, share = overlap.nearest(wanted, named | {own}, out)
    if share < _SHARE or share * len(wanted) < _FEWEST:
        return ""
    return narrowed(document, outline, article, wanted)


def _sentence(document: Document, outline: Outline, reference: Reference) -> str:
    """The words of the sentence around a citation, without the citation."""
    body = outline.by_id[reference.source].body
    before = document.source.slice(
        Span(max(body.start, reference.span.start - _REACH), reference.span.start)
    )
    after = document.source.slice(
        Span(reference.span.end, min(body.end, reference.span.end + _REACH))
    )
    ends = table("references")["overlap"]["ends"]
    begin = max(before.rfind(mark) + 1 for mark in ends)
    stops = [at for mark in ends if (at := after.find(mark)) >= 0]
    return f"{before[begin:]}\n{after[: min(stops, default=len(after))]}"
