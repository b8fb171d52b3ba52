"""Commitments × document → coverage: which promise the draft keeps, element by element.

An element is kept where a sentence speaks of its matter and has a norm or a sanction of its kind,
no weaker than promised. The verdicts are those of docs/contract.md; the words that decide are
data/verdicts.toml, data/synonyms.toml and data/authority.toml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby

import msgspec

from regcheck.analysis.commitments import Commitment, Element
from regcheck.analysis.norms import Norm
from regcheck.analysis.outline import Outline
from regcheck.analysis.owners import UNKNOWN
from regcheck.analysis.references import Reference, within
from regcheck.analysis.sentences import Sentences, Unit
from regcheck.analysis.spoken import Spoken
from regcheck.analysis.verdicts import (
    Status,
    Verdict,
    judge,
    judge_quantity,
    kind_name,
    left_to,
    synonyms,
)
from regcheck.data import expression, table
from regcheck.model import Document, Kind, Level, Provision
from regcheck.text import Span

# The best verdict on an element among the sentences that speak of its matter.
_BEST: tuple[Status, ...] = ("covered", "kept-by-reference", "contradicted", "weakened")
_NATIONAL: frozenset[Kind] = frozenset({"law"})


class Evidence(msgspec.Struct, frozen=True):
    """Words of the draft that decide an element."""

    provision: str
    span: Span


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of data/authority.toml: what no local regulation may provide, and why."""

    id: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    reason: str
    basis: str


class ElementCoverage(msgspec.Struct, frozen=True):
    """The verdict on an element, the words that decide it, and the reason in one sentence.

    `limit` is what forbids a local regulation to provide it, where it is beyond authority;
    `stronger` is true where the draft binds more than was promised.
    """

    element: Element
    status: Status
    evidence: tuple[Evidence, ...]
    reason: str
    limit: Limit | None = None
    stronger: bool = False

    @property
    def provisions(self) -> tuple[str, ...]:
        """The ids of the provisions whose words decide it."""
        return tuple(dict.fromkeys(each.provision for each in self.evidence))


class Coverage(msgspec.Struct, frozen=True):
    """The verdict on a commitment, and those on its elements."""

    commitment: Commitment
    status: Status
    elements: tuple[ElementCoverage, ...] = ()

    @property
    def kept(self) -> int:
        """How many elements the draft keeps, in its own words or by reference to a law."""
        return len(self.at("covered")) + len(self.at("kept-by-reference"))

    @property
    def provisions(self) -> tuple[str, ...]:
        """The ids of the provisions whose words decide its elements."""
        return tuple(dict.fromkeys(each for found in self.elements for each in found.provisions))

    def at(self, status: Status) -> tuple[ElementCoverage, ...]:
        """The elements with a verdict."""
        return tuple(element for element in self.elements if element.status == status)


class _Plain(msgspec.Struct, frozen=True):
    """A sentence without a norm: what says what it is about, and the law that it leaves it to."""

    unit: Unit
    near: tuple[str, ...]
    law: str | None


class _Draft(msgspec.Struct, frozen=True):
    """A draft as what it says: its norms with what they are about, and its other sentences."""

    document: Document
    norms: tuple[Spoken, ...]
    plain: tuple[_Plain, ...]


def coverage(
    document: Document,
    outline: Outline,
    cut: Sentences,
    norms: tuple[Norm, ...],
    references: tuple[Reference, ...],
    *,
    commitments: tuple[Commitment, ...],
) -> tuple[Coverage, ...]:
    """What the draft keeps of each commitment, in their order."""
    slices = _Slices(document, outline, norms)
    binding = {span: tuple(group) for span, group in groupby(norms, lambda norm: norm.sentence)}
    spoken = tuple(
        _spoken(slices, references, norm, beside) for beside in binding.values() for norm in beside
    )
    plain = tuple(
        _Plain(
            unit, slices.near(unit.provision, unit.span), _left_to(document, references, unit.span)
        )
        for unit in cut.units
        if unit.span not in binding
    )
    draft = _Draft(document, spoken, plain)
    return tuple(_commitment(draft, commitment) for commitment in commitments)


