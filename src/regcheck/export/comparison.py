"""Two readings side by side → 条文对照表."""

from __future__ import annotations

from regcheck.compare import Row, State

STATES: dict[State, str] = {
    "same": "未改动",
    "edited": "修改",
    "rewritten": "重写",
    "added": "增加",
    "removed": "删去",
    "split": "拆分",
    "merged": "合并",
}


def state_words(row: Row) -> str:
    """What became of a unit: 修改，移动；未改动，序号调整."""
    words = [STATES[row.state]]
    if row.moved:
        words.append("移动")
    elif row.renumbered:
        words.append("序号调整")
    return "，".join(words)
