"""Document → the JSON of `regcheck parse`, an outline for people, or its plain text."""

from __future__ import annotations

import re
from typing import Any

from regcheck.model import Document, Level, Provision, walk
from regcheck.reporters.json import diagnostic_json
from regcheck.text import Span

SCHEMA = "regcheck/document/1"


def document_json(document: Document) -> dict[str, Any]:
    """The document as the contract's `regcheck/document/1` object."""
    source = document.source
    return {
        "schema": SCHEMA,
        "path": source.path,
        "title": document.title,
        "kind": document.kind,
        "stage": document.stage,
        "encoding": source.encoding,
        "front": [source.slice(span) for span in document.front],
        "toc": [
            {
                "level": entry.level,
                "number": entry.number.main if entry.number else None,
                "heading": entry.heading,
                "line": source.position(entry.span.start).line,
            }
            for entry in document.toc
        ],
        "provisions": _provisions(document),
        "notes": _notes(document),
        "problems": [diagnostic_json(problem, source) for problem in document.problems],
    }


def _notes(document: Document) -> list[dict[str, Any]]:
    """What stands beside the text, by position; a note of a Word file has words of its own."""
    notes = [
        {"kind": note.kind, "span": note.span, **_line_and_text(document, note.span)}
        for note in document.notes
    ]
    asides = document.source.docx.asides if document.source.docx else ()
    for aside in asides:
        line = document.source.position(aside.span.start).line
        notes.append({"kind": aside.kind, "span": aside.span, "line": line, "text": aside.text})
    return sorted(notes, key=lambda note: note["span"]) if asides else notes


def _line_and_text(document: Document, span: Span) -> dict[str, Any]:
    source = document.source
    return {"line": source.position(span.start).line, "text": source.slice(span)}


def _provisions(document: Document) -> list[dict[str, Any]]:
    """Every provision, flat, in document order."""
    parents: dict[str, str] = {}
    out = []
    for provision in walk(document.provisions):
        parents.update((child.id, provision.id) for child in provision.children)
        number = provision.number
        paragraph = provision.level is Level.PARAGRAPH
        out.append(
            {
                "id": provision.id,
                "level": provision.level,
                "number": number.main if number else None,
                "sub": number.sub if number else 0,
                "label": "" if paragraph else _label(document, provision),
                "heading": provision.heading,
                "parent": parents.get(provision.id),
                "span": provision.span,
                "line": document.source.position(provision.span.start).line,
                "text": document.text_of(provision),
            }
        )
    return out


def _label(document: Document, provision: Provision) -> str:
    """The label as written, without the spaces and invisible characters inside it."""
    return _INVISIBLE.sub("", document.source.slice(provision.marker))


_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad\x00\\]+")


def outline_lines(document: Document) -> list[str]:
    """The tree as indented lines, down to 目; the only 款 of an article stands on its line."""
    lines = [document.title or "（无标题）"]
    for provision in document.provisions:
        lines += _branch(document, provision, 1)
    return lines


def _branch(document: Document, provision: Provision, depth: int) -> list[str]:
    """The lines of a provision and all below it."""
    children = provision.children
    words = provision.heading or ""
    if provision.level.rank > Level.ARTICLE.rank:
        words = _short(document.text_of(provision))
    elif provision.level is Level.ARTICLE and len(children) == 1:
        rubric = f"［{provision.heading}］" if provision.heading else ""
        words = rubric + _short(document.text_of(children[0]))
        children = children[0].children
    label = _label(document, provision)
    if provision.level is Level.PARAGRAPH:
        label = provision.address.steps[-1].label()
    lines = [f"{'  ' * depth}{label}　{words}".rstrip()]
    for child in children:
        lines += _branch(document, child, depth + 1)
    return lines


def _short(text: str) -> str:
    """The first words of a provision."""
    first = text.splitlines()[0] if text else ""
    return first if len(first) <= _WORDS else first[:_WORDS] + "……"


_WORDS = 30
