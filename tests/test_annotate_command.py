"""`check --annotate` and --track-fixes at the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from regcheck.formats.docx.view import View
from tests.annotation import FOOT, commented, gone, ins, opened, p, package, r
from tests.conftest import Run

Command = Callable[..., Run]
BODY = "".join(
    (
        p("某市科学数据管理条例"),
        p("为了管理科学数据，", r("制定本条例", bold=True), "。", number=1),
        p("科学数据的汇交，依照第", r("9", bold=True), "条的规定执行。", number=1),
        p("下列行为不得实施:", number=1),
        p("伪造数据；", number=2),
        p("篡改数据。", number=2),
        p("本条例自2027年1月1日起施行。", number=1),
    )
)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "草案.docx"
    path.write_bytes(package(BODY))
    return path


def test_each_finding_is_a_comment(draft: Path, regcheck_run: Command) -> None:
    before, copy = draft.read_bytes(), draft.with_name("批注.docx")
    plain = regcheck_run("check", "--format", "json", draft)
    run = regcheck_run("check", "--format", "json", draft, "--annotate", copy)
    assert (run.code, run.out) == (plain.code, plain.out)
    assert draft.read_bytes() == before
    found = json.loads(run.out)
    assert run.err == f"批注 {len(found)} 处、修订 0 处，写到 {copy}。\n"
    comments = commented(copy.read_bytes())
    assert [words for words, _ in comments] == ["第9条", "第9条", ":"]
    assert comments[0][1].splitlines() == [
        "【警告】R201 引用的条不存在",
        found[0]["message"],
        "相关：最后一条在这里（第四条）",
        f"依据：{found[0]['basis']}",
    ]
    assert comments[1][1].splitlines()[-1] == "修改：改为汉字数字（不改变内容）"


def test_safe_fixes_are_tracked(draft: Path, regcheck_run: Command) -> None:
    copy = draft.with_name("批注.docx")
    run = regcheck_run("check", draft, "--annotate", copy, "--track-fixes")
    assert "批注 3 处、修订 2 处，写到" in run.err
    assert "R216" in run.out
    data, before = copy.read_bytes(), opened(draft.read_bytes()).source.text
    assert opened(data, View("original")).source.text == before
    after = before.replace("第9条", "第九条").replace("实施:", "实施：")
    assert opened(data).source.text == after
    assert [said.splitlines()[-1] for _, said in commented(data)][1:] == [
        "修改：改为汉字数字（已作修订）",
        "修改：改为“：”（已作修订）",
    ]
    fixed = regcheck_run("check", "--format", "json", copy)
    assert [each["code"] for each in json.loads(fixed.out)] == ["R201"]


def test_what_cannot_be_tracked_is_told(draft: Path, regcheck_run: Command) -> None:
    draft.write_bytes(package(BODY.replace(r("9", bold=True), r("1") + FOOT + r("9"))))
    copy = draft.with_name("批注.docx")
    run = regcheck_run("check", draft, "--annotate", copy, "--track-fixes")
    assert "修订 1 处，写到" in run.err
    assert "；另有 1 处不能写成修订，请照批注手工修改。" in run.err
    said = [said for _, said in commented(copy.read_bytes())]
    assert any("（请手工修改：原文“19”，改为“十九”）" in each for each in said)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--track-fixes"], "--track-fixes 要与 --annotate 连用"),
        (["--annotate", "批注.docx", "--fix"], "--annotate 不与"),
        (["--annotate", "批注.docx", "--diff"], "--annotate 不与"),
        (["--annotate", "批注.docx", "--statistics"], "--annotate 不与"),
        (["--annotate", "批注.docx", "--watch"], "--annotate 不与"),
        (["--annotate", "批注.docx", "另一份.docx"], "一次批注一个 Word 文件"),
        (["--annotate", "批注.docm"], "以 .docx 结尾"),
        (["--annotate", "批注.txt"], "以 .docx 结尾"),
        (["--annotate", "草案.docx"], "会覆盖要读的文件"),
        (["--annotate", "./x/../草案.docx"], "会覆盖要读的文件"),
        (["--annotate", "链接.docx"], "会覆盖要读的文件"),
        (["--annotate", "a.docx", "--format", "html", "-o", "a.docx"], "同一个文件"),
    ],
)
def test_what_does_not_go_together_is_refused(
    draft: Path,
    regcheck_run: Command,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(draft.parent)
    Path("x").mkdir()
    Path("链接.docx").symlink_to(draft)
    before = sorted(draft.parent.iterdir()), draft.read_bytes()
    run = regcheck_run("check", draft.name, *options)
    assert run.code == 2
    assert said in run.err
    assert before == (sorted(draft.parent.iterdir()), draft.read_bytes())


def test_only_a_word_file_can_be_annotated(tmp_path: Path, regcheck_run: Command) -> None:
    (tmp_path / "草案.md").write_text("第一条　甲。\n", "utf-8")
    run = regcheck_run("check", tmp_path / "草案.md", "--annotate", tmp_path / "a.docx")
    assert run.code == 2
    assert "只批注 Word 文件" in run.err
    run = regcheck_run("check", "-", "--annotate", tmp_path / "a.docx")
    assert run.code == 2
    assert not (tmp_path / "a.docx").exists()


def test_a_file_with_macros_keeps_its_kind_of_name(draft: Path, regcheck_run: Command) -> None:
    macros = draft.with_suffix(".docm")
    draft.rename(macros)
    run = regcheck_run("check", macros, "--annotate", macros.with_name("批注.docx"))
    assert (run.code, "以 .docm 结尾" in run.err) == (2, True)
    assert regcheck_run("check", macros, "--annotate", macros.with_name("批注.docm")).code == 1


def test_the_view_decides_which_words_are_meant(draft: Path, regcheck_run: Command) -> None:
    draft.write_bytes(package(BODY.replace(r("9", bold=True), gone("8") + ins(r("9")))))
    copy = draft.with_name("批注.docx")
    regcheck_run("check", draft, "--annotate", copy, "--track-fixes")
    assert [words for words, _ in commented(copy.read_bytes())] == ["第九条", "第九条", "："]
    text = opened(draft.read_bytes(), View("original")).source.text
    assert opened(copy.read_bytes(), View("original")).source.text == text
    original = ("check", draft, "--revisions", "original", "--annotate", copy)
    assert "批注 3 处、修订 0 处" in regcheck_run(*original).err
    found = commented(copy.read_bytes(), View("original"))
    assert [words for words, _ in found] == ["第8条", "第8条", ":"]
    copy.unlink()
    run = regcheck_run(*original, "--track-fixes")
    assert (run.code, copy.exists()) == (2, False)
    assert "读的是修订前的文字" in run.err


def test_a_file_that_changed_meanwhile_is_not_annotated(
    draft: Path, regcheck_run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regcheck.formats import files

    contents = iter([draft.read_bytes(), package(p("甲"))])
    monkeypatch.setattr(files, "file_bytes", lambda _: next(contents))
    run = regcheck_run("check", draft, "--annotate", draft.with_name("批注.docx"))
    assert (run.code, "检查之后文件又被改动" in run.err) == (2, True)
    assert not draft.with_name("批注.docx").exists()


def test_a_word_file_is_not_fixed_in_place(draft: Path, regcheck_run: Command) -> None:
    before = draft.read_bytes()
    run = regcheck_run("check", "--fix", draft)
    assert run.code == 2
    assert "--track-fixes" in run.err
    assert draft.read_bytes() == before


def test_work_of_others_in_an_earlier_copy_is_not_lost(draft: Path, regcheck_run: Command) -> None:
    copy = draft.with_name("批注.docx")
    assert regcheck_run("check", draft, "--annotate", copy, "--track-fixes").code == 1
    assert regcheck_run("check", draft, "--annotate", copy).code == 1  # nobody has worked in it
    file = docx.Document(str(copy))
    file.add_comment(file.paragraphs[0].runs, "不改", author="张三")
    file.save(str(copy))
    before = copy.read_bytes()
    run = regcheck_run("check", draft, "--annotate", copy)
    assert run.code == 2
    assert "里面有张三的批注或者修订，没有覆盖" in run.err
    assert copy.read_bytes() == before


def test_a_copy_that_cannot_be_written_is_told(draft: Path, regcheck_run: Command) -> None:
    run = regcheck_run("check", draft, "--annotate", draft.parent / "没有" / "批注.docx")
    assert run.code == 2
    assert "无法写入" in run.err


def test_lxml_is_left_out_where_it_is_not_needed(tmp_path: Path) -> None:
    (tmp_path / "草案.md").write_text("第一条　甲。\n", "utf-8")
    words = (
        "import sys; from regcheck.cli import main\n"
        "try: main(['check', '草案.md'])\n"
        "except SystemExit: pass\n"
        "print('lxml' in sys.modules, 'docx' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stdout.endswith("False False\n")