class _Slices:
    """The texts of provisions, each cut out once: a long article has many sanctions."""

    def __init__(self, document: Document, outline: Outline, norms: tuple[Norm, ...]) -> None:
        self.document, self.outline = document, outline
        self._cut: dict[Span, str] = {}
        self._liable: dict[Span, bool] = {}
        self._breached: dict[str, dict[str, None]] = {}
        for norm in norms:
            ids = (trigger for each in norm.sanctions for trigger in each.triggers)
            place = self.outline.paragraph_of(outline.by_id[norm.provision])
            self._breached.setdefault(place.id, {}).update(dict.fromkeys(ids))

    def text(self, span: Span) -> str:
        """The text of a span, always the same object."""
        if span not in self._cut:
            self._cut[span] = self.document.source.slice(span)
        return self._cut[span]

    def near(self, place: str, span: Span) -> tuple[str, ...]:
        """A sentence with the list that it leads into, or with the words that lead into it."""
        provision, sentence = self.outline.by_id[place], self.text(span)
        if provision.level in (Level.ITEM, Level.SUBITEM):
            return (sentence, self.text(self.outline.parents[provision.id].body))
        if provision.children and sentence.rstrip().endswith(("：", ":")):
            first, last = provision.children[0], provision.children[-1]
            return (sentence, self.text(Span(first.span.start, last.span.end)))
        return (sentence,)

    def around(self, provision: Provision) -> tuple[str, ...]:
        """What a sanction may be about: its article on liability with the provisions whose breach
        its paragraph answers, elsewhere its paragraph."""
        paragraph = self.outline.paragraph_of(provision)
        article = self.outline.article_of(provision)
        if article is None or not self._on_liability(article.span):
            return (self.text(paragraph.span),)
        breached = self._breached.get(paragraph.id, {})
        texts = (self.text(self.outline.by_id[each].span) for each in breached)
        return (self.text(article.span), *texts)

    def proviso(self, provision: Provision, sentence: Span) -> str:
        """The sentence after another where that takes something back: 但是……的除外。"""
        text, end = self.document.source.text, provision.body.end
        found = expression("verdicts", "weak", "goes_on").match(text, sentence.end, end)
        return found[0] if found else ""

    def _on_liability(self, article: Span) -> bool:
        if article not in self._liable:
            match = expression("verdicts", "article", "liability").search(self.text(article))
            self._liable[article] = match is not None
        return self._liable[article]


def _spoken(
    slices: _Slices, references: tuple[Reference, ...], norm: Norm, norms: tuple[Norm, ...]
) -> Spoken:
    """The norm with its sentence, and with what else says what they are about."""
    provision = slices.outline.by_id[norm.provision]
    near = slices.near(norm.provision, norm.sentence)
    punishes = norm.sanctions or norm.kind == "exemption"
    around = slices.around(provision) if punishes else ()
    law = _left_to(slices.document, references, norm.sentence)
    proviso = slices.proviso(provision, norm.sentence)
    return Spoken(norm, near[0], near, around, law, norms, proviso)


def _left_to(document: Document, references: tuple[Reference, ...], sentence: Span) -> str | None:
    """The law to which a sentence leaves its matter: 依照《甲法》的规定执行."""
    to_law, text = expression("verdicts", "deferral", "to_law"), document.source.text
    for reference in within(references, sentence):
        named = reference.law not in (None, UNKNOWN)
        if named and to_law.search(text, sentence.start, reference.span.start):
            return reference.law
    return None


def _commitment(draft: _Draft, commitment: Commitment) -> Coverage:
    carried = commitment.carrier in ("regulation", "unconfirmed")
    if not carried or commitment.tense in ("done", "background"):
        return Coverage(commitment, "out-of-scope")
    elements = tuple(_element(draft, commitment, each) for each in commitment.element)
    return Coverage(commitment, _overall([each.status for each in elements]), elements)


def _overall(found: list[Status]) -> Status:
    """The verdict on a commitment from those on its elements.

    What no local regulation may provide counts neither for nor against it.
    """
    for status in ("contradicted", "weakened"):
        if status in found:
            return status
    within = [status for status in found if status != "beyond-authority"]
    if set(within) <= {"missing"}:
        return "missing" if within or not found else "beyond-authority"
    if "missing" in within:
        return "partial"
    if len(within) < len(found):
        return "beyond-authority"
    return "kept-by-reference" if "kept-by-reference" in within else "covered"


