"""References → who cites what: the citations of one provision, and the graph over articles."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from regcheck.analysis.outline import Outline
from regcheck.analysis.pointers import Scope, id_down_to, split_id
from regcheck.analysis.references import Reference
from regcheck.analysis.targets import BLANK, resolve
from regcheck.model import Level
from regcheck.parse.reference import CANDIDATE, parse_citation


class Edge(msgspec.Struct, frozen=True):
    """One article cites a unit: an article or a heading of this document, or of another law.

    `source` is empty before the first provision; `target` is empty for a law as a whole. `law`
    is None for this document.
    """

    source: str
    target: str
    law: str | None
    missing: bool


def named(outline: Outline, name: str) -> tuple[str, ...]:
    """The ids that a name means: art_12__para_1, 第十二条第一款, 第12条第三项.

    None where it is no name of a provision; one that this document lacks is among them as well.
    """
    wanted = name.strip()
    if wanted in outline.by_id:
        return (wanted,)
    branches = parse_citation(wanted) if CANDIDATE.fullmatch(wanted) else ()
    begins = [branch.first.steps[0] for branch in branches]
    relative = any(step.word != "numbered" or step.elided for step in begins)
    if not branches or relative or not outline.provisions:
        return (wanted,) if split_id(wanted) else ()
    found = resolve(Scope(outline, outline.provisions[0]), branches, 0)
    return tuple(target.id for target in found.targets if target.id and target.id != BLANK)


def cited_by(
    outline: Outline, found: tuple[Reference, ...], provisions: tuple[str, ...]
) -> tuple[Reference, ...]:
    """The references of this document that name one of some provisions, a part of it, or a unit
    that holds it; a citation of the whole text names none in particular."""
    spans = [outline.by_id[each].span for each in provisions if each in outline.by_id]
    found_here = (outline.by_id.get(each) for each in provisions)
    holders = {*provisions, *(unit.id for each in found_here for unit in outline.up(each))}

    def names(target: str) -> bool:
        held = outline.by_id.get(target)
        inside = held is not None and any(span.covers(held.span) for span in spans)
        return target in holders or inside

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
