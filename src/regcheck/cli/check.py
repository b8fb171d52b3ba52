"""`regcheck check`: findings, and on request the changes that mend them."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from regcheck.cli.session import (
    Session,
    as_of_option,
    drafts,
    format_option,
    paths_argument,
    write,
    write_json,
)
from regcheck.cli.usage import Command
from regcheck.diagnostic import RegcheckError, Severity

if TYPE_CHECKING:
    from regcheck.engine import Repair, Result
    from regcheck.settings import Settings

_STDIN = "-"


@click.command(cls=Command)
@paths_argument
@format_option("full", "concise", "json")
@click.option(
    "--select", metavar="规则", multiple=True, help="只运行这些规则（代码、前缀或名称，逗号分隔）。"
)
@click.option("--ignore", metavar="规则", multiple=True, help="不运行这些规则。")
@click.option(
    "--preset", type=click.Choice(["default", "strict", "review", "ci"]), help="规则组合。"
)
@as_of_option
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
    fail_on: str,
    exit_zero: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    **choices: Any,
) -> None:
    """检查草案，逐条列出问题。"""
    _refuse(paths, style, fix, unsafe_fixes, diff)
    results = _results(session, paths, stdin_filename, choices)
    if diff:
        _show_diff(results, unsafe_fixes)
    elif fix:
        results = _all_mended(session, results, unsafe_fixes)
    threshold = Severity(fail_on).rank
    ranks = [finding.severity.rank for result in results for finding in result.diagnostics]
    if any(rank <= threshold for rank in ranks) and not exit_zero:
        session.found(1)
    if any(result.crashed for result in results):
        session.found(3)
    if not diff:
        _show_findings(results, style, aside=fix and _STDIN in paths)


def _refuse(paths: tuple[str, ...], style: str, fix: bool, unsafe: bool, diff: bool) -> None:
    """Raises click.UsageError for options that do not go together."""
    if unsafe and not (fix or diff):
        raise click.UsageError("--unsafe-fixes 要与 --fix 或者 --diff 连用。")
    if fix and diff:
        raise click.UsageError("--fix 和 --diff 只能用一个：--diff 只显示，不写入。")
    if style == "json" and (diff or (fix and _STDIN in paths)):
        raise click.UsageError("修改后的文字和 JSON 不能一起写到标准输出。")


def _results(
    session: Session, paths: tuple[str, ...], stdin_name: str | None, choices: dict[str, Any]
) -> list[Result]:
    """The checked drafts, each file once, by path."""
    from regcheck.engine import check_source

    results: dict[str, Result] = {}
    try:
        for draft in drafts(session, paths, stdin_name):
            settings = _override(draft.settings, **choices)
            result = check_source(draft.source, settings, draft.commitments, session.laws)
            results[draft.source.path] = result
    except RegcheckError as error:
        session.complain(error)
    return [results[path] for path in sorted(results)]


def _override(
    settings: Settings,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preset: Any,
    as_of: datetime.date | None,
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
    )


def _split(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def _all_mended(session: Session, results: list[Result], unsafe: bool) -> list[Result]:
    """The drafts after their fixes; a file that two paths name is written once."""
    from regcheck.engine import check_source
    from regcheck.formats.plain import read_file

    done: set[Path] = set()
    mended = []
    for result in results:
        source = result.document.source
        place = Path(source.path).resolve()
        if source.file and place in done:
            facts = result.facts
            again = read_file(source.path)
            mended.append(check_source(again, result.settings, facts.commitments, facts.laws))
            continue
        done.add(place)
        mended.append(_mended(session, result, unsafe))
    return mended


def _mended(session: Session, result: Result, unsafe: bool) -> Result:
    """The draft after its fixes, in its file or for standard input on stdout; as it was where it
    could not be written."""
    from regcheck.engine import repaired
    from regcheck.formats.rewrite import rewrite

    repair, source = repaired(result, unsafe), result.document.source
    if not source.file:
        write(repair.text)
    elif repair.count:
        try:
            rewrite(source, repair.text)
        except RegcheckError as error:
            session.complain(error)
            return result
    if repair.count:
        click.echo(f"{source.path}：修改了 {repair.count} 处。", err=True)
    _mention_unsafe(repair, unsafe)
    return repair.result


def _show_diff(results: Sequence[Result], unsafe: bool) -> None:
    """What fixing would change, as a patch."""
    from regcheck.engine import repaired
    from regcheck.reporters.diff import unified

    for result in results:
        repair = repaired(result, unsafe)
        patch = unified(result.document.source, repair.text)
        if sys.stdout.isatty():
            from regcheck.reporters.frame import printable

            patch = printable(patch)
        write(patch)
        _mention_unsafe(repair, unsafe)


def _mention_unsafe(repair: Repair, unsafe: bool) -> None:
    from regcheck.engine import offered

    left = len(offered(repair.result, unsafe=True))
    if left and not unsafe:
        path = repair.result.document.source.path
        click.echo(
            f"{path}：另有 {left} 处修改须由起草人确认，见 --diff --unsafe-fixes。", err=True
        )


def _show_findings(results: Sequence[Result], style: str, aside: bool) -> None:
    """The findings in a format, on stdout; `aside` on stderr."""
    if style == "json":
        from regcheck.reporters.json import diagnostic_json

        write_json(
            [
                diagnostic_json(finding, result.document.source)
                for result in results
                for finding in result.diagnostics
            ]
        )
    elif style == "concise":
        from regcheck.reporters.concise import concise

        text = concise(results)
        click.echo(text + "\n" if text else "", nl=False, err=aside)
    elif results:
        from rich.console import Console

        from regcheck.reporters.full import full

        console = Console(highlight=False, soft_wrap=True, stderr=aside)
        console.print(full(results, min(console.width, 120)), end="")
