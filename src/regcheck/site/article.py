"""The page of one article: its words, what is found in it, who cites it, what it answers."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from regcheck.analysis.norms import Norm
from regcheck.compare import Row
from regcheck.export.comparison import state_words
from regcheck.export.coverage import element_label, status_words
from regcheck.export.matrix import NATURES, bounds
from regcheck.export.norms import KINDS, SANCTIONS
from regcheck.model import Provision
from regcheck.reporters.markup import element
from regcheck.site.comparison import row_id
from regcheck.site.findings import findings_section
from regcheck.site.page import Cell, Page, anchor_to, div, filled, link, rows_table, section, shown
from regcheck.site.passages import copy_tools, provisions
from regcheck.site.popovers import popovers
from regcheck.site.prose import notes_in, place_of
from regcheck.site.reading import Reading
from regcheck.site.structured import article_data
from regcheck.text import Span

# How much more a hit on an article counts than one on another page.
_BOOST = 8.0
# How much is shown around a citation, in code points.
_AROUND = 24


def article_page(reading: Reading, article: Provision) -> Page:
    """The page of an article."""
    words = provisions(reading, reading.extent(article), alone=True)
    parts: list[Element] = [crumbs(reading, article), _head(reading, article)]
    parts += _change(reading, article)
    parts.append(element("section", {"class": "law", "aria-label": "条文"}, *words))
    parts += findings_section(reading, article)
    parts += _norms(reading, article)
    parts += _commitments(reading, article)
    parts += cited_by(reading, article)
    parts.append(_neighbours(reading, article))
    main = div("regcheck", *parts)
    main.append(popovers(reading, main))
    return Page(
        f"{reading.folder}/{article.id}.html",
        page_title(reading, article),
        main,
        data=article_data(reading, article),
        boost=_BOOST,
    )


def page_title(reading: Reading, unit: Provision) -> str:
    """What the page of a unit is called where its text is not before one's eyes."""
    return name_of(unit) if reading.alone else f"{name_of(unit)}（{reading.mark}）"


def name_of(unit: Provision) -> str:
    """例：第十二条；第二章　基础研究。"""
    heading = shown(unit.heading or "").strip()
    return f"{unit.address.steps[-1].label()}　{heading}" if heading else _label(unit)


def _label(unit: Provision) -> str:
    return unit.address.steps[-1].label()


def crumbs(reading: Reading, unit: Provision) -> Element:
    """Where a unit stands: the regulation, its chapter, itself."""
    above = [each for each in reading.outline.up(unit) if each is not unit]
    row = element("ol")
    row.append(element("li", {}, anchor_to(link(reading.home), reading.title)))
    for each in reversed(above):
        row.append(element("li", {}, anchor_to(reading.to(each.id), name_of(each))))
    row.append(element("li", {"aria-current": "page"}, _label(unit)))
    return element("nav", {"class": "crumbs", "aria-label": "位置", "data-search-exclude": ""}, row)


def _head(reading: Reading, article: Provision) -> Element:
    return div("head", unit_heading(reading, article), copy_tools(reading, article))


def unit_heading(reading: Reading, unit: Provision) -> Element:
    """The heading of a page, with the numbers of the findings on the label.

    It says how the label is written where that is another way, and among several readings of which
    one it is.
    """
    place = Span(unit.marker.start, max(unit.marker.end, unit.heading_span.end))
    heading = element("h1", {"id": unit.id}, name_of(unit), *notes_in(reading, place))
    written = shown(reading.source.slice(unit.marker)).strip()
    if "".join(written.split()) != _label(unit):
        heading.append(element("small", {}, f"　原文写作“{written}”"))
    if not reading.alone:
        heading.append(element("small", {}, f"　{reading.mark}"))
    return heading


def _change(reading: Reading, article: Provision) -> list[Element]:
    """What became of the article since the reading before."""
    row = reading.changes.get(article.id)
    if row is None or reading.earlier is None:
        return []
    words = change_words(row)
    target = link(f"{reading.folder}/compare.html", row_id(row))
    before = f"与{reading.earlier.mark}相比："
    return [element("p", {"class": "change"}, before, anchor_to(target, words))]


