"""Coverage → the ledger of those who follow promises up, and the view beside the letter."""

from __future__ import annotations

from typing import Any

import msgspec

from regcheck.analysis.commitments import Carrier
from regcheck.analysis.coverage import Coverage
from regcheck.analysis.facts import Facts
from regcheck.analysis.progress import Progress
from regcheck.export.coverage import SOURCE, element_label, evidence_json, labels, status_words
from regcheck.export.progress import STEPS
from regcheck.export.sheet import Cell

LEDGER = ("序号", "承诺", "牵头单位", "时限", "载体", "条款", "结论", "佐证")
LETTER = ("编号", "承诺", "条文", "结论", "与上一稿相比")
# The further column of the ledger beside an earlier reading.
CHANGES = "与上一稿相比"
CARRIERS: dict[Carrier, str] = {
    "regulation": "法规",
    "rule": "规章或者规范性文件",
    "plan": "规划计划",
    "budget": "预算",
    "project": "项目",
    "measure": "工作措施",
    "unconfirmed": "未确认",
}
# What begins a further line of a column.
_NEXT = "\n　　　"


class Entry(msgspec.Struct, frozen=True):
    """A promise in the ledger of a draft: its number there, its verdict, and, beside an earlier
    reading, what became of its elements."""

    number: int
    coverage: Coverage
    steps: tuple[Progress, ...] | None = None


def entries(found: tuple[Coverage, ...], steps: tuple[Progress, ...] | None) -> tuple[Entry, ...]:
    """The promises as numbered entries, each with what became of its elements."""
    by_promise: dict[tuple[str, str], list[Progress]] = {}
    for each in steps or ():
        by_promise.setdefault(each.commitment.key, []).append(each)
    return tuple(
        Entry(
            number,
            each,
            None if steps is None else tuple(by_promise.get(each.commitment.key, ())),
        )
        for number, each in enumerate(found, 1)
    )


def carrier_words(coverage: Coverage) -> str:
    """What carries a promise: 法规; 未确认（推测：法规）."""
    promise = coverage.commitment
    words = CARRIERS[promise.carrier]
    if promise.carrier == "unconfirmed" and promise.proposed:
        return f"{words}（推测：{CARRIERS[promise.proposed]}）"
    return words


def step_words(entry: Entry) -> str:
    """What changed since the earlier reading, element by element; empty without such a reading, and
    for a promise that no regulation carries."""
    if not entry.steps:
        return ""
    changed = [each for each in entry.steps if each.step != "same"]
    words = (f"{STEPS[each.step]}：{element_label(each.element)}" for each in changed)
    return "；".join(words) or STEPS["same"]


def ledger_cells(facts: Facts, entry: Entry, *, sourced: bool = False) -> list[Cell]:
    """One promise in the columns of `LEDGER`, in `CHANGES` beside an earlier reading, and in
    `SOURCE` where several are told apart."""
    promise = entry.coverage.commitment
    return [
        entry.number,
        f"{promise.id}　{promise.text}",
        promise.lead or "",
        promise.deadline or "",
        carrier_words(entry.coverage),
        labels(facts, entry.coverage.provisions),
        status_words(entry.coverage),
        "\n".join([*_evidence(facts, entry.coverage), *_reasons(entry.coverage)]),
        *([] if entry.steps is None else [step_words(entry)]),
        *([promise.source] if sourced else []),
    ]


def letter_cells(facts: Facts, entry: Entry, *, sourced: bool = False) -> list[Cell]:
    """One promise in the columns of `LETTER`, and in `SOURCE` where several are told apart."""
    promise = entry.coverage.commitment
    return [
        promise.id,
        promise.text,
        "\n".join(_evidence(facts, entry.coverage)),
        "\n".join([status_words(entry.coverage), *_reasons(entry.coverage)]),
        step_words(entry),
        *([promise.source] if sourced else []),
    ]


def entry_json(facts: Facts, entry: Entry) -> dict[str, Any]:
    """One promise of the ledger as an object."""
    promise = entry.coverage.commitment
    steps = None if entry.steps is None else _steps_json(entry.steps)
    return {
        "path": facts.document.source.path,
        "number": entry.number,
        "commitment": promise.id,
        "source": promise.source,
        "text": promise.text,
        "lead": promise.lead,
        "deadline": promise.deadline,
        "carrier": promise.carrier,
        "proposed": promise.proposed,
        "status": entry.coverage.status,
        "provisions": list(entry.coverage.provisions),
        "evidence": [
            evidence_json(facts, each)
            for found in entry.coverage.elements
            for each in found.evidence
        ],
        "changes": steps,
    }


def _steps_json(steps: tuple[Progress, ...]) -> list[dict[str, Any]]:
    return [
        {
            "element": each.element.id,
            "before": each.before,
            "after": each.after.status,
            "change": each.step,
        }
        for each in steps
    ]


def ledger_table(facts: Facts, entries: tuple[Entry, ...], *, sourced: bool = False) -> str:
    """The ledger of one draft for people."""
    beside = any(entry.steps is not None for entry in entries)
    heads = (*LEDGER, *([CHANGES] if beside else []), *([SOURCE] if sourced else []))
    return _paragraphs(facts, heads, [ledger_cells(facts, e, sourced=sourced) for e in entries])


def letter_table(facts: Facts, entries: tuple[Entry, ...], *, sourced: bool = False) -> str:
    """The promises of one draft beside its articles, for people."""
    heads = (*LETTER, *([SOURCE] if sourced else []))
    return _paragraphs(facts, heads, [letter_cells(facts, e, sourced=sourced) for e in entries])


def _paragraphs(facts: Facts, heads: tuple[str, ...], rows: list[list[Cell]]) -> str:
    """A paragraph for each row, its filled columns as lines below their heads."""
    out = [f"{facts.document.source.path}\n"]
    for row in rows:
        for head, cell in zip(heads, row, strict=True):
            lines = [line for line in str(cell or "").split("\n") if line]
            out.append(f"{head}　{_NEXT.join(lines)}\n" if lines else "")
        out.append("\n")
    return "".join(out)


def _evidence(facts: Facts, coverage: Coverage) -> list[str]:
    """The words of the draft that decide, each place once, in the order of the draft."""
    places = {
        (each.span, each.provision) for element in coverage.elements for each in element.evidence
    }
    return [
        f"{facts.outline.label(provision)}：“{_flat(facts.document.source.slice(span))}”"
        for span, provision in sorted(places)
    ]


def _flat(words: str) -> str:
    return " ".join(words.split())


def _reasons(coverage: Coverage) -> list[str]:
    """Why an element is not simply kept, or is kept by more than was promised."""
    return [
        f"{element_label(each.element)}：{each.reason}"
        for each in coverage.elements
        if each.status != "covered" or each.stronger
    ]
