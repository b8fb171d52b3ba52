"""Findings as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regcheck.diagnostic import Diagnostic, RuleInfo, Severity
from regcheck.reporters.markup import well_formed
from regcheck.reporters.path import repository_path
from regcheck.reporters.report import Report, name_of
from regcheck.text import SourceFile, Span

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_DATA = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_PROPERTY = _DATA | {ord(":"): "%3A", ord(","): "%2C"}


def github(reports: Iterable[Report], rules: Mapping[str, RuleInfo]) -> str:
    """One command a line; suppressed findings are left out.

    Lines and columns count code points from 1. GitHub's documentation (Workflow commands, "Setting
    an error message") does not say whether `endColumn` is inclusive; it is written exclusive, as
    people have observed it (github/docs issue 40038). The runner refuses columns over several
    lines, so these have none.
    """
    return "".join(
        f"{_command(report, finding, name_of(finding, rules))}\n"
        for report in reports
        for finding in report.diagnostics
    )


def _command(report: Report, finding: Diagnostic, name: str) -> str:
    place: dict[str, object] = {"file": repository_path(finding.path)}
    if not report.source.docx:  # in a Word file nobody sees lines
        place |= _lines(report.source, finding.span)
    place["title"] = f"{finding.code} {name}"
    properties = ",".join(f"{key}={_escaped(str(each), _PROPERTY)}" for key, each in place.items())
    message = _escaped(report.message(finding), _DATA)
    return f"::{_COMMAND[finding.severity]} {properties}::{message}"


def _lines(source: SourceFile, span: Span) -> dict[str, int]:
    """Where a span begins and ends."""
    start, end = source.position(span.start), source.position(span.end)
    found = {"line": start.line, "endLine": end.line}
    columns = {"col": start.column, "endColumn": end.column}
    return found | (columns if start.line == end.line else {})


def _escaped(text: str, table: Mapping[int, str]) -> str:
    """As the runner reads it back; a draft's line end must not begin a command of its own."""
    return well_formed(text).translate(table)
