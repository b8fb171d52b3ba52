"""How often each rule speaks on enacted laws, and what it says.

    python -m benchmarks.noise DATA S,T,R              hits a rule, and what was read of them
    python -m benchmarks.noise DATA S110 --sample 20   the hits themselves, a fixed random sample

DATA is the folder with `corpus/`.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

from regcheck.diagnostic import Diagnostic
from regcheck.engine import Result, check_source
from regcheck.formats.plain import read_file
from regcheck.settings import Settings

_AROUND = 40


def hits(data: Path, select: tuple[str, ...]) -> tuple[int, dict[str, list[str]]]:
    """The number of articles read, and every hit as a line, by code and severity."""
    articles = 0
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((data / "corpus").rglob("*.md")):
        result = check_source(read_file(str(path)), Settings(select=select))
        articles += len(result.facts.outline.articles)
        for finding in result.diagnostics:
            key = f"{finding.code} {finding.severity.value}"
            found[key].append(_line(path, result, finding))
    return articles, found


def _line(path: Path, result: Result, finding: Diagnostic) -> str:
    source = result.document.source
    span = finding.span
    before = source.text[max(0, span.start - _AROUND) : span.start]
    after = source.text[span.end : span.end + _AROUND]
    words = f"{before}⟦{source.slice(span)[:_AROUND]}⟧{after}".replace("\n", "/")
    line = source.position(span.start).line
    return f"{path.stem}:{line} {result.label(finding.provision)} {words} — {finding.message}"


def main() -> None:
    """Print the figures, or a sample."""
    data, select = Path(sys.argv[1]), tuple(sys.argv[2].split(","))
    articles, found = hits(data, select)
    if "--sample" in sys.argv:
        size = int(sys.argv[-1])
        for key, lines in sorted(found.items()):
            if key.startswith(select):
                print(
                    key,
                    len(lines),
                    *random.Random(0).sample(lines, min(size, len(lines))),
                    sep="\n  ",
                )
        return
    file = tomllib.loads((Path(__file__).parent / "readings.toml").read_text("utf-8"))
    print(f"{articles} articles; hits read on {file['date']}")
    print("rule | hits | per 1,000 articles | read | real | damage | wrong")
    for key, lines in sorted(found.items()):
        reading = file["reading"].get(key, {})
        shown = [str(reading.get(word, "-")) for word in ("read", "real", "damage", "wrong")]
        print(key, len(lines), f"{1000 * len(lines) / articles:.2f}", *shown, sep=" | ")


if __name__ == "__main__":
    main()
