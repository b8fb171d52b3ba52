"""The draft that comes with the project: clean, complete, and true to its commitments."""

from __future__ import annotations

from pathlib import Path

from regcheck import check
from regcheck.diagnostic import Severity
from regcheck.model import Level

DRAFT = Path(__file__).parents[1] / "drafts" / "liaoning-innovation" / "second-reading.md"


def test_second_reading_has_no_error() -> None:
    result = check(DRAFT)
    assert [f for f in result.diagnostics if f.severity is not Severity.INFO] == []
    assert result.document.stage == "deliberation"
    assert len(result.facts.outline.articles) >= 40
    levels = [heading.level for heading in result.facts.outline.headings]
    assert levels == [Level.CHAPTER] * 7


def test_every_reference_is_resolved() -> None:
    references = check(DRAFT).facts.references
    assert len(references) >= 12
    assert {reference.state for reference in references} == {"resolved"}


def test_commitments_are_kept() -> None:
    found = {c.commitment.id: c for c in check(DRAFT).facts.coverage}
    assert found["二(二)四"].status == "covered"
    missing = [e.id for e in found["二(二)五"].elements if e.status == "missing"]
    # damages ceilings are for national laws: the draft refers to them and sets none
    assert missing == ["statutory-damages"]


def test_declared_traces_exist() -> None:
    result = check(DRAFT)
    for coverage in result.facts.coverage:
        for article in coverage.commitment.articles:
            assert article in result.facts.outline.by_id
