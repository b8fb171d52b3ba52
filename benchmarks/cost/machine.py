"""What a run was made on: the machine, the interpreter, the libraries."""

from __future__ import annotations

import datetime
import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from benchmarks.cost.rounds import ROOT
from regcheck.cli.findings import processors

_LIBRARIES = ("ahocorasick-rs", "jieba", "lark", "msgspec", "rapidfuzz", "rjieba", "spacy")


class Machine(msgspec.Struct, frozen=True):
    """The environment of a run; `load` is how many processes wanted to run at its start and end,
    `revision` the commit, with + where files were changed."""

    date: datetime.date
    cpu: str
    processors: int
    system: str
    python: str
    revision: str
    libraries: dict[str, str]
    load: tuple[float, float] = (0.0, 0.0)


def machine() -> Machine:
    """The environment now."""
    return Machine(
        datetime.date.today(),
        _cpu(),
        processors(),
        f"{platform.system()} {platform.release()}",
        f"{platform.python_implementation()} {platform.python_version()}",
        _revision(),
        {**{name: _version(name) for name in _LIBRARIES}, "node": _said("node", "--version")},
    )


def load() -> float:
    """How many processes wanted to run, on average of the last minute."""
    return round(os.getloadavg()[0], 2)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _cpu() -> str:
    file = Path("/proc/cpuinfo")
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _revision() -> str:
    changed = _said("git", "status", "--porcelain", "--untracked-files=no")
    return _said("git", "rev-parse", "--short", "HEAD") + "+" * bool(changed)


def _said(*words: str) -> str:
    """What a command prints; nothing where it is not there."""
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()
