"""The whole check of the corpus by the command, in one process and in two."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from statistics import median

from benchmarks.cost.figures import Figure, alone, compared
from benchmarks.cost.rounds import Work, command, cpu, interleaved, wall
from benchmarks.cost.setting import Setting, regcheck
from benchmarks.cost.texts import megabytes
from regcheck.cli.findings import processors

KEYS = ("corpus", "memory", "processes", "processors")
_BUSY = f"{sys.executable} -c 'sum(n * n for n in range(30_000_000))'"


def measure(setting: Setting) -> Iterator[Figure]:
    """MB a second and the memory of one process; how many times sooner two are done, and how many
    times sooner this machine is done with two processes that only compute."""
    check = ("--format", "concise", str(setting.texts.folder), "--jobs")
    works: dict[str, Work] = {"one": partial(command, regcheck(*check, "1"))}
    if processors() > 1:
        works["two"] = partial(command, regcheck(*check, "2"))
        works["busy"] = partial(command, ("sh", "-c", _BUSY))
        works["both"] = partial(command, ("sh", "-c", f"{_BUSY} & {_BUSY} & wait"))
    done = interleaved(works, setting.few)
    one = done["one"]
    rates = [megabytes(setting.texts.corpus) / seconds for seconds in cpu(one)]
    yield alone("corpus", median(rates), rates)
    yield alone("memory", max(each.memory for each in one))
    if processors() > 1:
        yield compared("processes", wall(done["two"]), wall(one), speed=True)
        in_turn = [2 * seconds for seconds in wall(done["busy"])]
        yield compared("processors", wall(done["both"]), in_turn, speed=True)
    else:
        yield from (Figure(key, skipped="there is one processor") for key in KEYS[2:])
