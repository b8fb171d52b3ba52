"""`regcheck check`: findings, and on request the changes that mend them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from regcheck.cli.output import FOR_PROGRAMS, FORMATS, SUMMED, show_findings
from regcheck.cli.session import (
    Session,
    as_of_option,
    drafts,
    format_option,
    paths_argument,
)
from regcheck.cli.usage import Command
from regcheck.diagnostic import RegcheckError, Severity

if TYPE_CHECKING:
    from regcheck.engine import Result
    from regcheck.reporters.report import Report
    from regcheck.settings import Settings

_STDIN = "-"


@click.command(cls=Command)
@paths_argument
@format_option(*FORMATS)
@click.option("-o", "output", metavar="文件", help="把结果写到这个文件，不打印。")
@click.option(
    "--select", metavar="规则", multiple=True, help="只运行这些规则（代码、前缀或名称，逗号分隔）。"
)
@click.option("--ignore", metavar="规则", multiple=True, help="不运行这些规则。")
@click.option(
    "--preset", type=click.Choice(["default", "strict", "review", "ci"]), help="规则组合。"
)
@as_of_option
@click.option("--baseline", metavar="文件", help="基线：已经记在里面的问题不报。")
@click.option("--fix", is_flag=True, help="在文件里作不改变内容的修改。")
@click.option("--unsafe-fixes", is_flag=True, help="与 --fix 或 --diff 连用：也作须确认的修改。")
@click.option("--diff", is_flag=True, help="只显示 --fix 会作的修改，不写入文件。")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    default="error",
    show_default=True,
    help="达到这一程度时退出码为 1。",
)
@click.option("--exit-zero", is_flag=True, help="有发现时退出码也为 0。")
@click.pass_obj
def check(
    session: Session,
    /,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    style: str,
    output: str | None,
    fail_on: str,
    exit_zero: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    **choices: Any,
) -> None:
    """检查草案，逐条列出问题。"""
    from regcheck.reporters.report import report

    _refuse(paths, style, output, fix, unsafe_fixes, diff)
    results = _results(session, paths, stdin_filename, choices)
    if diff:
        from regcheck.cli.mend import show_diff

        show_diff(results, unsafe_fixes)
    elif fix:
        from regcheck.cli.mend import all_mended

        results = all_mended(session, results, unsafe_fixes)
    reports = [report(result, summed=style in SUMMED and not diff) for result in results]
    _judge(session, reports, None if exit_zero else Severity(fail_on))
    if not diff:
        rules = {code: info for result in results for code, info in result.rules.items()}
        try:
            show_findings(reports, rules, style, output, aside=fix and _STDIN in paths)
        except RegcheckError as error:
            session.complain(error)


def _judge(session: Session, reports: Sequence[Report], fail_on: Severity | None) -> None:
    """The exit code: 1 for a finding at or above `fail_on`, 3 for a rule that crashed."""
    found = [finding for report in reports for finding in report.diagnostics]
    if fail_on and any(finding.severity.rank <= fail_on.rank for finding in found):
        session.found(1)
    if any(finding.code == "E009" for finding in found):
        session.found(3)


def _refuse(
    paths: tuple[str, ...], style: str, output: str | None, fix: bool, unsafe: bool, diff: bool
) -> None:
    """Raises click.UsageError for options that do not go together."""
    if unsafe and not (fix or diff):
        raise click.UsageError("--unsafe-fixes 要与 --fix 或者 --diff 连用。")
    if fix and diff:
        raise click.UsageError("--fix 和 --diff 只能用一个：--diff 只显示，不写入。")
    if diff and (style != "full" or output):
        raise click.UsageError("--diff 只显示修改，不与 --format 或者 -o 连用。")
    if style in FOR_PROGRAMS and not output and fix and _STDIN in paths:
        raise click.UsageError(f"修改后的文字和 {style} 不能一起写到标准输出，请用 -o 写明文件。")


def _results(
    session: Session, paths: tuple[str, ...], stdin_name: str | None, choices: dict[str, Any]
) -> list[Result]:
    """The checked drafts, each file once, by path."""
    from regcheck.baseline import known_findings
    from regcheck.engine import check_source

    results: dict[str, Result] = {}
    for draft in drafts(session, paths, stdin_name):
        path, settings = draft.source.path, _override(draft.settings, **choices)
        try:
            results[path] = check_source(
                draft.source,
                settings,
                draft.commitments,
                session.laws,
                given=draft.suppressions,
                known=known_findings(path, settings),
            )
        except RegcheckError as error:
            session.complain(error)
    return [results[path] for path in sorted(results)]


def _override(
    settings: Settings,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preset: Any,
    as_of: datetime.date | None,
    baseline: str | None,
) -> Settings:
    """The settings with what the command line says over them."""
    from msgspec.structs import replace

    if preset:
        settings = replace(settings, preset=preset, select=())
    return replace(
        settings,
        select=_split(select) or settings.select,
        ignore=(*settings.ignore, *_split(ignore)),
        as_of=as_of or settings.as_of,
        baseline=str(Path(baseline).absolute()) if baseline else settings.baseline,
    )


def _split(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())
