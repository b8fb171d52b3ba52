"""Elements of WordprocessingML, as python-docx has none for them."""

from __future__ import annotations

from lxml import etree

from regcheck.formats.docx.names import WORD, XML_SPACE

_LATIN = "Times New Roman"

Element = etree._Element


def node(tag: str, /, *content: str | Element, **attributes: str | int) -> Element:
    """An element of WordprocessingML with attributes of that namespace."""
    made = etree.Element(f"{{{WORD}}}{tag}", nsmap={"w": WORD})
    for key, value in attributes.items():
        made.set(f"{{{WORD}}}{key}", str(value))
    for part in content:
        if isinstance(part, str):
            made.text = part
            made.set(XML_SPACE, "preserve")
        else:
            made.append(part)
    return made


def fonts(chinese: str, latin: str = _LATIN) -> Element:
    """The fonts of words; the hint gives “” and … the width that they have in Chinese."""
    return node("rFonts", ascii=latin, hAnsi=latin, eastAsia=chinese, cs=latin, hint="eastAsia")
