"""What the commitments of drafts/liaoning-innovation come to in laws that never knew of them.

    python -m benchmarks.promises DATA [--show]

DATA is the folder with `corpus/`. An element that such a law keeps, weakens or contradicts speaks
of the same matter by chance or for reasons of its own; `--show` lists each with its words.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from regcheck.analysis.commitments import Commitment, read_commitments
from regcheck.analysis.facts import Facts
from regcheck.engine import facts_of
from regcheck.formats.files import read_file
from regcheck.settings import Settings

FOLDER = Path(__file__).parents[1] / "drafts" / "liaoning-innovation"


def promises() -> tuple[Commitment, ...]:
    """The commitments that a regulation carries."""
    written = (FOLDER / "commitments.toml").read_text("utf-8")
    read = read_commitments(written, "commitments.toml")
    return tuple(each for each in read if each.carrier == "regulation")


def verdicts(facts: Facts) -> Iterator[tuple[str, str]]:
    """The verdict on every element of a law's commitments, with the words that decide it."""
    for coverage in facts.coverage:
        for each in coverage.elements:
            words = [facts.document.source.slice(place.span) for place in each.evidence[:1]]
            name = f"{coverage.commitment.id} {each.element.id}"
            shown = " ".join([name, each.reason, *words]).replace("\n", " ")
            yield each.status, f"{facts.document.title} {shown}"


def main(arguments: list[str]) -> None:
    """Print how many elements of all laws have each verdict."""
    found, held = Counter[str](), promises()
    paths = sorted((Path(arguments[0]) / "corpus").rglob("*.md"))
    for path in paths:
        for status, shown in verdicts(facts_of(read_file(str(path)), Settings(), held)):
            found[status] += 1
            if "--show" in arguments and status not in ("missing", "beyond-authority"):
                print(f"{status}: {shown}")
    told = ", ".join(f"{status} {count}" for status, count in sorted(found.items()))
    print(f"{len(paths)} laws, {found.total()} elements: {told}")


if __name__ == "__main__":
    main(sys.argv[1:])
