"""Document → terms: what the text defines (本条例所称X，是指…) and abbreviates (以下简称X)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec

from regcheck.analysis.outline import Outline
from regcheck.data import expression, table
from regcheck.model import Document, Level, Provision
from regcheck.text import Span

# How far before its bracket the full form of an abbreviation may begin.
_LONGEST_FULL = 400


class Term(msgspec.Struct, frozen=True):
    """A word that the text gives a meaning to.

    `span` is where the word stands, `clause` the words that give the meaning. `full` is the full
    form of an abbreviation, `law` its title where that is a text in book marks. `scope` is the id
    of the unit in which the word has this meaning, empty for the whole text. `form` is the verb
    of a definition as written (，是指), `quoted` whether an abbreviation stands in quotation marks.
    `shared` is true where another text has the word, too: 《甲法》和本条例所称X.
    """

    kind: Literal["definition", "abbreviation"]
    word: str
    span: Span
    clause: Span
    full: str = ""
    law: str | None = None
    scope: str = ""
    form: str = ""
    quoted: bool = False
    shared: bool = False


def terms(document: Document, outline: Outline, short: Iterable[Term]) -> tuple[Term, ...]:
    """The terms of a document's provisions, by position; `short` are its abbreviations."""
    begin = outline.provisions[0].span.start if outline.provisions else 0
    found = [term for term in short if term.span.start >= begin]
    lead = expression("terms", "definition", "lead")
    places = (match.start() for match in lead.finditer(document.source.text))
    for provision in outline.holding(places):
        found += _definitions(document, outline, provision)
        found += _glossary(document, outline, provision)
    return tuple(sorted(found, key=lambda term: term.span))


def abbreviations(document: Document) -> Iterator[Term]:
    """Every （以下简称X） of a text, each short form by itself."""
    text = document.source.text
    if "称" not in text:
        return
    aside = table("terms")["abbreviation"]["aside"]
    for match in expression("terms", "abbreviation", "clause").finditer(text):
        words = re.sub(aside, "", match["words"])
        before = text[max(0, match.start() - _LONGEST_FULL) : match.start()]
        marked = re.findall("《[^《》]+》|“[^“”]+”", words)
        several = len(marked) > 1
        pieces = marked if several else [words]
        meanings = _titles_before(before, len(marked)) if several else [_full(before)]
        for piece, meaning in zip(pieces, meanings, strict=True):
            at = match.start("words") + words.find(piece)
            yield from _abbreviation(piece, at, Span(*match.span()), meaning)


def _abbreviation(
    piece: str, at: int, clause: Span, meaning: tuple[str, str | None]
) -> Iterator[Term]:
    """The short form in a piece of the bracket; none where the brackets hold something else."""
    rules = table("terms")["abbreviation"]
    word = piece.strip(rules["marks"] + " \u3000")
    begin = at + piece.find(word)
    quoted = piece.strip()[:1] in rules["quotes"]
    if word and "\n" not in word:
        span = Span(begin, begin + len(word))
        yield Term("abbreviation", word, span, clause, *meaning, quoted=quoted)


def _full(before: str) -> tuple[str, str | None]:
    """The words right before a bracket that it abbreviates, and the title they are, if any."""
    rules = table("terms")["abbreviation"]
    if title := re.search(rules["law"], before):
        return title["title"], title["title"]
    begin = max(before.rfind(mark) + 1 for mark in rules["full_begins"])
    return before[begin:].strip(), None


def _titles_before(before: str, count: int) -> list[tuple[str, str | None]]:
    """The titles that several short forms stand for, in their order; nothing where it is not
    plain: 《甲法》《乙法》（以下简称《甲》《乙》）."""
    run = re.search(table("terms")["abbreviation"]["laws"], before)
    titles = re.findall("《([^《》]+)》", run[0])[-count:] if run else []
    return [(title, title) for title in titles] if len(titles) == count else [("", None)] * count


def short_names(found: Iterable[Term]) -> dict[str, str]:
    """The short forms of laws among abbreviations: 《…法》（以下简称甲法） → its title."""
    return {term.word: term.law for term in found if term.law}


def _definitions(document: Document, outline: Outline, provision: Provision) -> Iterator[Term]:
    """The terms that the sentences of a provision define."""
    text, offset = document.text_of(provision), provision.body.start
    for match in expression("terms", "definition", "clause").finditer(text):
        word = _bare(match["word"])
        start = offset + match.start("word") + match["word"].find(word)
        yield Term(
            "definition",
            word,
            Span(start, start + len(word)),
            Span(offset + match.start(), offset + match.end()),
            scope=_scope(outline, provision, match["scope"]),
            form=f"{match['of'] or ''}{match['comma'] or ''}{match['verb']}",
            shared=_shared(text, match.start()),
        )


def _shared(text: str, at: int) -> bool:
    """Whether 本条例 at a place is joined to another text: 甲法和本条例."""
    before = text[max(0, at - 1) : at]
    return bool(before) and before in table("terms")["definition"]["joins"]


def _bare(word: str) -> str:
    """A defined word without its marks and its short form: “平台”（以下简称…） is 平台."""
    marks = table("terms")["abbreviation"]["marks"]
    return re.split("[（(]", word.strip(marks))[0].rstrip(marks)


def _scope(outline: Outline, provision: Provision, words: str) -> str:
    """The id of 本章, 本条 …; empty for the whole text."""
    level = table("terms")["definition"]["levels"].get(words[1:])
    unit = outline.ancestor(provision, Level(level)) if level else None
    return unit.id if unit else ""


def _glossary(document: Document, outline: Outline, provision: Provision) -> Iterator[Term]:
    """The terms of a list that explains words: （一）科技成果，是指……。"""
    items = [child for child in provision.children if child.level is Level.ITEM]
    glossary = expression("terms", "definition", "glossary")
    text = document.text_of(provision)
    lead = glossary.search(text) if items else None
    if lead is None:
        return
    scope = _scope(outline, provision, lead["scope"] or "")
    own = text.find("本")
    shared = own >= 0 and _shared(text, own)
    for item in items:
        match = expression("terms", "definition", "entry").match(document.text_of(item))
        if match:
            word = _bare(match["word"])
            start = item.body.start + match.start("word") + match["word"].find(word)
            clause = Span(item.body.start, item.body.start + match.end())
            yield Term(
                "definition",
                word,
                Span(start, start + len(word)),
                clause,
                scope=scope,
                shared=shared,
            )


def uses(document: Document, outline: Outline, words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Where each word stands in the provisions, or anywhere in a text without: the offsets, in one
    pass over the text."""
    from ahocorasick_rs import AhoCorasick

    wanted = sorted(set(words))
    if not wanted:
        return {}
    found: dict[str, list[int]] = {word: [] for word in wanted}
    begin = outline.provisions[0].span.start if outline.provisions else 0
    hits = AhoCorasick(wanted).find_matches_as_indexes(document.source.text, overlapping=True)
    for index, start, _ in hits:
        if start >= begin:
            found[wanted[index]].append(start)
    return {word: tuple(places) for word, places in found.items()}
