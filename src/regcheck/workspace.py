"""Paths → drafts: which files a command reads, with which settings."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path

import msgspec

from regcheck.analysis.commitments import Commitment, read_commitments
from regcheck.analysis.suppressions import Suppression, read_sidecar
from regcheck.baseline import known_findings
from regcheck.diagnostic import RegcheckError
from regcheck.engine import Result, check_source
from regcheck.formats.files import LOCK, decoded, read_file
from regcheck.library import library as known_laws
from regcheck.library import library_with
from regcheck.model import Document
from regcheck.parse.structure import parse_source
from regcheck.settings import Settings, find_settings, settings_in
from regcheck.text import SourceFile, source_file

SUFFIXES = (".md", ".txt", ".docx", ".docm")
_OLD_WORD = (".doc", ".wps")
# A folder with this file is a site that was built, and holds no drafts.
SITE = "regcheck-site.json"
STDIN = "<stdin>"
# What the file beside a draft is called: 草案.md.regcheck.toml, else 草案.regcheck.toml.
SIDECAR = ".regcheck.toml"


class Draft(msgspec.Struct, frozen=True):
    """One file to work on, with the settings of its folder and the suppressions beside it."""

    source: SourceFile
    settings: Settings
    commitments: tuple[Commitment, ...] = ()
    suppressions: tuple[Suppression, ...] = ()


def parse_file(path: str | Path) -> Document:
    """The parsed draft in a file; raises RegcheckError where it cannot be read."""
    return parse_source(read_file(str(path), find_settings(Path(path)).view))


def check(
    text_or_path: str | Path,
    settings: Settings | None = None,
    library: str | Path | None = None,
) -> Result:
    """The findings on a text, or on the file at a `Path`.

    Without `settings` a file is checked with those of its folder, a text with the defaults. For a
    file the suppressions beside it and the baseline of the settings count.
    `library` is a file or folder with texts of laws to know besides those of the index.
    Raises RegcheckError for a file or a configuration that cannot be read.
    """
    laws = partial(library_with, tuple(files_below(str(library)))) if library else known_laws
    if isinstance(text_or_path, Path):
        settings = settings or find_settings(text_or_path)
        path = str(text_or_path)
        return check_source(
            read_file(path, settings.view),
            settings,
            commitments_of(settings),
            laws,
            given=suppressions_beside(path),
            known=known_findings(path, settings),
        )
    return check_source(source_file(text_or_path), settings, laws=laws)


def open_drafts(
    paths: Iterable[str],
    stdin_name: str | None,
    complain: Callable[[RegcheckError], None],
    over: Callable[[Settings], Settings] = lambda settings: settings,
) -> Iterator[Draft]:
    """The drafts below `paths`, one at a time; what cannot be read is told to `complain`.

    `-` is standard input; its path is `stdin_name`, which also finds the settings, or `<stdin>`.
    `over` gives what counts over the settings of a folder.
    """

    @cache
    def settings_of(folder: Path) -> Settings:
        return over(find_settings(folder))

    for path in paths:
        try:
            files = [path] if path == "-" else list(files_below(path))
        except RegcheckError as error:
            complain(error)
            continue
        for file in files:
            try:
                yield _open(file, stdin_name, settings_of)
            except RegcheckError as error:
                complain(error)


def _open(path: str, stdin_name: str | None, settings_of: Callable[[Path], Settings]) -> Draft:
    """The draft at a path; `settings_of` gives the settings of a folder."""
    if path != "-":
        settings = settings_of(Path(path).parent)
        beside = suppressions_beside(path)
        return Draft(read_file(path, settings.view), settings, commitments_of(settings), beside)
    settings = settings_of(Path(stdin_name).parent if stdin_name else Path())
    beside = suppressions_beside(stdin_name) if stdin_name else ()
    source = decoded(sys.stdin.buffer.read(), stdin_name or STDIN, settings.view)
    return Draft(source, settings, commitments_of(settings), beside)


def suppressions_beside(path: str) -> tuple[Suppression, ...]:
    """What the file beside a draft sets aside; nothing where there is none.

    Raises RegcheckError for one that cannot be read or is wrong.
    """
    draft = Path(path)
    if not draft.name:
        return ()
    for file in (draft.with_name(draft.name + SIDECAR), draft.with_name(draft.stem + SIDECAR)):
        with contextlib.suppress(OSError):  # a name may be as long as names can be
            if not file.is_file():
                continue
            return read_sidecar(read_file(str(file)).text, str(file))
    return ()


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

    In a folder whose settings list `drafts` that list decides; elsewhere every .md, .txt and
    .docx counts, except README* and names that begin with `_`, `.` or `~$`. Raises RegcheckError
    where there is none.
    """
    if not path:
        raise RegcheckError("有一个路径是空的。", "请写文件或者文件夹的路径，当前文件夹写作 .")
    place = Path(path)
    if not place.is_dir():
        yield path
        return
    names = [file.relative_to(place).as_posix() for file in _walk(place)]
    if not names:
        raise RegcheckError(
            f"{path}：文件夹里没有草案（.docx、.md 或者 .txt）。",
            "README 和以 _ 或 . 开头的文件不算草案；.doc、.wps 请先另存为 .docx。",
        )
    for name in names:
        yield f"{path.rstrip('/')}/{name}"


def _walk(root: Path) -> Iterator[Path]:
    """The drafts in a folder and its sub-folders, each file once.

    Sorted; what symbolic links lead to comes last, where it has not been met by its own name.
    """
    seen: set[str] = set()
    links: list[Path] = []
    yield from _below(root, seen, links)
    for link in links:  # the list grows by the links in the folders that links lead to
        if link.is_dir():
            yield from _below(link, seen, links)
        elif link.suffix.lower() in SUFFIXES and os.path.realpath(link) not in seen:
            seen.add(os.path.realpath(link))
            yield link


def _below(folder: Path, seen: set[str], links: list[Path]) -> Iterator[Path]:
    """The drafts below a folder, without following links: those are added to `links`."""
    home = os.path.realpath(folder)
    if home in seen or (folder / SITE).is_file():
        return
    seen.add(home)
    listed = settings_in(folder)
    if listed and listed.drafts:
        for name in listed.drafts:
            seen.add(os.path.realpath(folder / name))
            yield folder / name
        return
    for entry in _entries(folder):
        if entry.is_symlink():
            links.append(entry)
        elif entry.is_dir():
            yield from _below(entry, seen, links)
        elif entry.suffix.lower() in SUFFIXES:
            seen.add(str(Path(home) / entry.name))
            yield entry


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder and may be a draft or hold some, files first, by name."""
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: (entry.is_dir(), entry.name))
    except OSError as error:
        raise RegcheckError(
            f"{folder}：无法读取文件夹（{error.strerror or error}）。", "请检查文件夹的权限。"
        ) from None
    return [
        entry
        for entry in entries
        if not entry.name.startswith(("_", ".", LOCK))
        and not entry.name.upper().startswith("README")
    ]


def unreadable_documents(paths: Iterable[str]) -> int:
    """How many files of old Word and of WPS lie in the folders and cannot be read."""
    folders = [Path(path) for path in paths if path != "-" and Path(path).is_dir()]
    return sum(
        file.suffix.lower() in _OLD_WORD and not file.name.startswith(("~", "."))
        for folder in folders
        for file in folder.rglob("*")
    )
