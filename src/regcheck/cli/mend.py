"""`check --fix` and `--diff`: the changes that mend findings, made or shown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regcheck.cli.session import Session, write
from regcheck.diagnostic import RegcheckError

if TYPE_CHECKING:
    from regcheck.engine import Repair, Result


def all_mended(session: Session, results: list[Result], unsafe: bool) -> list[Result]:
    """The drafts after their fixes; a file that two paths name is written once."""
    from regcheck.engine import again
    from regcheck.formats.files import read_file

    done: set[Path] = set()
    mended = []
    for result in results:
        source = result.document.source
        place = Path(source.path).resolve()
        if source.file and place in done:
            mended.append(again(result, read_file(source.path)))
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
    _mention_clashes(repair, unsafe)
    _mention_unsafe(repair, unsafe)
    return repair.result


def show_diff(results: Sequence[Result], unsafe: bool) -> None:
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
        _mention_clashes(repair, unsafe)
        _mention_unsafe(repair, unsafe)


def _mention_clashes(repair: Repair, unsafe: bool) -> None:
    """Fixes that overlapped: which were left in the end, and that the others came afterwards."""
    from regcheck.engine import offered

    path, left = repair.result.document.source.path, len(offered(repair.result, unsafe))
    if repair.clashed:
        rest = f"还有 {left} 处没有作，请手工修改" if left else "前一处改过以后都已处理"
        click.echo(f"{path}：有的修改与前一处重叠（{repair.clashed} 次），{rest}。", err=True)


def _mention_unsafe(repair: Repair, unsafe: bool) -> None:
    from regcheck.engine import offered

    left = len(offered(repair.result, unsafe=True))
    if left and not unsafe:
        path = repair.result.document.source.path
        click.echo(
            f"{path}：另有 {left} 处修改须由起草人确认，见 --diff --unsafe-fixes。", err=True
        )
