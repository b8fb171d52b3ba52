"""Blocks of two texts → the rows of their comparison.

Articles are paired by number where their words agree, then by their words wherever they stand,
then by number again: what is left under one number was rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from regcheck.compare.alignment import Link, aligned, in_order
from regcheck.compare.blocks import Block, blocks, said, words
from regcheck.compare.changes import Piece, changes
from regcheck.model import Document, Provision, walk

State = Literal["same", "edited", "rewritten", "added", "removed", "split", "merged"]
_KINDS = ("front", "heading", "article", "text")
# Below this share of common words an article under its old number was rewritten.
_REWRITTEN = 0.5


class Row(msgspec.Struct, frozen=True):
    """What became of a block: one old and one new one, one with several where an article was split
    or articles were merged, or one with none.

    `moved` says that it stands elsewhere among the others, which a new number alone does not mean.
    `similarity` is 0 to 1. The pieces of each side are the words of its blocks.
    """

    state: State
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    pieces: tuple[Piece, ...]
    moved: bool = False
    similarity: float = 1.0

    @property
    def renumbered(self) -> bool:
        """Whether one and the same unit has another label."""
        single = len(self.old) == len(self.new) == 1
        return single and self.old[0].label != self.new[0].label

    @property
    def changed(self) -> bool:
        """Whether anything but the number and blanks is different."""
        return self.state != "same" or self.moved


class Comparison(msgspec.Struct, frozen=True):
    """Two texts and their rows, in the order of the new one; what was removed stands behind what
    preceded it in the old one."""

    old: Document
    new: Document
    rows: tuple[Row, ...]


class _Side(msgspec.Struct, frozen=True):
    """One of the texts, with its provisions by id."""

    document: Document
    held: dict[str, Provision]
    blocks: tuple[Block, ...]

    def of(self, kind: str) -> tuple[Block, ...]:
        """The blocks of a kind."""
        return tuple(each for each in self.blocks if each.kind == kind)

    def words(self, block: Block) -> str:
        """What a block is known by."""
        return words(self.document, block, self.held.get(block.id))

    def said(self, block: Block) -> str:
        """All that a block says."""
        return said(self.document, block, self.held.get(block.id))


def compare(old: Document, new: Document) -> Comparison:
    """What became of every part of a text in its later reading."""
    before, after = _side(old), _side(new)
    rows = [
        _row(before, after, before.of(kind), after.of(kind), link)
        for kind in _KINDS
        for link in _links(before, after, kind)
    ]
    return Comparison(old, new, tuple(_sorted(_with_moves(rows))))


def _side(document: Document) -> _Side:
    return _Side(document, {each.id: each for each in walk(document.provisions)}, blocks(document))


def _links(before: _Side, after: _Side, kind: str) -> tuple[Link, ...]:
    old, new = before.of(kind), after.of(kind)
    return aligned(
        [before.words(each) for each in old],
        [after.words(each) for each in new],
        [each.label for each in old],
        [each.label for each in new],
        parts=kind == "article",
    )


def _row(
    before: _Side, after: _Side, old: tuple[Block, ...], new: tuple[Block, ...], link: Link
) -> Row:
    one, other = tuple(old[at] for at in link.old), tuple(new[at] for at in link.new)
    pieces = changes(
        before.document.source,
        [each.span for each in one],
        after.document.source,
        [each.span for each in other],
    )
    state = _state(before, after, one, other, link.similarity)
    return Row(state, one, other, pieces, similarity=link.similarity)


def _state(
    before: _Side, after: _Side, one: tuple[Block, ...], other: tuple[Block, ...], similarity: float
) -> State:
    if not one or not other:
        return "added" if other else "removed"
    if len(one) > 1 or len(other) > 1:
        return "split" if len(other) > 1 else "merged"
    if before.said(one[0]) == after.said(other[0]):
        return "same"
    return "edited" if similarity >= _REWRITTEN else "rewritten"


def _with_moves(rows: list[Row]) -> Iterator[Row]:
    """The rows, those of articles marked that stand elsewhere among the others."""
    paired = [row for row in rows if row.old and row.new and row.old[0].kind == "article"]
    paired.sort(key=lambda row: row.new[0].span)
    kept = in_order([row.old[0].span.start for row in paired])
    moved = {id(row) for place, row in enumerate(paired) if place not in kept}
    return (replace(row, moved=True) if id(row) in moved else row for row in rows)


def _sorted(rows: Iterable[Row]) -> list[Row]:
    """The rows in the order of the new text, each removed one behind what preceded it."""
    listed = list(rows)
    kept = sorted((row for row in listed if row.new), key=lambda row: row.new[0].span)
    gone = sorted((row for row in listed if not row.new), key=lambda row: row.old[0].span)
    behind: dict[int, list[Row]] = {}
    ends = sorted((row.old[0].span.start, place) for place, row in enumerate(kept) if row.old)
    for row in gone:
        before = [place for start, place in ends if start < row.old[0].span.start]
        behind.setdefault(before[-1] if before else -1, []).append(row)
    out = behind.get(-1, [])
    for place, row in enumerate(kept):
        out += [row, *behind.get(place, [])]
    return out
