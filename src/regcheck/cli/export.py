"""The command that writes a draft as a Word file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from regcheck.cli.output import put, spare_inputs, word_name
from regcheck.cli.session import Session, mention_problems, one_draft, paths_argument
from regcheck.cli.sheet import output_option
from regcheck.cli.usage import Command
from regcheck.diagnostic import RegcheckError

if TYPE_CHECKING:
    from regcheck.export.docx.layout import Layout
    from regcheck.text import SourceFile


def _write_template(ctx: click.Context, _: click.Parameter, file: str | None) -> None:
    """Put the template there and end; needs no draft."""
    if not file or ctx.resilient_parsing:
        return
    word_name("--write-template", file)
    if Path(file).exists():
        raise click.UsageError(f"{file} 已经存在，请换一个名称")
    from regcheck.export.docx.template import bundled

    put(ctx.ensure_object(Session), bundled(), file)
    ctx.exit()


@click.command(cls=Command)
@paths_argument
@click.option("--to", "kind", type=click.Choice(["docx"]), required=True, help="写成哪种文件。")
@output_option
@click.option("--template", metavar="文件", help="用这个 Word 文件的页面、页眉页脚和样式。")
@click.option("--strip-rubrics", is_flag=True, help="去掉条标：第一条（立法目的）只写第一条。")
@click.option(
    "--write-template",
    metavar="文件",
    callback=_write_template,
    expose_value=False,
    is_eager=True,
    help="写出自带的模板，供修改后用于 --template。",
)
@click.pass_obj
def export(
    session: Session,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    kind: str,
    output: str | None,
    template: str | None,
    strip_rubrics: bool,
) -> None:
    """把草案写成 Word 文件，按法规草案的版式。"""
    from regcheck.engine import read_document
    from regcheck.export.docx.layout import laid_out

    if len(paths) != 1:
        raise click.UsageError("export 每次写一份草案")
    if not output:
        raise click.UsageError(f"--to {kind} 要用 -o 写明文件")
    word_name("-o", output)
    spare_inputs(output, [*paths, *([template] if template else [])])
    draft = one_draft(session, paths[0], stdin_filename, "export 每次写一份草案")
    if draft is None:
        return
    document = read_document(draft.source, draft.settings)
    mention_problems(session, document)
    layout = laid_out(document, rubrics=not strip_rubrics)
    try:
        data = _bytes(layout, template)
    except RegcheckError as error:
        session.complain(error)
        return
    _mention(draft.source, layout)
    put(session, data, output)


def _bytes(layout: Layout, template: str | None) -> bytes:
    """The file; RegcheckError where the template cannot be read or used."""
    from regcheck.export.docx.draft import docx_bytes

    if template is None:
        return docx_bytes(layout)
    try:
        data = Path(template).read_bytes()
    except OSError as error:
        raise RegcheckError(f"{template}：无法读取（{error.strerror or error}）。") from None
    return docx_bytes(layout, data, template)


def _mention(source: SourceFile, layout: Layout) -> None:
    """What the Word file has less or more than the draft."""
    path = source.path
    if source.docx and source.docx.asides:
        count = len(source.docx.asides)
        click.echo(f"{path}：{count} 处脚注、尾注、批注没有写进 Word 文件。", err=True)
    if layout.contents == "added":
        click.echo(f"{path}：草案没有目录，已按标题加上。", err=True)
    if layout.contents == "changed":
        click.echo(f"{path}：草案的目录和标题不一致，已按标题重写。", err=True)
    if layout.comments:
        click.echo(f"{path}：{layout.comments} 处注释没有写进 Word 文件。", err=True)
    if layout.controls:
        click.echo(f"{path}：{layout.controls} 个控制字符 Word 文件不能有，已去掉。", err=True)
