"""What was read of a draft, in a few lines that a stranger understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from regcheck.engine import Result
from regcheck.export.coverage import STATUS
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
    parts = [f"{states['resolved']} 处指向本文的条款"]
    if states["missing"]:
        parts.append(f"{states['missing']} 处指向不存在的条款")
    outside = states.total() - states["resolved"] - states["missing"]
    if outside:
        parts.append(f"{outside} 处指向其他文件或者空白")
    return f"  引用：{'，'.join(parts)}"


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
    """One line a commitment; `regcheck coverage` shows the elements."""
    for coverage in result.facts.coverage:
        kept = sum(element.status == "covered" for element in coverage.elements)
        share = f"（{kept}/{len(coverage.elements)} 项要素）" if coverage.elements else ""
        words = coverage.commitment.text
        yield f"  承诺 {coverage.commitment.id}：{STATUS[coverage.status]}{share}　{words}"
