"""References → what `regcheck refs` prints."""

from __future__ import annotations

from typing import Any

from regcheck.analysis.facts import Facts
from regcheck.analysis.references import Reference
from regcheck.analysis.targets import BLANK

_STATES = {
    "resolved": "存在",
    "missing": "不存在",
    "ambiguous": "不明确",
    "placeholder": "空白",
    "external": "外部",
    "external-missing": "外部不存在",
    "unknown-law": "未写明",
}


def reference_json(facts: Facts, reference: Reference) -> dict[str, Any]:
    """One reference as the contract's object."""
    source = facts.document.source
    return {
        "path": source.path,
        "text": source.slice(reference.span),
        "span": reference.span,
        "line": source.position(reference.span.start).line,
        "source": reference.source or None,
        "law": reference.law,
        "targets": [each for each in reference.ids if each != BLANK],
        "state": reference.state,
        "reason": reference.reason,
        "suggestion": reference.suggestion,
    }


def reference_line(facts: Facts, reference: Reference) -> str:
    """例：第三条第一款　存在　前两款 → 第三条第一款。 Empty where only a whole text is named."""
    if reference.whole:
        return ""
    source = facts.document.source
    found = facts.outline.by_id.get(reference.source)
    holder = found.address.label() if found else "正文以前"
    words = f"{holder}　{_STATES[reference.state]}　{source.slice(reference.span)}"
    if reference.state != "resolved":
        return f"{words}　{reference.reason}"
    places = [facts.outline.by_id[each].address.label() for each in reference.ids]
    return f"{words} → {'、'.join(places)}"
