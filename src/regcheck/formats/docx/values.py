"""The values of WordprocessingML's elements."""

from __future__ import annotations

from regcheck.formats.docx.names import VAL, w
from regcheck.formats.docx.package import Root

_OFF = ("0", "false", "off")


def value_of(element: Root | None, name: str) -> str | None:
    """The w:val of a child; None where there is none."""
    found = None if element is None else element.find(w(name))
    return None if found is None else found.get(VAL)


def switched_on(element: Root | None) -> bool:
    """Whether an element that switches something is there and does not switch it off."""
    return element is not None and element.get(VAL, "1").lower() not in _OFF


def whole(written: str | None, default: int = 0) -> int:
    """A whole number as XML writes it; the default where it is none."""
    try:
        return int(written) if written is not None else default
    except ValueError:
        return default
