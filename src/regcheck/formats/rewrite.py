"""A changed text → its file: in the file's own encoding, replaced in one step or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from regcheck.diagnostic import RegcheckError
from regcheck.formats.plain import byte_order_mark, decode
from regcheck.text import SourceFile


def rewrite(source: SourceFile, text: str) -> None:
    """Put `text` into the file that `source` was read from.

    Encoding, byte order mark and line ends stay. Raises RegcheckError, and leaves the file as it
    is, where it has changed since it was read, would not come back byte for byte, or cannot be
    written.
    """
    path = Path(source.path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _unwritable(source.path, error) from None
    mark = byte_order_mark(data)
    if decode(data, source.path).text != source.text:
        raise RegcheckError(
            f"{source.path}：检查之后文件又被改动，没有写入。", "请保存好文件，再运行一次。"
        )
    if mark + source.text.encode(source.encoding) != data:
        raise RegcheckError(
            f"{source.path}：有的字符不能按 {source.encoding} 原样写回，没有写入。",
            "请另存为 UTF-8 编码后再修改。",
        )
    try:
        replace_file(path, mark + text.encode(source.encoding))
    except OSError as error:
        raise _unwritable(source.path, error) from None


def replace_file(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file beside its place and move it there; what stood there is whole until then.

    A symbolic link stays a link; the rights of an existing file are kept, a new one is as the
    system makes it, `private` for its owner alone. Raises OSError.
    """
    import secrets
    import shutil

    place = path.resolve()
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(13, "没有写入权限", str(place))
    name = place.with_name(f".{place.name}.{secrets.token_hex(6)}")
    rights = 0o600 if private or place.exists() else 0o666
    handle = os.open(
        name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), rights
    )
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            shutil.copymode(place, name)
        name.replace(place)
    except BaseException:
        with contextlib.suppress(OSError):
            name.unlink()
        raise


def _unwritable(path: str, error: OSError) -> RegcheckError:
    return RegcheckError(
        f"{path}：无法写入（{error.strerror or error}），文件没有改动。",
        "请检查文件和所在文件夹的权限。",
    )
