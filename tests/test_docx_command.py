"""Word files on the command line and in Python: every command reads them like any draft."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import regcheck
from regcheck.settings import Settings
from tests.conftest import Run
from tests.word import (
    bookmark,
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
    run,
    table,
    textbox,
)

Command = Callable[..., Run]
ARTICLES = levels(level(0, "chineseCountingThousand", "第%1条"))
ENDING = numbered(1, 0, "本条例自2026年1月1日起施行。")
DRAFT = (
    p("某省甲条例")
    + numbered(1, 0, "为了发展甲事业，根据《中华人民共和国甲法》，制定本条例。")
    + numbered(1, 0, "甲应当公开", inserted("评审"), deleted("全部"), "结果。")
    + numbered(1, 0, "甲", r("应当", "<w:strike/>"), r("可以", on("u", val="single")), "备案。")
    + ENDING
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "草案.docx").write_bytes(package(DRAFT, numbering=ARTICLES))
    return tmp_path


def words(run_: Run, article: str) -> str:
    """The text of the first paragraph of an article."""
    assert run_.code == 0, run_.err
    [document] = json.loads(run_.out)
    texts = {each["id"]: each["text"] for each in document["provisions"]}
    return str(texts[f"{article}__para_1"])


def parsed(command: Command, *options: str) -> Run:
    return command("parse", "--format", "json", "草案.docx", *options)


def test_final_text_by_default_and_told(place: Path, regcheck_run: Command) -> None:
    made = parsed(regcheck_run)
    assert words(made, "art_2") == "甲应当公开评审结果。"
    assert "草案.docx：有修订（插入 1 处、删除 1 处）" in made.err
    assert words(made, "art_3") == "甲应当可以备案。"
    assert "有删除线 1 处（如“应当”），当作正文" in made.err
    assert "--markup underline=inserted" in made.err


def test_original_text(place: Path, regcheck_run: Command) -> None:
    made = parsed(regcheck_run, "--revisions", "original")
    assert words(made, "art_2") == "甲应当公开全部结果。"
    assert "读的是修订前的文字" in made.err


def test_no_revisions_wanted(place: Path, regcheck_run: Command) -> None:
    made = regcheck_run("check", "--revisions", "error", "草案.docx")
    assert made.code == 2
    assert "草案.docx：有修订" in made.err


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--markup", "strike=deleted,underline=inserted"), "甲可以备案。"),
        (
            ("--markup", "strike=deleted, underline=inserted", "--revisions", "original"),
            "甲应当备案。",
        ),
        (("--markup", "strike=text"), "甲应当可以备案。"),
    ],
)
def test_marks_set_by_hand(
    place: Path, regcheck_run: Command, options: tuple[str, ...], expected: str
) -> None:
    assert words(parsed(regcheck_run, *options), "art_3") == expected


@pytest.mark.parametrize("given", ["strike", "strike=gone", "bold=deleted", "strike=deleted;x=1"])
def test_unknown_mark(place: Path, regcheck_run: Command, given: str) -> None:
    made = parsed(regcheck_run, "--markup", given)
    assert made.code == 2
    assert "strike=deleted,underline=inserted" in made.err
    assert made.out == "[]\n"


def test_settings_say_how_to_read(place: Path, regcheck_run: Command) -> None:
    (place / "regcheck.toml").write_text(
        'revisions = "original"\nmarkup = { strike = "deleted", underline = "inserted" }\n', "utf-8"
    )
    made = parsed(regcheck_run)
    assert words(made, "art_2") == "甲应当公开全部结果。"
    assert words(made, "art_3") == "甲应当备案。"
    assert words(parsed(regcheck_run, "--revisions", "final"), "art_2") == "甲应当公开评审结果。"
    document = regcheck.parse_file(place / "草案.docx")
    assert "公开全部结果" in document.source.text
    checked = regcheck.check(place / "草案.docx", Settings(revisions="final"))
    assert "公开评审结果" in checked.document.source.text


@pytest.mark.parametrize("wrong", ['revisions = "last"', 'markup = { bold = "deleted" }'])
def test_wrong_settings(place: Path, regcheck_run: Command, wrong: str) -> None:
    (place / "regcheck.toml").write_text(wrong, "utf-8")
    made = parsed(regcheck_run)
    assert made.code == 2
    assert "regcheck.toml" in made.err


def test_view_decides_what_is_remembered(place: Path, regcheck_run: Command) -> None:
    """The cache knows a draft by its words, which depend on the view."""
    options = ("check", "--format", "concise", "--select", "N,W", "草案.docx")
    first = regcheck_run(*options)
    marked = ("--markup", "strike=deleted")
    assert regcheck_run(*options, *marked) == regcheck_run(*options, *marked, "--no-cache")
    assert regcheck_run(*options) == first


def test_text_is_what_offsets_count(place: Path, regcheck_run: Command) -> None:
    text = regcheck_run("parse", "--format", "text", "草案.docx").out
    assert text.splitlines()[2] == "第二条\t甲应当公开评审结果。"
    [document] = json.loads(parsed(regcheck_run).out)
    for each in document["provisions"]:
        start, end = each["span"]
        assert each["text"] in text[start:end]


def test_folder_and_standard_input(
    place: Path, regcheck_run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "~$草案.docx").write_bytes(b"\x05Wang")
    (place / "README.docx").write_bytes(b"")
    (place / "旧稿.doc").write_bytes(compound("WordDocument"))
    made = regcheck_run("parse", "--format", "json", ".")
    assert [each["path"] for each in json.loads(made.out)] == ["./草案.docx"]
    assert "文件夹里有 1 个 .doc、.wps 文件没有检查：请另存为 .docx。" in made.err
    data = io.BytesIO((place / "草案.docx").read_bytes())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    made = regcheck_run("parse", "--format", "text", "-")
    assert made.out.startswith("某省甲条例\n第一条\t")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("~$草案.docx", b"\x05Wang" + bytes(100), "锁文件"),
        ("草案.docx", "某省甲条例".encode(), "内容不是"),
        ("草案.docx", b"", "文件是空的"),
        ("旧稿.doc", compound("WordDocument"), "另存为 .docx"),
        ("密.docx", compound("EncryptionInfo", "EncryptedPackage"), "密码"),
        ("旧稿.wps", compound("Contents"), "另存为 .docx"),
        ("甲.docx", package(DRAFT)[:300], "已损坏"),
    ],
    ids=["lock", "text", "empty", "doc", "password", "wps", "cut off"],
)
def test_cannot_be_read(
    place: Path, regcheck_run: Command, name: str, data: bytes, told: str
) -> None:
    (place / name).write_bytes(data)
    made = regcheck_run("check", "--format", "json", name)
    assert (made.code, made.out) == (2, "[]\n")
    assert name in made.err
    assert told in made.err
    assert "Traceback" not in made.err


def test_word_file_by_another_name(place: Path, regcheck_run: Command) -> None:
    (place / "草案.txt").write_bytes((place / "草案.docx").read_bytes())
    assert "第一条" in regcheck_run("parse", "--format", "text", "草案.txt").out


BESIDE = (
    p("某省甲条例")
    + numbered(
        1, 0, "甲应当备案", run(on("footnoteReference", id=1)), "。", textbox(p("第九条　乙。"))
    )
    + table(f"<w:tr>{'<w:tc><w:p/></w:tc>' * 2}</w:tr>")
    + p("丙应当备案。")
    + ENDING
)


def test_what_stands_beside_the_text(place: Path, regcheck_run: Command) -> None:
    notes = note("footnote", 1, p("见说明。"))
    (place / "草案.docx").write_bytes(package(BESIDE, numbering=ARTICLES, footnotes=notes))
    [document] = json.loads(parsed(regcheck_run).out)
    kinds = [(each["kind"], each["text"]) for each in document["notes"]]
    assert kinds == [("footnote", "见说明。"), ("note", "第九条　乙。"), ("table", "|  |  |")]
    ids = [each["id"] for each in document["provisions"]]
    assert ids == ["art_1", "art_1__para_1", "art_1__para_2", "art_2", "art_2__para_1"]


FIELDS = (
    p("某省甲条例")
    + numbered(1, 0, bookmark("_Ref1", "甲。"))
    + numbered(1, 0, bookmark("_Ref2", "乙。", index=2))
    + numbered(1, 0, "依照", field(" REF _Ref1 \\r \\h ", "第一条"), "的规定。")
    + numbered(1, 0, "依照", field(" REF _Ref2 \\r \\h ", "第一条"), "的规定。")
    + numbered(1, 0, "依照", field(" REF _Ref9 \\r \\h ", "第二条"), "的规定。")
)


def test_cross_reference_fields(place: Path, regcheck_run: Command) -> None:
    (place / "草案.docx").write_bytes(package(FIELDS, numbering=ARTICLES))
    made = regcheck_run("check", "--format", "json", "--select", "R225,R226", "草案.docx")
    found = [(each["code"], each["provision"]) for each in json.loads(made.out)]
    assert found == [("R226", "art_4__para_1"), ("R225", "art_5__para_1")]
    assert made.code == 1
    made = regcheck_run("check", "--format", "json", "--preset", "ci", "草案.docx")
    assert [each["code"] for each in json.loads(made.out)] == ["R225"]


REVISED = (
    p("某省甲条例（草案）")
    + numbered(1, 0, "甲应当", deleted("公开"), inserted("公布"), "评审结果。")
    + ENDING
)


def test_before_and_after_the_revisions(place: Path, regcheck_run: Command) -> None:
    (place / "草案.docx").write_bytes(package(REVISED, numbering=ARTICLES))
    made = regcheck_run("compare", "草案.docx")
    assert made.code == 0
    assert "草案.docx（修订前） → 草案.docx（修订后）" in made.out
    assert "甲应当公［删：开］［增：布］评审结果。" in made.out
    assert regcheck_run("compare", "草案.docx", "--to", "docx", "-o", "对照表.docx").code == 0
    text = regcheck_run("parse", "--format", "text", "对照表.docx").out
    assert "草案.docx（修订前）" in text


def test_nothing_to_compare_without_revisions(place: Path, regcheck_run: Command) -> None:
    (place / "草案.docx").write_bytes(package(p("某省甲条例") + ENDING, numbering=ARTICLES))
    made = regcheck_run("compare", "草案.docx", "--format", "json")
    assert (made.code, made.out) == (2, "[]\n")
    assert "没有修订" in made.err


def test_other_names_are_told(place: Path, regcheck_run: Command) -> None:
    for name in ("甲", "乙"):
        (place / f"{name}.md").write_text(f"某省{name}条例\n第一条　丙。\n", "utf-8")
    made = regcheck_run("compare", "甲.md", "乙.md")
    assert made.code == 0
    assert "两稿的名称不同：《某省甲条例》和《某省乙条例》。" in made.err


@pytest.mark.parametrize("style", ["concise", "github", "junit"])
def test_no_format_for_people_names_a_line(place: Path, regcheck_run: Command, style: str) -> None:
    command = ("check", "--select", "C3", "--exit-zero", "--format", style, "草案.docx")
    said = regcheck_run(*command).out
    assert "草案.docx" in said
    assert "草案.docx:" not in said.replace("草案.docx: C3", "")
    assert "line=" not in said


def test_a_text_box_above_the_title(place: Path, regcheck_run: Command) -> None:
    body = p(textbox(p("附件1"))) + p("某省甲条例（草案）") + ENDING
    (place / "草案.docx").write_bytes(package(body, numbering=ARTICLES))
    [document] = json.loads(parsed(regcheck_run).out)
    assert document["title"] == "某省甲条例"


def test_report_names_no_line(place: Path, regcheck_run: Command) -> None:
    made = regcheck_run("check", "--select", "C3", "--exit-zero", "草案.docx")
    assert "\n  草案.docx　第一条第一款\n" in made.out
    assert "\n      │ 第一条" in made.out
    page = regcheck_run("check", "--select", "C3", "--format", "html", "--exit-zero", "草案.docx")
    assert "第一条第一款" in page.out
    assert " 行" not in page.out


def test_letters_may_be_word_files(place: Path, regcheck_run: Command) -> None:
    body = p("关于甲的答复") + p("现答复如下：") + p("一、我厅将于2026年底前公开评审结果。")
    (place / "答复.docx").write_bytes(package(body))
    made = regcheck_run("commitments", "extract", "--format", "json", "答复.docx")
    assert made.code == 0, made.err
    assert [each["id"] for each in json.loads(made.out)] == ["一"]


PAGE_OF_THE_WEB = "<html><body><p>第一条　甲。</p></body></html>"
FLAT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    '<?mso-application progid="Word.Document"?>\r\n<pkg:package/>'
)
MHT = "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n第一条　甲。"


@pytest.mark.parametrize("suffix", [".doc", ".docx", ".wps", ".txt"])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (PAGE_OF_THE_WEB, "HTML 网页"),
        (f"\ufeff\r\n{PAGE_OF_THE_WEB.upper()}", "HTML 网页"),
        (f"<!DOCTYPE html>\n{PAGE_OF_THE_WEB}", "HTML 网页"),
        (FLAT, "Word XML 文件"),
        (f"\ufeff{FLAT}", "Word XML 文件"),
        ("{\\rtf1\\ansi 甲}", "RTF 文件"),
        (MHT, "MHT 网页"),
    ],
    ids=["html", "html with a mark", "html by type", "flat", "flat with a mark", "rtf", "mht"],
)
def test_file_that_word_reads_too_is_told_by_its_kind(
    place: Path, regcheck_run: Command, content: str, told: str, suffix: str
) -> None:
    (place / f"旧稿{suffix}").write_bytes(content.encode())
    made = regcheck_run("check", "--format", "json", f"旧稿{suffix}")
    assert (made.code, made.out) == (2, "[]\n")
    assert f"旧稿{suffix}：这是 {told}" in made.err
    assert "另存为 .docx" in made.err


def test_files_with_macros_are_found_in_folders(place: Path, regcheck_run: Command) -> None:
    (place / "二稿.docm").write_bytes((place / "草案.docx").read_bytes())
    (place / "~$二稿.docm").write_bytes(b"\x05Wang")
    made = regcheck_run("parse", "--format", "json", ".")
    assert sorted(each["path"] for each in json.loads(made.out)) == ["./二稿.docm", "./草案.docx"]
    assert "没有检查" not in made.err


def test_other_places_of_a_finding_are_named_by_their_provision(
    place: Path, regcheck_run: Command
) -> None:
    (place / "草案.docx").write_bytes(package(FIELDS, numbering=ARTICLES))
    made = regcheck_run("check", "--select", "R226", "草案.docx")
    (told,) = [line.strip() for line in made.out.splitlines() if line.strip().startswith("相关：")]
    assert told.startswith("相关：书签在这里（第二条）")
    page = regcheck_run("check", "--select", "R226", "--format", "html", "草案.docx")
    assert "书签在这里（第二条" in page.out
    for out in (made.out, page.out):
        assert "草案.docx:" not in out
        assert " 行" not in out


def test_table_of_references_names_no_line(place: Path, regcheck_run: Command) -> None:
    (place / "草案.docx").write_bytes(package(FIELDS, numbering=ARTICLES))
    text = regcheck_run("parse", "--format", "text", "草案.docx").out
    (place / "草案.txt").write_text(text, "utf-8")
    of_word, of_text = (
        regcheck_run("refs", name).out.splitlines()[1:-1] for name in ("草案.docx", "草案.txt")
    )
    assert of_word[0] == of_text[0]
    assert of_word[0].startswith("行 ")
    assert [line[:4].strip() for line in of_text[1:]] == ["4", "5", "6"]
    assert [line[:4].strip() for line in of_word[1:]] == ["", "", ""]
    assert [line[4:] for line in of_word] == [line[4:] for line in of_text]
