"""Commitments × document → coverage: which promise the draft keeps, element by element.

An element is kept where a sentence speaks of its matter and has a norm or a sanction of its kind,
no weaker than promised. The verdicts are those of docs/contract.md; the words that decide are
data/verdicts.toml, data/synonyms.toml and data/authority.toml.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

import msgspec

from regcheck.analysis.commitments import Commitment, Element
from regcheck.analysis.norms import Norm
from regcheck.analysis.outline import Outline
from regcheck.analysis.quantities import values
from regcheck.analysis.references import Reference
from regcheck.data import expression, table
from regcheck.model import Document, Kind, Level
from regcheck.text import Span

Status = Literal[
    "covered",
    "kept-by-reference",
    "partial",
    "missing",
    "weakened",
    "contradicted",
    "beyond-authority",
    "out-of-scope",
]
# The best verdict on an element among the sentences that speak of its matter.
_BEST: tuple[Status, ...] = ("covered", "kept-by-reference", "contradicted", "weakened")
# Which norms are as strong as the one promised, and which are weaker.
_AS_STRONG = {
    "obligation": {"obligation", "responsibility"},
    "responsibility": {"responsibility", "obligation"},
    "encouragement": {"encouragement", "permission", "responsibility", "obligation"},
}
_WEAKER = {
    "obligation": {"permission", "encouragement"},
    "responsibility": {"permission", "encouragement"},
    "permission": {"encouragement"},
}
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

    `limit` is what forbids a local regulation to provide it, where it is beyond authority.
    """

    element: Element
    status: Status
    evidence: tuple[Evidence, ...]
    reason: str
    limit: Limit | None = None


class Coverage(msgspec.Struct, frozen=True):
    """The verdict on a commitment, and those on its elements."""

    commitment: Commitment
    status: Status
    elements: tuple[ElementCoverage, ...] = ()

    @property
    def kept(self) -> int:
        """How many elements the draft keeps, in its own words or by reference to a law."""
        return len(self.at("covered")) + len(self.at("kept-by-reference"))

    def at(self, status: Status) -> tuple[ElementCoverage, ...]:
        """The elements with a verdict."""
        return tuple(element for element in self.elements if element.status == status)


class _Spoken(msgspec.Struct, frozen=True):
    """A norm with what it speaks of: its sentence and list, and where it is a sanction in an
    article on liability, that article."""

    norm: Norm
    near: str
    article: str


class _Draft(msgspec.Struct, frozen=True):
    """The norms of a draft with what they speak of, and its citations of other laws."""

    document: Document
    norms: tuple[_Spoken, ...]
    elsewhere: tuple[Reference, ...]


def coverage(
    document: Document,
    outline: Outline,
    norms: tuple[Norm, ...],
    references: tuple[Reference, ...],
    commitments: tuple[Commitment, ...],
) -> tuple[Coverage, ...]:
    """What the draft keeps of each commitment, in their order."""
    spoken = tuple(_spoken(document, outline, norm) for norm in norms)
    elsewhere = tuple(each for each in references if each.law not in (None, "unknown"))
    draft = _Draft(document, spoken, elsewhere)
    return tuple(_commitment(draft, commitment) for commitment in commitments)


def _spoken(document: Document, outline: Outline, norm: Norm) -> _Spoken:
    """The sentence of a norm, with the list that it leads into or the words that lead into it."""
    provision = outline.by_id[norm.provision]
    parts = [document.source.slice(norm.sentence)]
    if provision.level in (Level.ITEM, Level.SUBITEM):
        parts.append(document.text_of(outline.parents[provision.id]))
    elif provision.children and parts[0].rstrip().endswith(("：", ":")):
        first, last = provision.children[0], provision.children[-1]
        parts.append(document.source.slice(Span(first.span.start, last.span.end)))
    article = outline.article_of(provision)
    whole = document.source.slice(article.span) if article and norm.sanctions else ""
    liability = expression("verdicts", "article", "liability").search(whole)
    return _Spoken(norm, "\n".join(parts), whole if liability else "")


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
    found: dict[Status, list[tuple[Norm, str]]] = {}
    for spoken in draft.norms:
        near = any(word in spoken.near for word in words)
        verdict = _judge(draft, commitment, element, spoken.norm) if near else None
        if verdict is not None:
            found.setdefault(verdict[0], []).append((spoken.norm, verdict[1]))
    if "covered" not in found and element.kind in table("kinds")["sanction"]:
        # 违反本条例第三条规定的，……。构成犯罪的，依法追究刑事责任。
        found.update(_from_article(draft, commitment, element, words))
    for status in _BEST:
        if status in found:
            sentences = {norm.sentence: norm.provision for norm, _ in found[status]}
            evidence = tuple(Evidence(p, sentence) for sentence, p in sentences.items())
            return ElementCoverage(element, status, evidence, found[status][0][1])
    return ElementCoverage(element, "missing", (), _absence(draft, element, words))


def _from_article(
    draft: _Draft, commitment: Commitment, element: Element, words: frozenset[str]
) -> dict[Status, list[tuple[Norm, str]]]:
    """The sanctions that keep an element where only their article speaks of its matter."""
    judged = (
        (spoken.norm, _judge(draft, commitment, element, spoken.norm))
        for spoken in draft.norms
        if any(word in spoken.article for word in words)
    )
    kept = [(norm, verdict[1]) for norm, verdict in judged if verdict and verdict[0] == "covered"]
    return {"covered": kept} if kept else {}


