"""An opened Word file → its bytes: the same content gives the same bytes on any day."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document as WordFile

# Word keeps no longer title of a file.
_TITLE = 255
_DAY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def finished(file: WordFile, title: str) -> bytes:
    """The file under a title; nothing in it tells who made its template, or when it was made."""
    _name(file, title)
    out = io.BytesIO()
    file.save(out)
    return _timeless(out.getvalue())


def _name(file: WordFile, title: str) -> None:
    about = file.core_properties
    about.title, about.language = title[:_TITLE], "zh-CN"
    about.author = about.last_modified_by = "regcheck"
    about.subject = about.keywords = about.comments = about.category = ""
    about.created = about.modified = _DAY
    about.revision = 1


def _timeless(data: bytes) -> bytes:
    """The file without the time at which it was packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as found, zipfile.ZipFile(out, "w") as packed:
        for each in found.infolist():
            entry = zipfile.ZipInfo(each.filename)  # of 1980-01-01
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, found.read(each))
    return out.getvalue()
