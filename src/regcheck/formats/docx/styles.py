"""styles.xml → what a style says of numbering and of the look of words.

Source: ECMA-376, Part 1, 17.7 (styles), 17.7.3 (toggle properties).
"""

from __future__ import annotations

import msgspec

from regcheck.formats.docx.names import P_PROPERTIES, R_PROPERTIES, VAL, w
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.values import switched_on, value_of, whole
from regcheck.formats.docx.view import Mark

_NO_FILL = ("", "auto", "ffffff")
# A hyperlink is underlined because it is one.
_HYPERLINK = "hyperlink"
# More styles than these no style rests on in a file that Word made.
_DEEPEST = 100


class NumberRef(msgspec.Struct, frozen=True):
    """Which list a paragraph belongs to, and its level (from 0); None where nothing is said."""

    num: str | None = None
    level: int | None = None

    def over(self, below: NumberRef) -> NumberRef:
        """What is said here, completed by what is said below."""
        num = below.num if self.num is None else self.num
        return NumberRef(num, below.level if self.level is None else self.level)


class Look(msgspec.Struct, frozen=True):
    """What run properties say; None where they say nothing."""

    hidden: bool | None = None
    strike: bool | None = None
    double: bool | None = None
    underline: bool | None = None
    shading: bool | None = None
    highlight: bool | None = None

    def over(self, below: Look) -> Look:
        """What is said here, completed by what is said below."""
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(below), strict=True)
        return Look(*(lower if upper is None else upper for upper, lower in pairs))

    def toggled(self, other: Look) -> Look:
        """A paragraph style's look under a character style's: what both switch on is off."""
        both = other.over(self)
        hidden = (self.hidden or False) ^ (other.hidden or False)
        return msgspec.structs.replace(
            both, hidden=hidden, strike=(self.strike or False) ^ (other.strike or False)
        )

    def marks(self) -> tuple[Mark, ...]:
        """The marks that a drafter may have set by hand."""
        found: dict[Mark, bool | None] = {
            "strike": self.strike or self.double,
            "underline": self.underline,
            "shading": self.shading,
            "highlight": self.highlight,
        }
        return tuple(mark for mark, there in found.items() if there)


class Style(msgspec.Struct, frozen=True):
    """One style as written, without what it is based on."""

    below: str | None
    number: NumberRef
    look: Look


class Styles:
    """The styles of a file, each with all that it is based on."""

    def __init__(self, root: Root | None) -> None:
        self._styles: dict[str, Style] = {}
        self._defaults = Look()
        self.paragraph: str | None = None
        self._looks: dict[tuple[str | None, str | None], Look] = {}
        if root is None:
            return
        defaults = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{R_PROPERTIES}")
        self._defaults = look(defaults)
        for each in root.iterchildren(w("style")):
            self._add(each)

    def _add(self, style: Root) -> None:
        name = style.get(w("styleId"))
        if name is None:
            return
        written = Style(
            value_of(style, "basedOn"),
            number_ref(style.find(P_PROPERTIES)),
            look(style.find(R_PROPERTIES)),
        )
        if (value_of(style, "name") or name).lower() == _HYPERLINK:
            written = msgspec.structs.replace(
                written, look=msgspec.structs.replace(written.look, underline=None)
            )
        self._styles.setdefault(name, written)
        default = style.get(w("default"), "0") not in ("0", "false", "off")
        if style.get(w("type")) == "paragraph" and default:
            self.paragraph = self.paragraph or name

    def chain(self, name: str | None) -> list[str]:
        """A style and what it is based on, by name, the nearest first; a circle ends where it
        closes."""
        found: list[str] = []
        while name in self._styles and name not in found and len(found) < _DEEPEST:
            found.append(name)
            name = self._styles[name].below
        return found

    def number(self, name: str | None) -> NumberRef:
        """The list that a paragraph style puts its paragraphs in."""
        ref = NumberRef()
        for each in self.chain(name or self.paragraph):
            ref = ref.over(self._styles[each].number)
        return ref

    def look(self, paragraph: str | None, run: str | None) -> Look:
        """How words look in a paragraph style and a character style."""
        key = paragraph, run
        if key not in self._looks:
            looks = [self._look(paragraph or self.paragraph), self._look(run)]
            self._looks[key] = looks[0].toggled(looks[1]).over(self._defaults)
        return self._looks[key]

    def _look(self, name: str | None) -> Look:
        found = Look()
        for each in self.chain(name):
            found = found.over(self._styles[each].look)
        return found


def look(properties: Root | None) -> Look:
    """What a w:rPr says itself."""
    if properties is None or not len(properties):
        return Look()
    found: dict[str, bool] = {}
    for each in properties:
        match each.tag:
            case _Tags.VANISH:
                found["hidden"] = switched_on(each)
            case _Tags.STRIKE:
                found["strike"] = switched_on(each)
            case _Tags.DOUBLE:
                found["double"] = switched_on(each)
            case _Tags.UNDERLINE:
                found["underline"] = each.get(VAL, "single") != "none"
            case _Tags.SHADING:
                found["shading"] = each.get(w("fill"), "").lower() not in _NO_FILL
            case _Tags.HIGHLIGHT:
                found["highlight"] = each.get(VAL, "none") != "none"
    return Look(**found)


class _Tags:
    VANISH = w("vanish")
    STRIKE = w("strike")
    DOUBLE = w("dstrike")
    UNDERLINE = w("u")
    SHADING = w("shd")
    HIGHLIGHT = w("highlight")


def number_ref(properties: Root | None) -> NumberRef:
    """What a w:pPr says of numbering."""
    found = None if properties is None else properties.find(w("numPr"))
    if found is None:
        return NumberRef()
    level = value_of(found, "ilvl")
    return NumberRef(value_of(found, "numId"), whole(level) if level is not None else None)
