"""How a Word file with changes in it is to be read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

from regcheck.diagnostic import RegcheckError

Revisions = Literal["final", "original", "error"]
Mark = Literal["strike", "underline", "shading", "highlight"]
Change = Literal["deleted", "inserted"]
Meaning = Literal["deleted", "inserted", "text"]

MARKS: tuple[Mark, ...] = get_args(Mark)
MARKS_ZH: dict[Mark, str] = {
    "strike": "删除线",
    "underline": "下划线",
    "shading": "底纹",
    "highlight": "突出显示",
}
MEANINGS_ZH: dict[Meaning, str] = {"deleted": "删去", "inserted": "增加", "text": "正文"}


class View(msgspec.Struct, frozen=True):
    """`revisions`: the text with all tracked changes accepted, with none, or an error where there
    are any. `markup`: what the marks mean that drafters set by hand."""

    revisions: Revisions = "final"
    markup: Mapping[Mark, Meaning] = {}

    def keeps(self, change: Change) -> bool:
        """Whether words that a change takes out, or puts in, are read."""
        return (change == "deleted") == (self.revisions == "original")


def markup(words: str) -> dict[Mark, Meaning]:
    """The meanings that `strike=deleted,underline=inserted` gives.

    Raises RegcheckError that names the word which is neither a mark nor a meaning.
    """
    found: dict[Mark, Meaning] = {}
    for pair in filter(None, (each.strip() for each in words.split(","))):
        mark, _, meaning = (part.strip() for part in pair.partition("="))
        if mark not in MARKS or meaning not in MEANINGS_ZH:
            raise RegcheckError(
                f"--markup 不认识“{pair}”。",
                f"写作 标记=含义：标记有 {'、'.join(MARKS)}，"
                f"含义有 {'、'.join(MEANINGS_ZH)}，例如 strike=deleted,underline=inserted。",
            )
        found[mark] = meaning
    return found
