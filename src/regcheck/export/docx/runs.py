"""The paragraphs and runs of a part, found by the numbers that a place gives."""

from __future__ import annotations

from regcheck.formats.docx.inline import own_runs
from regcheck.formats.docx.names import BOX, P, R, w
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.places import Place

_FIELD, _SIMPLE = w("fldChar"), w("fldSimple")


class Runs:
    """The runs of a part as it was read; to be asked before anything is changed in it."""

    def __init__(self, root: Root) -> None:
        self._paragraphs = tuple(root.iter(P))
        self._numbers = {each: number for number, each in enumerate(self._paragraphs)}
        self._runs: dict[int, tuple[Root, ...]] = {}
        self.in_fields = _in_fields(root)

    def of(self, paragraph: int) -> tuple[Root, ...]:
        """The runs of a paragraph, in order."""
        if paragraph not in self._runs:
            self._runs[paragraph] = tuple(own_runs(self._paragraphs[paragraph]))
        return self._runs[paragraph]

    def run(self, place: Place) -> Root:
        """The run in which a character stands; the place is none that Word makes."""
        return self.of(place.paragraph)[place.run]

    def boxed(self, place: Place) -> bool:
        """Whether a place lies in a text box."""
        return next(self._paragraphs[place.paragraph].iterancestors(BOX), None) is not None

    def holder(self, place: Place) -> Root:
        """The paragraph of a place; for one in a text box, the paragraph on which the box hangs."""
        paragraph = self._paragraphs[place.paragraph]
        box = next(reversed(list(paragraph.iterancestors(BOX))), None)
        above = None if box is None else next(box.iterancestors(P), None)
        return paragraph if above is None else above

    def number(self, paragraph: Root) -> int:
        """Which paragraph of the part it is."""
        return self._numbers[paragraph]


def field_chars(run: Root) -> list[str | None]:
    """What a run says of fields, in order: begin, separate, end."""
    return [each.get(w("fldCharType")) for each in run.iterchildren(_FIELD)]


def _in_fields(root: Root) -> frozenset[Root]:
    """The runs of fields that have an end: what they hold is counted anew now and then."""
    runs, begun = list(root.iter(R)), list[int]()
    found = {run for simple in root.iter(_SIMPLE) for run in simple.iter(R)}
    for number, run in enumerate(runs):
        for kind in field_chars(run):
            if kind == "begin":
                begun.append(number)
            elif kind == "end" and begun:
                found.update(runs[begun.pop() : number + 1])
    return frozenset(found)
