"""Findings, one line each: path:line:column: code message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regcheck.diagnostic import RuleInfo
from regcheck.reporters.frame import printable
from regcheck.reporters.report import Report


def concise(reports: Iterable[Report], rules: Mapping[str, RuleInfo]) -> str:
    """例：草案.md:12:30: R201 错误 引用的条不存在……［第三十二条第一款］。"""
    lines = []
    for report in reports:
        for finding in report.diagnostics:
            lines.append(
                f"{report.spot(finding.span.start)}: {finding.code} "
                f"{finding.severity.chinese} {printable(report.message(finding))}"
            )
    return "".join(f"{line}\n" for line in lines)
