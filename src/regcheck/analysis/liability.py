"""Document → breaches: 违反本条例第三条规定，……的, the provision breached and the conduct told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from regcheck.analysis.outline import Outline
from regcheck.analysis.overlap import Overlap, narrowed, pairs_in
from regcheck.analysis.references import Reference
from regcheck.data import expression
from regcheck.model import Document, Level
from regcheck.text import Span

# How far after the citation the words that tell the conduct may end.
_REACH = 300
# A conduct is told in at least so many pairs of characters; the cited article holds hardly any of
# them, another most of them (shares from 0 to 1, calibrated on enacted laws: docs/quality.md).
_FEWEST, _HARDLY, _MOST, _CLEARLY = 5, 0.15, 0.5, 0.3
# How many offsets are looked at, and how many places with the same one are named.
_SHOWN = 5


class Breach(msgspec.Struct, frozen=True):
    """A citation after 违反, and what was done: empty where only the article is named."""

    reference: Reference
    conduct: Span


def breaches(
    document: Document, outline: Outline, references: tuple[Reference, ...]
) -> Iterator[Breach]:
    """The breaches of this document's own provisions, in order."""
    text = document.source.text
    breached, told = (expression("references", "breach", key) for key in ("before", "conduct"))
    for reference in references:
        start, end = reference.span.start, reference.span.end
        if reference.law is not None or reference.whole or not reference.source:
            continue
        if not breached.search(text, max(0, start - _REACH), start):
            continue
        limit = outline.by_id[reference.source].body.end
        match = told.match(text, end, min(limit, end + _REACH))
        conduct = Span(*match.span("conduct")) if match else Span(end, end)
        yield Breach(reference, conduct)


def in_liability(outline: Outline) -> frozenset[str]:
    """The ids of the articles that lie in a 法律责任 chapter or section."""
    heading = expression("references", "breach", "chapter")
    titled = (each for each in (*outline.headings, *outline.articles) if each.heading)
    liable = [each.span for each in titled if heading.search(each.heading or "")]
    below = (each for span in liable for each in outline.within(span))
    return frozenset(each.id for each in below if each.level is Level.ARTICLE)


class Mismatch(msgspec.Struct, frozen=True):
    """A breach whose conduct the cited article does not speak of, and the provision that does.

    `offset` is how many articles lie between the two, positive where the words stand further
    down; None where several articles are cited. `count` of them have the same offset, itself
    included; `first` is the first of these, and `others` are a few more.
    """

    breach: Breach
    meant: str
    offset: int | None
    count: int = 1
    first: bool = True
    others: tuple[Span, ...] = ()


class _Told(msgspec.Struct, frozen=True):
    """A breach with the pairs of the words that tell its conduct, and the articles it cites."""

    breach: Breach
    wanted: frozenset[str]
    cited: tuple[str, ...]


def mismatches(
    document: Document, outline: Outline, overlap: Overlap, found: tuple[Breach, ...]
) -> tuple[Mismatch, ...]:
    """The breaches that cite one article and tell of another, by position.

    Where an offset is suspected once, the places that fit it are looked at with a lower bar: two
    with one offset show that articles came or went and the citations stayed.
    """
    told = [each for breach in found if (each := _told(document, breach)).wanted]
    astray = [each for each in told if overlap.share(each.wanted, each.cited) < _HARDLY]
    liable = in_liability(outline) if astray else frozenset[str]()
    strong = [hit for each in astray if (hit := _strong(document, outline, overlap, each, liable))]
    counts = Counter(hit.offset for hit in strong if hit.offset)
    offsets = [offset for offset, _ in counts.most_common(_SHOWN)]
    seen = {hit.breach.reference.span for hit in strong}
    weak = [
        hit
        for each in told
        if each.breach.reference.span not in seen
        for hit in _shifted(document, outline, overlap, each, offsets)
    ]
    found_by_place = sorted((*strong, *weak), key=lambda hit: hit.breach.reference.span)
    return tuple(_with_drift(found_by_place))


def _with_drift(hits: list[Mismatch]) -> Iterator[Mismatch]:
    """The mismatches, by position, each with those that miss by the same number of articles."""
    places: dict[int, list[Span]] = {}
    for hit in hits:
        if hit.offset:
            places.setdefault(hit.offset, []).append(hit.breach.reference.span)
    for hit in hits:
        if hit.offset:
            first, *others = places[hit.offset]
            yield replace(
                hit,
                count=len(others) + 1,
                first=hit.breach.reference.span == first,
                others=tuple(others[:_SHOWN]),
            )
        else:
            yield hit


def _told(document: Document, breach: Breach) -> _Told:
    """The breach with the pairs of its conduct; none where the words tell too little."""
    return _Told(breach, _conduct(document, breach), cited_articles(breach.reference))


def _conduct(document: Document, breach: Breach) -> frozenset[str]:
    words = document.source.slice(breach.conduct)
    if breach.reference.state != "resolved" or breach.reference.ranges:
        return frozenset()
    if expression("references", "breach", "not_conduct").search(words):
        return frozenset()
    pairs = pairs_in(words)
    return pairs if len(pairs) >= _FEWEST else frozenset()


def _strong(
    document: Document, outline: Outline, overlap: Overlap, told: _Told, liable: frozenset[str]
) -> Mismatch | None:
    """The mismatch of a conduct of which hardly a word stands here: most of them elsewhere."""
    own = told.breach.reference.source.split("__")[0]
    near, share = overlap.nearest(told.wanted, liable, frozenset((*told.cited, own)))
    if share < _MOST:
        return None
    offset = _distance(outline, told.cited[0], near) if len(told.cited) == 1 else None
    return Mismatch(told.breach, narrowed(document, outline, near, told.wanted), offset)


def _shifted(
    document: Document,
    outline: Outline,
    overlap: Overlap,
    told: _Told,
    offsets: Iterable[int],
) -> Iterator[Mismatch]:
    """The mismatch at a suspected offset: clearly more of the words there than here."""
    if len(told.cited) != 1:
        return
    here = overlap.share(told.wanted, told.cited)
    for offset in offsets:
        there = _at_distance(outline, told.cited[0], offset)
        share = overlap.share(told.wanted, [there])
        if share >= _MOST and share - here >= _CLEARLY:
            meant = narrowed(document, outline, there, told.wanted)
            yield Mismatch(told.breach, meant, offset)
            return


def cited_articles(reference: Reference) -> tuple[str, ...]:
    """The ids of the articles that a reference names or whose parts it names, each once."""
    heads = (each.split("__")[0] for each in reference.ids)
    return tuple(dict.fromkeys(head for head in heads if head.startswith(Level.ARTICLE.step)))


def _distance(outline: Outline, one: str, other: str) -> int:
    places = outline.places
    return places[other] - places[one]


def _at_distance(outline: Outline, article: str, offset: int) -> str:
    """The article so many places further down; empty where there is none."""
    place = outline.places[article] + offset
    return outline.articles[place].id if 0 <= place < len(outline.articles) else ""
