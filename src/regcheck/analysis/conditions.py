"""Clause → whether it states a condition: ……的，/……时，."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from regcheck.data import table
from regcheck.text import Span

# How far before a place its condition is looked for.
_NEAR = 500


class Conditions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the clauses of conditions end, as data/frames.toml tells; the last two are of the items
    that list conduct."""

    ends: tuple[str, ...]
    not_ends: tuple[str, ...]
    item_ends: tuple[str, ...]
    not_in_item: str

    def stated(self, clause: str) -> bool:
        """Whether a clause before a comma states a condition."""
        return clause.endswith(self.ends) and not clause.endswith(self.not_ends)

    def listed(self, clause: str) -> bool:
        """Whether the last clause of an item tells a conduct: （三）被查封的；"""
        ends_so = clause.endswith(self.item_ends) and not clause.endswith(self.not_ends)
        return ends_so and self.not_in_item not in clause


@cache
def conditions() -> Conditions:
    """The conditions of data/frames.toml."""
    return msgspec.convert(table("frames")["condition"], Conditions)


def condition_before(text: str, sentence: Span, offset: int) -> str | None:
    """The clauses of a sentence before a place, up to the last that states a condition."""
    words = text[max(sentence.start, offset - _NEAR) : offset]
    found = _last_condition().match(words)
    return found[0].strip() or None if found and _condition_mark().search(words) else None


@cache
def _last_condition() -> re.Pattern[str]:
    """All words up to the last end of a condition; a clause that they break off in may be one."""
    others = "".join(f"(?<!{re.escape(end)})" for end in conditions().not_ends)
    return re.compile(rf"(?s:.*)(?:{_ends()}){others}(?=[，,：:。；;]|\Z)")


@cache
def _condition_mark() -> re.Pattern[str]:
    """The end of a condition with its mark: without one there is none, not even one broken off."""
    return re.compile(f"(?:{_ends()})[，,：:；;]")


def _ends() -> str:
    return "|".join(map(re.escape, conditions().ends))
