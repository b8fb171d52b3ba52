"""What was read of a draft, in a few lines that a stranger understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from regcheck.engine import Result
from regcheck.export.coverage import STATUS, status_words
from regcheck.export.norms import KINDS, SANCTIONS
from regcheck.model import Level, Stage

_STAGES: dict[Stage, str] = {
    "draft": "草案",
    "comment": "征求意见稿",
    "deliberation": "审议稿",
    "vote": "表决稿",
    "enacted": "已公布",
}


def summary_lines(result: Result) -> Iterator[str]:
    """Structure, then what the rules that ran had to read: references, norms, commitments.

    Nothing is read only to be summed up; a text without provisions gives no line.
    """
    document = result.document
    counts = Counter(provision.level for provision in result.facts.outline.provisions)
    if not counts[Level.ARTICLE]:
        return
    units = " ".join(f"{counts[level]} {level.chinese}" for level in Level if counts[level])
    name = f"《{document.title}》" if document.title else document.source.path
    yield f"{name}（{_STAGES[document.stage]}）：{units}"
    families = {code[0] for code in result.rules}
    if "R" in families:
        yield _references(result)
    if "P" in families and result.facts.commitments:
        yield from _norms(result)
        yield from _commitments(result)


def _references(result: Result) -> str:
    states = Counter(each.state for each in result.facts.references if not each.whole)
    if not states:
        return "  引用：没有引用条文序号"
    parts = [f"{states['resolved']} 处存在", f"{states['missing']} 处不存在"]
    outside = states.total() - states["resolved"] - states["missing"]
    if outside:
        parts.append(f"{outside} 处不明确、空白或者属于其他文件")
    return f"  引用：{states.total()} 处引用条款，{'，'.join(parts)}"


def _norms(result: Result) -> Iterator[str]:
    norms = result.facts.norms
    kinds = Counter(norm.kind for norm in norms)
    shown = [f"{KINDS[kind]} {count}" for kind, count in kinds.most_common() if kind != "sanction"]
    yield f"  规范：{'，'.join(shown)}"
    sanctions = Counter(each.kind for norm in norms for each in norm.sanctions)
    if sanctions:
        shown = [f"{SANCTIONS[kind]} {count}" for kind, count in sanctions.most_common()]
        yield f"  处罚和其他措施：{'，'.join(shown)}"


def _commitments(result: Result) -> Iterator[str]:
    """How many commitments have which verdict, then one line for each that is not kept in full."""
    found = result.facts.coverage
    counts = Counter(each.status for each in found)
    parts = [f"{STATUS[status]} {counts[status]}" for status in STATUS if counts[status]]
    yield f"  承诺：{'，'.join(parts)}"
    for coverage in found:
        if coverage.status not in ("covered", "kept-by-reference", "out-of-scope"):
            promise = coverage.commitment
            yield f"    {promise.id}　{status_words(coverage)}　{promise.text}"
