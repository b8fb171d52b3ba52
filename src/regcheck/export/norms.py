"""Norms → what `regcheck norms` prints."""

from __future__ import annotations

from typing import Any

from regcheck.analysis.facts import Facts
from regcheck.analysis.norms import Norm
from regcheck.analysis.sanctions import Sanction
from regcheck.data import table

KINDS: dict[str, str] = table("kinds")["norm"]
SANCTIONS: dict[str, str] = table("kinds")["sanction"]


def norm_json(facts: Facts, norm: Norm) -> dict[str, Any]:
    """One norm as the contract's object."""
    source = facts.document.source
    return {
        "path": source.path,
        "kind": norm.kind,
        "trigger": norm.trigger,
        "span": norm.span,
        "sentence_span": norm.sentence,
        "line": source.position(norm.span.start).line,
        "provision": norm.provision,
        "actor": norm.actor,
        "action": norm.action,
        "object": norm.object,
        "condition": norm.condition,
        "exception": norm.exception,
        "sanctions": [_sanction_json(each) for each in norm.sanctions],
    }


def _sanction_json(sanction: Sanction) -> dict[str, Any]:
    return {
        "kind": sanction.kind,
        "nature": sanction.nature,
        "text": sanction.text,
        "span": sanction.span,
        "min": sanction.min,
        "max": sanction.max,
        "unit": sanction.unit,
        "base": sanction.base,
        "enforcer": sanction.enforcer,
        "triggers": list(sanction.triggers),
    }


def norm_line(facts: Facts, norm: Norm) -> str:
    """例：第九条第一款　义务　科研单位应当建立制度。"""
    where = facts.outline.by_id[norm.provision].address.label()
    words = facts.document.source.slice(norm.span).strip()
    shown = words if len(words) <= 60 else words[:60] + "……"
    kinds = "、".join(dict.fromkeys(SANCTIONS[each.kind] for each in norm.sanctions))
    return f"{where}　{KINDS[norm.kind]}　{shown}" + (f"　［{kinds}］" if kinds else "")
