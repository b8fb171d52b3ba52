"""Norms → fines: the brackets of a text, and which of them are steps of one penalty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from regcheck.analysis.norms import Norm
from regcheck.analysis.outline import Outline
from regcheck.analysis.sanctions import Sanction
from regcheck.data import expression
from regcheck.model import Document, Level
from regcheck.text import Span


class Fine(msgspec.Struct, frozen=True):
    """A fine, its sentence, and the provision, paragraph and article that provide it."""

    sanction: Sanction
    sentence: Span
    provision: str
    holder: str
    article: str


class Steps(msgspec.Struct, frozen=True):
    """Two fines for one conduct: the second where it is graver."""

    mild: Fine
    grave: Fine


def fines(outline: Outline, norms: tuple[Norm, ...]) -> tuple[Fine, ...]:
    """The fines of a text, by position."""
    return tuple(
        _fine(outline, norm, each)
        for norm in norms
        for each in norm.sanctions
        if each.kind == "fine"
    )


def _fine(outline: Outline, norm: Norm, sanction: Sanction) -> Fine:
    provision = outline.by_id[norm.provision]
    paragraph = outline.ancestor(provision, Level.PARAGRAPH) or provision
    article = outline.article_of(provision) or provision
    return Fine(sanction, norm.sentence, provision.id, paragraph.id, article.id)


def steps(document: Document, found: tuple[Fine, ...]) -> Iterator[Steps]:
    """The neighbouring brackets of one provision, the second where 情节严重 or 拒不改正.

    Not where another bearer, another conduct or another base comes between: 对单位……对个人…….
    """
    other = expression("frames", "fine", "other")
    for mild, grave in pairwise(found):
        first, second = mild.sanction, grave.sanction
        gap = Span(first.span.end, max(first.span.end, second.span.start))
        between = document.source.slice(gap)
        if mild.provision != grave.provision or other.search(between) or not _graver(between):
            continue
        if first.unit == second.unit and first.base == second.base:
            yield Steps(mild, grave)


def _graver(between: str) -> bool:
    """Whether the words between two fines lead from a conduct to its graver case."""
    *before, last = re.split("[；。;]", between)
    if len(before) > 1 or any("的，" in words for words in before):
        return False
    condition = last.strip("，, ").split("，")[0]
    return bool(expression("frames", "fine", "graver").search(condition))
