"""Norms → the matrix of duties and liabilities: 罚则表.

A row is one sanction for one conduct, with the duties it answers; or a duty of a private person
that no sanction answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

import msgspec

from regcheck.analysis.citations import Citation
from regcheck.analysis.liability import Breach, in_liability
from regcheck.analysis.norms import Norm
from regcheck.analysis.outline import Outline
from regcheck.analysis.references import Reference, within
from regcheck.analysis.sanctions import Sanction
from regcheck.data import expression
from regcheck.model import Document, Level, Provision
from regcheck.text import Span

State = Literal["answered", "no-duty", "no-liability"]
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
        references: tuple[Reference, ...],
        breaches: tuple[Breach, ...],
    ) -> None:
        self.document, self.outline, self.references = document, outline, references
        self._told = {each.reference.span: each.conduct for each in breaches}

    @cached_property
    def breached(self) -> dict[str, tuple[str, ...]]:
        """What each paragraph says is breached: the references after 违反 in it and its items."""
        out: dict[str, dict[str, None]] = {}
        for reference in self.references:
            if reference.span in self._told and reference.state == "resolved":
                place = self.paragraph(reference.source)
                out.setdefault(place.id, {}).update(dict.fromkeys(reference.ids))
        return {name: tuple(ids) for name, ids in out.items()}

    def paragraph(self, name: str) -> Provision:
        """The paragraph of a provision; itself where it lies in none."""
        provision = self.outline.by_id[name]
        return self.outline.ancestor(provision, Level.PARAGRAPH) or provision

    def duties(self, norm: Norm, sanction: Sanction) -> tuple[str, ...]:
        """The duties that a sanction answers: those its sentence cites, those of the paragraph
        it cites (前款规定的行为), else those that its paragraph says are breached."""
        here = self.paragraph(norm.provision)
        out: dict[str, None] = {}
        for name in sanction.triggers:
            there = self.paragraph(name).id
            out.update(dict.fromkeys(self.breached.get(there, (name,))))
        return tuple(out) or self.breached.get(here.id, ())

    def conduct(self, norm: Norm, base: str) -> str:
        """What is answered: the conduct of the paragraph, and the case that the sentence adds.

        例：未保存科研原始记录；情节严重的。
        """
        own = expression("frames", "matrix", "citation").sub("", norm.condition or "")
        if base and (not own or base in own or own in base):
            return base
        words = self.document.source.slice(norm.span).strip()
        return "；".join(part for part in (base, own) if part) or words

    def told(self, paragraph: Provision) -> str:
        """The conduct that a paragraph, or its items, tells after 违反……规定."""
        told = [
            self.document.source.slice(self._told[reference.span])
            for reference in within(self.references, paragraph.span)
            if reference.span in self._told
        ]
        items = [self.document.text_of(each).rstrip("；。;") for each in paragraph.children]
        return next((words for words in told if words), "") or "、".join(items)

    def laws(self, cited: Iterable[Citation], span: Span) -> tuple[str, ...]:
        """The laws named in a sentence."""
        return tuple(
            dict.fromkeys(each.title for each in cited if span.start <= each.span.start < span.end)
        )


def matrix(
    document: Document,
    outline: Outline,
    norms: tuple[Norm, ...],
    references: tuple[Reference, ...],
    breaches: tuple[Breach, ...],
    *,
    citations: tuple[Citation, ...],
) -> tuple[Row, ...]:
    """The rows of a text: first its sanctions by position, then the duties without any."""
    sources = _Sources(document, outline, references, breaches)
    cited: dict[str, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(citation.provision, []).append(citation)
    answered = tuple(_answered(sources, norms, cited))
    return (*answered, *_open(document, outline, norms, answered))


def _answered(
    sources: _Sources, norms: tuple[Norm, ...], cited: dict[str, list[Citation]]
) -> Iterator[Row]:
    """The rows of the sanctions; a sentence like 构成犯罪的 speaks of its paragraph's conduct."""
    bases: dict[str, str] = {}
    for norm in norms:
        here = sources.paragraph(norm.provision)
        if norm.sanctions and here.id not in bases:
            first = expression("frames", "matrix", "citation").sub("", norm.condition or "")
            bases[here.id] = sources.told(here) or first
        for each in norm.sanctions:
            duties = sources.duties(norm, each)
            yield Row(
                state="answered" if duties else "no-duty",
                duties=duties,
                conduct=sources.conduct(norm, bases[here.id]),
                bearer=each.bearer,
                liability=norm.provision,
                sanction=each,
                laws=sources.laws(cited.get(norm.provision, ()), norm.sentence),
            )


def _open(
    document: Document, outline: Outline, norms: tuple[Norm, ...], answered: tuple[Row, ...]
) -> Iterator[Row]:
    """The duties that no sanction answers; those of chapters on liability are left out."""
    cited = {name for row in answered for name in row.duties}
    below = {each.id for name in cited for each in _all_below(outline.by_id[name])}
    above = {each.id for name in cited for each in outline.up(outline.by_id[name])}
    liable = in_liability(outline)
    public = expression("frames", "matrix", "public")
    for norm in norms:
        if norm.kind not in _BINDING or norm.sanctions or norm.provision in below:
            continue
        # 违反第九条第一款 answers the list of its items too, and 第九条第一款第二项 its lead-in
        if norm.provision in above and outline.by_id[norm.provision].children:
            continue
        if norm.provision.split("__")[0] in liable:
            continue
        yield Row(
            state="no-liability",
            duties=(norm.provision,),
            conduct=document.source.slice(norm.span).strip(),
            bearer=norm.actor,
            duty=norm.span,
            public=bool(norm.actor and public.search(norm.actor)),
        )


def _all_below(provision: Provision) -> Iterator[Provision]:
    yield provision
    for child in provision.children:
        yield from _all_below(child)
