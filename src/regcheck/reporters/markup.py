"""Elements of XML and HTML; the escaping is left to the standard library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

# What XML 1.0 §2.2 leaves out of Char, and the controls it discourages, which HTML forbids.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)


def well_formed(text: str) -> str:
    """The text with U+FFFD for each character that no document may hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def without_forbidden(text: str) -> str:
    """The text without the characters that no document may hold."""
    return _FORBIDDEN.sub("", text)


def element(
    name: str, attributes: Mapping[str, str] | None = None, *content: str | Element
) -> Element:
    """An element with texts and elements in their order."""
    made = Element(name, {key: well_formed(each) for key, each in (attributes or {}).items()})
    for part in content:
        if isinstance(part, Element):
            made.append(part)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + well_formed(part)
        else:
            made.text = (made.text or "") + well_formed(part)
    return made
