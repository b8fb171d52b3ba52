"""What every measurement is given."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from benchmarks.cost.figures import Figure
from benchmarks.cost.peers import FOLDER
from benchmarks.cost.texts import Texts


class Setting(msgspec.Struct, frozen=True):
    """The texts, how many rounds, and where the peers are installed."""

    texts: Texts
    rounds: int
    peers: Path = FOLDER

    @property
    def few(self) -> int:
        """The rounds of what takes minutes."""
        return min(self.rounds, 3)


Measure = Callable[[Setting], Iterable[Figure]]


def ours(task: str) -> tuple[str, ...]:
    """How the worker for a part of regcheck is started."""
    return sys.executable, "-m", "benchmarks.cost.workers.ours", task


def plain(task: str) -> tuple[str, ...]:
    """How the worker for a yardstick is started."""
    return sys.executable, "-m", "benchmarks.cost.workers.plain", task


def regcheck(*words: str) -> tuple[str, ...]:
    """A regcheck command line that reads nothing of an earlier run."""
    return sys.executable, "-m", "regcheck", "check", "--no-cache", "--exit-zero", *words
