"""A sentence of a letter → its tense: done, promised, reported of a draft, or background.

By its own words, else by what went before (`flow`), else by likely words. All are data/letter.toml.
"""

from __future__ import annotations

import re

from regcheck.analysis.commitments import Tense
from regcheck.analysis.strength import strength_of
from regcheck.data import expression

_NAMED = re.compile("《[^《》]*》|“[^“”]*”")
# In this order: what is promised at the end of a sentence about the past is promised.
_CUES: tuple[tuple[str, Tense], ...] = (
    ("promised", "commitment"),
    ("refused", "background"),
    ("told", "done"),
)
# What counts after the years of a sentence: 2023年安排资金，将补助发放到企业 is done.
_LATER: tuple[tuple[str, Tense], ...] = (
    ("will", "commitment"),
    ("timed", "commitment"),
    ("background", "background"),
)
_HEADING: tuple[tuple[str, Tense], ...] = (
    ("promised", "commitment"),
    ("told", "done"),
    ("background", "background"),
)
_LIKELY: tuple[tuple[str, Tense], ...] = (
    ("likely_told", "done"),
    ("likely_promised", "commitment"),
)


def tense_of(words: str, flow: Tense | None, year: int | None) -> Tense:
    """The tense of a sentence after others of the tense `flow`, in a letter of `year`."""
    bare = without_names(words)
    return (
        _own_tense(words, bare, flow)
        or _dated(bare, flow, year)
        or (_cued(_LATER, bare) if flow != "reported" else None)
        or _likely_tense(bare, flow)
    )


def heading_tense(heading: str) -> Tense | None:
    """What a heading says of all that stands below it."""
    if _found("tense", "reported", heading) or _found("heading", "reported", heading):
        return "reported"
    return _cued(_HEADING, _NAMED.sub("", heading), "heading")


def refused(words: str) -> bool:
    """Whether a sentence says that something cannot or will not be done."""
    return _found("tense", "refused", without_names(words))


def without_names(words: str) -> str:
    """The words with names and quotations blanked, at the same offsets."""
    return _NAMED.sub(lambda match: "□" * len(match[0]), words)


def _own_tense(words: str, bare: str, flow: Tense | None) -> Tense | None:
    """The tense that the words of a sentence tell; within a report only that of what comes next."""
    told = expression("letter", "tense", "reported").search(words)
    # 我们将在草案中增加容错条款 is promised
    if told and not _cued((_CUES[0], _LATER[0]), bare[: told.start()]):
        return "reported"
    return _cued(_CUES[:1] if flow == "reported" else _CUES, bare)


def _dated(bare: str, flow: Tense | None, year: int | None) -> Tense | None:
    """The tense by the years in a sentence and that of the letter: 2022年 in one of 2021."""
    years = {
        int(match["year"]) for match in expression("letter", "quantity", "year").finditer(bare)
    }
    if flow in ("background", "reported") or year is None or not years or year in years:
        return None
    return "done" if max(years) < year else "commitment"


def _likely_tense(bare: str, flow: Tense | None) -> Tense:
    """The tense of a sentence without words for it."""
    if flow in ("commitment", "reported"):
        return flow
    if _found("tense", "likely_background", bare):
        return "background"
    if flow is not None:  # 存在的困难: a heading alone leaves background behind
        return flow
    return _cued(_LIKELY, bare) or ("commitment" if strength_of(bare) else "background")


def _cued(cues: tuple[tuple[str, Tense], ...], words: str, section: str = "tense") -> Tense | None:
    return next((tense for cue, tense in cues if _found(section, cue, words)), None)


def _found(section: str, name: str, words: str) -> bool:
    return expression("letter", section, name).search(words) is not None
