"""A draft of sixty articles in a warm process: checked whole, and again after an edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from statistics import median

from benchmarks.cost.figures import Figure, alone, compared
from benchmarks.cost.rounds import Spent, cpu, interleaved, worker
from benchmarks.cost.setting import Setting, ours

KEYS = ("draft", "edited")
# How often in a round: one check alone is too short for the clock.
_TIMES = 8


def measure(setting: Setting) -> Iterator[Figure]:
    """Milliseconds of the whole, and of the check after one article was edited, each time another
    one in another way: what an earlier round remembers does not serve."""
    with worker(ours("draft"), [setting.texts.draft]) as ask:
        edits = count(1)
        works = {
            "whole": lambda: _several(ask, [0] * _TIMES),
            "again": lambda: _several(ask, [next(edits) for _ in range(_TIMES)]),
        }
        done = interleaved(works, 2 * setting.rounds, warm=True)
    whole, edited = ([1000 / _TIMES * each for each in cpu(done[name])] for name in works)
    yield alone("draft", median(whole), whole)
    yield compared("edited", edited, whole)


def _several(ask: Callable[[int], Spent], numbers: list[int]) -> Spent:
    """The sum of what so many works took."""
    done = [ask(number) for number in numbers]
    seconds, clock = sum(cpu(done)), sum(each.wall for each in done)
    return Spent(seconds, clock, max(each.memory for each in done))
