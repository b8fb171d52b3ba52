"""How often each rule speaks on enacted laws, and what it says.

    python -m benchmarks.noise DATA S,T,R              hits a rule, and what was read of them
    python -m benchmarks.noise DATA S110 --sample 20   the hits themselves, a fixed random sample
    python -m benchmarks.noise DATA R --local 2018     local regulations since a year only, and
                                                       what each of their errors was found to be

DATA is the folder with `corpus/`.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from regcheck.diagnostic import Diagnostic, Severity
from regcheck.engine import Result, check_source
from regcheck.formats.files import read_file
from regcheck.settings import Settings

_AROUND = 40
READINGS = Path(__file__).parent / "readings.toml"


class Hit(msgspec.Struct, frozen=True):
    """One finding: its rule and severity, its place as file:line, and the words around it."""

    key: str
    place: str
    words: str


def results(
    data: Path, select: tuple[str, ...], since: int | None
) -> Iterator[tuple[Path, Result]]:
    """The checked laws; with `since` the local regulations of that year or later."""
    for path in sorted((data / "corpus").rglob("*.md")):
        if since and "地方性法规" not in path.parts:
            continue
        # the review preset holds every rule; what is selected decides
        result = check_source(read_file(str(path)), Settings(preset="review", select=select))
        adopted = result.facts.adopted
        if not since or (adopted and adopted.year >= since):
            yield path, result


def hits(
    data: Path, select: tuple[str, ...], since: int | None = None
) -> tuple[int, dict[str, list[Hit]]]:
    """The number of articles read, and every hit, by code and severity."""
    articles = 0
    found: dict[str, list[Hit]] = defaultdict(list)
    for path, result in results(data, select, since):
        articles += len(result.facts.outline.articles)
        for finding in result.diagnostics:
            key = f"{finding.code} {finding.severity.value}"
            found[key].append(_hit(key, path, result, finding))
    return articles, found


def _hit(key: str, path: Path, result: Result, finding: Diagnostic) -> Hit:
    source = result.document.source
    span = finding.span
    before = source.text[max(0, span.start - _AROUND) : span.start]
    after = source.text[span.end : span.end + _AROUND]
    words = f"{before}⟦{source.slice(span)[:_AROUND]}⟧{after}".replace("\n", "/")
    place = f"{path.stem}:{source.position(span.start).line}"
    label = result.label(finding.provision)
    return Hit(key, place, f"{place} {label} {words} — {finding.message}")


def show_sample(found: dict[str, list[Hit]], select: tuple[str, ...], size: int) -> None:
    """The hits of each rule, a fixed sample where there are more."""
    for key, rows in sorted(found.items()):
        if key.startswith(select):
            sample = random.Random(0).sample(rows, min(size, len(rows)))
            print(key, len(rows), *(hit.words for hit in sample), sep="\n  ")


def show_table(articles: int, found: dict[str, list[Hit]], file: dict[str, Any]) -> None:
    """One line a rule and severity."""
    print(f"{articles} articles; hits read on {file['date']}")
    print("rule | hits | per 1,000 articles | read | real | damage | wrong")
    for key, rows in sorted(found.items()):
        reading = file["reading"].get(key, {})
        shown = [str(reading.get(word, "-")) for word in ("read", "real", "damage", "wrong")]
        print(key, len(rows), f"{1000 * len(rows) / articles:.2f}", *shown, sep=" | ")


def show_errors(found: dict[str, list[Hit]], select: tuple[str, ...], file: dict[str, Any]) -> None:
    """What each error of the selected rules was found to be, and the share that is no bug."""
    ending = f" {Severity.ERROR.value}"
    rows = [
        hit
        for key, listed in sorted(found.items())
        if key.endswith(ending) and key.startswith(select)
        for hit in listed
    ]
    verdicts = [file["verdict"].get(f"{hit.key.split()[0]} {hit.place}", "unread") for hit in rows]
    for hit, verdict in zip(rows, verdicts, strict=True):
        print(f"{verdict} | {hit.key} | {hit.words}")
    counts = Counter(verdicts)
    good = counts["real"] + counts["damage"]
    print(f"{len(rows)} errors: {dict(counts)}; real or damage: {good / max(1, len(rows)):.3f}")


def main() -> None:
    """Print the figures, or a sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("select", type=lambda words: tuple(words.split(",")))
    parser.add_argument("--sample", type=int)
    parser.add_argument("--local", type=int, metavar="YEAR")
    options = parser.parse_args()
    articles, found = hits(options.data, options.select, options.local)
    file = tomllib.loads(READINGS.read_text("utf-8"))
    if options.sample:
        show_sample(found, options.select, options.sample)
    else:
        show_table(articles, found, file)
    if options.local and not options.sample:
        show_errors(found, options.select, file)


if __name__ == "__main__":
    main()
