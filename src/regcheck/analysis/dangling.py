"""References that lead nowhere: which of their targets are not there, and what there is instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from regcheck.analysis.outline import Outline
from regcheck.analysis.pointers import id_down_to, split_id
from regcheck.analysis.targets import Target
from regcheck.model import Level, walk
from regcheck.model import Step as Unit
from regcheck.numerals import to_chinese
from regcheck.parse.reference import Word

if TYPE_CHECKING:
    from regcheck.analysis.references import Reference


def lacking(
    found: Iterable[Reference], levels: Iterable[Level], anchors: Iterable[Word]
) -> Iterator[tuple[Reference, Target]]:
    """The targets that this document lacks at one of the levels, for citations that begin so.

    One for each place: 前款第一、二项 is one.
    """
    levels, anchors = frozenset(levels), frozenset(anchors)
    for reference in found:
        if reference.law is None and reference.state == "missing":
            absent = [t for t in reference.targets if t.lacks in levels and t.anchor in anchors]
            first = {target.span: target for target in reversed(absent)}
            yield from ((reference, target) for target in absent if first[target.span] is target)


def lack(outline: Outline, target: Target) -> str:
    """What is not there and what there is instead: 第三十三条只有两款."""
    level = target.lacks or Level.ARTICLE
    if not target.id:
        words = {"previous": "前面没有这样的", "following": "后面没有列出", "this": "不在任何"}
        return f"{words.get(target.anchor, '找不到所指的')}{level.chinese}"
    above = outline.by_id.get(target.id.rpartition("__")[0])
    if above is None:
        return f"本文没有{_label(target.id, level)}"
    count = sum(each.level is level for each in walk(above.children))
    amount = "两" if count == 2 else to_chinese(count)
    there = f"只有{amount}{level.chinese}" if count else f"没有{level.chinese}"
    return f"{above.address.label()}{there}"


def _label(provision: str, level: Level) -> str:
    """The unit of an id that a document lacks, as people cite it: 第四十二条."""
    found = split_id(id_down_to(provision, level))
    return Unit(level, found[2]).label() if found else f"这一{level.chinese}"
