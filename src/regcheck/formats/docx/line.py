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
    """A point between characters where something begins, ends or is noted. `gone` is where words
    stand in the file that this view does not have; `id` joins the ends of a bookmark."""

    kind: Literal[
        "comment-start", "comment-end", "comment", "footnote", "endnote",
        "bookmark", "bookmark-end", "link", "link-end", "box", "box-end", "gone",
    ]  # fmt: skip
    name: str = ""
    id: str = ""


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
    lines: Iterable[Line],
    part: str,
    notes: dict[tuple[AsideKind, str], str],
    bookmarks: frozenset[str] = frozenset(),
) -> Assembled:
    """The text of the lines; `notes` are the words of notes and comments by kind and id,
    `bookmarks` the names, in small letters, that are known besides those in the lines."""
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
        "".join(pieces),
        places,
        _asides(marks, notes),
        _links(marks, bookmarks),
        _pairs(marks, "box"),
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


def _links(marks: Sequence[tuple[int, Mark]], elsewhere: frozenset[str]) -> tuple[Link, ...]:
    """The cross-reference fields; a bookmark in the lines counts where it still has its words."""
    targets, gone = _bookmarks(marks)
    open_links: list[tuple[int, str]] = []
    found = []
    for at, mark in marks:
        if mark.kind == "link":
            open_links.append((at, mark.name))
        elif mark.kind == "link-end" and open_links:
            start, name = open_links.pop()
            key = name.lower()
            lost = key in gone or (key not in targets and key not in elsewhere)
            found.append(Link(Span(start, at), name, targets.get(key), lost))
    return tuple(sorted(found, key=lambda link: link.span))


def _bookmarks(marks: Sequence[tuple[int, Mark]]) -> tuple[dict[str, int], set[str]]:
    """Where the bookmarks stand, by name, and those all of whose words are gone."""
    targets: dict[str, int] = {}
    begun: dict[str, tuple[str, int, int]] = {}
    gone, losses = set[str](), 0
    for at, mark in marks:
        losses += mark.kind == "gone"
        if mark.kind == "bookmark" and mark.name.lower() not in targets:
            targets[mark.name.lower()] = at
            gone.discard(mark.name.lower())
            begun[mark.id] = mark.name.lower(), at, losses
        elif mark.kind == "bookmark-end" and mark.name in begun:
            name, start, before = begun.pop(mark.name)
            if start == at and losses > before:
                gone.add(name)
                del targets[name]
    return targets, gone


def _pairs(marks: Sequence[tuple[int, Mark]], kind: str) -> tuple[Span, ...]:
    starts = [at for at, mark in marks if mark.kind == kind]
    ends = [at for at, mark in marks if mark.kind == f"{kind}-end"]
    return tuple(Span(start, end) for start, end in zip(starts, ends, strict=True))
