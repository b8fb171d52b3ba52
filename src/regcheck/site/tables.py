"""The table of sanctions, and the commitments held against the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from regcheck.analysis.coverage import ElementCoverage
from regcheck.analysis.matrix import Row
from regcheck.analysis.verdicts import Status, kind_name
from regcheck.export.coverage import STATUS, status_words
from regcheck.export.ledger import Entry, carrier_words
from regcheck.export.matrix import NATURES, STATES, bounds
from regcheck.export.norms import SANCTIONS
from regcheck.reporters.markup import element
from regcheck.site.page import Cell, Page, anchor_to, div, filled, rows_table, shown
from regcheck.site.prose import place_of
from regcheck.site.reading import Reading

_KEPT = frozenset({"covered", "kept-by-reference"})
_ASIDE = frozenset({"out-of-scope", "beyond-authority"})


def sanctions_page(reading: Reading) -> Page:
    """The duties and the sanctions that answer them; duties without one at the end."""
    rows = [row for row in reading.facts.matrix if not row.public]
    hidden = len(reading.facts.matrix) - len(rows)
    answered = [row for row in rows if row.state != "no-liability"]
    open_rows = [row for row in rows if row.state == "no-liability"]
    main = div("regcheck", element("h1", {}, "罚则表"))
    main.append(element("p", {"class": "lead"}, _counted(rows, hidden)))
    if answered:
        heads = ["罚则条款", "违反的条款", "行为", "措施", "性质", "幅度", "执法机关", "上位法"]
        cells = [_sanction(reading, each) for each in answered]
        main.append(rows_table("违反什么，承担什么责任", *filled(heads, cells), "wide"))
    if open_rows:
        heads = ["义务条款", "义务", "责任人"]
        cells = [_open(reading, each) for each in open_rows]
        main.append(rows_table("没有对应罚则的义务", heads, cells))
    return Page(f"{reading.folder}/sanctions.html", "罚则表", main, searched=False)


def _counted(rows: list[Row], hidden: int) -> str:
    counts = Counter(STATES[row.state] for row in rows)
    told = "，".join(f"{state} {count} 行" for state, count in counts.items())
    more = f"公共机关的义务没有罚则的 {hidden} 处，没有列出。" if hidden else ""
    return f"由程序识别，供核对。{told or '没有义务和罚则'}。{more}"


def places(reading: Reading, provisions: Iterable[str]) -> list[str | Element]:
    """Provisions as links, as people cite them: 第六条第一款、第七条第一款."""
    out: list[str | Element] = []
    for each in dict.fromkeys(provisions):
        target, label = reading.to_provision(each), reading.label(each)
        if target and label:
            out += ["、"] if out else []
            out.append(anchor_to(target, label))
    return out


def _sanction(reading: Reading, row: Row) -> list[Cell]:
    sanction = row.sanction
    return [
        places(reading, [row.liability or ""]),
        places(reading, row.duties) or ["未写明"],
        shown(row.conduct),
        SANCTIONS[sanction.kind] if sanction else "",
        NATURES[sanction.nature] if sanction else "",
        bounds(sanction) if sanction else "",
        shown((sanction.enforcer or "") if sanction else ""),
        shown("、".join(f"《{title}》" for title in row.laws)),
    ]


def _open(reading: Reading, row: Row) -> list[Cell]:
    return [places(reading, row.duties), shown(row.conduct), shown(row.bearer or "")]


def commitments_page(reading: Reading) -> Page | None:
    """Every commitment with its verdict, its elements and their evidence; None without any."""
    if not reading.ledger:
        return None
    main = div("regcheck", element("h1", {}, "承诺对照"))
    lead = f"承诺 {len(reading.ledger)} 项，{ledger_words(reading)}。"
    main.append(element("p", {"class": "lead"}, lead))
    heads = ("编号", "承诺", "载体", "结论", "条款", "来源")
    # what this text has to keep comes first
    ordered = sorted(reading.ledger, key=lambda each: each.coverage.status == "out-of-scope")
    rows = [_promise(reading, each) for each in ordered]
    main.append(rows_table("承诺与条文", heads, rows, "matrix"))
    main.append(element("h2", {}, "要素和佐证"))
    main.extend(_evidence(reading, each) for each in reading.ledger if each.coverage.elements)
    return Page(f"{reading.folder}/commitments.html", "承诺对照", main, searched=False)


def ledger_words(reading: Reading) -> str:
    """例：应由本法规落实 9 项：全部落实 4，减弱 2，相反 3。"""
    found = [each.coverage.status for each in reading.ledger]
    counts: Counter[Status] = Counter(each for each in found if each != "out-of-scope")
    told = "，".join(f"{STATUS[each]} {counts[each]}" for each in STATUS if counts[each])
    return f"应由本法规落实 {counts.total()} 项{f'：{told}' if told else ''}"


def _promise(reading: Reading, entry: Entry) -> list[Cell]:
    promise = entry.coverage.commitment
    target = f"#promise-{entry.number}"
    head = anchor_to(target, shown(promise.id)) if entry.coverage.elements else shown(promise.id)
    return [
        head,
        shown(promise.text),
        carrier_words(entry.coverage),
        _verdict(status_words(entry.coverage), entry.coverage.status),
        places(reading, entry.coverage.provisions),
        shown(promise.source),
    ]


def _verdict(words: str, status: str) -> Element:
    """A verdict in words; the sign before it repeats the colour."""
    grade = "kept" if status in _KEPT else "aside" if status in _ASIDE else "lost"
    return element("span", {"class": f"verdict {grade}"}, words)


def _evidence(reading: Reading, entry: Entry) -> Element:
    """The elements of one commitment, each with the words that decide on it."""
    promise = entry.coverage.commitment
    rows = [_element(reading, each) for each in entry.coverage.elements]
    name = f"{promise.id}　{promise.text}"
    heads = ("要素", "种类", "结论", "条款和原文", "理由")
    table = rows_table(f"{promise.id} 的要素", heads, rows, "evidence")
    head = element("h3", {"id": f"promise-{entry.number}"}, shown(name))
    return element("section", {"class": "promise"}, head, table)


def _element(reading: Reading, found: ElementCoverage) -> list[Cell]:
    words: list[str | Element] = []
    for each in found.evidence:
        quoted = f"：“{shown(reading.source.slice(each.span))}”"
        words.append(element("p", {}, place_of(reading, each.provision), quoted))
    return [
        shown("、".join(found.element.about)),
        kind_name(found.element.kind),
        _verdict(STATUS[found.status], found.status),
        words,
        shown(found.reason),
    ]
