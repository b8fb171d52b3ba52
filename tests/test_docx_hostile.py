"""Word files that are damaged, hostile or no Word files: a text or a refusal, nothing else."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from pathlib import Path

import pytest

from regcheck.formats.docx.reading import read_docx
from tests.word import (
    DECLARED,
    MAIN,
    NAMESPACES,
    OFFICE,
    STRICT,
    Members,
    cell,
    compound,
    field,
    level,
    levels,
    members,
    note,
    numbered,
    numbers,
    on,
    p,
    part,
    r,
    relations_of,
    relationship,
    rels,
    row,
    run,
    style,
    styled,
    table,
    zipped,
)
from tests.word_check import beside, checked, outcome, refused

MEGABYTE = 1 << 20
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
PLAIN = members(p("甲"))
LISTED = members(
    styled("条", "甲"),
    numbering=levels(level(0)),
    styles=style("条", f"<w:pPr>{numbers(1)}</w:pPr>"),
)


def with_flag(data: bytes) -> bytes:
    """A zip file whose members say that they are encrypted."""
    found = bytearray(data)
    for magic, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        start = found.find(magic)
        while start >= 0:
            found[start + at] |= 1
            start = found.find(magic, start + 1)
    return bytes(found)


def with_size(data: bytes, name: str, size: int) -> bytes:
    """A zip file that lies about the size of a member."""
    found = bytearray(data)
    for magic, at, named in ((b"PK\3\4", 22, 30), (b"PK\1\2", 24, 46)):
        start = found.find(magic)
        while start >= 0:
            if found[start + named :].startswith(name.encode()):
                found[start + at : start + at + 4] = size.to_bytes(4, "little")
            start = found.find(magic, start + 1)
    return bytes(found)


def damaged(data: bytes, name: bytes) -> bytes:
    """A zip file in which a member cannot be inflated."""
    start = data.index(name) + len(name) + 2
    return data[:start] + bytes(40) + data[start + 40 :]


def bomb(name: str, size: int) -> bytes:
    """A package with a member of so many megabytes of spaces."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for other, content in PLAIN.items():
            if other != name:
                archive.writestr(other, content)
        with archive.open(name, "w") as opened:
            opened.write(f"<w:document {DECLARED}><w:body>".encode())
            for _ in range(size):
                opened.write(b" " * MEGABYTE)
            opened.write(b"</w:body></w:document>")
    return file.getvalue()


def spreadsheet() -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    found = members("", main="xl/workbook.xml", main_type=kind)
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    found["xl/workbook.xml"] = f'<workbook xmlns="{namespace}"><sheets/></workbook>'.encode()
    return zipped(found)


def open_document() -> bytes:
    kind = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": b"<a/>", "META-INF/manifest.xml": b"<a/>"})


DATA = zipped(PLAIN)
NO_WORD_FILES = {
    "nothing": b"",
    "text": "第一条 甲。".encode(),
    "bytes": bytes(range(256)) * 10,
    "half a zip file": DATA[: len(DATA) // 2],
    "zip file without its end": DATA[:-30],
    "zip file of nothing": zipped({}),
    "zip file of something else": zipped({"a.txt": b"a"}),
    "encrypted members": with_flag(DATA),
    "size too small": with_size(DATA, "word/document.xml", 10),
    "size too great": with_size(DATA, "word/document.xml", 4_000_000_000),
    "damaged member": damaged(DATA, b"word/document.xml"),
    "Word 97": compound("WordDocument", "1Table"),
    "encrypted file": compound("EncryptedPackage", "EncryptionInfo"),
    "container of nothing": compound(),
    "half a container": compound("WordDocument")[:300],
    "spreadsheet": spreadsheet(),
    "OpenDocument": open_document(),
    "rich text": rb"{\rtf1\ansi a}",
    "page of the web": b"<html><body>a</body></html>",
    "Word as one XML": part("document", "<w:body/>").encode(),
}


@pytest.mark.parametrize("name", NO_WORD_FILES)
def test_what_is_no_word_file_is_refused(name: str) -> None:
    error = refused(NO_WORD_FILES[name])
    assert error


def test_encrypted_file_is_told_from_an_old_one() -> None:
    locked = refused(NO_WORD_FILES["encrypted file"])
    old = refused(NO_WORD_FILES["Word 97"], "草案.doc")
    assert locked
    assert old
    assert any(word in locked.message + locked.hint for word in ("密码", "加密"))
    assert ".docx" in old.message + old.hint
    assert locked.message + locked.hint != old.message + old.hint


def test_lock_file_is_refused() -> None:
    owner = bytes([6]) + b"editor".ljust(53) + "甲".encode("utf-16-le").ljust(108, b"\0")
    assert refused(owner, "~$草案.docx")


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "_rels/.rels"])
def test_bomb_is_refused_at_once(name: str) -> None:
    data = bomb(name, 700)
    assert len(data) < 10 * MEGABYTE
    start = time.monotonic()
    assert refused(data) or name == "word/styles.xml"
    assert time.monotonic() - start < 20


