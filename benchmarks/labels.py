"""How well norms and sanctions are told, against sentences labelled by hand.

    python -m benchmarks.labels DATA

DATA is the folder with `norms/`: articles cut into sentences and items, each with the kinds that it
expresses. A kind that the labels call disputed is not counted, nor is `declaration`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from regcheck.analysis.facts import Facts
from regcheck.parse.structure import parse
from regcheck.text import Span

SIDES = ("norms", "sanctions")
_SOFT = {"declaration"}


class Score(msgspec.Struct):
    """Right, invented and missed labels, by kind."""

    right: Counter[str]
    extra: Counter[str]
    missed: Counter[str]

    def f1(self, kind: str | None = None) -> float:
        """The harmonic mean of precision and recall, 0 to 1; of all kinds where none is named."""
        counts = (self.right, self.extra, self.missed)
        right, extra, missed = ((c[kind] if kind else c.total()) for c in counts)
        return 2 * right / max(1, 2 * right + extra + missed)

    @property
    def kinds(self) -> list[str]:
        """The kinds that are labelled somewhere."""
        return sorted({*self.right, *self.missed})


def scores(folder: Path) -> dict[str, Score]:
    """The score of the norms and that of the sanctions over every labelled file of a folder."""
    out = {side: Score(Counter(), Counter(), Counter()) for side in SIDES}
    for path in sorted(folder.glob("*.json")):
        for article in json.loads(path.read_text("utf-8")):
            _count(article, out)
    return out


def _count(article: dict[str, Any], out: dict[str, Score]) -> None:
    text, spans = _draft(article)
    found = {side: [set[str]() for _ in spans] for side in SIDES}
    for norm in Facts(parse(text)).norms:
        for place in _units(spans, norm.span.start):
            if norm.kind != "sanction":
                found["norms"][place].add(norm.kind)
        for sanction in norm.sanctions:
            for place in _units(spans, sanction.span.start):
                found["sanctions"][place].add(sanction.kind)
    for side in SIDES:
        for unit, here in zip(article["units"], found[side], strict=True):
            left_out = set(unit.get(f"{side}_disputed", ())) | _SOFT
            wanted, told = set(unit[side]) - left_out, here - left_out
            out[side].right.update(wanted & told)
            out[side].extra.update(told - wanted)
            out[side].missed.update(wanted - told)


def _draft(article: dict[str, Any]) -> tuple[str, list[Span]]:
    """An article as a draft, and where its units stand there."""
    text, spans = f"测试条例\n\n第一章　总则\n{article['article']}　", []
    for number, paragraph in enumerate(article["paragraphs"], 1):
        place = len(text)
        text += f"{paragraph}\n"
        for unit in article["units"]:
            if unit["paragraph"] == number:
                place = text.index(unit["text"], place)
                spans.append(Span(place, place + len(unit["text"])))
                place += len(unit["text"])
    return text, spans


def _units(spans: list[Span], offset: int) -> Iterator[int]:
    for place, span in enumerate(spans):
        if span.start <= offset < span.end:
            yield place
            return


def main() -> None:
    """Print the figures."""
    for side, score in scores(Path(sys.argv[1]) / "norms").items():
        print(f"{side}: F1 {score.f1():.3f}")
        for kind in score.kinds:
            count = score.right[kind] + score.missed[kind]
            print(f"  {kind}: F1 {score.f1(kind):.2f}, {count} labelled")


if __name__ == "__main__":
    main()