def _absence(draft: _Draft, element: Element, words: Iterable[str]) -> str:
    if any(word in draft.document.source.text for word in words):
        return f"写到了“{element.about[0]}”，但是没有规定{_name(element.kind)}。"
    return f"没有条文写到“{element.about[0]}”。"


def _name(kind: str) -> str:
    names: dict[str, str] = {**table("kinds")["norm"], **table("kinds")["sanction"]}
    return names[kind]


Verdict = tuple[Status, str] | None


def _judge(draft: _Draft, commitment: Commitment, element: Element, norm: Norm) -> Verdict:
    """What one sentence on the matter means for the element; None where it says nothing of it."""
    sanction = element.kind in table("kinds")["sanction"]
    judge = _judge_sanction if sanction else _judge_norm
    verdict = judge(draft, element, norm)
    if verdict is None:
        return _deferred(draft, norm) if sanction else None
    if verdict[0] != "covered":
        return verdict
    return _judge_quantity(draft, element, norm) or _weakened(draft, commitment, norm) or verdict


def _judge_norm(draft: _Draft, element: Element, norm: Norm) -> Verdict:
    wanted = element.modality or element.kind
    if norm.kind in _AS_STRONG.get(wanted, {wanted}):
        return "covered", f"条文规定了{_name(norm.kind)}。"
    words = draft.document.source.slice(norm.sentence)
    if wanted == "permission" and norm.kind == "obligation":
        secured = expression("verdicts", "stronger", "secured").search(norm.action or "")
        return ("covered", "条文规定了保障它的义务。") if secured else None
    if _opposite(element, norm, words):
        return "contradicted", f"承诺的是{_name(wanted)}，条文写成了{_name(norm.kind)}。"
    if norm.kind in _WEAKER.get(wanted, ()):
        written = f"{_name(norm.kind)}（“{norm.trigger}”）"
        return "weakened", f"承诺的是{_name(wanted)}，条文写成了{written}。"
    return None


def _opposite(element: Element, norm: Norm, sentence: str) -> bool:
    """Whether the very thing promised is forbidden, or the thing to be forbidden is allowed."""
    wanted = element.modality or element.kind
    pairs = {"prohibition": {"permission", "encouragement"}}
    if norm.kind not in pairs.get(wanted, {"prohibition"}) or wanted == "definition":
        return False
    rest = sentence[sentence.find(norm.trigger) + len(norm.trigger) :]
    near = expression("verdicts", "opposite", "object")
    places = [rest.find(word) for word in synonyms(element.about)]
    return any(place >= 0 and near.search(rest[:place]) for place in places)


def _judge_sanction(draft: _Draft, element: Element, norm: Norm) -> Verdict:
    text = draft.document.source.text
    fitting = [each for each in norm.sanctions if each.kind == element.kind]
    negated = expression("verdicts", "opposite", "negated")
    name = _name(element.kind)
    if not fitting:
        return None
    if all(negated.search(text, norm.sentence.start, each.span.start) for each in fitting):
        return "contradicted", f"承诺的是{name}，条文把它排除了。"
    if element.modality == "obligation" and norm.kind in _WEAKER["obligation"]:
        return "weakened", f"承诺的是应当给予的{name}，条文写的是“{norm.trigger}”。"
    return "covered", f"条文规定了{name}。"


def _judge_quantity(draft: _Draft, element: Element, norm: Norm) -> Verdict:
    """None where the sentence keeps the promised bound, or none was promised."""
    if element.unit is None:
        return None
    found = list(values(draft.document.source.slice(norm.sentence), element.unit))
    if not found:
        return "weakened", "承诺里有数字，条文没有写明数字。"
    if any(value.keeps(element) for value in found):
        return None
    return "contradicted", f"条文写的是“{found[0].text}”，达不到承诺的界限。"


def _weakened(draft: _Draft, commitment: Commitment, norm: Norm) -> Verdict:
    """Whether words of the sentence take back what the promise did not leave open."""
    sentence = draft.document.source.slice(norm.sentence)
    for name, why in (("vague", "条文改为{}，没有自己的内容"), ("soft", "条文加上了{}")):
        pattern = expression("verdicts", "weak", name)
        match = pattern.search(sentence)
        if match and not pattern.search(commitment.text):
            return "weakened", f"{why.format(f'“{match[0]}”')}。"
    if norm.actor and expression("verdicts", "weak", "blurred").search(norm.actor):
        return "weakened", f"条文只写“{norm.actor}”，没有写明由谁承担。"
    return None


def _deferred(draft: _Draft, norm: Norm) -> Verdict:
    """Whether the sentence leaves the matter to a law that it names."""
    text = draft.document.source.text
    to_law = expression("verdicts", "deferral", "to_law")
    for reference in draft.elsewhere:
        inside = norm.sentence.start <= reference.span.start < norm.sentence.end
        if inside and to_law.search(text, norm.sentence.start, reference.span.start):
            return "kept-by-reference", f"条文写明依照《{reference.law}》执行。"
    return None


@cache
def synonyms(words: tuple[str, ...]) -> frozenset[str]:
    """The words with everything data/synonyms.toml says instead of them."""
    groups: list[list[str]] = table("synonyms")["groups"]
    near = [group for group in groups if any(word in group for word in words)]
    return frozenset((*words, *(word for group in near for word in group)))
