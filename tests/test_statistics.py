"""`check --statistics`: how many findings there are of each rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity, Suppressed
from regcheck.reporters.report import Report
from regcheck.reporters.statistics import counts, statistics
from regcheck.rulebook import find_rule
from regcheck.text import Span, source_file
from tests.test_cli import CLEAN, DRAFT, run

RULES = {code: find_rule(code).info for code in ("R201", "S101")}
SAFE, UNSAFE = (Fix("改", (Edit(Span(0, 1), "乙"),), safe=safe) for safe in (True, False))


def finding(code: str, path: str, fix: Fix | None = None, grave: bool = True) -> Diagnostic:
    severity = Severity.ERROR if grave else Severity.INFO
    return Diagnostic(code, f"{code}-name", severity, "话", path, Span(0, 1), fix=fix)


def report(path: str, *found: Diagnostic, aside: int = 0) -> Report:
    suppressed = tuple(Suppressed(finding("S101", path), "comment") for _ in range(aside))
    return Report(source_file("甲", path), "甲条例", found, suppressed, {}, ("R201", "S101"))


REPORTS = [
    report("a", finding("S101", "a", SAFE), finding("R201", "a"), finding("R201", "a"), aside=2),
    report("b", finding("S101", "b", UNSAFE, grave=False), finding("E009", "b"), aside=1),
    report("c"),
]


def test_counts() -> None:
    rows = [
        (row.code, row.severity, row.count, row.drafts, row.safe_fixes, row.unsafe_fixes)
        for row in counts(REPORTS, RULES)
    ]
    assert rows == [
        ("R201", "error", 2, 1, 0, 0),
        ("S101", "error", 2, 2, 1, 1),
        ("E009", "error", 1, 1, 0, 0),
    ]


def test_table() -> None:
    lines = statistics(REPORTS, RULES).splitlines()
    assert [line.split()[:2] for line in lines[1:-1]] == [
        ["2", "R201"],
        ["2", "S101"],
        ["1", "E009"],
    ]
    assert lines[-1] == "共检查 3 个文件，发现 5 处问题；另有 3 处已搁置，不计在内。"
    assert statistics([report("c")], RULES) == "共检查 1 个文件，发现 0 处问题。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a", DRAFT), ("b", DRAFT), ("c", CLEAN)):
        (tmp_path / f"{name}.md").write_text(text, "utf-8")
    return tmp_path


def test_command(folder: Path) -> None:
    result = run("check", "--statistics", str(folder))
    assert result.returncode == 1
    lines = result.stdout.decode().splitlines()
    assert lines[1].split() == ["2", "R201", "错误", "引用的条不存在", "dangling-article", "2"]
    assert lines[-1] == "共检查 3 个文件，发现 2 处问题。"
    assert run("check", "--statistics", "--exit-zero", str(folder)).returncode == 0


def test_json(folder: Path) -> None:
    output = folder / "out.json"
    (record,) = json.loads(run("check", "--statistics", "--format", "json", str(folder)).stdout)
    assert record == {
        "code": "R201",
        "name": "dangling-article",
        "name_zh": "引用的条不存在",
        "severity": "error",
        "count": 2,
        "drafts": 2,
        "safe_fixes": 0,
        "unsafe_fixes": 0,
    }
    result = run("check", "--statistics", "--format", "json", "-o", str(output), str(folder))
    assert result.stdout == b""
    assert json.loads(output.read_bytes()) == [record]


@pytest.mark.parametrize("other", [("--format", "concise"), ("--fix",), ("--diff",)])
def test_refused(folder: Path, other: tuple[str, ...]) -> None:
    result = run("check", "--statistics", *other, str(folder))
    assert result.returncode == 2
    assert "--statistics" in result.stderr.decode()
