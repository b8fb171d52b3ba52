"""What a command prints of its drafts: a table, JSON, CSV or a workbook, on stdout or in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

from regcheck.cli.output import write_file
from regcheck.cli.session import Session, json_bytes, show, write, write_json
from regcheck.diagnostic import RegcheckError

if TYPE_CHECKING:
    from regcheck.analysis.facts import Facts
    from regcheck.export.sheet import Cell

T = TypeVar("T")
# Excel reads a CSV file as UTF-8 only where it begins with this.
_MARK = "\ufeff"

output_option = click.option("-o", "output", metavar="文件", help="写到这个文件，不打印。")


class Sheet:
    """What a command prints of all its drafts, in one format, on stdout or into a file."""

    def __init__(
        self, session: Session, title: str, heads: tuple[str, ...], style: str, output: str | None
    ) -> None:
        self.session, self.title, self.heads = session, title, ("文件", *heads)
        if style == "xlsx" and not output:
            raise click.UsageError("--format xlsx 要用 -o 写明文件")
        self.style, self.output = style, output
        self._records: list[Any] = []
        self._rows: list[list[Cell]] = []
        self._words: list[str] = []
        self._empty = True

    def add(
        self,
        path: str,
        *,
        records: Callable[[], Iterable[Any]],
        rows: Callable[[], Iterable[list[Cell]]],
        words: Callable[[], str],
    ) -> None:
        """One draft; only what the format needs of it is made."""
        self._empty = False
        if self.style == "json":
            self._records += records()
        elif self.style == "table":
            if self.output:
                self._words.append(words())
            else:
                show(words())
        else:
            self._rows += [[path, *row] for row in rows()]

    def add_each(
        self,
        facts: Facts,
        found: tuple[T, ...],
        record: Callable[[Facts, T], Any],
        cells: Callable[[Facts, T], list[Cell]],
        words: Callable[[Facts, tuple[T, ...]], str],
    ) -> None:
        """One draft of which each thing found is a record and a row."""
        self.add(
            facts.document.source.path,
            records=partial(map, partial(record, facts), found),
            rows=partial(map, partial(cells, facts), found),
            words=partial(words, facts, found),
        )

    def close(self) -> None:
        """Print the rest, or write the file in one step; a file stays where no draft was read."""
        try:
            if self.output:
                if self._empty:
                    return
                write_file(self.output, self._bytes())
            elif self.style == "json":
                write_json(self._records)
            elif self.style == "csv":
                write(self._bytes().decode())
        except RegcheckError as error:
            self.session.complain(error)

    def _bytes(self) -> bytes:
        from regcheck.export.sheet import csv_text, xlsx_bytes

        if self.style == "xlsx":
            return xlsx_bytes(self.title, self.heads, self._rows)
        if self.style == "csv":
            mark = _MARK if self.output else ""
            return (mark + csv_text(self.heads, self._rows)).encode()
        if self.style == "json":
            return json_bytes(self._records)
        return "".join(self._words).encode()
