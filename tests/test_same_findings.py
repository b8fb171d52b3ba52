"""No cache, no number of processes and no order of the drafts changes a finding: 200 real laws."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from regcheck.diagnostic import Diagnostic
from regcheck.engine import check_source
from regcheck.library import library
from regcheck.text import SourceFile, source_file
from tests.test_cli import run

COUNT = 200
# each run after the one without any help; those with a cache in the order in which it fills
HELPED = (
    ("--no-cache", "--jobs", "2"),
    ("--no-cache", "--jobs", "3"),
    ("--jobs", "2"),
    ("--jobs", "1"),
    ("--jobs", "2"),
)


@pytest.fixture(scope="module")
def laws(data: Path) -> list[Path]:
    """Laws of every kind and length: as many, at equal distances in the order of their paths."""
    every = sorted((data / "corpus").rglob("*.md"))
    return [every[index * len(every) // COUNT] for index in range(COUNT)]


@pytest.mark.corpus
def test_cache_and_processes_change_no_finding(laws: list[Path], tmp_path: Path) -> None:
    names, cache = [str(path) for path in laws], str(tmp_path / "cache")
    command = ("check", "--format", "json", "--preset", "strict", *names)
    plain = run(*command, "--no-cache", "--jobs", "1", REGCHECK_CACHE_DIR=cache)
    assert plain.returncode == 1
    assert plain.stdout.count(b'"code"') > COUNT
    for options in HELPED:
        helped = run(*command, *options, REGCHECK_CACHE_DIR=cache)
        assert (helped.returncode, helped.stderr) == (plain.returncode, plain.stderr), options
        assert helped.stdout == plain.stdout, options


@pytest.mark.corpus
def test_drafts_before_change_no_finding(laws: list[Path]) -> None:
    """What a process remembers of other drafts, and of this one as it was, changes nothing."""
    sources = [source_file(path.read_text("utf-8"), path.name) for path in laws]
    shuffled = random.Random(0).sample(sources, len(sources))
    found = {source.path: _findings(source) for source in shuffled}
    assert [found[source.path] for source in sources] == [_findings(each) for each in sources]


def _findings(source: SourceFile) -> tuple[Diagnostic, ...]:
    return check_source(source, laws=library).diagnostics
