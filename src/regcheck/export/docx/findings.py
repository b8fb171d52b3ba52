"""Findings as a Word file with a table for each draft, to circulate."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from regcheck.diagnostic import Diagnostic, Fix, RuleInfo
from regcheck.export.docx.sheet import (
    Cell,
    Marked,
    Page,
    Paragraph,
    Part,
    Table,
    line,
    paragraphs,
    sheet_bytes,
)
from regcheck.reporters.frame import printable
from regcheck.reporters.reasons import ADVICE, change, quotation, reasons
from regcheck.reporters.report import Report, counted, name_of, totals
from regcheck.text import SourceFile

_TITLE = "草案检查意见表"
_HEADS = ("条款", "原文", "问题", "依据", "建议")
_SHARES = (14, 27, 27, 16, 16)
# The sign of a heading in Markdown is no word of the draft.
_SIGN = re.compile(r"^[ \t]*#+[ \t]*")
# How much is shown of a line before and after the words, and of the words, in code points; of a fix
# so many changes, none of which is longer.
_AROUND, _WORDS, _EDITS, _LONGEST = 80, 300, 3, 40


def findings_docx(reports: Sequence[Report], rules: Mapping[str, RuleInfo]) -> bytes:
    """The Word file; the same drafts give the same bytes. What was set aside is only counted."""
    parts = tuple(_part(report, rules) for report in reports)
    return sheet_bytes(Page(_TITLE, tuple(_opening(reports)), parts))


def _opening(reports: Sequence[Report]) -> Iterator[Paragraph]:
    yield line(totals(reports))
    if any(report.diagnostics for report in reports):
        yield line(ADVICE)
        yield Paragraph(
            (Marked("图例　"), Marked("阴影", "shade"), Marked("：原文中有问题的文字。"))
        )


def _part(report: Report, rules: Mapping[str, RuleInfo]) -> Part:
    """The findings on one draft under its name and how many they are."""
    name = f"《{printable(report.title)}》" if report.title else printable(report.path)
    path = (line(printable(report.path)),) if report.title else ()
    if not report.diagnostics:
        return Part(name, (*path, line("没有发现问题。")))
    counts = counted(Counter(finding.severity for finding in report.diagnostics))
    rows = tuple(_row(report, finding, rules) for finding in report.diagnostics)
    heads = tuple((Paragraph((Marked(head, "head"),), "centred"),) for head in _HEADS)
    return Part(f"{name}：{counts}", path, Table(f"{name}的检查意见", heads, _SHARES, rows))


def _row(report: Report, finding: Diagnostic, rules: Mapping[str, RuleInfo]) -> tuple[Cell, ...]:
    grade = f"{finding.severity.chinese}　{finding.code}　{name_of(finding, rules)}"
    told: dict[str, list[Paragraph]] = defaultdict(list)
    for head, words in reasons(report, finding, alone=True):
        told[head].append(line(printable(f"相关：{words}" if head == "相关" else words)))
    place = report.place(finding)
    changes = _changes(report.source, finding.fix) if finding.fix else ()
    return (
        (line(printable(place)),),
        _quotation(report.source, finding),
        (line(printable(grade), "black"), *told["说明"], *told["相关"]),
        tuple(told["依据"]),
        (*told["修改"], *changes),
    )


def _quotation(source: SourceFile, finding: Diagnostic) -> Cell:
    """The words in their line, shaded."""
    before, words, after = quotation(source, finding.span, _AROUND)
    shown = printable(words if len(words) <= _WORDS else f"{words[:_WORDS]}…")
    return paragraphs((Marked(_SIGN.sub("", before)), Marked(shown, "shade"), Marked(after)))


def _changes(source: SourceFile, fix: Fix) -> Iterable[Paragraph]:
    """The words that a fix changes, where all of them are short."""
    told = [each for edit in fix.edits for each in change(source, edit)]
    if len(fix.edits) <= _EDITS and all(_is_short(words) for _, words in told):
        yield from (line(f"{head}：{printable(words)}") for head, words in told)


def _is_short(words: str) -> bool:
    return len(words) <= _LONGEST and not {"\n", "\r"} & set(words)
