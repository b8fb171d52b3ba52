"""Paths → drafts: which files a command reads, with which settings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from regcheck.analysis.commitments import Commitment, read_commitments
from regcheck.diagnostic import RegcheckError
from regcheck.engine import Result, check_source
from regcheck.formats.plain import decode, read_file
from regcheck.library import library as known_laws
from regcheck.library import library_with
from regcheck.model import Document
from regcheck.parse.structure import parse_source
from regcheck.settings import Settings, find_settings, settings_in
from regcheck.text import SourceFile, source_file

SUFFIXES = (".md", ".txt")
STDIN = "<stdin>"


class Draft(msgspec.Struct, frozen=True):
    """One file to work on, with the settings of its folder."""

    source: SourceFile
    settings: Settings
    commitments: tuple[Commitment, ...] = ()


def parse_file(path: str | Path) -> Document:
    """The parsed draft in a file; raises RegcheckError where it cannot be read."""
    return parse_source(read_file(str(path)))


def check(
    text_or_path: str | Path,
    settings: Settings | None = None,
    library: str | Path | None = None,
) -> Result:
    """The findings on a text, or on the file at a `Path`.

    Without `settings` a file is checked with those of its folder, a text with the defaults.
    `library` is a file or folder with texts of laws to know besides those of the index.
    Raises RegcheckError for a file or a configuration that cannot be read.
    """
    laws = partial(library_with, tuple(files_below(str(library)))) if library else known_laws
    if isinstance(text_or_path, Path):
        settings = settings or find_settings(text_or_path)
        source = read_file(str(text_or_path))
        return check_source(source, settings, commitments_of(settings), laws)
    return check_source(source_file(text_or_path), settings, laws=laws)


def open_drafts(
    paths: Iterable[str], stdin_name: str | None, complain: Callable[[RegcheckError], None]
) -> Iterator[Draft]:
    """The drafts below `paths`, one at a time; what cannot be read is told to `complain`.

    `-` is standard input; its path is `stdin_name`, which also finds the settings, or `<stdin>`.
    """
    for path in paths:
        try:
            files = [path] if path == "-" else list(files_below(path))
        except RegcheckError as error:
            complain(error)
            continue
        for file in files:
            try:
                yield _open(file, stdin_name)
            except RegcheckError as error:
                complain(error)


def _open(path: str, stdin_name: str | None) -> Draft:
    if path != "-":
        settings = find_settings(Path(path))
        return Draft(read_file(path), settings, commitments_of(settings))
    name = stdin_name or STDIN
    settings = find_settings(Path(stdin_name) if stdin_name else Path())
    return Draft(decode(sys.stdin.buffer.read(), name), settings, commitments_of(settings))


def commitments_of(settings: Settings) -> tuple[Commitment, ...]:
    """The commitments that the settings name; none where they name none.

    Raises RegcheckError for a file that is missing or wrong.
    """
    if not settings.commitments:
        return ()
    path = settings.beside(settings.commitments)
    return read_commitments(read_file(str(path)).text, str(path))


def files_below(path: str) -> Iterator[str]:
    """The drafts that a path names: the file itself, or those in the folder, in order.

    In a folder whose settings list `drafts` that list decides; elsewhere every .md and .txt
    counts, except README* and names that begin with `_` or `.`. Raises RegcheckError where there
    is none.
    """
    place = Path(path)
    if not place.is_dir():
        yield path
        return
    names = list(_walk(place, place))
    if not names:
        raise RegcheckError(
            f"{path}：文件夹里没有草案（.md 或者 .txt）。",
            "README 和以 _ 或 . 开头的文件不算草案；.docx 请先另存为 .txt。",
        )
    for name in names:
        yield f"{path.rstrip('/')}/{name}"


def _walk(root: Path, folder: Path) -> Iterator[str]:
    """The drafts in a folder and its sub-folders, relative to `root`, sorted."""
    listed = settings_in(folder)
    if listed and listed.drafts:
        yield from ((folder / name).relative_to(root).as_posix() for name in listed.drafts)
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: (entry.is_dir(), entry.name)):
        if entry.name.startswith(("_", ".")) or entry.name.upper().startswith("README"):
            continue
        if entry.is_dir():
            yield from _walk(root, entry)
        elif entry.suffix.lower() in SUFFIXES:
            yield entry.relative_to(root).as_posix()


def unreadable_documents(paths: Iterable[str]) -> int:
    """How many Word files lie in the folders and are left out: they cannot be read yet."""
    folders = [Path(path) for path in paths if path != "-" and Path(path).is_dir()]
    return sum(
        file.suffix.lower() in (".docx", ".doc", ".wps") and not file.name.startswith(("~", "."))
        for folder in folders
        for file in folder.rglob("*")
    )
