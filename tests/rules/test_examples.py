"""Every rule's own examples: silent on the good ones, right at the marks on the bad ones."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

import regcheck
from regcheck.analysis.commitments import read_commitments
from regcheck.diagnostic import FAMILIES, Diagnostic, apply_fixes
from regcheck.engine import check_source
from regcheck.formats.toml import toml_table
from regcheck.rule import Bad, Field, Good, Rule
from regcheck.rulebook import PACKAGES, all_rules, rules_of
from regcheck.settings import Settings
from regcheck.text import Docx, Link, SourceFile, Span, source_file

_MARKS = re.compile("[⟦⟧]")
GOOD = [(rule, good) for rule in all_rules() for good in rule.good]
BAD = [(rule, bad) for rule in all_rules() for bad in rule.bad]


def _name(value: object) -> str | None:
    return value.code if isinstance(value, Rule) else None


def marked(text: str) -> tuple[str, list[Span]]:
    """The text without its marks, and the spans between them."""
    plain, spans, start = "", [], 0
    for piece in re.split("([⟦⟧])", text):
        if piece == "⟦":
            start = len(plain)
        elif piece == "⟧":
            spans.append(Span(start, len(plain)))
        else:
            plain += piece
    return plain, spans


def example_source(text: str, fields: tuple[Field, ...]) -> SourceFile:
    """The text of an example, its marks taken out, as the file that it stands for."""
    source = source_file(text, "例.docx" if fields else "例.md")
    if not fields:
        return source
    found = []
    for field in fields:
        start = text.rindex(field.shown)
        target = text.index(field.target) if field.target else None
        span = Span(start, start + len(field.shown))
        found.append(Link(span, "_Ref", target, lost=target is None))
    return replace(source, docx=Docx(links=tuple(found)))


def findings(
    rule: Rule, text: str, promises: str = "", toml: str = "", fields: tuple[Field, ...] = ()
) -> list[Diagnostic]:
    given = {"select": [rule.code], **toml_table(toml, "regcheck.toml")}
    settings = msgspec.convert(given, Settings)
    commitments = read_commitments(promises, "commitments.toml")
    result = check_source(example_source(text, fields), settings, commitments)
    assert not result.crashed
    return [finding for finding in result.diagnostics if finding.code == rule.code]


@pytest.mark.parametrize(("rule", "good"), GOOD, ids=_name)
def test_silent_on_good(rule: Rule, good: Good) -> None:
    assert not _MARKS.search(good.text)
    assert findings(rule, good.text, good.commitments, good.settings, good.fields) == []


@pytest.mark.parametrize(("rule", "bad"), BAD, ids=_name)
def test_finds_bad(rule: Rule, bad: Bad) -> None:
    text, spans = marked(bad.text)
    found = findings(rule, text, bad.commitments, bad.settings, bad.fields)
    assert [finding.span for finding in found] == spans
    fixes = [finding.fix for finding in found if finding.fix]
    if bad.fixed is not None:
        assert apply_fixes(text, fixes) == bad.fixed
        assert findings(rule, bad.fixed) == [], "a fix leaves its own finding"


@pytest.mark.parametrize("rule", all_rules(), ids=_name)
def test_is_documented(rule: Rule) -> None:
    if rule.code != "E009":  # no text makes a rule crash
        assert len(rule.good) >= 2
        assert len(rule.bad) >= 2
    assert rule.explanation
    assert rule.name_zh
    assert rule.basis.text
    assert re.fullmatch(r"[A-Z]\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    # a file bears its rule's name; the rules that are data share their interpreter
    file = rule.check.__module__.rsplit(".", 1)[-1].replace("_", "-")
    assert file == ("patterns" if rule.about else rule.name)


def test_every_family_has_its_package() -> None:
    assert PACKAGES.keys() == FAMILIES.keys()
    folder = Path(regcheck.__file__).parent / "rules"
    assert sorted(PACKAGES.values()) == sorted(
        each.parent.name for each in folder.glob("*/__init__.py")
    )
    for rule in all_rules():
        assert rule.check.__module__ in (
            "regcheck.rules.patterns",
            f"regcheck.rules.{PACKAGES[rule.code[0]]}.{rule.name.replace('-', '_')}",
        )


def test_rules_of_families_are_those_of_all() -> None:
    assert rules_of("RE") == tuple(rule for rule in all_rules() if rule.code[0] in "ER")
