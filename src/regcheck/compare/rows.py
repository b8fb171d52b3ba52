"""Blocks of two texts → the rows of their comparison.

Articles are paired by number where their words agree, then by their words wherever they stand,
then by number again: what is left under one number was rewritten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from regcheck.compare.alignment import Link, Texts, aligned, in_order
from regcheck.compare.blocks import Block, BlockKind, blocks, said, words
from regcheck.compare.changes import Piece, changes
from regcheck.model import Document, Provision, walk
from regcheck.text import Span

State = Literal["same", "edited", "rewritten", "added", "removed", "split", "merged"]
_KINDS: tuple[BlockKind, ...] = ("front", "heading", "article", "text")
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
    def kind(self) -> BlockKind:
        """What it tells of: articles, headings, other lines."""
        return (self.new or self.old)[0].kind

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

    def of(self, kind: BlockKind) -> tuple[Block, ...]:
        """The blocks of a kind."""
        return tuple(each for each in self.blocks if each.kind == kind)

    def words(self, block: Block) -> str:
        """What a block is known by."""
        return words(self.document, block, self.held.get(block.id))

    def said(self, block: Block) -> str:
        """All that a block says."""
        return said(self.document, block, self.held.get(block.id))

    def in_label(self, block: Block, span: Span) -> bool:
        """Whether words of a span stand in the label of the block."""
        held = self.held.get(block.id)
        return held is not None and span.end > span.start and held.marker.overlaps(span)


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


def _links(before: _Side, after: _Side, kind: BlockKind) -> tuple[Link, ...]:
    return aligned(_texts(before, kind), _texts(after, kind), parts=kind == "article")


def _texts(side: _Side, kind: BlockKind) -> Texts:
    """What the blocks of a kind are known by; mere lines have no number."""
    listed = side.of(kind)
    numbers = (each.id or ("front" if kind == "front" else "") for each in listed)
    return Texts(tuple(map(side.words, listed)), tuple(numbers))


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
    if state == "same":
        pieces = tuple(
            each
            if before.in_label(one[0], each.old) or after.in_label(other[0], each.new)
            else replace(each, kind="same")
            for each in pieces
        )
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
    paired = [row for row in rows if row.old and row.new and row.kind == "article"]
    paired.sort(key=lambda row: row.new[0].span)
    kept = in_order([row.old[0].span.start for row in paired])
    moved = {id(row) for place, row in enumerate(paired) if place not in kept}
    return (replace(row, moved=True) if id(row) in moved else row for row in rows)


def _sorted(rows: Iterable[Row]) -> list[Row]:
    """The rows in the order of the new text, each removed one behind what preceded it."""
    listed = list(rows)
    kept = sorted((row for row in listed if row.new), key=lambda row: row.new[0].span)
    places = {each.span: place for place, row in enumerate(kept) for each in row.old}
    gone = {row.old[0].span: row for row in listed if not row.new}
    behind: dict[int, list[Row]] = defaultdict(list)
    last = -1
    for span in sorted({*places, *gone}):
        last = places.get(span, last)
        behind[last] += [gone[span]] if span in gone else []
    out = behind[-1]
    for place, row in enumerate(kept):
        out += [row, *behind[place]]
    return out
