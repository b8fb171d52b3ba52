"""A text before and after → a patch in the unified format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from regcheck.text import SourceFile

_CONTEXT = 3
_NO_END = "\n\\ No newline at end of file\n"


class _LineByLine(SequenceMatcher[str]):
    """Each line compared with its own, in linear time: fixes seldom change their number."""

    def __init__(self, before: list[str], after: list[str]) -> None:
        super().__init__(None, before, after, autojunk=False)
        self.pairs = list(zip(before, after, strict=True))

    def get_opcodes(self) -> list[Any]:
        """The runs of equal and of changed lines, as difflib writes them."""
        same = [one == other for one, other in self.pairs]
        runs = (list(places) for _, places in groupby(range(len(same)), key=same.__getitem__))
        return [
            ("equal" if same[run[0]] else "replace", run[0], run[-1] + 1, run[0], run[-1] + 1)
            for run in runs
        ]


def unified(source: SourceFile, text: str) -> str:
    """The patch that makes `text` of a draft; empty where nothing changes."""
    before, after = _lines(source.text), _lines(text)
    if before == after:
        return ""
    even = len(before) == len(after)
    compared = _LineByLine(before, after) if even else SequenceMatcher(None, before, after, False)
    out = [f"--- {source.path}\n", f"+++ {source.path}\n"]
    for changes in compared.get_grouped_opcodes(_CONTEXT):
        out += _hunk(changes, before, after)
    return "".join(out)


def _lines(text: str) -> list[str]:
    """The lines with their ends; only LF ends a line of a patch."""
    return [line for line in re.split("(?<=\n)", text) if line]


def _hunk(changes: list[Any], before: list[str], after: list[str]) -> Iterator[str]:
    _, start, _, new_start, _ = changes[0]
    _, _, end, _, new_end = changes[-1]
    yield f"@@ -{_extent(start, end)} +{_extent(new_start, new_end)} @@\n"
    for kind, a, b, c, d in changes:
        yield from (_marked(" " if kind == "equal" else "-", line) for line in before[a:b])
        if kind != "equal":
            yield from (_marked("+", line) for line in after[c:d])


def _extent(start: int, end: int) -> str:
    """First line, from 1, and number of lines."""
    return f"{start + 1 if end > start else start},{end - start}"


def _marked(mark: str, line: str) -> str:
    """A line of a patch; one without an end says so."""
    return f"{mark}{line}" if line.endswith("\n") else f"{mark}{line}{_NO_END}"
