"""The structure parse and the references, each beside one pass of `re` over the corpus."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.cost.figures import Figure, compared
from benchmarks.cost.rounds import cpu, interleaved, worker
from benchmarks.cost.setting import Setting, ours, plain
from benchmarks.cost.texts import megabytes
from benchmarks.cost.workers.loop import ALL

KEYS = ("structure", "references")


def measure(setting: Setting) -> Iterator[Figure]:
    """How many times longer than the pass each of the two takes."""
    yield _beside("structure", "lines", setting)
    yield _beside("references", "signs", setting)


def _beside(task: str, yardstick: str, setting: Setting) -> Figure:
    files = setting.texts.corpus
    with worker(ours(task), files) as mine, worker(plain(yardstick), files) as passing:
        works = {"ours": lambda: mine(ALL), "plain": lambda: passing(ALL)}
        done = interleaved(works, setting.rounds)
    return compared(task, cpu(done["ours"]), cpu(done["plain"]), size=megabytes(files))
