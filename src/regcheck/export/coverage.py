"""Coverage → what `regcheck coverage` prints."""

from __future__ import annotations

from typing import Any

from regcheck.analysis.commitments import Coverage, ElementCoverage, Status
from regcheck.analysis.facts import Facts

STATUS: dict[Status, str] = {
    "covered": "全部落实",
    "partial": "部分落实",
    "missing": "没有落实",
    "out-of-scope": "不由本法规承担",
}
_CODES = {"missing": "P001"}


def coverage_json(facts: Facts, coverage: Coverage) -> dict[str, Any]:
    """One commitment as the contract's object."""
    return {
        "path": facts.document.source.path,
        "commitment": coverage.commitment.id,
        "status": coverage.status,
        "code": _CODES.get(coverage.status) if coverage.elements else None,
        "elements": [_element(facts, coverage, each) for each in coverage.elements],
    }


def _element(facts: Facts, coverage: Coverage, element: ElementCoverage) -> dict[str, Any]:
    source = facts.document.source
    return {
        "id": element.id,
        "status": element.status,
        "provisions": list(dict.fromkeys(each.provision for each in element.evidence)),
        "evidence": {
            "letter": {"span": None, "text": coverage.commitment.text},
            "draft": [
                {"provision": each.provision, "span": each.span, "text": source.slice(each.span)}
                for each in element.evidence
            ],
        },
        "reason": element.reason,
    }


def coverage_line(facts: Facts, coverage: Coverage) -> str:
    """The commitment, its status, and one indented line for each element."""
    lines = [f"{coverage.commitment.id}　{STATUS[coverage.status]}　{coverage.commitment.text}"]
    for element in coverage.elements:
        ids = dict.fromkeys(each.provision for each in element.evidence)
        places = "、".join(facts.outline.by_id[each].address.label() for each in ids)
        mark = "✓" if element.status == "covered" else "✗"
        lines.append(f"    {mark} {element.id}　{places or element.reason}")
    return "\n".join(lines)
