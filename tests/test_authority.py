"""The level of a text decides which limits of authority apply to it."""

from __future__ import annotations

import pytest

from regcheck.analysis.authority import Authority, authority
from regcheck.diagnostic import Severity
from regcheck.engine import check_source
from regcheck.parse.structure import parse
from regcheck.rule import LIMITED
from regcheck.rulebook import all_rules
from regcheck.settings import Settings
from regcheck.text import source_file

DETENTION = "第一条　情节严重的，处五日以下拘留。\n"


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("辽宁省科技创新条例", "provincial"),
        ("北京市科技创新条例", "provincial"),
        ("沈阳市科技创新条例", "municipal"),
        ("中华人民共和国科学技术进步法", "national"),
        ("汕头经济特区科技创新条例", "special_zone"),
        ("人民检察院办案规则", "national"),
    ],
)
def test_level_by_title(title: str, level: Authority) -> None:
    assert authority(parse(f"{title}\n第一条　甲。\n")) == level


def severities(level: Authority) -> list[Severity]:
    settings = Settings(level=level, select=("A801",))
    result = check_source(source_file(f"某条例\n{DETENTION}", "a.md"), settings)
    return [each.severity for each in result.diagnostics if each.code == "A801"]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("national", []),
        ("provincial", [Severity.ERROR]),
        ("municipal", [Severity.ERROR]),
        ("department", [Severity.ERROR]),
        ("special_zone", [Severity.INFO]),
        ("autonomous", [Severity.INFO]),
    ],
)
def test_level_decides(level: Authority, expected: list[Severity]) -> None:
    assert severities(level) == expected


def test_every_limit_of_authority_leaves_national_laws_alone() -> None:
    limits = [rule for rule in all_rules() if rule.code.startswith("A8")]
    assert len(limits) >= 14
    assert [rule.code for rule in limits if "national" in rule.levels] == []
    assert all(rule.levels <= LIMITED for rule in limits)


def test_only_rules_are_held_to_three_penalties() -> None:
    text = "某办法\n第一条　违反规定的，没收违法所得。\n"
    found = {
        level: [
            each.code
            for each in check_source(
                source_file(text, "a.md"), Settings(level=level, select=("A803",))
            ).diagnostics
        ]
        for level in ("provincial", "department")
    }
    assert "A803" in found["department"]
    assert "A803" not in found["provincial"]
