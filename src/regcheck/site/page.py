"""Pages of the site as values, the links between them, and what they become."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element, tostring

import msgspec

from regcheck.reporters.frame import printable
from regcheck.reporters.markup import element

# What stands in one cell of a table.
Cell = str | Element | list[str | Element]
_LINE_END = re.compile(r"\r\n?")
# How a link to a page of the site begins until it is known where it stands.
_INSIDE = "site:/"
# Attributes that name places.
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")


class Page(msgspec.Struct, frozen=True):
    """One page: its place below the root of the site, its title, what stands in it.

    `banner` says which text it is of; `data` describes it for programs (JSON-LD); `searched` is
    false for pages that only repeat others; `boost` is how much its hits count there.
    """

    uri: str
    title: str
    main: Element
    banner: str = ""
    data: Mapping[str, Any] | None = None
    searched: bool = True
    boost: float = 1


class Branch(msgspec.Struct, frozen=True):
    """A branch of the navigation: a page, and the branches below it.

    What is `listed` is one of many of its kind, of which a long row shows some.
    """

    title: str
    page: Page
    below: tuple[Branch, ...] = ()
    listed: bool = False


class File(msgspec.Struct, frozen=True):
    """A file beside the pages, for programs."""

    uri: str
    data: bytes


class DeadLink(msgspec.Struct, frozen=True):
    """A link that leads nowhere: the page with it, and where it would lead."""

    page: str
    target: str


def link(uri: str, anchor: str = "") -> str:
    """A link to a page by its place below the root."""
    return f"{_INSIDE}{uri}#{anchor}" if anchor else f"{_INSIDE}{uri}"


def href(target: str, page: str) -> str:
    """A link as it stands in a page: relative, escaped, so that it works from a disk."""
    if not target.startswith(_INSIDE):
        return target
    uri, _, anchor = target.removeprefix(_INSIDE).partition("#")
    relative = "" if uri == page else _relative(uri, posixpath.dirname(page))
    return f"{relative}#{quote(anchor)}" if anchor else relative or quote(posixpath.basename(uri))


@lru_cache(maxsize=1 << 16)  # every page of a folder lists the same others
def _relative(uri: str, folder: str) -> str:
    return quote(posixpath.relpath(uri, folder or "."))


def markup(page: Page) -> str:
    """What stands in a page, as HTML; the links of its elements are made relative for good."""
    for each in page.main.iter():
        for name in _LINKS:
            if target := each.get(name):
                each.set(name, href(target, page.uri))
    written: str = tostring(page.main, encoding="unicode", method="html")
    return written


def dead_links(pages: Iterable[Page], files: Iterable[str] = ()) -> Iterator[DeadLink]:
    """The links of pages that lead to no page, no file and no anchor; read before `markup`."""
    listed = tuple(pages)
    anchors = {page.uri: {each.get("id") for each in page.main.iter()} for page in listed}
    known = {*anchors, *files}
    for page in listed:
        for target in sorted(_targets(page)):
            uri, _, anchor = target.partition("#")
            if uri not in known or (anchor and anchor not in anchors.get(uri, ())):
                yield DeadLink(page.uri, target)


def _targets(page: Page) -> set[str]:
    found = {target for each in page.main.iter() for name in _LINKS if (target := each.get(name))}
    inside = {each.removeprefix(_INSIDE) for each in found if each.startswith(_INSIDE)}
    return inside | {f"{page.uri}{each}" for each in found if each.startswith("#")}


def shown(text: str) -> str:
    """Words of a draft as a page shows them: lines end in one way, and what has no shape of its
    own is told or left out."""
    return printable(_LINE_END.sub("\n", text))


def div(kind: str, *content: str | Element, **attributes: str) -> Element:
    """A `div` of a class."""
    return element("div", {"class": kind, **attributes}, *content)


def anchor_to(target: str, *content: str | Element, **attributes: str) -> Element:
    """A link."""
    return element("a", {"href": target, **attributes}, *content)


def section(kind: str, *content: Element) -> Element:
    """A part of a page beside the words of the draft, which the search leaves out."""
    return element("section", {"class": kind, "data-search-exclude": ""}, *content)


def filled(
    heads: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> tuple[list[str], list[list[Cell]]]:
    """The heads and the rows of a table without the columns that are empty in every row."""
    used = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    return [heads[place] for place in used], [[row[place] for place in used] for row in rows]


def rows_table(
    caption: str,
    heads: Iterable[str],
    rows: Iterable[Sequence[Cell]],
    kind: str = "list",
) -> Element:
    """A table with a caption and the scopes of its heads; the first cell of a row is its head."""
    names = tuple(heads)
    body = element("tbody", {}, *(_line(names, row) for row in rows))
    columns = (element("th", {"scope": "col"}, head) for head in names)
    table = element(
        "table",
        {"class": kind},
        element("caption", {}, caption),
        element("thead", {}, element("tr", {}, *columns)),
        body,
    )
    # a wide table scrolls by itself, with the keyboard too
    return element(
        "div",
        {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption},
        table,
    )


def _line(heads: tuple[str, ...], row: Sequence[Cell]) -> Element:
    """A row; each cell knows its head, which a narrow screen shows above it."""
    line = element("tr")
    for place, (head, cell) in enumerate(zip(heads, row, strict=True)):
        content = cell if isinstance(cell, list) else [cell]
        if place:
            line.append(element("td", {"data-head": head}, *content))
        else:
            line.append(element("th", {"scope": "row"}, *content))
    return line
