"""Findings as JUnit XML: a suite for each draft, a case for each finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from xml.etree.ElementTree import Element, indent, tostring

from regcheck.diagnostic import Diagnostic, RuleInfo, Severity, Suppressed
from regcheck.reporters.markup import element
from regcheck.reporters.reasons import glimpse, reasons
from regcheck.reporters.report import SET_ASIDE, Report, name_of


def junit(reports: Iterable[Report], rules: Mapping[str, RuleInfo]) -> str:
    """Errors and warnings are failures, information passes, what is suppressed is skipped.

    A draft without findings is one case that passes. No times: the same drafts give the same
    document. The form is the one Jenkins, GitLab and Azure read; it has no standard.
    """
    suites = [_suite(report, rules) for report in reports]
    root = element("testsuites", {"name": "regcheck", **_counts(suites)}, *suites)
    indent(root)
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data.decode("utf-8") + "\n"


def _suite(report: Report, rules: Mapping[str, RuleInfo]) -> Element:
    names: Counter[str] = Counter()
    cases = []
    for finding, outcome in _outcomes(report):
        where = report.label(finding)
        name = f"{finding.code} {name_of(finding, rules)} {where}".rstrip()
        names[name] += 1
        # two cases of one name count as one in many a viewer
        again = f"（{names[name]}）" if names[name] > 1 else ""
        cases.append(_case(report.path, name + again, outcome))
    cases = cases or [_case(report.path, "没有发现问题")]
    return element("testsuite", {"name": report.path, **_counts(cases)}, *cases)


def _case(path: str, name: str, *outcome: Element) -> Element:
    return element("testcase", {"classname": path, "name": name}, *outcome)


def _outcomes(report: Report) -> Iterator[tuple[Diagnostic, Element]]:
    """Each finding with the element that says how its case ended."""
    for finding in report.diagnostics:
        words = _words(report, finding)
        if finding.severity is Severity.INFO:
            yield finding, element("system-out", {}, words)
        else:
            head = {"message": finding.message, "type": finding.severity.value}
            yield finding, element("failure", head, words)
    for each in report.suppressed:
        yield each.finding, element("skipped", {"message": _aside(each)})


def _words(report: Report, finding: Diagnostic) -> str:
    """The place, the words there and what is said of them, a line each."""
    lines = [f"{finding.severity.chinese} {report.spot(finding.span.start)}"]
    lines.append(f"原文：{glimpse(report.source, finding.span)}")
    lines += [f"{head}：{words}" for head, words in reasons(report, finding)]
    return "".join(f"\n{line}" for line in lines) + "\n"


def _aside(suppressed: Suppressed) -> str:
    reason = f"，理由：{suppressed.reason}" if suppressed.reason else ""
    return f"{SET_ASIDE[suppressed.by]}{reason}。{suppressed.finding.message}"


def _counts(elements: Iterable[Element]) -> dict[str, str]:
    """How many cases lie in the elements, and how they ended."""
    cases = [case for each in elements for case in each.iter("testcase")]
    ends = Counter(outcome.tag for case in cases for outcome in case)
    counts = {"tests": len(cases), "failures": ends["failure"], "errors": 0}
    return {key: str(count) for key, count in (counts | {"skipped": ends["skipped"]}).items()}
