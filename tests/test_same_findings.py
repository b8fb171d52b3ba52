"""No cache, no number of processes and no order of the drafts changes a finding: 200 real laws."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from regcheck.diagnostic import Diagnostic
from regcheck.engine import again, check_source
from regcheck.formats.files import read_file
from regcheck.library import library
from regcheck.reporters.json import json as json_of
from regcheck.reporters.report import report
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
    """What a process remembers of other drafts changes nothing, nor their order."""
    sources = [source_file(path.read_text("utf-8"), path.name) for path in laws]
    shuffled = random.Random(0).sample(sources, len(sources))
    found = {source.path: _findings(source) for source in shuffled}
    assert [found[source.path] for source in sources] == [_findings(each) for each in sources]


@pytest.mark.corpus
def test_what_is_remembered_changes_no_finding_after_an_edit(
    laws: list[Path], tmp_path: Path
) -> None:
    """A draft checked again after an edit, beside a process that has seen nothing before."""
    chance = random.Random(0)
    reports = []
    for number, law in enumerate(laws[::2]):
        text = law.read_text("utf-8")
        result = check_source(source_file(text), laws=library)
        path = tmp_path / f"{number:03}.md"
        path.write_text(edited(text, chance), "utf-8", newline="")
        reports.append(report(again(result, read_file(str(path)))))
    fresh = run("check", "--no-cache", "--jobs", "1", "--format", "json", str(tmp_path))
    assert json.loads(json_of(reports, {})) == json.loads(fresh.stdout)
    assert fresh.stdout.count(b'"code"') > len(reports) // 4


def edited(text: str, chance: random.Random) -> str:
    """The text with a sentence more in one place, and a few characters less in another."""
    for _ in range(2):
        place = chance.choice([at for at, sign in enumerate(text) if sign == "。"] or [0])
        text = f"{text[: place + 1]}违反前款规定的，处五万元以上一万元以下罚款。{text[place + 1 :]}"
        cut = chance.randrange(len(text))
        text = text[:cut] + text[cut + chance.randint(1, 3) :]
    return text


def _findings(source: SourceFile) -> tuple[Diagnostic, ...]:
    return check_source(source, laws=library).diagnostics
