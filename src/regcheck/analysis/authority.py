"""Document → the level of the body that makes it: what it may provide at all.

《中华人民共和国立法法》第八十条、第八十一条、第八十四条、第八十五条、第九十一条、第九十三条 (2023).
"""

from __future__ import annotations

import re
from typing import Literal

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
# 人民检察院刑事诉讼规则
_COURTS = re.compile("^(?:最高)?人民(?:法院|检察院)|^国务院")
# 沈阳市……条例；北京市、上海市、天津市、重庆市 are provinces.
_CITY = re.compile(
    "^(?!北京市|上海市|天津市|重庆市|城市|贵州省)[^省区]{1,8}(?:(?<!城)市|自治州|州|盟)"
)


# 未按照规定、未依法：说的是违法行为，不是依据。
_DENIED = re.compile("(?:未|不|没有)(?:依法|依照|按照|根据|按|经依法)")
_BASIS = re.compile(
    "依法|依照|依规|按照[^。；]{0,12}规定|法律[^。；]{0,12}(?:规定|另有)|国家(?:有关)?规定|《"
)


def without_denied(words: str) -> str:
    """The words without what is said not to be done: 未按照规定 names no basis."""
    return _DENIED.sub("□□", words)


def founded(words: str) -> bool:
    """Whether a sentence says under which law or rule it acts."""
    return bool(_BASIS.search(without_denied(words)))


def authority(document: Document) -> Authority:
    """The level of a text by its kind and title; provincial where neither says.

    A rule of a local government counts as `department`: both may set a warning, public criticism
    and a fine only (行政处罚法 13(2), 14(2), 2021).
    """
    if _COURTS.search(document.title):
        return "national"
    known = _BY_KIND.get(document.kind)
    if known:
        return known
    return "municipal" if _CITY.match(document.title) else "provincial"
