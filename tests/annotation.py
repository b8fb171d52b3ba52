"""Word files for the tests of comments and tracked changes, and what is read back of them."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from itertools import count
from xml.sax.saxutils import escape

from lxml import etree

from regcheck.diagnostic import Edit, Fix
from regcheck.export.docx.annotated import Annotated, Remark, annotated
from regcheck.formats.docx.reading import Opened, read_docx
from regcheck.formats.docx.view import View
from regcheck.text import Span
from tests import word

W = word.NAMESPACES["w"]
WHEN = datetime.datetime(2026, 11, 26, 8, 30, tzinfo=datetime.UTC)
# Lists 1 (第一条) and 2 (（一）), which Word numbers.
NUMBERING = "".join(
    (
        word.abstract(1, word.level(0, "chineseCounting", "第%1条　", after="nothing")),
        word.abstract(2, word.level(0, "chineseCounting", "（%1）", after="nothing")),
        word.num(1, 1),
        word.num(2, 2),
    )
)
_ids = count(100)


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(*content: str, bold: bool = False) -> str:
    """A run; what has no tag is its text."""
    inner = "".join(each if each.startswith("<") else t(each) for each in content)
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{inner}</w:r>"


def p(*content: str, number: int = 0) -> str:
    """A paragraph; what has no tag is a run."""
    inner = "".join(each if each.startswith("<") else r(each) for each in content)
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p>{f'<w:pPr>{listed}</w:pPr>' if number else ''}{inner}</w:p>"


def ins(*content: str, author: str = "甲") -> str:
    return _revision("ins", author, "".join(content))


def gone(text: str, author: str = "甲") -> str:
    inner = f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'
    return _revision("del", author, inner)


def _revision(tag: str, author: str, content: str) -> str:
    given = f'w:id="{next(_ids)}" w:author="{author}" w:date="2026-01-01T00:00:00Z"'
    return f"<w:{tag} {given}>{content}</w:{tag}>"


def link(*content: str) -> str:
    return f'<w:hyperlink w:anchor="甲">{"".join(content)}</w:hyperlink>'


def control(*content: str, properties: str = "") -> str:
    inner = f"<w:sdtContent>{''.join(content)}</w:sdtContent>"
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr>{inner}</w:sdt>"


def tag(*content: str) -> str:
    return f'<w:smartTag w:uri="u" w:element="e">{"".join(content)}</w:smartTag>'


def ruby(base: str) -> str:
    return (
        '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/>'
        '<w:hpsRaise w:val="20"/><w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr>'
        f"<w:rt>{r('yin')}</w:rt><w:rubyBase>{r(base)}</w:rubyBase></w:ruby></w:r>"
    )


def box(*paragraphs: str) -> str:
    return word.run(word.old_textbox(*paragraphs))


def table(*rows: Sequence[str]) -> str:
    return word.table(*(word.row(*(word.cell(each) for each in cells)) for cells in rows))


FOOT = '<w:r><w:footnoteReference w:id="1"/></w:r>'
TAB, BR, PAGE = "<w:tab/>", "<w:br/>", '<w:br w:type="page"/>'


def package(body: str, *, comments: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A .docx with this body, numbering, a footnote, and a picture that nothing needs."""
    members = word.members(
        body,
        numbering=NUMBERING,
        footnotes=word.note("footnote", 1, p("脚注")),
        comments=comments,
        extra_parts={"word/media/image1.bin": b"\x89PNG\r\n", **(more or {})},
    )
    return zipped(members)


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(parts.items()):
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if number % 2 else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return file.getvalue()


def unzipped(data: bytes) -> dict[str, tuple[int, bytes]]:
    """Each member with its compression."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: (info.compress_type, archive.read(info)) for info in
                archive.infolist()}  # fmt: skip


def fix(*edits: tuple[int, int, str]) -> Fix:
    return Fix("改", tuple(Edit(Span(start, end), text) for start, end, text in edits), safe=True)


def remark(start: int, end: int, change: Fix | None = None, words: str = "话") -> Remark:
    return Remark(Span(start, end), (words,), change, (f"{words}：请手工修改",))


def made(data: bytes, *remarks: Remark, view: View | None = None) -> Annotated:
    return annotated(data, opened(data, view), remarks, WHEN, view)


def opened(data: bytes, view: View | None = None) -> Opened:
    return read_docx(data, "草案.docx", view)


def commented(data: bytes, view: View | None = None) -> list[tuple[str, str]]:
    """The words that each comment stands at, with what it says."""
    source = opened(data, view).source
    assert source.docx
    return [
        (source.slice(each.span), each.text)
        for each in source.docx.asides
        if each.kind == "comment"
    ]


def document(data: bytes) -> etree._Element:
    return etree.fromstring(unzipped(data)["word/document.xml"][1])


def assert_well_formed(before: bytes, after: bytes) -> None:
    """The copy is a Word file whose elements stand in their order; what need not change did not."""
    old, new = unzipped(before), unzipped(after)
    assert list(new)[: len(old)] == list(old)
    changed = {name for name in new if old.get(name) != new[name]}
    assert changed <= {
        "word/document.xml",
        "word/comments.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
    }
    assert all(new[name][0] == old[name][0] for name in old)
    root, comments = document(after), etree.fromstring(new["word/comments.xml"][1])
    name = f"{{{W}}}"
    for holder, properties in (("r", "rPr"), ("p", "pPr")):
        for each in (*root.iter(name + holder), *comments.iter(name + holder)):
            assert [at for at, child in enumerate(each) if child.tag == name + properties] in (
                [],
                [0],
            )
    _assert_revisions(root, name)
    listed = [each.get(f"{name}id") for each in comments]
    assert len(listed) == len(set(listed))
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(each.get(f"{name}id") or "" for each in root.iter(name + kind)) == sorted(
            each or "" for each in listed
        )


def _assert_revisions(root: etree._Element, name: str) -> None:
    revisions = list(root.iter(f"{name}ins", f"{name}del"))
    ids = [each.get(f"{name}id") for each in revisions]
    assert len(ids) == len(set(ids))
    for each in revisions:
        assert len(each), "an empty revision"
        if each.tag == f"{name}ins":
            assert not list(each.iterancestors(f"{name}ins"))
        else:
            assert next(each.iter(f"{name}t"), None) is None
    for each in root.iter(f"{name}delText"):
        assert next(each.iterancestors(f"{name}del"), None) is not None
