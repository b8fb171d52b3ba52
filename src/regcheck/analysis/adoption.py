"""When a text was adopted and amended, by its 题注."""

from __future__ import annotations

import datetime

from regcheck.data import pattern
from regcheck.model import Document


def adopted_on(document: Document) -> tuple[datetime.date, ...]:
    """The dates of the 题注, as it tells them; none for a draft."""
    note = "".join(document.source.slice(span) for span in document.front)
    found = (
        date_of(each["year"], each["month"], each["day"])
        for each in pattern("commencement", "adoption").finditer(note)
    )
    return tuple(day for day in found if day)


def date_of(year: str, month: str, day: str) -> datetime.date | None:
    """The date; None where there is no such day."""
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
