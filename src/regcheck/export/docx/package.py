"""The parts of a Word file that are the same for every sheet, and the bytes of the whole.

Written by hand, not over python-docx's template: that one brings 800 kB of English and Japanese
styles, a picture of an empty page and the date of its making.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_CORE = f"{_PACKAGE}/metadata/core-properties"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# The oldest time that a ZIP file can tell: the same words make the same bytes on any day.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
# How the fonts are called where the system does not speak Chinese.
_FONTS = {"仿宋": "FangSong", "黑体": "SimHei", "楷体": "KaiTi", "宋体": "SimSun"}
_LATIN = "Times New Roman"
# Name, font, half points, bold, space before and after it in twentieths of a point.
_STYLES = (
    ("Title", "宋体", 36, True, (0, 160)),
    ("heading 1", "黑体", 28, False, (240, 80)),
    ("footer", "宋体", 18, False, (0, 0)),
)
_CENTRED = frozenset({"Title", "footer"})

Element = etree._Element


def node(tag: str, /, *content: str | Element, **attributes: str | int) -> Element:
    """An element of WordprocessingML with attributes of that namespace."""
    made = etree.Element(f"{{{_WORD}}}{tag}", nsmap={"w": _WORD, "r": _OFFICE})
    for key, value in attributes.items():
        made.set(f"{{{_WORD}}}{key}", str(value))
    for part in content:
        if isinstance(part, str):
            made.text = part
            made.set(_SPACE, "preserve")
        else:
            made.append(part)
    return made


def fonts(chinese: str, latin: str = _LATIN) -> Element:
    """The fonts of words; the hint gives “” and … the width that they have in Chinese."""
    return node("rFonts", ascii=latin, hAnsi=latin, eastAsia=chinese, cs=latin, hint="eastAsia")


def section() -> Element:
    """A4 on its side with page numbers: what stands at the end of a body."""
    footer = node("footerReference", type="default")
    footer.set(f"{{{_OFFICE}}}id", "rId4")
    size = node("pgSz", w=16838, h=11906, orient="landscape")
    sides = dict.fromkeys(("top", "right", "bottom", "left"), 1134)
    return node("sectPr", footer, size, node("pgMar", **sides, header=567, footer=567, gutter=0))


def package(body: Iterable[Element], title: str) -> bytes:
    """The Word file of a body; the same body gives the same bytes, and nobody's name is in it."""
    document = node("document", node("body", *body))
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            {
                "rId1": (f"{_OFFICE}/officeDocument", "word/document.xml"),
                "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            }
        ),
        "docProps/core.xml": _core(title),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(
            {
                f"rId{number}": (f"{_OFFICE}/{kind}", f"{kind}.xml")
                for number, kind in enumerate(("styles", "settings", "fontTable", "footer"), 1)
            }
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _font_table(),
        "word/footer.xml": _footer(),
    }
    return _zipped(parts)


def _zipped(parts: Mapping[str, Element]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, root in parts.items():
            held = zipfile.ZipInfo(name, _NO_TIME)
            held.compress_type = zipfile.ZIP_DEFLATED
            # the system that wrote it would else be told
            held.create_system = 0
            etree.cleanup_namespaces(root)
            data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            file.writestr(held, data)
    return out.getvalue()


def _content_types() -> Element:
    space = f"{_PACKAGE}/content-types"
    root = etree.Element(f"{{{space}}}Types", nsmap={None: space})
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    for suffix, kind in (("rels", relations), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{space}}}Default", Extension=suffix, ContentType=kind)
    names = {f"/word/{name}.xml": name for name in ("styles", "settings", "fontTable", "footer")}
    kinds = {part: f"{_TYPE}.{name}+xml" for part, name in names.items()}
    kinds["/word/document.xml"] = f"{_TYPE}.document.main+xml"
    kinds["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    for part, kind in kinds.items():
        etree.SubElement(root, f"{{{space}}}Override", PartName=part, ContentType=kind)
    return root


def _relations(targets: Mapping[str, tuple[str, str]]) -> Element:
    space = f"{_PACKAGE}/relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap={None: space})
    for name, (kind, target) in targets.items():
        etree.SubElement(root, f"{{{space}}}Relationship", Id=name, Type=kind, Target=target)
    return root


def _core(title: str) -> Element:
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DUBLIN})
    for name, words in (("title", title), ("language", "zh-CN")):
        etree.SubElement(root, f"{{{_DUBLIN}}}{name}").text = words
    return root


def _styles() -> Element:
    """Chinese text in 仿宋, and the styles of title, headings and page numbers."""
    language = node("lang", val="zh-CN", eastAsia="zh-CN", bidi="ar-SA")
    words = node("rPr", fonts("仿宋"), node("sz", val=21), node("szCs", val=21), language)
    spacing = node("spacing", before=0, after=0, line=300, lineRule="auto")
    layout = node("pPr", node("widowControl"), spacing)
    defaults = node("docDefaults", node("rPrDefault", words), node("pPrDefault", layout))
    name = node("name", val="Normal")
    normal = node("style", name, node("qFormat"), type="paragraph", default=1, styleId="Normal")
    return node("styles", defaults, normal, *(_style(*each) for each in _STYLES))


def _style(name: str, font: str, size: int, bold: bool, around: tuple[int, int]) -> Element:
    layout = [node("spacing", before=around[0], after=around[1])]
    if name == "heading 1":
        layout = [node("keepNext"), *layout, node("outlineLvl", val=0)]
    if name in _CENTRED:
        layout.append(node("jc", val="center"))
    looks = [fonts(font), *([node("b")] if bold else []), node("sz", val=size)]
    return node(
        "style",
        node("name", val=name),
        node("basedOn", val="Normal"),
        node("next", val="Normal"),
        node("qFormat"),
        node("pPr", *layout),
        node("rPr", *looks, node("szCs", val=size)),
        type="paragraph",
        styleId=style_id(name),
    )


def style_id(name: str) -> str:
    """例：heading 1 → Heading1."""
    return (name[:1].upper() + name[1:]).replace(" ", "")


def _settings() -> Element:
    mode = node(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return node(
        "settings",
        node("zoom", percent=100),
        node("characterSpacingControl", val="compressPunctuation"),
        node("compat", mode),
        node("themeFontLang", val="zh-CN", eastAsia="zh-CN"),
    )


def _font_table() -> Element:
    named = (node("font", node("altName", val=other), name=font) for font, other in _FONTS.items())
    return node("fonts", *named)


def _footer() -> Element:
    pieces: list[Element] = []
    for words, field in (("第 ", "PAGE"), (" 页，共 ", "NUMPAGES"), (" 页", "")):
        pieces.append(node("r", node("t", words)))
        if field:
            pieces.append(node("fldSimple", node("r", node("t", "1")), instr=field))
    style = node("pPr", node("pStyle", val=style_id("footer")))
    return node("ftr", node("p", style, *pieces))
