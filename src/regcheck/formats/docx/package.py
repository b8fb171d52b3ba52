"""Bytes of a Word file → its parts. The file is not trusted: sizes are bounded, XML is parsed
without entities, nothing outside the file is opened.

Source: ECMA-376, Part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

import msgspec
from lxml import etree

from regcheck.diagnostic import RegcheckError
from regcheck.formats.docx.names import CONTENT_TYPES, RELATIONS, w

# A draft of 200 pages has 1 MB of XML; what is larger than this no Word file of text is.
MAX_MEMBERS, MAX_PART, MAX_TOTAL = 5_000, 64 * 1024 * 1024, 512 * 1024 * 1024
MAX_TAGS = 1_500_000
# What zipfile and the decompressors raise for bytes that are no archive.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG = 0x1
# Word can write the same elements under other names (Strict Open XML).
STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_MAIN = "officeDocument"
_BOOKMARK = re.compile(rb"bookmarkStart\b[^>]*?:name=[\"']([^\"']*)")
_MARGINS = ("header", "footer")
_RELATED = ("styles", "numbering", "footnotes", "endnotes", "comments")
_OTHERS = {
    "workbook": "Excel 工作簿",
    "presentation": "PowerPoint 演示文稿",
    "document-content": "ODF 文档",
}
_SAVE = "请在 Word 或者 WPS 中打开，另存为 .docx 后再检查。"
Root = etree._Element


class Part(msgspec.Struct, frozen=True):
    """One part: its name in the archive and its XML."""

    name: str
    root: Root


class Package(msgspec.Struct, frozen=True):
    """The parts that hold text, or that text depends on.

    `related` are the parts that the main part names, by kind: styles, numbering, footnotes,
    endnotes, comments. `macros` tells that the file has some; `bookmarks` are the names of those in
    its headers and footers, in small letters.
    """

    main: Part
    related: dict[str, Part]
    macros: bool
    bookmarks: frozenset[str] = frozenset()


def open_package(data: bytes, path: str) -> Package:
    """The package that `data` is; raises RegcheckError where it is no readable Word file."""
    _refuse_others(data, path)
    members = members_of(data, path)
    main = _main_name(members, path)
    root = xml(members.read(main), path, main)
    kind = etree.QName(root).localname
    if root.tag != w("document"):
        what = _OTHERS.get(kind, "其他文件")
        raise RegcheckError(f"{path}：这是{what}，不是 Word 文档。", _SAVE)
    related: dict[str, Part] = {}
    bookmarks: set[str] = set()
    for relation in relations(members, main, path):
        name = relation.target
        if relation.kind in _RELATED and members.has(name):
            related.setdefault(relation.kind, Part(name, xml(members.read(name), path, name)))
        elif relation.kind in _MARGINS and members.has(name):
            bookmarks.update(_bookmarks(members.read(name)))
    macros = _has_macros(members, main, path)
    return Package(Part(main, root), related, macros, frozenset(bookmarks))


def _bookmarks(data: bytes) -> Iterator[str]:
    """The names of the bookmarks in a header or footer, whose text is not read."""
    for name in _BOOKMARK.findall(data):
        yield name.decode("utf-8", "replace").lower()


def _refuse_others(data: bytes, path: str) -> None:
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise RegcheckError(
                f"{path}：文件设有打开密码，无法读取。", "请在 Word 中取消密码，保存后再检查。"
            )
        raise RegcheckError(f"{path}：这是旧版 Word（.doc）或 WPS 文件。", _SAVE)


class Members:
    """The files in an archive by name, read within bounds."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self.archive, self.path = archive, path
        self._names = {plain_name(info.filename).lower(): info for info in archive.infolist()}

    def has(self, name: str) -> bool:
        """Whether there is such a file; capital letters do not count."""
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """The bytes of a file; raises RegcheckError where it is damaged or too large."""
        return self.bytes_of(self._names[name.lower()])

    def bytes_of(self, info: zipfile.ZipInfo) -> bytes:
        """The bytes of one entry; raises RegcheckError where it is damaged or too large."""
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise RegcheckError(f"{self.path}：压缩包设有密码，无法读取。", _SAVE)
        try:
            with self.archive.open(info) as file:
                data = file.read(MAX_PART + 1)
        except _DAMAGE:
            raise damaged(self.path, info.filename) from None
        if len(data) > MAX_PART:
            raise _too_large(self.path)
        return data


def members_of(data: bytes, path: str) -> Members:
    """What is in the archive; raises RegcheckError for no archive, or one beyond all bounds."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except _DAMAGE:
        raise damaged(path) from None
    if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_TOTAL:
        raise _too_large(path)
    return Members(archive, path)


def damaged(path: str, name: str = "") -> RegcheckError:
    """The error for a file that cannot be read, with the part of it that is broken."""
    where = f"（{name}）" if name else ""
    return RegcheckError(f"{path}：Word 文件已损坏{where}，无法读取。", _SAVE)


def _too_large(path: str) -> RegcheckError:
    return RegcheckError(
        f"{path}：压缩包展开后过大，没有读取。", "一部法规草案不会这样大，请检查文件来源。"
    )


def plain_name(name: str) -> str:
    """The name of an entry as relations write it."""
    return name.replace("\\", "/").lstrip("/")


class Relation(msgspec.Struct, frozen=True):
    """What one part says of another: the kind, and the other's name."""

    kind: str
    target: str


def relations(members: Members, part: str, path: str) -> list[Relation]:
    """The parts of the file that a part ("" for the file itself) names; what lies outside the file
    is left out."""
    folder, name = posixpath.split(part)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    if not members.has(rels):
        return []
    found = []
    for each in xml(members.read(rels), path, rels).iter(f"{{{RELATIONS}}}Relationship"):
        if each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
            target = plain_name(target)
            found.append(Relation(each.get("Type", "").rpartition("/")[2], target))
    return found


def _main_name(members: Members, path: str) -> str:
    for relation in relations(members, "", path):
        if relation.kind == _MAIN and members.has(relation.target):
            return relation.target
    if members.has("content.xml") and members.has("mimetype"):
        raise RegcheckError(f"{path}：这是{_OTHERS['document-content']}，不是 Word 文档。", _SAVE)
    if members.has("word/document.xml"):
        return "word/document.xml"
    raise RegcheckError(f"{path}：压缩包里没有 Word 文档。", _SAVE)


def _has_macros(members: Members, main: str, path: str) -> bool:
    if members.has("word/vbaProject.bin"):
        return True
    if not members.has("[Content_Types].xml"):
        return False
    types = xml(members.read("[Content_Types].xml"), path, "[Content_Types].xml")
    overrides = types.iter(f"{{{CONTENT_TYPES}}}Override")
    return any(
        "macroEnabled" in each.get("ContentType", "")
        for each in overrides
        if plain_name(each.get("PartName", "")).lower() == main.lower()
    )


def xml(data: bytes, path: str, name: str) -> Root:
    """The root of a part; raises RegcheckError for what is no XML, or has a document type."""
    for strict, usual in STRICT:
        data = data.replace(strict, usual)
    if data.count(b"<") > MAX_TAGS:
        raise _too_large(path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise damaged(path, f"{name}{f' 第 {line[1]} 行' if line else ''}") from None
    if root.getroottree().docinfo.doctype:
        raise RegcheckError(
            f"{path}：{name} 里有文档类型声明（DTD），Word 不写这种内容，没有读取。", _SAVE
        )
    return root
