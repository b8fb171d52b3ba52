"""The commands over reply letters."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from regcheck.cli.output import put, spare_inputs
from regcheck.cli.session import (
    Session,
    complete_file,
    format_option,
    json_bytes,
    mention_reading,
    show,
)
from regcheck.cli.usage import Command, Group
from regcheck.diagnostic import RegcheckError

if TYPE_CHECKING:
    from regcheck.analysis.proposals import Proposal
    from regcheck.export.commitments import Change
    from regcheck.parse.letter import Letter

_WHAT = {
    "new": "新增",
    "sourced": "出处的文件名变了",
    "moved": "编号变了",
    "reworded": "原文变了",
    "adopted": "记下了原文的校验值",
    "back": "答复里又有了",
    "gone": "答复里没有了",
    "renamed": "答复里没有了，编号让给了别的",
}


@click.group(cls=Group)
def commitments() -> None:
    """从政府的答复函里提取承诺。"""


@commitments.command(cls=Command)
@click.argument("letters", nargs=-1, required=True, metavar="答复...", shell_complete=complete_file)
@format_option("toml", "json", "table")
@click.option(
    "-o",
    "output",
    metavar="文件",
    help="写到这个文件；已有的 commitments.toml 只补充和更新，人工改过的不动。",
)
@click.option("--stdin-filename", metavar="名称", help="标准输入的文件名，记作承诺的出处。")
@click.pass_obj
def extract(
    session: Session,
    letters: tuple[str, ...],
    style: str,
    output: str | None,
    stdin_filename: str | None,
) -> None:
    """提取一封或者几封答复的承诺：编号、原文位置、已办还是承诺、要素。"""
    from regcheck.export.commitments import commitment_json, commitment_line

    spare_inputs(output, letters, merges=style == "toml")
    read = [each for path in letters if (each := _read(session, path, stdin_filename))]
    if style == "toml":
        try:
            _toml(session, read, output)
        except RegcheckError as error:
            session.complain(error)
        return
    rows = [(letter.source, each) for letter, found in read for each in found]
    if style == "json":
        data = json_bytes([commitment_json(*row) for row in rows])
    else:
        data = "".join(
            f"{letter.source.path}\n" + "".join(f"{commitment_line(each)}\n" for each in found)
            for letter, found in read
        ).encode()
    if output is None and style == "table":
        show(data.decode())
    elif read or output is None:
        put(session, data, output)


_Read = tuple["Letter", "tuple[Proposal, ...]"]


def _read(session: Session, path: str, stdin_filename: str | None) -> _Read | None:
    """A letter with what it proposes; None, and a message, where it cannot be read."""
    from regcheck.analysis.proposals import proposals
    from regcheck.formats.files import decoded, read_file
    from regcheck.parse.letter import letter
    from regcheck.workspace import STDIN

    try:
        if path == "-":
            source = decoded(sys.stdin.buffer.read(), stdin_filename or STDIN)
        else:
            source = read_file(path)
        parsed = letter(source)
        found = proposals(parsed)
        if not found:
            hint = "答复的正文应当在“现答复如下”之后；请检查文件是不是答复函。"
            raise RegcheckError(f"{path}：没有读出一项内容。", hint)
    except RegcheckError as error:
        session.complain(error)
        return None
    _mention(parsed)
    return parsed, found


def _mention(letter: Letter) -> None:
    """What a person has to look at: an assumed encoding, tables, numbers given twice."""
    path = letter.source.path
    mention_reading(letter.source)
    if letter.tables:
        click.echo(f"{path}：有 {len(letter.tables)} 行表格没有提取，请人工核对。", err=True)
    for point in letter.walk():
        first, again, _ = point.id.rpartition("~")
        if again:
            line = letter.source.position(point.span.start).line
            click.echo(f"{path}：第 {line} 行：{first} 重复出现，记作 {point.id}。", err=True)


def _toml(session: Session, read: list[_Read], output: str | None) -> None:
    """The letters as one commitments.toml, into the one that is there, in its own encoding.

    Raises RegcheckError for one that cannot be read, added to or written.
    """
    from regcheck.export.commitments import merged
    from regcheck.formats.files import read_file
    from regcheck.formats.rewrite import rewrite

    path = output or "commitments.toml"
    there = read_file(path) if output is not None and Path(output).exists() else None
    text = there.text if there else ""
    changes: list[Change] = []
    _tell_apart(read)
    absent = _absent(text, path, read)
    for _, proposals in read:
        text, found = merged(text, path, proposals, absent)
        changes += found
    if there is None:
        if read:
            put(session, text.encode(), output)
            if output:
                click.echo(f"{output}：写了 {len(changes)} 项。", err=True)
        return
    if there.newline == "\r\n" and "\n" not in there.text.replace("\r\n", ""):
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    if text != there.text:
        rewrite(there, text)
    _tell(changes)


def _absent(text: str, path: str, read: list[_Read]) -> frozenset[str]:
    """The sources of a commitments.toml whose letters lie neither beside it nor beside the letters
    that are read, and are none of them."""
    from regcheck.analysis.commitments import read_commitments

    folders = {Path(path).parent, *(Path(letter.source.path).parent for letter, _ in read)}
    here = {found[0].commitment.source for _, found in read}
    sources = {each.source for each in read_commitments(text, path)} - here
    return frozenset(
        source
        for source in sources
        if not any((folder / Path(source).name).is_file() for folder in folders)
    )


def _tell_apart(read: list[_Read]) -> None:
    """Raises RegcheckError for two letters of one name: their commitments would be mixed."""
    names = Counter(found[0].commitment.source for _, found in read)
    for name, count in names.items():
        if count > 1:
            hint = "承诺按文件名注明出处，请改名，或者分别写到两个文件。"
            raise RegcheckError(f"有 {count} 封答复都叫 {name}。", hint)


def _tell(changes: list[Change]) -> None:
    """What a second run changed, on stderr."""
    for change in changes:
        before = f"{change.before} → " if change.before else ""
        click.echo(f"{before}{change.id}：{_WHAT[change.what]}{_note(change)}", err=True)
    count = Counter(change.what for change in changes)
    told = "，".join(f"{_WHAT[what]} {number} 项" for what, number in count.items())
    click.echo(told or "没有变化。", err=True)


def _note(change: Change) -> str:
    """What a person has to look at after a change."""
    note = "；text 是人工写的，没有动，请核对" if change.kept_words else ""
    note = note or ("；text 已更新，请核对要素" if change.what == "reworded" else "")
    if change.differs:
        note += f"；{'，'.join(change.differs)}，没有动"
    return note
