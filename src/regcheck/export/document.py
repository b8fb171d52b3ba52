"""Document → the JSON of `regcheck parse`, an outline for people, or its plain text."""

from __future__ import annotations

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
        "notes": [
            {"kind": note.kind, "span": note.span, **_line_and_text(document, note.span)}
            for note in document.notes
        ],
        "problems": [diagnostic_json(problem, source) for problem in document.problems],
    }


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
                "label": "" if paragraph else document.source.slice(provision.marker),
                "heading": provision.heading,
                "parent": parents.get(provision.id),
                "span": provision.span,
                "line": document.source.position(provision.span.start).line,
                "text": document.text_of(provision),
            }
        )
    return out


def outline_lines(document: Document) -> list[str]:
    """The tree as indented lines: headings, articles with their first words, 款 and 项 counts."""
    lines = [document.title or "（无标题）"]
    for provision in walk(document.provisions):
        if provision.level.rank <= Level.ARTICLE.rank:
            indent = "  " * min(provision.level.rank, Level.ARTICLE.rank)
            lines.append(f"{indent}{_outline(document, provision)}")
    return lines


def _outline(document: Document, provision: Provision) -> str:
    """例：第五条　分拣场所应当与居民住宅保持……（2 款 3 项）。"""
    label = document.source.slice(provision.marker) or "（未编号）"
    if provision.level is not Level.ARTICLE:
        return f"{label}　{provision.heading or ''}"
    below = [child.level for child in walk(provision.children)]
    counts = " ".join(
        f"{below.count(level)} {level.chinese}"
        for level in (Level.PARAGRAPH, Level.ITEM, Level.SUBITEM)
        if below.count(level) > (level is Level.PARAGRAPH)
    )
    first = document.text_of(provision.children[0]) if provision.children else ""
    words = provision.heading or (first[:24] + "……" if len(first) > 24 else first)
    return f"{label}　{words}" + (f"（{counts}）" if counts else "")
