"""Findings, one line each: path:line:column: code message."""

from __future__ import annotations

from collections.abc import Iterable

from regcheck.engine import Result
from regcheck.reporters.frame import printable


def concise(results: Iterable[Result]) -> str:
    """例：草案.md:12:30: R201 错误 引用的条不存在……［第三十二条第一款］。"""
    lines = []
    for result in results:
        for finding in result.diagnostics:
            at = result.document.source.position(finding.span.start)
            where = result.label(finding.provision)
            place = f"［{where}］" if where else ""
            lines.append(
                f"{finding.path}:{at.line}:{at.column}: {finding.code} "
                f"{finding.severity.chinese} {printable(finding.message)}{place}"
            )
    return "\n".join(lines)
