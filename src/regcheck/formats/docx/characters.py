"""A run → its characters: the order in which `Place.char` counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.formats.docx.names import ALTERNATE, CHOICE, FALLBACK, R_PROPERTIES, XML_SPACE, w
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.symbols import PRIVATE, private, symbol
from regcheck.formats.docx.values import value_of

# A break to a new page or column: a new line where words stand on both sides of it.
BREAK = "\f"
# m² is no m2: figures that are raised or lowered, each for one character
_RAISED = {
    "superscript": str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"),
    "subscript": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"),
}
# What may be a symbol, depending on the font.
_SYMBOLIC = re.compile(f"[!-\xff{chr(PRIVATE)}-{chr(PRIVATE + 0xFF)}]")
_BLANKS = " \t\r\n"
_AS_BLANKS = str.maketrans("\t\r\n", "   ")
_TEXT = frozenset({w("t"), w("delText")})
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("cr"): "\n", w("noBreakHyphen"): "-"}
_BR = w("br")
_KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
# emoji have an element of their own, in whose namespace its attributes stand, too
_EMOJI = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
_SYMS = {w("sym"): w(""), f"{_EMOJI}symEx": _EMOJI}
_PAGES = ("page", "column")
_PRIVATE_USE, _UNKNOWN = "\ue000", "\ufffd"


def characters(run: Root) -> Iterator[tuple[Root, str]]:
    """The children of a run with what each shows; "" for one that shows no character itself."""
    for child in run:
        yield child, shown(child)


def shown(child: Root) -> str:
    """What one child of a run shows as characters."""
    if child.tag == ALTERNATE:
        return "".join(map(shown, taken(child)))
    if child.tag in _TEXT:
        return _words(child)
    if child.tag == _BR:
        return BREAK if child.get(w("type")) in _PAGES else "\n"
    if child.tag in _SYMS:
        return _sign(child)
    return _SIGNS.get(str(child.tag), "")


def taken(alternate: Root) -> Root:
    """The branch of alternate content that is read: the first choice in namespaces that Word knows,
    else the fallback."""
    found = next(filter(_is_known, alternate.iterchildren(CHOICE)), None)
    found = alternate.find(FALLBACK) if found is None else found
    return alternate if found is None else found


def _is_known(choice: Root) -> bool:
    spaces = (choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split())
    return all(space.startswith(_KNOWN) for space in spaces)


def stored(text: Root) -> str:
    """The words of a w:t as the file holds them; blanks around them count only where it says so."""
    words = text.text or ""
    return words if text.get(XML_SPACE) == "preserve" else words.strip(_BLANKS)


def _words(text: Root) -> str:
    """The words of a w:t as they are shown, each character for one that is stored."""
    words = stored(text).translate(_AS_BLANKS)
    if _SYMBOLIC.search(words):
        words = _looking(words, text.find(f"../{R_PROPERTIES}"))
    return words


def _looking(words: str, properties: Root | None) -> str:
    """Letters and figures as the run shows them: in a symbol font, raised or lowered."""
    if properties is None:
        return words
    fonts = properties.find(w("rFonts"))
    font = "" if fonts is None else fonts.get(w("ascii"), "")
    words = symbol(private(words, font), font)
    return words.translate(_RAISED.get(value_of(properties, "vertAlign") or "", {}))


def _sign(sym: Root) -> str:
    names = _SYMS[str(sym.tag)]
    font = sym.get(f"{names}font", "?")
    try:
        code = int(sym.get(f"{names}char", ""), 16)
        char = private(chr(code), font)
        char.encode()
    except (ValueError, OverflowError):
        return _UNKNOWN
    return symbol(char, font) if char.isprintable() or char >= _PRIVATE_USE else _UNKNOWN
