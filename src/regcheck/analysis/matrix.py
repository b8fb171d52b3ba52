"""Norms → the matrix of duties and liabilities: 罚则表.

A row is one sanction for one conduct, with the duties it answers; or a duty of a private person
that no sanction answers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

import msgspec

from regcheck.analysis.citations import Citation
from regcheck.analysis.liability import Breach, in_liability
from regcheck.analysis.norms import Norm
from regcheck.analysis.outline import Outline
from regcheck.analysis.sanctions import Sanction
from regcheck.data import expression
from regcheck.model import Document, Provision, walk
from regcheck.text import Span

State = Literal["answered", "no-duty", "no-liability"]
# More breaches and laws than this no sentence that people read has.
_LOOKED_AT = 100
# A sentence that tells no conduct is itself shown, up to so many characters.
_TOLD = 300
_BINDING = frozenset({"obligation", "prohibition"})


class Row(msgspec.Struct, frozen=True):
    """One line of the matrix.

    `duties` are the ids whose breach the sanction answers; `conduct` tells it. `liability` is the
    provision that holds the sanction. Without liability, `duty` is the clause that binds, and
    `public` says whether a public body bears it. `laws` are the upper laws named in the sentence.
    """

    state: State
    duties: tuple[str, ...]
    conduct: str
    bearer: str | None
    liability: str | None = None
    sanction: Sanction | None = None
    laws: tuple[str, ...] = ()
    duty: Span | None = None
    public: bool = False


class _Sources:
    """What the rows are made from."""

    def __init__(
        self,
        document: Document,
        outline: Outline,
        norms: tuple[Norm, ...],
        breaches: tuple[Breach, ...],
        citations: tuple[Citation, ...],
    ) -> None:
        self.document, self.outline = document, outline
        self.norms, self.breaches, self.citations = norms, breaches, citations

    @cached_property
    def punishing(self) -> frozenset[str]:
        """The paragraphs that hold sanctions."""
        return frozenset(self.paragraph(norm.provision).id for norm in self.norms if norm.sanctions)

    @cached_property
    def breached(self) -> dict[str, tuple[str, ...]]:
        """What each paragraph with sanctions says is breached, in it and in its items."""
        out: dict[str, dict[str, None]] = {}
        for breach in self.breaches:
            place = self.paragraph(breach.reference.source).id
            if breach.reference.state == "resolved" and place in self.punishing:
                out.setdefault(place, {}).update(dict.fromkeys(breach.reference.ids))
        return {name: tuple(ids) for name, ids in out.items()}

    def paragraph(self, name: str) -> Provision:
        """The paragraph of a provision; itself where it lies in none."""
        return self.outline.paragraph_of(self.outline.by_id[name])

    def duties(self, norm: Norm, sanction: Sanction) -> tuple[str, ...]:
        """The duties that a sanction answers: those its sentence cites, those of the paragraph
        on sanctions that it cites (前款规定的行为), else those breached in its paragraph's items.
        """
        out: dict[str, None] = {}
        for name in sanction.triggers:
            there = self.paragraph(name).id
            out.update(dict.fromkeys(self.breached.get(there, (name,))))
        here = self.paragraph(norm.provision)
        listed = norm.provision == here.id and here.children
        return tuple(out) or (self.breached.get(here.id, ()) if listed else ())

    def told(self, span: Span) -> str:
        """The conduct that a sentence tells after 违反……规定."""
        first = bisect_left(self.breaches, span.start, key=lambda each: each.reference.span.start)
        for breach in self.breaches[first : first + _LOOKED_AT]:
            if breach.reference.span.start >= span.end:
                break
            if breach.conduct.start < breach.conduct.end:
                return self.document.source.slice(breach.conduct)
        return ""

    def listed(self, paragraph: Provision) -> str:
        """The conduct that the items of a paragraph list."""
        words = (self.document.text_of(each).rstrip("；。;") for each in paragraph.children)
        return "、".join(words)

    def conduct(self, norm: Norm, base: str) -> str:
        """What is answered: the conduct of the paragraph, and the case that the sentence adds.

        例：未保存科研原始记录；情节严重的。
        """
        own = _without_citation(norm)
        if base and (not own or base in own or own in base):
            return base
        reach = Span(norm.span.start, min(norm.span.end, norm.span.start + _TOLD))
        words = self.document.source.slice(reach).strip()
        return "；".join(part for part in (base, own) if part) or words

    def laws(self, span: Span) -> tuple[str, ...]:
        """The laws named in a sentence."""
        first = bisect_left(self.citations, span.start, key=lambda each: each.span.start)
        last = bisect_left(self.citations, span.end, key=lambda each: each.span.start)
        last = min(last, first + _LOOKED_AT)
        return tuple(dict.fromkeys(each.title for each in self.citations[first:last]))


def _without_citation(norm: Norm) -> str:
    return expression("frames", "matrix", "citation").sub("", norm.condition or "")


def matrix(
    document: Document,
    outline: Outline,
    norms: tuple[Norm, ...],
    breaches: tuple[Breach, ...],
    citations: tuple[Citation, ...],
) -> tuple[Row, ...]:
    """The rows of a text: first its sanctions by position, then the duties without any."""
    answered = tuple(_answered(_Sources(document, outline, norms, breaches, citations)))
    return (*answered, *_open(document, outline, norms, answered))


def _answered(sources: _Sources) -> Iterator[Row]:
    """The rows of the sanctions; a sentence like 情节严重的 speaks of the conduct before it, and of
    the duties that it breaches."""
    place, base = "", ""
    before: tuple[str, ...] = ()
    for norm in sources.norms:
        if not norm.sanctions:
            continue
        here = sources.paragraph(norm.provision)
        told = sources.told(norm.sentence)
        if here.id != place or told or norm.provision != here.id:
            listed = sources.listed(here) if norm.provision == here.id else ""
            place, base, before = here.id, told or listed or _without_citation(norm), ()
        conduct, laws = sources.conduct(norm, base), sources.laws(norm.sentence)
        inherited = before
        for each in norm.sanctions:
            duties = sources.duties(norm, each) or inherited
            before = before or duties
            yield Row(
                state="answered" if duties else "no-duty",
                duties=duties,
                conduct=conduct,
                bearer=each.bearer,
                liability=norm.provision,
                sanction=each,
                laws=laws,
            )


def _open(
    document: Document, outline: Outline, norms: tuple[Norm, ...], answered: tuple[Row, ...]
) -> Iterator[Row]:
    """The duties that no sanction answers; those of chapters on liability are left out."""
    cited = {name for row in answered for name in row.duties}
    below = {each.id for name in cited for each in walk((outline.by_id[name],))}
    above = {each.id for name in cited for each in outline.up(outline.by_id[name])}
    liable = in_liability(outline)
    public = expression("frames", "matrix", "public")
    for norm in norms:
        if norm.kind not in _BINDING or norm.sanctions or norm.provision in below:
            continue
        # 违反第九条第一款 answers the list of its items too, and 第九条第一款第二项 its lead-in
        if norm.provision in above and outline.by_id[norm.provision].children:
            continue
        article = outline.article_of(outline.by_id[norm.provision])
        if article and article.id in liable:
            continue
        yield Row(
            state="no-liability",
            duties=(norm.provision,),
            conduct=document.source.slice(norm.span).strip(),
            bearer=norm.actor,
            duty=norm.span,
            public=bool(norm.actor and public.search(norm.actor)),
        )
