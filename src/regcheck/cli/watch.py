"""`check --watch`: again whenever a draft or its settings change."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regcheck.cli.session import Session
from regcheck.diagnostic import RegcheckError
from regcheck.engine import guarded
from regcheck.formats.files import LOCK
from regcheck.workspace import SUFFIXES

if TYPE_CHECKING:
    from watchfiles import Change

# Milliseconds: an editor is done when it has been quiet for _QUIET; a stream of changes (a branch
# checked out) is looked at every _LONGEST; _WAKE is how soon the first check begins.
_QUIET, _LONGEST, _WAKE = 100, 1500, 200


def watched(
    session: Session, paths: tuple[str, ...], output: str | None, once: Callable[[Session], None]
) -> None:
    """Calls `once` at the start and after every change below the paths, until Ctrl-C.

    A path whose folder is not there is a user's mistake.
    """
    try:
        for changed in _rounds(paths, output):
            _announce(changed)
            _one_round(session.afresh(), once)
    except KeyboardInterrupt:
        click.echo("", err=True)
    except RegcheckError as error:
        session.complain(error)


def _rounds(paths: tuple[str, ...], output: str | None) -> Iterator[list[str]]:
    """The files that changed before each round; none before the first.

    The first comes when the system watches already, so that no change is missed. Raises
    RegcheckError for a folder that is not there.
    """
    from watchfiles import watch

    places = [Path(path).resolve() for path in paths]
    folders = {place if place.is_dir() else place.parent for place in places}
    for folder in folders:
        if not folder.is_dir():
            raise RegcheckError(f"{folder}：没有这个文件夹。", "请检查路径。")
    first = True
    for changes in watch(
        *folders,
        watch_filter=_Concerns(places, output),
        debounce=_LONGEST,
        step=_QUIET,
        rust_timeout=_WAKE,
        yield_on_timeout=True,
        # an editor replaces a file, so its folder is watched, but not what lies deeper
        recursive=any(place.is_dir() for place in places),
    ):
        if changes or first:
            yield sorted({Path(name).name for _, name in changes})
        first = False


class _Concerns:
    """Whether a changed file concerns the check: a draft, or what stands in TOML beside one."""

    def __init__(self, places: list[Path], output: str | None) -> None:
        self.files = {place for place in places if not place.is_dir()}
        self.folders = [place for place in places if place.is_dir()]
        self.output = Path(output).resolve() if output else None

    def __call__(self, _: Change, name: str) -> bool:
        """Whether the file is one that a check would read."""
        path = Path(name)
        if path == self.output or path.name.startswith((".", LOCK)):
            return False
        if path in self.files:
            return True
        beside = any(path.parent == file.parent for file in self.files)
        below = any(path.is_relative_to(folder) for folder in self.folders)
        suffix = path.suffix.lower()
        return (suffix == ".toml" and (beside or below)) or (suffix in SUFFIXES and below)


def _announce(changed: list[str]) -> None:
    """The time and what changed, on a cleared screen."""
    click.clear()
    shown = "、".join(changed[:3]) + (f"等 {len(changed)} 个文件" if len(changed) > 3 else "")
    what = (
        f"{shown} 有改动，再次检查。" if changed else "开始检查；有改动就再检查，按 Ctrl-C 结束。"
    )
    click.echo(f"{time.strftime('%H:%M:%S')} {what}", err=True)


def _one_round(session: Session, once: Callable[[Session], None]) -> None:
    """One check; what goes wrong in it is said, and watching goes on."""

    def work() -> int:
        once(session)
        return session.code

    guarded(work, lambda message: click.echo(f"regcheck：{message}", err=True))
    sys.stdout.flush()
