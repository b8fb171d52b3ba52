"""`check --annotate`: a copy of a Word file with the findings as comments, fixes as revisions."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regcheck.cli.output import spare_inputs, word_name, write_file
from regcheck.cli.session import Session
from regcheck.diagnostic import RegcheckError

if TYPE_CHECKING:
    from regcheck.engine import Result
    from regcheck.export.docx.annotated import Annotated

_PLAIN, _MACROS = ".docx", ".docm"


def may_be_copied(results: Sequence[Result], name: str, output: str | None) -> None:
    """Raises click.UsageError where there is more than one draft, none of Word, or one that the
    copy cannot have this name beside."""
    if len(results) > 1:
        raise click.UsageError(f"--annotate 一次批注一个 Word 文件，这里有 {len(results)} 个草案。")
    for result in results:
        source = result.document.source
        if source.docx is None:
            raise click.UsageError(f"--annotate 只批注 Word 文件（.docx），{source.path} 不是。")
        suffix = _MACROS if Path(source.path).suffix.lower() == _MACROS else _PLAIN
        word_name("--annotate", name, suffix)
        spare_inputs(name, [source.path], option="--annotate")
        if output and Path(output).resolve() == Path(name).resolve():
            raise click.UsageError(f"--annotate 和 -o 写的是同一个文件 {name}，请换一个名称。")


def write_copy(session: Session, result: Result, name: str, track: bool) -> None:
    """Writes the copy, and says on stderr what is in it; a complaint where that cannot be done."""
    try:
        made = _made(result, track)
        _spare_work(result, name)
        write_file(name, made.data)
    except RegcheckError as error:
        session.complain(error)
        return
    told = f"批注 {len(result.diagnostics)} 处、修订 {len(made.tracked)} 处，写到 {name}"
    left = f"；另有 {made.left_out} 处不能写成修订，请照批注手工修改" if made.left_out else ""
    click.echo(f"{told}{left}。", err=True)


def _spare_work(result: Result, name: str) -> None:
    """RegcheckError where the copy is there already, and somebody has worked in it."""
    from regcheck.export.docx.authors import authors_since
    from regcheck.formats.files import file_bytes

    if not Path(name).is_file():
        return
    draft = file_bytes(result.document.source.path)
    try:
        authors = authors_since(file_bytes(name), draft, name)
    except RegcheckError:
        raise RegcheckError(
            f"{name}：已经存在，读不出来，没有覆盖。", "请换一个名称，或者先移走这个文件。"
        ) from None
    if authors:
        raise RegcheckError(
            f"{name}：已经存在，里面有{'、'.join(authors)}的批注或者修订，没有覆盖。",
            "请换一个名称，或者先移走这个文件。",
        )


def _made(result: Result, track: bool) -> Annotated:
    """The copy; raises RegcheckError where the file is no longer the one that was checked."""
    from regcheck.export.docx.annotated import annotated
    from regcheck.export.docx.remarks import remarks
    from regcheck.formats.docx.reading import read_docx
    from regcheck.formats.files import file_bytes

    source, view = result.document.source, result.settings.view
    if track and view.revisions == "original":
        raise RegcheckError(
            f"{source.path}：读的是修订前的文字，修改不能写成修订，没有写 Word 文件。",
            "请不用 --track-fixes，或者用 --revisions final。",
        )
    data = file_bytes(source.path)
    opened = read_docx(data, source.path, view)
    if opened.source.text != source.text:
        raise RegcheckError(
            f"{source.path}：检查之后文件又被改动，没有写批注。", "请保存好文件，再运行一次。"
        )
    now = datetime.datetime.now(datetime.UTC)
    return annotated(data, opened, remarks(result, track=track), now, view)
