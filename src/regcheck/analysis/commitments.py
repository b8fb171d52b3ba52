"""Commitments × document → coverage: which promise the draft keeps, element by element.

An element is kept where one article speaks of its matter and has a norm or a sanction of its
kind. The commitments are data (docs/contract.md, commitments.toml).
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Literal

import msgspec

from regcheck.analysis.norms import Norm
from regcheck.analysis.outline import Outline
from regcheck.analysis.words import patterns
from regcheck.data import table
from regcheck.diagnostic import RegcheckError
from regcheck.model import Document, Provision
from regcheck.numerals import DIGITS, to_int
from regcheck.text import Span

Carrier = Literal["regulation", "rule", "plan", "budget", "project", "measure", "unconfirmed"]
Status = Literal["covered", "partial", "missing", "out-of-scope"]
Quantity = Literal["percent", "yuan"]
_QUANTITIES = {
    "percent": re.compile(rf"百分之([{DIGITS}]+)|([0-9.]+)[%％]"),
    "yuan": re.compile(rf"([{DIGITS}]+)(万|亿)?元"),
}
_SCALE = {"万": 10_000, "亿": 100_000_000}


class Element(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing promised: a norm or sanction of `kind` about any of these matters.

    `min` and `max` bound a quantity in `unit` (percent as a share: 0.2 is 百分之二十; yuan).
    """

    id: str
    kind: str
    about: tuple[str, ...]
    modality: str | None = None
    min: float | None = None
    max: float | None = None
    unit: Quantity | None = None


