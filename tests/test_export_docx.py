"""`regcheck export --to docx`: the words of a draft, all of them, in the styles of a template."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import given

from regcheck.analysis.comments import comments_within
from regcheck.diagnostic import RegcheckError
from regcheck.export.docx.draft import docx_bytes
from regcheck.export.docx.layout import laid_out
from regcheck.export.docx.template import ENTRIES, STYLES, bundled
from regcheck.formats.docx.reading import read_docx
from regcheck.formats.files import read_file
from regcheck.model import Document, walk
from regcheck.parse.structure import parse, parse_source
from regcheck.text import Span
from scripts.template import parts
from tests.conftest import Run
from tests.test_properties import drafts

Command = Callable[..., Run]
DRAFTS = sorted((Path(__file__).parents[1] / "drafts").rglob("*reading.md"))
DRAFT = """---
name: 内部
---
# 某省甲条例

（草案）

<!-- regcheck: ignore[S118] 另议 -->
## 第一章　总则

**第一条**（立法目的）　为了“甲”，制定本条例。<!-- 待定 -->

第二条【范围】本省行政区域内的甲，适用本条例。

> 【说明：参照邻省。】

第三条　有下列情形之一的，不得𠮷：

\\(一\\)甲；

1\\. 子；

| 类别 | **标准** |
|---|---|
| 甲\\|乙 | 一<br>二 |

## 第二章

附则

第四条　本条例自20××年×月×日起施行。

某省人民代表大会常务委员会
2026年3月1日

附件1　目录

乙
"""


def word_file(text: str, *, rubrics: bool = True, template: bytes | None = None) -> WordFile:
    """What is written of a text, opened again."""
    data = docx_bytes(laid_out(parse(text), rubrics=rubrics), template, "机关.docx")
    return docx.Document(io.BytesIO(data))


def lines(file: WordFile) -> list[tuple[str, str]]:
    """The style and the words of each paragraph; those of a table's rows under its style."""
    found = []
    for each in file.iter_inner_content():
        if isinstance(each, Table):
            rows = ["|".join(cell.text for cell in row.cells) for row in each.rows]
            found += [(each.style.name if each.style else "", row) for row in rows]
        else:
            found.append((each.style.name if each.style else "", each.text))
    return found


def body_words(file: WordFile) -> str:
    """All letters and figures of a file but those of its 目录."""
    kept = (words for style, words in lines(file) if style not in ("目录标题", *ENTRIES))
    return letters("".join(kept))


def letters(text: str) -> str:
    return "".join(re.findall(r"[^\W_]", text))


def expected(document: Document) -> str:
    """All letters and figures of a draft but those of its 目录 and of what nobody is to read."""
    text = list(document.source.text)
    spans = [note.span for note in document.notes if note.kind == "comment"]
    spans += [entry.span for entry in document.toc]
    for span in spans:
        text[span.start : span.end] = " " * (span.end - span.start)
    bare = re.sub("<!--.*?-->|<br>|</?a\\b[^<>]*>", "", "".join(text), flags=re.DOTALL)
    return letters(bare)


def test_every_word_has_its_style() -> None:
    assert lines(word_file(DRAFT)) == [
        ("条例标题", "某省甲条例"),
        ("条例题注", "（草案）"),
        ("目录标题", "目　录"),
        ("toc 1", "第一章　总则"),
        ("toc 1", "第二章　附则"),
        ("条文", ""),
        ("章", "第一章　总则"),
        ("条文", "第一条（立法目的）　为了“甲”，制定本条例。"),
        ("条文", "第二条【范围】　本省行政区域内的甲，适用本条例。"),
        ("说明", "【说明：参照邻省。】"),
        ("条文", "第三条　有下列情形之一的，不得𠮷："),
        ("项", "(一)甲；"),
        ("目", "1. 子；"),
        ("条例表格", "类别|标准"),
        ("条例表格", "甲|乙|一\n二"),
        ("章", "第二章　附则"),
        ("条文", "第四条　本条例自20××年×月×日起施行。"),
        ("落款", "某省人民代表大会常务委员会"),
        ("落款", "2026年3月1日"),
        ("附件", "附件1　目录"),
        ("条文", "乙"),
    ]


def test_labels_and_rubrics_are_runs_of_their_own() -> None:
    first = next(each for each in word_file(DRAFT).paragraphs if each.text.startswith("第一条"))
    runs = [(run.style.name if run.style else "", run.text) for run in first.runs]
    assert runs[:2] == [("条号", "第一条"), ("条标", "（立法目的）")]
    assert runs[2][1].startswith("　为了")


