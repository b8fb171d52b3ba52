"""Findings as a Code Quality report, which GitLab shows in a merge request."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from regcheck.diagnostic import Diagnostic, RuleInfo, Severity
from regcheck.fingerprint import fingerprint
from regcheck.reporters.path import repository_path
from regcheck.reporters.report import Report

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_SIZE = 16


def gitlab(reports: Iterable[Report], rules: Mapping[str, RuleInfo]) -> str:
    """One array with the properties that GitLab reads (Code Quality, "Implement a custom tool");
    suppressed findings are left out.

    Fingerprints hold while lines move; the second of two equal findings counts as another.
    """
    seen: Counter[tuple[str, str]] = Counter()
    records = []
    for report in reports:
        for finding in report.diagnostics:
            key = (repository_path(finding.path), fingerprint(finding, report.source))
            seen[key] += 1
            records.append(_record(report, finding, _digest(*key, str(seen[key]))))
    return msgspec.json.format(msgspec.json.encode(records), indent=2).decode() + "\n"


def _record(report: Report, finding: Diagnostic, digest: str) -> dict[str, Any]:
    return {
        "description": report.message(finding),
        "check_name": finding.code,
        "fingerprint": digest,
        "severity": _SEVERITY[finding.severity],
        "location": {
            "path": repository_path(finding.path),
            "lines": {"begin": report.source.position(finding.span.start).line},
        },
    }


def _digest(*parts: str) -> str:
    """32 hexadecimal digits."""
    joined = "\0".join(parts).encode("utf-8")
    return hashlib.blake2b(joined, digest_size=_SIZE).hexdigest()
