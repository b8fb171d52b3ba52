"""A Word file → the template of a draft: its page, its header and footer, its styles by name."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from regcheck.diagnostic import RegcheckError
from regcheck.export.docx.roles import Role

if TYPE_CHECKING:
    from docx.document import Document as WordFile
    from docx.opc.part import Part

# The style of each kind of line; the names are those that drafters see in Word.
STYLES: dict[Role, str] = {
    "title": "条例标题",
    "caption": "条例题注",
    "contents": "目录标题",
    "part": "编",
    "subpart": "分编",
    "chapter": "章",
    "section": "节",
    "article": "条文",
    "text": "条文",
    "item": "项",
    "subitem": "目",
    "note": "说明",
    "annex": "附件",
    "annex_title": "附件标题",
    "signature": "落款",
    "table": "条例表格",
}
NUMBER, RUBRIC = "条号", "条标"
CELL, HEAD_CELL = "表文", "表头"
# The lines of a 目录 by depth: Word's own styles, which it uses when it renews the field.
ENTRIES = ("toc 1", "toc 2", "toc 3")
# What the pages of tables are set in: they are always those of our own template.
SHEET_TITLE, SHEET_HEADING, SHEET_TEXT = "表页标题", "表页小标题", "表页文字"
# Those that are no style of paragraphs.
_KINDS = {STYLES["table"]: "table", NUMBER: "character", RUBRIC: "character"}
_NEEDED = (*dict.fromkeys(STYLES.values()), NUMBER, RUBRIC, CELL, HEAD_CELL, *ENTRIES)
# What people said of the draft that a template once was.
_REMARKS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
_NOTES = ("footnotes", "endnotes")
# No template of an office unpacks to more; a file made to fill the memory does.
_LARGEST = 100_000_000
_HOW = "请用 regcheck export --write-template 模板.docx 取得自带的模板，在它上面修改。"


class Template(msgspec.Struct, frozen=True):
    """An opened Word file without text, and the ids of the styles that a draft needs by name."""

    file: WordFile
    styles: dict[str, str]


def bundled() -> bytes:
    """The template with the official layout."""
    return (files("regcheck") / "export" / "docx" / "template.docx").read_bytes()


def opened(data: bytes | None = None, path: str = "") -> Template:
    """The template in the bytes of a Word file, or the official one.

    Raises RegcheckError where it is no Word file, holds macros, is broken or lacks a style.
    """
    import docx
    from lxml.etree import XMLSyntaxError

    broken = (zipfile.BadZipFile, zlib.error, XMLSyntaxError, EOFError, OSError, RuntimeError)
    strange = (AttributeError, LookupError, TypeError, ValueError)  # parts that are not Word's
    data = bundled() if data is None else data
    try:
        _refuse(data, path)
        file = docx.Document(io.BytesIO(data))
        styles = dict(_styles(file))
        _empty(file)
    except (*broken, *strange):
        raise RegcheckError(f"{path}：不是完好的 Word 文件（.docx）。", _HOW) from None
    if missing := [name for name in _NEEDED if name not in styles]:
        raise RegcheckError(f"{path}：模板缺少样式：{'、'.join(missing)}。", _HOW)
    return Template(file, styles)


def _refuse(data: bytes, path: str) -> None:
    """RegcheckError for a file with macros or one that unpacks to too much."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        entries = packed.infolist()
        kinds = packed.read("[Content_Types].xml") if _size(entries) <= _LARGEST else b""
    if _size(entries) > _LARGEST:
        raise RegcheckError(f"{path}：模板太大。", _HOW)
    if b"macroEnabled" in kinds or any("vbaProject" in each.filename for each in entries):
        raise RegcheckError(f"{path}：模板带有宏。", "请在 Word 里另存为不带宏的 .docx 文件。")
    if b"template.main+xml" in kinds:
        raise RegcheckError(f"{path}：这是 .dotx 文件。", "请在 Word 里另存为 .docx 文件。")


def _size(entries: list[zipfile.ZipInfo]) -> int:
    return sum(each.file_size for each in entries)


def _styles(file: WordFile) -> Iterator[tuple[str, str]]:
    """The styles of a file that a draft may need, by name, with their ids."""
    from docx.oxml.ns import qn

    for each in file.styles.element.iter(qn("w:style")):
        named, style = each.find(qn("w:name")), each.get(qn("w:styleId"))
        name = str(named.get(qn("w:val"))) if named is not None else ""
        # the names of Word's own styles are written small and large
        name = name.lower() if name.lower() in ENTRIES else name
        if style and each.get(qn("w:type")) == _KINDS.get(name, "paragraph"):
            yield name, str(style)


def _empty(file: WordFile) -> None:
    """Take out the text and what hangs on it; the page, its header and footer stay."""
    from docx.oxml.ns import qn

    body = file.element.body
    for each in list(body):
        if each.tag != qn("w:sectPr"):
            body.remove(each)
    for name, relation in list(file.part.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind in _REMARKS:
            del file.part.rels[name]
        elif kind in _NOTES and not relation.is_external:
            _without_notes(relation.target_part)


def _without_notes(part: Part) -> None:
    """Take out the notes of an old draft; the lines between text and notes stay."""
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml.ns import qn
    from docx.oxml.parser import parse_xml

    root = parse_xml(part.blob)
    for note in [each for each in root if each.get(qn("w:type")) is None]:
        root.remove(note)
    part._blob = serialize_part_xml(root)
