"""regcheck.toml: where it is looked for, what it says, and what is said of a wrong one."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import msgspec
import pytest

from regcheck.diagnostic import RegcheckError, Severity
from regcheck.engine import check_source
from regcheck.settings import Settings, Table, find_settings, load_settings
from regcheck.text import source_file
from tests.conftest import Run

DRAFT = (
    "某省甲条例\n第一条　为了促进创新，制定本条例。\n"
    "第二条　依照本条例第九条办理。\n第三条　本条例自公布之日起施行。\n"
)
Cli = Callable[..., Run]


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def error_of(path: Path) -> str:
    with pytest.raises(RegcheckError) as caught:
        load_settings(path)
    return f"{caught.value.message}\n{caught.value.hint}"


@pytest.mark.parametrize(
    ("toml", "place", "words"),
    [
        ('preset = "ci"\nselect = [“R201”]\n', "第 2 行第 11 列", "select = [“R201”]"),
        ('ignore = ["S118"\n', "第 1 行第 17 列", "方括号"),
        ('ignore = ["S118\n', "第 1 行第 16 列", "引号没有闭合"),
        ("select R201\n", "第 1 行第 8 列", "等号"),
        ('preset = "ci"\npreset = "ci"\n', "第 2 行", "写了两次"),
        ("[severity]\nR201 ＝ 1\n", "第 2 行第 6 列", "R201 ＝ 1"),
        ("select = [", "第 1 行第 11 列", "TOML"),
    ],
)
def test_broken_toml_names_its_place(tmp_path: Path, toml: str, place: str, words: str) -> None:
    said = error_of(put(tmp_path / "regcheck.toml", toml))
    assert place in said
    assert words in said
    assert " at line " not in said


def test_circle_of_extends_names_its_files(tmp_path: Path) -> None:
    for name, base in (("a", "b"), ("b", "c"), ("c", "b")):
        put(tmp_path / f"{name}.toml", f'extend = "{base}.toml"\n')
    said = error_of(tmp_path / "a.toml")
    b, c = tmp_path / "b.toml", tmp_path / "c.toml"
    assert f"{b} → {c} → {b}" in said
    assert "a.toml →" not in said


def test_long_chain_of_extends(tmp_path: Path) -> None:
    for number in range(20):
        put(tmp_path / f"{number}.toml", f'extend = "{number + 1}.toml"\n')
    said = error_of(tmp_path / "0.toml")
    assert "太长" in said
    assert "绕回" not in said


def test_nearest_folder_wins(tmp_path: Path) -> None:
    put(tmp_path / "regcheck.toml", 'title = "上"\n')
    inner = put(tmp_path / "a" / "regcheck.toml", 'title = "下"\n').parent
    put(tmp_path / "b" / "pyproject.toml", '[tool.regcheck]\ntitle = "项目"\n')
    put(tmp_path / "c" / "pyproject.toml", "[tool.other]\n")
    titles = [find_settings(tmp_path / name / "x" / "甲.md").title for name in "abc"]
    assert titles == ["下", "项目", "上"]
    assert find_settings(inner).files == (str(inner / "regcheck.toml"),)


def test_a_sibling_is_no_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "here" / "regcheck.toml", 'title = "这里"\n')
    put(tmp_path / "there" / "甲.md", DRAFT)
    monkeypatch.chdir(tmp_path / "here")
    assert find_settings(Path("../there/甲.md")).title is None


def test_extended_paths_stay_with_their_file(tmp_path: Path) -> None:
    """A house style in the parent folder: its files are found from every folder below."""
    put(
        tmp_path / "house.toml",
        'commitments = "shared/c.toml"\nbaseline = "b.json"\ndrafts = ["x.md"]\n'
        'ignore = ["S118"]\n[severity]\nR201 = "info"\nR = "warning"\n'
        '[per-file-ignores]\n"one/旧*.md" = ["R"]\n"*.txt" = ["S"]\n',
    )
    own = put(
        tmp_path / "one" / "regcheck.toml",
        'extend = "../house.toml"\nbaseline = "own.json"\n[severity]\nR201 = "error"\n',
    )
    settings = load_settings(own)
    assert settings.commitments is not None
    assert settings.beside(settings.commitments).resolve() == tmp_path / "shared" / "c.toml"
    assert settings.baseline == "own.json"
    assert settings.drafts == ()
    assert settings.ignore == ("S118",)
    assert settings.severity == {"R201": Severity.ERROR, "R": Severity.WARNING}
    assert settings.severities("draft")["R201"] is Severity.ERROR
    assert settings.severities("draft")["R202"] is Severity.WARNING
    assert settings.ignored_for(str(tmp_path / "one" / "旧稿.md")) == ("R",)
    assert settings.ignored_for(str(tmp_path / "two" / "旧稿.md")) == ()
    assert settings.ignored_for(str(tmp_path / "one" / "a.txt")) == ("S",)
    assert settings.files == (str(own), str(own.parent / "../house.toml"))


@pytest.mark.parametrize(
    ("title", "severity"), [("某省甲条例（表决稿）", "info"), ("某省甲条例（草案）", "warning")]
)
def test_severity_by_stage(title: str, severity: str) -> None:
    settings = Settings(
        severity={"R": Severity.WARNING},
        severity_by_stage={"vote": {"dangling-article": Severity.INFO}},
        select=("R201",),
    )
    text = DRAFT.replace("某省甲条例", title)
    (finding,) = check_source(source_file(text), settings).diagnostics
    assert finding.severity == severity


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('[severity-by-stage.vot]\nR201 = "info"', "是不是 vote"),
        ('[severity-by-stage.vote]\nR2O1 = "info"', "是不是 R201"),
        ('[severity-by-stage.vote]\nR201 = "fatal"', "severity-by-stage"),
        ('[severity-by-stage.vote]\nE001 = "info"', "不能改"),
        ('[severity]\nno-provision = "info"', "不能改"),
        ('[severity]\nE = "info"', "不能改"),
        ('require-reason = "yes"', "require-reason"),
        ("require_reason = true", "是不是 require-reason"),
    ],
)
def test_wrong_values(tmp_path: Path, toml: str, words: str) -> None:
    assert words in error_of(put(tmp_path / "regcheck.toml", toml))


def test_show(tmp_path: Path, regcheck_run: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "house.toml", 'as_of = 2026-01-01\n[severity-by-stage.vote]\nS = "error"\n')
    put(tmp_path / "regcheck.toml", 'extend = "house.toml"\nselect = ["R", "T504"]\n')
    put(tmp_path / "sub" / "甲.md", DRAFT)
    monkeypatch.chdir(tmp_path)
    shown = regcheck_run("config", "show")
    assert shown.code == 0
    assert shown.out.splitlines()[0].endswith("来自：regcheck.toml、house.toml")
    # what is shown is a file that says the same
    put(tmp_path / "other" / "regcheck.toml", shown.out)
    again = load_settings(tmp_path / "other" / "regcheck.toml")
    first = find_settings(tmp_path / "sub" / "甲.md")
    fields = [name for name in Table.__struct_fields__ if name != "extend"]
    assert [getattr(again, name) for name in fields] == [getattr(first, name) for name in fields]
    (record,) = json.loads(regcheck_run("config", "show", "sub/甲.md", "--format", "json").out)
    assert record["settings"]["select"] == ["R", "T504"]
    assert record["settings"]["as_of"] == "2026-01-01"
    assert record["path"] == "sub/甲.md"
    assert len(record["files"]) == 2


def test_show_of_nothing(tmp_path: Path, regcheck_run: Cli) -> None:
    assert regcheck_run("config", "show", tmp_path / "none").code == 2
    put(tmp_path / "regcheck.toml", "slect = []\n")
    shown = regcheck_run("config", "show", "--format", "json", tmp_path)
    assert (shown.code, json.loads(shown.out)) == (2, [])
    assert "是不是 select" in shown.err


def test_init(tmp_path: Path, regcheck_run: Cli) -> None:
    assert regcheck_run("config", "init", tmp_path).code == 0
    settings = load_settings(tmp_path / "regcheck.toml")
    assert settings == Settings(folder=str(tmp_path), files=(str(tmp_path / "regcheck.toml"),))
    put(tmp_path / "regcheck.toml", "# 我的\n")
    again = regcheck_run("config", "init", tmp_path)
    assert again.code == 2
    assert "没有改动" in again.err
    assert (tmp_path / "regcheck.toml").read_text("utf-8") == "# 我的\n"
    assert regcheck_run("config", "init", tmp_path / "none").code == 2
    put(tmp_path / "p" / "pyproject.toml", "[tool.regcheck]\n")
    assert regcheck_run("config", "init", tmp_path / "p").code == 2


def test_template_holds_every_key(tmp_path: Path) -> None:
    """Every key is explained, and the file loads when all of it counts."""
    text = (files("regcheck") / "data" / "settings.toml").read_text("utf-8")
    put(tmp_path / "regcheck.toml", "")
    full = re.sub(r"^#(?! )", "", text, flags=re.MULTILINE)
    own = put(tmp_path / "sub" / "regcheck.toml", full)
    keys = {field.encode_name for field in msgspec.structs.fields(Table)}
    assert set(tomllib.loads(full)) == keys
    assert load_settings(own).require_reason
    assert tomllib.loads(text) == {}
