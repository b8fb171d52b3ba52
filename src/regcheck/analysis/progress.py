"""Coverage of two readings → what the later one gained, lost and weakened."""

from __future__ import annotations

from typing import Literal

import msgspec

from regcheck.analysis.commitments import Commitment, Element
from regcheck.analysis.coverage import Coverage, ElementCoverage
from regcheck.analysis.verdicts import Status

Step = Literal[
    "gained",
    "lost",
    "weakened",
    "contradicted",
    "lifted",
    "referred",
    "own-words",
    "strengthened",
    "eased",
    "same",
]
# How much of a promise a verdict keeps.
_WORTH: dict[Status, int] = {
    "covered": 2,
    "kept-by-reference": 2,
    "weakened": 1,
    "missing": 0,
    "contradicted": -1,
}
# What a reading did that keeps no more of a promise than the one before, by its own verdict.
_DOWN: dict[Status, Step] = {
    "contradicted": "contradicted",
    "weakened": "weakened",
    "missing": "lost",
    "kept-by-reference": "referred",
    "covered": "own-words",
}


class Progress(msgspec.Struct, frozen=True):
    """An element in two readings that are held against the same promises; `stronger` is whether
    the earlier one bound more than was promised."""

    commitment: Commitment
    element: Element
    before: Status
    after: ElementCoverage
    stronger: bool = False

    @property
    def step(self) -> Step:
        """What the later reading did to the element."""
        done = step(self.before, self.after.status)
        if done == "same" and self.stronger != self.after.stronger:
            return "strengthened" if self.after.stronger else "eased"
        return done


def progress(before: tuple[Coverage, ...], after: tuple[Coverage, ...]) -> tuple[Progress, ...]:
    """Every element of the later reading beside its verdict in the earlier one; both are held
    against the same promises."""
    known = {
        (*each.commitment.key, found.element.id): found
        for each in before
        for found in each.elements
    }
    return tuple(
        Progress(each.commitment, found.element, was.status, found, was.stronger)
        for each in after
        for found in each.elements
        for was in [known[*each.commitment.key, found.element.id]]
    )


def step(before: Status, after: Status) -> Step:
    """What it means for a promise that its verdict was `before` and is `after`."""
    if before == after or before not in _WORTH or after not in _WORTH:
        return "same"
    if _WORTH[after] > _WORTH[before]:
        return "lifted" if after == "missing" else "gained"
    return _DOWN[after]


class Share(msgspec.Struct, frozen=True):
    """How many elements of the promises that a regulation is confirmed to carry are kept."""

    kept: int
    total: int

    @property
    def ratio(self) -> float:
        """From 0 to 1; 1 where a regulation may provide none of them."""
        return self.kept / self.total if self.total else 1.0


def share(found: tuple[Coverage, ...]) -> Share | None:
    """The elements kept of all that a regulation can be held to; None where no promise is
    confirmed.

    A promise without elements counts as one that is not kept, what no regulation may provide does
    not count.
    """
    held = [
        each
        for each in found
        if each.commitment.carrier == "regulation" and each.status != "out-of-scope"
    ]
    if not held:
        return None
    return Share(sum(each.kept for each in held), sum(_weight(each) for each in held))


def _weight(coverage: Coverage) -> int:
    """How many elements a regulation can be held to."""
    if not coverage.elements:
        return 1
    return len(coverage.elements) - len(coverage.at("beyond-authority"))
