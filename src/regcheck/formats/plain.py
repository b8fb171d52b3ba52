"""Bytes of a text file → SourceFile: which encoding, and what is no text at all."""

from __future__ import annotations

import codecs
import re

from regcheck.diagnostic import RegcheckError
from regcheck.text import SourceFile, source_file

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SAVE = "请在 Word 或者 WPS 中打开，另存为 .docx 后再检查。"
# How files begin that hold a text which is not the draft's.
_FORMATS = (
    (rb"%PDF", "PDF 文件", "请取得草案的文字版（.docx、.txt 或者 .md）后再检查。"),
    (rb"\{\\rtf", "RTF 文件", _SAVE),
    (rb"\s*(?i:<!doctype html|<html)", "HTML 网页", _SAVE),
    (rb"\s*<\?xml[^>]*>\s*<\?mso-application", "Word XML 文件", _SAVE),
    (rb"(?i:mime-version:)", "MHT 网页", _SAVE),
)
_HEAD = 1_000
# More control bytes or broken characters than this share of a file mean that it is not that text.
_SHARE, _FEW = 0.02, 4
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")
_READABLE = re.compile(
    r"[\t\r\n\x20-\x7e×÷°\u2010-\u203f\u2100-\u25ff\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
)


def decode(data: bytes, path: str) -> SourceFile:
    """The text that `data` is: by its BOM, else UTF-8, else GB18030 (then `assumed` is true).

    Raises RegcheckError where it is no text in any of them; the message names the place.
    """
    refuse_formats(data, path)
    mark = byte_order_mark(data)
    if mark:
        return _strict(data[len(mark) :], dict(_BOMS)[mark], path, len(mark))
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(_FEW, len(data) * _SHARE):
        raise RegcheckError(
            f"{path}：这是二进制文件，不是文本文件。", "请给出 .docx、.md 或者 .txt 草案。"
        )
    try:
        return source_file(data.decode("utf-8"), path)
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") <= max(_FEW, sum(c > "\x7f" for c in text) * _SHARE):
            raise _broken(path, "UTF-8", data, error.start) from None
    return _gb18030(data, path)


def refuse_formats(data: bytes, path: str) -> None:
    """Raises RegcheckError for a file of another kind that is text inside, or looks like it."""
    head = data[:_HEAD].removeprefix(codecs.BOM_UTF8)
    for begins, what, hint in _FORMATS:
        if re.match(begins, head):
            raise RegcheckError(f"{path}：这是 {what}，读不出草案。", hint)


def byte_order_mark(data: bytes) -> bytes:
    """The mark that the bytes begin with; empty for none."""
    return next((mark for mark, _ in _BOMS if data.startswith(mark)), b"")


def _strict(data: bytes, encoding: str, path: str, offset: int) -> SourceFile:
    """The text in the encoding that its BOM names."""
    try:
        return source_file(data.decode(encoding), path, encoding)
    except UnicodeDecodeError as error:
        raise _broken(path, encoding.upper(), data, error.start, offset) from None


def _gb18030(data: bytes, path: str) -> SourceFile:
    """The text as GB18030, the encoding of older Chinese desktops, where that gives Chinese."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _broken(path, "UTF-8 和 GB18030", data, error.start) from None
    if len(_READABLE.findall(text)) < len(text) * 0.9:
        raise RegcheckError(
            f"{path}：无法判断文件的编码，按 GB18030 读出的不是中文。",
            "请另存为 UTF-8 编码后再检查。",
        )
    return source_file(text, path, "gb18030", assumed=True)


def _broken(path: str, encoding: str, data: bytes, at: int, offset: int = 0) -> RegcheckError:
    """The error for bytes that are no character, naming line and byte."""
    line = data.count(b"\n", 0, at) + 1
    return RegcheckError(
        f"{path}：第 {line} 行（第 {at + offset + 1} 个字节）不是合法的 {encoding} 字符。",
        "文件可能损坏或者混用了两种编码，请另存为 UTF-8 编码后再检查。",
    )
