"""The values of WordprocessingML's elements."""

from __future__ import annotations

from regcheck.formats.docx.names import CELLS, DELETED, INSERTED, VAL, w
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.view import View

_OFF = ("0", "false", "off")
_DIGITS, _LARGEST = 20, 2**31 - 1


def value_of(element: Root | None, name: str) -> str | None:
    """The w:val of a child; None where there is none."""
    found = None if element is None else element.find(w(name))
    return None if found is None else found.get(VAL)


def in_view(properties: Root | None, view: View) -> Root | None:
    """Properties as they are, or in the original as they were before a revision changed them."""
    if properties is None or view.revisions != "original":
        return properties
    tag = str(properties.tag)
    before = properties.find(f"{tag}Change/{tag}")
    return properties if before is None else before


def is_dropped(tag: str, view: View) -> bool:
    """Whether the words that a revision puts in or takes out are not there in this view."""
    if tag in INSERTED or tag == CELLS[0]:
        return not view.keeps("inserted")
    return (tag in DELETED or tag == CELLS[1]) and not view.keeps("deleted")


def is_taken_away(properties: Root | None, view: View) -> bool:
    """Whether what has these properties is marked by a revision and not there in this view."""
    return properties is not None and any(is_dropped(str(each.tag), view) for each in properties)


def switched_on(element: Root | None) -> bool:
    """Whether an element that switches something is there and does not switch it off."""
    return element is not None and element.get(VAL, "1").lower() not in _OFF


def whole(written: str | None, default: int = 0) -> int:
    """A whole number as XML writes it, no larger than ST_DecimalNumber; the default where it is
    none."""
    try:
        number = int(written[:_DIGITS]) if written is not None else default
    except ValueError:
        return default
    return max(-_LARGEST, min(number, _LARGEST))
