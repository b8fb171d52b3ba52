"""Document × LawIndex → citations: every law that the text names, and what is known of it."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from regcheck.analysis.laws import STATE, Edition, Ended, Law, LawIndex, normal
from regcheck.analysis.outline import Outline
from regcheck.analysis.owners import is_text
from regcheck.analysis.pointers import cited_as
from regcheck.analysis.references import WHOLE, Reference
from regcheck.analysis.targets import Target
from regcheck.analysis.terms import Term, short_names
from regcheck.data import expression
from regcheck.model import Document, Level, Provision
from regcheck.text import Span

# How far around a name its sentence is read.
_SENTENCE = 400
_ENDS = "。\n"
# How far before a name the words end that tell its edition: 修订前的《…》.
_NEAR = 20
_MARK = re.compile("《")
# A title in book marks, with one inside.
_CLOSED = re.compile("《[^《》]{0,200}(?:《[^》]{0,100}》[^《》]{0,200})*》")
_SUBITEM = f"__{Level.SUBITEM.step}_"


class Citation(msgspec.Struct, frozen=True):
    """A law named in a provision: `span` is its name, without book marks.

    `marked` is true inside 《》, `quoted` inside “…”. `title` is the name as the text lets one know
    it: an abbreviation is expanded, and `alias` says so. `law` and `ended` are what the index
    holds; None for both where it does not know the name.
    """

    span: Span
    provision: str
    title: str
    marked: bool
    alias: bool
    quoted: bool
    law: Law | None
    ended: Ended | None


def citations(
    document: Document, outline: Outline, short: tuple[Term, ...], index: LawIndex
) -> tuple[Citation, ...]:
    """The laws that the provisions of a document name, by position; its own title is left out.

    `short` are its abbreviations.
    """
    aliases = short_names(short)
    brackets = {term.span for term in short}
    own, text = normal(document.title), document.source.text
    marks = [match.start() for match in _MARK.finditer(text)]
    found = [
        citation
        for provision in outline.holding(sorted((*marks, *index.may_be_named(text))))
        for citation in _in_words(document, provision, index, aliases)
        if normal(citation.title) != own and citation.span not in brackets
    ]
    return tuple(found)


def _in_words(
    document: Document, provision: Provision, index: LawIndex, aliases: dict[str, str]
) -> Iterator[Citation]:
    """The citations in a provision's own words."""
    text, offset = document.text_of(provision), provision.body.start
    names = sorted((*_marked(text), *_bare(text, index)))
    depth, seen = 0, 0
    for start, end, marked in names:
        depth += text.count("“", seen, start) - text.count("”", seen, start)
        seen = start
        written = text[start:end]
        title = aliases.get(written, written)
        yield Citation(
            Span(offset + start, offset + end),
            provision.id,
            title,
            marked,
            written in aliases,
            depth > 0,
            index.find(title),
            index.ended(title),
        )


def _marked(text: str) -> Iterator[tuple[int, int, bool]]:
    """The names in book marks, the outermost."""
    if "《" not in text:
        return
    for match in expression("references", "whole", "text").finditer(text):
        if match["title"] and is_text(match["title"]):
            yield (*match.span("title"), True)


def _bare(text: str, index: LawIndex) -> Iterator[tuple[int, int, bool]]:
    """The known names of laws without book marks: 依照刑法第三条."""
    names = list(index.named_in(text))
    closed = [match.span() for match in _CLOSED.finditer(text)] if names else []
    for start, end in names:
        at = bisect_right(closed, (start, end)) - 1
        if at < 0 or start >= closed[at][1]:
            stated = text.endswith(STATE, 0, start)
            yield start - len(STATE) * stated, end, False


def sentence_of(document: Document, span: Span) -> tuple[str, str]:
    """The words of the sentence before and after a span."""
    text = document.source.text
    floor, limit = max(0, span.start - _SENTENCE), min(len(text), span.end + _SENTENCE)
    begin = max(floor, *(text.rfind(mark, floor, span.start) + 1 for mark in _ENDS))
    ends = [at for mark in _ENDS if (at := text.find(mark, span.end, limit)) >= 0]
    return text[begin : span.start], text[span.end : min(ends, default=limit)]


