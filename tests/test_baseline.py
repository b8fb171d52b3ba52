"""Known findings: what a baseline holds, what it covers, and what is said of a wrong one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import regcheck
from regcheck.baseline import FILE
from tests.conftest import Run

Cli = Callable[..., Run]
DRAFT = (
    "某省甲条例\n第一条　为了促进创新，制定本条例。\n第二条　依照本条例第九条办理，"
    "或者依照本条例第九条处理。\n第三条　依照本条例第八条办理。\n第四条　本条例自公布之日起施行。\n"
)


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "草案" / "一审稿.md"
    path.parent.mkdir()
    path.write_text(DRAFT, "utf-8")
    return path


def held(path: str = FILE) -> dict[str, dict[str, int]]:
    record: dict[str, Any] = json.loads(Path(path).read_text("utf-8"))
    assert record["schema"] == "regcheck/baseline/1"
    findings: dict[str, dict[str, int]] = record["findings"]
    return findings


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def lines_of(run: Run) -> list[int]:
    return [record["line"] for record in json.loads(run.out)]


def test_create_then_check(draft: Path, regcheck_run: Cli) -> None:
    made = regcheck_run("baseline", "create", "草案")
    assert (made.code, made.out) == (0, "")
    assert "1 个文件的 3 处问题" in made.err
    counts = held()["草案/一审稿.md"]
    assert sorted(counts.values()) == [1, 2]
    assert regcheck_run("check", "草案").code == 1
    known = regcheck_run("check", "草案", "--baseline", FILE)
    assert known.code == 0
    assert "3 个已标明不报" in known.out
    edit(draft, "施行。", "施行，依照本条例第七条办理。")
    new = regcheck_run("check", "草案", "--baseline", FILE, "--format", "json")
    assert (new.code, lines_of(new)) == (1, [5])


def test_holds_no_words_of_the_draft(draft: Path, regcheck_run: Cli) -> None:
    regcheck_run("baseline", "create", "草案")
    text = Path(FILE).read_text("utf-8").replace("草案/一审稿.md", "")
    for at in range(len(DRAFT) - 3):
        four = DRAFT[at : at + 4]
        assert not re.fullmatch("[\u4e00-\u9fff]{4}", four) or four not in text
    assert not re.search("[\u4e00-\u9fff]", text)
    assert text.count("\n") == 9  # a line for each fingerprint
    assert sorted(held()["草案/一审稿.md"]) == list(held()["草案/一审稿.md"])


def test_lines_do_not_matter(draft: Path, regcheck_run: Cli) -> None:
    regcheck_run("baseline", "create", "草案")
    before = held()
    note = "<!-- 送审 -->\n\n【说明：以下未改。】\n"
    edit(draft, "第二条　", f"{note}第二条　")
    edit(draft, "第三条", "\n\n第三条")
    draft.write_bytes(draft.read_bytes().replace(b"\n", b"\r\n"))
    assert regcheck_run("check", "草案", "--baseline", FILE).code == 0
    regcheck_run("baseline", "update", "草案")
    assert held() == before


def test_other_words_are_new(draft: Path, regcheck_run: Cli) -> None:
    regcheck_run("baseline", "create", "草案")
    edit(draft, "第八条", "第七条")
    new = regcheck_run("check", "草案", "--baseline", FILE, "--format", "json")
    assert lines_of(new) == [4]


def test_same_file_by_other_paths(
    draft: Path, regcheck_run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    regcheck_run("baseline", "create", "草案")
    home = Path.cwd()
    for path in (draft, "草案/../草案/一审稿.md", "./草案"):
        assert regcheck_run("check", path, "--baseline", FILE).code == 0
    monkeypatch.chdir(draft.parent)
    for path in ("一审稿.md", ".", "../草案"):
        assert regcheck_run("check", path, "--baseline", f"../{FILE}").code == 0
    assert regcheck_run("check", ".", "--baseline", home / FILE).code == 0
    other = Path("另一份.md")
    other.write_text(DRAFT, "utf-8")
    assert regcheck_run("check", other, "--baseline", home / FILE).code == 1


def test_the_first_of_equal_findings_is_known(draft: Path, regcheck_run: Cli) -> None:
    regcheck_run("baseline", "create", "草案")
    edit(draft, "办理，", "办理，依照本条例第九条受理，")
    new = regcheck_run("check", "草案", "--baseline", FILE, "--format", "json")
    (record,) = json.loads(new.out)
    text = draft.read_text("utf-8")
    assert record["span"][0] == text.rindex("第九条")


def test_create_refuses_to_overwrite(draft: Path, regcheck_run: Cli) -> None:
    Path(FILE).write_text("{}", "utf-8")
    refused = regcheck_run("baseline", "create", "草案")
    assert refused.code == 2
    assert "没有改动" in refused.err
    assert Path(FILE).read_text("utf-8") == "{}"


def test_update_keeps_other_drafts(draft: Path, regcheck_run: Cli) -> None:
    second = draft.with_name("二审稿.md")
    second.write_text(DRAFT, "utf-8")
    regcheck_run("baseline", "create", "草案")
    edit(draft, "第八条", "第七条")
    edit(second, "第八条", "第一条")
    updated = regcheck_run("baseline", "update", draft)
    assert "原来共 6 处问题，现在共 6 处" in updated.err
    assert sum(held()["草案/二审稿.md"].values()) == 3
    assert regcheck_run("check", draft, "--baseline", FILE).code == 0


def test_prune_only_takes_away(draft: Path, regcheck_run: Cli) -> None:
    old = draft.with_name("旧稿.md")
    old.write_text(DRAFT, "utf-8")
    regcheck_run("baseline", "create", "草案")
    old.unlink()
    edit(draft, "或者依照本条例第九条处理", "依照本条例第七条处理")
    pruned = regcheck_run("baseline", "prune", draft)
    assert "删去 1 处已经没有的问题，留下 5 处" in pruned.err
    pruned = regcheck_run("baseline", "prune", "草案")
    assert "删去 3 处已经没有的问题，留下 2 处" in pruned.err
    assert list(held()) == ["草案/一审稿.md"]
    assert regcheck_run("check", "草案", "--baseline", FILE).code == 1


def test_prune_keeps_what_did_not_run(draft: Path, regcheck_run: Cli) -> None:
    regcheck_run("baseline", "create", "草案")
    (draft.parent / "regcheck.toml").write_text('ignore = ["R"]\n', "utf-8")
    assert "删去 0 处" in regcheck_run("baseline", "prune", "草案").err


def test_settings_name_the_file(draft: Path, regcheck_run: Cli) -> None:
    (draft.parent / "regcheck.toml").write_text('baseline = "known.json"\n', "utf-8")
    missing = regcheck_run("check", "草案", "--format", "json")
    assert (missing.code, json.loads(missing.out)) == (2, [])
    assert "regcheck baseline create" in missing.err
    assert regcheck_run("baseline", "create", "草案").code == 0
    assert list(held("草案/known.json")) == ["一审稿.md"]
    assert regcheck_run("check", "草案").code == 0
    result = regcheck.check(draft)
    assert result.diagnostics == ()
    assert {each.by for each in result.suppressed} == {"baseline"}
    assert regcheck_run("baseline", "create", "草案", "-o", "other.json").code == 0
    assert list(held("other.json")) == ["草案/一审稿.md"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "不是基线文件"),
        ("{", "不是基线文件"),
        ("[]", "不是基线文件"),
        ("{}", "不是基线文件"),
        ('{"schema": "regcheck/baseline/2", "findings": {}}', "不认识基线的格式"),
        ('{"schema": "eslint", "findings": {}}', "不认识基线的格式"),
        ('{"schema": "regcheck/baseline/1", "findings": {"a.md": {"R201": 1}}}', "“R201”"),
        (
            '{"schema": "regcheck/baseline/1", "findings": {"a": {"R201:a:0123456789abcdef": 0}}}',
            "不是基线文件",
        ),
        ('<<<<<<< HEAD\n{"schema": "regcheck/baseline/1"}', "不是基线文件"),
        (None, "没有这个基线文件"),
    ],
)
@pytest.mark.parametrize("command", ["check", "update", "prune"])
def test_wrong_file(
    draft: Path, regcheck_run: Cli, content: str | None, words: str, command: str
) -> None:
    if content is not None:
        Path(FILE).write_text(content, "utf-8")
    if command == "check":
        shown = regcheck_run("check", "草案", "--baseline", FILE)
    else:
        shown = regcheck_run("baseline", command, "草案")
    assert shown.code == 2
    assert words in shown.err
    assert "create" in shown.err
    assert content is None or Path(FILE).read_text("utf-8") == content


def test_other_drafts_are_checked(draft: Path, regcheck_run: Cli) -> None:
    """Where the settings of one folder name a baseline that is wrong."""
    inner = draft.parent / "内" / "a.md"
    inner.parent.mkdir()
    inner.write_text(DRAFT, "utf-8")
    (inner.parent / "regcheck.toml").write_text('baseline = "none.json"\n', "utf-8")
    shown = regcheck_run("check", "草案", "--format", "json")
    assert shown.code == 2
    assert {record["path"] for record in json.loads(shown.out)} == {"草案/一审稿.md"}


def test_tool_findings_and_suppressed_ones_are_left_out(draft: Path, regcheck_run: Cli) -> None:
    edit(draft, "第三条　", "<!-- regcheck: ignore[R201] 待补 -->\n第三条　")
    edit(draft, "第四条　", "<!-- regcheck: ignore[R2O1] 待补 -->\n第四条　")
    regcheck_run("baseline", "create", "草案")
    assert list(held()["草案/一审稿.md"].values()) == [2]
    shown = regcheck_run("check", "草案", "--baseline", FILE)
    assert "E005" in shown.out
    draft.write_text("说明\n", "utf-8")
    assert regcheck_run("baseline", "update", "草案").code == 0
    assert held() == {}
    assert regcheck_run("check", "草案", "--baseline", FILE).code == 1


def test_fix_leaves_known_findings(draft: Path, regcheck_run: Cli) -> None:
    edit(draft, "第八条", "第1条")
    regcheck_run("baseline", "create", "草案")
    edit(draft, "第一条　为了", "第一条　为了")
    edit(draft, "第九条处理", "第2条处理")
    assert regcheck_run("check", "--fix", "草案", "--baseline", FILE).code == 1
    text = draft.read_text("utf-8")
    assert "第二条处理" in text
    assert "第1条办理" in text
    regcheck_run("check", "--fix", "草案")
    assert "第1条" not in draft.read_text("utf-8")


def test_standard_input(draft: Path, regcheck_run: Cli) -> None:
    refused = regcheck_run("baseline", "create", "-")
    assert refused.code == 2
    assert "--stdin-filename" in refused.err


def test_unreadable_drafts_do_not_stop_the_others(draft: Path, regcheck_run: Cli) -> None:
    draft.with_name("x.md").write_bytes(b"PK\x03\x04")
    assert regcheck_run("baseline", "create", "草案").code == 2
    assert list(held()) == ["草案/一审稿.md"]
    refused = regcheck_run("baseline", "create", "草案", "-o", "none/b.json")
    assert refused.code == 2
    assert "无法写入" in refused.err


def test_symbolic_link_to_the_folder(draft: Path, regcheck_run: Cli) -> None:
    regcheck_run("baseline", "create", "草案")
    Path("链接").symlink_to(draft.parent)
    assert regcheck_run("check", "链接", "--baseline", FILE).code == 0
