"""Findings as the site shows them: on the page of their article, and all on one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from regcheck.diagnostic import Diagnostic, Related, Severity
from regcheck.model import Level, Provision
from regcheck.reporters.markup import element
from regcheck.reporters.reasons import glimpse, reasons
from regcheck.reporters.report import name_of
from regcheck.site.page import Cell, Page, anchor_to, div, link, rows_table, section, shown
from regcheck.site.reading import Numbered, Reading

_ALL = "全部"


def finding_card(reading: Reading, numbered: Numbered) -> Element:
    """One finding with its reason, basis and remedy; it can be linked to by its number."""
    number, finding = numbered
    head = element(
        "h3",
        {"class": "finding-head"},
        severity_word(finding.severity, number),
        " ",
        rule_link(reading, finding),
    )
    said = element("dl")
    related = iter(finding.related)
    for name, words in reasons(reading.report, finding, alone=True):
        said.append(element("dt", {}, name))
        told = _related(reading, next(related)) if name == "相关" else [words]
        said.append(element("dd", {}, *told))
    where = shown(reading.report.label(finding)) or "正文以外"
    lines = reading.report.lines(finding.span)
    place = element("p", {"class": "place"}, f"{where}　原文{lines}" if lines else where)
    return div(f"finding {finding.severity}", head, place, said, id=f"finding-{number}")


def severity_word(severity: Severity, number: int | None = None) -> Element:
    """The severity in words, with the number of its finding."""
    words = severity.chinese + (str(number) if number else "")
    return element("span", {"class": f"severity {severity}"}, words)


def rule_link(reading: Reading, finding: Diagnostic) -> Element:
    """The rule of a finding, by code and name, as a link to its page."""
    name = name_of(finding, reading.result.rules)
    code = element("code", {}, finding.code)
    if finding.code in reading.result.rules:
        return anchor_to(link(f"rules/{finding.code}.html"), code, f" {name}")
    return element("span", {}, code, f" {name}")


def _related(reading: Reading, place: Related) -> list[str | Element]:
    """Another place that belongs to a finding, as a link to its provision."""
    held = reading.outline.at(place.span.start)
    target = reading.to_provision(held.id) if held else None
    words = glimpse(reading.source, place.span)
    if held is None or target is None:
        return [f"{shown(place.message)}：{words}"]
    where = anchor_to(target, held.address.label())
    return [f"{shown(place.message)}：", where, f"　{words}"]


def findings_section(reading: Reading, unit: Provision) -> list[Element]:
    """The findings on an article or a heading; nothing where there are none."""
    found = reading.findings_by_article.get(unit.id, ())
    if not found:
        return []
    head = element("h2", {"id": "findings"}, f"检查结果（{counts_of(found)}）")
    cards = (finding_card(reading, each) for each in found)
    return [section("findings", head, *cards)]


def counts_of(findings: Iterable[Numbered]) -> str:
    """例：2 个错误、1 个警告。 Empty for none."""
    counts = Counter(finding.severity for _, finding in findings)
    return "、".join(f"{counts[each]} 个{each.chinese}" for each in Severity if counts[each])


def findings_page(reading: Reading) -> Page:
    """All findings of a reading as a table that can be narrowed by severity, rule and chapter."""
    found = reading.numbered
    parts: list[Element] = [element("h1", {}, "检查结果"), _summary(reading)]
    if found:
        parts += [_filters(reading), _table(reading)]
    outside = reading.findings_by_article.get("", ())
    if outside:
        parts.append(element("h2", {}, "正文以外的发现"))
        parts += [finding_card(reading, each) for each in outside]
    if reading.report.suppressed:
        parts.append(_aside(reading))
    return Page(
        f"{reading.folder}/findings.html", "检查结果", div("regcheck", *parts), searched=False
    )


def _summary(reading: Reading) -> Element:
    told = counts_of(reading.numbered) or "没有发现问题"
    aside = len(reading.report.suppressed)
    more = f"另有 {aside} 个已标明不报。" if aside else ""
    note = "错误应当改正；警告请核对；提示供参考。"
    return element("p", {"class": "lead"}, f"{reading.name}：{told}。{more}{note}")


def _chapter(reading: Reading, finding: Diagnostic) -> str:
    held = reading.outline.by_id.get(finding.provision or "")
    units = [each for each in reading.outline.up(held) if each.level.rank < Level.ARTICLE.rank]
    chapters = [each for each in units if each.level is Level.CHAPTER] or units
    return chapters[0].id if chapters else ""


def _filters(reading: Reading) -> Element:
    """What narrows the table: works only where scripts run, and is hidden until then."""
    rules = sorted({each.code for each in reading.findings})
    names = {each.code: name_of(each, reading.result.rules) for each in reading.findings}
    chapters = dict.fromkeys(_chapter(reading, each) for each in reading.findings)
    options = {
        "severity": ("程度", {str(each): each.chinese for each in Severity}),
        "rule": ("规则", {code: f"{code} {names[code]}" for code in rules}),
        "chapter": ("章", {each: _unit(reading, each) for each in chapters}),
    }
    boxes = [_choice(key, *each) for key, each in options.items()]
    status = element("p", {"class": "shown", "role": "status"})
    form = element("form", {"class": "filters", "hidden": "hidden", "data-filters": ""}, *boxes)
    form.append(element("button", {"type": "reset"}, "全部显示"))
    form.append(status)
    return form


def _unit(reading: Reading, unit: str) -> str:
    held = reading.outline.by_id.get(unit)
    return f"{held.address.label()}　{shown(held.heading or '')}" if held else "不在章内"


def _choice(key: str, name: str, options: dict[str, str]) -> Element:
    select = element("select", {"name": key}, element("option", {"value": "*"}, _ALL))
    for value, words in options.items():
        select.append(element("option", {"value": f"{key}={value}"}, words))
    return element("label", {}, f"{name} ", select)


def _table(reading: Reading) -> Element:
    rows = [_row(reading, each) for each in reading.numbered]
    made = rows_table("全部发现", ("序号", "程度", "规则", "条款", "说明"), rows, "findings")
    lines = made.findall(".//tbody/tr")
    for line, (_, finding) in zip(lines, reading.numbered, strict=True):
        line.set("data-severity", str(finding.severity))
        line.set("data-rule", finding.code)
        line.set("data-chapter", _chapter(reading, finding))
    return made


def _row(reading: Reading, numbered: Numbered) -> list[Cell]:
    number, finding = numbered
    where = reading.report.label(finding) or "正文以外"
    return [
        anchor_to(reading.to_finding(number), str(number)),
        severity_word(finding.severity),
        rule_link(reading, finding),
        anchor_to(reading.to_finding(number), shown(where)),
        shown(finding.message),
    ]


def _aside(reading: Reading) -> Element:
    """What somebody has set aside, with the reason."""
    rows = [
        [
            each.finding.code,
            reading.report.label(each.finding) or "正文以外",
            shown(each.finding.message),
            shown(each.reason) or "没有写",
        ]
        for each in reading.report.suppressed
    ]
    return rows_table("已标明不报的", ("规则", "条款", "说明", "理由"), rows)
