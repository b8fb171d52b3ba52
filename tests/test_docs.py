"""Pages that are generated stand as they would be generated now; figures and links are real."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from regcheck.analysis.commitments import Quantity
from regcheck.analysis.triggers import patterns
from regcheck.data import measured, table
from regcheck.export.rules import rule_page, rules_index
from regcheck.rule import all_rules

ROOT = Path(__file__).parents[1]
RULES = ROOT / "docs" / "rules"
PAGES = {f"{rule.code}.md": rule_page(rule.info) for rule in all_rules()} | {
    "index.md": rules_index(rule.info for rule in all_rules())
}


@pytest.mark.parametrize("name", PAGES)
def test_generated_page(name: str) -> None:
    path = RULES / name
    if os.environ.get("REGCHECK_ACCEPT"):
        RULES.mkdir(exist_ok=True)
        path.write_text(PAGES[name], "utf-8")
    assert path.read_text("utf-8") == PAGES[name], "run `make accept`"


def test_no_page_is_left_over() -> None:
    assert {path.name for path in RULES.glob("*.md")} == set(PAGES)


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_readme_shows_real_output(name: str) -> None:
    """The first block of a README is what its command prints today."""
    path = ROOT / name
    text = path.read_text("utf-8")
    block = re.search(r"```text\n\$ (regcheck [^\n]+)\n(.*?)```", text, re.DOTALL)
    assert block
    result = subprocess.run(
        [sys.executable, "-m", *block[1].split()],
        capture_output=True,
        cwd=ROOT,
        check=True,
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", "COLUMNS": "80"},
    )
    shown = result.stdout.decode()
    if os.environ.get("REGCHECK_ACCEPT"):
        path.write_text(text[: block.start(2)] + shown + text[block.end(2) :], "utf-8")
        return
    assert block[2] == shown, "run `make accept`"


def test_figures_of_rules_are_those_read() -> None:
    """data/measured.toml names real rules and holds what benchmarks/readings.toml says of them."""
    known = {rule.code for rule in all_rules()}
    readings = tomllib.loads((ROOT / "benchmarks" / "readings.toml").read_text("utf-8"))["reading"]
    assert set(measured().rule) <= known
    for code, measures in measured().rule.items():
        for each in measures:
            read = readings.get(f"{code} {each.severity.value}")
            words = ("read", "real", "damage", "wrong")
            assert (
                read == {word: getattr(each, word) for word in words} if read else each.read == 0
            ), f"{code}: run python -m benchmarks.measure"
            assert each.read == each.real + each.damage + each.wrong <= each.hits


def test_the_manual_names_all_that_an_element_may_say() -> None:
    text = (ROOT / "docs" / "commitments.md").read_text("utf-8")
    kinds = {**table("kinds")["norm"], **table("kinds")["sanction"]}
    for kind in sorted({each.kind for name in ("norms", "sanctions") for each in patterns(name)}):
        assert f"`{kind}` {kinds[kind]}" in text
    assert all(f"`{unit}`" in text for unit in get_args(Quantity))
