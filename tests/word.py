"""A builder of Word files: raw WordprocessingML in, the bytes of a .docx out."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from typing import TypedDict, Unpack
from xml.sax.saxutils import escape, quoteattr

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN = f"{WORD}.document.main+xml"
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": OFFICE,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
PROLOGUE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WHO = 'w:id="900" w:author="甲" w:date="2026-01-01T00:00:00Z"'
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
# The separators that Word writes into every part of notes.
SEPARATORS = (
    '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    '<w:{0} w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:{0}>"
)

Members = dict[str, bytes]


def part(root: str, content: str) -> str:
    """A part: its root element with every namespace declared, around the content."""
    return f"{PROLOGUE}<w:{root} {DECLARED}>{content}</w:{root}>"


class Parts(TypedDict, total=False):
    """What a package may have beside its body.

    Of the parts by name, what their root holds; `relationships` are further ones of the main part,
    `extra_parts` whole members.
    """

    numbering: str
    styles: str
    footnotes: str
    endnotes: str
    comments: str
    settings: str
    relationships: str
    extra_parts: Mapping[str, str | bytes]


def members(
    body: str,
    *,
    main: str = "word/document.xml",
    main_type: str = MAIN,
    section: str = SECTION,
    **parts: Unpack[Parts],
) -> Members:
    """The members of a package by name; a part without content is left out."""
    given = _roots(parts)
    overrides = {main: main_type, **{f"word/{kind}.xml": f"{WORD}.{kind}+xml" for kind in given}}
    related = "".join(
        relationship(f"rId{index}", kind, f"{kind}.xml") for index, kind in enumerate(given, 1)
    )
    found = {
        "[Content_Types].xml": content_types(overrides),
        "_rels/.rels": rels(relationship("rId1", "officeDocument", main)),
        relations_of(main): rels(related + parts.get("relationships", "")),
        main: part("document", f"<w:body>{body}{section}</w:body>"),
        **{f"word/{kind}.xml": part(kind, content) for kind, content in given.items()},
        **parts.get("extra_parts", {}),
    }
    return {
        name: content if isinstance(content, bytes) else content.encode()
        for name, content in found.items()
    }


def package(body: str, **parts: Unpack[Parts]) -> bytes:
    """A .docx with this body."""
    return zipped(members(body, **parts))


def content_types(overrides: Mapping[str, str]) -> str:
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'{PROLOGUE}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="bin" ContentType="application/octet-stream"/>{types}</Types>'
    )


def zipped(content: Mapping[str, bytes] | Iterable[tuple[str, bytes]]) -> bytes:
    """Members as a zip file; a list of pairs may give a name twice."""
    pairs = content.items() if isinstance(content, Mapping) else content
    file = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore", UserWarning)
        for name, data in pairs:
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)
    return file.getvalue()


def unzipped(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def relations_of(name: str) -> str:
    """The member with the relationships of a part."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def rels(content: str) -> str:
    return f'{PROLOGUE}<Relationships xmlns="{PACKAGE}/relationships">{content}</Relationships>'


def relationship(name: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}{mode}/>'


def on(element: str, /, **values: str | int) -> str:
    """An empty element of the w namespace with attributes of the same."""
    given = "".join(f" w:{key}={quoteattr(str(value))}" for key, value in values.items())
    return f"<w:{element}{given}/>"


def r(text: str, properties: str = "", tag: str = "t") -> str:
    """A run of one text."""
    inner = f'<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}>'
    return run(inner, properties)


def run(content: str, properties: str = "") -> str:
    return f"<w:r>{_wrap('rPr', properties)}{content}</w:r>"


def p(*content: str, properties: str = "", mark: str = "") -> str:
    """A paragraph of runs; what has no tag becomes a run. `mark` is the rPr of its mark."""
    inner = "".join(each if each.startswith("<") else r(each) for each in content)
    return f"<w:p>{_wrap('pPr', properties + _wrap('rPr', mark))}{inner}</w:p>"


def styled(style: str, *content: str, properties: str = "", mark: str = "") -> str:
    return p(*content, properties=on("pStyle", val=style) + properties, mark=mark)


def numbered(num: int, level: int, *content: str, mark: str = "", properties: str = "") -> str:
    """A paragraph with an automatic number."""
    return p(*content, properties=numbers(num, level) + properties, mark=mark)


def numbers(num: int | None, level: int | None = 0) -> str:
    """The w:numPr of a paragraph or a style."""
    inner = "" if level is None else on("ilvl", val=level)
    return f"<w:numPr>{inner}{'' if num is None else on('numId', val=num)}</w:numPr>"


def level(
    index: int,
    form: str = "decimal",
    text: str | None = None,
    *,
    start: int = 1,
    after: str = "",
    restart: int | None = None,
    style: str = "",
    more: str = "",
) -> str:
    """A w:lvl; `text` is `%n.` of its own number where none is given, `after` the w:suff."""
    return (
        f'<w:lvl w:ilvl="{index}">{on("start", val=start)}{on("numFmt", val=form)}'
        + ("" if restart is None else on("lvlRestart", val=restart))
        + (on("pStyle", val=style) if style else "")
        + more
        + (on("suff", val=after) if after else "")
        + on("lvlText", val=f"%{index + 1}." if text is None else text)
        + "</w:lvl>"
    )


