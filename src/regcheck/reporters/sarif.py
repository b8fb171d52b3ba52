"""Findings as a SARIF 2.1.0 log, which code scanning services and editors read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Literal

import msgspec

from regcheck.diagnostic import FAMILIES, Diagnostic, Fix, Means, RuleInfo, Severity, Suppressed
from regcheck.export.rules import rule_page, rule_text
from regcheck.fingerprint import fingerprint
from regcheck.model import Level
from regcheck.reporters import sarif_log as log
from regcheck.reporters.path import uri
from regcheck.reporters.report import Report
from regcheck.text import SourceFile, Span

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LANGUAGE = "zh-CN"
_LEVEL: dict[Severity, log.Level] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_KIND: dict[Means, Literal["inSource", "external"]] = {
    "comment": "inSource",
    "sidecar": "external",
    "baseline": "external",
}
_UNITS = {level.step: level.value for level in Level}
# §3.11.6: in a message, [words](target) is a link unless the bracket has a backslash.
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def sarif(reports: Sequence[Report], rules: Mapping[str, RuleInfo]) -> str:
    """One log with one run; of the drafts only the words of findings stand in it.

    Columns and offsets are code points, as everywhere in regcheck; lone CR ends a line, too.
    """
    encodings = {uri(report.path): report.source.encoding for report in reports}
    files = {name: log.ArtifactLocation(name, index) for index, name in enumerate(encodings)}
    descriptors = _descriptors(reports, rules)
    indexes = {each.id: index for index, each in enumerate(descriptors)}
    results = [
        _result(report, files[uri(report.path)], indexes, finding, aside)
        for report in reports
        for finding, aside in _found(report)
    ]
    driver = log.Driver("regcheck", version("regcheck"), _LANGUAGE, descriptors)
    run = log.Run(
        tool=log.Tool(driver),
        language=_LANGUAGE,
        column_kind="unicodeCodePoints",
        newline_sequences=("\r\n", "\n", "\r"),
        artifacts=tuple(log.Artifact(files[name], _charset(encodings[name])) for name in files),
        results=tuple(results),
    )
    text = msgspec.json.encode(log.Log(_SCHEMA, "2.1.0", (run,)))
    return msgspec.json.format(text, indent=2).decode() + "\n"


def _found(report: Report) -> Iterator[tuple[Diagnostic, Suppressed | None]]:
    """The findings of a draft, then those set aside with what set them aside."""
    yield from ((finding, None) for finding in report.diagnostics)
    yield from ((each.finding, each) for each in report.suppressed)


def _charset(encoding: str) -> str:
    """The name of an encoding in the IANA registry; Python's differ for UTF-16."""
    return encoding.upper().replace("UTF-16-", "UTF-16")


def _descriptors(
    reports: Sequence[Report], rules: Mapping[str, RuleInfo]
) -> tuple[log.Descriptor, ...]:
    """The rules that ran, and what is known of any other code that has a finding."""
    found = {finding.code: finding for report in reports for finding, _ in _found(report)}
    ran = {code: rules[code] for report in reports for code in report.rules if code in rules}
    made = {code: _unknown(finding, rules) for code, finding in found.items() if code not in ran}
    made |= {code: _descriptor(rule) for code, rule in ran.items()}
    return tuple(made[code] for code in sorted(made))


def _unknown(finding: Diagnostic, rules: Mapping[str, RuleInfo]) -> log.Descriptor:
    """The descriptor of a code without a rule of its own: E009."""
    if rule := rules.get(finding.code):
        return _descriptor(rule)
    return log.Descriptor(
        id=finding.code,
        name=finding.name,
        short_description=log.Message(finding.name),
        default_configuration=log.Configuration(_LEVEL[finding.severity]),
    )


def _descriptor(rule: RuleInfo) -> log.Descriptor:
    first, *_ = rule.explanation.split("\n\n")
    return log.Descriptor(
        id=rule.code,
        name=rule.name,
        short_description=log.Message(rule.name_zh),
        full_description=log.Message(first.replace("\n", "") or rule.name_zh),
        help=log.Message(rule_text(rule), rule_page(rule)),
        default_configuration=log.Configuration(_LEVEL[rule.severity]),
        properties={
            "tags": [FAMILIES[rule.code[0]]],
            "basis": rule.basis,
            "basisVersion": rule.basis_version,
            "basisVerified": rule.basis_verified,
            "presets": rule.presets,
        },
    )


def _result(
    report: Report,
    file: log.ArtifactLocation,
    indexes: Mapping[str, int],
    finding: Diagnostic,
    aside: Suppressed | None,
) -> log.Result:
    source = report.source
    words = log.Content(source.slice(finding.span))
    place = log.PhysicalLocation(file, _region(source, finding.span, words))
    related = (
        log.Location(
            log.PhysicalLocation(file, _region(source, each.span)),
            message=log.Message(_plain(each.message)),
        )
        for each in finding.related
    )
    return log.Result(
        rule_id=finding.code,
        rule_index=indexes[finding.code],
        level=_LEVEL[finding.severity],
        message=log.Message(_plain(finding.message)),
        locations=(log.Location(place, _logical(report, finding)),),
        related_locations=tuple(dict.fromkeys(related)),
        partial_fingerprints={"regcheck/v1": fingerprint(finding, source)},
        fixes=(_fix(source, file, finding.fix),) if finding.fix else (),
        suppressions=(_suppression(aside),) if aside else (),
        properties={"basis": finding.basis, "basisVerified": finding.basis_verified},
    )


def _region(source: SourceFile, span: Span, words: log.Content | None = None) -> log.Region:
    """A span both ways: by line and column, and by offset."""
    start, end = source.position(span.start), source.position(span.end)
    extent = span.end - span.start
    return log.Region(start.line, start.column, end.line, end.column, span.start, extent, words)


def _logical(report: Report, finding: Diagnostic) -> tuple[log.LogicalLocation, ...]:
    """The provision: its id, its label, and the kind of unit it is."""
    if not finding.provision:
        return ()
    *_, step = finding.provision.split("__")
    unit = _UNITS.get(step.split("_")[0])
    return (log.LogicalLocation(finding.provision, report.label(finding) or None, unit),)


def _fix(source: SourceFile, file: log.ArtifactLocation, fix: Fix) -> log.Fix:
    """The edits as replacements; whoever applies them keeps the line ends of the draft."""
    newline = source.newline if any("\n" in edit.text for edit in fix.edits) else "\n"
    replacements = []
    for edit in fix.edits:
        text = edit.text.replace("\r\n", "\n").replace("\n", newline)
        inserted = log.Content(text) if text else None
        replacements.append(log.Replacement(_region(source, edit.span), inserted))
    change = log.ArtifactChange(file, tuple(replacements))
    return log.Fix(log.Message(_plain(fix.title)), (change,), {"safe": fix.safe})


def _suppression(aside: Suppressed) -> log.Suppression:
    return log.Suppression(_KIND[aside.by], "accepted", aside.reason or None)


def _plain(text: str) -> str:
    """A message in which the words of a draft make no link."""
    return _LINK.sub(r"\\[", text)
