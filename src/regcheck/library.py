"""The user's own laws: a file of facts beside the bundled index, and what is in both."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from regcheck.analysis.adoption import adopted_on
from regcheck.analysis.laws import (
    Edition,
    Law,
    LawIndex,
    bundled,
    decode_laws,
    encode_laws,
    joined,
    normal,
    well_formed,
    written,
)
from regcheck.analysis.outline import outline
from regcheck.diagnostic import RegcheckError
from regcheck.formats.files import read_file
from regcheck.formats.rewrite import replace_file
from regcheck.model import Document, Kind
from regcheck.parse.structure import parse_source

FOLDER = "REGCHECK_LIBRARY"
_FILE = "laws.jsonl"
_LEVELS: dict[Kind, str] = {
    "law": "法律",
    "administrative_regulation": "行政法规",
    "judicial_interpretation": "司法解释",
    "departmental_rule": "部门规章",
    "local_government_rule": "地方政府规章",
    "local_regulation": "地方性法规",
    "special_zone_regulation": "地方性法规",
    "autonomous_regulation": "地方性法规",
}


def user_file() -> Path:
    """Where the user's laws are kept: in the folder that REGCHECK_LIBRARY names, else in the
    system's folder for such data."""
    if folder := os.environ.get(FOLDER):
        return Path(folder) / _FILE
    if sys.platform == "win32":
        home = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Application Support"
    else:
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "regcheck" / _FILE


def user_laws() -> tuple[Law, ...]:
    """The laws the user has added; none where there is no file.

    Raises RegcheckError for a file that cannot be read as an index.
    """
    path = user_file()
    try:
        laws = decode_laws(path.read_bytes())
        if not all(well_formed(each.articles) for law in laws for each in law.editions):
            raise msgspec.ValidationError("条、款、项的数目写得不对")
        return laws
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise RegcheckError(
            f"{path}：读不出自己加入的法规（{error}）。",
            "删去这个文件，再用 library add 重新加入。",
        ) from None


@cache
def library() -> LawIndex:
    """The bundled laws with the user's own, read once; raises RegcheckError like user_laws."""
    return bundled().with_laws(user_laws())


def library_or_bundled(complain: Callable[[RegcheckError], None]) -> LawIndex:
    """The library; the bundled laws alone, and a complaint, where the user's own cannot be read."""
    try:
        return library()
    except RegcheckError as error:
        complain(error)
        return bundled()


def law_of(document: Document) -> Law:
    """The facts of a law that the user has the text of."""
    known = outline(document)
    dates = adopted_on(document)
    first, last = min(dates, default=None), max(dates, default=None)
    shape = written(known.articles)
    reliable = not document.problems and bool(shape)
    changes = tuple(sorted({day for day in dates if first and day > first}))
    level = _LEVELS.get(document.kind, "其他")
    return Law(document.title, level, first, changes, (Edition(last, reliable, shape),))


def library_with(paths: Iterable[str]) -> LawIndex:
    """The library with the laws in some files; raises RegcheckError for one that has none."""
    laws = list(read_laws(paths))
    for problem in laws:
        if isinstance(problem, RegcheckError):
            raise problem
    return library().with_laws(law for law in laws if isinstance(law, Law))


def read_laws(paths: Iterable[str]) -> Iterator[Law | RegcheckError]:
    """The facts of the laws in some files; a RegcheckError in place of one that has none."""
    for path in paths:
        try:
            document = parse_source(read_file(path))
        except RegcheckError as error:
            yield error
            continue
        if document.title and document.provisions:
            yield law_of(document)
        else:
            yield RegcheckError(
                f"{path}：没有名称或者没有条文，没有加入。",
                "第一行写法规的名称，条文写“第一条　……”。",
            )


def add_laws(laws: Iterable[Law]) -> Path:
    """Put laws into the user's file; one of the same title and day takes the place of the former.

    Returns the file.

    Raises RegcheckError where it cannot be written.
    """
    kept = sorted(joined((*user_laws(), *laws)), key=lambda law: normal(law.title))
    path = user_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(path, encode_laws(kept), private=True)
    except OSError as error:
        raise RegcheckError(
            f"{path}：无法写入（{error.strerror or error}）。",
            f"请检查权限，或者用环境变量 {FOLDER} 指定另一个文件夹。",
        ) from None
    library.cache_clear()
    return path
