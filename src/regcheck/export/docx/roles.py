"""Document → what each line of its file is: a heading, an article, a table, a line of its 目录."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from regcheck.export.docx.signs import Row, all_words, rows, squashed
from regcheck.model import HEADINGS, Document, Level, Note, Provision, walk
from regcheck.text import Span

Role = Literal[
    "title",
    "caption",
    "contents",
    "part",
    "subpart",
    "chapter",
    "section",
    "article",
    "text",
    "item",
    "subitem",
    "note",
    "annex",
    "annex_title",
    "signature",
    "table",
]
# The units of a decision, 一、, are set like any paragraph.
LEVELS: dict[Level, Role] = {
    Level.PART: "part",
    Level.SUBPART: "subpart",
    Level.CHAPTER: "chapter",
    Level.SECTION: "section",
    Level.ITEM: "item",
    Level.SUBITEM: "subitem",
}
_NOTES: dict[str, Role] = {"note": "note", "alternative": "note", "signature": "signature"}
CONTENTS_HEAD = re.compile(r"[【\[［]?目[录次][】\]］]?[:：]?")
# 附件1　目录 begins an annex on a page of its own; 附件：1.目录 is a list of annexes.
_ANNEX = re.compile(
    r"[（(【]?附(?:件|录|表|图|则表|(?=[\s：:]|$))[一二三四五六七八九十\d]{0,3}+(?![：:].)[^。；，]{0,30}"
)
_LABEL = re.compile(r"[（(【]?附(?:件|录|表|图|则表)?[一二三四五六七八九十\d]{0,3}[：:）)】]?")
_ANNEX_TITLE = 40
OPEN, CLOSE = "（(【［[〔", "）)】］]〕"
_SENTENCE = re.compile(r"[。；：;:]$")
# No line under a title is longer that stands in no brackets.
_CAPTION = 60


class Places(msgspec.Struct, frozen=True):
    """Which line of the file holds what, by the index of the line; `contents` are the lines of a
    目录 whose place the headings can take."""

    document: Document
    rows: tuple[Row, ...]
    provisions: dict[int, Provision]
    notes: dict[int, Note]
    title: range
    captions: frozenset[int]
    contents: range = range(0)


def places(document: Document) -> Places:
    """What the document says of each line of its file."""
    opened: dict[int, Provision] = {}
    for each in walk(document.provisions):
        index = _index(document, each.span.start)
        before = opened.get(index)
        if before is None or before.level.rank > Level.ARTICLE.rank:
            opened[index] = each  # of a 款 that begins with （一） that 项
    notes: dict[int, Note] = {}
    for note in (each for each in document.notes if each.kind != "comment"):
        for index in lines_of(document, note.span):
            notes.setdefault(index, note)
    found = rows(document)
    title = lines_of(document, document.title_span)
    captions = frozenset(_captions(document, found))
    held = Places(document, found, opened, notes, title, captions)
    return replace(held, contents=_contents(held))


def role_of(held: Places, index: int) -> Role:
    """What a line is that has words."""
    provision, note = held.provisions.get(index), held.notes.get(index)
    said = all_words(held.document, held.rows[index])
    if provision:
        numbered = held.document.source.slice(provision.marker).startswith(("第", "笫"))
        article = provision.level is Level.ARTICLE and numbered
        return "article" if article else LEVELS.get(provision.level, "text")
    if note:
        barred = "|" in said if note.kind == "table" else said.startswith("|")
        annex = _annex_role(held, index, said) if note.kind == "annex" else None
        return "table" if barred else annex or _NOTES.get(note.kind, "text")
    if index in held.title:
        return "title"
    if index in held.contents:
        return "contents"
    return "caption" if index in held.captions else "text"


def _annex_role(held: Places, index: int, said: str) -> Role | None:
    """What a line of an annex is: its label, its title below the label; None for another."""
    if _ANNEX.fullmatch(said):
        return "annex"
    above = index - 1
    while above >= 0 and not held.rows[above].parts:
        above -= 1
    labelled = above >= 0 and _LABEL.fullmatch(all_words(held.document, held.rows[above]))
    titled = labelled and len(said) <= _ANNEX_TITLE and not _SENTENCE.search(said)
    return "annex_title" if titled else None


def lines_of(document: Document, span: Span) -> range:
    """The indexes of the lines that a span touches; none for an empty one."""
    if span.end <= span.start:
        return range(0)
    return range(_index(document, span.start), _index(document, span.end - 1) + 1)


def _index(document: Document, offset: int) -> int:
    return bisect_right(document.source.line_starts, offset) - 1


def _captions(document: Document, found: tuple[Row, ...]) -> Iterator[int]:
    """The lines around the title that are centred like it: （草案）, 题注; no preamble."""
    opened = 0
    for span in document.front:
        index = _index(document, span.start)
        said = all_words(document, found[index])
        bracketed = opened or said.startswith(tuple(OPEN))
        if not bracketed and (len(said) > _CAPTION or _SENTENCE.search(said)):
            if span.start > document.title_span.start:
                return
            continue
        yield index
        opened += sum(map(said.count, OPEN)) - sum(map(said.count, CLOSE))
        opened = max(0, opened)


def _contents(held: Places) -> range:
    """The lines of the draft's own 目录, where headings can take their place."""
    document = held.document
    if not any(each.level in HEADINGS for each in held.provisions.values()):
        return range(0)
    body = min(held.provisions)
    entries = [_index(document, entry.span.start) for entry in document.toc]
    said = (squashed(all_words(document, row)) for row in held.rows[:body])
    head = next((i for i, each in enumerate(said) if CONTENTS_HEAD.fullmatch(each)), body)
    return range(min([head, *entries]), body)
