"""What is said of a finding to people: why, what else, on what basis, and the remedy."""

from __future__ import annotations

from regcheck.analysis.comments import comments_around, outside
from regcheck.diagnostic import Diagnostic, Edit, Fix, Related
from regcheck.reporters.frame import printable
from regcheck.reporters.report import Report
from regcheck.text import SourceFile, Span

ADVICE = (
    "错误应当改正；警告请核对；提示供参考。修改注明“不改变内容”的可以放心采用，其余须由起草人确认。"
)
# How much of a place is shown where it is only mentioned, in code points.
_SHOWN = 30


def reasons(report: Report, finding: Diagnostic, alone: bool = False) -> list[tuple[str, str]]:
    """Heads and words in the order they are read: 说明, 相关 …, 依据, 修改.

    `alone` says that the reader has the draft's name before his eyes and no terminal to jump from.
    """
    pairs = [("说明", printable(finding.message))]
    for place in finding.related:
        at = _where(report, place, alone)
        told = f"{place.message}（{at}）" if at else f"{place.message}："
        words = glimpse(report.source, place.span)
        pairs.append(("相关", told if words == at else f"{told}{words}"))
    if finding.basis:
        doubt = "" if finding.basis_verified else "（出处尚未逐字核对）"
        pairs.append(("依据", f"{finding.basis}{doubt}"))
    if finding.fix:
        pairs.append(("修改", remedy(finding.fix)))
    return pairs


def _where(report: Report, place: Related, alone: bool) -> str:
    """Where a place is: for one who reads a paper its provision, else its line; empty where it has
    no name in a Word file."""
    own = place.path == report.path
    if own and alone and place.span.start in report.spots:
        return report.spots[place.span.start]
    if own and report.source.docx:
        return report.spots.get(place.span.start, "")
    line = report.source.position(place.span.start).line
    return f"第 {line} 行" if alone else f"{place.path}:{line}"


def remedy(fix: Fix) -> str:
    """What a fix does, and whether the drafter has to confirm it."""
    return f"{fix.title}（{'不改变内容' if fix.safe else '须由起草人确认'}）"


def glimpse(source: SourceFile, span: Span) -> str:
    """The beginning of the words of a span; … where they are cut."""
    first, *_ = source.slice(span).strip().splitlines() or [""]
    return printable(f"{first[:_SHOWN]}…" if len(first) > _SHOWN else first)


def quotation(source: SourceFile, span: Span, around: int) -> tuple[str, str, str]:
    """The words of a span, with what stands before and after them in their lines.

    Of those lines at most `around` code points are given on either side, … where they are cut.
    """
    first = source.line_span(source.position(span.start).line)
    last = source.line_span(source.position(max(span.start, span.end - 1)).line)
    start, end = min(span.start, first.end), min(span.end, last.end)
    shown = Span(max(first.start, start - around), min(last.end, end + around))
    comments = comments_around(source, shown)
    sides = (Span(shown.start, start), Span(end, shown.end))
    before, after = (
        printable("".join(map(source.slice, outside(comments, side)))) for side in sides
    )
    return (
        f"…{before}" if start - around > first.start else before,
        source.text[start:end],
        f"{after}…" if end + around < last.end else after,
    )


def change(source: SourceFile, edit: Edit) -> tuple[tuple[str, str], ...]:
    """What an edit does, in heads and words: 删去, 加上, or 原文 and 改为."""
    before = source.slice(edit.span)
    if not edit.text:
        return (("删去", before),)
    if edit.span.start == edit.span.end:
        return (("加上", edit.text),)
    return (("原文", before), ("改为", edit.text))