def change_words(row: Row) -> str:
    """例：修改，原第十一条；拆分，原第六条；合并，原第三条、第四条。"""
    old = "、".join(block.label for block in row.old if block.label)
    told = row.renumbered or row.state in ("split", "merged")
    return state_words(row) + (f"，原{old}" if old and told else "")


def _norms(reading: Reading, article: Provision) -> list[Element]:
    found = reading.norms_by_article.get(article.id, ())
    if not found:
        return []
    heads = ("种类", "条款", "主体", "内容", "条件", "例外", "措施")
    caption = "义务、权利和措施（由程序识别，供核对）"
    made = rows_table(caption, *filled(heads, [_norm_row(reading, each) for each in found]))
    return [section("norms", element("h2", {"id": "norms"}, "规范与措施"), made)]


def _norm_row(reading: Reading, norm: Norm) -> list[Cell]:
    label = reading.label(norm.provision)
    content = shown(norm.action or reading.source.slice(norm.span).strip())
    measures: list[str | Element] = []
    for each in norm.sanctions:
        measures += [element("br")] if measures else []
        amount = bounds(each)
        measures.append(
            f"{SANCTIONS[each.kind]}（{NATURES[each.nature]}{f'，{amount}' if amount else ''}）"
        )
    return [
        KINDS[norm.kind],
        label.removeprefix(reading.label(reading.page_of(norm.provision))) or "本条",
        shown(norm.actor or ""),
        content,
        shown(norm.condition or ""),
        shown(norm.exception or ""),
        measures,
    ]


def _commitments(reading: Reading, article: Provision) -> list[Element]:
    found = reading.ledger_by_article.get(article.id, ())
    if not found:
        return []
    rows: list[list[Cell]] = [
        [
            anchor_to(reading.to("commitments", f"promise-{each.number}"), promise.id),
            shown(promise.text),
            status_words(each.coverage),
            "；".join(
                shown(element_label(one.element))
                for one in each.coverage.elements
                if any(reading.page_of(name) == article.id for name in one.provisions)
            ),
            shown(promise.source),
        ]
        for each in found
        for promise in (each.coverage.commitment,)
    ]
    heads = ("编号", "承诺", "结论", "本条涉及的要素", "来源")
    head = element("h2", {"id": "commitments"}, "对应的承诺")
    return [section("commitments", head, rows_table("本条对应的政策承诺", heads, rows))]


def cited_by(reading: Reading, unit: Provision) -> list[Element]:
    """Who cites a unit or a part of it, with the words; nothing where nobody does."""
    found = reading.cited_by_article.get(unit.id, ())
    if not found:
        return []
    items = []
    for each in found:
        where = place_of(reading, each.source)
        items.append(element("li", {}, where, "：", *_glimpse(reading, each.span)))
    head = element("h2", {"id": "cited-by"}, f"被引用（{len(found)} 处）")
    return [section("cited-by", head, element("ul", {}, *items))]


def _glimpse(reading: Reading, span: Span) -> Iterator[str | Element]:
    """The words around a citation, within its line."""
    text = reading.source.text
    line = reading.source.line_span(reading.source.position(span.start).line)
    start, end = max(line.start, span.start - _AROUND), min(line.end, span.end + _AROUND)
    yield ("…" if start > line.start else "") + shown(text[start : span.start])
    yield element("b", {}, shown(text[span.start : min(span.end, end)]))
    yield shown(text[span.end : end]) + ("…" if end < line.end else "")


def _neighbours(reading: Reading, article: Provision) -> Element:
    """The articles before and after."""
    place = reading.outline.places[article.id]
    row = reading.outline.articles
    made = element(
        "nav", {"class": "neighbours", "aria-label": "前后条", "data-search-exclude": ""}
    )
    if place:
        made.append(_neighbour(reading, row[place - 1], "prev", "← 上一条"))
    if place + 1 < len(row):
        made.append(_neighbour(reading, row[place + 1], "next", "下一条 →"))
    return made


def _neighbour(reading: Reading, article: Provision, kind: str, words: str) -> Element:
    made = anchor_to(reading.to(article.id), element("span", {}, words), f" {name_of(article)}")
    made.set("rel", kind)
    return made
