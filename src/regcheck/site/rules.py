"""The pages of the rules that found something: what each looks at, why, on what basis."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from regcheck.diagnostic import FAMILIES, RuleInfo
from regcheck.reporters.markup import element
from regcheck.site.findings import severity_word
from regcheck.site.page import Cell, Page, anchor_to, div, link, rows_table
from regcheck.site.reading import Reading


def rule_pages(readings: Iterable[Reading]) -> tuple[Page, ...]:
    """The index of the rules that found something, and the page of each."""
    found: dict[str, RuleInfo] = {}
    for reading in readings:
        for finding in reading.findings:
            if finding.code in reading.result.rules:
                found[finding.code] = reading.result.rules[finding.code]
    rules = [found[code] for code in sorted(found)]
    return (_index(rules), *(_page(rule) for rule in rules))


def _index(rules: list[RuleInfo]) -> Page:
    rows: list[list[Cell]] = [
        [
            anchor_to(link(f"rules/{rule.code}.html"), rule.code),
            rule.name_zh,
            severity_word(rule.severity),
            FAMILIES[rule.code[0]],
            rule.basis,
        ]
        for rule in rules
    ]
    heads = ("代码", "名称", "程度", "类别", "依据")
    table = rows_table("本站的草案涉及的规则", heads, rows)
    main = div("regcheck", element("h1", {}, "规则"), table)
    return Page("rules/index.html", "规则", main, searched=False)


def _page(rule: RuleInfo) -> Page:
    grade = f"{FAMILIES[rule.code[0]]} · {rule.name}"
    checked = "" if rule.basis_verified else "，出处尚未逐字核对"
    version = f"（{rule.basis_version} 文本{checked}）" if rule.basis_version else ""
    parts: list[Element] = [
        element("h1", {}, f"{rule.code} {rule.name_zh}"),
        element("p", {"class": "lead"}, severity_word(rule.severity), f" {grade}"),
        *_paragraphs(rule.explanation),
        element("p", {}, element("b", {}, "依据　"), f"{rule.basis}{version}"),
    ]
    parts += _examples("不报", rule.good)
    parts += _examples("报告 ⟦ ⟧ 之间的文字", rule.bad)
    title = f"{rule.code} {rule.name_zh}"
    return Page(f"rules/{rule.code}.html", title, div("regcheck", *parts), searched=False)


def _paragraphs(text: str) -> Iterable[Element]:
    """The paragraphs without line breaks inside: Chinese has no spaces to break at."""
    return [element("p", {}, part.replace("\n", "")) for part in text.split("\n\n")]


def _examples(head: str, examples: tuple[str, ...]) -> list[Element]:
    if not examples:
        return []
    shown = [
        element("pre", {"class": "example", "tabindex": "0"}, each.rstrip()) for each in examples
    ]
    return [element("h2", {}, head), *shown]
