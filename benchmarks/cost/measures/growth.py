"""One document from 0.1 to 10 MB: how the time grows with its length."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from statistics import median

from benchmarks.cost.figures import Figure, alone, exponent, rounded
from benchmarks.cost.rounds import Spent, cpu, interleaved, worker
from benchmarks.cost.setting import Setting, ours
from benchmarks.cost.texts import megabytes

KEYS = ("growth-structure", "growth-check", "document", "document-memory")


def measure(setting: Setting) -> Iterator[Figure]:
    """The exponents of the structure parse and of the whole check; MB a second and the memory of
    the whole check of the longest."""
    sizes = [megabytes([file]) for file in setting.texts.grown]
    yield _grown("growth-structure", sizes, _rounds("structure", setting))
    done = _rounds("check", setting)
    yield _grown("growth-check", sizes, done)
    rates = [sizes[-1] / seconds for seconds in cpu(done[-1])]
    yield alone("document", median(rates), rates)
    yield alone("document-memory", max(each.memory for each in done[-1]))


def _rounds(task: str, setting: Setting) -> list[tuple[Spent, ...]]:
    """What the rounds of each size took, the sizes in turn."""
    with worker(ours(task), setting.texts.grown) as ask:
        works = {file.name: partial(ask, place) for place, file in enumerate(setting.texts.grown)}
        return list(interleaved(works, setting.few).values())


def _grown(key: str, sizes: list[float], done: list[tuple[Spent, ...]]) -> Figure:
    times = [median(cpu(spent)) for spent in done]
    each = [exponent(sizes, [one.cpu for one in turn]) for turn in zip(*done, strict=True)]
    points = tuple((rounded(a), rounded(b)) for a, b in zip(sizes, times, strict=True))
    return alone(key, exponent(sizes, times), each, points)
