"""`regcheck baseline`: what is found today is known; `check` then reports what is new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regcheck.cli.session import Session, drafts, paths_argument
from regcheck.cli.usage import Group
from regcheck.diagnostic import RegcheckError

if TYPE_CHECKING:
    from regcheck.baseline import Known
    from regcheck.engine import Result
    from regcheck.settings import Settings

    # What is known of the drafts of one baseline, and their results → what is known then.
    Change = Callable[[Path, Known, dict[str, Result]], Known]

_output = click.option(
    "-o",
    "output",
    metavar="文件",
    help="基线文件；不写就用配置里的 baseline，没有配置就是当前文件夹的 regcheck-baseline.json。",
)


@click.group(cls=Group)
def baseline() -> None:
    """记下已知的问题，以后只报告新的。"""


@baseline.command()
@paths_argument
@_output
@click.pass_obj
def create(
    session: Session, paths: tuple[str, ...], stdin_filename: str | None, output: str | None
) -> None:
    """建立基线：记下现在的全部问题。"""
    from regcheck.baseline import counted, total

    def made(file: Path, known: Known, results: dict[str, Result]) -> Known:
        if file.exists():
            raise RegcheckError(
                f"{file}：已经有这个文件，没有改动。",
                "用 regcheck baseline update 更新，或者删去后重建。",
            )
        new = {name: counted(result) for name, result in results.items()}
        _say(f"{file}：记下 {len(results)} 个文件的 {total(new)} 处问题。")
        return new

    for file in _change(session, paths, stdin_filename, output, made, fresh=True):
        _say(f"检查时用 regcheck check --baseline {file}，或者在 regcheck.toml 里写 baseline。")


@baseline.command()
@paths_argument
@_output
@click.pass_obj
def update(
    session: Session, paths: tuple[str, ...], stdin_filename: str | None, output: str | None
) -> None:
    """更新基线：这些草案现在的问题代替原来的记录，其他草案的不动。"""
    from regcheck.baseline import counted, total

    def updated(file: Path, known: Known, results: dict[str, Result]) -> Known:
        new = known | {name: counted(result) for name, result in results.items()}
        _say(
            f"{file}：更新 {len(results)} 个文件的记录，"
            f"原来共 {total(known)} 处问题，现在共 {total(new)} 处。"
        )
        return new

    _change(session, paths, stdin_filename, output, updated)


@baseline.command()
@paths_argument
@_output
@click.pass_obj
def prune(
    session: Session, paths: tuple[str, ...], stdin_filename: str | None, output: str | None
) -> None:
    """清理基线：删去这些草案里已经没有的问题，不加新的。"""
    from regcheck.baseline import gone, pruned, total

    def cleaned(file: Path, known: Known, results: dict[str, Result]) -> Known:
        lost = gone(known, file, (path for path in paths if Path(path).is_dir()))
        new = {
            name: pruned(counts, results[name]) if name in results else counts
            for name, counts in known.items()
            if name not in lost
        }
        _say(f"{file}：删去 {total(known) - total(new)} 处已经没有的问题，留下 {total(new)} 处。")
        return new

    _change(session, paths, stdin_filename, output, cleaned)


def _say(words: str) -> None:
    click.echo(words, err=True)


def _change(
    session: Session,
    paths: tuple[str, ...],
    stdin_name: str | None,
    output: str | None,
    change: Change,
    fresh: bool = False,
) -> list[Path]:
    """Check the drafts and write the baselines they belong to; the files written.

    A baseline that `fresh` makes is not read before.
    """
    from regcheck.baseline import read_baseline, write_baseline

    if "-" in paths and not stdin_name:
        raise click.UsageError("标准输入要用 --stdin-filename 写明文件名，基线按文件名记录")
    written = []
    for file, results in _checked(session, paths, stdin_name, output).items():
        try:
            known = {} if fresh else read_baseline(file)
            write_baseline(file, change(file, known, results))
            written.append(file)
        except RegcheckError as error:
            session.complain(error)
    return written


def _checked(
    session: Session, paths: tuple[str, ...], stdin_name: str | None, output: str | None
) -> dict[Path, dict[str, Result]]:
    """The checked drafts by the baseline they belong to and by their name in it.

    A draft on which a rule crashed is left out: nobody knows what that rule would have found.
    """
    from regcheck.baseline import key
    from regcheck.engine import check_source

    found: dict[Path, dict[str, Result]] = {}
    for draft in drafts(session, paths, stdin_name):
        file = _file(draft.settings, output)
        result = check_source(
            draft.source,
            draft.settings,
            draft.commitments,
            session.laws,
            given=draft.suppressions,
        )
        if result.crashed:
            _say(f"{draft.source.path}：有规则运行出错，没有记入基线，请报告此问题。")
            session.found(3)
            continue
        found.setdefault(file, {})[key(draft.source.path, file)] = result
    return found


def _file(settings: Settings, output: str | None) -> Path:
    """The baseline that a draft belongs to."""
    from regcheck.baseline import FILE

    if output:
        return Path(output)
    return settings.beside(settings.baseline) if settings.baseline else Path(FILE)
