"""A Word file with other bytes for some of its parts; every other part is copied as it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

from regcheck.diagnostic import RegcheckError
from regcheck.formats.docx.names import WORD
from regcheck.formats.docx.package import STRICT, Members, Root, plain_name

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def with_parts(members: Members, parts: Mapping[str, bytes]) -> bytes:
    """The file with these parts, by name; those that it does not have yet come last.

    Raises RegcheckError where it has two parts of a name, or one that cannot be read.
    """
    infos = members.archive.infolist()
    names = [plain_name(info.filename).lower() for info in infos]
    if len(set(names)) < len(names):
        raise RegcheckError(
            f"{members.path}：压缩包里有同名的文件，没有写批注。",
            "请在 Word 或者 WPS 中打开，另存为 .docx 后再检查。",
        )
    given = {name.lower(): data for name, data in parts.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as copy:
        copy.comment = members.archive.comment
        for name, info in zip(names, infos, strict=True):
            data = given[name] if name in given else members.bytes_of(info)
            copy.writestr(_like(info), data)
        for name, data in parts.items():
            if name.lower() not in names:
                copy.writestr(_new(name), data)
    return file.getvalue()


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """An entry with the name, the date, the rights and the compression of another."""
    made = zipfile.ZipInfo(info.filename, info.date_time)
    made.compress_type, made.external_attr = info.compress_type, info.external_attr
    made.create_system = info.create_system
    return made


def _new(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _EARLIEST)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made


def is_strict(data: bytes) -> bool:
    """Whether a part uses the names of Strict Open XML, which are read as the usual ones."""
    return any(strict in data for strict, _ in STRICT) and WORD.encode() not in data


def xml_bytes(root: Root, *, strict: bool = False) -> bytes:
    """A part as bytes, on request under the names of Strict Open XML."""
    data = etree.tostring(
        root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True
    )
    for name, usual in STRICT if strict else ():
        data = data.replace(usual, name)
    return data
