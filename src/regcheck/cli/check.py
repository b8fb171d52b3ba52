"""`regcheck check`: findings, and on request the changes that mend them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from regcheck.cli.completion import complete_rules
from regcheck.cli.output import (
    FILES,
    FOR_PROGRAMS,
    FORMATS,
    SUMMED,
    show_findings,
    show_statistics,
    spare_inputs,
    word_name,
)
from regcheck.cli.session import (
    Session,
    as_of_option,
    complete_file,
    drafts,
    format_option,
    paths_argument,
)
from regcheck.cli.usage import Command
from regcheck.diagnostic import RegcheckError, Severity

if TYPE_CHECKING:
    from regcheck.cli.findings import Wanted
    from regcheck.engine import Result
    from regcheck.reporters.report import Report

_STDIN = "-"
_MOST_JOBS = 512


def _split(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def _jobs(_: click.Context, __: click.Parameter, value: str) -> int | None:
    """How many processes; None for auto."""
    if value == "auto":
        return None
    if value.isdecimal() and len(value) <= 4 and 1 <= int(value) <= _MOST_JOBS:
        return int(value)
    raise click.BadParameter(f"“{value}”应当是 1 至 {_MOST_JOBS} 的整数，或者 auto")


@click.command(cls=Command)
@paths_argument
@format_option(*FORMATS)
@click.option(
    "-o",
    "output",
    metavar="文件",
    shell_complete=complete_file,
    help="把结果写到这个文件，不打印。",
)
@click.option(
    "--select",
    metavar="规则",
    multiple=True,
    callback=_split,
    shell_complete=complete_rules,
    help="只运行这些规则（代码、前缀或名称，逗号分隔）。",
)
@click.option(
    "--ignore",
    metavar="规则",
    multiple=True,
    callback=_split,
    shell_complete=complete_rules,
    help="不运行这些规则。",
)
@click.option(
    "--preset", type=click.Choice(["default", "strict", "review", "ci"]), help="规则组合。"
)
@as_of_option
@click.option(
    "--baseline",
    metavar="文件",
    shell_complete=complete_file,
    help="基线：已经记在里面的问题不报。",
)
@click.option("--fix", is_flag=True, help="在文件里作不改变内容的修改。")
@click.option("--unsafe-fixes", is_flag=True, help="与 --fix 或 --diff 连用：也作须确认的修改。")
@click.option("--diff", is_flag=True, help="只显示 --fix 会作的修改，不写入文件。")
@click.option(
    "--annotate",
    metavar="文件",
    shell_complete=complete_file,
    help="另存一份 Word 文件，每条发现是一条批注；原文件不动。",
)
@click.option("--track-fixes", is_flag=True, help="与 --annotate 连用：不改变内容的修改写成修订。")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    default="error",
    show_default=True,
    help="达到这一程度时退出码为 1。",
)
@click.option("--exit-zero", is_flag=True, help="有发现时退出码也为 0。")
@click.option("--statistics", is_flag=True, help="不列出问题，只按规则计数。")
@click.option("--watch", is_flag=True, help="文件一有改动就再检查，按 Ctrl-C 结束。")
@click.option(
    "--jobs",
    metavar="个数",
    default="auto",
    show_default=True,
    callback=_jobs,
    help="同时用几个进程检查；auto：文件多时用全部处理器。",
)
@click.option("--no-cache", is_flag=True, help="不读也不写缓存。")
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
    annotate: str | None,
    track_fixes: bool,
    statistics: bool,
    watch: bool,
    jobs: int | None,
    no_cache: bool,
    **choices: Any,
) -> None:
    """检查草案，逐条列出问题。"""
    from regcheck.cli.findings import Wanted, findings

    _refuse(paths, style, output, fix, unsafe_fixes, diff)
    _refuse_modes(paths, style, fix or diff, statistics, watch)
    _refuse_files(paths, output, annotate, track_fixes, fix or diff or statistics or watch)
    wanted, fail_at = Wanted(**choices), None if exit_zero else Severity(fail_on)

    def once(session: Session) -> None:
        summed = style in SUMMED and not statistics
        reports = findings(
            session, paths, stdin_filename, wanted, jobs=jobs, cached=not no_cache, summed=summed
        )
        _judge(session, reports, fail_at)
        _show(session, reports, style, output, statistics)

    if watch:
        from regcheck.cli.watch import watched

        watched(session, paths, output, once)
    elif fix or diff or annotate:
        results = _results(session, paths, stdin_filename, wanted)
        if annotate:
            _copy(session, results, annotate, output, track_fixes)
        reports = _mended(session, results, fix, diff, unsafe_fixes, style)
        _judge(session, reports, fail_at)
        if not diff:
            _show(session, reports, style, output, aside=fix and _STDIN in paths)
    else:
        once(session)


def _show(
    session: Session,
    reports: Sequence[Report],
    style: str,
    output: str | None,
    statistics: bool = False,
    aside: bool = False,
) -> None:
    """The findings, or how many there are of each rule."""
    from regcheck.cli.findings import infos

    try:
        if statistics:
            show_statistics(reports, infos(reports), style, output)
        else:
            show_findings(reports, infos(reports), style, output, aside)
    except RegcheckError as error:
        session.complain(error)


def _mended(
    session: Session, results: list[Result], fix: bool, diff: bool, unsafe: bool, style: str
) -> list[Report]:
    """The reports, after fixing with `fix`; with `diff` the changes are only shown."""
    from regcheck.cli.mend import all_mended, show_diff
    from regcheck.reporters.report import report

    if fix:
        results = all_mended(session, results, unsafe)
    elif diff:
        show_diff(results, unsafe)
    return [report(result, summed=not diff and style in SUMMED) for result in results]


def _copy(
    session: Session, results: list[Result], name: str, output: str | None, track: bool
) -> None:
    """Writes the copy with the findings as comments; raises click.UsageError where it cannot."""
    from regcheck.cli.annotate import may_be_copied, write_copy

    may_be_copied(results, name, output)
    for result in results:
        write_copy(session, result, name, track)


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
    if style in FILES and not output:
        raise click.UsageError(f"--format {style} 要用 -o 写明文件。")
    if style in FILES and output:
        word_name("-o", output)
    if style in FOR_PROGRAMS and not output and fix and _STDIN in paths:
        raise click.UsageError(f"修改后的文字和 {style} 不能一起写到标准输出，请用 -o 写明文件。")


def _refuse_modes(
    paths: tuple[str, ...], style: str, changing: bool, statistics: bool, watch: bool
) -> None:
    """Raises click.UsageError where --statistics or --watch stands with what it cannot."""
    if watch and (changing or _STDIN in paths):
        raise click.UsageError("--watch 不与 --fix、--diff 或者标准输入连用。")
    if statistics and changing:
        raise click.UsageError("--statistics 不与 --fix 或者 --diff 连用。")
    if statistics and style not in ("full", "json"):
        raise click.UsageError("--statistics 只有表格和 --format json 两种格式。")


def _refuse_files(
    paths: tuple[str, ...], output: str | None, annotate: str | None, track: bool, otherwise: bool
) -> None:
    """Raises click.UsageError where an output is what is read, and where --annotate or
    --track-fixes stands with what it cannot."""
    spare_inputs(output, paths)
    if track and not annotate:
        raise click.UsageError("--track-fixes 要与 --annotate 连用。")
    if annotate and otherwise:
        raise click.UsageError("--annotate 不与 --fix、--diff、--statistics、--watch 连用。")
    if annotate and (len(paths) != 1 or _STDIN in paths):
        raise click.UsageError("--annotate 一次批注一个 Word 文件，请写明是哪一个。")


def _results(
    session: Session, paths: tuple[str, ...], stdin_name: str | None, wanted: Wanted
) -> list[Result]:
    """The checked drafts, each file once, by path."""
    from regcheck.baseline import known_findings
    from regcheck.engine import check_source

    results: dict[str, Result] = {}
    for draft in drafts(session, paths, stdin_name, wanted.over):
        path, settings = draft.source.path, draft.settings
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
