"""What every command shares: its arguments, its messages, its exit code, its output."""

from __future__ import annotations

import datetime
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import click

from regcheck.diagnostic import RegcheckError, Severity

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from regcheck.analysis.laws import LawIndex
    from regcheck.formats.docx.view import Mark, Meaning, Revisions
    from regcheck.model import Document
    from regcheck.settings import Settings
    from regcheck.text import SourceFile
    from regcheck.workspace import Draft

Command = Callable[..., None]
T = TypeVar("T")


class Session:
    """The exit code of one run, and where its messages go."""

    def __init__(self) -> None:
        self.code = 0
        self._said: set[str] = set()
        self._laws: LawIndex | None = None
        self.revisions: Revisions | None = None
        self.markup: dict[Mark, Meaning] | None = None

    def afresh(self) -> Session:
        """A run of its own that reads Word files in the same way."""
        session = Session()
        session.revisions, session.markup = self.revisions, self.markup
        return session

    def over(self, settings: Settings) -> Settings:
        """The settings with what the command line says of reading Word files."""
        from msgspec.structs import replace

        return replace(
            settings,
            revisions=self.revisions or settings.revisions,
            markup=settings.markup if self.markup is None else self.markup,
        )

    def complain(self, error: RegcheckError) -> None:
        """A user's mistake: one message on stderr however many drafts it concerns, exit code 2."""
        hint = f"\n  {error.hint}" if error.hint else ""
        words = f"regcheck：{error.message}{hint}"
        if words not in self._said:
            click.echo(words, err=True)
        self._said.add(words)
        self.code = max(self.code, 2)

    def found(self, code: int) -> None:
        """The highest code wins."""
        self.code = max(self.code, code)

    def laws(self) -> LawIndex:
        """The known laws with the user's own; without those, and a message, where they cannot be
        read."""
        if self._laws is None:
            from regcheck.library import library_or_bundled

            self._laws = library_or_bundled(self.complain)
        return self._laws


def paths_argument(command: Command) -> Command:
    """The arguments that every command over drafts takes."""
    name = click.option(
        "--stdin-filename", metavar="名称", help="标准输入的文件名（用于查找配置）。"
    )
    paths = click.argument(
        "paths", nargs=-1, required=True, metavar="路径...", shell_complete=complete_file
    )
    revisions = click.option(
        "--revisions",
        type=click.Choice(["final", "original", "error"]),
        expose_value=False,
        callback=_revisions,
        help="Word 的修订：读接受后的、修订前的，或者有修订就报错。",
    )
    marks = click.option(
        "--markup",
        metavar="标记=含义",
        expose_value=False,
        callback=_markup,
        help="Word 里手工标记的含义，例如 strike=deleted,underline=inserted。",
    )
    return paths(name(revisions(marks(command))))


def _revisions(context: click.Context, _: click.Parameter, value: Any) -> None:
    context.ensure_object(Session).revisions = value


def _markup(context: click.Context, _: click.Parameter, value: str | None) -> None:
    from regcheck.formats.docx.view import markup

    if value is None:
        return
    try:
        context.ensure_object(Session).markup = markup(value)
    except RegcheckError as error:
        raise click.BadParameter(
            error.message.rstrip("。") + "。" + error.hint.rstrip("。")
        ) from None


def complete_file(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """The shell's own completion of file names."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(typed, type="file")]


def format_option(*choices: str) -> Callable[[Command], Command]:
    """`--format`, with the first choice as its default."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(choices),
        default=choices[0],
        show_default=True,
        help="输出格式。",
    )


def as_of_option(command: Command) -> Command:
    """`--as-of`: the day on which other laws are looked at."""
    return click.option(
        "--as-of",
        metavar="日期",
        callback=_date,
        help="按哪一天施行的法律核对引用，例如 2026-01-01；不写就是索引的日期。",
    )(command)


def _date(_: click.Context, __: click.Parameter, value: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"“{value}”不是日期，应当写 2026-01-01 这样的形式") from None


def drafts(
    session: Session,
    paths: tuple[str, ...],
    stdin_name: str | None,
    over: Callable[[Settings], Settings] = lambda settings: settings,
) -> Iterator[Draft]:
    """The drafts of a command, with a note where an encoding was assumed, and progress; `over`
    gives what the command says over the settings of a folder."""
    from regcheck.workspace import open_drafts, unreadable_documents

    if left := unreadable_documents(paths):
        click.echo(f"文件夹里有 {left} 个 .doc、.wps 文件没有检查：请另存为 .docx。", err=True)
    found = open_drafts(
        paths, stdin_name, session.complain, lambda settings: over(session.over(settings))
    )
    for draft in counted(found, "已读"):
        mention_reading(draft.source)
        _mention_controls(draft)
        yield draft


def one_draft(session: Session, path: str, stdin_name: str | None, asked: str) -> Draft | None:
    """The one draft of a path; None where there is none, and where there are more, with a message
    that says what was `asked`."""
    found = list(drafts(session, (path,), stdin_name))
    if len(found) > 1:
        words = f"{path}：{asked}，这里有 {len(found)} 个。"
        session.complain(RegcheckError(words, "请写明是哪一个文件。"))
    return found[0] if len(found) == 1 else None


def counted(things: Iterable[T], done: str) -> Iterator[T]:
    """The things, with how many there were so far on a terminal where it takes over a second."""
    started, shown = time.monotonic(), 0
    for count, thing in enumerate(things, 1):
        if sys.stderr.isatty() and time.monotonic() - started > 1:
            click.echo(f"\r{done} {count} 个文件……", err=True, nl=False)
            shown = count
        yield thing
    if shown:
        click.echo("\r" + " " * 30 + "\r", err=True, nl=False)


def mention_reading(source: SourceFile) -> None:
    """Notes on stderr on how a file was read: its encoding, and what Word shows besides text."""
    if source.assumed:
        click.echo(f"{source.path}：没有编码标记，按 GB18030 读取。", err=True)
    if source.docx and source.docx.notices:
        from regcheck.reporters.frame import printable

        for notice in source.docx.notices:
            click.echo(printable(f"{source.path}：{notice}"), err=True)


def mention_problems(session: Session, document: Document) -> None:
    """What kept a draft from being read, on stderr; exit code 1 where it is no regulation."""
    for problem in document.problems:
        line = document.source.position(problem.span.start).line
        where = "" if document.source.docx else f":{line}"
        click.echo(f"{problem.path}{where}: {problem.code} {problem.message}", err=True)
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


def show(text: str) -> None:
    """Text with words of a draft: none of its control characters reaches the terminal."""
    from regcheck.reporters.frame import printable

    write(printable(text))


def write(text: str) -> None:
    """Text of our own on stdout."""
    click.echo(text, nl=False)


def write_bytes(data: bytes) -> None:
    """UTF-8 for programs on stdout, whatever the console's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def write_json(records: list[Any]) -> None:
    """JSON on stdout."""
    write_bytes(json_bytes(records))


def json_bytes(records: list[Any]) -> bytes:
    """The records as indented JSON, with a line end."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(records), indent=2) + b"\n"
