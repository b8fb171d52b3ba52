"""Document → references: every citation, whose provisions it means, whether they exist.

The semantics of docs/references.md: 第十二条第一款, 前两款, 本条, 《…》第五条, and 本条例 or
《…》 alone for a whole text. Only a unique target counts as resolved; otherwise the state says why.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from regcheck.analysis.dangling import lack
from regcheck.analysis.outline import Outline
from regcheck.analysis.owners import (
    UNKNOWN,
    Owner,
    Place,
    is_text,
    law_of,
    owner,
    that_law,
)
from regcheck.analysis.pointers import Scope
from regcheck.analysis.sentences import in_title
from regcheck.analysis.targets import BLANK, Range, Resolution, Target, resolve
from regcheck.analysis.terms import Term, short_names
from regcheck.data import expression
from regcheck.model import DECISIONS, Address, Document, Level, Provision
from regcheck.numerals import DIGITS
from regcheck.parse.labels import RUNNING
from regcheck.parse.reference import CANDIDATE, LEAD, Branch, Path, Step, parse_citation
from regcheck.text import Span

State = Literal[
    "resolved", "missing", "ambiguous", "placeholder", "external", "external-missing", "unknown-law"
]
WHOLE = "doc"
_NEAR, _TITLE = 20, 60
# How many citations back a 该条 or a bare 第N款 may look, and how far back its clause may begin.
_REMEMBERED, _CLAUSE = 20, 500
# How many provisions of one citation a later one may mean.
_LAST = 20
_NOWHERE = Span(0, 0)
_UNFINISHED = re.compile(f"第[{DIGITS}]+$")


class Reference(msgspec.Struct, frozen=True):
    """A citation: `law` is None for this document, a title, or "unknown".

    `source` is empty before the first provision. `bare` is true where nothing before the number
    says which text is meant.
    """

    span: Span
    source: str
    law: str | None
    targets: tuple[Target, ...]
    state: State
    reason: str = ""
    suggestion: str | None = None
    bare: bool = False
    ranges: tuple[Range, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the provisions named; "doc" for a whole text, none where none is meant."""
        return tuple(target.id for target in self.targets if target.id)

    @property
    def whole(self) -> bool:
        """Whether a text as such is named: 本条例, 《…》."""
        return self.ids == (WHOLE,)


class _Named(msgspec.Struct, frozen=True):
    """What has been cited before a place: in the sentence that leads into its list, in its own
    sentence, and earlier in its article."""

    lead: tuple[Reference, ...] = ()
    sentence: tuple[Reference, ...] = ()
    article: tuple[Reference, ...] = ()

    def scope(self, outline: Outline | None, source: Provision, law: str | None) -> Scope:
        """The place of a citation with the provisions of one law that were named before it."""
        lead, sentence, article = (
            tuple(
                target.id
                for reference in row
                if reference.law == law
                for target in reference.targets[-_LAST:]
                if target.id
            )
            for row in (self.lead, self.sentence, self.article)
        )
        return Scope(outline, source, sentence, lead, article)


def references(
    document: Document, outline: Outline, short: Iterable[Term]
) -> tuple[Reference, ...]:
    """The references of a document, by position; `short` are its abbreviations."""
    names = short_names(short)
    found = [*_in_provisions(document, outline, names), *_beside(document, outline, names)]
    return tuple(sorted(found, key=lambda reference: reference.span))


def _in_provisions(
    document: Document, outline: Outline, names: dict[str, str]
) -> Iterator[Reference]:
    """The references in the provisions' own words."""
    open_sentence: dict[str, tuple[Reference, ...]] = {}
    article: tuple[Reference, ...] = ()
    begun = 0
    for provision in outline.holding(_leads(document.source.text)):
        text, offset = document.text_of(provision), provision.body.start
        if begun != (begun := outline.articles_until(offset)):
            article = ()
        place = Place(document, outline, provision, text, names, offset)
        lead = outline.parents.get(provision.id)
        led = open_sentence.get(lead.id, ()) if lead and provision.level is not lead.level else ()
        found = list(_in_words(place, _Named(led, article=article)))
        if found:
            open_sentence[provision.id] = _last_sentence(text, offset, found)
            article = (*article, *found)[-_REMEMBERED:]
        yield from _with_whole_texts(place, found)


def _leads(text: str) -> list[int]:
    """Where a citation or the name of a whole text may begin; few provisions have one."""
    whole = expression("references", "whole", "lead")
    return sorted([match.start() for each in (LEAD, whole) for match in each.finditer(text)])