class Commitment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A promise, where it was made, and what carries it."""

    id: str
    source: str
    text: str
    carrier: Carrier
    articles: tuple[str, ...] = ()
    element: tuple[Element, ...] = ()


class Evidence(msgspec.Struct, frozen=True):
    """Words of the draft that keep an element."""

    provision: str
    span: Span


class ElementCoverage(msgspec.Struct, frozen=True):
    """Whether an element is kept, by which words, and why not."""

    id: str
    status: Literal["covered", "missing"]
    evidence: tuple[Evidence, ...]
    reason: str


class Coverage(msgspec.Struct, frozen=True):
    """Whether a commitment is kept, with its elements."""

    commitment: Commitment
    status: Status
    elements: tuple[ElementCoverage, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    commitment: tuple[Commitment, ...] = ()


def read_commitments(text: str, path: str) -> tuple[Commitment, ...]:
    """The commitments of a commitments.toml; raises RegcheckError that names what is wrong."""
    try:
        commitments = msgspec.convert(tomllib.loads(text), _File).commitment
    except tomllib.TOMLDecodeError as error:
        hint = "请检查引号、方括号和等号。"
        raise RegcheckError(f"{path}：不是合法的 TOML（{error}）。", hint) from None
    except msgspec.ValidationError as error:
        hint = "写法见 docs/contract.md。"
        raise RegcheckError(f"{path}：承诺的写法不对（{error}）。", hint) from None
    _validate(commitments, path)
    return commitments


def _validate(commitments: tuple[Commitment, ...], path: str) -> None:
    """Raises RegcheckError for an unknown kind, an id given twice, or a bound without its unit."""
    ids = [commitment.id for commitment in commitments]
    for commitment in commitments:
        where = f"{path}：承诺 {commitment.id}"
        if ids.count(commitment.id) > 1:
            raise RegcheckError(f"{where} 写了两次。", "每项承诺用自己的编号。")
        for element in commitment.element:
            for kind in filter(None, (element.kind, element.modality)):
                _validate_kind(kind, f"{where} 的要素 {element.id}")
            if element.unit is None and (element.min, element.max) != (None, None):
                hint = "写上 unit：percent（0.2 表示百分之二十）或者 yuan。"
                raise RegcheckError(f"{where} 的要素 {element.id}：有界限而没有单位。", hint)


def _validate_kind(kind: str, where: str) -> None:
    known = sorted({pattern.kind for name in ("norms", "sanctions") for pattern in patterns(name)})
    if kind not in known:
        near = difflib.get_close_matches(kind, known, 1)
        hint = f"是不是 {near[0]}？" if near else f"可用的种类：{'、'.join(known)}。"
        raise RegcheckError(f"{where}：没有种类 {kind}。", hint)


def coverage(
    document: Document,
    outline: Outline,
    norms: tuple[Norm, ...],
    commitments: tuple[Commitment, ...],
) -> tuple[Coverage, ...]:
    """What the draft keeps of each commitment, in their order."""
    by_article = _by_article(outline, norms)
    return tuple(_commitment(document, by_article, commitment) for commitment in commitments)


def _by_article(
    outline: Outline, norms: tuple[Norm, ...]
) -> tuple[tuple[Provision, tuple[Norm, ...]], ...]:
    found: dict[str, tuple[Norm, ...]] = {}
    for norm in norms:
        article = outline.article_of(outline.by_id[norm.provision])
        if article:
            found[article.id] = (*found.get(article.id, ()), norm)
    return tuple((article, found.get(article.id, ())) for article in outline.articles)


Articles = tuple[tuple[Provision, tuple[Norm, ...]], ...]


def _commitment(document: Document, articles: Articles, commitment: Commitment) -> Coverage:
    if commitment.carrier not in ("regulation", "unconfirmed"):
        return Coverage(commitment, "out-of-scope", ())
    elements = tuple(_element(document, articles, element) for element in commitment.element)
    kept = sum(element.status == "covered" for element in elements)
    status: Status = "missing" if not kept else "covered" if kept == len(elements) else "partial"
    return Coverage(commitment, status, elements)


def _element(document: Document, articles: Articles, element: Element) -> ElementCoverage:
    """The coverage of one element over all articles."""
    words = _synonyms(element.about)
    matter = False
    kept: list[Evidence] = []
    for article, norms in articles:
        text = document.source.slice(article.span)
        if not any(word in text for word in words):
            continue
        matter = True
        fitting = [norm for norm in norms if _fits(document, element, norm)]
        near = [n for n in fitting if _mentions(document, n.sentence, words)] or fitting
        kept += [Evidence(norm.provision, norm.sentence) for norm in near[:1]]
    if kept:
        return ElementCoverage(element.id, "covered", tuple(kept), "")
    reason = "写到了这件事，但是没有相应的规定" if matter else "没有写到这件事"
    return ElementCoverage(element.id, "missing", (), reason)


def _fits(document: Document, element: Element, norm: Norm) -> bool:
    """Whether a norm has the element's kind, modality and quantity."""
    kinds = {norm.kind, *(sanction.kind for sanction in norm.sanctions)}
    if element.kind not in kinds or element.modality not in (None, norm.kind):
        return False
    if element.unit is None:
        return True
    values = list(_values(document.source.slice(norm.sentence), element.unit))
    low = element.min if element.min is not None else float("-inf")
    high = element.max if element.max is not None else float("inf")
    return any(low <= value <= high for value in values)


def _values(sentence: str, unit: Quantity) -> Iterable[float]:
    """The quantities of a sentence: shares between 0 and 1, or yuan."""
    for match in _QUANTITIES[unit].finditer(sentence):
        if unit == "percent":
            share = to_int(match[1]) if match[1] else float(match[2])
            if share is not None:
                yield share / 100
        elif (amount := to_int(match[1])) is not None:
            yield amount * _SCALE.get(match[2] or "", 1)


def _mentions(document: Document, span: Span, words: frozenset[str]) -> bool:
    text = document.source.slice(span)
    return any(word in text for word in words)


@cache
def _synonyms(words: tuple[str, ...]) -> frozenset[str]:
    """The words with everything data/synonyms.toml says instead of them."""
    groups: list[list[str]] = table("synonyms")["groups"]
    near = [group for group in groups if any(word in group for word in words)]
    return frozenset((*words, *(word for group in near for word in group)))
