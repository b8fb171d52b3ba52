"""The commands that show what was read: structure and references."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from regcheck.cli.session import (
    Session,
    as_of_option,
    drafts,
    format_option,
    mention_problems,
    paths_argument,
    show,
    write,
    write_json,
)
from regcheck.cli.usage import Command
from regcheck.diagnostic import RegcheckError

if TYPE_CHECKING:
    from regcheck.analysis.facts import Facts
    from regcheck.analysis.references import Reference


@click.command(cls=Command)
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


@click.command(cls=Command)
@paths_argument
@format_option("table", "json")
@click.option(
    "--to", "cited", metavar="条款", help="只列引用这一条款的：art_12，或者 第十二条第一款。"
)
@as_of_option
@click.option(
    "--graph", type=click.Choice(["dot", "json"]), help="哪一条引用哪一条：Graphviz 或者 JSON。"
)
@click.pass_obj
def refs(
    session: Session,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    style: str,
    cited: str | None,
    graph: str | None,
    as_of: datetime.date | None,
) -> None:
    """列出草案里的引用，以及引用的条款是否存在。"""
    from regcheck.export.references import graph_dot, graph_json, reference_json, references_table

    records: list[Any] = []
    wanted = _Wanted(cited)
    for facts in facts_of_drafts(session, paths, stdin_filename, as_of):
        found = wanted.among(facts)
        if graph == "json":
            records.append(graph_json(facts, found))
        elif graph == "dot":
            show(graph_dot(facts, found))
        elif style == "json":
            records += [reference_json(facts, each) for each in found]
        else:
            show(references_table(facts, found, cited))
    if "json" in (graph, style):
        write_json(records)
    wanted.complain(session)


class _Wanted:
    """The provision that `--to` names, looked for in every draft of a run."""

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.seen = name is None

    def among(self, facts: Facts) -> tuple[Reference, ...]:
        """The references of a draft that cite it; all where none is named."""
        from regcheck.analysis.backlinks import cited_by, named

        if self.name is None:
            return facts.cited
        provisions = named(facts.outline, self.name)
        found = cited_by(facts.outline, facts.cited, provisions)
        there = any(each in facts.outline.by_id for each in provisions)
        self.seen = self.seen or there or bool(found)
        return found

    def complain(self, session: Session) -> None:
        """A message where no draft has the provision."""
        if not self.seen:
            hint = "写条款的编号（art_12__para_1）或者名称（第十二条第一款），见 regcheck parse。"
            session.complain(RegcheckError(f"草案里没有“{self.name}”。", hint))


def facts_of_drafts(
    session: Session,
    paths: tuple[str, ...],
    stdin_name: str | None,
    as_of: datetime.date | None = None,
) -> Iterator[Facts]:
    """What is known of each draft of a command."""
    from msgspec.structs import replace

    from regcheck.engine import facts_of

    for draft in drafts(session, paths, stdin_name):
        settings = replace(draft.settings, as_of=as_of or draft.settings.as_of)
        facts = facts_of(draft.source, settings, draft.commitments, session.laws)
        mention_problems(session, facts.document)
        yield facts
