"""What is easily lost again: open fields in notes and boxes, hidden words, work of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from regcheck.analysis.comments import comments_within
from regcheck.diagnostic import RegcheckError
from regcheck.export.docx.authors import authors_since
from regcheck.export.docx.layout import laid_out
from regcheck.formats.docx.reading import read_docx
from regcheck.formats.docx.view import View
from regcheck.parse.structure import parse
from regcheck.text import Docx, Span
from tests.conftest import Run
from tests.word import (
    bookmark,
    cell,
    compound,
    deleted,
    field,
    inserted,
    level,
    levels,
    note,
    numbered,
    on,
    p,
    package,
    r,
    row,
    run,
    table,
    textbox,
)

Command = Callable[..., Run]
OPEN = run(on("fldChar", fldCharType="begin")) + r(" PAGE ", tag="instrText")
ARTICLES = levels(level(0, "chineseCountingThousand", "第%1条"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def beside(data: bytes) -> Docx:
    found = read_docx(data, "甲.docx").source.docx
    assert found is not None
    return found


def test_an_open_field_in_a_note_hides_none() -> None:
    notes = note("footnote", 1, p(OPEN, r("一"))) + note("footnote", 2, p("二"))
    marks = "".join(run(on("footnoteReference", id=each)) for each in (1, 2))
    found = beside(package(p("甲", marks), footnotes=notes))
    assert [each.text for each in found.asides] == ["一", "二"]


def test_an_open_field_in_a_box_hides_none() -> None:
    data = package(p("甲", textbox(p(OPEN, r("盒")))) + p("乙"))
    assert read_docx(data, "甲.docx").source.text == "甲\n盒\n乙\n"


def test_hidden_words_of_a_note_are_told() -> None:
    notes = note("footnote", 1, p("一", r("二", on("vanish"))))
    found = beside(package(p("甲", run(on("footnoteReference", id=1))), footnotes=notes))
    assert [each.text for each in found.asides] == ["一"]
    assert "有隐藏文字 1 处（如“二”），没有读入。" in found.notices


def test_a_revision_that_hides_is_one() -> None:
    hides = on("vanish") + "<w:rPrChange w:id='1' w:author='甲'><w:rPr/></w:rPrChange>"
    data = package(p("甲", r("乙", hides)))
    assert any("有修订（改隐藏 1 处）" in each for each in beside(data).notices)
    with pytest.raises(RegcheckError):
        read_docx(data, "甲.docx", View(revisions="error"))


def test_a_table_in_a_box_in_a_cell_makes_no_cells() -> None:
    box = textbox(table(row("a", "b")))
    data = package(table(row(cell(p("格", box)), "x")))
    assert read_docx(data, "甲.docx").source.text == "| 格 a b | x |\n"


def test_a_covered_cell_of_one_column_is_no_line() -> None:
    covered = cell(p("盖"), properties="<w:vMerge/>")
    data = package(table(row(cell(p("甲"))), row(covered), row(cell(p("乙")))))
    assert read_docx(data, "甲.docx").source.text == "甲\n乙\n"


def test_a_field_that_repeats_its_bookmark_is_up_to_date(
    place: Path, regcheck_run: Command
) -> None:
    body = (
        p("某省甲条例")
        + numbered(1, 0, "甲。")
        + numbered(1, 0, "依照", bookmark("yin", "第一条"), "办理。")
        + numbered(1, 0, "再依照", field(" REF yin \\h ", "第一条"), "办理。")
    )
    (place / "甲.docx").write_bytes(package(body, numbering=ARTICLES))
    assert regcheck_run("check", "--select", "R225,R226", "甲.docx").code == 0


@pytest.mark.parametrize(
    "work",
    [
        inserted("乙"),
        deleted("乙"),
        r("乙", "<w:b/><w:rPrChange w:id='9' w:author='甲'><w:rPr/></w:rPrChange>"),
    ],
)
def test_work_of_others(work: str) -> None:
    draft, copy = package(p("甲")), package(p("甲", work))
    assert authors_since(copy, draft, "批注.docx") == ("甲",)
    assert authors_since(copy, copy, "批注.docx") == ()


@pytest.mark.parametrize("data", [compound("EncryptedPackage"), "意见".encode()])
def test_what_cannot_be_read_is_not_written_over(
    place: Path, regcheck_run: Command, data: bytes
) -> None:
    (place / "甲.docx").write_bytes(package(p("第一条　依照本条例第九条办理。")))
    (place / "批注.docx").write_bytes(data)
    made = regcheck_run("check", "甲.docx", "--annotate", "批注.docx")
    assert made.code == 2
    assert "已经存在，读不出来，没有覆盖" in made.err
    assert (place / "批注.docx").read_bytes() == data


def test_a_folder_protects_its_drafts(place: Path, regcheck_run: Command) -> None:
    (place / "稿").mkdir()
    draft = place / "稿" / "甲.md"
    draft.write_text("某省甲条例\n第一条　甲。\n", "utf-8")
    before = draft.read_bytes()
    made = regcheck_run("check", "稿", "--format", "html", "-o", "稿/甲.md")
    assert (made.code, draft.read_bytes()) == (2, before)
    assert "会覆盖要读的文件" in made.err


def test_one_file_takes_no_view(place: Path, regcheck_run: Command) -> None:
    (place / "甲.docx").write_bytes(package(p("第一条　", inserted("甲"), deleted("乙"), "。")))
    made = regcheck_run("compare", "甲.docx", "--revisions", "original")
    assert made.code == 2
    assert "不与 --revisions 连用" in made.err


def test_a_list_of_annexes_begins_no_page() -> None:
    text = "某省甲条例\n第一条　甲。\n\n附件：1.甲目录\n\n附近公园名单\n"
    roles = {line.text: line.role for line in laid_out(parse(text)).lines}
    assert roles["附件：1.甲目录"] != "annex"
    assert roles["附近公园名单"] != "annex"


def test_a_remark_over_two_lines_is_quoted_nowhere(place: Path, regcheck_run: Command) -> None:
    text = "某省甲条例\n第一条　甲。<!-- 备注甲\n备注乙 -->依照本条例第九条办理。\n"
    (place / "甲.md").write_text(text, "utf-8")
    regcheck_run("check", "--select", "R201", "--format", "html", "-o", "意见.html", "甲.md")
    said = Path("意见.html").read_text("utf-8")
    assert "第九条" in said
    assert "备注" not in said


def test_remarks_of_any_number_are_found_in_one_pass() -> None:
    document = parse("第一条　甲。" + "<!-- " * 20_000 + "乙")
    assert comments_within(document, Span(0, len(document.source.text))) == ()
