"""How many findings there are of each rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from regcheck.diagnostic import Diagnostic, RuleInfo, Severity
from regcheck.reporters.report import Report
from regcheck.reporters.table import table


class Count(msgspec.Struct, frozen=True):
    """The findings of one rule: how many, in how many drafts, how many can be fixed.

    `severity` is the gravest that one of them has.
    """

    code: str
    name: str
    name_zh: str
    severity: Severity
    count: int
    drafts: int
    safe_fixes: int
    unsafe_fixes: int


def counts(reports: Sequence[Report], rules: Mapping[str, RuleInfo]) -> tuple[Count, ...]:
    """The rules that have findings, the most frequent first, then by code."""
    found: dict[str, list[Diagnostic]] = {}
    for report in reports:
        for finding in report.diagnostics:
            found.setdefault(finding.code, []).append(finding)
    rows = (_count(findings, rules) for findings in found.values())
    return tuple(sorted(rows, key=lambda row: (-row.count, row.code)))


def _count(findings: Sequence[Diagnostic], rules: Mapping[str, RuleInfo]) -> Count:
    first = findings[0]
    fixes = [finding.fix.safe for finding in findings if finding.fix]
    rule = rules.get(first.code)
    return Count(
        code=first.code,
        name=first.name,
        name_zh=rule.name_zh if rule else first.name,
        severity=min((finding.severity for finding in findings), key=lambda each: each.rank),
        count=len(findings),
        drafts=len({finding.path for finding in findings}),
        safe_fixes=sum(fixes),
        unsafe_fixes=len(fixes) - sum(fixes),
    )


def statistics(reports: Sequence[Report], rules: Mapping[str, RuleInfo]) -> str:
    """A table of the counts and a line of totals."""
    heads = ("次数", "代码", "程度", "名称", "文件", "可改", "须确认")
    return table(heads, [_row(count) for count in counts(reports, rules)]) + _totals(reports)


def _row(count: Count) -> tuple[str, ...]:
    fixes = (count.safe_fixes, count.unsafe_fixes)
    numbers = (str(number or "") for number in fixes)
    name = f"{count.name_zh} {count.name}"
    return (str(count.count), count.code, count.severity.chinese, name, str(count.drafts), *numbers)


def _totals(reports: Sequence[Report]) -> str:
    """例：共检查 3 个文件，发现 12 处问题；另有 2 处已搁置，不计在内。"""
    found = _total(report.diagnostics for report in reports)
    aside = _total(report.suppressed for report in reports)
    said = f"共检查 {len(reports)} 个文件，发现 {found} 处问题"
    return said + (f"；另有 {aside} 处已搁置，不计在内。\n" if aside else "。\n")


def _total(lists: Iterable[Sequence[object]]) -> int:
    return sum(map(len, lists))
