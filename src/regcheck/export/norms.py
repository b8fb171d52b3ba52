"""Norms → what `regcheck norms` prints."""

from __future__ import annotations

from collections import Counter
from typing import Any

from regcheck.analysis.facts import Facts
from regcheck.analysis.norms import Norm
from regcheck.analysis.sanctions import Sanction
from regcheck.data import table as data_table
from regcheck.export.sheet import Cell
from regcheck.reporters.table import table

KINDS: dict[str, str] = data_table("kinds")["norm"]
SANCTIONS: dict[str, str] = data_table("kinds")["sanction"]


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
        "bearer": sanction.bearer,
        "enforcer": sanction.enforcer,
        "triggers": list(sanction.triggers),
    }


HEADS = ("行", "条款", "种类", "主体", "内容", "对象", "条件", "例外", "措施")
# In the terminal a cell is cut to this many characters; CSV and JSON hold all of it.
_SHOWN = 30


def norm_cells(facts: Facts, norm: Norm) -> list[Cell]:
    """One norm in the columns of `HEADS`, for a sheet."""
    source = facts.document.source
    return [
        "" if source.docx else source.position(norm.span.start).line,
        facts.outline.by_id[norm.provision].address.label(),
        KINDS[norm.kind],
        norm.actor or "",
        norm.action or source.slice(norm.span).strip(),
        norm.object or "",
        norm.condition or "",
        norm.exception or "",
        "、".join(dict.fromkeys(SANCTIONS[each.kind] for each in norm.sanctions)),
    ]


def norms_table(facts: Facts, found: tuple[Norm, ...]) -> str:
    """The norms of one draft for people, and how many there are of each kind."""
    rows = [
        [cut(str(cell)) for cell in (*cells[:5], *cells[6:7], *cells[8:])]
        for cells in (norm_cells(facts, norm) for norm in found)
    ]
    heads = (*HEADS[:5], HEADS[6], HEADS[8])
    counts = Counter(KINDS[norm.kind] for norm in found)
    total = "，".join(f"{kind} {count}" for kind, count in counts.most_common()) or "没有规范句"
    return f"{facts.document.source.path}\n{table(heads, rows)}{total}。\n"


def cut(words: str, most: int = _SHOWN) -> str:
    """A cell for the terminal: on one line, and cut where it is long."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def of_kind(norm: Norm, kinds: tuple[str, ...]) -> bool:
    """Whether a norm, or one of its sanctions, is of a kind named in English or Chinese."""
    own = {norm.kind, KINDS[norm.kind]}
    for each in norm.sanctions:
        own |= {each.kind, SANCTIONS[each.kind]}
    return bool(own & set(kinds))