def _beside(document: Document, outline: Outline, names: dict[str, str]) -> Iterator[Reference]:
    """The references before the first provision, and in the new wording that a decision quotes."""
    regions = [*document.front, *(note.span for note in document.notes if note.kind == "quoted")]
    for span in regions:
        index = bisect_right(outline.starts, span.start) - 1
        holder = outline.provisions[index] if index >= 0 else _nowhere(span)
        words = document.source.slice(span)
        place = Place(document, outline, holder, words, names, span.start, quoted=index >= 0)
        for found in _with_whole_texts(place, list(_in_words(place, _Named()))):
            lost = found.state == "missing"
            yield replace(found, law=UNKNOWN, state="unknown-law") if lost else found


def _nowhere(span: Span) -> Provision:
    """The source of a citation that stands before the first provision: no provision at all."""
    empty = Span(span.start, span.start)
    return Provision(Level.PARAGRAPH, None, Address(()), span, empty, None, empty, span)


def _last_sentence(text: str, offset: int, found: list[Reference]) -> tuple[Reference, ...]:
    """The references of the sentence that leads into a list: those after the last 。"""
    begin = offset + text.rfind("。") + 1
    return tuple(each for each in found[-_REMEMBERED:] if each.span.start >= begin)


def _in_words(start: Place, named: _Named) -> Iterator[Reference]:
    """The citations in the words of one place."""
    depth, seen = 0, 0
    text, offset = start.text, start.offset
    for match in CANDIDATE.finditer(text):
        at = match.start()
        depth += text.count("“", seen, at) - text.count("”", seen, at)
        if text.find("。", seen, at) >= 0:
            before = (*named.article, *named.lead, *named.sentence)
            named = _Named(article=before[-_REMEMBERED:])
        seen = at
        branches = parse_citation(match[0])
        if not branches or in_title(text, max(0, at - _TITLE), at):
            continue
        place = replace(start, at=at, quoted=start.quoted or depth > 0)
        reference = _reference(place, branches, named, offset, len(match[0]))
        if reference is None:
            continue
        if doubt := _doubt(text, match, branches):
            yield replace(reference, law=None, state="ambiguous", reason=doubt, bare=True)
            continue
        named = replace(named, sentence=(*named.sentence, reference)[-_REMEMBERED:])
        yield reference


def _doubt(text: str, match: re.Match[str], branches: tuple[Branch, ...]) -> str:
    """Why the words may be no citation, or not the whole of one; empty where they are."""
    if _is_label(text, match, branches):
        return "像是没有另起一行的条号"
    before = text[max(0, match.start() - _NEAR) : match.start()]
    # 第四十八第一款
    return "前面的条号缺“条”字" if _UNFINISHED.search(before) else ""


def _is_label(text: str, match: re.Match[str], branches: tuple[Branch, ...]) -> bool:
    """Whether the label of an article that lost its line break stands here: 。第八条　…"""
    start, end = match.span()
    if not start or not (text[start - 1].isspace() or text[start - 1] in "。；"):
        return False
    steps = branches[0].first.steps
    single = len(branches) == len(steps) == len(steps[0].numbers) == 1 and not branches[0].last
    if not single or steps[0].level.rank > Level.ARTICLE.rank or steps[0].word != "numbered":
        return False
    before, after = text[max(0, start - _NEAR) : start].rstrip(), text[end : end + _NEAR]
    if RUNNING.match(after) or not after:
        return False
    spaced = after[0].isspace() and text[start - 1].isspace()
    return spaced or (bool(before) and before[-1] in "。；")


def _reference(
    place: Place, branches: tuple[Branch, ...], named: _Named, offset: int, length: int
) -> Reference | None:
    """The reference of one citation; None for 该项 and 该条 where nothing was named."""
    whose = _owner(place, branches, named)
    outline = place.outline if whose.law is None else None
    first = branches[0].first.steps[0]
    if first.word == "that" and first.level is Level.ITEM and not _means_item(place, length):
        return None
    scope = Scope(outline, place.provision)
    if _looks_back(branches):
        inward = expression("references", "sentence", "inward").search(place.before)
        scope = replace(named.scope(outline, place.provision, whose.law), inward=bool(inward))
    found = resolve(scope, branches, offset + place.at)
    if not found.targets:
        return None
    span = Span(offset + place.at - whose.length, offset + place.at + length)
    interpretation = place.document.kind == "judicial_interpretation"
    state, reason = _state(place, whose, found, interpretation)
    return Reference(
        span,
        place.provision.id,
        whose.law,
        found.targets,
        state,
        reason,
        bare=whose.bare,
        ranges=found.ranges,
    )


def _means_item(place: Place, length: int) -> bool:
    """该项规定 means an item; 该项资金 does not."""
    after = place.text[place.at + length : place.at + length + _NEAR]
    return bool(expression("references", "that", "item").match(after))