def _limit(element: Element, document: Document) -> Limit | None:
    """Why no regulation of this draft's level may provide an element; None where one may."""
    if document.kind in _NATIONAL:
        return None
    for limit in _limits():
        named = any(word in about for about in element.about for word in limit.words)
        if named and (not limit.kinds or element.kind in limit.kinds):
            return limit
    return None


@cache
def _limits() -> tuple[Limit, ...]:
    return tuple(msgspec.convert(entry, Limit) for entry in table("authority")["limit"])


def _element(draft: _Draft, commitment: Commitment, element: Element) -> ElementCoverage:
    """The best verdict on an element over all sentences that speak of its matter."""
    if limit := _limit(element, draft.document):
        return ElementCoverage(element, "beyond-authority", (), f"{limit.reason}。", limit)
    words = synonyms(element.about)
    found: dict[Status, list[_Found]] = {}
    for verdict, evidence in _verdicts(draft, commitment, element, words):
        found.setdefault(verdict.status, []).append((verdict, evidence))
    for status in _BEST:
        if status in found:
            places = tuple(dict.fromkeys(evidence for _, evidence in found[status]))
            # a sentence that keeps the promise as it is says more than one that outdoes it
            verdicts = [each for each, _ in found[status]]
            first = next((each for each in verdicts if not each.stronger), verdicts[0])
            return ElementCoverage(element, status, places, first.reason, stronger=first.stronger)
    return ElementCoverage(element, "missing", (), _absence(draft, element, words))


_Found = tuple[Verdict, Evidence]


def _verdicts(
    draft: _Draft, commitment: Commitment, element: Element, words: frozenset[str]
) -> Iterator[_Found]:
    """The verdicts of all sentences that speak of the matter of an element."""
    near = [*_judged(draft, commitment, element, lambda spoken: spoken.near)]
    yield from near
    if any(verdict.status == "covered" for verdict, _ in near):
        return
    if element.kind in table("kinds")["sanction"]:
        # 违反本条例第三条规定的，……。构成犯罪的，依法追究刑事责任。
        yield from _judged(draft, commitment, element, lambda spoken: spoken.around)
    yield from _plain(draft, commitment, element, words)


def _judged(
    draft: _Draft,
    commitment: Commitment,
    element: Element,
    scope: Callable[[Spoken], tuple[str, ...]],
) -> Iterator[_Found]:
    """The verdicts of the norms whose scope names the matter; each text is searched once."""
    words = synonyms(element.about)
    names: dict[str, bool] = {}
    for spoken in draft.norms:
        for text in scope(spoken):
            if text not in names:
                names[text] = any(word in text for word in words)
        if any(names[text] for text in scope(spoken)):
            verdict = judge(spoken, commitment, element)
            if verdict is not None:
                place = Evidence(spoken.norm.provision, spoken.norm.sentence)
                yield verdict, place


def _plain(
    draft: _Draft, commitment: Commitment, element: Element, words: frozenset[str]
) -> Iterator[_Found]:
    """Sentences without 应当: 评审结果的公开，依照《甲法》的规定执行；给予五百万元的奖励。"""
    for plain in draft.plain:
        sentence, *others = plain.near
        place = Evidence(plain.unit.provision, plain.unit.span)
        named = any(word in sentence for word in words)
        if plain.law is not None:
            # 下列事项，依照《甲法》的规定执行：……
            if named or any(word in text for text in others for word in words):
                yield left_to(plain.law), place
        elif named and element.unit is not None:
            verdict = judge_quantity(sentence, element, commitment.text)
            if verdict:
                yield verdict, place


def _absence(draft: _Draft, element: Element, words: frozenset[str]) -> str:
    named = "".join(f"“{about}”" for about in element.about)
    if any(word in draft.document.source.text for word in words):
        return f"写到了{named}，但是没有规定{kind_name(element.kind)}。"
    return f"没有条文写到{named}。"
