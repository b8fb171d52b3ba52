"""The rules that are data: every case of an entry can speak, and does so in an example."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from regcheck.data import rule_entries
from regcheck.diagnostic import FAMILIES
from regcheck.rules.patterns import Entry, Example

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


@pytest.mark.parametrize("find", [r"\b应", "^应", "[^一]^应", "白头文件"])
def test_what_has_no_place_is_seen(find: str) -> None:
    entry = msgspec.convert({**rule_entries()[0], "case": [{"find": find}]}, Entry)
    assert faults(entry) == [find]
