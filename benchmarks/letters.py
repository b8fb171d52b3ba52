"""How well reply letters are read, against letters labelled by hand.

    python -m benchmarks.letters

The letters lie in tests/letters. `a` were looked at while the reader was made; `b` and `c` were
written apart, scored, and looked at then. `c` was written to be hard: present facts without 已,
plans without 将.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from regcheck.analysis.contents import content
from regcheck.analysis.statements import Statement, statements
from regcheck.data import table
from regcheck.formats.files import read_file
from regcheck.parse.letter import Letter, letter

FOLDER = Path(__file__).parents[1] / "tests" / "letters"
_HEAD = ("addressee", "signature", "date", "number")


class Score(msgspec.Struct):
    """Points found, invented and missed; of those found how many have the tense, the strength and
    the sanctions of the label; of the letters how many have its addressee and so on."""

    letters: int = 0
    right: int = 0
    extra: int = 0
    missed: int = 0
    tense: Counter[tuple[str, str]] = msgspec.field(default_factory=Counter)
    strength: Counter[bool] = msgspec.field(default_factory=Counter)
    sanctions: Counter[str] = msgspec.field(default_factory=Counter)
    head: Counter[tuple[str, bool]] = msgspec.field(default_factory=Counter)


def labels() -> dict[str, Any]:
    """The labels by the name of the letter."""
    known: dict[str, Any] = json.loads((FOLDER / "labels.json").read_text("utf-8"))
    return known


def scores() -> dict[str, Score]:
    """The score of each set of letters."""
    out: dict[str, Score] = {}
    for name, label in labels().items():
        read = letter(read_file(str(FOLDER / name)))
        score = out.setdefault(name[0], Score())
        score.letters += 1
        _count(score, read, label)
    return out


def _count(score: Score, read: Letter, label: dict[str, Any]) -> None:
    found = {each.id: each for each in statements(read)}
    wanted = {each["id"]: each for each in label["leaves"]}
    score.right += len(found.keys() & wanted.keys())
    score.extra += len(found.keys() - wanted.keys())
    score.missed += len(wanted.keys() - found.keys())
    for name in found.keys() & wanted.keys():
        _count_point(score, found[name], wanted[name])
    told = {
        "addressee": read.addressee,
        "signature": " ".join(read.signatures) or None,
        "date": read.date,
        "number": read.number,
    }
    for name in _HEAD:
        score.head[name, _plain(label.get(name)) == _plain(told[name])] += 1


def _plain(words: str | None) -> str:
    return "".join((words or "").split())


def _count_point(score: Score, found: Statement, wanted: dict[str, Any]) -> None:
    score.tense[wanted["tense"], found.tense] += 1
    if wanted.get("strength"):
        score.strength[wanted["strength"] == found.strength] += 1
    if wanted["tense"] not in ("commitment", "reported"):
        return
    if "sanctions" not in wanted:
        return
    known = table("kinds")["sanction"]
    kinds = {each.kind for each in content(found).elements if each.kind in known}
    labelled = set(wanted.get("sanctions") or ())
    score.sanctions["right"] += len(kinds & labelled)
    score.sanctions["extra"] += len(kinds - labelled)
    score.sanctions["missed"] += len(labelled - kinds)


def main() -> None:
    """Print the scores."""
    for name, score in scores().items():
        total = sum(score.tense.values())
        same = sum(count for (a, b), count in score.tense.items() if a == b)
        print(
            f"{name}: {score.letters} letters; points {score.right} right, {score.extra} extra, "
            f"{score.missed} missed; tense {same}/{total}"
        )
        wrong = {f"{a}→{b}": count for (a, b), count in score.tense.items() if a != b}
        print(f"   tense: {wrong}")
        if score.strength:
            print(f"   strength {score.strength[True]}/{score.strength.total()}")
        if score.sanctions.total():
            print(f"   sanctions {dict(score.sanctions)}")
        print(
            "   " + ", ".join(f"{each} {score.head[each, True]}/{score.letters}" for each in _HEAD)
        )


if __name__ == "__main__":
    main()
