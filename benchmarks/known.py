"""How many known structures, defects and references regcheck gets right.

    python -m benchmarks.known DATA

DATA is the folder with `structure/`, `hard/structure/`, `mutations/` and `references/`.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from regcheck.analysis.facts import Facts
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.engine import check_source
from regcheck.formats.files import read_file
from regcheck.model import Document, Level, walk
from regcheck.parse.structure import parse_source
from regcheck.settings import Settings
from regcheck.text import SourceFile

LEVELS = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section", "条": "article"}
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
    """Defects by kind, those not found at their place, and clean laws accused."""
    total: Counter[str] = Counter()
    missed, accused = [], []
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        clean = case["kind"] in CLEAN
        if case.get("needs_history") and not clean:
            continue
        total["clean" if clean else case["kind"]] += 1
        source = read_file(str(folder / case["file"]))
        found = check_source(source, Settings(select=("S", "R", "T"))).diagnostics
        errors = [finding for finding in found if finding.severity is Severity.ERROR]
        if clean:
            accused += [case["file"]] if errors else []
        elif not is_found(case, source, errors):
            missed.append(case["file"])
    return total, missed, accused


def is_found(case: dict[str, Any], source: SourceFile, errors: list[Diagnostic]) -> bool:
    """Whether an error stands at a line that the defect changed, or in an article it broke."""
    if case["kind"] == "toc_mismatch" and any(error.code == "S105" for error in errors):
        return True
    spans = [e.span for e in errors] + [r.span for e in errors for r in e.related]
    lines = {source.position(span.start).line for span in spans}
    places = {case["location"]["line"], *(hunk["after_line"] for hunk in case["diff"] or [])}
    broken = {f"art_{each[1]}" for each in case["also_found"]}
    articles = {(error.provision or "").split("__")[0] for error in errors}
    near = any(place and abs(line - place) <= NEAR for line in lines for place in places)
    return near or bool(broken & articles)


def references(folder: Path) -> tuple[int, list[str]]:
    """The number of known references to the law itself, and those not resolved exactly."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    texts = folder / gold["texts"]
    count, wrong = 0, []
    for entry in gold["entries"]:
        plain = not any(entry.get(key) for key in ("not_ref", "missing", "ambiguous", "parts"))
        if not plain or entry["law"] is not None:
            continue
        count += 1
        facts = Facts(parse_source(read_file(str(texts / f"{entry['doc']}.txt"))))
        hits = [
            each
            for each in facts.references
            if each.span.start < entry["end"] and entry["start"] < each.span.end
        ]
        found = {target for each in hits if each.law is None for target in each.ids}
        if found != set(entry["targets"] or ["doc"]):
            wrong.append(f"{entry['doc']} {entry['expr']}")
    return count, wrong


def main() -> None:
    """Print the figures."""
    data = Path(sys.argv[1])
    for folder in ("structure", "hard/structure"):
        count, wrong = wrong_structures(data / folder)
        print(f"{folder}: {count - len(wrong)} of {count} exact", *wrong)
    total, missed, accused = defects(data / "mutations")
    injected = total.total() - total["clean"]
    print(f"defects: {injected - len(missed)} of {injected} found", *missed)
    print(f"clean laws accused: {len(accused)} of {total['clean']}", *accused)
    count, wrong = references(data / "references")
    print(f"references: {count - len(wrong)} of {count} exact", *wrong)


if __name__ == "__main__":
    main()
