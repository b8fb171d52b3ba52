"""The commands that show what was read: structure, references, norms, commitments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from regcheck.cli.session import (
    Session,
    drafts,
    format_option,
    mention_problems,
    paths_argument,
    show,
    write,
    write_json,
)


@click.command()
@paths_argument
@format_option("tree", "json", "text")
@click.pass_obj
def parse(session: Session, paths: tuple[str, ...], stdin_filename: str | None, style: str) -> None:
    """显示草案的结构：编章节条款项目。"""
    from regcheck.engine import read_document
    from regcheck.export.document import document_json, outline_lines

    records = []
    for draft in drafts(session, paths, stdin_filename):
        document = read_document(draft.source, draft.settings)
        mention_problems(session, document)
        if style == "json":
            records.append(document_json(document))
            continue
        if style == "text":
            write(draft.source.text)
        else:
            show("\n".join(outline_lines(document)) + "\n")
    if style == "json":
        write_json(records)


@click.command()
@paths_argument
@format_option("table", "json")
@click.pass_obj
def refs(session: Session, paths: tuple[str, ...], stdin_filename: str | None, style: str) -> None:
    """列出草案里的引用，以及引用的条款是否存在。"""
    from regcheck.export.references import reference_json, reference_line

    _list(session, paths, stdin_filename, style, "references", reference_json, reference_line)


@click.command()
@paths_argument
@format_option("table", "json")
@click.pass_obj
def norms(session: Session, paths: tuple[str, ...], stdin_filename: str | None, style: str) -> None:
    """列出义务、禁止、许可和处罚。"""
    from regcheck.export.norms import norm_json, norm_line

    _list(session, paths, stdin_filename, style, "norms", norm_json, norm_line)


@click.command()
@paths_argument
@format_option("table", "json")
@click.pass_obj
def coverage(
    session: Session, paths: tuple[str, ...], stdin_filename: str | None, style: str
) -> None:
    """逐项对照政策承诺，看草案落实了哪些。"""
    from regcheck.export.coverage import coverage_json, coverage_line

    _list(session, paths, stdin_filename, style, "coverage", coverage_json, coverage_line)


def _list(
    session: Session,
    paths: tuple[str, ...],
    stdin_name: str | None,
    style: str,
    index: str,
    record: Callable[[Any, Any], Any],
    line: Callable[[Any, Any], str],
) -> None:
    """Print one index of every draft, as JSON records or as lines."""
    from regcheck.analysis.facts import Facts
    from regcheck.engine import read_document

    records: list[Any] = []
    for draft in drafts(session, paths, stdin_name):
        facts = Facts(read_document(draft.source, draft.settings), draft.commitments)
        mention_problems(session, facts.document)
        entries = getattr(facts, index)
        if style == "json":
            records += [record(facts, entry) for entry in entries]
        else:
            lines = (line(facts, entry) for entry in entries)
            show("".join(f"{words}\n" for words in lines if words))
    if style == "json":
        write_json(records)
