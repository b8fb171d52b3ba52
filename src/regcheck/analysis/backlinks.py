"""References → who cites what: the citations of one provision, and the graph over articles."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from regcheck.analysis.outline import Outline
from regcheck.analysis.pointers import id_down_to
from regcheck.analysis.references import Reference
from regcheck.analysis.targets import BLANK
from regcheck.model import Level


class Edge(msgspec.Struct, frozen=True):
    """One article cites a unit: an article or a heading of this document, or of another law.

    `source` is empty before the first provision; `target` is empty for a law as a whole. `law`
    is None for this document.
    """

    source: str
    target: str
    law: str | None
    missing: bool


def cited_by(
    outline: Outline, found: tuple[Reference, ...], provision: str
) -> tuple[Reference, ...]:
    """The references of this document that name a provision, a part of it, or a unit that holds
    it; a citation of the whole text names none in particular."""
    wanted = outline.by_id.get(provision)
    if wanted is None:
        return ()
    holders = {provision}
    above = outline.parents.get(provision)
    while above is not None:
        holders.add(above.id)
        above = outline.parents.get(above.id)

    def names(target: str) -> bool:
        held = outline.by_id.get(target)
        return target in holders or (held is not None and wanted.span.covers(held.span))

    return tuple(
        each for each in found if each.law is None and any(names(target) for target in each.ids)
    )


def edges(found: tuple[Reference, ...]) -> Iterator[tuple[Edge, Reference]]:
    """Who cites whom, one entry for each target; what an article says of itself is left out."""
    for reference in found:
        if reference.law is None and reference.whole:
            continue
        source = reference.source.split("__")[0]
        told: set[str] = set()
        for target in reference.targets:
            unit = _unit(target.id)
            if not unit or unit in told or (unit == source and reference.law is None):
                continue
            told.add(unit)
            missing = target.lacks is not None
            whole = "" if reference.whole else unit
            yield Edge(source, whole, reference.law, missing), reference


def _unit(target: str) -> str:
    """The article of a target, or the heading that it is; empty for a blank."""
    if target == BLANK:
        return ""
    return id_down_to(target, Level.ARTICLE) or target
