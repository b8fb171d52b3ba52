"""What was read of a draft, in a few lines that a stranger understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from regcheck.engine import Result
from regcheck.model import Level, Stage

_STAGES: dict[Stage, str] = {
    "draft": "草案",
    "comment": "征求意见稿",
    "deliberation": "审议稿",
    "vote": "表决稿",
    "enacted": "已公布",
}


def summary_lines(result: Result) -> Iterator[str]:
    """One line on the draft's structure; none for a text without provisions."""
    document = result.document
    counts = Counter(provision.level for provision in result.facts.outline.provisions)
    if not counts[Level.ARTICLE]:
        return
    units = " ".join(f"{counts[level]} {level.chinese}" for level in Level if counts[level])
    name = f"《{document.title}》" if document.title else document.source.path
    yield f"{name}（{_STAGES[document.stage]}）：{units}。"