def test_without_rubrics() -> None:
    said = [words for _, words in lines(word_file(DRAFT, rubrics=False))]
    assert "第一条　为了“甲”，制定本条例。" in said
    assert "第二条　本省行政区域内的甲，适用本条例。" in said
    assert "【说明：参照邻省。】" in said


def test_contents_are_a_field_with_links_to_the_headings() -> None:
    body = word_file(DRAFT).element.body
    (code,) = body.iter(qn("w:instrText"))
    assert code.text.strip() == r'TOC \o "1-3" \h \z \u'
    kinds = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    anchors = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    assert anchors == [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert len(anchors) == 2


OWN = """某省甲条例
目　录
第一章　总则
{}
第一章　总则
第一条　甲。
第二章　附则
第二条　乙。
"""


@pytest.mark.parametrize(
    ("text", "said", "heads"),
    [
        (OWN.format("第二章　附则"), "", 2),
        (OWN.format("第二章　监督"), "changed", 2),
        (OWN.replace("目　录\n第一章　总则\n{}\n", ""), "added", 2),
        ("某省甲条例\n第一条　甲。\n第二条　乙。\n", "", 0),
        ("某省甲条例\n目　录\n第一条　甲\n第二条　乙\n第一条　甲甲。\n第二条　乙乙。\n", "", 0),
    ],
)
def test_contents(text: str, said: str, heads: int) -> None:
    layout = laid_out(parse(text))
    assert layout.contents == said
    assert sum(line.role == "contents" for line in layout.lines) == bool(heads)
    assert sum(line.depth > 0 for line in layout.lines) == heads
    assert heads or "".join(line.text for line in layout.lines) == text.replace("\n", "")


def test_levels_of_headings() -> None:
    text = "某法\n第一编　甲\n第一章　乙\n第一节　丙\n第一条　丁。\n"
    made = [each for each in word_file(text).paragraphs if each.text == "第一章　乙"][-1]
    (level,) = made._p.iter(qn("w:outlineLvl"))
    assert level.get(qn("w:val")) == "1"
    assert [line.depth for line in laid_out(parse(text)).lines if line.depth] == [1, 2, 3]


def test_head_of_a_table_is_repeated() -> None:
    (table,) = word_file(DRAFT).tables
    assert len(list(table._tbl.iter(qn("w:tblHeader")))) == 1
    assert [len(row.cells) for row in table.rows] == [2, 2]


def test_what_is_no_word_is_left_out_and_counted() -> None:
    layout = laid_out(parse(DRAFT + "\x01丙\x0b丁"))
    assert (layout.comments, layout.controls) == (3, 2)
    said = "".join(line.text for line in layout.lines)
    assert said.endswith("乙丙丁")
    assert not re.search(r"[#*>\\]|待定|内部|ignore", said)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("第一条　20**年至20**年起。", "第一条　20**年至20**年起。"),
        ("第一条　自**年**月**日起。", "第一条　自**年**月**日起。"),
        ("第一条　罚款**元以上**元以下。", "第一条　罚款**元以上**元以下。"),
        ("第一条　由**省**市负责。", "第一条　由**省**市负责。"),
        ("**部门会同**部门办理。", "**部门会同**部门办理。"),
        ("**第一条** 甲，**重点**，乙。", "第一条　甲，重点，乙。"),
        ("**第一条**甲。", "第一条　甲。"),
        ("第一条　**甲", "第一条　**甲"),
        ("第一条　甲\\*乙\\*", "第一条　甲*乙*"),
        ("- （一）甲", "（一）甲"),
        ("- 1 -", "- 1 -"),
        ("第一条　____年", "第一条　____年"),
        ("## 第一条　甲 ##", "第一条　甲"),
        ("第 一 条 甲", "第一条　甲"),
        ("【方案一】第一条　甲", "【方案一】第一条　甲"),
        ("第一条（新增）　甲", "第一条（新增）　甲"),
        ("第一条　（删除）", "第一条　（删除）"),
    ],
)
def test_signs_of_markdown(text: str, words: str) -> None:
    assert "".join(line.text for line in laid_out(parse(text)).lines) == words


def test_same_bytes_and_no_time() -> None:
    layout = laid_out(parse(DRAFT))
    data = docx_bytes(layout)
    assert data == docx_bytes(layout)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"python-docx" not in packed.read("docProps/core.xml")
    about = docx.Document(io.BytesIO(data)).core_properties
    assert (about.author, about.title, about.language) == ("regcheck", "某省甲条例", "zh-CN")


