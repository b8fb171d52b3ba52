"""Words of a promise → how firm it is: a concrete act, or a direction."""

from __future__ import annotations

import re
from typing import Literal

from regcheck.data import expression

_CLAUSE_END = re.compile("[，；。：、]")


def strength_of(words: str) -> Literal["measure", "direction"] | None:
    """How firm the firmest clause of a sentence is; None where none has such a verb.

    A verb that begins a clause counts (健全机制), one that can only be an act anywhere
    (指导各区组建公司).
    """
    if expression("letter", "strength", "act").search(words):
        return "measure"
    adverb = expression("letter", "strength", "adverb")
    clauses = [adverb.sub("", clause) for clause in _CLAUSE_END.split(words)]
    names: tuple[Literal["measure", "direction"], ...] = ("measure", "direction")
    for name in names:
        verb = expression("letter", "strength", name)
        if any(verb.match(clause) for clause in clauses):
            return name
    return None
