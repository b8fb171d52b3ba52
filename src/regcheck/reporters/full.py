"""Findings for people: the line, the place underlined, the reason, the basis and the remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.text import Text

from regcheck.diagnostic import Diagnostic, RuleInfo, Severity
from regcheck.reporters.frame import frame, printable
from regcheck.reporters.reasons import reasons
from regcheck.reporters.report import Report, name_of, totals

_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
_GUTTER = 7


def full(reports: Sequence[Report], rules: Mapping[str, RuleInfo], width: int) -> Text:
    """Every finding as a block, then what was read and how many findings there are."""
    out = Text()
    for report in reports:
        for finding in report.diagnostics:
            _block(out, report, finding, name_of(finding, rules), max(40, width))
    for report in reports:
        for line in report.summary:
            out.append(f"{printable(line)}\n")
    out.append(f"{totals(reports)}\n")
    return out


def _block(out: Text, report: Report, finding: Diagnostic, name: str, width: int) -> None:
    """One finding."""
    source = report.source
    style = _STYLE[finding.severity]
    out.append(f"{finding.severity.chinese}", style)
    out.append(f" {finding.code} ", "bold")
    out.append(f"{name}\n")
    where = report.place(finding) if source.docx else report.label(finding)
    out.append(f"  {report.spot(finding.span.start)}")
    out.append(f"　{where}\n" if where else "\n")
    if source.text:
        shown = frame(source, finding.span, width - _GUTTER - 2)
        out.append(f"{'' if source.docx else shown.line:>{_GUTTER - 2}} │ ", "dim")
        out.append(shown.before)
        out.append(shown.marked, style)
        out.append(f"{shown.after}\n")
        out.append(f"{'':>{_GUTTER - 2}} │ ", "dim")
        out.append(" " * shown.indent + "^" * shown.width + "\n", style)
    for head, words in reasons(report, finding):
        out.append(f"  {head}：{words}\n")
    out.append("\n")
