"""The official layout → `src/regcheck/export/docx/template.docx`, the same bytes each time.

    python -m scripts.template

Sizes and distances are those of GB/T 9704 and of the drafts that assemblies print. All of it is in
the named styles: whoever wants another look changes them in Word and gives the file to
`regcheck export --template`.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

import msgspec

TARGET = Path(__file__).parents[1] / "src" / "regcheck" / "export" / "docx" / "template.docx"
TITLE, BODY, BLACK, SCRIPT, SERIF = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
# Half points: 2号, 18 pt, 3号, 4号, 小四, 五号.
SECOND, EIGHTEEN, THIRD, FOURTH, SMALL_FOURTH, FIFTH = 44, 36, 32, 28, 24, 21
# Twentieths of a point: 22 lines of 28.95 pt fill the page.
PITCH = 579
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Style(msgspec.Struct, frozen=True):
    """A style: what it builds on, the settings of its paragraphs and of its characters as XML.

    `own` is false for those that Word has itself.
    """

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    kind: str = "paragraph"
    based: str = "Normal"
    after: str = ""
    own: bool = True


def font(name: str, size: int = 0) -> str:
    """The settings of characters: one font for Chinese and Latin, so that “ ” are wide."""
    sides = " ".join(f'w:{side}="{name}"' for side in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts {sides}/>" + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' * bool(size))


def spacing(around: int = 0, pitch: int = PITCH) -> str:
    """A fixed line pitch, with so many hundredths of a line before and after."""
    space = around * PITCH // 100
    lines = (
        f' w:beforeLines="{around}" w:before="{space}" w:afterLines="{around}" w:after="{space}"'
    )
    return f'<w:spacing{lines} w:line="{pitch}" w:lineRule="exact"/>'


def spaced(before: int, after: int) -> str:
    """Lines a quarter higher than their characters, with so much space before and after."""
    return (
        f'{FREE}<w:spacing w:before="{before}" w:after="{after}" w:line="300" w:lineRule="auto"/>'
    )


def indent(first: int, left: int = 0, right: int = 0) -> str:
    """The first line, all lines and their ends set in by so many characters of 3号."""
    sides = (("firstLine", first), ("left", left), ("right", right))
    given = "".join(f' w:{side}Chars="{n * 100}" w:{side}="{n * THIRD * 10}"' for side, n in sides)
    return f"<w:ind{given}/>"


def heading(number: int) -> Style:
    """A heading as Word knows it: the navigation and the TOC field go by its level."""
    look = f'<w:keepNext/>{spacing(50)}{indent(0)}{CENTRE}<w:outlineLvl w:val="{number - 1}"/>'
    id = f"Heading{number}"
    return Style(id, f"heading {number}", look, font(BLACK), after="Provision", own=False)


def contents(number: int) -> Style:
    """A line of the 目录; page numbers stand at the right where Word adds them."""
    tab = '<w:tabs><w:tab w:val="right" w:leader="middleDot" w:pos="8844"/></w:tabs>'
    look = f"{tab}{spacing()}{indent(0, left=2 * (number - 1))}"
    return Style(f"TOC{number}", f"toc {number}", look, own=False)


CENTRE, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
# A quarter of a point closer, so that 28 characters of 3号 fill a line. A grid of characters would
# do the same in Word, and LibreOffice reads it as wide spaces.
CLOSE = '<w:spacing w:val="-5"/>'
# Lines of another pitch are not laid on the lines of the page.
FREE = '<w:snapToGrid w:val="0"/>'
# The lines of one title stand together; in whole lines the space would stay between them.
TITLE_SPACE = (
    f'{FREE}<w:spacing w:before="290" w:after="290" w:line="700" w:lineRule="exact"/>'
    "<w:contextualSpacing/>"
)
STYLES = (
    *map(heading, (1, 2, 3)),
    *map(contents, (1, 2, 3)),
    Style("Footer", "footer", spacing(pitch=320) + CENTRE, font(SERIF, FOURTH), own=False),
    Style("RegulationTitle", "条例标题", TITLE_SPACE + CENTRE, font(TITLE, SECOND)),
    Style("RegulationCaption", "条例题注", spacing() + CENTRE, font(SCRIPT)),
    Style("ContentsTitle", "目录标题", "<w:keepNext/>" + spacing(50) + CENTRE, font(BLACK)),
    Style("Part", "编", based="Heading1", after="Provision"),
    Style("Subpart", "分编", based="Heading2", after="Provision"),
    Style("Chapter", "章", based="Heading1", after="Provision"),
    Style("Section", "节", based="Heading2", after="Provision"),
    Style("Provision", "条文", indent(2), CLOSE),
    Style("Item", "项", based="Provision"),
    Style("Subitem", "目", based="Provision"),
    Style("DraftNote", "说明", indent(2), font(SCRIPT)),
    Style("Annex", "附件", "<w:keepNext/><w:pageBreakBefore/>" + indent(0), font(BLACK)),
    Style("AnnexTitle", "附件标题", "<w:keepNext/>" + TITLE_SPACE + CENTRE, font(TITLE, SECOND)),
    Style("SignatureLine", "落款", indent(0, right=2) + RIGHT),
    Style("TableText", "表文", FREE + spacing(pitch=400), font(BODY, SMALL_FOURTH)),
    Style(
        "TableHead", "表头", "<w:keepNext/>" + CENTRE, font(BLACK, SMALL_FOURTH), based="TableText"
    ),
    Style(
        "SheetTitle",
        "表页标题",
        f"<w:keepNext/>{spaced(0, 160)}{indent(0)}{CENTRE}",
        f'{font(SERIF)}<w:b/><w:sz w:val="{EIGHTEEN}"/><w:szCs w:val="{EIGHTEEN}"/>',
    ),
    Style(
        "SheetHeading",
        "表页小标题",
        f'<w:keepNext/>{spaced(240, 80)}{indent(0)}<w:outlineLvl w:val="0"/>',
        font(BLACK, FOURTH),
    ),
    Style("SheetText", "表页文字", spaced(0, 0), font(BODY, FIFTH)),
    Style("ArticleNumber", "条号", run=font(BLACK), kind="character"),
    Style("ArticleRubric", "条标", run=font(BLACK), kind="character"),
)
DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{font(BODY, THIRD)}"
    '<w:lang w:val="zh-CN" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:qFormat/><w:pPr><w:widowControl w:val="0"/>'
    '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
    f'{spacing()}<w:jc w:val="both"/></w:pPr><w:rPr>{font(BODY, THIRD)}</w:rPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    "</w:style>"
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
)
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in SIDES
)
TABLE = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="RegulationTable">'
    '<w:name w:val="条例表格"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr></w:style>"
)
# A4 with the margins of GB/T 9704: 37, 26, 35 and 28 mm.
SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851"'
    ' w:footer="1304" w:gutter="0"/><w:cols w:space="425"/>'
    f'<w:docGrid w:type="lines" w:linePitch="{PITCH}"/></w:sectPr>'
)
SETTINGS = (
    '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
    '<w:defaultTabStop w:val="640"/><w:drawingGridVerticalSpacing w:val="579"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/>'
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
    "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/>'
)
# What stands in for a font where it is not installed.
FONTS = ((TITLE, "宋体"), (BODY, "仿宋"), (SCRIPT, "楷体"), (BLACK, "SimHei"), (SERIF, "SimSun"))


def style(each: Style) -> str:
    """A style as XML."""
    own = ' w:customStyle="1"' if each.own else ""
    based = "DefaultFont" if each.kind == "character" else each.based
    after = f'<w:next w:val="{each.after}"/>' if each.after else ""
    priority = "" if each.own else f'<w:uiPriority w:val="{9 if "Head" in each.id else 39}"/>'
    paragraph = f"<w:pPr>{each.paragraph}</w:pPr>" if each.paragraph else ""
    run = f"<w:rPr>{each.run}</w:rPr>" if each.run else ""
    return (
        f'<w:style w:type="{each.kind}"{own} w:styleId="{each.id}"><w:name w:val="{each.name}"/>'
        f'<w:basedOn w:val="{based}"/>{after}{priority}<w:qFormat/>{paragraph}{run}</w:style>'
    )


def sample(each: Style) -> str:
    """A line of the template's own body, which shows a style and is left out of a draft."""
    mark = f'<w:rPr><w:rStyle w:val="{each.id}"/></w:rPr>' * (each.kind == "character")
    look = "Provision" if mark else each.id
    run = f"<w:r>{mark}<w:t>{each.name}</w:t></w:r>"
    return f'<w:p><w:pPr><w:pStyle w:val="{look}"/></w:pPr>{run}</w:p>'


