"""`check --watch`, in a process of its own that is ended by Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.test_cli import CLEAN, DRAFT, run
from tests.word import deleted, inserted, p, package

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")


class Watching:
    """A running `check --watch`, whose output goes to two files."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.out, self.err = folder / "out.log", folder / "err.log"
        with self.out.open("wb") as out, self.err.open("wb") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "regcheck", "check", "--watch", *arguments],
                stdout=out,
                stderr=err,
                start_new_session=True,
                env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
            )

    def said(self) -> str:
        """All that was written so far."""
        return self.out.read_text("utf-8") + self.err.read_text("utf-8")

    def wait_for(self, words: str, times: int = 1) -> None:
        """Returns once the words were written so many times."""
        for _ in range(600):
            if self.said().count(words) >= times:
                return
            assert self.process.poll() is None, self.said()
            time.sleep(0.1)
        pytest.fail(f"{words} was not said {times} times: {self.said()}")

    def end(self) -> None:
        """Ctrl-C: it ends quietly with exit code 0."""
        os.killpg(self.process.pid, signal.SIGINT)
        assert self.process.wait(60) == 0
        assert "Traceback" not in self.said()
        assert "中断" not in self.said()


Start = Callable[..., Watching]


@pytest.fixture
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts watching; what still runs at the end of a test is killed."""
    started: list[Watching] = []

    def begin(*arguments: str) -> Watching:
        started.append(Watching(tmp_path_factory.mktemp("log"), *arguments))
        return started[-1]

    yield begin
    for each in started:
        if each.process.poll() is None:
            each.process.kill()


def replaced(path: Path, text: str) -> None:
    """The file as an editor writes it: a new one is moved into its place."""
    new = path.with_name(f".{path.name}.new")
    new.write_text(text, "utf-8")
    new.replace(path)


def test_a_file_is_checked_again(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "甲.md"
    path.write_text(DRAFT, "utf-8")
    (tmp_path / "other.md").write_text(CLEAN, "utf-8")
    watching = start("--format", "concise", str(path))
    watching.wait_for("R201")
    path.write_text(DRAFT.replace("第九条", "第八条"), "utf-8")
    watching.wait_for("R201", 2)
    assert "甲.md 有改动" in watching.said()
    (tmp_path / "other.md").write_text(DRAFT, "utf-8")  # concerns nobody
    replaced(path, DRAFT.replace("第九条", "第七条"))
    watching.wait_for("R201", 3)
    assert "other.md" not in watching.said()
    watching.end()


def test_what_goes_wrong_in_between_is_said(start: Start, tmp_path: Path) -> None:
    path, config = tmp_path / "a.md", tmp_path / "regcheck.toml"
    path.write_text(DRAFT, "utf-8")
    watching = start(str(path))
    watching.wait_for("R201")
    config.write_text("select = [", "utf-8")
    watching.wait_for("不是合法的 TOML")
    config.write_text('ignore = ["R"]', "utf-8")
    watching.wait_for("regcheck.toml 有改动", 2)
    watching.wait_for("没有发现问题")
    path.unlink()
    watching.wait_for("没有这个文件")
    config.unlink()
    path.write_text(DRAFT, "utf-8")
    watching.wait_for("R201", 2)
    watching.end()


def test_a_folder_is_watched_to_its_depth(start: Start, tmp_path: Path) -> None:
    inner = tmp_path / "drafts" / "inner"
    inner.mkdir(parents=True)
    (inner / "a.md").write_text(CLEAN, "utf-8")
    output = tmp_path / "drafts" / "_findings.txt"
    watching = start("--format", "concise", "-o", str(output), str(tmp_path / "drafts"))
    watching.wait_for("开始检查")
    time.sleep(1)
    (inner / "b.md").write_text(DRAFT, "utf-8")
    watching.wait_for("b.md 有改动")
    for _ in range(300):
        if output.exists() and "R201" in output.read_text("utf-8"):
            break
        time.sleep(0.1)
    assert "R201" in output.read_text("utf-8")
    watching.end()
    assert "_findings.txt" not in watching.said()


@pytest.mark.parametrize("other", ["--fix", "--diff", "-"])
def test_refused(tmp_path: Path, other: str) -> None:
    (tmp_path / "a.md").write_text(CLEAN, "utf-8")
    result = run("check", "--watch", other, str(tmp_path / "a.md"))
    assert result.returncode == 2
    assert "--watch 不与" in result.stderr.decode()


def test_no_such_folder(tmp_path: Path) -> None:
    result = run("check", "--watch", str(tmp_path / "none" / "a.md"))
    assert result.returncode == 2
    assert "没有这个文件夹" in result.stderr.decode()
    assert b"Traceback" not in result.stderr


def test_a_word_file_is_read_as_asked(tmp_path: Path, start: Start) -> None:
    draft = tmp_path / "草案.docx"
    draft.write_bytes(package(p("某省甲条例") + p("第一条　甲", deleted("全部"), inserted("乙"))))
    watching = start(draft, "--revisions", "original", "--exit-zero")
    watching.wait_for("读的是修订前的文字")
    watching.wait_for("第一条　甲全部")
    watching.end()
