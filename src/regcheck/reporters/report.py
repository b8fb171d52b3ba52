"""A checked draft as plain values, which travel between processes and into every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from regcheck.diagnostic import Diagnostic, Means, RuleInfo, Severity, Suppressed
from regcheck.engine import Result
from regcheck.reporters.summary import summary_lines
from regcheck.text import SourceFile, Span

# How a finding was set aside, for people.
SET_ASIDE: dict[Means, str] = {
    "comment": "文中批注标明不报",
    "sidecar": "另附文件标明不报",
    "baseline": "基线中已有",
}


class Report(msgspec.Struct, frozen=True):
    """The findings on one draft by position, and those set aside.

    `labels` gives the provisions of the findings as people cite them; `rules` are the codes that
    ran; `summary` is empty where nobody asked for it. `spots` tells in which provisions the other
    places of findings are, by offset.
    """

    source: SourceFile
    title: str
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...]
    labels: dict[str, str]
    rules: tuple[str, ...]
    summary: tuple[str, ...] = ()
    title_span: Span = Span(0, 0)
    spots: dict[int, str] = {}

    @property
    def path(self) -> str:
        """The draft's path as given."""
        return self.source.path

    def label(self, finding: Diagnostic) -> str:
        """例：第三十二条第一款第二项. Empty for a finding outside the provisions."""
        return self.labels.get(finding.provision or "", "")

    def spot(self, offset: int) -> str:
        """例：草案.md:30:5. The path alone for a Word file, in which nobody sees such lines."""
        at = self.source.position(offset)
        return self.path if self.source.docx else f"{self.path}:{at.line}:{at.column}"

    def lines(self, span: Span) -> str:
        """例：第 30 行，第 3 至 5 行. Empty for a Word file, in which nobody sees such lines."""
        if self.source.docx:
            return ""
        first = self.source.position(span.start).line
        last = self.source.position(max(span.start, span.end - 1)).line
        return f"第 {first} 行" if first == last else f"第 {first} 至 {last} 行"

    def place(self, finding: Diagnostic) -> str:
        """Where a finding is, for readers of a paper: its provision, 标题, else its line."""
        span = finding.span
        titled = self.title_span.start <= span.start < self.title_span.end
        return self.label(finding) or ("标题" if titled else self.lines(span))

    def message(self, finding: Diagnostic) -> str:
        """The message with its provision, where it stands alone: ……［第三十二条第一款］."""
        where = self.label(finding)
        return f"{finding.message}［{where}］" if where else finding.message


def report(result: Result, summed: bool = False) -> Report:
    """The plain values of a result; `summed` also reads what the summary needs."""
    found = (*result.diagnostics, *(each.finding for each in result.suppressed))
    return Report(
        source=result.document.source,
        title=result.document.title,
        diagnostics=result.diagnostics,
        suppressed=result.suppressed,
        labels={each.provision: result.label(each.provision) for each in found if each.provision},
        rules=tuple(result.rules),
        summary=tuple(summary_lines(result)) if summed else (),
        title_span=result.document.title_span,
        spots=_spots(result),
    )


def _spots(result: Result) -> dict[int, str]:
    """The provisions of the places that belong to findings, by offset."""
    spans = (place.span for finding in result.diagnostics for place in finding.related)
    holders = ((span.start, result.facts.outline.at(span.start)) for span in spans)
    return {start: holder.address.label() for start, holder in holders if holder}


def name_of(finding: Diagnostic, rules: Mapping[str, RuleInfo]) -> str:
    """The Chinese name of a finding's rule; the English one where the rule is not known."""
    rule = rules.get(finding.code)
    return rule.name_zh if rule else finding.name


def totals(reports: Iterable[Report]) -> str:
    """例：共检查 1 个文件，发现 2 个错误、1 个警告。"""
    files, aside, counts = 0, 0, Counter[Severity]()
    for report in reports:
        files += 1
        aside += len(report.suppressed)
        counts.update(finding.severity for finding in report.diagnostics)
    apart = f"另有 {aside} 个已标明不报。" if aside else ""
    if not counts:
        return f"共检查 {files} 个文件，没有发现问题。{apart}"
    return f"共检查 {files} 个文件，发现 {counted(counts)}。{apart}"


def counted(counts: Mapping[Severity, int]) -> str:
    """例：2 个错误、1 个警告. Empty where there are none."""
    return "、".join(
        f"{counts[severity]} 个{severity.chinese}" for severity in Severity if counts.get(severity)
    )
