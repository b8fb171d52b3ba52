"""The names of public bodies in data/departments.toml, and the expressions that find them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache

import msgspec

from regcheck.data import table


class Departments(msgspec.Struct, frozen=True):
    """What to write for a short name and for one that is no longer in use since a day; and the
    ways to call one body, of which a text should keep to one."""

    short: dict[str, str]
    former: dict[str, str]
    since: datetime.date
    same: tuple[re.Pattern[str], ...]

    @property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """All expressions that find a name."""
        return (named(self.short), named(self.former), *self.same)


@cache
def departments() -> Departments:
    """The names that are known."""
    file = table("departments")
    former = dict(file["former"])
    since = former.pop("since")
    words = file["suffix"]["words"]
    same = (sorted(each["names"], key=len, reverse=True) for each in file["same"])
    patterns = tuple(re.compile(f"(?:{'|'.join(names)}){words}") for names in same)
    return Departments(file["short"], former, since, patterns)


def named(names: Iterable[str]) -> re.Pattern[str]:
    """An expression for some names, longer ones first; 规划国土资源部门, 原… are other bodies."""
    ordered = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(f"(?<!规划)(?<!生态)(?<!原)(?:{ordered})")
