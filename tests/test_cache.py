"""What earlier runs remember: which rules spoke, never what; and never a wrong result."""

from __future__ import annotations

import datetime
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from regcheck import cache as caches
from regcheck.analysis.commitments import Commitment
from regcheck.cache import Cache, clean, keep, open_cache
from regcheck.cli.findings import Task, answered
from regcheck.engine import check_source
from regcheck.folders import cache_folder
from regcheck.rule import ON_SUPPRESSIONS, Context
from regcheck.rulebook import find_rule
from regcheck.settings import Settings, Table
from regcheck.text import source_file
from regcheck.workspace import Draft
from tests.test_cli import CLEAN, DRAFT, run
from tests.test_properties import drafts

HAN = re.compile("[\u3400-\u9fff\U00020000-\U000323af]{2}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder that is not there yet."""
    place = tmp_path / "cache"
    monkeypatch.setenv("REGCHECK_CACHE_DIR", str(place))
    return place


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with a faulty draft and a clean one."""
    place = tmp_path / "drafts"
    place.mkdir()
    (place / "a.md").write_text(DRAFT, "utf-8")
    (place / "b.md").write_text(CLEAN, "utf-8")
    return place


def said() -> tuple[list[str], Any]:
    """A list, and what puts messages there."""
    messages: list[str] = []
    return messages, messages.append


def stored(folder: Path) -> dict[str, str]:
    entries: dict[str, str] = json.loads((folder / "findings.json").read_bytes())["entries"]
    return entries


def test_second_run_is_the_same_and_writes_nothing(folder: Path, work: Path) -> None:
    for style in ("json", "full", "concise"):
        fresh = run("check", "--no-cache", "--format", style, str(work))
        first = run("check", "--format", style, str(work))
        before = (folder / "findings.json").stat()
        second = run("check", "--format", style, str(work))
        assert fresh.stdout == first.stdout == second.stdout
        assert fresh.stderr == first.stderr == second.stderr == b""
        assert (folder / "findings.json").stat().st_mtime_ns == before.st_mtime_ns
        assert fresh.returncode == second.returncode == 1
    assert sorted(stored(folder).values()) == ["", "R201"]


@pytest.mark.skipif(os.name == "nt", reason="rights are those of POSIX")
def test_rights(folder: Path, work: Path) -> None:
    run("check", str(work))
    assert folder.stat().st_mode & 0o777 == 0o700
    file = folder / "findings.json"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o644)
    (work / "a.md").write_text(DRAFT + "\n", "utf-8")
    run("check", str(work))
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["findings.json"]


def test_no_cache_neither_reads_nor_writes(folder: Path, work: Path) -> None:
    run("check", "--no-cache", str(work))
    assert not folder.exists()
    folder.mkdir()
    (folder / "findings.json").write_text("broken")
    assert run("check", "--no-cache", str(work)).stderr == b""
    assert (folder / "findings.json").read_text() == "broken"


@pytest.mark.parametrize("change", ["--fix", "--diff"])
def test_fixing_has_no_cache(folder: Path, work: Path, change: str) -> None:
    run("check", change, str(work))
    assert not folder.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"broken",
        b"[]",
        b"\xff\xfe",
        b'{"schema": "regcheck/cache/0", "checksum": "", "entries": {}}',
        b'{"schema": "regcheck/cache/1", "checksum": "", "entries": {}}',
        b'{"schema": "regcheck/cache/1", "checksum": "", "entries": "\xe7\x94\xb2"}',
    ],
)
def test_damaged_cache_is_empty(folder: Path, content: bytes) -> None:
    folder.mkdir()
    (folder / "findings.json").write_bytes(content)
    messages, say = said()
    found = open_cache(say)
    assert found
    assert found.entries == {}
    assert ["重新建立" in message for message in messages] == [True]


def test_damaged_cache_is_made_again(folder: Path, work: Path) -> None:
    fresh = run("check", "--format", "json", str(work))
    (folder / "findings.json").write_bytes(b"broken")
    again = run("check", "--format", "json", str(work))
    assert again.stdout == fresh.stdout
    assert again.returncode == 1
    assert len(again.stderr.decode().splitlines()) == 1
    assert "重新建立" in again.stderr.decode()
    assert run("check", "--format", "json", str(work)).stderr == b""


def test_no_changed_byte_is_believed(folder: Path, work: Path) -> None:
    """Whatever byte of the entries is another one, the file is thrown away."""
    run("check", str(work))
    data = (folder / "findings.json").read_bytes()
    for at in range(data.index(b'"entries"'), len(data)):
        (folder / "findings.json").write_bytes(data[:at] + b"S" + data[at + 1 :])
        found = open_cache(lambda _: None)
        assert found
        assert found.entries == {} or data[at : at + 1] == b"S"


def test_folder_that_cannot_be_read_or_made(tmp_path: Path, work: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "none" / "where")
    for place, words in (("file", "不用缓存"), ("file/below", "不用缓存"), ("link", "写不进去")):
        result = run("check", str(work), REGCHECK_CACHE_DIR=str(tmp_path / place))
        assert result.returncode == 1
        assert "R201" in result.stdout.decode()
        assert words in result.stderr.decode()
        assert len(result.stderr.decode().splitlines()) == 1


def test_a_link_in_its_place_is_not_followed(folder: Path, work: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_text("kept")
    folder.mkdir()
    (folder / "findings.json").symlink_to(other)
    run("check", str(work))
    assert other.read_text() == "kept"
    assert not (folder / "findings.json").is_symlink()


def keys_of(**changes: Any) -> str:
    """The key of a draft, with some of what decides it changed."""
    promise = Commitment("一", "甲", changes.pop("promise", "乙"), "regulation")
    cache = Cache(changes.pop("stamp", b"1"))
    codes = changes.pop("codes", ("E001", "R201"))
    text = changes.pop("text", DRAFT)
    path = changes.pop("path", "a.md")
    return cache.key(Draft(source_file(text, path), Settings(**changes), (promise,)), codes)


SETTINGS = {
    "title": "乙条例",
    "level": "municipal",
    "stage": "vote",
    "as_of": datetime.date(2026, 1, 1),
    "preset": "strict",
    "select": ("S",),
    "ignore": ("S",),
    "severity": {"R201": "info"},
}


@pytest.mark.parametrize(
    "change",
    [
        {"promise": "丙"},
        {"stamp": b"2"},
        {"codes": ("E001", "R201", "S101")},
        {"text": DRAFT + " "},
        {"text": DRAFT.replace("\n", "\r\n")},
        *({name: value} for name, value in SETTINGS.items()),
    ],
    ids=str,
)
def test_all_that_decides_enters_the_key(change: dict[str, Any]) -> None:
    assert keys_of(**change) != keys_of()


def test_place_does_not_enter_the_key() -> None:
    assert keys_of(folder="elsewhere", files=("b",), baseline="c", path="b.md") == keys_of()
    assert {field.name for field in msgspec.structs.fields(Table)} >= set(SETTINGS)


def test_rule_set_and_laws_enter_the_key(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stamp() -> bytes:
        found = open_cache(lambda _: None)
        assert found
        return found.stamp

    monkeypatch.setenv("REGCHECK_LIBRARY", str(tmp_path))
    first = stamp()
    assert stamp() == first
    (tmp_path / "laws.jsonl").write_text("{}")
    assert stamp() != first
    (tmp_path / "laws.jsonl").unlink()
    monkeypatch.setattr("importlib.metadata.version", lambda name: "9" if name == "jieba" else "1")
    second = stamp()
    assert second != first
    monkeypatch.setattr(caches, "grammar_folder", lambda: tmp_path)
    (tmp_path / "structure.lark").write_text("a")
    third = stamp()
    os.utime(tmp_path / "structure.lark", ns=(1, 1))
    assert stamp() == third  # the same program, installed once more
    (tmp_path / "structure.lark").write_text("b")
    assert len({first, second, third, stamp()}) == 4


def test_only_the_rules_that_spoke_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    report = Context.__init__

    def noted(self: Context, *arguments: Any) -> None:
        report(self, *arguments)
        ran.append(self.rule.code)

    monkeypatch.setattr(Context, "__init__", noted)
    draft = Draft(source_file(DRAFT, "a.md"), Settings())
    first = answered(Task(draft, summed=True))
    assert len(ran) > 20
    assert first.fired == frozenset({"R201"})
    ran.clear()
    second = answered(Task(draft, summed=True, only=first.fired))
    assert [code for code in ran if code not in ON_SUPPRESSIONS] == ["R201"]
    assert second == first


@given(drafts)
def test_rules_are_silent_without_the_others_as_with_them(text: str) -> None:
    """No rule speaks otherwise because another did not run: what a hit rests on."""
    settings = Settings(select=("S", "R", "C", "T", "W"))
    whole = check_source(source_file(text), settings)
    again = check_source(source_file(text), settings, only=whole.fired)
    assert again.diagnostics == whole.diagnostics
    assert again.rules == whole.rules
    assert again.fired == whole.fired == {finding.code for finding in whole.diagnostics}


def test_crash_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = replace(find_rule("R201"), check=lambda _: iter([1 // 0]))
    monkeypatch.setattr("regcheck.engine.selected", lambda *_: (rule,))
    answer = answered(Task(Draft(source_file(DRAFT, "a.md"), Settings()), summed=False))
    assert [finding.code for finding in answer.report.diagnostics] == ["E009"]
    assert answer.fired is None


def test_what_sets_findings_aside_is_asked_every_time(folder: Path, work: Path) -> None:
    """A sidecar and a baseline come and go: each run says what it would say without a cache."""

    def same() -> set[str]:
        command = ("check", "--format", "json", str(work))
        shown, fresh = run(*command), run(*command, "--no-cache")
        assert (shown.stdout, shown.returncode) == (fresh.stdout, fresh.returncode)
        return {record["code"] for record in json.loads(shown.stdout)}

    sidecar = work / "a.md.regcheck.toml"
    assert same() == {"R201"}
    sidecar.write_text('[doc]\nR201 = "理由"\n', "utf-8")
    assert same() == set()
    sidecar.write_text('[doc]\nR202 = "理由"\n', "utf-8")
    assert same() == {"R201", "E004"}
    sidecar.unlink()
    assert run("baseline", "create", "-o", str(work / "known.json"), str(work)).returncode == 0
    (work / "regcheck.toml").write_text('baseline = "known.json"\n', "utf-8")
    assert same() == set()
    assert sorted(stored(folder).values()) == ["", "R201"]


def test_broken_laws_of_ones_own_are_complained_of_every_time(
    folder: Path, work: Path, tmp_path: Path
) -> None:
    (tmp_path / "laws.jsonl").write_text("broken")
    for _ in range(2):
        result = run("check", str(work), REGCHECK_LIBRARY=str(tmp_path))
        assert result.returncode == 2
        assert result.stderr.decode().count("读不出自己加入的法规") == 1


def test_newest_entries_stay(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "_MOST", 3)
    messages, say = said()
    keep(Cache(b""), {name: frozenset() for name in "abcd"}, say)
    assert list(stored(folder)) == ["b", "c", "d"]
    found = open_cache(say)
    assert found
    keep(found, {"b": frozenset(), "e": frozenset({"S1", "R1"})}, say)
    assert stored(folder) == {"d": "", "b": "", "e": "R1 S1"}
    again = open_cache(say)
    assert again
    assert again.fired("e") == frozenset({"R1", "S1"})
    assert again.fired("b") == frozenset()
    assert again.fired("a") is None
    assert messages == []


@given(st.lists(drafts, max_size=4))
def test_no_words_of_a_draft_are_kept(texts: list[str]) -> None:
    """The whole file is hashes and codes, whatever stands in the drafts."""
    cache = Cache(b"1")
    settings = Settings(select=("S", "R"), title="某省甲条例")
    seen = {}
    for text in texts:
        result = check_source(source_file(text), settings)
        key = cache.key(Draft(source_file(text), settings), tuple(result.rules))
        seen[key] = result.fired
    entries: dict[str, str] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(caches, "_write", lambda _, data: entries.update(json.loads(data)))
        keep(cache, seen, print)
    assert len(entries) == len(seen)
    for key, codes in entries.items():
        assert re.fullmatch("[0-9a-f]{32}", key)
        assert re.fullmatch(r"([A-Z]\d{3}( [A-Z]\d{3})*)?", codes)
        assert not HAN.search(key + codes)


def test_clean(folder: Path, work: Path, tmp_path: Path) -> None:
    assert "没有缓存" in run("clean").stdout.decode()
    run("check", str(work))
    (folder / "jieba.cache").write_bytes(b"x" * 2_000_000)
    (folder / ".findings.json.abc").write_bytes(b"half")
    (folder / "notes.txt").write_text("mine")
    (folder / "sub").mkdir()
    (folder / "sub" / "jieba.cache").write_text("mine")
    result = run("clean")
    assert result.returncode == 0
    assert "删去 3 个文件，2.0 MB" in result.stdout.decode()
    assert sorted(path.name for path in folder.iterdir()) == ["notes.txt", "sub"]
    assert (folder / "sub" / "jieba.cache").exists()


def test_clean_follows_no_link(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "file").write_text("kept")
    folder.mkdir()
    (folder / "findings.json").symlink_to(other / "file")
    (folder / "jieba.cache").symlink_to(other, target_is_directory=True)
    assert clean(folder)[0] == 2
    assert list(folder.iterdir()) == []
    assert (other / "file").read_text() == "kept"


def test_folder_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("REGCHECK_CACHE_DIR")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_folder() == tmp_path / ".cache" / "regcheck"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert cache_folder() == tmp_path / "x" / "regcheck"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache_folder() == tmp_path / "Library" / "Caches" / "regcheck"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    assert cache_folder() == tmp_path / "Local" / "regcheck"


@pytest.mark.corpus
def test_laws_are_checked_the_same_with_and_without(
    data: Path, folder: Path, tmp_path: Path
) -> None:
    files = sorted((data / "corpus").rglob("*.md"))
    chosen = [str(path) for path in files[:: len(files) // 200][:200]]
    command = ("check", "--exit-zero", "--format", "json", *chosen)
    plain = run(*command, "--no-cache", "--jobs", "1")
    assert len(json.loads(plain.stdout)) > 100
    for options in (
        ("--jobs", "1"),
        ("--jobs", "1"),
        ("--jobs", "2"),
        ("--jobs", "2", "--no-cache"),
    ):
        assert run(*command, *options).stdout == plain.stdout
    assert len(stored(folder)) == 200
