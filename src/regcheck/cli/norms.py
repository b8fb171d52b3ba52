"""The commands over norms: who must do what, and what follows."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from regcheck.cli.lists import facts_of_drafts
from regcheck.cli.output import write_file
from regcheck.cli.session import (
    Session,
    format_option,
    json_bytes,
    paths_argument,
    show,
    write,
    write_json,
)
from regcheck.cli.usage import Command
from regcheck.diagnostic import RegcheckError

if TYPE_CHECKING:
    from regcheck.analysis.facts import Facts
    from regcheck.export.sheet import Cell

T = TypeVar("T")
# Excel reads a CSV file as UTF-8 only where it begins with this.
_MARK = "\ufeff"

_output = click.option("-o", "output", metavar="文件", help="写到这个文件，不打印。")


@click.command(cls=Command)
@paths_argument
@format_option("table", "json", "csv")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="种类",
    help="只列这一种：obligation 或者 义务，fine 或者 罚款；可以写几次。",
)
@click.option("--actor", metavar="字样", help="只列主体里有这个字样的：--actor 科研单位。")
@_output
@click.pass_obj
def norms(
    session: Session,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    style: str,
    kinds: tuple[str, ...],
    actor: str | None,
    output: str | None,
) -> None:
    """列出义务、禁止、许可和处罚。"""
    from regcheck.export.norms import HEADS, norm_cells, norm_json, norms_table, of_kind

    _known(kinds)
    sheet = _Sheet(session, "规范句", HEADS, style, output)
    for facts in facts_of_drafts(session, paths, stdin_filename):
        found = tuple(
            norm
            for norm in facts.norms
            if (not kinds or of_kind(norm, kinds)) and (not actor or actor in (norm.actor or ""))
        )
        sheet.add(facts, found, norm_json, norm_cells, norms_table)
    sheet.close()


@click.command(cls=Command)
@paths_argument
@format_option("table", "json", "csv", "xlsx")
@_output
@click.pass_obj
def matrix(
    session: Session,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    style: str,
    output: str | None,
) -> None:
    """义务和罚则对照表：行为、责任人、措施、幅度、执法机关，以及没有罚则的义务。"""
    from regcheck.export.matrix import HEADS, matrix_cells, matrix_json, matrix_table

    if style == "xlsx" and not output:
        raise click.UsageError("--format xlsx 要用 -o 写明文件")
    sheet = _Sheet(session, "罚则表", HEADS, style, output)
    for facts in facts_of_drafts(session, paths, stdin_filename):
        sheet.add(facts, facts.matrix, matrix_json, matrix_cells, matrix_table)
    sheet.close()


def _known(kinds: tuple[str, ...]) -> None:
    """A usage error for a kind that is none, with the nearest one."""
    from regcheck.export.norms import KINDS, SANCTIONS

    names = (*KINDS, *KINDS.values(), *SANCTIONS, *SANCTIONS.values())
    for kind in kinds:
        if kind not in names:
            near = difflib.get_close_matches(kind, names, 1, 0.4)
            hint = f"，是不是 {near[0]}" if near else ""
            raise click.UsageError(f"没有名为“{kind}”的种类{hint}")


class _Sheet:
    """What a command prints of all its drafts, in one format, on stdout or into a file."""

    def __init__(
        self, session: Session, title: str, heads: tuple[str, ...], style: str, output: str | None
    ) -> None:
        self.session, self.title, self.heads = session, title, ("文件", *heads)
        self.style, self.output = style, output
        self._records: list[Any] = []
        self._rows: list[list[Cell]] = []
        self._words: list[str] = []

    def add(
        self,
        facts: Facts,
        found: tuple[T, ...],
        record: Callable[[Facts, T], Any],
        cells: Callable[[Facts, T], list[Cell]],
        words: Callable[[Facts, tuple[T, ...]], str],
    ) -> None:
        """One draft; only what the format needs of it is made."""
        if self.style == "json":
            self._records += [record(facts, each) for each in found]
        elif self.style == "table":
            if self.output:
                self._words.append(words(facts, found))
            else:
                show(words(facts, found))
        else:
            path = facts.document.source.path
            self._rows += [[path, *cells(facts, each)] for each in found]

    def close(self) -> None:
        """Print the rest, or write the file in one step."""
        try:
            if self.output:
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
