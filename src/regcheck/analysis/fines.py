"""Norms → fines: the brackets of a text, and which of them are steps of one penalty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from regcheck.analysis.literals import standing
from regcheck.analysis.norms import Norm
from regcheck.analysis.outline import Outline
from regcheck.analysis.sanctions import Sanction
from regcheck.analysis.triggers import trigger_words
from regcheck.data import expression
from regcheck.model import Document
from regcheck.text import Span

_KIND = "fine"
# How many fines back, and how many characters, the milder step is looked for.
_LOOKED_AT, _APART = 4, 200
# The label of an item or an article between two sentences.
_LABEL = re.compile(r"\s*(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|第[^条\s]{1,8}条[\s\u3000]+)")


class Fine(msgspec.Struct, frozen=True):
    """A fine, its sentence, and the paragraph (`holder`) and article that provide it."""

    sanction: Sanction
    sentence: Span
    holder: str
    article: str


class Steps(msgspec.Struct, frozen=True):
    """Two fines for one conduct: the second where it is graver."""

    mild: Fine
    grave: Fine


def fine_places(text: str) -> list[int]:
    """Where the words of fines stand in a text, in order: there are no fines without them."""
    return standing(text, trigger_words("sanctions", _KIND))


def fines(outline: Outline, norms: Iterable[Norm]) -> tuple[Fine, ...]:
    """The fines among some norms."""
    return tuple(
        _fine(outline, norm, each)
        for norm in norms
        for each in norm.sanctions
        if each.kind == _KIND
    )


def _fine(outline: Outline, norm: Norm, sanction: Sanction) -> Fine:
    provision = outline.by_id[norm.provision]
    article = outline.article_of(provision) or provision
    return Fine(sanction, norm.sentence, outline.paragraph_of(provision).id, article.id)


def steps(document: Document, found: tuple[Fine, ...]) -> Iterator[Steps]:
    """Pairs of brackets for one conduct, the second where 情节严重 or 拒不改正.

    They stand in one sentence or in neighbouring ones, which may be paragraphs or items; not where
    another bearer, another conduct or another base comes between: 对单位……对个人…….
    """
    for place, grave in enumerate(found):
        earlier = found[max(0, place - _LOOKED_AT) : place]
        fitting = [each for each in earlier if _comparable(each, grave)]
        if fitting and _graver(document, fitting[-1], grave):
            yield Steps(fitting[-1], grave)


def _comparable(mild: Fine, grave: Fine) -> bool:
    """Whether two fines are borne by the same and counted alike."""
    one, other = mild.sanction, grave.sanction
    return (one.bearer, one.unit, one.base, mild.article) == (
        other.bearer,
        other.unit,
        other.base,
        grave.article,
    )


def _graver(document: Document, mild: Fine, grave: Fine) -> bool:
    """Whether the words between two fines lead from a conduct to its graver case."""
    gap = Span(mild.sanction.span.end, max(mild.sanction.span.end, grave.sanction.span.start))
    if gap.end - gap.start > _APART:
        return False
    before, *between = re.split(r"[；。;]\s*", _LABEL.sub("", document.source.slice(gap)))
    last = between[-1] if between else before
    if len(between) > 1 or (between and "的，" in before):
        return False
    condition = last.strip("，,：: \n").split("，")[0]
    graver, other = (expression("frames", "fine", name) for name in ("graver", "other"))
    return bool(graver.search(condition)) and not other.search(condition)
