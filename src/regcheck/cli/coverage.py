"""The command that holds drafts against the commitments."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from regcheck.cli.output import spare_inputs
from regcheck.cli.session import (
    Session,
    drafts,
    format_option,
    mention_problems,
    one_draft,
    paths_argument,
)
from regcheck.cli.sheet import Sheet, output_option
from regcheck.cli.usage import Command
from regcheck.diagnostic import RegcheckError

if TYPE_CHECKING:
    from regcheck.analysis.commitments import Commitment
    from regcheck.analysis.facts import Facts
    from regcheck.analysis.progress import Progress
    from regcheck.workspace import Draft

View = Literal["list", "ledger", "letter"]


def _share_asked(_: click.Context, __: click.Parameter, value: str | None) -> float | None:
    """The number that `--min` names; a usage error where it is not between 0 and 1."""
    try:
        share = None if value is None else float(value)
    except ValueError:
        share = -1.0
    if share is not None and not 0 <= share <= 1:
        raise click.BadParameter(f"“{value}”应当是 0 到 1 之间的数，例如 0.9")
    return share


@click.command(cls=Command)
@paths_argument
@format_option("table", "json", "csv", "xlsx")
@output_option
@click.option(
    "--view",
    type=click.Choice(["list", "ledger", "letter"]),
    default="list",
    show_default=True,
    help="list 逐项要素；ledger 台账：牵头单位、时限、载体、佐证；letter 承诺与条文对照。",
)
@click.option("--diff", is_flag=True, help="比较两份审议稿：先写上一稿，再写这一稿。")
@click.option("--commitments", "named", metavar="文件", help="用这个 commitments.toml。")
@click.option(
    "--min",
    "least",
    callback=_share_asked,
    metavar="比例",
    help="由法规承担的承诺落实的要素少于这个比例时退出码为 1，例如 0.9。",
)
@click.option("--other-articles", is_flag=True, help="另外列出没有对应承诺的条文。")
@click.pass_obj
def coverage(
    session: Session,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    style: str,
    output: str | None,
    view: View,
    diff: bool,
    named: str | None,
    least: float | None,
    other_articles: bool,
) -> None:
    """逐项对照政策承诺，看草案落实了哪些。"""
    from regcheck.engine import facts_of
    from regcheck.export.coverage import SOURCE

    if diff and len(paths) != 2:
        raise click.UsageError("--diff 要写两个文件：上一稿和这一稿")
    spare_inputs(output, (*paths, *([named] if named else [])))
    sheet = _sheet(session, view, style, output, diff=diff)
    earlier: Facts | None = None
    held = _held(session, _readings(session, paths, stdin_filename, diff=diff), named, diff=diff)
    sourced = len({promise.source for draft in held for promise in draft.commitments}) > 1
    sheet.heads += (SOURCE,) if sourced else ()
    for draft in held:
        facts = facts_of(draft.source, draft.settings, draft.commitments, session.laws)
        mention_problems(session, facts.document)
        if diff and earlier is None:
            earlier = facts
            continue
        _add(sheet, facts, view, earlier, sourced=sourced)
        if other_articles:
            _mention_others(facts)
        if least is not None:
            _hold(session, facts, least)
    sheet.close()


def _readings(
    session: Session, paths: tuple[str, ...], stdin_filename: str | None, *, diff: bool
) -> list[Draft]:
    """The drafts; of two readings to compare both, or none and a message."""
    if not diff:
        return list(drafts(session, paths, stdin_filename))
    read = [one_draft(session, path, stdin_filename, "--diff 比较两个文件") for path in paths]
    found = [draft for draft in read if draft is not None]
    return found if len(found) == len(read) else []


def _held(session: Session, read: list[Draft], named: str | None, *, diff: bool) -> list[Draft]:
    """The drafts with the commitments they are held against: those of the file that is named, of
    two readings those of the later one, else their own; a note where none has any."""
    from msgspec.structs import replace

    from regcheck.analysis.commitments import read_commitments
    from regcheck.formats.files import read_file

    if named is not None:
        try:
            given = read_commitments(read_file(named).text, named)
        except RegcheckError as error:
            session.complain(error)
            return []
        if read:
            _mention_changed(given, Path(named).parent)
        held = [replace(draft, commitments=given) for draft in read]
    else:
        _mention_outdated(read)
        held = [replace(each, commitments=read[-1].commitments) for each in read] if diff else read
    if held and not any(draft.commitments for draft in held):
        hint = "请在 regcheck.toml 写 commitments，或者用 --commitments 写明文件。"
        click.echo(f"{held[0].source.path}：没有承诺可以对照。{hint}", err=True)
    return held


def _mention_outdated(read: list[Draft]) -> None:
    """A note on promises of the settings whose letters say something else now, once for a file."""
    files = {
        draft.settings.beside(draft.settings.commitments): draft.commitments
        for draft in read
        if draft.settings.commitments
    }
    for file, promises in files.items():
        _mention_changed(promises, file.parent)


def _mention_changed(promises: tuple[Commitment, ...], folder: Path) -> None:
    """A note on promises whose source lies in a folder and says something else now."""
    from regcheck.analysis.proposals import outdated
    from regcheck.formats.files import read_file
    from regcheck.parse.letter import letter

    for source in dict.fromkeys(each.source for each in promises if each.hash):
        file = folder / Path(source).name
        try:
            found = outdated(promises, source, letter(read_file(str(file))))
        except RegcheckError:
            continue  # the letter does not lie here
        for changed, words in ((found.reworded, "的原文变了"), (found.dropped, "答复里没有了")):
            names = "、".join(each.id for each in changed)
            hint = "请运行 regcheck commitments extract 更新。"
            if names:
                click.echo(f"{file}：承诺 {names} {words}。{hint}", err=True)


def _sheet(session: Session, view: View, style: str, output: str | None, *, diff: bool) -> Sheet:
    from regcheck.export import coverage as listed
    from regcheck.export import ledger, progress

    heads = {"list": listed.HEADS, "ledger": ledger.LEDGER, "letter": ledger.LETTER}[view]
    titles = {"list": "承诺落实情况", "ledger": "承诺台账", "letter": "承诺与条文对照"}
    if diff:
        beside = {"list": progress.HEADS, "ledger": (*heads, ledger.CHANGES), "letter": heads}
        heads = beside[view]
    return Sheet(session, titles[view], heads, style, output)


def _add(sheet: Sheet, facts: Facts, view: View, earlier: Facts | None, *, sourced: bool) -> None:
    """One draft in the view that is asked for, beside an earlier reading where there is one."""
    from regcheck.analysis.progress import progress

    steps = progress(earlier.coverage, facts.coverage) if earlier else None
    if view != "list":
        _add_ledger(sheet, facts, view, steps, sourced=sourced)
    elif earlier and steps is not None:
        _add_progress(sheet, facts, steps, earlier.document.source.path, sourced=sourced)
    else:
        _add_list(sheet, facts, sourced=sourced)


def _add_list(sheet: Sheet, facts: Facts, *, sourced: bool) -> None:
    from regcheck.export.coverage import coverage_json, coverage_rows, coverage_table

    found = facts.coverage
    sheet.add(
        facts.document.source.path,
        records=partial(map, partial(coverage_json, facts), found),
        rows=partial(coverage_rows, facts, found, sourced=sourced),
        words=partial(coverage_table, facts, found, sourced=sourced),
    )


def _add_progress(
    sheet: Sheet, facts: Facts, steps: tuple[Progress, ...], earlier: str, *, sourced: bool
) -> None:
    from regcheck.export.progress import progress_cells, progress_json, progress_table

    changed = tuple(each for each in steps if each.step != "same")
    sheet.add_each(
        facts,
        changed,
        progress_json,
        partial(progress_cells, sourced=sourced),
        lambda facts, _: progress_table(facts, steps, earlier, sourced=sourced),
    )


def _add_ledger(
    sheet: Sheet, facts: Facts, view: View, steps: tuple[Progress, ...] | None, *, sourced: bool
) -> None:
    from regcheck.export import ledger

    found = ledger.entries(facts.coverage, steps)
    views = {
        "ledger": (ledger.ledger_cells, ledger.ledger_table),
        "letter": (ledger.letter_cells, ledger.letter_table),
    }
    cells, words = views[view]
    sheet.add_each(
        facts,
        found,
        ledger.entry_json,
        partial(cells, sourced=sourced),
        partial(words, sourced=sourced),
    )


def _mention_others(facts: Facts) -> None:
    """The articles that answer no commitment, on stderr."""
    from regcheck.export.coverage import unanswering

    found = unanswering(facts)
    names = "、".join(each.address.label() for each in found)
    path = facts.document.source.path
    click.echo(f"{path}：没有对应承诺的条文 {len(found)} 条：{names or '无'}", err=True)


def _hold(session: Session, facts: Facts, least: float) -> None:
    """Exit code 1 where a draft keeps less of its promises than is asked for."""
    from regcheck.analysis.progress import share

    path, found = facts.document.source.path, share(facts.coverage)
    if found is None:
        hint = '请在 commitments.toml 里确认由法规承担的承诺：carrier = "regulation"。'
        session.complain(RegcheckError(f"{path}：没有确认由法规承担的承诺，--min 无从计算。", hint))
        return
    enough = found.ratio >= least
    words = "达到" if enough else "低于"
    told = f"承诺的要素 {found.total} 项，落实 {found.kept} 项（{found.ratio:.1%}）"
    click.echo(f"{path}：{told}，{words} --min 的 {least:g}。", err=True)
    session.found(0 if enough else 1)
