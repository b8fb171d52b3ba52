"""styles.xml → what a style says of numbering and of the look of words.

Source: ECMA-376, Part 1, 17.7 (styles), 17.7.3 (toggle properties).
"""

from __future__ import annotations

import msgspec

from regcheck.formats.docx.names import P_PROPERTIES, R_PROPERTIES, VAL, w
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.values import switched_on, value_of, whole
from regcheck.formats.docx.view import Mark

_NO_FILL, _NO_PATTERN, _NO_HIGHLIGHT = ("", "auto", "ffffff"), ("clear", "nil"), ("none", "white")
# A hyperlink is underlined because it is one.
_HYPERLINKS = ("hyperlink", "followedhyperlink")
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
        if self is _SILENT:
            return below
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(below), strict=True)
        return Look(*(lower if upper is None else upper for upper, lower in pairs))

    def toggled(self, other: Look) -> Look:
        """A paragraph style's look under a character style's: what both switch on is off."""
        both = other.over(self)
        if self.hidden is None or other.hidden is None:
            return both
        return msgspec.structs.replace(both, hidden=self.hidden ^ other.hidden)

    def marks(self) -> tuple[Mark, ...]:
        """The marks that a drafter may have set by hand."""
        found: dict[Mark, bool | None] = {
            "strike": self.strike or self.double,
            "underline": self.underline,
            "shading": self.shading,
            "highlight": self.highlight,
        }
        return tuple(mark for mark, there in found.items() if there)


_SILENT = Look()


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
        self._run_looks: dict[str | None, Look] = {}
        self._numbers: dict[str | None, NumberRef] = {}
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
        if (value_of(style, "name") or name).lower().replace(" ", "") in _HYPERLINKS:
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
        name = name or self.paragraph
        if name not in self._numbers:
            ref = NumberRef()
            for each in self.chain(name):
                ref = ref.over(self._styles[each].number)
            self._numbers[name] = ref
        return self._numbers[name]

    def look(self, paragraph: str | None, run: str | None) -> Look:
        """How words look in a paragraph style and a character style."""
        key = paragraph, run
        if key not in self._looks:
            named = self.run_look(paragraph or self.paragraph).toggled(self.run_look(run))
            self._looks[key] = named.over(self._defaults)
        return self._looks[key]

    def run_look(self, name: str | None) -> Look:
        """What a style says of the look of words, with all that it is based on."""
        if name not in self._run_looks:
            found = Look()
            for each in self.chain(name):
                found = found.over(self._styles[each].look)
            self._run_looks[name] = found
        return self._run_looks[name]


def look(properties: Root | None) -> Look:
    """What a w:rPr says itself."""
    if properties is None or not len(properties):
        return _SILENT
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
                pattern = each.get(VAL, "clear") not in _NO_PATTERN
                found["shading"] = pattern or each.get(w("fill"), "").lower() not in _NO_FILL
            case _Tags.HIGHLIGHT:
                found["highlight"] = each.get(VAL, "none") not in _NO_HIGHLIGHT
    return Look(**found) if found else _SILENT


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
