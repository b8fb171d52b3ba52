"""Figures of a run, the words and targets that belong to them, and the arithmetic."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from statistics import linear_regression, median

import msgspec

# Sizes in MB with the seconds they take.
Points = tuple[tuple[float, float], ...]
_WORDS = Path(__file__).with_name("figures.toml")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a figure is: its name, unit and meaning, what stands beside it, and its target.

    The target holds for the ratio, or for the figure itself where nothing stands beside it: `most`
    or `least`, and `best` where a stricter one was hoped for. `missed` says why it is missed and
    is shown only then.
    """

    name: str
    unit: str
    what: str
    beside: str = ""
    most: float | None = None
    least: float | None = None
    best: float | None = None
    missed: str = ""


class Figure(msgspec.Struct, frozen=True, omit_defaults=True):
    """One figure: what regcheck takes (`ours`), what stands beside it, their ratio, the least and
    the greatest of a round, what it was computed from; or why there is none (`skipped`)."""

    key: str
    ours: float | None = None
    beside: float | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    points: Points = ()
    skipped: str = ""

    @property
    def judged(self) -> float | None:
        """What the target holds for."""
        return self.ours if self.ratio is None else self.ratio


@cache
def words() -> Mapping[str, Words]:
    """The words and targets of all figures by key, in the order in which they are shown."""
    return msgspec.convert(tomllib.loads(_WORDS.read_text("utf-8")), dict[str, Words])


def met(figure: Figure, of: Words) -> bool | None:
    """Whether the figure reaches its target; None where it has none, or was not measured."""
    value = figure.judged
    if value is None or (of.most is None and of.least is None):
        return None
    return (of.most is None or value <= of.most) and (of.least is None or value >= of.least)


def best_met(figure: Figure, of: Words) -> bool | None:
    """The same for the stricter target, where there is one."""
    strict = {"most": of.best} if of.most is not None else {"least": of.best}
    return met(figure, msgspec.structs.replace(of, **strict) if of.best is not None else of)


def rounded(value: float) -> float:
    """The value with four digits that count."""
    return float(f"{value:.4g}")


def compared(
    key: str,
    ours: Sequence[float],
    beside: Sequence[float],
    *,
    size: float | None = None,
    speed: bool = False,
) -> Figure:
    """The medians of the rounds of two works and their ratio: ours to the other, with `speed` how
    many times faster ours is. With a size the two are shown as size a second."""

    def ratio(one: float, other: float) -> float:
        return other / one if speed else one / other

    mine, other = median(ours), median(beside)
    each = [ratio(*pair) for pair in zip(ours, beside, strict=True)]
    shown = (mine, other) if size is None else (size / mine, size / other)
    return Figure(
        key,
        rounded(shown[0]),
        rounded(shown[1]),
        rounded(ratio(mine, other)),
        rounded(min(each)),
        rounded(max(each)),
    )


def alone(key: str, value: float, each: Sequence[float] = (), points: Points = ()) -> Figure:
    """A figure that stands by itself, with the least and the greatest of its rounds."""
    low, high = (rounded(min(each)), rounded(max(each))) if each else (None, None)
    return Figure(key, rounded(value), low=low, high=high, points=points)


def exponent(sizes: Sequence[float], times: Sequence[float]) -> float:
    """The slope of log time over log size by least squares: 1 is linear, 2 is quadratic."""
    return linear_regression([*map(math.log, sizes)], [*map(math.log, times)]).slope
