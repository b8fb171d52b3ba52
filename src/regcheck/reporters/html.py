"""Findings as one page of HTML to mail or print: no script, nothing fetched from anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element

from regcheck.diagnostic import Diagnostic, Edit, RuleInfo, Severity, Suppressed
from regcheck.reporters.frame import printable
from regcheck.reporters.markup import element
from regcheck.reporters.page import page
from regcheck.reporters.reasons import ADVICE, change, quotation, reasons
from regcheck.reporters.report import SET_ASIDE, Report, name_of, totals
from regcheck.text import SourceFile, Span

_TITLE = "草案检查报告"
# How much is shown of a line before and after the words, of the words, and of a change, in code
# points; a draft without line ends would otherwise fill the page once for each finding.
_AROUND, _WORDS, _EDITS = 160, 600, 6
_TAGS = {"原文": "del", "删去": "del", "加上": "ins", "改为": "ins"}


def html(reports: Sequence[Report], rules: Mapping[str, RuleInfo]) -> str:
    """The whole document; the same drafts give the same page."""
    main = element("main", {}, _summary(reports), *(_drafts(reports, rules)))
    return page(_TITLE, totals(reports), main, "report.css")


def _summary(reports: Sequence[Report]) -> Element:
    """How many findings of which severity each draft has."""
    heads = ("草案", *(severity.chinese for severity in Severity), "已标明不报")
    counts = [_counts(report) for report in reports]
    rows = [
        _row(element("a", {"href": f"#draft-{number}"}, _name(report)), count)
        for number, (report, count) in enumerate(zip(reports, counts, strict=True), 1)
    ]
    whole = [sum(column) for column in zip(*counts, strict=True)] or [0] * (len(heads) - 1)
    columns = (element("th", {"scope": "col"}, head) for head in heads)
    table = element(
        "table",
        {},
        element("caption", {}, "各草案的发现数"),
        element("thead", {}, element("tr", {}, *columns)),
        element("tbody", {}, *rows),
        element("tfoot", {}, _row("合计", whole)),
    )
    note = element("p", {"class": "note"}, ADVICE)
    return element("section", {}, element("h2", {}, "汇总"), table, note)


def _counts(report: Report) -> list[int]:
    found = Counter(finding.severity for finding in report.diagnostics)
    return [*(found[severity] for severity in Severity), len(report.suppressed)]


def _row(head: str | Element, counts: Iterable[int]) -> Element:
    cells = (element("td", {}, str(count)) for count in counts)
    return element("tr", {}, element("th", {"scope": "row"}, head), *cells)


def _name(report: Report) -> str:
    """What people call the draft: its title, else its path."""
    return f"《{printable(report.title)}》" if report.title else report.path


def _drafts(reports: Iterable[Report], rules: Mapping[str, RuleInfo]) -> Iterable[Element]:
    """A section for each draft: its findings in order, then those set aside."""
    for number, report in enumerate(reports, 1):
        parts = [element("h2", {}, _name(report)), element("p", {"class": "path"}, report.path)]
        if report.summary:
            lines = (element("li", {}, printable(line.strip())) for line in report.summary)
            head = element("summary", {}, "读到的内容")
            parts.append(element("details", {}, head, element("ul", {}, *lines)))
        if report.diagnostics:
            found = (_finding(report, each, rules) for each in report.diagnostics)
            parts.append(element("ol", {"class": "findings"}, *found))
        else:
            parts.append(element("p", {}, "没有发现问题。"))
        if report.suppressed:
            parts.append(_aside(report, rules))
        yield element("section", {"id": f"draft-{number}"}, *parts)


def _finding(report: Report, finding: Diagnostic, rules: Mapping[str, RuleInfo]) -> Element:
    grade = element("span", {"class": f"severity {finding.severity}"}, finding.severity.chinese)
    code = element("code", {}, finding.code)
    said = element("dl")
    for head, words in reasons(report, finding, alone=True):
        said.append(element("dt", {}, head))
        said.append(element("dd", {}, words))
    if finding.fix:
        said[-1].extend(_edits(report, finding.fix.edits))
    return element(
        "li",
        {},
        element("h3", {}, grade, " ", code, " ", name_of(finding, rules)),
        element("p", {"class": "place"}, _place(report, finding)),
        element("blockquote", {}, *_quotation(report.source, finding.span)),
        said,
    )


def _place(report: Report, finding: Diagnostic) -> str:
    """例：第十二条第一款　第 30 行。"""
    return "　".join(filter(None, (report.label(finding), report.lines(finding.span))))


def _quotation(source: SourceFile, span: Span) -> list[str | Element]:
    """The words in their line, or from the first of their lines to the last."""
    before, words, after = quotation(source, span, _AROUND)
    return [before, element("mark", {}, _shortened(words)), after]


def _shortened(text: str) -> str:
    return printable(text if len(text) <= _WORDS else f"{text[:_WORDS]}…")


def _edits(report: Report, edits: Sequence[Edit]) -> Iterable[Element]:
    """Each change in words: 删去, 加上, or from what to what."""
    source = report.source
    for edit in edits[:_EDITS]:
        told: list[str | Element] = []
        for head, words in change(source, edit):
            if told:
                told.append(element("br") if "\n" in source.slice(edit.span) else " ")
            told += [f"{head}：", element(_TAGS[head], {}, _shortened(words))]
        lines = report.lines(Span(edit.span.start, edit.span.start))
        yield element("p", {"class": "change"}, f"{lines}　" if lines else "", *told)
    if len(edits) > _EDITS:
        yield element("p", {"class": "change"}, f"……另有 {len(edits) - _EDITS} 处。")


def _aside(report: Report, rules: Mapping[str, RuleInfo]) -> Element:
    """The findings that someone has set aside, folded away."""
    items = (_set_aside(report, each, rules) for each in report.suppressed)
    summary = element("summary", {}, f"已标明不报的 {len(report.suppressed)} 条")
    return element("details", {}, summary, element("ul", {}, *items))


def _set_aside(report: Report, aside: Suppressed, rules: Mapping[str, RuleInfo]) -> Element:
    finding = aside.finding
    name = f" {finding.severity.chinese} {name_of(finding, rules)}　{_place(report, finding)}"
    reason = f"{SET_ASIDE[aside.by]}。理由：{aside.reason or '没有写'}"
    return element(
        "li",
        {},
        element("p", {}, element("code", {}, finding.code), name),
        element("blockquote", {}, *_quotation(report.source, finding.span)),
        element("p", {}, printable(finding.message)),
        element("p", {"class": "reason"}, printable(reason)),
    )
