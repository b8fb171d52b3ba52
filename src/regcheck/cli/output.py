"""The findings of a run in one of the formats, on stdout or in a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regcheck.diagnostic import RegcheckError, RuleInfo

if TYPE_CHECKING:
    from regcheck.cli.session import Session
    from regcheck.reporters.report import Report

# Each is a module of regcheck.reporters with a function of its name.
TEXTS = ("full", "concise", "json", "sarif", "junit", "github", "gitlab", "html")
# Those that are no text and go into a file only.
FILES = ("docx",)
FORMATS = (*TEXTS, *FILES)
# What a program reads; messages for people never stand in it.
FOR_PROGRAMS = frozenset(FORMATS) - {"full", "concise"}
# Those that also say what was read of a draft.
SUMMED = frozenset({"full", "html"})
_FILE_WIDTH = 100


def show_findings(
    reports: Sequence[Report],
    rules: Mapping[str, RuleInfo],
    style: str,
    output: str | None,
    aside: bool = False,
) -> None:
    """The findings in a format; on stderr where `aside`.

    Raises RegcheckError where the file `output` cannot be written.
    """
    if style == "full" and not output:
        _print_full(reports, rules, aside)
        return
    from regcheck.cli.session import write_bytes

    if style in FILES and not reports:
        return  # a paper that certifies nothing
    data = _bytes(reports, rules, style)
    if output:
        write_file(output, data)
    elif aside:
        click.echo(data.decode(), nl=False, err=True)
    else:
        write_bytes(data)


def _bytes(reports: Sequence[Report], rules: Mapping[str, RuleInfo], style: str) -> bytes:
    """What a reporter makes; text as UTF-8."""
    if style == "docx":
        from regcheck.export.docx.findings import findings_docx

        return findings_docx(reports, rules)
    if style == "full":
        from regcheck.reporters.full import full

        written: str = full(reports, rules, _FILE_WIDTH).plain
    else:
        written = getattr(import_module(f"regcheck.reporters.{style}"), style)(reports, rules)
    return written.encode("utf-8", "replace")


def _print_full(reports: Sequence[Report], rules: Mapping[str, RuleInfo], aside: bool) -> None:
    if not reports:
        return
    from rich.console import Console

    from regcheck.reporters.full import full

    console = Console(highlight=False, soft_wrap=True, stderr=aside)
    console.print(full(reports, rules, min(console.width, 120)), end="")


def show_statistics(
    reports: Sequence[Report], rules: Mapping[str, RuleInfo], style: str, output: str | None
) -> None:
    """How many findings there are of each rule, as a table or as JSON.

    Raises RegcheckError where the file `output` cannot be written.
    """
    from regcheck.cli.session import json_bytes, write, write_json
    from regcheck.reporters.statistics import counts, statistics

    records, shown = list(counts(reports, rules)), statistics(reports, rules)
    if output:
        write_file(output, json_bytes(records) if style == "json" else shown.encode())
    elif style == "json":
        write_json(records)
    else:
        write(shown)


def spare_inputs(
    output: str | None, inputs: Iterable[str], *, merges: bool = False, option: str = "-o"
) -> None:
    """A usage error where a command would write over what it reads, or, unless it `merges`, over
    somebody's settings or commitments."""
    if output is None:
        return
    file = Path(output)
    inputs = [each for name in inputs for each in _read(name)]
    if file.resolve() in {Path(each).resolve() for each in inputs}:
        raise click.UsageError(f"{option} {output} 会覆盖要读的文件，请换一个名称")
    if not merges and file.suffix == ".toml" and file.exists():
        raise click.UsageError(f"{option} {output} 会覆盖已有的 .toml 文件，请换一个名称")


def put(session: Session, data: bytes, output: str | None) -> None:
    """UTF-8 on stdout, whatever the console's encoding, or into a file; a complaint where that
    cannot be written."""
    from regcheck.cli.session import write_bytes

    if output is None:
        write_bytes(data)
        return
    try:
        write_file(output, data)
    except RegcheckError as error:
        session.complain(error)


def _read(name: str) -> Iterable[str]:
    """The files that an input names: itself, or the drafts of a folder."""
    from regcheck.workspace import files_below

    try:
        return list(files_below(name)) if Path(name).is_dir() else [name]
    except RegcheckError:
        return []


def word_name(option: str, name: str, suffix: str = ".docx") -> None:
    """A usage error for a name under which Word would not open the file."""
    if Path(name).suffix.lower() != suffix:
        raise click.UsageError(f"{option} {name}：文件名应当以 {suffix} 结尾。")


def write_file(name: str, data: bytes) -> None:
    """Put `data` into the file in one step; RegcheckError where that cannot be done."""
    from regcheck.formats.rewrite import replace_file

    try:
        replace_file(Path(name), data)
    except OSError as error:
        raise RegcheckError(
            f"{name}：无法写入（{error.strerror or error}）。", "请检查文件夹是否存在、可写。"
        ) from None
