"""Works done in turn, round by round, and what each round took."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import msgspec

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "drafts" / "liaoning-innovation" / "first-reading.md"


class Spent(msgspec.Struct, frozen=True):
    """What one round of a work took: seconds of all processors, seconds of the clock, the most
    memory of one of its processes in MB; and how much it found."""

    cpu: float
    wall: float
    memory: float
    count: int = 0


class NotMeasured(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """A work that could not be done; the message is the reason."""


Work = Callable[[], Spent]


def interleaved(
    works: Mapping[str, Work], rounds: int, *, warm: bool = False
) -> dict[str, tuple[Spent, ...]]:
    """What the rounds of each work took, done A B A B …; with `warm` after one that is not counted.

    Raises NotMeasured where a work cannot be done.
    """
    if warm:
        for work in works.values():
            work()
    done = [{name: work() for name, work in works.items()} for _ in range(rounds)]
    return {name: tuple(one[name] for one in done) for name in works}


def cpu(spent: Sequence[Spent]) -> list[float]:
    """The CPU seconds of each round."""
    return [each.cpu for each in spent]


def wall(spent: Sequence[Spent]) -> list[float]:
    """The seconds of the clock of each round."""
    return [each.wall for each in spent]


def command(words: Sequence[str]) -> Spent:
    """What a command and its children took; `memory` is that of the largest of them.

    Raises NotMeasured where it fails.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        spent = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise NotMeasured(f"{' '.join(words[:4])}…：{_last_line(said)}")
    return Spent(usage.ru_utime + usage.ru_stime, spent, usage.ru_maxrss * 1024 / 1e6)


@contextmanager
def worker(
    words: Sequence[str], files: Sequence[Path], folder: Path = ROOT
) -> Iterator[Callable[[int], Spent]]:
    """A worker over these files, started in the folder and warmed up on the demo draft: it does
    the work of a number when asked.

    Raises NotMeasured where it cannot be started, and where it has ended when it is asked.
    """
    with tempfile.TemporaryFile() as said:
        pipe = subprocess.PIPE
        try:
            process = subprocess.Popen(words, cwd=folder, stdin=pipe, stdout=pipe, stderr=said)
        except OSError as error:
            raise NotMeasured(str(error)) from None
        _say(process, [str(file) for file in (DEMO, *files)])

        def work(number: int) -> Spent:
            _say(process, number)
            assert process.stdout
            if answer := process.stdout.readline():
                return msgspec.json.decode(answer, type=Spent)
            raise NotMeasured(_last_line(said) or f"ended with {process.wait()}")

        try:
            yield work
        finally:
            process.kill()
            with suppress(BrokenPipeError):  # what a worker that died did not read
                process.communicate()


def _say(process: subprocess.Popen[bytes], value: object) -> None:
    """One line for a worker; why one that died did so is told when it does not answer."""
    assert process.stdin
    with suppress(BrokenPipeError):
        process.stdin.write(msgspec.json.encode(value) + b"\n")
        process.stdin.flush()


def _last_line(said: IO[bytes]) -> str:
    said.seek(0)
    lines = said.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:200] if lines else ""
