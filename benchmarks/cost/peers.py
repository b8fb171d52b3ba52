"""The tools that regcheck is measured beside, installed into a folder of the benchmark's own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from benchmarks.cost.rounds import ROOT, NotMeasured

FOLDER = ROOT / ".bench"
_WORKERS = Path(__file__).parent / "workers"
_LONGEST = 600


class Peer(msgspec.Struct, frozen=True):
    """A tool: what is installed of it with pip or npm, and the worker that runs it."""

    name: str
    packages: tuple[str, ...]
    worker: str

    @property
    def node(self) -> bool:
        """Whether it runs on node."""
        return self.worker.endswith(".mjs")


PEERS = (
    Peer("bluebell", ("bluebell-akn==3.1.1",), "bluebell"),
    Peer("autocorrect", ("autocorrect-py==2.14.0",), "autocorrect"),
    Peer("spacy", ("spacy==3.8.18", "jieba==0.42.1"), "stock"),
    Peer("zhlint", ("zhlint@0.8.2",), "zhlint.mjs"),
)


class Installed(msgspec.Struct, frozen=True):
    """How the worker of a peer is started, and in which folder."""

    words: tuple[str, ...]
    folder: Path


def installed(peer: Peer, folder: Path = FOLDER) -> Installed:
    """The peer, installed below the folder if it is not there yet.

    Raises NotMeasured with the reason where it cannot be installed.
    """
    own = folder / peer.name
    stamp, wanted = own / "installed", " ".join((*peer.packages, sys.version))
    if not stamp.exists() or stamp.read_text("utf-8") != wanted:
        try:
            shutil.rmtree(own, ignore_errors=True)
            own.mkdir(parents=True)
            for words in _node(peer, own) if peer.node else _python(peer, own):
                _run(words, own)
            stamp.write_text(wanted, "utf-8")
        except OSError as error:
            raise NotMeasured(str(error)) from None
    if peer.node:
        return Installed(("node", str(_WORKERS / peer.worker)), own)
    return Installed((_interpreter(own), "-m", f"benchmarks.cost.workers.{peer.worker}"), ROOT)


def _interpreter(own: Path) -> str:
    return str(own / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python"))


def _python(peer: Peer, own: Path) -> Sequence[Sequence[str]]:
    pip = (_interpreter(own), "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    return (sys.executable, "-m", "venv", str(own)), (*pip, *peer.packages)


def _node(peer: Peer, own: Path) -> Sequence[Sequence[str]]:
    npm = shutil.which("npm")
    if not npm:
        raise NotMeasured("npm is not installed")
    flags = ("--silent", "--no-audit", "--no-fund", "--prefix", str(own))
    return ((npm, "install", *flags, *peer.packages),)


def _run(words: Sequence[str], folder: Path) -> None:
    """Run an installer; raises NotMeasured with the last line it says where it fails."""
    try:
        done = subprocess.run(
            words, cwd=folder, capture_output=True, text=True, timeout=_LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotMeasured(f"not installed within {_LONGEST} seconds") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise NotMeasured(said[-1][:200] if said else f"{words[0]} ended with {done.returncode}")
