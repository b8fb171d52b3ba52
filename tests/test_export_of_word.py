"""What is exported of a Word draft, what stays out of any export, and what a template leaves."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from regcheck.export.docx.draft import docx_bytes
from regcheck.export.docx.layout import laid_out
from regcheck.formats.docx.reading import read_docx
from regcheck.parse.structure import parse, parse_source
from tests.conftest import Run
from tests.word import cell, note, on, p, package, r, row, run, table, unzipped

Command = Callable[..., Run]
SIGNS = (
    "# 井号开头", "* 星号", "- 横线", "> 大于", "***", "__第三款__", "末尾 ###", "见{#锚}",
    "第一\\*二", "<!-- 写在 Word 里 -->", "```", "甲**乙**丙", "<br>", "---",
)  # fmt: skip


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def exported(data: bytes) -> list[str]:
    """The lines of what is made of a Word draft."""
    layout = laid_out(parse_source(read_docx(data, "甲.docx").source))
    assert not layout.comments
    return [each.text for each in docx.Document(io.BytesIO(docx_bytes(layout))).paragraphs]


def test_nothing_typed_in_word_is_a_sign() -> None:
    lines = ("某省甲条例", "第一条　甲。", *SIGNS, "第二条　乙。")
    assert exported(package("".join(p(r(line)) for line in lines))) == list(lines)


def test_rows_of_word_stay_rows() -> None:
    rows = table(row("项目|名称", "**金额**"), row("---", "---"), row("\\甲", cell(p(r("<br>")))))
    data = package(p("某省甲条例") + p("第一条　见下表。") + rows)
    layout = laid_out(parse_source(read_docx(data, "甲.docx").source))
    [found] = docx.Document(io.BytesIO(docx_bytes(layout))).tables
    assert [[cell.text for cell in each.cells] for each in found.rows] == [
        ["项目|名称", "**金额**"],
        ["---", "---"],
        ["\\甲", "<br>"],
    ]


def test_notes_left_out_are_told(place: Path, regcheck_run: Command) -> None:
    body = p("某省甲条例") + p("第一条　甲", run(on("footnoteReference", id=1)), "。")
    (place / "甲.docx").write_bytes(package(body, footnotes=note("footnote", 1, p("脚注"))))
    made = regcheck_run("export", "甲.docx", "--to", "docx", "-o", "乙.docx")
    assert made.code == 0
    assert "1 处脚注、尾注、批注没有写进 Word 文件" in made.err


def test_a_draft_as_template_leaves_no_remark(place: Path, regcheck_run: Command) -> None:
    """What people said of the last draft does not go out with the next one."""
    assert regcheck_run("export", "--write-template", "模板.docx").code == 0
    file = docx.Document("模板.docx")
    file.add_comment(file.paragraphs[0].runs, "内部意见", author="甲")
    file.save("上次.docx")
    (place / "甲.md").write_text("某省甲条例\n第一条　甲。\n", "utf-8")
    command = ("export", "甲.md", "--to", "docx", "-o", "乙.docx", "--template", "上次.docx")
    assert regcheck_run(*command).code == 0
    for name, data in unzipped(Path("乙.docx").read_bytes()).items():
        assert "内部意见" not in data.decode("utf-8", "replace"), name
        assert "comments" not in name


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("某市甲条例（草案）", [("title", "某市甲条例"), ("caption", "（草案）")]),
        (
            "某市甲条例（征求意见稿）",
            [("title", "某市甲条例"), ("caption", "（征求意见稿）")],
        ),
        ("某市甲条例（试行）", [("title", "某市甲条例（试行）")]),
    ],
)
def test_reading_stands_under_the_title(title: str, lines: list[tuple[str, str]]) -> None:
    document = parse(f"# {title}\n\n第一条　甲。\n")
    found = [(line.role, line.text) for line in laid_out(document).lines]
    assert found[: len(lines)] == lines
    made = read_docx(docx_bytes(laid_out(document)), "甲.docx").source
    again = parse_source(made)
    assert (again.title, again.stage) == (document.title, document.stage)


def test_contents_without_a_head_get_one() -> None:
    chapters = "第一章　总则\n第二章　办法\n第三章　附则\n"
    text = f"某市甲条例\n\n{chapters}\n第一章　总则\n第一条　甲。\n第二章　办法\n第二条　乙。\n"
    layout = laid_out(parse(f"{text}第三章　附则\n第三条　丙。\n"))
    assert [line.text for line in layout.lines if line.role == "contents"] == ["目　录"]


COMMENTED = "某省甲条例\n第一条　甲<!-- 内部：不得外传 -->应当依照本条例第九条办理。\n"


@pytest.mark.parametrize("style", ["docx", "html"])
def test_remarks_within_a_line_are_not_circulated(
    place: Path, regcheck_run: Command, style: str
) -> None:
    (place / "甲.md").write_text(COMMENTED, "utf-8")
    out = f"意见.{style}"
    regcheck_run("check", "--select", "R201", "--format", style, "-o", out, "甲.md")
    data = Path(out).read_bytes()
    parts = unzipped(data).values() if style == "docx" else [data]
    said = b"".join(parts).decode("utf-8", "replace")
    assert "办理" in said
    assert "外传" not in said


@pytest.mark.parametrize("style", ["table", "md", "html"])
def test_remarks_within_a_line_are_no_words_of_a_comparison(
    place: Path, regcheck_run: Command, style: str
) -> None:
    (place / "一.md").write_text(COMMENTED, "utf-8")
    (place / "二.md").write_text(
        COMMENTED.replace("不得外传", "可以").replace("第九", "第一"), "utf-8"
    )
    said = regcheck_run("compare", "--format", style, "一.md", "二.md").out
    assert "办理" in said
    assert "外传" not in said
    assert "内部" not in said


def test_no_paper_on_what_was_not_read(place: Path, regcheck_run: Command) -> None:
    made = regcheck_run("check", "没有.md", "--format", "docx", "-o", "意见.docx")
    assert made.code == 2
    assert not Path("意见.docx").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "甲.md", "--to", "docx", "-o", "甲.txt"),
        ("export", "--write-template", "模板.txt"),
        ("check", "甲.md", "--format", "docx", "-o", "意见.txt"),
        ("compare", "甲.md", "甲.md", "--to", "docx", "-o", "-"),
    ],
)
def test_word_files_bear_their_name(
    place: Path, regcheck_run: Command, arguments: tuple[str, ...]
) -> None:
    (place / "甲.md").write_text("某省甲条例\n第一条　甲。\n", "utf-8")
    made = regcheck_run(*arguments)
    assert (made.code, made.out) == (2, "")
    assert "应当以 .docx 结尾" in made.err
    assert sorted(each.name for each in place.iterdir()) == ["甲.md"]


def test_an_empty_path_is_no_folder(place: Path, regcheck_run: Command) -> None:
    made = regcheck_run("parse", "")
    assert made.code == 2
    assert "路径是空的" in made.err


def test_copies_of_changed_looks_have_ids_of_their_own(place: Path, regcheck_run: Command) -> None:
    look = '<w:rPrChange w:id="9" w:author="甲"><w:rPr><w:b/></w:rPr></w:rPrChange>'
    body = p("某省甲条例") + p(r("第一条　依照本条例第九条办理。", look))
    (place / "甲.docx").write_bytes(package(body))
    regcheck_run("check", "--select", "R201", "甲.docx", "--annotate", "批注.docx")
    with zipfile.ZipFile("批注.docx") as file:
        main = file.read("word/document.xml").decode()
    ids = [part.split('"')[0] for part in main.split('<w:rPrChange w:id="')[1:]]
    assert len(ids) > 1
    assert len(set(ids)) == len(ids)
