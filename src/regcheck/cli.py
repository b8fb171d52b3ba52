"""The command line: arguments in, one call below, text out."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from regcheck.diagnostic import RegcheckError, Severity
from regcheck.usage import Group, usage_message

if TYPE_CHECKING:
    from regcheck.engine import Result
    from regcheck.model import Document
    from regcheck.settings import Settings
    from regcheck.workspace import Draft


class Session:
    """The exit code of one run, and where its messages go."""

    def __init__(self) -> None:
        self.code = 0

    def complain(self, error: RegcheckError) -> None:
        """A user's mistake: one message on stderr, exit code 2."""
        hint = f"\n  {error.hint}" if error.hint else ""
        click.echo(f"regcheck：{error.message}{hint}", err=True)
        self.code = max(self.code, 2)

    def found(self, code: int) -> None:
        """The highest code wins."""
        self.code = max(self.code, code)


def _paths(command: Callable[..., None]) -> Callable[..., None]:
    """The arguments that every command over drafts takes."""
    name = click.option(
        "--stdin-filename", metavar="名称", help="标准输入的文件名（用于查找配置）。"
    )
    paths = click.argument("paths", nargs=-1, required=True, metavar="路径...")
    return paths(name(command))


def _format(*choices: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option(
        "--format",
        "style",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help="输出格式。",
    )


@click.group(
    cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="regcheck", prog_name="regcheck")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """检查中国法规草案：结构与编号、引用、义务与处罚、政策承诺。"""
    ctx.ensure_object(Session)


@cli.command()
@_paths
@_format("full", "concise", "json")
@click.option(
    "--select", metavar="规则", multiple=True, help="只运行这些规则（代码、前缀或名称，逗号分隔）。"
)
@click.option("--ignore", metavar="规则", multiple=True, help="不运行这些规则。")
@click.option(
    "--preset", type=click.Choice(["default", "strict", "review", "ci"]), help="规则组合。"
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    default="error",
    show_default=True,
    help="达到这一程度时退出码为 1。",
)
@click.option("--exit-zero", is_flag=True, help="有发现时退出码也为 0。")
@click.pass_obj
def check(
    session: Session,
    paths: tuple[str, ...],
    stdin_filename: str | None,
    style: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    preset: str | None,
    fail_on: str,
    exit_zero: bool,
) -> None:
    """检查草案，逐条列出问题。"""
    from regcheck.engine import check_source

    results: list[Result] = []
    try:
        for draft in _drafts(session, paths, stdin_filename):
            settings = _override(draft.settings, _split(select), _split(ignore), preset)
            results.append(check_source(draft.source, settings, draft.commitments))
    except RegcheckError as error:
        session.complain(error)
    results = sorted({r.document.source.path: r for r in results}.values(), key=_path)
    threshold = Severity(fail_on).rank
    ranks = [finding.severity.rank for result in results for finding in result.diagnostics]
    if any(rank <= threshold for rank in ranks) and not exit_zero:
        session.found(1)
    if any(result.crashed for result in results):
        session.found(3)
    _show_findings(results, style)


@cli.command()
@_paths
@_format("tree", "json", "text")
@click.pass_obj
def parse(session: Session, paths: tuple[str, ...], stdin_filename: str | None, style: str) -> None:
    """显示草案的结构：编章节条款项目。"""
    from regcheck.engine import read_document
    from regcheck.export.document import document_json, outline_lines

    records = []
    for draft in _drafts(session, paths, stdin_filename):
        document = read_document(draft.source, draft.settings)
        _mention_problems(session, document)
        if style == "json":
            records.append(document_json(document))
            continue
        if style == "text":
            _write(draft.source.text)
        else:
            _show("\n".join(outline_lines(document)) + "\n")
    if style == "json":
        _write_json(records)


@cli.command()
@_paths
@_format("table", "json")
@click.pass_obj
def refs(session: Session, paths: tuple[str, ...], stdin_filename: str | None, style: str) -> None:
    """列出草案里的引用，以及引用的条款是否存在。"""
    from regcheck.export.references import reference_json, reference_line

    _list(session, paths, stdin_filename, style, "references", reference_json, reference_line)


@cli.command()
@_paths
@_format("table", "json")
@click.pass_obj
def norms(session: Session, paths: tuple[str, ...], stdin_filename: str | None, style: str) -> None:
    """列出义务、禁止、许可和处罚。"""
    from regcheck.export.norms import norm_json, norm_line

    _list(session, paths, stdin_filename, style, "norms", norm_json, norm_line)


@cli.command()
@_paths
@_format("table", "json")
@click.pass_obj
def coverage(
    session: Session, paths: tuple[str, ...], stdin_filename: str | None, style: str
) -> None:
    """逐项对照政策承诺，看草案落实了哪些。"""
    from regcheck.export.coverage import coverage_json, coverage_line

    _list(session, paths, stdin_filename, style, "coverage", coverage_json, coverage_line)


@cli.command()
@click.argument("code", metavar="规则")
@click.pass_obj
def rule(session: Session, code: str) -> None:
    """说明一条规则：检查什么、为什么、例子。"""
    from regcheck.export.rules import rule_text
    from regcheck.rule import find_rule, rule_info

    try:
        _write(rule_text(rule_info(find_rule(code))))
    except RegcheckError as error:
        session.complain(error)


@cli.command()
@_format("table", "json")
def rules(style: str) -> None:
    """列出全部规则。"""
    from regcheck.export.rules import rule_json, rules_table
    from regcheck.rule import all_rules, rule_info

    infos = [rule_info(each) for each in all_rules()]
    if style == "json":
        _write_json([rule_json(info) for info in infos])
    else:
        _write(rules_table(infos))


def _drafts(session: Session, paths: tuple[str, ...], stdin_name: str | None) -> Iterator[Draft]:
    """The drafts of a command, with a note where an encoding was assumed, and progress."""
    from regcheck.workspace import open_drafts, unreadable_documents

    if left := unreadable_documents(paths):
        click.echo(f"文件夹里有 {left} 个 Word 文件没有检查：请另存为纯文本。", err=True)
    started, shown = time.monotonic(), 0
    for count, draft in enumerate(open_drafts(paths, stdin_name, session.complain), 1):
        if draft.source.assumed:
            click.echo(f"{draft.source.path}：没有编码标记，按 GB18030 读取。", err=True)
        _mention_controls(draft)
        if sys.stderr.isatty() and time.monotonic() - started > 1:
            click.echo(f"\r已读 {count} 个文件……", err=True, nl=False)
            shown = count
        yield draft
    if shown:
        click.echo("\r" + " " * 30 + "\r", err=True, nl=False)


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
    for draft in _drafts(session, paths, stdin_name):
        facts = Facts(read_document(draft.source, draft.settings), draft.commitments)
        _mention_problems(session, facts.document)
        entries = getattr(facts, index)
        if style == "json":
            records += [record(facts, entry) for entry in entries]
        else:
            lines = (line(facts, entry) for entry in entries)
            _show("".join(f"{words}\n" for words in lines if words))
    if style == "json":
        _write_json(records)


def _mention_problems(session: Session, document: Document) -> None:
    """What kept a draft from being read, on stderr; exit code 1 where it is no regulation."""
    for problem in document.problems:
        line = document.source.position(problem.span.start).line
        click.echo(f"{problem.path}:{line}: {problem.code} {problem.message}", err=True)
        if problem.severity is Severity.ERROR:
            session.found(1)


def _mention_controls(draft: Draft) -> None:
    """A note on the first control character of a draft; it is kept and read as a space."""
    control = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", draft.source.text)
    if control:
        at = draft.source.position(control.start())
        place = f"{draft.source.path}：第 {at.line} 行第 {at.column} 列"
        click.echo(
            f"{place}有控制字符 U+{ord(control[0]):04X}，原样保留；请在原文中删去。", err=True
        )


def _override(
    settings: Settings, select: tuple[str, ...], ignore: tuple[str, ...], preset: Any
) -> Settings:
    """The settings with what the command line says over them."""
    from msgspec.structs import replace

    if preset:
        settings = replace(settings, preset=preset, select=())
    return replace(settings, select=select or settings.select, ignore=(*settings.ignore, *ignore))


def _path(result: Result) -> str:
    return result.document.source.path


def _split(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def _show_findings(results: Sequence[Result], style: str) -> None:
    if style == "json":
        from regcheck.reporters.json import diagnostic_json

        _write_json(
            [
                diagnostic_json(finding, result.document.source)
                for result in results
                for finding in result.diagnostics
            ]
        )
    elif style == "concise":
        from regcheck.reporters.concise import concise

        text = concise(results)
        _write(text + "\n" if text else "")
    elif results:
        from rich.console import Console

        from regcheck.reporters.full import full

        console = Console(highlight=False, soft_wrap=True)
        console.print(full(results, min(console.width, 120)), end="")


def _show(text: str) -> None:
    """Text with words of a draft: none of its control characters reaches the terminal."""
    from regcheck.reporters.frame import printable

    _write(printable(text))


def _write(text: str) -> None:
    click.echo(text, nl=False)


def _write_json(records: list[Any]) -> None:
    """JSON on stdout, UTF-8 whatever the console's encoding."""
    import msgspec

    data = msgspec.json.format(msgspec.json.encode(records), indent=2)
    sys.stdout.flush()
    sys.stdout.buffer.write(data + b"\n")


def _run(arguments: Sequence[str] | None) -> int:
    """The exit code of one command line."""
    session = Session()
    try:
        cli.main(arguments, obj=session, standalone_mode=False, prog_name="regcheck")
        sys.stdout.flush()
    except click.UsageError as error:
        click.echo(f"regcheck：{usage_message(error)}\n  运行 regcheck --help 查看用法。", err=True)
        _write_nothing(arguments)
        return 2
    except click.Abort:
        click.echo("regcheck：已中断。", err=True)
        return 2
    except BrokenPipeError:
        # the reader has gone; nothing more may be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return session.code


def _write_nothing(arguments: Sequence[str] | None) -> None:
    """An empty JSON array where JSON was asked for and the command could not run."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "--format=json" in words or ("--format", "json") in pairwise(words):
        _write_json([])


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the contract's code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    from regcheck.engine import guarded

    def complain(message: str) -> None:
        click.echo(f"regcheck：{message}", err=True)
        _write_nothing(arguments)

    sys.exit(guarded(lambda: _run(arguments), complain))