def with_bare_names(
    references: tuple[Reference, ...], found: tuple[Citation, ...]
) -> tuple[Reference, ...]:
    """The references, and one to the whole text for each law named without book marks or number:
    依照专利法有关规定."""
    taken = [reference.span for reference in references]
    bare = []
    for citation in (each for each in found if not each.marked):
        at = bisect_right(taken, citation.span) - 1
        around = taken[max(0, at) : at + 2]
        if not any(span.overlaps(citation.span) for span in around):
            target = (Target(WHOLE, citation.span),)
            bare.append(
                Reference(citation.span, citation.provision, citation.title, target, "external")
            )
    return tuple(sorted((*references, *bare), key=lambda reference: reference.span))


def looked_up(
    document: Document, references: tuple[Reference, ...], index: LawIndex, day: datetime.date
) -> tuple[Reference, ...]:
    """The references with those to other laws looked up in the index, as the laws were on a day.

    Resolved where the index holds that edition reliably and every target is there;
    external-missing where one is not; external, with the reason, where this cannot be told or the
    words name an edition of their own: 修订前的《…》, 《…（2014年修正）》.
    """
    found = []
    for reference in references:
        if reference.state != "external" or not reference.law:
            found.append(reference)
        elif _other_edition(document, reference):
            found.append(replace(reference, reason="写明了另一个文本，没有核对"))
        else:
            found.append(_looked_up(reference, index, day))
    return tuple(found)


def _other_edition(document: Document, reference: Reference) -> bool:
    """Whether the words name the edition that is meant."""
    text, start = document.source.text, reference.span.start
    words = document.source.slice(reference.span)
    named = expression("citations", "history", "edition").search(f"{reference.law}{words}")
    earlier = expression("citations", "history", "earlier")
    near = max(0, start - _NEAR)
    floor = max(near, text.rfind("\n", near, start) + 1)
    return bool(named or earlier.search(text, floor, start))


def _looked_up(reference: Reference, index: LawIndex, day: datetime.date) -> Reference:
    law = index.find(reference.law or "")
    ended = index.ended(reference.law or "")
    if ended is not None and ended.ended <= day:
        return replace(reference, reason=f"自{chinese_date(ended.ended)}起不再施行")
    if law is None:
        return replace(reference, reason="索引里没有这部文件，没有核对")
    if reference.whole or not reference.ids:
        return replace(reference, state="resolved", reason="")
    now = law.at(day)
    editions = [each for each in (now, *law.to_come(day)) if each and each.reliable]
    judged = [_in_edition(reference, edition) for edition in editions]
    there = [each for each in judged if each.state != "external-missing"]
    if there:
        return there[0]
    if now is None or not now.reliable:
        return replace(reference, reason="索引里没有当时文本的可靠结构，没有核对")
    return judged[-1]


def _in_edition(reference: Reference, edition: Edition) -> Reference:
    """The reference with what one edition of the law says of its targets."""
    targets = tuple(replace(each, lacks=edition.lacks(each.id)) for each in reference.targets)
    absent = [each for each in targets if each.lacks]
    if absent:
        last = edition.last if absent[0].lacks is Level.ARTICLE else ""
        more = f"，最后一条是{cited_as(f'{Level.ARTICLE.step}_{last}')}" if last else ""
        reason = f"没有{cited_as(absent[0].id)}{more}（{_dated(edition)}）"
        return replace(reference, state="external-missing", reason=reason, targets=targets)
    articles = all(each.startswith(Level.ARTICLE.step) for each in reference.ids)
    if articles and not any(_SUBITEM in each for each in reference.ids):
        return replace(reference, state="resolved", reason="")
    return replace(reference, reason="索引里只有条、款、项，没有核对")


def _dated(edition: Edition) -> str:
    return f"{edition.date.isoformat()} 文本" if edition.date else "自己加入的文本"


def chinese_date(day: datetime.date) -> str:
    """例：2021年1月1日。"""
    return f"{day.year}年{day.month}月{day.day}日"