def test_template_is_what_its_script_makes() -> None:
    with zipfile.ZipFile(io.BytesIO(bundled())) as packed:
        assert {name: packed.read(name).decode() for name in packed.namelist()} == parts()
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_page_and_foot() -> None:
    (section,) = word_file(DRAFT).sections
    sides = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(side.mm) for side in sides if side] == [37, 26, 35, 28]
    foot = section.footer.paragraphs[0]
    assert [each.get(qn("w:instr")) for each in foot._p.iter(qn("w:fldSimple"))] == [" PAGE "]
    assert "".join(each.text for each in foot._p.iter(qn("w:t"))) == "— 1 —"


def changed(old: str, new: str, name: str = "word/styles.xml") -> bytes:
    """The template with other words in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bundled())) as found, zipfile.ZipFile(out, "w") as packed:
        for each in found.namelist():
            text = found.read(each).decode()
            packed.writestr(each, text.replace(old, new) if each == name else text)
    return out.getvalue()


def test_template_of_an_office() -> None:
    file = word_file(DRAFT, template=changed('w:val="44"', 'w:val="36"'))
    size = file.styles["条例标题"].element.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    assert size is not None
    assert size.get(qn("w:val")) == "36"
    assert lines(file) == lines(word_file(DRAFT))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (changed('w:name w:val="条号"', 'w:name w:val="号"'), "模板缺少样式：条号。"),
        (changed('"character"', '"paragraph"'), "模板缺少样式：条号、条标。"),
        (changed("document.main", "document.macroEnabled.main", "[Content_Types].xml"), "宏"),
        (changed("document.main", "template.main", "[Content_Types].xml"), ".dotx"),
        (changed("w:document", "w:letter", "word/document.xml"), "不是完好的 Word 文件"),
        (changed("</w:body>", "", "word/document.xml"), "不是完好的 Word 文件"),
        (bundled()[:400], "不是完好的 Word 文件"),
        (b"", "不是完好的 Word 文件"),
        ("第一条　甲。".encode(), "不是完好的 Word 文件"),
    ],
)
def test_unusable_template(data: bytes, said: str) -> None:
    with pytest.raises(RegcheckError) as raised:
        word_file(DRAFT, template=data)
    assert said in raised.value.message
    assert raised.value.hint


def test_any_part_of_a_template_may_be_missing() -> None:
    for left_out in zipfile.ZipFile(io.BytesIO(bundled())).namelist():
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(bundled())) as found, zipfile.ZipFile(out, "w") as packed:
            for each in found.namelist():
                if each != left_out:
                    packed.writestr(each, found.read(each))
        try:
            word_file(DRAFT, template=out.getvalue())
        except RegcheckError:
            continue


def test_damaged_template() -> None:
    """Any byte may be another: a message, or a file."""
    for place in range(0, len(bundled()), 23):
        data = bytearray(bundled())
        data[place] ^= 0x55
        with contextlib.suppress(RegcheckError):
            word_file("第一条　甲。", template=bytes(data))


@given(drafts)
def test_any_text(text: str) -> None:
    """It is written, and but for a 目录 no word of it is lost or moved."""
    document = parse(text)
    word_file(text)
    layout = laid_out(document)
    if any(line.role == "contents" for line in layout.lines) and layout.contents != "added":
        return
    said = (line.text + "".join(map("".join, line.cells)) for line in layout.lines)
    made = "".join(
        words for words, line in zip(said, layout.lines, strict=True) if line.role != "contents"
    )
    kept = list(text)
    for span in comments_within(document, Span(0, len(document.source.text))):
        kept[span.start : span.end] = " " * (span.end - span.start)
    assert letters(made) == letters("".join(kept))


@pytest.mark.usefixtures("place")
class TestExport:
    @pytest.fixture
    def place(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("draft.md").write_text(DRAFT + "\x01", "utf-8")
        Path("other.md").write_text(DRAFT, "utf-8")

    def test_written(self, regcheck_run: Command) -> None:
        run = regcheck_run("export", "draft.md", "--to", "docx", "-o", "out.docx")
        assert (run.code, run.out) == (0, "")
        for said in ("已按标题加上", "3 处注释", "1 个控制字符"):
            assert said in run.err
        assert lines(docx.Document("out.docx")) == lines(word_file(DRAFT))

    def test_template(self, regcheck_run: Command) -> None:
        assert regcheck_run("export", "--write-template", "base.docx").code == 0
        assert Path("base.docx").read_bytes() == bundled()
        assert regcheck_run("export", "--write-template", "base.docx").code == 2
        options = ("--to", "docx", "--template", "base.docx", "-o", "out.docx")
        assert regcheck_run("export", "draft.md", *options).code == 0
        run = regcheck_run("export", "draft.md", *options[:-1], "base.docx")
        assert (run.code, "会覆盖要读的文件" in run.err) == (2, True)
        Path("base.docx").write_text("甲")
        run = regcheck_run("export", "draft.md", *options)
        assert (run.code, "不是完好的 Word 文件" in run.err) == (2, True)

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("draft.md", "-o", "x.docx"), "缺少 --to（可以是 docx）"),
            (("draft.md", "--to", "pdf", "-o", "x.docx"), "可以是 docx"),
            (("draft.md", "--to", "docx"), "要用 -o 写明文件"),
            (("draft.md", "other.md", "--to", "docx", "-o", "x.docx"), "每次写一份草案"),
            ((".", "--to", "docx", "-o", "x.docx"), "每次写一份草案，这里有 2 个"),
            (("draft.md", "--to", "docx", "-o", "draft.md"), "应当以 .docx 结尾"),
            (("none.md", "--to", "docx", "-o", "x.docx"), "none.md"),
            (("draft.md", "--to", "docx", "-o", "none/x.docx"), "无法写入"),
            (("draft.md", "--to", "docx", "--template", "none.docx", "-o", "x.docx"), "无法读取"),
        ],
    )
    def test_refused(self, arguments: tuple[str, ...], said: str, regcheck_run: Command) -> None:
        run = regcheck_run("export", *arguments)
        assert (run.code, run.out) == (2, "")
        assert said in run.err
        assert not Path("x.docx").exists()
        assert Path("draft.md").read_text("utf-8") == DRAFT + "\x01"

    def test_no_regulation(self, regcheck_run: Command) -> None:
        """It is written all the same."""
        Path("letter.md").write_text("甲乙丙。\n", "utf-8")
        run = regcheck_run("export", "letter.md", "--to", "docx", "-o", "out.docx")
        assert (run.code, "E001" in run.err) == (1, True)
        assert lines(docx.Document("out.docx")) == [("条文", "甲乙丙。")]


def real_laws(data: Path) -> Iterator[Document]:
    for path in sorted((data / "corpus").rglob("*.md"))[::40]:
        yield parse_source(read_file(str(path)))


def read_back(document: Document) -> Document:
    """The document of the Word file of a document."""
    data = docx_bytes(laid_out(document))
    return parse_source(read_docx(data, "again.docx").source)


def provisions(document: Document) -> list[tuple[str, str, str | None, str]]:
    """The id, the label, the heading and the words of every provision; without blanks and signs."""
    return [
        (each.id, plain(document.source.slice(each.marker)), each.heading, plain(own))
        for each in walk(document.provisions)
        for own in (document.text_of(each),)
    ]


def plain(words: str) -> str:
    words = re.sub("<!--.*?-->", "", words, flags=re.DOTALL)
    return re.sub(r"[\s\u200b-\u200f\u2060\ufeff\u00ad\x00-\x1f]|\*\*|\\", "", words)


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_read_back(path: Path) -> None:
    document = parse_source(read_file(str(path)))
    assert provisions(read_back(document)) == provisions(document)


def test_read_back_with_all_there_is() -> None:
    document = parse(DRAFT)
    assert provisions(read_back(document)) == provisions(document)


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_drafts_keep_every_word(path: Path) -> None:
    text = path.read_text("utf-8")
    document = parse(text)
    assert body_words(word_file(text)) == expected(document).replace("目录", "", 1)


@pytest.mark.corpus
def test_laws_keep_every_word(data: Path) -> None:
    for document in real_laws(data):
        made = body_words(word_file(document.source.text))
        assert made in (expected(document), expected(document).replace("目录", "", 1))


@pytest.mark.corpus
def test_laws_read_back(data: Path) -> None:
    wrong = [
        document.title
        for document in real_laws(data)
        if provisions(read_back(document)) != provisions(document)
    ]
    assert wrong == []


def test_styles_are_in_the_template() -> None:
    names = {style.name for style in docx.Document(io.BytesIO(bundled())).styles}
    assert set(STYLES.values()) <= names