def abstract(index: int, *content: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{index}">{"".join(content)}</w:abstractNum>'


def num(index: int, of: int, *overrides: str) -> str:
    inner = on("abstractNumId", val=of) + "".join(overrides)
    return f'<w:num w:numId="{index}">{inner}</w:num>'


def override(index: int, *, start: int | None = None, whole: str = "") -> str:
    inner = whole if start is None else on("startOverride", val=start) + whole
    return f'<w:lvlOverride w:ilvl="{index}">{inner}</w:lvlOverride>'


def levels(*content: str) -> str:
    """Numbering of one list, w:num 1, with these levels."""
    return abstract(1, *content) + num(1, 1)


def style(
    name: str, content: str = "", *, kind: str = "paragraph", based: str = "", default: bool = False
) -> str:
    inner = on("name", val=name) + (on("basedOn", val=based) if based else "") + content
    given = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"{given}>{inner}</w:style>'


def inserted(*content: str) -> str:
    return _change("ins", content, "t")


def deleted(*content: str) -> str:
    return _change("del", content, "delText")


def moved_from(*content: str) -> str:
    return _change("moveFrom", content, "t")


def moved_to(*content: str) -> str:
    return _change("moveTo", content, "t")


INSERTED = f"<w:ins {WHO}/>"
DELETED = f"<w:del {WHO}/>"


def field(instruction: str, *result: str, tag: str = "instrText") -> str:
    """A complex field with its shown result."""
    shown = "".join(each if each.startswith("<") else r(each) for each in result)
    return (
        f"{run(on('fldChar', fldCharType='begin'))}{r(instruction, tag=tag)}"
        f"{run(on('fldChar', fldCharType='separate'))}{shown}"
        f"{run(on('fldChar', fldCharType='end'))}"
    )


def bookmark(name: str, *content: str, index: int = 1) -> str:
    inner = "".join(each if each.startswith("<") else r(each) for each in content)
    start = on("bookmarkStart", id=index, name=name)
    return f"{start}{inner}{on('bookmarkEnd', id=index)}"


def sdt(content: str) -> str:
    return (
        '<w:sdt><w:sdtPr><w:alias w:val="甲"/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of a table; a cell without a tag becomes one of one paragraph."""
    made = (each if each.startswith("<") else cell(p(each)) for each in cells)
    return f"<w:tr>{_wrap('trPr', properties)}{''.join(made)}</w:tr>"


def cell(*content: str, properties: str = "") -> str:
    return f"<w:tc>{_wrap('tcPr', properties)}{''.join(content)}</w:tc>"


def note(kind: str, index: int, *content: str) -> str:
    """A footnote, endnote or comment with its paragraphs."""
    author = ' w:author="甲"' if kind == "comment" else ""
    return f'<w:{kind} w:id="{index}"{author}>{"".join(content)}</w:{kind}>'


def textbox(*paragraphs: str) -> str:
    """A run with a drawn text box."""
    return run(f"<w:drawing>{shape(*paragraphs)}</w:drawing>")


def shape(*paragraphs: str) -> str:
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    uri = NAMESPACES["wps"]
    return (
        f'<wp:inline><a:graphic><a:graphicData uri="{uri}"><wps:wsp><wps:txbx>{inner}'
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline>"
    )


def old_textbox(*paragraphs: str) -> str:
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"


def alternate(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def compound(*streams: str) -> bytes:
    """An OLE container: a header and a folder with streams of these names, all empty."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += b"\xff" * (512 - len(header))
    allocation = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = b"".join(
        _entry(name, kind) for name, kind in (("Root Entry", 5), *((name, 2) for name in streams))
    )
    return header + allocation + entries.ljust(2048, b"\0")


def _entry(name: str, kind: int) -> bytes:
    coded = name.encode("utf-16-le")
    start = coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded) + 2, kind, 1)
    return (start + struct.pack("<III", *(0xFFFFFFFF,) * 3)).ljust(128, b"\0")


def _roots(parts: Parts) -> dict[str, str]:
    """The parts that have content, by their root."""
    footnotes, endnotes = parts.get("footnotes", ""), parts.get("endnotes", "")
    roots = {
        "numbering": parts.get("numbering", ""),
        "styles": parts.get("styles", ""),
        "footnotes": footnotes and SEPARATORS.format("footnote") + footnotes,
        "endnotes": endnotes and SEPARATORS.format("endnote") + endnotes,
        "comments": parts.get("comments", ""),
        "settings": parts.get("settings", ""),
    }
    return {kind: content for kind, content in roots.items() if content}


def _wrap(tag: str, content: str) -> str:
    return content and f"<w:{tag}>{content}</w:{tag}>"


def _change(tag: str, content: Iterable[str], text: str) -> str:
    inner = "".join(each if each.startswith("<") else r(each, tag=text) for each in content)
    return f"<w:{tag} {WHO}>{inner}</w:{tag}>"