def test_bomb_that_lies_about_its_size_is_refused() -> None:
    data = with_size(bomb("word/document.xml", 300), "word/document.xml", 1000)
    assert refused(data)


def test_too_many_members_are_refused() -> None:
    more = {f"word/media/{index}.xml": b"" for index in range(20_000)}
    assert refused(zipped({**PLAIN, **more}))


ENTITIES = {
    "internal": '<!DOCTYPE w:document [<!ENTITY a "乙">]>',
    "external": '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file://{secret}">]>',
    "by parameter": '<!DOCTYPE w:document [<!ENTITY % a SYSTEM "file://{secret}"> %a;]>',
    "external subset": '<!DOCTYPE w:document SYSTEM "file://{secret}">',
    "billion laughs": '<!DOCTYPE w:document [<!ENTITY z "乙乙乙乙乙乙乙乙乙乙">'
    + "".join(
        f'<!ENTITY {name} "{f"&{inner};" * 10}">'
        for inner, name in zip("zbcdefghij", "bcdefghija", strict=True)
    )
    + "]>",
}
COMPLETE = members(
    p("甲", run(on("footnoteReference", id=1)), run(on("commentReference", id=1))),
    numbering=levels(level(0)),
    styles=style("条"),
    footnotes=note("footnote", 1, p("脚注")),
    comments=note("comment", 1, p("批注")),
)


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", sorted(COMPLETE))
@pytest.mark.parametrize("kind", ENTITIES)
def test_document_types_are_refused(tmp_path: Path, kind: str, name: str, coding: str) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<!ENTITY a 'SECRET'>", "utf-8")
    kind_of_document = ENTITIES[kind].replace("{secret}", secret.as_posix())
    _, _, rest = COMPLETE[name].decode().partition("?>")
    rest = rest.replace("甲", "甲&a;") if kind != "external subset" else rest
    text = f'<?xml version="1.0" encoding="{coding}"?>{kind_of_document}{rest}'
    error = refused(zipped({**COMPLETE, name: text.encode(coding)}))
    assert error
    assert "SECRET" not in error.message + error.hint


OPENED: list[tuple[str, str]] = []
WATCHING: list[bool] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if WATCHING and (event == "open" or event.startswith(("socket.", "urllib.", "subprocess."))):
        OPENED.append((event, str(arguments)))


sys.addaudithook(watch)


def test_nothing_outside_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(part("styles", p("SECRET")), "utf-8")
    away = f"../../../../../../../../..{secret.as_posix()}"
    outside = "".join(
        relationship(f"rId{index}", kind, target, external=external)
        for index, (kind, target, external) in enumerate(
            [
                ("attachedTemplate", secret.as_uri(), True),
                ("attachedTemplate", "http://example.invalid/a.dotm", True),
                ("image", "http://example.invalid/a.png", True),
                ("styles", secret.as_uri(), True),
                ("numbering", away, False),
                ("footnotes", secret.as_posix(), False),
                ("aFChunk", secret.as_uri(), True),
                ("subDocument", secret.as_uri(), True),
                ("comments", "\\\\example.invalid\\a\\b.xml", True),
            ],
            50,
        )
    )
    picture = '<w:drawing><wp:inline><a:graphic><a:blip r:link="rId52"/></a:graphic></wp:inline>'
    body = p("甲", run(picture + "</w:drawing>")) + '<w:altChunk r:id="rId56"/>'
    data = zipped(members(f'{body}<w:subDoc r:id="rId57"/>', relationships=outside))
    read_docx(data, "甲.docx")
    OPENED.clear()
    WATCHING.append(True)
    try:
        found = checked(data)
    finally:
        WATCHING.clear()
    assert OPENED == []
    assert found.source.text == "甲\n"
    assert "SECRET" not in str(beside(found))


