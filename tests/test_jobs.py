"""Several processes: the same words in the same order, and a quiet end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from regcheck.cli import findings as module
from regcheck.cli.findings import Answer, Task, Wanted, findings
from regcheck.cli.output import TEXTS
from regcheck.cli.session import Session
from tests.test_cli import CLEAN, DRAFT, run

PARENT = os.getpid()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Drafts with and without faults, one of them unreadable, one in another encoding."""
    for number in range(6):
        text = DRAFT.replace("第九条", f"第{'七八九'[number % 3]}十条") if number % 2 else CLEAN
        (tmp_path / f"{number}.md").write_text(text, "utf-8")
    (tmp_path / "2.txt").write_bytes(bytes(range(256)))
    (tmp_path / "3.txt").write_bytes(DRAFT.encode("gb18030"))
    (tmp_path / "4.txt").write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize("style", TEXTS)
def test_any_number_of_processes_says_the_same(folder: Path, style: str) -> None:
    command = ("check", "--no-cache", "--format", style, str(folder), str(folder / "none.md"), "-")
    one = run(*command, "--jobs", "1", stdin=DRAFT.encode())
    two = run(*command, "--jobs", "2", stdin=DRAFT.encode())
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr
    assert one.returncode == two.returncode == 2
    assert "二进制" in one.stderr.decode()
    assert "GB18030" in one.stderr.decode()
    assert "R201" in one.stdout.decode()


def test_statistics_of_any_number_of_processes(folder: Path) -> None:
    one, two = (run("check", "--statistics", "--jobs", n, str(folder)) for n in "12")
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr


@pytest.mark.parametrize("value", ["0", "-1", "x", "", "1.5", "513", "9" * 5000])
def test_wrong_number(folder: Path, value: str) -> None:
    result = run("check", "--jobs", value, str(folder))
    assert result.returncode == 2
    assert "--jobs 的值不对" in result.stderr.decode()
    assert result.stdout == b""


def test_unknown_rule_is_said_once(folder: Path) -> None:
    result = run("check", "--jobs", "2", "--select", "S1O1", str(folder))
    assert result.returncode == 2
    assert result.stderr.decode().count("S1O1") == 1


def test_broken_laws_of_ones_own_are_said_once(folder: Path) -> None:
    (folder / "laws.jsonl").write_text("broken")
    results = [
        run("check", "--no-cache", "--jobs", n, str(folder), REGCHECK_LIBRARY=str(folder))
        for n in "12"
    ]
    assert results[0].stderr == results[1].stderr
    assert results[1].stderr.decode().count("读不出自己加入的法规") == 1


def dying(task: Task) -> Answer:
    """As `answered`, but a worker dies of the second draft."""
    if os.getpid() != PARENT and task.draft.source.path.endswith("1.md"):
        os._exit(9)
    return real(task)


real = module.answered


@pytest.mark.skipif(sys.platform != "linux", reason="the patch reaches workers by fork")
def test_worker_that_dies(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def reports() -> list[str]:
        found = findings(
            Session(), (str(folder),), None, Wanted(), jobs=2, cached=False, summed=True
        )
        return [repr(each) for each in found]

    expected = reports()
    capsys.readouterr()
    monkeypatch.setattr(module, "answered", dying)
    assert reports() == expected
    assert capsys.readouterr().err.count("检查进程意外结束") == 1


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupt(tmp_path: Path, jobs: str) -> None:
    for number in range(40):
        (tmp_path / f"{number}.md").write_text(DRAFT * 8000, "utf-8")
    (tmp_path / "0.txt").write_bytes(bytes(range(256)))
    command = [sys.executable, "-m", "regcheck", "check", "--jobs", jobs, str(tmp_path)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stderr
    assert "二进制" in process.stderr.readline().decode()  # reading has begun
    time.sleep(1)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err.decode().split()[-1] == "regcheck：已中断。"
    assert b"Traceback" not in err
    assert out == b""
    with pytest.raises(ProcessLookupError):  # no worker is left
        for _ in range(100):
            os.killpg(process.pid, 0)
            time.sleep(0.1)
