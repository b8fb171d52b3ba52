"""Runs over real laws: the parse, its invariants, and defects with known answers."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from regcheck.analysis.words import jieba_cutter, rjieba_cutter
from regcheck.engine import check_source
from regcheck.formats.plain import read_file
from regcheck.model import Document, Level, walk
from regcheck.parse.structure import parse_source
from regcheck.settings import Settings
from tests.invariants import assert_invariants

pytestmark = pytest.mark.corpus
LEVELS = {"编": "part", "分编": "subpart", "章": "chapter", "节": "section", "条": "article"}
STRUCTURAL = {
    "duplicate_article", "article_gap", "out_of_order", "chapter_skipped", "toc_mismatch",
    "item_gap", "duplicate_item", "unmatched_book_mark", "self_name_mismatch",
}  # fmt: skip


def test_every_law_parses(data: Path) -> None:
    files = sorted((data / "corpus").rglob("*.md"))
    assert len(files) > 1000
    for path in files:
        assert_invariants(parse_source(read_file(str(path))))


def outline(document: Document) -> list[tuple[Any, ...]]:
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
        rows.append(
            (provision.level, number and number.main, number and number.sub, heading, counts)
        )
    return rows


def truth(path: Path) -> list[tuple[Any, ...]]:
    rows = []
    for node in json.loads(path.with_suffix(".json").read_text("utf-8"))["nodes"]:
        article = node["kind"] == "条"
        heading = "" if article else re.sub(r"\s", "", node["heading"] or "")
        keys = ("n_paragraphs", "n_items", "n_subitems")
        counts = tuple(node[key] for key in keys) if article else (0, 0, 0)
        number, sub = node["number"], None if node["number"] is None else node["sub"]
        rows.append((LEVELS[node["kind"]], number, sub, heading, counts))
    return rows


@pytest.mark.parametrize("folder", ["structure", "hard/structure"])
def test_known_structures(data: Path, folder: str) -> None:
    files = sorted((data / folder).glob("*.txt"))
    assert files
    wrong = [
        path.name for path in files if outline(parse_source(read_file(str(path)))) != truth(path)
    ]
    assert wrong == []


def test_known_defects(data: Path) -> None:
    """Every structural defect is found at its line; no untouched law is accused by an S rule."""
    cases = [
        json.loads(line)
        for line in (data / "mutations" / "truth.jsonl").read_text("utf-8").splitlines()
    ]
    missed, accused = defaultdict(list), []
    for case in cases:
        clean = case["kind"] in ("control", "benign_insert_zhi")
        if not clean and case["kind"] not in STRUCTURAL:
            continue
        source = read_file(str(data / "mutations" / case["file"]))
        errors = [
            finding
            for finding in check_source(source, Settings(select=("S", "T"))).diagnostics
            if finding.severity == "error"
        ]
        if clean:
            accused += [case["file"]] if errors else []
            continue
        places = [finding.span for finding in errors]
        places += [related.span for finding in errors for related in finding.related]
        near = {source.position(span.start).line for span in places}
        if not any(abs(line - case["location"]["line"]) <= 2 for line in near) and not (
            case["kind"] == "toc_mismatch" and any(f.code == "S105" for f in errors)
        ):
            missed[case["kind"]].append(case["file"])
    assert dict(missed) == {}
    assert accused == []


def test_both_segmenters_agree_on_laws(data: Path) -> None:
    """rjieba and jieba with the same words give the same tokens on 99.9% of sentences."""
    files = sorted((data / "laws").glob("*.md"))
    sentences = [
        sentence
        for path in files
        for sentence in re.split(r"(?<=[。；])|\n", path.read_text("utf-8"))
        if sentence.strip()
    ][:4000]
    fast, slow = rjieba_cutter(), jieba_cutter()
    different = [sentence for sentence in sentences if fast(sentence) != slow(sentence)]
    assert len(sentences) > 1000
    assert len(different) <= len(sentences) / 1000, different[:5]
