"""Findings as the JSON objects of `regcheck check`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from regcheck.diagnostic import Diagnostic, Fix, RuleInfo
from regcheck.reporters.path import as_text
from regcheck.reporters.report import Report
from regcheck.text import SourceFile


def json(reports: Sequence[Report], rules: Mapping[str, RuleInfo]) -> str:
    """One array of all findings, indented."""
    records = [
        diagnostic_json(finding, report.source)
        for report in reports
        for finding in report.diagnostics
    ]
    return msgspec.json.format(msgspec.json.encode(records), indent=2).decode() + "\n"


def diagnostic_json(finding: Diagnostic, source: SourceFile) -> dict[str, Any]:
    """One finding as the contract's object; lines and columns count code points from 1."""
    start = source.position(finding.span.start)
    end = source.position(finding.span.end)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "path": as_text(finding.path),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "span": finding.span,
        "provision": finding.provision,
        "related": [
            {
                "message": place.message,
                "path": as_text(place.path),
                "line": source.position(place.span.start).line,
                "span": place.span,
            }
            for place in finding.related
        ],
        "fix": _fix_json(finding.fix) if finding.fix else None,
        "basis": finding.basis,
        "basis_verified": finding.basis_verified,
        "url": finding.url,
    }


def _fix_json(fix: Fix) -> dict[str, Any]:
    return {
        "title": fix.title,
        "safe": fix.safe,
        "edits": [{"span": edit.span, "text": edit.text} for edit in fix.edits],
    }
