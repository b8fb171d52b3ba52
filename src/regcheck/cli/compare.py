"""The command that holds two readings of a regulation beside one another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import click
from click.core import ParameterSource
from msgspec.structs import replace

from regcheck.cli.output import put, spare_inputs, word_name
from regcheck.cli.session import (
    Session,
    format_option,
    json_bytes,
    mention_problems,
    one_draft,
    paths_argument,
    show,
    write_json,
)
from regcheck.cli.sheet import output_option
from regcheck.cli.usage import Command
from regcheck.diagnostic import RegcheckError

if TYPE_CHECKING:
    from regcheck.compare import Comparison
    from regcheck.export.docx.comparison import Marking
    from regcheck.formats.docx.view import Revisions
    from regcheck.model import Document
    from regcheck.settings import Settings
    from regcheck.workspace import Draft


@click.command(cls=Command)
@paths_argument
@format_option("table", "md", "html", "json")
@output_option
@click.option("--all", "whole", is_flag=True, help="没有改动的条文也列出（json 总是全部）。")
@click.option("--to", "file_style", type=click.Choice(["docx"]), help="用 -o 写成 Word 文件。")
@click.option(
    "--columns",
    type=click.Choice(["2", "3"]),
    help="与 --to docx 连用：两栏，或者另有一栏说明。[默认：2]",
)
@click.option(
    "--marking",
    type=click.Choice(["shade", "strike"]),
    help="与 --to docx 连用：阴影和黑体，或者删除线和下划线。[默认：shade]",
)
@click.pass_context
def compare(
    context: click.Context,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    style: str,
    output: str | None,
    whole: bool,
    file_style: str | None,
    columns: Literal["2", "3"] | None,
    marking: Marking | None,
) -> None:
    """条文对照表：先写上一稿，再写这一稿；只写一个有修订的 Word 文件，比较修订前后。"""
    from regcheck.compare import compare as compared
    from regcheck.engine import read_document

    session: Session = context.obj
    if len(paths) > 2 or paths == ("-", "-"):
        raise click.UsageError("compare 要写两个文件：上一稿和这一稿，其中一个可以是 -")
    _refuse(context)
    spare_inputs(output, paths)
    if len(paths) == 1:
        read = _before_and_after(session, paths[0])
    else:
        asked = "compare 比较两个文件"
        read = [one_draft(session, path, stdin_filename, asked) for path in paths]
    documents = [read_document(each.source, each.settings) for each in read if each]
    for document in documents:
        mention_problems(session, document)
    if len(documents) < 2:
        if style == "json" and not output:
            write_json([])
        return
    _mention_titles(*documents)
    found = compared(*documents)
    if file_style:
        from regcheck.export.docx.comparison import comparison_docx

        wide, marks = int(columns or 2), marking or "shade"
        put(session, comparison_docx(found, whole=whole, columns=wide, marking=marks), output)
        return
    data = _bytes(found, style, whole=whole)
    if style == "table" and not output:
        show(data.decode())
    else:
        put(session, data, output)


def _before_and_after(session: Session, path: str) -> list[Draft | None]:
    """A Word file before its revisions and after them; a complaint where it has none."""
    from regcheck.workspace import open_drafts

    if session.revisions:
        raise click.UsageError("compare 一个 Word 文件，比较的就是修订前后，不与 --revisions 连用")
    read: list[Draft | None] = []
    views: tuple[tuple[Revisions, str], ...] = (("original", "修订前"), ("final", "修订后"))
    for revisions, name in views:
        over = partial(_in_view, session, revisions)
        found = list(open_drafts((path,), None, session.complain, over))
        if not found:
            return []
        if len(found) > 1 or found[0].source.docx is None:
            words = "compare 要写两个文件：上一稿和这一稿；一个 Word 文件单独写，比较修订前后"
            raise click.UsageError(words)
        told = replace(found[0].source, path=f"{found[0].source.path}（{name}）")
        read.append(replace(found[0], source=told))
    if len({each.source.text for each in read if each}) == 1:
        words = f"{path}：没有修订，修订前后的文字一样。"
        session.complain(RegcheckError(words, "要比较两稿，请写两个文件。"))
        return []
    return read


def _in_view(session: Session, revisions: Revisions, settings: Settings) -> Settings:
    return replace(session.over(settings), revisions=revisions)


def _mention_titles(old: Document, new: Document) -> None:
    """A note where the two may be different regulations."""
    if old.title and new.title and old.title != new.title:
        click.echo(f"两稿的名称不同：《{old.title}》和《{new.title}》。", err=True)


def _refuse(context: click.Context) -> None:
    """Raises click.UsageError where an option for Word files stands alone or with --format."""
    given = context.params
    if not given["file_style"]:
        for name in ("columns", "marking"):
            if given[name]:
                raise click.UsageError(f"--{name} 要与 --to docx 连用。")
        return
    if context.get_parameter_source("style") is ParameterSource.COMMANDLINE:
        raise click.UsageError("--to 和 --format 只能用一个。")
    if not given["output"]:
        raise click.UsageError("--to docx 要用 -o 写明文件。")
    word_name("-o", given["output"])


def _bytes(found: Comparison, style: str, *, whole: bool) -> bytes:
    if style == "json":
        from regcheck.export.comparison import comparison_json

        return json_bytes([comparison_json(found)])
    if style == "table":
        from regcheck.export.comparison import comparison_table as written
    elif style == "html":
        from regcheck.export.comparison_page import comparison_html as written
    else:
        from regcheck.export.comparison_page import comparison_markdown as written
    return written(found, whole=whole).encode("utf-8", "replace")
