"""Findings → what their comments in a Word file say."""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.diagnostic import Diagnostic, Fix
from regcheck.engine import Result
from regcheck.export.docx.annotated import Remark
from regcheck.reporters.frame import printable
from regcheck.reporters.markup import well_formed
from regcheck.reporters.reasons import change, reasons
from regcheck.reporters.report import Report, name_of, report
from regcheck.text import SourceFile

# How many edits of a fix are told, and how much of each, in code points.
_EDITS, _SHOWN = 3, 40
_REMEDY = "修改"


def remarks(result: Result, *, track: bool) -> tuple[Remark, ...]:
    """A remark for each finding; `track` asks for its safe fix as a tracked change."""
    told = report(result)
    return tuple(_remark(result, told, each, track) for each in result.diagnostics)


def _remark(result: Result, told: Report, finding: Diagnostic, track: bool) -> Remark:
    pairs = reasons(told, finding)
    head = f"【{finding.severity.chinese}】{finding.code} {name_of(finding, result.rules)}"
    words = tuple(_lines(head, pairs))
    fix = finding.fix
    if fix is None or not (track and fix.safe):
        return Remark(finding.span, words)
    before = [pair for pair in pairs if pair[0] != _REMEDY]
    done = (_REMEDY, f"{fix.title}（已作修订）")
    by_hand = (_REMEDY, f"{fix.title}（请手工修改：{_changes(told.source, fix)}）")
    return Remark(
        finding.span,
        tuple(_lines(head, [*before, done])),
        fix,
        tuple(_lines(head, [*before, by_hand])),
    )


def _lines(head: str, pairs: list[tuple[str, str]]) -> Iterator[str]:
    """The paragraphs of a comment; the message needs no head."""
    yield _shown(head)
    for name, words in pairs:
        yield _shown(words if name == "说明" else f"{name}：{words}")


def _changes(source: SourceFile, fix: Fix) -> str:
    """例：“100”改为“一百”；删去“，”."""
    told = [
        "，".join(f"{head}“{_short(words)}”" for head, words in change(source, edit))
        for edit in fix.edits[:_EDITS]
    ]
    more = f"；共 {len(fix.edits)} 处" if len(fix.edits) > _EDITS else ""
    return "；".join(told) + more


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _shown(words: str) -> str:
    return well_formed(" ".join(printable(words).split("\n")))
