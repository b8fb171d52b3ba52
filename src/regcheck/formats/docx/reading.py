"""Bytes of a Word file → its text as Word shows it, and the map from the text to the file."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from regcheck.diagnostic import RegcheckError
from regcheck.formats.docx.blocks import Blocks, places_of
from regcheck.formats.docx.inline import Inline
from regcheck.formats.docx.line import Line, assembled, plain
from regcheck.formats.docx.names import w
from regcheck.formats.docx.numbering import Numbering
from regcheck.formats.docx.package import Package, Part, Root, open_package
from regcheck.formats.docx.places import OffsetMap
from regcheck.formats.docx.revisions import Revisions, revisions
from regcheck.formats.docx.styles import Styles
from regcheck.formats.docx.tally import Facts, Tally, notices
from regcheck.formats.docx.view import View
from regcheck.text import AsideKind, Docx, SourceFile, source_file

T = TypeVar("T")
_NOTES: dict[str, AsideKind] = {
    "footnotes": "footnote",
    "endnotes": "endnote",
    "comments": "comment",
}
# A field that has no end would hide all that follows it; it is read again without that field.
_ROUNDS = 4


class Opened(msgspec.Struct, frozen=True):
    """The text of a Word file, and where its characters stand in the file."""

    source: SourceFile
    places: OffsetMap


def read_docx(data: bytes, path: str, view: View | None = None) -> Opened:
    """The text that Word shows of the file, in the view that is asked for.

    Raises RegcheckError where it is no readable Word file, or where it has revisions and the view
    wants none.
    """
    package, view = open_package(data, path), view or View()
    texts = [package.main, *(each for kind, each in package.related.items() if kind in _NOTES)]
    found = reduce(Revisions.plus, (revisions(part.root) for part in texts))
    if view.revisions == "error" and found.told:
        raise RegcheckError(
            f"{path}：有修订（{found.told}），没有读取。",
            "请在 Word 中接受或者拒绝修订，或者用 --revisions final、original 写明读哪一种。",
        )
    try:
        return _read(package, path, view, found)
    except RecursionError:
        raise RegcheckError(f"{path}：表格或者控件嵌套太深，没有读取。") from None


def _read(package: Package, path: str, view: View, found: Revisions) -> Opened:
    styles = Styles(_root(package, "styles"))

    def body(ignored: frozenset[Root]) -> tuple[Inline, list[Line]]:
        inline = Inline(package.main.name, view, styles, Tally(), ignored)
        numbering = Numbering(_root(package, "numbering"), styles)
        return inline, _lines(package.main.root, inline, numbering)

    inline, lines = _without_open_fields(body)
    tally = inline.tally
    notes = _notes(package, view, styles, tally)
    made = assembled(lines, package.main.name, notes, _bookmarks(package, tally))
    facts = Facts(found, len(made.boxes), package.macros)
    docx = Docx(made.asides, made.links, made.boxes, notices(tally, facts, view))
    return Opened(replace(source_file(made.text, path), docx=docx), made.places)


def _without_open_fields(
    read: Callable[[frozenset[Root]], tuple[Inline, T]],
) -> tuple[Inline, T]:
    """What is read when the fields that have no end do not count."""
    inline, made = read(frozenset())
    ignored: frozenset[Root] = frozenset()
    for _ in range(_ROUNDS):
        if not (left := inline.unclosed()):
            break
        ignored |= left
        inline, made = read(ignored)
    return inline, made


def _bookmarks(package: Package, tally: Tally) -> frozenset[str]:
    """The bookmarks that are no place in the text: in notes, headers, tables, made by fields."""
    parts = (part for kind, part in package.related.items() if kind in _NOTES)
    starts = (each for part in parts for each in part.root.iter(w("bookmarkStart")))
    names = {each.get(w("name"), "").lower() for each in starts}
    return package.bookmarks | tally.bookmarks | names


def _root(package: Package, kind: str) -> Root | None:
    part = package.related.get(kind)
    return None if part is None else part.root


def _lines(root: Root, inline: Inline, numbering: Numbering) -> list[Line]:
    body = root.find(w("body"))
    return [] if body is None else Blocks(inline, places_of(root), numbering).lines(body)


def _notes(
    package: Package, view: View, styles: Styles, tally: Tally
) -> dict[tuple[AsideKind, str], str]:
    """The words of notes and comments, by kind and id; what they do not show is counted, too."""
    found: dict[tuple[AsideKind, str], str] = {}
    for name, kind in _NOTES.items():
        part = package.related.get(name)
        if part is None:
            continue

        def notes(
            ignored: frozenset[Root], part: Part = part, kind: AsideKind = kind
        ) -> tuple[Inline, dict[tuple[AsideKind, str], str]]:
            inline = Inline(part.name, view, styles, Tally(), ignored)
            numbering = Numbering(_root(package, "numbering"), styles)
            return inline, _notes_of(part, kind, inline, numbering)

        inline, words = _without_open_fields(notes)
        tally.add(inline.tally)
        found |= words
    return found


def _notes_of(
    part: Part, kind: AsideKind, inline: Inline, numbering: Numbering
) -> dict[tuple[AsideKind, str], str]:
    blocks = Blocks(inline, places_of(part.root), numbering)
    found = {}
    for note in part.root.iterchildren(w(kind)):
        with inline.apart():
            found[kind, note.get(w("id"), "")] = plain(blocks.lines(note)).strip()
    return found
