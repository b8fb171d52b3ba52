"""Read a Word file for a test, and check what must hold of every one: where each character is."""

from __future__ import annotations

import re
from functools import cache
from typing import Unpack

from lxml import etree

from regcheck.diagnostic import RegcheckError
from regcheck.formats.docx.reading import Opened, read_docx
from regcheck.formats.docx.view import View
from regcheck.text import Docx
from tests.word import NAMESPACES, STRICT, Parts, package, unzipped, zipped

FINAL, ORIGINAL = View(revisions="final"), View(revisions="original")
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "br": "\n",
    "noBreakHyphen": "-",
}
# Any character: what a w:sym stands for, or what shows nothing.
_ANY = "\uffff"
_WORD = (NAMESPACES["w"], STRICT)
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def read(body: str, view: View = FINAL, **parts: Unpack[Parts]) -> Opened:
    """A body, read and checked."""
    return checked(package(body, **parts), view)


def text(body: str, view: View = FINAL, **parts: Unpack[Parts]) -> str:
    return read(body, view, **parts).source.text


def shown(body: str, view: View = FINAL, **parts: Unpack[Parts]) -> list[str]:
    """The lines of a body without their ends."""
    return text(body, view, **parts).splitlines()


def both(body: str, **parts: Unpack[Parts]) -> tuple[str, str]:
    """The text of the original, and the final text."""
    return text(body, ORIGINAL, **parts), text(body, FINAL, **parts)


def beside(opened: Opened) -> Docx:
    assert opened.source.docx is not None
    return opened.source.docx


def checked(data: bytes, view: View = FINAL) -> Opened:
    """A package, read; every character stands where the map says."""
    opened = read_docx(data, "甲.docx", view)
    assert_tiled(opened)
    found = opened.source.text
    assert not found or found.endswith("\n")
    made = _made(opened, data)
    content = b"".join(unzipped(data).values())
    if b"numPr" not in content and b"oMath" not in content:
        assert [line for line in made if line.strip(" ") and line[0] != "|"] == []
    return opened


def assert_tiled(opened: Opened) -> None:
    """The stretches follow each other from the beginning of the text to its end."""
    end = 0
    for stretch in opened.places.stretches:
        assert stretch.span.start == end
        assert stretch.span.end > end
        end = stretch.span.end
    assert end == len(opened.source.text)


def refused(data: bytes, path: str = "草案.docx") -> RegcheckError | None:
    """How a file is refused, in Chinese and with its path; None where it is read."""
    try:
        assert_tiled(read_docx(data, path))
    except RegcheckError as error:
        assert path in error.message, error.message
        assert re.search("[一-鿿]{2}", error.message.replace(path, "")), error.message
        return error
    return None


def outcome(members: dict[str, bytes]) -> str | None:
    """The text of a package that may be refused."""
    data = zipped(members)
    return None if refused(data) else read_docx(data, "草案.docx").source.text


def _made(opened: Opened, data: bytes) -> list[str]:
    """Check each character that a run holds; what no run holds comes back, line by line."""
    parts = unzipped(data)

    @cache
    def paragraphs(name: str) -> list[list[etree._Element]]:
        root = etree.fromstring(parts[name.lstrip("/")], _SAFE)
        return [_within(paragraph, "r", "p") for paragraph in _all(root, "p")]

    lines, start = [], 0
    for line in opened.source.text.splitlines(keepends=True):
        made = "|" if line.startswith("|") else ""
        for offset, character in enumerate(line, start):
            place = opened.places.at(offset)
            if place.run < 0:
                made += character.rstrip("\n")
                continue
            run = paragraphs(place.part)[place.paragraph][place.run]
            held = {
                each[place.char]
                for each in (_characters(run, True), _characters(run, False))
                if 0 <= place.char < len(each)
            }
            # a row is one line: what ends a line, or moves it, is a space there
            held |= {" "} if made.startswith("|") and held & {"\n", "\t"} else set()
            assert held & {character, _ANY}, f"{character!r} at {place}, where {held} stands"
        lines.append(made)
        start += len(line)
    return lines


def _characters(run: etree._Element, all_counted: bool) -> list[str]:
    """The characters of a run, or without those that may show nothing."""
    found: list[str] = []
    for element in _within(run, "*", "r"):
        name = _name(element)
        if name in ("t", "delText"):
            found += _words(element)
        elif name == "softHyphen" or (name == "br" and _type(element) != "textWrapping"):
            found += [_ANY] * all_counted
        elif name == "sym":
            found.append(_ANY)
        elif name in _CHARACTERS:
            found.append(_CHARACTERS[name])
    return found


def _words(element: etree._Element) -> str:
    """The words of a w:t: blanks at its ends count only where it says so."""
    words = re.sub("[\t\r\n]", " ", str(element.xpath("string()")))
    kept = element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    return words if kept else words.strip(" ")


def _within(above: etree._Element, name: str, owner: str) -> list[etree._Element]:
    """The elements of a name whose nearest `owner` above is this one, in order."""
    found = []
    for element in _all(above, name):
        nearest = next((each for each in element.iterancestors() if _name(each) == owner), None)
        if nearest is above:
            found.append(element)
    return found


def _all(above: etree._Element, name: str) -> list[etree._Element]:
    return [each for each in above.iter() if name in ("*", _name(each)) and _name(each)]


def _name(element: etree._Element) -> str:
    """The local name of an element of Word's own namespace; nothing for another."""
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    return name.localname if name.namespace in _WORD else ""


def _type(element: etree._Element) -> str:
    values = (value for key, value in element.attrib.items() if str(key).endswith("}type"))
    return str(next(values, "textWrapping"))
