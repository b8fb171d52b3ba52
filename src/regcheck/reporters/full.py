"""Findings for people: the line, the place underlined, the reason, the basis and the remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.text import Text

from regcheck.diagnostic import Diagnostic, RuleInfo, Severity
from regcheck.reporters.frame import frame, printable
from regcheck.reporters.report import Report

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_GUTTER = 7
# How much of a related place is shown.
_SHOWN = 30


def full(reports: Sequence[Report], rules: Mapping[str, RuleInfo], width: int) -> Text:
    """Every finding as a block, then what was read and how many findings there are."""
    out = Text()
    for report in reports:
        for finding in report.diagnostics:
            rule = rules.get(finding.code)
            _block(out, report, finding, rule.name_zh if rule else finding.name, max(40, width))
    for report in reports:
        for line in report.summary:
            out.append(f"{printable(line)}\n")
    out.append(_totals(reports))
    return out


def _block(out: Text, report: Report, finding: Diagnostic, name: str, width: int) -> None:
    """One finding."""
    source = report.source
    style = _STYLE[finding.severity]
    at = source.position(finding.span.start)
    out.append(f"{finding.severity.chinese}", style)
    out.append(f" {finding.code} ", "bold")
    out.append(f"{name}\n")
    where = report.label(finding)
    out.append(f"  {finding.path}:{at.line}:{at.column}")
    out.append(f"　{where}\n" if where else "\n")
    if source.text:
        shown = frame(source, finding.span, width - _GUTTER - 2)
        out.append(f"{shown.line:>{_GUTTER - 2}} │ ", "dim")
        out.append(shown.before)
        out.append(shown.marked, style)
        out.append(f"{shown.after}\n")
        out.append(f"{'':>{_GUTTER - 2}} │ ", "dim")
        out.append(" " * shown.indent + "^" * shown.width + "\n", style)
    _reasons(out, report, finding)
    out.append("\n")


def _reasons(out: Text, report: Report, finding: Diagnostic) -> None:
    """Message, related places, basis and fix, each on a line of its own."""
    source = report.source
    out.append(f"  说明：{printable(finding.message)}\n")
    for place in finding.related:
        line = source.position(place.span.start).line
        first, *_ = source.slice(place.span).strip().splitlines() or [""]
        words = f"{first[:_SHOWN]}…" if len(first) > _SHOWN else first
        out.append(f"  相关：{place.message}（{place.path}:{line}）{printable(words)}\n")
    if finding.basis:
        doubt = "" if finding.basis_verified else "（出处尚未逐字核对）"
        out.append(f"  依据：{finding.basis}{doubt}\n")
    if finding.fix:
        safe = "不改变内容" if finding.fix.safe else "须由起草人确认"
        out.append(f"  修改：{finding.fix.title}（{safe}）\n")


def _totals(reports: Iterable[Report]) -> str:
    """例：共检查 1 个文件：2 个错误，1 个警告，没有提示。"""
    files, aside, counts = 0, 0, Counter[Severity]()
    for report in reports:
        files += 1
        aside += len(report.suppressed)
        counts.update(finding.severity for finding in report.diagnostics)
    apart = f"另有 {aside} 个已标明不报。" if aside else ""
    if not counts:
        return f"共检查 {files} 个文件，没有发现问题。{apart}\n"
    parts = [
        f"{counts[severity]} 个{severity.chinese}" for severity in Severity if counts[severity]
    ]
    return f"共检查 {files} 个文件，发现 {'、'.join(parts)}。{apart}\n"
