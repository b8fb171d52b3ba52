"""What a line of the text is made of, and how lines become the text with its map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from regcheck.formats.docx.places import OffsetMap, Place, Stretch
from regcheck.text import Aside, AsideKind, Link, Span


class Fragment(msgspec.Struct, frozen=True):
    """Characters that follow each other in one run, or that Word makes."""

    text: str
    place: Place


class Mark(msgspec.Struct, frozen=True):
    """A point between characters where something begins, ends or is noted."""

    kind: Literal[
        "comment-start", "comment-end", "comment", "footnote", "endnote",
        "bookmark", "link", "link-end", "box", "box-end",
    ]  # fmt: skip
    name: str = ""


Item = Fragment | Mark


class Line(msgspec.Struct, frozen=True):
    """A line of the text; `paragraph` is the w:p whose end ends it."""

    items: tuple[Item, ...]
    paragraph: int


class Assembled(msgspec.Struct, frozen=True):
    """The text of lines, its map, and what its marks say."""

    text: str
    places: OffsetMap
    asides: tuple[Aside, ...]
    links: tuple[Link, ...]
    boxes: tuple[Span, ...]


def has_words(items: Iterable[Item]) -> bool:
    """Whether there is any character."""
    return any(isinstance(item, Fragment) and item.text for item in items)


def plain(lines: Iterable[Line]) -> str:
    """The characters of lines, without the last line end."""
    return "\n".join(
        "".join(item.text for item in line.items if isinstance(item, Fragment)) for line in lines
    )


def assembled(
    lines: Iterable[Line], part: str, notes: dict[tuple[AsideKind, str], str]
) -> Assembled:
    """The text of the lines; `notes` are the words of notes and comments by kind and id."""
    pieces: list[str] = []
    stretches: list[Stretch] = []
    marks: list[tuple[int, Mark]] = []
    at = 0
    for line in lines:
        end = Fragment("\n", Place(part, line.paragraph, -1, 0))
        for item in (*line.items, end):
            if isinstance(item, Mark):
                marks.append((at, item))
            elif item.text:
                pieces.append(item.text)
                stretches.append(Stretch(Span(at, at + len(item.text)), item.place))
                at += len(item.text)
    places = OffsetMap(tuple(stretches))
    return Assembled(
        "".join(pieces), places, _asides(marks, notes), _links(marks), _pairs(marks, "box")
    )


def _asides(
    marks: Sequence[tuple[int, Mark]], notes: dict[tuple[AsideKind, str], str]
) -> tuple[Aside, ...]:
    starts = {mark.name: at for at, mark in marks if mark.kind == "comment-start"}
    ends = {mark.name: at for at, mark in marks if mark.kind == "comment-end"}
    found: dict[tuple[AsideKind, str], Aside] = {}
    for at, mark in marks:
        if mark.kind not in ("comment", "footnote", "endnote") or (mark.kind, mark.name) in found:
            continue
        text = notes.get((mark.kind, mark.name))
        if text is None:
            continue
        ranged = mark.kind == "comment" and mark.name in starts
        start = starts[mark.name] if ranged else at
        end = ends.get(mark.name, at) if ranged else at
        found[mark.kind, mark.name] = Aside(mark.kind, Span(start, max(start, end)), text)
    return tuple(found.values())


def _links(marks: Sequence[tuple[int, Mark]]) -> tuple[Link, ...]:
    bookmarks: dict[str, int] = {}
    for at, mark in marks:
        if mark.kind == "bookmark":
            bookmarks.setdefault(mark.name.lower(), at)
    open_links: list[tuple[int, str]] = []
    found = []
    for at, mark in marks:
        if mark.kind == "link":
            open_links.append((at, mark.name))
        elif mark.kind == "link-end" and open_links:
            start, name = open_links.pop()
            found.append(Link(Span(start, at), name, bookmarks.get(name.lower())))
    return tuple(sorted(found, key=lambda link: link.span))


def _pairs(marks: Sequence[tuple[int, Mark]], kind: str) -> tuple[Span, ...]:
    starts = [at for at, mark in marks if mark.kind == kind]
    ends = [at for at, mark in marks if mark.kind == f"{kind}-end"]
    return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))