def _looks_back(branches: tuple[Branch, ...]) -> bool:
    """Whether a citation depends on those before it: 第二款, 该条."""
    for branch in branches:
        begin = branch.first.steps[0]
        if begin.elided or begin.word in ("that", "those"):
            return True
    return False


def _owner(place: Place, branches: tuple[Branch, ...], named: _Named) -> Owner:
    """The law of a citation: a relative one belongs to what it points at."""
    first = branches[0].first.steps[0]
    if first.word in ("that", "those"):
        before = (*named.article, *named.lead, *named.sentence)
        laws = [each.law for each in before if any(first.level.step in i for i in each.ids)]
        return Owner(laws[-1] if laws else None)
    if first.word != "numbered":
        return Owner(UNKNOWN if place.quoted else None)
    if first.elided and not place.quoted and place.document.kind not in DECISIONS:
        return Owner(_governing(place, first, named), bare=True)
    whose = owner(place)
    if whose.law == UNKNOWN and not whose.length and place.document.kind in DECISIONS:
        # 在刑法第二百二十四条后增加一条，作为第二百二十四条之一
        before = (*named.article, *named.lead, *named.sentence)
        laws = [each.law for each in before if each.law not in (None, UNKNOWN)]
        return Owner(laws[-1] if laws else UNKNOWN)
    last = named.sentence[-1] if named.sentence else None
    if whose.bare and whose.law is None and last is not None and last.law is not None:
        return Owner(last.law, bare=True)
    return whose


def _governing(place: Place, first: Step, named: _Named) -> str | None:
    """The law of a bare 第N款 or 第N项: that of the citation before it in the sentence.

    Where this article has such a provision, another law must be named in the same clause.
    """
    before = (*named.lead, *named.sentence)
    if not before or before[-1].law is None:
        return None
    scope = named.scope(place.outline, place.provision, None)
    own = resolve(scope, (Branch(Path((first,), _NOWHERE)),), 0)
    if any(target.lacks for target in own.targets):
        return before[-1].law
    here = place.offset + place.at
    start = max(before[-1].span.end, here - _CLAUSE)
    between = place.document.source.slice(Span(start, here))
    apart = expression("references", "sentence", "clause").search(between)
    return None if apart else before[-1].law


def _state(
    place: Place, whose: Owner, found: Resolution, interpretation: bool
) -> tuple[State, str]:
    """The state of a reference and the reason for it, in Chinese."""
    missing = [target for target in found.targets if target.lacks]
    if any(target.id == BLANK for target in found.targets):
        return "placeholder", "条号还是空白"
    if whose.law == UNKNOWN or (missing and whose.bare and interpretation):
        return "unknown-law", "指的是另一部文件，文中没有写明是哪一部"
    if whose.law is not None:
        return "external", "引用另一部法律，尚未核对"
    if missing:
        return "missing", lack(place.outline, missing[0])
    if found.ambiguous:
        return "ambiguous", "有不止一种理解"
    falling = any(not each.rising for each in found.ranges)
    return "resolved", "范围前后倒置" if falling else ""


def within(found: tuple[Reference, ...], span: Span) -> tuple[Reference, ...]:
    """The references that begin in a span; `found` is sorted by position."""
    first = bisect_left(found, span.start, key=_start)
    return found[first : bisect_left(found, span.end, key=_start)]


def _start(reference: Reference) -> int:
    return reference.span.start


def _with_whole_texts(place: Place, found: list[Reference]) -> Iterable[Reference]:
    """The citations, and between them every 本条例, 《…》 and 该法 that names a whole text."""
    matches = list(expression("references", "whole", "text").finditer(place.text))
    if not matches:
        return found
    offset = place.offset
    whole: list[Reference] = []
    taken = iter([*(reference.span for reference in found), None])
    span = next(taken)
    for match in matches:
        start, end = offset + match.start(), offset + match.end()
        while span is not None and span.end <= start:
            span = next(taken)
        if match["title"] and not is_text(match["title"]):
            continue
        if span is None or end <= span.start:
            whole.append(_whole(replace(place, at=match.start()), match, Span(start, end)))
    return (*found, *whole)


def _whole(place: Place, match: re.Match[str], span: Span) -> Reference:
    if match["implementing"]:
        whose = owner(replace(place, at=match.end()))
        law, span = whose.law, Span(span.end - whose.length, span.end)
    elif match["title"]:
        law = law_of(place, match["title"])
        ends = expression("references", "whole", "ends")
        if law is None and ends.match(place.text, match.end()):
            law = match["title"]  # the text of the same name that this one takes the place of
    elif match["that"]:
        law = that_law(place) or UNKNOWN
    else:
        law = None
    state: State = "resolved" if law is None else "external"
    if law == UNKNOWN:
        state = "unknown-law"
    return Reference(span, place.provision.id, law, (Target(WHOLE, span),), state)
