"""Coverage → what `regcheck coverage` prints."""

from __future__ import annotations

from typing import Any

from regcheck.analysis.coverage import Coverage, ElementCoverage
from regcheck.analysis.facts import Facts
from regcheck.analysis.verdicts import Status
from regcheck.data import basis
from regcheck.export.norms import SANCTIONS

STATUS: dict[Status, str] = {
    "covered": "全部落实",
    "kept-by-reference": "依照法律落实",
    "partial": "部分落实",
    "missing": "没有落实",
    "weakened": "减弱",
    "contradicted": "相反",
    "beyond-authority": "超出权限",
    "out-of-scope": "不由本法规承担",
}
_CODES: dict[Status, str] = {
    "missing": "P001",
    "partial": "P002",
    "contradicted": "P003",
    "weakened": "P004",
    "beyond-authority": "P006",
    "kept-by-reference": "P007",
}
_MARKS: dict[Status, str] = {"covered": "✓", "kept-by-reference": "✓", "beyond-authority": "–"}


def status_words(coverage: Coverage) -> str:
    """The verdict on a commitment as people read it, with the share of its elements kept."""
    words = STATUS[coverage.status]
    if coverage.status == "beyond-authority" and coverage.kept:
        words = "全部落实，超出权限的要素除外"
    total = len(coverage.elements)
    return f"{words}（{coverage.kept}/{total} 项要素）" if total else words


def coverage_json(facts: Facts, coverage: Coverage) -> dict[str, Any]:
    """One commitment as the contract's object."""
    scoped = coverage.status != "out-of-scope"
    code = _CODES.get(coverage.status) if coverage.elements else "P008" if scoped else None
    return {
        "path": facts.document.source.path,
        "commitment": coverage.commitment.id,
        "status": coverage.status,
        "code": code,
        "elements": [_element(facts, coverage, each) for each in coverage.elements],
    }


def _element(facts: Facts, coverage: Coverage, found: ElementCoverage) -> dict[str, Any]:
    source = facts.document.source
    promise = coverage.commitment
    why = f"{found.reason}（{basis(found.limit.basis).text}）" if found.limit else found.reason
    return {
        "id": found.element.id,
        "status": found.status,
        "provisions": list(dict.fromkeys(each.provision for each in found.evidence)),
        "evidence": {
            "letter": {"span": promise.span, "text": promise.text},
            "draft": [
                {"provision": each.provision, "span": each.span, "text": source.slice(each.span)}
                for each in found.evidence
            ],
        },
        "reason": why,
    }


def coverage_line(facts: Facts, coverage: Coverage) -> str:
    """The commitment, its status, and one indented line for each element."""
    promise = coverage.commitment
    lines = [f"{promise.id}　{status_words(coverage)}　{promise.text}"]
    for found in coverage.elements:
        ids = dict.fromkeys(each.provision for each in found.evidence)
        places = "、".join(facts.outline.by_id[each].address.label() for each in ids)
        mark = _MARKS.get(found.status, "✗")
        words = f"{places}：{found.reason}" if places else found.reason
        lines.append(f"    {mark} {_label(found)}　{words}")
    return "\n".join(lines)


def _label(found: ElementCoverage) -> str:
    """What an element is about, and the measure that is promised: 科研失信（通报批评）."""
    kind = SANCTIONS.get(found.element.kind)
    return found.element.about[0] + (f"（{kind}）" if kind else "")
