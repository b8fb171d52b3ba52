"""The loop of every worker: a number on a line in, what that work took out.

Only the standard library: the interpreters of the peers run it too.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

ALL = -1
Work = Callable[[int], int]


def chosen(texts: Sequence[str], number: int) -> Sequence[str]:
    """The text of that number, every text for ALL."""
    return texts if number == ALL else texts[number : number + 1]


def serve(prepare: Callable[[list[str]], Work], *, forgetful: bool = True) -> None:
    """Read the paths of the texts from the second line, then do the work for each number.

    The first line has other texts to warm up with: they load what is loaded once. A `forgetful`
    worker does each work in a child, so that nothing is remembered of the same texts. All Python
    workers collect garbage at the thresholds of the regcheck command.
    """
    gc.set_threshold(500_000, 20, 100)
    prepare(_texts(sys.stdin.readline()))(ALL)
    work = prepare(_texts(sys.stdin.readline()))
    gc.collect()
    if forgetful:
        gc.freeze()  # or the first collection of a child would copy what it only looks through
    for line in sys.stdin:
        gc.collect()
        answer = _in_child(work, int(line)) if forgetful else _measured(work, int(line))
        print(answer, flush=True)


def _texts(paths: str) -> list[str]:
    return [Path(path).read_bytes().decode("utf-8") for path in json.loads(paths)]


def _measured(work: Work, number: int) -> str:
    """What the work took, as JSON."""
    wall, cpu = time.perf_counter(), time.process_time()
    count = work(number)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return json.dumps({"cpu": cpu, "wall": wall, "memory": memory, "count": count})


def _in_child(work: Work, number: int) -> str:
    """The same of a child; ends where the child does, whose last words are then ours."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(into, _measured(work, number).encode())
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out) as answers:
        answer = answers.read()
    os.waitpid(child, 0)
    if not answer:
        raise SystemExit(1)
    return answer
