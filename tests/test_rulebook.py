"""Every rule is found where it stands, and a preset runs all of its rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from regcheck import rulebook
from regcheck.rule import ALWAYS, Preset, Rule
from regcheck.rulebook import all_rules, rules_of, selected
from regcheck.rules import norm

Add = Callable[[str, str], int]


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Add:
    """Adds a file to the package of a family."""
    monkeypatch.setattr(norm, "__path__", [*norm.__path__, str(tmp_path)])
    monkeypatch.setattr(rulebook, "_family", rulebook._family.__wrapped__)
    return lambda name, text: (tmp_path / f"{name}.py").write_text(text, "utf-8")


def codes(rules: tuple[Rule, ...]) -> list[str]:
    return [rule.code for rule in rules]


def test_a_file_without_a_rule_serves_the_others(add: Add) -> None:
    before = codes(rules_of("N"))
    add("serving", "WORD = '甲'\n")
    assert codes(rules_of("N")) == before


def test_a_file_with_several_rules(add: Add) -> None:
    before = codes(rules_of("N"))
    add(
        "several",
        "from msgspec.structs import replace\n"
        "from regcheck.rules.norm.fine_min_max import RULE as first\n"
        "RULES = (replace(first, code='N798'), replace(first, code='N799'))\n",
    )
    assert codes(rules_of("N")) == [*before, "N798", "N799"]


def test_two_rules_with_one_code(add: Add) -> None:
    add("twin", "from regcheck.rules.norm.fine_min_max import RULE\n")
    with pytest.raises(RuntimeError, match="N701"):
        rules_of("N")


@pytest.mark.parametrize("preset", get_args(Preset))
def test_a_preset_runs_all_its_rules(preset: Preset) -> None:
    """Whatever families it loads."""
    wanted = {rule.code for rule in all_rules() if preset in rule.presets}
    assert {*codes(selected(preset))} == wanted | ALWAYS
