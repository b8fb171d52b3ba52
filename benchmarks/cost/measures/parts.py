"""The structure parse and the references, each beside one pass of `re` over the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial

from benchmarks.cost.figures import Figure, compared
from benchmarks.cost.rounds import cpu, interleaved, worker
from benchmarks.cost.setting import Setting, ours, plain
from benchmarks.cost.texts import megabytes
from benchmarks.cost.workers.loop import ALL

KEYS = ("structure", "values", "references")


def measure(setting: Setting) -> Iterator[Figure]:
    """How many times longer than the pass each of them takes."""
    yield from _beside(("structure", "values"), "lines", setting)
    yield from _beside(("references",), "signs", setting)


def _beside(tasks: Sequence[str], yardstick: str, setting: Setting) -> Iterator[Figure]:
    files = setting.texts.corpus
    programs = {task: ours(task) for task in tasks} | {yardstick: plain(yardstick)}
    with ExitStack() as stack:
        works = {
            name: partial(stack.enter_context(worker(words, files)), ALL)
            for name, words in programs.items()
        }
        done = interleaved(works, setting.rounds)
    for task in tasks:
        yield compared(task, cpu(done[task]), cpu(done[yardstick]), size=megabytes(files))
