"""Runs over real laws: the parse, its invariants, and defects with known answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.known import defects, references, wrong_structures
from benchmarks.labels import scores
from regcheck.analysis.commitments import read_commitments
from regcheck.analysis.words import jieba_cutter, rjieba_cutter
from regcheck.formats.files import read_file
from regcheck.parse.structure import parse_source
from tests.invariants import assert_invariants

pytestmark = pytest.mark.corpus


def test_every_law_parses(data: Path) -> None:
    files = sorted((data / "corpus").rglob("*.md"))
    assert len(files) > 1000
    for path in files:
        assert_invariants(parse_source(read_file(str(path))))


@pytest.mark.parametrize(("folder", "least"), [("structure", 200), ("hard/structure", 10)])
def test_known_structures(data: Path, folder: str, least: int) -> None:
    count, wrong = wrong_structures(data / folder)
    assert count >= least
    assert wrong == []


def test_known_defects(data: Path) -> None:
    """Every defect is found at its place; no untouched law is accused."""
    total, missed, accused = defects(data / "mutations")
    assert total.total() >= 170
    assert missed == []
    assert accused == []


def test_known_references(data: Path) -> None:
    """Only 下列 alone, which is not listed (docs/adr/0003), is missed."""
    count, wrong = references(data / "references")
    assert count >= 80
    assert [each for each in wrong if not each.endswith(" 下列")] == []


def test_labelled_norms_and_sanctions(data: Path) -> None:
    """Both at least 0.95; a kind of which few are labelled at least 0.8."""
    for side, score in scores(data / "norms").items():
        assert score.f1() >= 0.95, side
        assert [kind for kind in score.kinds if score.f1(kind) < 0.8] == []
        assert score.right.total() >= 140


def test_promises_stand_where_their_file_says(data: Path) -> None:
    path = Path(__file__).parents[1] / "drafts" / "liaoning-innovation" / "commitments.toml"
    promises = read_commitments(path.read_text("utf-8"), str(path))
    placed = [promise for promise in promises if promise.span]
    assert len(placed) == 18
    for promise in placed:
        letter = read_file(str(data / "letters" / promise.source)).text
        start, end = promise.span or (0, 0)
        marker = f"{promise.id[-1]}是" if promise.id[-1] != ")" else "(五)"
        assert letter[start:end].startswith(marker), promise.id
        assert letter[start:end].endswith("。"), promise.id


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
