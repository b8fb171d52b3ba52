"""Cross-reference fields of a Word file → those whose words no longer fit their bookmark."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from regcheck.analysis.outline import Outline
from regcheck.model import Document, Level, Provision
from regcheck.numerals import DIGITS, Number, to_int
from regcheck.text import Link, Span

_LABEL = (
    rf"第[（(]?(?P<main>[{DIGITS}]+)[）)]?(?P<unit>[编章节条款项目])(?:之(?P<sub>[{DIGITS}]+))?"
    rf"|[（(](?P<item>[{DIGITS}]+)[）)]"
)
_NAMED = re.compile(_LABEL)
# A field that repeats other words of its bookmark shows no number: 违反第二条规定的行为.
_ONLY_LABELS = re.compile(rf"\s*(?:{re.sub('[?]P<[a-z]+>', '?:', _LABEL)})+\s*")
_LEVELS = {level.chinese: level for level in Level if level is not Level.SUBPART}


class Stale(msgspec.Struct, frozen=True):
    """A field that shows one number while its bookmark stands at another: the provision that the
    bookmark leads to."""

    span: Span
    meant: Provision


def links(document: Document) -> tuple[Link, ...]:
    """The cross-reference fields of a draft; a text has none."""
    return document.source.docx.links if document.source.docx else ()


def stale_links(document: Document, outline: Outline) -> Iterator[Stale]:
    """The fields whose number is not that of the provision with their bookmark."""
    for link in links(document):
        words = document.source.slice(link.span)
        if link.target is not None and document.source.text.startswith(words, link.target):
            continue  # it repeats the words of its bookmark
        named = _named(words)
        held = None if link.target is None else outline.at(link.target)
        if named is None or held is None:
            continue
        level, number = named
        meant = outline.ancestor(held, level)
        if meant is not None and meant.number and meant.number != number:
            yield Stale(link.span, meant)


def _named(words: str) -> tuple[Level, Number] | None:
    """What a field shows: 第十二条, 第三条第一款 (its last unit), （二）. None for other words."""
    found = list(_NAMED.finditer(words)) if _ONLY_LABELS.fullmatch(words) else []
    if not found:
        return None
    last = found[-1]
    main = to_int(last["item"] or last["main"])
    sub = to_int(last["sub"]) if last["sub"] else 0
    if main is None or sub is None:
        return None
    return (Level.ITEM if last["item"] else _LEVELS[last["unit"]]), Number(main, sub)
