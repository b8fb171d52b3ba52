"""The drafts that come with the project: one clean, one with faults that are all known."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec
import pytest

from regcheck import check
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.engine import Result
from regcheck.model import Level
from regcheck.rulebook import all_rules

FOLDER = Path(__file__).parents[1] / "drafts" / "liaoning-innovation"
CODES = {rule.code for rule in all_rules()}


class Fault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One planted fault: the rule that must report it, where, its words, and what is wrong."""

    code: str
    provision: str
    quote: str
    what: str


FAULTS = msgspec.convert(
    tomllib.loads((FOLDER / "faults.toml").read_text("utf-8"))["fault"], list[Fault]
)
PENDING = [fault for fault in FAULTS if fault.code not in CODES]
KNOWN = [fault for fault in FAULTS if fault.code in CODES]


@pytest.fixture(scope="module")
def first() -> Result:
    return check(FOLDER / "first-reading.md")


@pytest.fixture(scope="module")
def second() -> Result:
    return check(FOLDER / "second-reading.md")


def is_at(result: Result, fault: Fault, found: Diagnostic) -> bool:
    """Whether a finding reports the fault: its rule, its provision, its words."""
    if found.code != fault.code or (found.provision or "") != fault.provision:
        return False
    if not fault.quote:
        return True
    text = result.document.source.text
    holder = result.facts.outline.by_id[fault.provision]
    start = text.find(fault.quote, holder.span.start, holder.span.end)
    return start < found.span.end and found.span.start < start + len(fault.quote)


@pytest.mark.parametrize("fault", KNOWN, ids=lambda fault: f"{fault.code} {fault.provision}")
def test_planted_fault_is_found(first: Result, fault: Fault) -> None:
    assert any(is_at(first, fault, found) for found in first.diagnostics), fault.what


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.code} {fault.provision}")
def test_planted_fault_is_there(first: Result, fault: Fault) -> None:
    if fault.provision:
        holder = first.facts.outline.by_id[fault.provision]
        assert fault.quote
        assert fault.quote in first.document.source.slice(holder.span)


def test_nothing_else_is_an_error(first: Result) -> None:
    errors = [found for found in first.diagnostics if found.severity is Severity.ERROR]
    assert [e for e in errors if not any(is_at(first, fault, e) for fault in KNOWN)] == []


def test_there_are_enough_faults(first: Result) -> None:
    assert len(FAULTS) >= 30
    assert len({fault.code for fault in FAULTS}) >= 30
    # a rule that has come leaves this list by itself; a code that no rule will carry is a slip
    assert {fault.code[0] for fault in PENDING} <= set("SRCWTVNAIP")
    assert first.document.stage == "draft"


def test_second_reading_has_no_error(second: Result) -> None:
    assert [f for f in second.diagnostics if f.severity is not Severity.INFO] == []
    assert second.document.stage == "deliberation"
    assert 50 <= len(second.facts.outline.articles) <= 60
    levels = [heading.level for heading in second.facts.outline.headings]
    assert levels == [Level.CHAPTER] * 7


def test_every_reference_is_resolved(second: Result) -> None:
    own = [each for each in second.facts.references if each.law is None and not each.whole]
    assert len(own) >= 40
    assert {reference.state for reference in own} == {"resolved"}


def test_commitments_are_kept(second: Result) -> None:
    found = {each.commitment.id: each for each in second.facts.coverage}
    assert len(found) == 22
    kept = {each.commitment.id for each in found.values() if each.status == "covered"}
    assert kept == {*(f"二(二){n}" for n in "一二三四"), *(f"报道{n}" for n in "一二三四")}
    # ceilings of damages are for national laws
    beyond = [each.element.id for each in found["二(二)五"].at("beyond-authority")]
    assert beyond == ["statutory-damages"]
    assert found["二(二)五"].kept == len(found["二(二)五"].elements) - 1
    others = [i for i, each in found.items() if each.status == "out-of-scope"]
    assert all(not i.startswith("二(二)") for i in others)
    assert len(others) == 13


def test_first_reading_falls_short(first: Result) -> None:
    found = {each.commitment.id: each.status for each in first.facts.coverage}
    assert found["二(二)二"] == found["报道一"] == "contradicted"
    assert found["二(二)三"] == found["报道二"] == "weakened"
    assert found["二(二)五"] == "partial"