@pytest.mark.parametrize(
    "cut", ["", "<", "<w:document", "<a/>", "</w:document>", "\0\0", "<a>&b;</a>"]
)
@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_broken_part_is_refused_or_left_out(name: str, cut: str) -> None:
    found = outcome({**COMPLETE, name: cut.encode()})
    assert found in {None, "甲\n"}
    if name == "word/document.xml":
        assert found is None


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_half_a_part_is_refused_or_left_out(name: str) -> None:
    found = outcome({**COMPLETE, name: COMPLETE[name][: len(COMPLETE[name]) * 2 // 3]})
    assert found in {None, "甲\n"}
    if name == "word/document.xml":
        assert found is None


@pytest.mark.parametrize("name", sorted(COMPLETE))
def test_missing_part(name: str) -> None:
    found = outcome({key: content for key, content in COMPLETE.items() if key != name})
    needed = name in ("word/document.xml", "_rels/.rels")
    assert found is None if name == "word/document.xml" else found in {None, "甲\n"}
    if not needed and name != "[Content_Types].xml":
        assert found == "甲\n"


@pytest.mark.parametrize("name", ["word/numbering.xml", "word/styles.xml"])
def test_numbers_without_their_part(name: str) -> None:
    assert outcome({key: each for key, each in LISTED.items() if key != name}) == "甲\n"


def test_main_part_is_found_by_its_relationship() -> None:
    found = members(p("甲"), main="word/document2.xml")
    decoy = {"word/document.xml": part("document", f"<w:body>{p('乙')}</w:body>").encode()}
    assert outcome(found) == "甲\n"
    assert outcome({**found, **decoy}) == "甲\n"
    assert outcome(members(p("甲"), main="a/b/主.xml")) == "甲\n"


@pytest.mark.parametrize(
    "target", ["/word/document.xml", "word/document.xml", "./word/document.xml"]
)
def test_target_of_the_main_part(target: str) -> None:
    relations = rels(relationship("rId1", "officeDocument", target)).encode()
    assert outcome({**PLAIN, "_rels/.rels": relations}) == "甲\n"


@pytest.mark.parametrize(
    "target", ["word/styles.xml", "../word/styles.xml", "/word/styles.xml", ""]
)
def test_relationships_that_lead_nowhere(target: str) -> None:
    relations = rels(
        relationship("rId1", "styles", target) + relationship("rId2", "numbering", "no.xml")
    )
    assert outcome({**PLAIN, relations_of("word/document.xml"): relations.encode()}) == "甲\n"
    nowhere = rels(relationship("rId1", "officeDocument", target)).encode()
    assert outcome({**PLAIN, "_rels/.rels": nowhere}) in {None, "甲\n"}


def test_relationship_of_two_main_parts_or_of_itself() -> None:
    twice = rels(relationship("rId1", "officeDocument", "word/document.xml") * 2).encode()
    assert outcome({**PLAIN, "_rels/.rels": twice}) in {None, "甲\n"}
    itself = rels(relationship("rId1", "officeDocument", "_rels/.rels")).encode()
    assert refused(zipped({**PLAIN, "_rels/.rels": itself}))


def test_macros_are_not_read_but_told() -> None:
    found = members(
        p("甲"),
        main_type=MACRO,
        relationships=relationship("rId9", "vbaProject", "vbaProject.bin"),
        extra_parts={"word/vbaProject.bin": compound("VBA")},
    )
    opened = checked(zipped(found))
    assert opened.source.text == "甲\n"
    assert any("宏" in notice for notice in beside(opened).notices)


def test_template_is_read() -> None:
    assert outcome(members(p("甲"), main_type=TEMPLATE)) == "甲\n"


def strict(found: Members) -> Members:
    """The same package as Strict Office Open XML."""
    kinds = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    return {
        name: content.replace(NAMESPACES["w"].encode(), STRICT.encode())
        .replace(f'"{OFFICE}'.encode(), f'"{kinds}'.encode())
        .replace(NAMESPACES["m"].encode(), b"http://purl.oclc.org/ooxml/officeDocument/math")
        .replace(NAMESPACES["a"].encode(), b"http://purl.oclc.org/ooxml/drawingml/main")
        .replace(
            NAMESPACES["wp"].encode(),
            b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        )
        for name, content in found.items()
    }


def test_strict_file_reads_the_same() -> None:
    found = members(
        numbered(1, 0, "甲", run(on("footnoteReference", id=1)), r("乙", on("vanish")))
        + table(row("丙", cell(p(field(" REF a ", "丁")))))
        + p("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"),
        numbering=levels(level(0, "chineseCounting", "第%1条")),
        footnotes=note("footnote", 1, p("脚注")),
    )
    plain, other = checked(zipped(found)), checked(zipped(strict(found)))
    assert other.source.text == plain.source.text == "第一条\t甲\n| 丙 | 丁 |\nx\n"
    assert beside(other) == beside(plain)


@pytest.mark.parametrize("coding", ["utf-16", "gb18030"])
def test_part_in_another_coding(coding: str) -> None:
    text = PLAIN["word/document.xml"].decode().replace("UTF-8", coding)
    assert outcome({**PLAIN, "word/document.xml": text.encode(coding)}) == "甲\n"


def test_members_that_are_not_compressed() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in PLAIN.items():
            archive.writestr(name, content)
    assert checked(file.getvalue()).source.text == "甲\n"


def test_main_type_may_be_given_by_default() -> None:
    types = PLAIN["[Content_Types].xml"].decode()
    by_default = types.replace("application/xml", MAIN).replace(
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/>', ""
    )
    assert outcome({**PLAIN, "[Content_Types].xml": by_default.encode()}) == "甲\n"
