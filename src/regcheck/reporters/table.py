"""Rows → a table for a terminal, in the columns that Chinese text takes there."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

_GAP = "  "


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows under their heads, each column as wide as its widest cell; nothing is cut.

    Empty where there are no rows.
    """
    if not rows:
        return ""
    lines = [heads, *rows]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    return "".join(f"{_line(line, widths)}\n" for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)
    )
    return _GAP.join(padded).rstrip(" ")
