"""Document × Document → what became of every article, heading and line: 条文对照表."""

from regcheck.compare.blocks import Block, BlockKind, blocks
from regcheck.compare.changes import Piece, PieceKind
from regcheck.compare.rows import Comparison, Row, State, compare

__all__ = [
    "Block",
    "BlockKind",
    "Comparison",
    "Piece",
    "PieceKind",
    "Row",
    "State",
    "blocks",
    "compare",
]
