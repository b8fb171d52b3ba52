"""Real laws as Word files: typed, or numbered by Word, they read the same as their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from regcheck.engine import check_source
from regcheck.formats.docx.reading import read_docx
from regcheck.formats.files import read_file
from regcheck.numerals import DIGITS, to_int
from regcheck.text import source_file
from tests.word import level, levels, numbered, p, package, r
from tests.word_check import assert_tiled

pytestmark = pytest.mark.corpus

_LABEL = re.compile(rf"第([{DIGITS}]+)章|第([{DIGITS}]+)条|（([{DIGITS}]+)）")
# What XML cannot hold, and what Word takes for a blank.
_FOREIGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\t]")
NUMBERING = levels(
    level(0, "chineseCounting", "第%1章", after="nothing"),
    level(1, "chineseCountingThousand", "第%2条", after="nothing", restart=0),
    level(2, "chineseCounting", "（%3）", after="nothing"),
)


def laws(data: Path, step: int) -> list[Path]:
    return sorted((data / "corpus").rglob("*.md"))[::step]


def lines_of(path: Path) -> list[str]:
    return [_FOREIGN.sub("", line) for line in read_file(str(path)).text.splitlines()]


def cut(words: str, chance: Random) -> Iterator[str]:
    """The words in pieces of any length, as editing leaves them."""
    while words:
        size = chance.randint(1, 30)
        yield words[:size]
        words = words[size:]


class Counting:
    """The numbers that Word would give, to know which lines of a law it can number."""

    def __init__(self) -> None:
        self.counts = [0, 0, 0]

    def level_of(self, label: re.Match[str] | None) -> int | None:
        """The level whose next number the label is."""
        if label is None or label.lastindex is None:
            return None
        at = label.lastindex - 1
        if to_int(label[label.lastindex]) != self.counts[at] + 1:
            return None
        self.counts[at] += 1
        if at < 2:
            self.counts[2] = 0
        return at


def paragraph(line: str, counting: Counting | None, chance: Random) -> str:
    label = _LABEL.match(line)
    at = counting.level_of(label) if counting else None
    if label is None or at is None:
        return p(*map(r, cut(line, chance)))
    return numbered(1, at, *map(r, cut(line[label.end() :], chance)))


@pytest.mark.parametrize("counted", [False, True], ids=["typed", "numbered"])
def test_reads_as_the_text(data: Path, counted: bool) -> None:
    chance, numbers = Random(9), 0
    for path in laws(data, 10):
        lines, counting = lines_of(path), Counting() if counted else None
        body = "".join(paragraph(line, counting, chance) for line in lines)
        opened = read_docx(package(body, numbering=NUMBERING), path.name)
        assert opened.source.text == "".join(f"{line}\n" for line in lines), path.name
        assert_tiled(opened)
        numbers += body.count("<w:numPr>")
    assert numbers > 4000 if counted else not numbers


def test_is_checked_as_the_text(data: Path) -> None:
    chance = Random(7)
    for path in laws(data, 60):
        body = "".join(paragraph(line, Counting(), chance) for line in lines_of(path))
        opened = read_docx(package(body, numbering=NUMBERING), "甲.txt").source
        plain = source_file(opened.text, opened.path)
        assert check_source(opened).diagnostics == check_source(plain).diagnostics, path.name
