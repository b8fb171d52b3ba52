"""Rows → CSV and xlsx. A cell that a spreadsheet would run as a formula stays text."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from regcheck.diagnostic import RegcheckError

Cell = str | float | None
# What begins a formula in a spreadsheet (OWASP: CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# The widest a column of a sheet is made, in characters.
_WIDEST = 60


def csv_text(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """The rows as CSV after RFC 4180, with a head; lines end with CR LF."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def _plain(cell: Cell) -> Cell:
    """The cell; a string that would be run as a formula with ' before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def xlsx_bytes(title: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
    """The rows as a workbook of one sheet, its head fixed and bold, its text wrapped.

    Raises RegcheckError where openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter
    except ImportError:
        raise RegcheckError(
            "写 xlsx 需要 openpyxl。", "请运行 pip install 'regcheck[xlsx]'，或者用 --format csv。"
        ) from None
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for number, row in enumerate((heads, *rows), 1):
        for column, value in enumerate(row, 1):
            # a workbook cannot hold the control characters that a draft may
            kept = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
            cell = sheet.cell(number, column, kept)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for column, head in enumerate(heads, 1):
        longest = max(len(str(row[column - 1] or "")) for row in (heads, *rows))
        width = min(_WIDEST, max(len(head), longest) * 2 + 2)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
