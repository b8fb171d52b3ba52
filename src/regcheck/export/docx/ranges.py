"""Where comments begin and end in the XML of a Word file, and the runs that point to them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from regcheck.export.docx.anchors import Anchor
from regcheck.export.docx.comments import Looks, mark
from regcheck.export.docx.cuts import Pieces
from regcheck.export.docx.nodes import node
from regcheck.export.docx.runs import Runs, field_chars
from regcheck.formats.docx.characters import characters
from regcheck.formats.docx.names import ALTERNATE, DELETED, INSERTED, P_PROPERTIES, P, R, w
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.places import Place

_REVISIONS = INSERTED | DELETED
_LEFT = _REVISIONS | {w("fldSimple")}
_LAST = sys.maxsize


class _Range(msgspec.Struct, frozen=True):
    """The elements before and behind which a comment begins and ends; a paragraph stands for all
    that it holds."""

    first: Root
    last: Root


def cuts_for(anchors: Iterable[Anchor], runs: Runs) -> Iterator[tuple[Place, int]]:
    """Where runs are to be cut for comments; none in a text box, where no comment may stand."""
    for each in anchors:
        for place, at in ((each.first, each.first.char), (each.last, each.last.char + 1)):
            if place.run >= 0 and not runs.boxed(place):
                yield place, at


def put_ranges(
    anchors: Sequence[Anchor], first_id: int, runs: Runs, pieces: Pieces, styles: Looks
) -> None:
    """Puts the comments of these ids in: the first anchor has the first id."""
    ranges = [_range(each, runs, pieces) for each in anchors]
    numbered = list(enumerate(ranges, first_id))
    for number, each in numbered:
        _put_before(each.first, node("commentRangeStart", id=number))
    for number, each in reversed(numbered):
        run = mark(number, styles)
        if each.last.tag == P:
            each.last.append(node("commentRangeEnd", id=number))
            each.last.append(run)
            continue
        _outside(each.last).addnext(run)
        each.last.addnext(node("commentRangeEnd", id=number))


def _range(anchor: Anchor, runs: Runs, pieces: Pieces) -> _Range:
    """The elements of an anchor; only its begin counts where its end comes before it, as the words
    of a box may that hangs on an earlier paragraph."""
    last = anchor.last
    if _order(anchor.first, runs, -1) > _order(last, runs, _LAST):
        last = anchor.first
    return _Range(
        _at_edge(_element(anchor.first, runs, pieces), before=True),
        _at_edge(_element(last, runs, pieces), before=False),
    )


def _order(place: Place, runs: Runs, whole: int) -> tuple[int, int, int]:
    paragraph = runs.number(runs.holder(place))
    inside = place.run >= 0 and not runs.boxed(place)
    return (paragraph, place.run, place.char) if inside else (paragraph, whole, 0)


def _element(place: Place, runs: Runs, pieces: Pieces) -> Root:
    """The piece that holds a character, or what holds the piece: another run (around 拼音指南) or
    alternate content. The paragraph for a place in a text box, or one without a run."""
    if place.run < 0 or runs.boxed(place):
        return runs.holder(place)
    found = pieces.at(place)
    for each in found.iterancestors():
        if each.tag == P:
            break
        if each.tag in (R, ALTERNATE):
            found = each
    return found


def _at_edge(element: Root, *, before: bool) -> Root:
    """The revision or the field whose first, or last, words an element is, else the element.

    A comment outside of them is not lost where the revision is refused or the field counted anew.
    """
    while True:
        beside = next(element.itersiblings(preceding=before), None)
        parent = element.getparent()
        if beside is None and parent is not None and parent.tag in _LEFT:
            element = parent
        elif before and beside is not None and field_chars(beside)[-1:] == ["separate"]:
            begin = _begin_of(beside)
            if begin is None:
                return element
            element = begin
        elif not before and beside is not None and field_chars(beside) == ["end"]:
            element = beside
        else:
            return element


def _begin_of(separate: Root) -> Root | None:
    """The run in which a field begins whose result begins behind a run; None where that lies
    elsewhere, or holds words, too."""
    depth = 0
    for run in (separate, *separate.itersiblings(R, preceding=True)):
        for kind in reversed(field_chars(run)):
            depth += {"end": 1, "begin": -1}.get(kind or "", 0)
            if depth < 0:
                return run if not any(words for _, words in characters(run)) else None
    return None


def _outside(element: Root) -> Root:
    """The outermost revision of the paragraph that holds an element, else the element."""
    found = element
    for each in element.iterancestors():
        if each.tag == P:
            break
        if each.tag in _REVISIONS:
            found = each
    return found


def _put_before(element: Root, new: Root) -> None:
    if element.tag != P:
        element.addprevious(new)
        return
    properties = element.find(P_PROPERTIES)
    element.insert(0 if properties is None else element.index(properties) + 1, new)
