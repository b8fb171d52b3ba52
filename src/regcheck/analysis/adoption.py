"""When a text was adopted and amended, by its 题注, and since when it is in force."""

from __future__ import annotations

import datetime
import re

from regcheck.analysis.outline import Outline
from regcheck.data import pattern
from regcheck.model import Document

# A commencement stands in one of so many last articles.
_LAST = 3
_COMMENCEMENT = re.compile(
    r"自(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日起(?:施行|实施|生效)"
)


def adopted_on(document: Document) -> tuple[datetime.date, ...]:
    """The dates of the 题注, as it tells them; none for a draft."""
    note = "".join(document.source.slice(span) for span in document.front)
    found = (
        date_of(each["year"], each["month"], each["day"])
        for each in pattern("commencement", "adoption").finditer(note)
    )
    return tuple(day for day in found if day)


def commences_on(document: Document, outline: Outline) -> datetime.date | None:
    """The day named in the last articles: 自2008年1月1日起施行. None where none is."""
    for article in outline.articles[: -_LAST - 1 : -1]:
        match = _COMMENCEMENT.search(document.source.slice(article.span))
        if match:
            return date_of(match["year"], match["month"], match["day"])
    return None


def date_of(year: str, month: str, day: str) -> datetime.date | None:
    """The date; None where there is no such day."""
    try:
        return datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
