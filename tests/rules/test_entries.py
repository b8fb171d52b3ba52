"""The rules that are data: every case of an entry can speak, and does so in an example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as op
from re import _parser as parser
from typing import Any

import msgspec
import pytest

from regcheck.data import rule_entries
from regcheck.diagnostic import FAMILIES
from regcheck.engine import check_source
from regcheck.rules.patterns import Entry, Example
from regcheck.settings import Settings
from regcheck.text import source_file

# \b never stands between Chinese characters, ^ only at the head of the file.
_NOWHERE = re.compile(r"\\b|(?<![\[\\])\^")


def faults(entry: Entry) -> list[str]:
    """The patterns of an entry that match nothing in a sentence, or in none of its examples."""
    examples = [hit.text if isinstance(hit, Example) else hit for hit in entry.hit]
    plain = ["第一条　" + re.sub("[⟦⟧]", "", text) for text in examples]
    finds = [case.find for case in entry.case]
    return [f for f in finds if _NOWHERE.search(f) or not any(re.search(f, t) for t in plain)]


@pytest.mark.parametrize("entry", rule_entries(), ids=lambda entry: entry["code"])
def test_every_case_has_an_example(entry: dict[str, Any]) -> None:
    assert entry["code"][0] in FAMILIES
    assert not faults(msgspec.convert(entry, Entry))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("第一条　公民必需遵守\n第二条　甲的乙。\n", 0),
        ("第一条　公民必需遵守\n第二条　甲。\n", 1),
        ("第一条　公民必需遵守。\n第二条　甲的乙。\n", 1),
        ("第一条　公民必需遵守甲，必需遵守\n第二条　甲的乙。\n", 2),
    ],
)
def test_a_lookahead_reads_on_behind_the_sentence(text: str, found: int) -> None:
    """必需遵守 is right before 的: 必需遵守的规定. A sentence with another match keeps all."""
    result = check_source(source_file(text), Settings(select=("W434",)))
    assert [finding.code for finding in result.diagnostics] == ["W434"] * found


# How far a negative lookahead may read.
_FAR = 100


def reaches(node: Any) -> Iterator[int]:
    """How far each negative lookahead in a tree of `re` reads."""
    if isinstance(node, tuple | list | parser.SubPattern):
        if len(node) == 2 and node[0] is op.ASSERT_NOT:
            direction, words = node[1]
            yield from (words.getwidth()[1],) if direction > 0 else ()
        for each in node:
            yield from reaches(each)


def test_negative_lookaheads_are_short() -> None:
    """A match that looks over the end of its sentence is judged by the whole sentence again."""
    finds = [case["find"] for entry in rule_entries() for case in entry["case"]]
    far = [find for find in finds if any(reach > _FAR for reach in reaches(parser.parse(find)))]
    assert far == []
    assert [*reaches(parser.parse("甲(?=乙+(?!丙?))|(?<!丁)(戊(?!.{9}))+"))] == [1, 9]


@pytest.mark.parametrize("find", [r"\b应", "^应", "[^一]^应", "白头文件"])
def test_what_has_no_place_is_seen(find: str) -> None:
    entry = msgspec.convert({**rule_entries()[0], "case": [{"find": find}]}, Entry)
    assert faults(entry) == [find]
