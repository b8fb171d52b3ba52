"""The commands over norms: who must do what, and what follows."""

from __future__ import annotations

import difflib

import click

from regcheck.cli.lists import facts_of_drafts
from regcheck.cli.output import spare_inputs
from regcheck.cli.session import Session, format_option, paths_argument
from regcheck.cli.sheet import Sheet, output_option
from regcheck.cli.usage import Command


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
@output_option
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
    spare_inputs(output, paths)
    sheet = Sheet(session, "规范句", HEADS, style, output)
    for facts in facts_of_drafts(session, paths, stdin_filename):
        found = tuple(
            norm
            for norm in facts.norms
            if (not kinds or of_kind(norm, kinds)) and (not actor or actor in (norm.actor or ""))
        )
        sheet.add_each(facts, found, norm_json, norm_cells, norms_table)
    sheet.close()


@click.command(cls=Command)
@paths_argument
@format_option("table", "json", "csv", "xlsx")
@output_option
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

    spare_inputs(output, paths)
    sheet = Sheet(session, "罚则表", HEADS, style, output)
    for facts in facts_of_drafts(session, paths, stdin_filename):
        sheet.add_each(facts, facts.matrix, matrix_json, matrix_cells, matrix_table)
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
