"""The matrix of duties and liabilities → what `regcheck matrix` prints."""

from __future__ import annotations

from collections import Counter
from typing import Any

from regcheck.analysis.facts import Facts
from regcheck.analysis.matrix import Row, State
from regcheck.analysis.sanctions import Sanction
from regcheck.data import table as data_table
from regcheck.export.norms import SANCTIONS, cut
from regcheck.export.sheet import Cell
from regcheck.reporters.table import table

HEADS = (
    "状态",
    "义务条款",
    "行为或者义务",
    "责任人",
    "措施",
    "性质",
    "幅度",
    "执法机关",
    "上位法",
    "罚则条款",
)
STATES: dict[State, str] = {
    "answered": "有罚则",
    "no-duty": "未写违反哪一条",
    "no-liability": "无罚则",
}
NATURES: dict[str, str] = data_table("kinds")["nature"]
# In the terminal a cell is cut to this many characters; CSV, JSON and xlsx hold all of it.
_SHOWN = 20
UNITS: dict[str, str] = data_table("kinds")["unit"]


def matrix_json(facts: Facts, row: Row) -> dict[str, Any]:
    """One row as the contract's object."""
    sanction = row.sanction
    return {
        "path": facts.document.source.path,
        "state": row.state,
        "duties": list(row.duties),
        "conduct": row.conduct,
        "bearer": row.bearer,
        "public": row.public,
        "liability": row.liability,
        "kind": sanction.kind if sanction else None,
        "nature": sanction.nature if sanction else None,
        "text": sanction.text if sanction else None,
        "span": sanction.span if sanction else row.duty,
        "min": sanction.min if sanction else None,
        "max": sanction.max if sanction else None,
        "unit": sanction.unit if sanction else None,
        "base": sanction.base if sanction else None,
        "enforcer": sanction.enforcer if sanction else None,
        "laws": list(row.laws),
    }


def matrix_cells(facts: Facts, row: Row) -> list[Cell]:
    """One row in the columns of `HEADS`, for a sheet."""
    sanction = row.sanction
    return [
        STATES[row.state],
        "、".join(facts.outline.label(name) for name in row.duties),
        row.conduct,
        row.bearer or "",
        SANCTIONS[sanction.kind] if sanction else "",
        NATURES[sanction.nature] if sanction else "",
        bounds(sanction) if sanction else "",
        (sanction.enforcer or "") if sanction else "",
        "、".join(f"《{title}》" for title in row.laws),
        facts.outline.label(row.liability),
    ]


def matrix_table(facts: Facts, rows: tuple[Row, ...]) -> str:
    """The rows of one draft for people, and how many there are of each state.

    The duties of public bodies without a sanction are counted and not listed.
    """
    shown = [row for row in rows if not row.public]
    cells = [[cut(str(cell), _SHOWN) for cell in matrix_cells(facts, row)] for row in shown]
    used = [place for place, _ in enumerate(HEADS) if any(row[place] for row in cells)]
    heads = [HEADS[place] for place in used]
    cells = [[row[place] for place in used] for row in cells]
    counts = Counter(STATES[row.state] for row in shown)
    total = "，".join(f"{state} {count}" for state, count in counts.items()) or "没有义务和罚则"
    hidden = len(rows) - len(shown)
    more = f"；公共机关的义务没有罚则的 {hidden} 处，没有列出" if hidden else ""
    return f"{facts.document.source.path}\n{table(heads, cells)}{total}{more}。\n"


def bounds(sanction: Sanction) -> str:
    """例：10000元以上50000元以下；违法所得1倍以上3倍以下。 Empty where there are none."""
    unit = UNITS.get(sanction.unit or "", "")
    low, high = _amount(sanction.min, sanction.unit), _amount(sanction.max, sanction.unit)
    base = sanction.base or ""
    if low and low == high:
        return f"{base}{low}{unit}"
    return base + (f"{low}{unit}以上" if low else "") + (f"{high}{unit}以下" if high else "")


def _amount(value: float | None, unit: str | None) -> str:
    if value is None:
        return ""
    number = value * 100 if unit == "percent" else value
    return f"{round(number, 4):.10g}" if number < 10**10 else f"{number:.0f}"
