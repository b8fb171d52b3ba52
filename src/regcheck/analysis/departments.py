"""The names of public bodies in data/departments.toml, and the expressions that find them."""

from __future__ import annotations

import datetime
import re
from functools import cache

import msgspec

from regcheck.data import table


class Names(msgspec.Struct, frozen=True):
    """Names that should be written otherwise, with what to write, and what finds them."""

    instead: dict[str, str]
    pattern: re.Pattern[str]


class Departments(msgspec.Struct, frozen=True):
    """The short names, and those that are no longer in use since a day; and the ways to call one
    body, of which a text should keep to one."""

    short: Names
    former: Names
    since: datetime.date
    same: tuple[re.Pattern[str], ...]

    @property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """All expressions that find a name."""
        return (self.short.pattern, self.former.pattern, *self.same)


@cache
def departments() -> Departments:
    """The names that are known."""
    file = table("departments")
    former = dict(file["former"])
    since = former.pop("since")
    words = file["suffix"]["words"]
    same = (sorted(each["names"], key=len, reverse=True) for each in file["same"])
    patterns = tuple(re.compile(f"(?:{'|'.join(names)}){words}") for names in same)
    return Departments(_names(file["short"]), _names(former), since, patterns)


def _names(instead: dict[str, str]) -> Names:
    """Some names, longer ones first; 规划国土资源部门, 原… are other bodies."""
    ordered = "|".join(sorted(instead, key=len, reverse=True))
    return Names(instead, re.compile(f"(?<!规划)(?<!生态)(?<!原)(?:{ordered})"))