def part(root: str, inside: str) -> str:
    """A part of the file in the language of Word."""
    return f'{HEAD}<w:{root} xmlns:w="{W}" xmlns:r="{R}">{inside}</w:{root}>'


def relations(*targets: tuple[str, str]) -> str:
    """Which parts belong to a part, by type and name, numbered from rId1."""
    found = "".join(
        f'<Relationship Id="rId{number}" Type={quoteattr(kind)} Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'


def types() -> str:
    """The kind of every part."""
    kinds = ["styles", "settings", "fontTable", "footer"]
    named = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{OFFICE}.{name}+xml"/>'
        for name in kinds
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{OFFICE}.document.main+xml"/>{named}'
        '<Override PartName="/docProps/core.xml" ContentType='
        '"application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def core() -> str:
    """Who made the file; no time stands in it."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>法规草案的版式</dc:title>'
        "<dc:creator>regcheck</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def footer() -> str:
    """— 1 — at the foot of the page."""
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    sides = (
        '<w:r><w:t xml:space="preserve">— </w:t></w:r>',
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r>',
    )
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{number.join(sides)}</w:p>'


def fonts() -> str:
    """The fonts, with what may take their place."""
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in FONTS
    )


def parts() -> dict[str, str]:
    """The parts of the file by name, in their order."""
    styles = DEFAULTS + "".join(map(style, STYLES)) + TABLE
    body = "".join(sample(each) for each in STYLES if each.own)
    kinds = ("footer", "styles", "settings", "fontTable")
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(
            (f"{R}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": core(),
        "word/document.xml": part("document", f"<w:body>{body}{SECTION}</w:body>"),
        "word/_rels/document.xml.rels": relations(*((f"{R}/{x}", f"{x}.xml") for x in kinds)),
        "word/styles.xml": part("styles", styles),
        "word/settings.xml": part("settings", SETTINGS),
        "word/fontTable.xml": part("fonts", fonts()),
        "word/footer.xml": part("ftr", footer()),
    }


def template() -> bytes:
    """The file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, words in parts().items():
            entry = zipfile.ZipInfo(name)  # of 1980-01-01
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            file.writestr(entry, words.encode())
    return out.getvalue()


def main() -> None:
    """Write the template."""
    data = template()
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data)} bytes, {len(STYLES)} styles")


if __name__ == "__main__":
    main()
