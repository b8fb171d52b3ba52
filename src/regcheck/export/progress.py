"""What a later reading changed of the promises → what `regcheck coverage --diff` prints."""

from __future__ import annotations

from typing import Any

from regcheck.analysis.facts import Facts
from regcheck.analysis.progress import Progress, Step
from regcheck.export.coverage import STATUS, element_label, labels, promise_name
from regcheck.export.sheet import Cell

HEADS = ("变化", "编号", "承诺", "要素", "上一稿", "这一稿", "条款", "理由")
STEPS: dict[Step, str] = {
    "gained": "新落实",
    "lost": "删去",
    "weakened": "减弱",
    "contradicted": "变为相反",
    "lifted": "不再相反",
    "referred": "改为依照法律",
    "own-words": "改为自行规定",
    "strengthened": "加强",
    "eased": "不再强于承诺",
    "same": "没有变化",
}


def progress_cells(facts: Facts, each: Progress, *, sourced: bool = False) -> list[Cell]:
    """One element in the columns of `HEADS`, and in `SOURCE` where several are told apart."""
    return [
        STEPS[each.step],
        each.commitment.id,
        each.commitment.text,
        element_label(each.element),
        STATUS[each.before],
        STATUS[each.after.status],
        labels(facts, each.after.provisions),
        each.after.reason,
        *([each.commitment.source] if sourced else []),
    ]


def progress_table(
    facts: Facts, found: tuple[Progress, ...], earlier: str, *, sourced: bool = False
) -> str:
    """What a reading changed of the promises, and how many elements stayed as they were."""
    path = facts.document.source.path
    lines = [f"{earlier} → {path}\n"]
    for each in found:
        if each.step == "same":
            continue
        where = labels(facts, each.after.provisions)
        why = f"{where}：{each.after.reason}" if where else each.after.reason
        label = element_label(each.element)
        name = promise_name(each.commitment, sourced=sourced)
        lines.append(f"{STEPS[each.step]}　{name}　{label}　{why}\n")
    counts = [(words, sum(each.step == name for each in found)) for name, words in STEPS.items()]
    total = "，".join(f"{words} {count}" for words, count in counts if count)
    return "".join(lines) + f"要素：{total or '没有'}。\n"


def progress_json(facts: Facts, each: Progress) -> dict[str, Any]:
    """One element in two readings as an object."""
    return {
        "path": facts.document.source.path,
        "commitment": each.commitment.id,
        "source": each.commitment.source,
        "element": each.element.id,
        "change": each.step,
        "before": each.before,
        "after": each.after.status,
        "provisions": list(each.after.provisions),
        "reason": each.after.reason,
    }
