"""Folders as they are: links that go round, many files, places that cannot be written."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import pytest

from regcheck.diagnostic import RegcheckError
from regcheck.formats.files import read_file
from regcheck.formats.rewrite import replace_file, rewrite
from regcheck.workspace import files_below
from tests.conftest import Run

Cli = Callable[..., Run]
DRAFT = (
    "某省甲条例\n第一条　为了促进创新，制定本条例。\n"
    "第二条　依照本条例第1条办理。\n第三条　本条例自公布之日起施行。\n"
)
MENDED = DRAFT.replace("第1条", "第一条")


def put(path: Path, text: str = DRAFT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")
    return path


def names(folder: Path) -> list[str]:
    return [Path(name).relative_to(folder).as_posix() for name in files_below(str(folder))]


def test_links_that_go_round(tmp_path: Path, regcheck_run: Cli) -> None:
    """The walk ends, and each file comes once, by its own name."""
    put(tmp_path / "c" / "d" / "a.md")
    put(tmp_path / "b.md")
    (tmp_path / "a").symlink_to(tmp_path / "c")
    (tmp_path / "c" / "up").symlink_to(tmp_path)
    (tmp_path / "c" / "d" / "self").symlink_to(tmp_path / "c" / "d" / "self")
    (tmp_path / "link.md").symlink_to(tmp_path / "b.md")
    assert names(tmp_path) == ["b.md", "c/d/a.md"]
    assert "共检查 2 个文件" in regcheck_run("check", tmp_path).out
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    assert regcheck_run("check", tmp_path).code == 2


def test_links_that_lead_elsewhere(tmp_path: Path) -> None:
    root, other = tmp_path / "root", tmp_path / "other"
    put(root / "_versions" / "3.md")
    put(other / "x.md")
    (other / "back").symlink_to(root)
    (other / "round").symlink_to(other)
    (root / "now.md").symlink_to(root / "_versions" / "3.md")
    (root / "there").symlink_to(other)
    (root / "there-too").symlink_to(other)
    assert names(root) == ["now.md", "there/x.md"]


def test_folder_that_cannot_be_read(
    tmp_path: Path, regcheck_run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "in" / "a.md")
    path = put(tmp_path / "a.md")
    inside = Path.iterdir

    def refuse(self: Path) -> object:
        if self.name == "in":
            raise PermissionError(13, "Permission denied")
        return inside(self)

    monkeypatch.setattr(Path, "iterdir", refuse)
    shown = regcheck_run("check", tmp_path, path)
    assert shown.code == 2
    assert "无法读取文件夹" in shown.err
    assert "R216" in shown.out


def test_read_only_folder(
    tmp_path: Path, regcheck_run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--fix says so, leaves the file, and mends the others."""
    path, other = put(tmp_path / "a" / "a.md"), put(tmp_path / "b" / "b.md")
    if os.geteuid():
        path.parent.chmod(0o555)
    else:  # nothing is read-only for root
        opened = os.open

        def refuse(path: Path, flags: int, *rest: Any, **more: Any) -> int:
            if flags & os.O_CREAT and Path(path).parent == tmp_path / "a":
                raise PermissionError(13, "Permission denied")
            return opened(path, flags, *rest, **more)

        monkeypatch.setattr(os, "open", refuse)
    shown = regcheck_run("check", "--fix", tmp_path)
    path.parent.chmod(0o755)
    assert shown.code == 2
    assert "文件没有改动" in shown.err
    assert "R216" in shown.out
    assert path.read_text("utf-8") == DRAFT
    assert other.read_text("utf-8") == MENDED
    assert [each.name for each in path.parent.iterdir()] == ["a.md"]


def test_read_only_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path / "a.md")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(RegcheckError, match="没有改动"):
        rewrite(read_file(str(path)), MENDED)
    assert path.read_text("utf-8") == DRAFT


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_interrupted_rewriting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    """Wherever it stops, the old file is whole and nothing is left beside it."""
    path = put(tmp_path / "a.md")

    def stop(*_: object) -> None:
        raise error

    if step == "write":
        opened = os.fdopen

        def half(handle: int, mode: str) -> IO[bytes]:
            file: IO[bytes] = opened(handle, mode)
            file.write(b"half")
            file.close()
            raise error

        monkeypatch.setattr(os, "fdopen", half)
    else:
        monkeypatch.setattr(os if step == "fsync" else Path, step, stop)
    with pytest.raises(type(error)):
        replace_file(path, MENDED.encode())
    assert path.read_text("utf-8") == DRAFT
    assert list(tmp_path.iterdir()) == [path]


def test_rights_of_a_new_file(tmp_path: Path) -> None:
    """A report may be read by whom the system lets; what is private by its owner alone."""
    before = os.umask(0o022)
    try:
        replace_file(tmp_path / "a.html", b"x")
        replace_file(tmp_path / "b.json", b"x", private=True)
    finally:
        os.umask(before)
    assert (tmp_path / "a.html").stat().st_mode & 0o777 == 0o644
    assert (tmp_path / "b.json").stat().st_mode & 0o777 == 0o600


def test_file_changed_between_reading_and_fixing(
    tmp_path: Path, regcheck_run: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor saves while the draft is checked: its words stay, and the run says so."""
    from regcheck import engine

    path, later = put(tmp_path / "a.md"), DRAFT.replace("办理", "处理")
    repaired = engine.repaired

    def slow(result: engine.Result, unsafe: bool = False) -> engine.Repair:
        put(path, later)
        return repaired(result, unsafe)

    monkeypatch.setattr(engine, "repaired", slow)
    shown = regcheck_run("check", "--fix", path)
    assert shown.code == 2
    assert "又被改动" in shown.err
    assert path.read_text("utf-8") == later


def test_two_thousand_files(tmp_path: Path, regcheck_run: Cli) -> None:
    """Settings and suppressions are looked for beside each, and every finding is there."""
    for number in range(2000):
        put(tmp_path / f"{number % 20}" / f"{number}.md", f"第一条　甲。\n第三条　{number}。\n")
    put(tmp_path / "7" / "regcheck.toml", 'ignore = ["S101"]\n')
    put(tmp_path / "8" / "8.md.regcheck.toml", '[doc]\nS101 = "缺一条"\n')
    began = time.monotonic()
    shown = regcheck_run("check", "--select", "S101", "--format", "json", tmp_path)
    records = json.loads(shown.out)
    assert len(records) == len({record["path"] for record in records}) == 1899
    assert time.monotonic() - began < 60
