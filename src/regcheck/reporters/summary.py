"""What was read of a draft, in a few lines that a stranger understands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from regcheck.analysis.references import State
from regcheck.engine import Result
from regcheck.export.coverage import STATUS, status_words
from regcheck.export.norms import KINDS, SANCTIONS
from regcheck.model import Level, Stage

STAGES: dict[Stage, str] = {
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
    yield f"{name}（{STAGES[document.stage]}）：{units}"
    families = {code[0] for code in result.rules}
    if "R" in families:
        yield _references(result, looked_up="C" in families)
    if "P" in families and result.facts.commitments:
        yield from _norms(result)
        yield from _commitments(result)


def _references(result: Result, looked_up: bool) -> str:
    """The provisions cited, of this text and of others; the latter are judged only where the
    rules on other laws ran."""
    facts = result.facts
    found = [each for each in (facts.cited if looked_up else facts.references) if not each.whole]
    own = Counter(each.state for each in found if each.law is None)
    other = Counter(each.state for each in found if each.law is not None)
    parts = [_counted("本文的条款", own, "missing")] if own else []
    parts += [_counted("其他文件的条款", other, "external-missing")] if other else []
    return f"  引用：{'；'.join(parts) or '没有引用条文序号'}"


def _counted(what: str, states: Counter[State], missing: State) -> str:
    """例：本文的条款 48 处，38 处存在，10 处不存在。"""
    there, lost = states["resolved"], states[missing]
    left = states.total() - there - lost
    judged = [f"{there} 处存在", f"{lost} 处不存在"] if there or lost else []
    open_words = "未核对" if missing == "external-missing" else "不明确或者空白"
    parts = [f"{what} {states.total()} 处", *judged, *([f"{left} 处{open_words}"] if left else [])]
    return "，".join(parts)


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
