"""How many known structures and known defects regcheck gets right.

    python -m benchmarks.known DATA

DATA is the folder with `structure/`, `hard/structure/` and `mutations/`.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from regcheck.diagnostic import Severity
from regcheck.engine import check_source
from regcheck.formats.plain import read_file
from regcheck.model import Document, Level, walk
from regcheck.parse.structure import parse_source
from regcheck.settings import Settings

LEVELS = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section", "条": "article"}
STRUCTURAL = {
    "duplicate_article", "article_gap", "out_of_order", "chapter_skipped", "toc_mismatch",
    "item_gap", "duplicate_item", "unmatched_book_mark", "self_name_mismatch",
}  # fmt: skip
CLEAN = {"control", "benign_insert_zhi"}
# A defect may be reported at the neighbouring article: two lines up or down.
NEAR = 2
Row = tuple[Any, ...]


def outline(document: Document) -> list[Row]:
    """Headings and articles with their 款, 项 and 目 counts."""
    rows = []
    for provision in walk(document.provisions):
        if provision.level.rank > Level.ARTICLE.rank:
            continue
        number = provision.number
        article = provision.level is Level.ARTICLE
        below = [child.level for child in walk(provision.children)] if article else []
        heading = "" if article else provision.heading
        counts = tuple(below.count(level) for level in list(Level)[5:])
        key = (number.main, number.sub) if number else (None, None)
        rows.append((provision.level.value, *key, heading, counts))
    return rows


def truth(path: Path) -> list[Row]:
    """The same rows from the hand-made answer beside a draft."""
    rows = []
    for node in json.loads(path.with_suffix(".json").read_text("utf-8"))["nodes"]:
        article = node["kind"] == "条"
        heading = "" if article else re.sub(r"\s", "", node["heading"] or "")
        keys = ("n_paragraphs", "n_items", "n_subitems")
        counts = tuple(node[key] for key in keys) if article else (0, 0, 0)
        number = node["number"]
        key = (None, None) if number is None else (number, node["sub"])
        rows.append((LEVELS[node["kind"]], *key, heading, counts))
    return rows


def wrong_structures(folder: Path) -> tuple[int, list[str]]:
    """The number of drafts in a folder, and those whose structure is not exact."""
    files = sorted(folder.glob("*.txt"))
    wrong = [
        path.name for path in files if outline(parse_source(read_file(str(path)))) != truth(path)
    ]
    return len(files), wrong


def defects(folder: Path) -> tuple[Counter[str], list[str], list[str]]:
    """Structural defects by kind, those not found at their place, and clean laws accused."""
    total: Counter[str] = Counter()
    missed, accused = [], []
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        clean = case["kind"] in CLEAN
        if not clean and case["kind"] not in STRUCTURAL:
            continue
        total["clean" if clean else case["kind"]] += 1
        source = read_file(str(folder / case["file"]))
        found = check_source(source, Settings(select=("S", "T"))).diagnostics
        errors = [finding for finding in found if finding.severity is Severity.ERROR]
        if clean:
            accused += [case["file"]] if errors else []
            continue
        spans = [f.span for f in errors] + [r.span for f in errors for r in f.related]
        lines = {source.position(span.start).line for span in spans}
        place = case["location"]["line"]
        listed = case["kind"] == "toc_mismatch" and any(f.code == "S105" for f in errors)
        if not listed and not any(abs(each - place) <= NEAR for each in lines):
            missed.append(case["file"])
    return total, missed, accused


def main() -> None:
    """Print the figures."""
    data = Path(sys.argv[1])
    for folder in ("structure", "hard/structure"):
        count, wrong = wrong_structures(data / folder)
        print(f"{folder}: {count - len(wrong)} of {count} exact", *wrong)
    total, missed, accused = defects(data / "mutations")
    injected = total.total() - total["clean"]
    print(f"structural defects: {injected - len(missed)} of {injected} found", *missed)
    print(f"clean laws accused: {len(accused)} of {total['clean']}", *accused)


if __name__ == "__main__":
    main()
