"""Tracked changes of a part: how many there are."""

from __future__ import annotations

from collections import Counter

import msgspec
from lxml import etree

from regcheck.formats.docx.names import CELLS, FALLBACK, P_PROPERTIES, R_PROPERTIES, w
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.styles import look, number_ref
from regcheck.formats.docx.values import value_of

_CHANGED, _LOOKED = w("pPrChange"), w("rPrChange")
# What stands between two changes and makes them two.
_WORDS = frozenset({w(name) for name in ("t", "tab", "br", "sym")})
_KINDS = {
    w("ins"): "put in",
    CELLS[0]: "put in",
    w("del"): "taken out",
    CELLS[1]: "taken out",
    w("moveTo"): "moved here",
    w("moveFrom"): "moved away",
}


class Revisions(msgspec.Struct, frozen=True):
    """How many places were put in, taken out, moved, given or refused an automatic number, hidden
    or shown."""

    inserted: int = 0
    deleted: int = 0
    moved: int = 0
    renumbered: int = 0
    hidden: int = 0

    @property
    def told(self) -> str:
        """例：插入 3 处、删除 2 处. Empty where there are none."""
        words = ("插入", "删除", "移动", "改编号", "改隐藏")
        counts = zip(words, msgspec.structs.astuple(self), strict=True)
        return "、".join(f"{what} {count} 处" for what, count in counts if count)

    def plus(self, other: Revisions) -> Revisions:
        """Those of two parts."""
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True)
        return Revisions(*map(sum, pairs))


def revisions(root: Root) -> Revisions:
    """The changes of a part; those of one kind that follow each other are one place."""
    counts = Counter[str]()
    last = ""
    depth = skipped = renumbered = hidden = 0
    tags = (*_KINDS, *_WORDS, _CHANGED, _LOOKED, FALLBACK)
    for event, each in etree.iterwalk(root, events=("start", "end"), tag=tags):
        step = 1 if event == "start" else -1
        tag = str(each.tag)
        if tag == FALLBACK:
            skipped += step
        elif skipped:
            continue
        elif tag in _KINDS:
            depth += step
            if event == "start" and last != _KINDS[tag]:
                last = _KINDS[tag]
                counts[last] += 1
        elif event == "start" and tag == _CHANGED:
            renumbered += _renumbers(each)
        elif event == "start" and tag == _LOOKED:
            hidden += _hides(each)
        elif tag in _WORDS and not depth:
            last = ""
    moved = max(counts["moved here"], counts["moved away"])
    return Revisions(counts["put in"], counts["taken out"], moved, renumbered, hidden)


def _hides(change: Root) -> bool:
    """Whether a change of looks hides words, or shows them again."""
    now, before = look(change.getparent()), look(change.find(R_PROPERTIES))
    return bool(now.hidden) != bool(before.hidden)


def _renumbers(change: Root) -> bool:
    """Whether a change of a paragraph's properties changes its list or its style."""
    now, before = change.getparent(), change.find(P_PROPERTIES)
    if now is None or before is None:
        return False
    styles = value_of(now, "pStyle"), value_of(before, "pStyle")
    return number_ref(now) != number_ref(before) or styles[0] != styles[1]
