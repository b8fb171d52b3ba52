"""Drafts of sixty articles in a warm process: checked whole, and again after an edit."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from benchmarks.cost.figures import Figure, alone, compared
from benchmarks.cost.rounds import cpu, worker
from benchmarks.cost.setting import Setting, ours

KEYS = ("draft", "edited", "reparsed")
# How many drafts in a round: one check alone is too short for the clock.
_TIMES = 8


def measure(setting: Setting) -> Iterator[Figure]:
    """Milliseconds of the whole, of the check after one article was edited, and of the parse alone
    of the edited text: draft by draft, so that nothing is remembered of one but what its own first
    check left."""
    drafts = setting.texts.drafts[: _TIMES * setting.rounds]
    with worker(ours("draft"), drafts, setting.texts.warm) as ask:
        done = [
            [ask(len(KEYS) * place + each) for each in range(len(KEYS))]
            for place in range(len(drafts))
        ]
    whole, edited, parsed = (
        [1000 * each for each in cpu(column)] for column in zip(*done, strict=True)
    )
    yield alone("draft", median(whole), whole)
    yield compared("edited", edited, whole)
    yield compared("reparsed", parsed, whole)
