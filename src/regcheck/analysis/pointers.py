"""Where a citation stands, and what 本条, 前款, 该项 and 下列各项 mean from there."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

import msgspec

from regcheck.analysis.outline import Outline
from regcheck.model import Level, Provision
from regcheck.model import Step as Unit
from regcheck.numerals import Number
from regcheck.parse.reference import Step, Word

LEVELS = {level.step: level for level in Level}


class Scope(msgspec.Struct, frozen=True):
    """Where a citation stands: its provision, and the ids named before it in its sentence.

    `outline` is None where another law is meant; `lead` are the ids named in the sentence that
    leads into the source's list, `earlier` those before it in the article. After 依照
    (`inward`) 第一款 is one's own.
    """

    outline: Outline | None
    source: Provision
    named: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    inward: bool = False


class Hit(msgspec.Struct, frozen=True):
    """A provision on the way down a path: its id, the level that is not there, one of several."""

    id: str
    lacks: Level | None = None
    ambiguous: bool = False


def id_above(provision: str, level: Level) -> str:
    """The part of an id above a level: art_3__para_1__item_2 above ITEM is art_3__para_1."""
    steps = provision.split("__") if provision else []
    kept = [s for s in steps if (at := LEVELS.get(s.partition("_")[0])) and at.rank < level.rank]
    return "__".join(kept)


def cited_as(provision: str) -> str:
    """An id as people cite it: art_12__para_1 → 第十二条第一款; a part that is none is left out."""
    labels = []
    for step in provision.split("__"):
        if found := split_id(step):
            labels.append(Unit(found[1], found[2]).label())
    return "".join(labels)


def split_id(provision: str) -> tuple[str, Level, Number] | None:
    """art_12__para_3 → art_12, PARAGRAPH, 3; None for an unnumbered unit."""
    parent, _, step = provision.rpartition("__")
    name, _, number = step.partition("~")[0].partition("_")
    main, _, sub = number.partition("-")
    if name not in LEVELS or not main.isdigit():
        return None
    return parent, LEVELS[name], Number(int(main), int(sub or 0))


def _this(scope: Scope, step: Step) -> list[Hit]:
    found = scope.outline.ancestor(scope.source, step.level) if scope.outline else None
    return [Hit(found.id)] if found else [Hit("", step.level)]


def previous(scope: Scope, step: Step) -> list[Hit]:
    """前款, 前两款, 前条, 前项: the units before the one that holds the source."""
    outline = scope.outline
    if outline is None or step.numbers[0] is None:
        return [Hit("", step.level)]
    here = outline.ancestor(scope.source, step.level)
    if here is None and step.level is Level.ITEM and scope.source.level is Level.SUBITEM:
        here = scope.source  # (3) stands for an item where there is none
    if here is None:
        return [Hit("", None, ambiguous=True)]
    count = step.numbers[0].main
    found = list(islice(outline.before(here), count))
    if not 0 < count == len(found):
        return [Hit("", step.level)]
    return [Hit(each.id) for each in reversed(found)]


def _that(scope: Scope, step: Step) -> list[Hit]:
    """该款: the paragraph last named; 该项 only where the sentence has named one."""
    names = (*scope.lead, *scope.named)
    if step.level is not Level.ITEM:
        names = (*scope.earlier, *names)
    found = [cut for each in names if (cut := id_down_to(each, step.level))]
    if step.level is Level.ITEM and len(set(found)) > 1:
        return [Hit(each, ambiguous=True) for each in dict.fromkeys(found)]
    return [Hit(found[-1])] if found else []


def _those(scope: Scope, step: Step) -> list[Hit]:
    found = [cut for each in scope.named if (cut := id_down_to(each, step.level))]
    return [Hit(each) for each in dict.fromkeys(found)]


def id_down_to(provision: str, level: Level) -> str:
    """The part of an id down to a level; empty where it has no such level."""
    steps = provision.split("__")
    ranks = [LEVELS[s.partition("_")[0]].rank for s in steps if s.partition("_")[0] in LEVELS]
    if level.rank not in ranks:
        return ""
    return "__".join(steps[: ranks.index(level.rank) + 1])


def _following(scope: Scope, step: Step) -> list[Hit]:
    """下列各项: the items of the list that the source leads into."""
    entries = [each for each in scope.source.children if each.level.rank > Level.PARAGRAPH.rank]
    return [Hit(each.id) for each in entries] or [Hit("", step.level)]


def _each(scope: Scope, step: Step) -> list[Hit]:
    return [Hit("", step.level)]


POINTERS: dict[Word, Callable[[Scope, Step], list[Hit]]] = {
    "this": _this,
    "previous": previous,
    "that": _that,
    "those": _those,
    "each": _each,
    "following": _following,
}
