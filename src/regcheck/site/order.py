"""Paths → drafts in the order in which they were read: a second reading behind a first one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePath

from regcheck.diagnostic import RegcheckError
from regcheck.numerals import DIGITS, to_int
from regcheck.workspace import Draft, open_drafts

# How far into a text it says which reading it is.
_HEAD = 400
# 二次审议稿, 三审稿; a first reading is often called 草案 alone.
_TIMES = re.compile(rf"([{DIGITS}]+)(?:次审议|审)稿?")
_NUMBER = re.compile(rf"[{DIGITS}]+")
# What comes before a first reading, and after the last one.
_COMMENT, _VOTE = re.compile("征求意见|送审|初稿"), re.compile("表决")


def in_order(paths: Iterable[str], complain: Callable[[RegcheckError], None]) -> list[Draft]:
    """The drafts below paths; those of one folder by their readings, others as they are given."""
    out: list[Draft] = []
    for path in paths:
        found = list(open_drafts((path,), None, complain))
        out += sorted(found, key=_reading) if Path(path).is_dir() else found
    return out


def _reading(draft: Draft) -> tuple[str, float, tuple[tuple[int, str], ...]]:
    """Where a draft stands in its folder: by sub-folder, then by reading, then by name."""
    path = PurePath(draft.source.path)
    return str(path.parent), _place(path.stem + draft.source.text[:_HEAD]), _natural(path.stem)


def _place(words: str) -> float:
    """The number of a reading: 2 for a 二次审议稿, and a half more for its 修改稿."""
    times = _TIMES.search(words)
    if _VOTE.search(words):
        return 90
    if _COMMENT.search(words) and not times:
        return 0
    return float(to_int(times[1]) or 1 if times else 1) + ("修改稿" in words) / 2


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """A name by its numbers, Chinese ones too: 二 before 三, 2 before 10."""
    pieces = re.split(f"({_NUMBER.pattern})", name)
    return tuple((to_int(piece) or 0, piece) for piece in pieces)
