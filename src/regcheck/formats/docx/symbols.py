"""Characters of symbol fonts, which Word keeps in Unicode's private area.

Source: the code charts of Symbol, Wingdings and Wingdings 2 as Unicode maps them.
"""

from __future__ import annotations

PRIVATE = 0xF000
_SYMBOL = {0xB7: "•", 0xB4: "×", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB0: "°", 0xA5: "∞", 0x6D: "μ"}
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "❑",
    0x74: "⧫",
    0x75: "◆",
    0x76: "❖",
    0x77: "⬥",
    0x9F: "•",
    0xA1: "○",
    0xA7: "▪",
    0xA8: "□",
    0xD8: "➢",
    0xE8: "➔",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x98: "⬥", 0xA3: "□"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(text: str, font: str = "") -> str:
    """The text with private characters as Unicode has them; what is not known stays.

    Without a font a bullet of Symbol or Wingdings is meant.
    """
    table = _FONTS.get(font.lower()) or ({} if font else {**_WINGDINGS, **_SYMBOL})
    return "".join(table.get(ord(char) - PRIVATE, char) for char in text)


def private(text: str, font: str) -> str:
    """The text as Word keeps it: in a symbol font the codes of letters are those of symbols."""
    if not is_symbol_font(font):
        return text
    return "".join(chr(ord(char) | PRIVATE) if " " < char <= "\xff" else char for char in text)


def is_symbol_font(font: str) -> bool:
    """Whether the characters of a font are symbols, whatever their codes."""
    return font.lower() in _FONTS
