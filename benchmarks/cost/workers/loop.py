"""The loop of every worker: a number on a line in, what that work took out.

Only the standard library: the interpreters of the peers run it too.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ALL = -1
Work = Callable[[int], int]


def chosen(texts: Sequence[str], number: int) -> Sequence[str]:
    """The text of that number, every text for ALL."""
    return texts if number == ALL else texts[number : number + 1]


def serve(prepare: Callable[[list[str]], Work]) -> None:
    """Read the paths of the texts from the first line, then do the work for each number.

    All Python workers collect garbage at the thresholds of the regcheck command, and never while
    the clock stands.
    """
    gc.set_threshold(100_000, 20, 100)
    paths = json.loads(sys.stdin.readline())
    work = prepare([Path(path).read_bytes().decode("utf-8") for path in paths])
    for line in sys.stdin:
        gc.collect()
        wall, cpu = time.perf_counter(), time.process_time()
        count = work(int(line))
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
        answer = {"cpu": cpu, "wall": wall, "memory": memory, "count": count}
        print(json.dumps(answer), flush=True)
