"""Document → the level of the body that makes it: what it may provide at all.

《中华人民共和国立法法》第八十条、第八十一条、第八十四条、第八十五条、第九十一条、第九十三条 (2023).
"""

from __future__ import annotations

from typing import Literal

from regcheck.data import expression
from regcheck.model import Document, Kind

Authority = Literal[
    "national", "provincial", "municipal", "department", "special_zone", "autonomous"
]
# Those that may vary what the upper law says.
VARYING: frozenset[Authority] = frozenset({"special_zone", "autonomous"})
_BY_KIND: dict[Kind, Authority] = {
    "law": "national",
    "administrative_regulation": "national",
    "judicial_interpretation": "national",
    "special_zone_regulation": "special_zone",
    "autonomous_regulation": "autonomous",
    "departmental_rule": "department",
    "local_government_rule": "department",
}


def without_denied(words: str) -> str:
    """The words without what is said not to be done: 未按照规定 names no basis."""
    return expression("frames", "basis", "denied").sub("□□", words)


def founded(words: str) -> bool:
    """Whether a sentence says under which law or rule it acts."""
    return bool(expression("frames", "basis", "named").search(without_denied(words)))


def authority(document: Document) -> Authority:
    """The level of a text by its kind and title; provincial where neither says.

    A rule of a local government counts as `department`: both may set a warning, public criticism
    and a fine only (行政处罚法 13(2), 14(2), 2021).
    """
    if expression("frames", "level", "courts").search(document.title):
        return "national"
    known = _BY_KIND.get(document.kind)
    if known:
        return known
    city = expression("frames", "level", "city").match(document.title)
    return "municipal" if city else "provincial"
