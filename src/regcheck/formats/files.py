"""A file, or its bytes → SourceFile: a text as it is, a Word file as Word shows it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from regcheck.diagnostic import RegcheckError
from regcheck.formats.plain import decode, refuse_formats
from regcheck.text import SourceFile

if TYPE_CHECKING:
    from regcheck.formats.docx.view import View

MAX_BYTES = 64 * 1024 * 1024
# A zip archive, and the container of .doc, .wps and of Word files with a password.
_WORD = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
WORD_SUFFIXES = (".docx", ".docm", ".doc", ".wps")
# What Word leaves beside a file that somebody has open.
LOCK = "~$"


def read_file(path: str, view: View | None = None) -> SourceFile:
    """The text of the file at `path`; a Word file is read in the view.

    Raises RegcheckError for a file that cannot be opened, is too large or holds no text.
    """
    return replace(decoded(file_bytes(path), path, view), file=True)


def file_bytes(path: str) -> bytes:
    """The bytes of the file at `path`.

    Raises RegcheckError for a file that cannot be opened or is too large.
    """
    file = Path(path)
    try:
        if file.stat().st_size > MAX_BYTES:
            raise RegcheckError(f"{path}：文件超过 64 MB。", "一部法规草案不会这样大，请检查路径。")
        return file.read_bytes()
    except FileNotFoundError:
        raise RegcheckError(
            f"{path}：没有这个文件。", "请检查路径，路径含空格时请加引号。"
        ) from None
    except IsADirectoryError:
        raise RegcheckError(f"{path}：这是文件夹，不是文件。") from None
    except OSError as error:
        raise RegcheckError(
            f"{path}：无法读取（{error.strerror or error}）。", "请检查文件权限。"
        ) from None


def decoded(data: bytes, path: str, view: View | None = None) -> SourceFile:
    """The text that `data` is, whatever the name of the file says.

    Raises RegcheckError where it is neither a text nor a Word file.
    """
    if data.startswith(_WORD):
        from regcheck.formats.docx.reading import read_docx

        return read_docx(data, path, view).source
    name = Path(path).name
    if not data and Path(path).suffix.lower() in WORD_SUFFIXES:
        raise RegcheckError(f"{path}：文件是空的。", "请检查文件有没有保存好。")
    if name.startswith(LOCK):
        raise RegcheckError(
            f"{path}：这是 Word 打开文件时留下的锁文件，不是草案。",
            f"请检查 {name.removeprefix(LOCK)} 一类的原文件。",
        )
    refuse_formats(data, path)
    if Path(path).suffix.lower() in WORD_SUFFIXES:
        raise RegcheckError(
            f"{path}：名称是 Word 文件，内容不是，可能没有下载完整或者已损坏。",
            "请在 Word 或者 WPS 中打开，另存为 .docx 后再检查。",
        )
    return decode(data, path)
