"""Comparisons and findings as Word tables: every word, the marks, the legend, the bytes."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import docx as library
import pytest
from docx.document import Document as Word
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.run import Run as WordRun
from hypothesis import given, settings
from msgspec.structs import replace

from regcheck.compare import Comparison, compare
from regcheck.export.comparison import shown_rows, side_words, state_words, totals
from regcheck.export.docx.comparison import Marking, comparison_docx
from regcheck.export.docx.findings import findings_docx
from regcheck.export.docx.sheet import Marked, Page, Part, line, paragraphs, sheet_bytes
from regcheck.export.docx.sheet import Table as Rows
from regcheck.parse.structure import parse, parse_source
from regcheck.reporters.report import Report
from regcheck.reporters.report import totals as all_totals
from regcheck.text import source_file
from tests.conftest import Run
from tests.test_properties import drafts
from tests.test_reporters import DEMO, RULES, any_report

Command = Callable[..., Run]
FOLDER = Path(__file__).parent / "golden" / "comparison"
DRAFT = "某省甲条例（草案）\n第一条　甲应当公开𠮷评审结果。\n第二条　本条例自公布之日起施行。\n"
OTHER = DRAFT.replace("应当", "可以").replace("（草案）", "（草案修改稿）")
NAMES = {"shade": "阴影", "black": "黑体加粗", "strike": "删除线", "underline": "下划线"}


def pair() -> Comparison:
    old, new = (
        parse_source(source_file((FOLDER / name).read_text("utf-8"), name))
        for name in ("一稿.md", "二稿.md")
    )
    return compare(old, new)


FOUND = pair()


def opened(data: bytes) -> Word:
    return library.Document(io.BytesIO(data))


def only_table(data: bytes) -> Table:
    (table,) = opened(data).tables
    return table


def mark(run: WordRun) -> str:
    """How a run is set, from what Word is told."""
    looks = run._r.rPr
    assert looks is not None
    if run.font.strike:
        return "strike"
    if run.font.underline:
        return "underline"
    if looks.find(qn("w:shd")) is not None:
        return "shade"
    chinese = None if looks.rFonts is None else looks.rFonts.get(qn("w:eastAsia"))
    kinds: dict[tuple[str | None, bool | None], str] = {
        ("黑体", True): "black",
        ("楷体", None): "aside",
        ("宋体", True): "head",
    }
    return kinds.get((chinese, run.font.bold), "plain")


def runs(cells: Iterator[_Cell] | list[_Cell]) -> Iterator[WordRun]:
    for cell in cells:
        for paragraph in cell.paragraphs:
            yield from paragraph.runs


def bare(words: str) -> str:
    return "".join(words.split())


def words_of(cell: _Cell, *marks: str) -> str:
    return bare("".join(run.text for run in runs([cell]) if not marks or mark(run) in marks))


@pytest.mark.parametrize(("columns", "marking"), list(product((2, 3), ("shade", "strike"))))
def test_all_words_of_both_readings_and_their_marks(columns: int, marking: Marking) -> None:
    table = only_table(comparison_docx(FOUND, whole=True, columns=columns, marking=marking))
    gone, come = ("shade", "black") if marking == "shade" else ("strike", "underline")
    rows = shown_rows(FOUND, whole=True)
    assert len(table.rows) == len(rows) + 1
    for shown, row in zip(table.rows[1:], rows, strict=True):
        for side, kind, special in (("old", "removed", gone), ("new", "added", come)):
            cell = shown.cells[0 if side == "old" else 1]
            blocks = side_words(FOUND, row, side)  # type: ignore[arg-type]
            pieces = [piece for block in blocks for piece in block]
            assert words_of(cell, "plain", special) == bare("".join(each for _, each in pieces))
            marked = bare("".join(each for its, each in pieces if its == kind))
            assert words_of(cell, special) == marked
        if columns == 3:
            assert state_words(row) in shown.cells[2].text.split("\n")
            assert ("理由：" in shown.cells[2].text) == row.changed
            assert "aside" not in map(mark, runs(list(shown.cells)))
        elif row.state in ("split", "merged", "rewritten", "added", "removed") or row.moved:
            assert bare(state_words(row)) in words_of(shown.cells[0], "aside") + words_of(
                shown.cells[1], "aside"
            )


def test_only_what_changed() -> None:
    table = only_table(comparison_docx(FOUND))
    assert len(table.rows) == len(shown_rows(FOUND, whole=False)) + 1
    assert len(table.rows) < len(shown_rows(FOUND, whole=True)) + 1
    assert totals(FOUND) in [each.text for each in opened(comparison_docx(FOUND)).paragraphs]


@pytest.mark.parametrize("marking", ["shade", "strike"])
@pytest.mark.parametrize(
    "texts",
    [
        (DRAFT, OTHER),
        (DRAFT, DRAFT),
        (DRAFT, DRAFT.replace("评审", "")),
        (DRAFT.replace("评审", ""), DRAFT),
        (DRAFT, DRAFT.replace("第二条", "第二条　乙丙丁戊己庚辛。\n第三条")),
    ],
)
def test_legend_is_what_is_used(texts: tuple[str, str], marking: Marking) -> None:
    found = compare(*(parse(text, "a.md") for text in texts))
    file = opened(comparison_docx(found, marking=marking))
    cells = [cell for table in file.tables for row in table.rows[1:] for cell in row.cells]
    used = {mark(run) for run in runs(cells)} - {"plain"}
    legend = [each for each in file.paragraphs if each.text.startswith("图例")]
    assert len(legend) == bool(used)
    shown = {mark(run): run.text for each in legend for run in each.runs if mark(run) != "plain"}
    assert set(shown) == used
    assert all(NAMES.get(kind, "〔楷体〕") == words for kind, words in shown.items())


def test_nothing_differs() -> None:
    same = parse(DRAFT)
    file = opened(comparison_docx(compare(same, same)))
    assert not file.tables
    assert "两稿的文字没有不同。" in [each.text for each in file.paragraphs]


@pytest.mark.parametrize(
    ("old", "new", "heads"),
    [
        (DRAFT, OTHER, ("《某省甲条例》（草案）", "《某省甲条例》（草案修改稿）")),
        (DRAFT, DRAFT + "第三条　乙。", ("《某省甲条例》（old.md）", "《某省甲条例》（new.md）")),
        ("第一条　甲。", DRAFT, ("old.md", "《某省甲条例》（草案）")),
    ],
)
def test_heads(old: str, new: str, heads: tuple[str, str]) -> None:
    found = compare(parse(old, "folder/old.md"), parse(new, "folder/new.md"))
    row = only_table(comparison_docx(found, columns=3)).rows[0]
    assert [cell.text for cell in row.cells] == [
        f"上一稿\n{heads[0]}",
        f"这一稿\n{heads[1]}",
        "说明",
    ]
    assert row._tr.trPr is not None
    assert row._tr.trPr.find(qn("w:tblHeader")) is not None


def made() -> dict[str, bytes]:
    return {
        "comparison": comparison_docx(FOUND, whole=True, columns=3),
        "findings": findings_docx([DEMO], RULES),
    }


@pytest.mark.parametrize("name", ["comparison", "findings"])
def test_file_is_the_same_on_any_day_and_names_nobody(name: str) -> None:
    data = made()[name]
    assert data == made()[name]
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {each.date_time for each in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
        styles = file.read("word/styles.xml").decode()
    about = opened(data).core_properties
    assert (about.author, about.comments, about.last_modified_by) == ("regcheck", "", "regcheck")
    assert about.language == "zh-CN"
    assert set(re.findall(r">(\d{4}-[^<]*)<", core)) == {"2000-01-01T00:00:00Z"}
    assert 'w:eastAsia="zh-CN"' in styles
    assert 'w:eastAsia="仿宋_GB2312"' in styles


@pytest.mark.parametrize("name", ["comparison", "findings"])
def test_page_and_rows(name: str) -> None:
    file = opened(made()[name])
    page = file.sections[0]
    assert page.page_width and page.page_height and page.page_width > page.page_height
    assert "PAGE" in page.footer._element.xml
    (table,) = file.tables
    assert table.autofit is False
    widths = [[cell.width for cell in row.cells] for row in table.rows]
    assert all(each == widths[0] for each in widths)
    kept = [row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows]
    assert kept[0]
    longest = max(len(cell.text) for row in table.rows for cell in row.cells)
    assert all(kept) or longest > 40


def test_long_row_may_break() -> None:
    rows = tuple((paragraphs([Marked("甲" * size)]),) for size in (10, 5000))
    page = Page("甲", (), (Part("", table=Rows("乙", (paragraphs([Marked("丙")]),), (1,), rows)),))
    table = only_table(sheet_bytes(page))
    kept = [row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows]
    assert kept == [True, True, False]


def test_what_xml_cannot_hold() -> None:
    bad = "甲\x00\x1b\x0b\ufffe\ud800\t乙𠮷"
    page = Page(bad, (line(bad),), (Part(bad, (line(bad, "strike"),)),))
    shown = [each.text for each in opened(sheet_bytes(page)).paragraphs if each.text]
    assert shown == ["甲\t乙𠮷", "甲 乙𠮷", "甲\t乙𠮷", "甲 乙𠮷"]
    old, new = parse(DRAFT), parse(DRAFT.replace("𠮷", bad))
    table = only_table(comparison_docx(compare(old, new)))
    assert "乙𠮷" in table.rows[1].cells[1].text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_become_paragraphs(end: str) -> None:
    made = paragraphs([Marked(f"甲{end}乙"), Marked(f"丙{end}{end}", "strike"), Marked("丁")])
    assert [each.words for each in made] == ["甲", "乙丙", "丁"]
    assert made[1].pieces == (Marked("乙"), Marked("丙", "strike"))


@given(drafts, drafts)
@settings(max_examples=40)
def test_any_two_drafts(one: str, other: str) -> None:
    found = compare(parse(one), parse(other))
    for columns in (2, 3):
        opened(comparison_docx(found, whole=True, columns=columns))


# The command


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("first.md").write_text(DRAFT, "utf-8")
    Path("second.md").write_text(OTHER, "utf-8")
    return tmp_path


@pytest.mark.usefixtures("place")
class TestCommand:
    def test_compare(self, regcheck_run: Command) -> None:
        options = ("--to", "docx", "-o", "out.docx", "--columns", "3", "--marking", "strike")
        run = regcheck_run("compare", "first.md", "second.md", "--all", *options)
        assert (run.code, run.out, run.err) == (0, "", "")
        table = only_table(Path("out.docx").read_bytes())
        assert (len(table.rows), len(table.columns)) == (4, 3)
        assert words_of(table.rows[2].cells[0], "strike") == "应当"
        assert words_of(table.rows[2].cells[1], "underline") == "可以"

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--to", "docx"), "要用 -o 写明文件"),
            (("--to", "docx", "-o", "x.docx", "--format", "html"), "只能用一个"),
            (("--to", "docx", "-o", "x.docx", "--format", "table"), "只能用一个"),
            (("--to", "pdf", "-o", "x.docx"), "可以是 docx"),
            (("--to", "docx", "-o", "x.docx", "--columns", "4"), "可以是 2、3"),
            (("--to", "docx", "-o", "x.docx", "--marking", "bold"), "可以是 shade、strike"),
            (("--columns", "3"), "--columns 要与 --to docx 连用"),
            (("--marking", "strike", "-o", "x.docx"), "--marking 要与 --to docx 连用"),
            (("--to", "docx", "-o", "first.md"), "应当以 .docx 结尾"),
            (("--to", "docx", "-o", "none/x.docx"), "无法写入"),
        ],
    )
    def test_refused(self, arguments: tuple[str, ...], said: str, regcheck_run: Command) -> None:
        run = regcheck_run("compare", "first.md", "second.md", *arguments)
        assert (run.code, run.out) == (2, "")
        assert said in run.err
        assert sorted(each.name for each in Path().iterdir()) == ["first.md", "second.md"]
        assert Path("first.md").read_text("utf-8") == DRAFT

    def test_check(self, regcheck_run: Command) -> None:
        Path("first.md").write_text(DRAFT.replace("公开", "依照第九条公开"), "utf-8")
        found = json.loads(regcheck_run("check", "--format", "json", "first.md").out)
        run = regcheck_run("check", "--format", "docx", "-o", "out.docx", "first.md", "second.md")
        assert (run.code, run.out) == (1, "")
        table = opened(Path("out.docx").read_bytes()).tables[0]
        told = [row.cells[2].text for row in table.rows[1:]]
        assert [words.split("\u3000")[1] for words in told] == [each["code"] for each in found]
        assert all(each["message"] in words for each, words in zip(found, told, strict=True))

    def test_check_with_statistics_and_other_options(self, regcheck_run: Command) -> None:
        for options, said in (
            (("--format", "docx"), "要用 -o 写明文件"),
            (("--format", "docx", "-o", "x.docx", "--statistics"), "--statistics 只有"),
            (("--format", "docx", "-o", "x.docx", "--diff"), "--diff 只显示修改"),
            (("--format", "docx", "-o", "first.md"), "应当以 .docx 结尾"),
        ):
            run = regcheck_run("check", "first.md", *options)
            assert (run.code, run.out) == (2, "")
            assert said in run.err
        assert not Path("x.docx").exists()
        assert Path("first.md").read_text("utf-8") == DRAFT

    def test_fix(self, regcheck_run: Command) -> None:
        Path("first.md").write_text(DRAFT.replace("。", "．"), "utf-8")
        run = regcheck_run("check", "--fix", "--format", "docx", "-o", "x.docx", "first.md")
        assert run.code in (0, 1)
        assert opened(Path("x.docx").read_bytes()).paragraphs[0].text == "草案检查意见表"


# The findings


def test_findings_are_those_of_the_report() -> None:
    file = opened(findings_docx([DEMO], RULES))
    (table,) = file.tables
    assert [cell.text for cell in table.rows[0].cells] == ["条款", "原文", "问题", "依据", "建议"]
    assert len(table.rows) == len(DEMO.diagnostics) + 1
    for row, finding in zip(table.rows[1:], DEMO.diagnostics, strict=True):
        clause, quoted, problem, basis, advice = row.cells
        line = DEMO.source.position(finding.span.start).line
        assert clause.text == (DEMO.label(finding) or f"第 {line} 行")
        assert words_of(quoted, "shade") == bare(DEMO.source.slice(finding.span))
        head, message, *_ = problem.text.split("\n")
        name = RULES[finding.code].name_zh
        assert head == f"{finding.severity.chinese}\u3000{finding.code}\u3000{name}"
        assert message == finding.message
        assert basis.text.startswith(finding.basis)
        assert bool(advice.text) == bool(finding.fix)
        assert not finding.fix or advice.text.startswith(finding.fix.title)
    said = [each.text for each in file.paragraphs]
    assert all_totals([DEMO]) in said
    assert "𠮷" in "".join(cell.text for row in table.rows for cell in row.cells)


def test_short_changes_are_told() -> None:
    words = [cell.text for cell in only_table(findings_docx([DEMO], RULES)).columns[4].cells]
    assert any("原文：本办法\n改为：本条例" in each for each in words)


def test_each_draft_has_its_part() -> None:
    clean = replace(DEMO, diagnostics=(), suppressed=(), title="", source=source_file("", "空.md"))
    file = opened(findings_docx([DEMO, clean], RULES))
    heads = [
        each.text for each in file.paragraphs if each.style and each.style.name == "表页小标题"
    ]
    assert len(heads) == 2
    assert heads[0].startswith("《某市河湖巡护条例》：")
    assert "个错误" in heads[0]
    assert heads[1] == "空.md"
    assert len(file.tables) == 1
    assert "没有发现问题。" in [each.text for each in file.paragraphs]
    nothing = [each.text for each in opened(findings_docx([], {})).paragraphs]
    assert "共检查 0 个文件，没有发现问题。" in nothing
    assert not any("图例" in each for each in nothing)


@given(any_report())
@settings(max_examples=60)
def test_any_report(report: Report) -> None:
    tables = opened(findings_docx([report], RULES)).tables
    assert sum(len(table.rows) - 1 for table in tables) == len(report.diagnostics)


def test_word_is_not_loaded_in_vain() -> None:
    code = (
        "import sys, regcheck, regcheck.cli.main, regcheck.cli.check, regcheck.cli.compare\n"
        "assert not {'docx', 'lxml'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
