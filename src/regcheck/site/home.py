"""The first pages: of the site, and of each reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from regcheck.model import Level
from regcheck.reporters.markup import element
from regcheck.site.findings import counts_of
from regcheck.site.page import Cell, Page, anchor_to, div, link, rows_table, shown
from regcheck.site.reading import Reading
from regcheck.site.structured import regulation_data
from regcheck.site.tables import ledger_words
from regcheck.site.unit import contents

_ALL = "全部草案"
_FILES = (
    ("document.json", "结构"),
    ("findings.json", "检查结果"),
    ("references.json", "引用"),
    ("norms.json", "规范"),
    ("matrix.json", "罚则"),
    ("coverage.json", "承诺"),
)


def reading_home(reading: Reading, views: tuple[Page, ...]) -> Page:
    """The first page of a reading: counts, its other pages, its 目录."""
    parts: list[Element] = [
        element("h1", {}, reading.title),
        element("p", {"class": "mark"}, reading.mark),
        _counts(reading),
        *_notices(reading),
        _views(views),
        element("h2", {"id": "contents"}, "目录"),
        *contents(reading, reading.document.provisions),
    ]
    if not reading.outline.articles:
        parts.append(_unreadable(reading))
    parts.append(_files(reading))
    main = div("regcheck home", *parts)
    return Page(reading.home, reading.title, main, data=regulation_data(reading))


def _notices(reading: Reading) -> Iterator[Element]:
    """How a Word file was read: with its revisions accepted, without its hidden text."""
    notices = reading.source.docx.notices if reading.source.docx else ()
    if notices:
        items = (element("li", {}, shown(notice)) for notice in notices)
        yield element("p", {}, "本页依据 Word 文件生成：")
        yield element("ul", {}, *items)


def _counts(reading: Reading) -> Element:
    """How much there is of what, each number with what it leads to."""
    units = Counter(each.level for each in reading.outline.provisions)
    told = "　".join(f"{units[level]} {level.chinese}" for level in Level if units[level])
    cards = [_card("篇幅", told or "没有条文", reading.to("whole"))]
    found = counts_of(reading.numbered) or "没有发现问题"
    cards.append(_card("检查结果", found, reading.to("findings")))
    own = Counter(each.state for each in reading.references if each.law is None)
    lost = f"，{own['missing']} 处不存在" if own["missing"] else ""
    cards.append(_card("引用本文条款", f"{own.total()} 处{lost}", reading.to("graph")))
    if reading.ledger:
        cards.append(_card("承诺", ledger_words(reading), reading.to("commitments")))
    if reading.earlier and reading.comparison:
        changed = sum(row.changed and row.kind == "article" for row in reading.comparison.rows)
        head = f"与{reading.earlier.mark}相比"
        cards.append(_card(head, f"{changed} 条有变动", reading.to("compare")))
    return element("ul", {"class": "cards"}, *cards)


def _card(head: str, words: str, target: str) -> Element:
    name = element("span", {"class": "head"}, head)
    return element("li", {}, anchor_to(target, name, element("span", {"class": "words"}, words)))


def _views(views: tuple[Page, ...]) -> Element:
    items = [element("li", {}, anchor_to(link(each.uri), each.title)) for each in views]
    return element(
        "nav", {"aria-label": "本稿的其他页面", "class": "views"}, element("ul", {}, *items)
    )


def _unreadable(reading: Reading) -> Element:
    """Why there is nothing to list; the text itself is on its page."""
    whole = anchor_to(reading.to("whole"), "全文")
    return element("p", {"class": "unreadable"}, "没有读到条文。原文见", whole, "。")


def _files(reading: Reading) -> Element:
    """The same for programs."""
    row = element("p", {"class": "files", "data-search-exclude": ""}, "供程序使用：")
    for name, words in _FILES[: None if reading.ledger else -1]:
        row.append(anchor_to(link(f"{reading.folder}/{name}"), f"{words}（JSON）"))
        row[-1].tail = "　"
    return row


def site_home(readings: tuple[Reading, ...], uri: str) -> Page:
    """The list of all readings."""
    rows: list[list[Cell]] = [
        [
            anchor_to(link(each.home), each.title),
            each.mark,
            f"{len(each.outline.articles)} 条",
            counts_of(each.numbered) or "没有发现问题",
            anchor_to(each.to("compare"), f"与{each.earlier.mark}对照") if each.earlier else "",
            shown(each.source.path.replace("\\", "/").rsplit("/", 1)[-1]),
        ]
        for each in readings
    ]
    heads = ("名称", "审次", "篇幅", "检查结果", "对照", "文件")
    main = div(
        "regcheck home",
        element("h1", {}, _ALL),
        rows_table(f"草案 {len(readings)} 份", heads, rows),
    )
    return Page(uri, _ALL, main)
