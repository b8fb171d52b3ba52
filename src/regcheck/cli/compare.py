"""The command that holds two readings of a regulation beside one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from regcheck.cli.output import put, spare_inputs
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

if TYPE_CHECKING:
    from regcheck.compare import Comparison


@click.command(cls=Command)
@paths_argument
@format_option("table", "md", "html", "json")
@output_option
@click.option("--all", "whole", is_flag=True, help="没有改动的条文也列出（json 总是全部）。")
@click.pass_obj
def compare(
    session: Session,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    style: str,
    output: str | None,
    whole: bool,
) -> None:
    """条文对照表：先写上一稿，再写这一稿。"""
    from regcheck.compare import compare as compared
    from regcheck.engine import read_document

    if len(paths) != 2 or paths == ("-", "-"):
        raise click.UsageError("compare 要写两个文件：上一稿和这一稿，其中一个可以是 -")
    spare_inputs(output, paths)
    read = [one_draft(session, path, stdin_filename, "compare 比较两个文件") for path in paths]
    documents = [read_document(each.source, each.settings) for each in read if each]
    for document in documents:
        mention_problems(session, document)
    if len(documents) < 2:
        if style == "json" and not output:
            write_json([])
        return
    data = _bytes(compared(*documents), style, whole=whole)
    if style == "table" and not output:
        show(data.decode())
    else:
        put(session, data, output)


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
