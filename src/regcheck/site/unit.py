"""The pages of chapters and their like, of the whole text, and of the terms."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from regcheck.analysis.terms import Term, uses
from regcheck.model import Level, Provision
from regcheck.reporters.markup import element
from regcheck.site.article import change_words, cited_by, crumbs, name_of, page_title, unit_heading
from regcheck.site.findings import counts_of, findings_section
from regcheck.site.page import Cell, Page, anchor_to, div, rows_table, shown
from regcheck.site.passages import provisions
from regcheck.site.popovers import popovers
from regcheck.site.reading import Reading
from regcheck.text import Span

# How much of an article is shown in a list, in code points.
_OPENING = 60
# How much of a definition is shown.
_MEANING = 200


def unit_page(reading: Reading, unit: Provision) -> Page:
    """The page of a 编, 分编, 章 or 节: its articles with their first words."""
    main = div(
        "regcheck",
        crumbs(reading, unit),
        unit_heading(reading, unit),
        *provisions(reading, _before_children(unit), alone=True),
        *findings_section(reading, unit),
        *contents(reading, unit.children),
        *cited_by(reading, unit),
    )
    main.append(popovers(reading, main))
    return Page(f"{reading.folder}/{unit.id}.html", page_title(reading, unit), main)


def _before_children(unit: Provision) -> Span:
    """Where a text may stand that is neither the heading nor an article."""
    end = unit.children[0].span.start if unit.children else unit.span.end
    return Span(unit.span.start, end)


def contents(reading: Reading, row: tuple[Provision, ...]) -> list[Element]:
    """Units and articles as a list of links; units that hold others are headings."""
    out: list[Element] = []
    listed: list[Element] = []
    for each in row:
        if each.level is Level.ARTICLE:
            listed.append(_article(reading, each))
            continue
        out += [_list(listed)] if listed else []
        listed = []
        level = min(each.level.rank + 1, 4)
        head = anchor_to(reading.to(each.id), name_of(each))
        out.append(element(f"h{max(level, 2)}", {"class": f"unit {each.level}"}, head))
        out += contents(reading, each.children)
    return [*out, _list(listed)] if listed else out


def _list(items: list[Element]) -> Element:
    """A list of articles; the search leads to the articles themselves."""
    return element("ul", {"class": "contents", "data-search-exclude": ""}, *items)


def _article(reading: Reading, article: Provision) -> Element:
    """One line of a list: the article, its first words, what was found in it, what changed."""
    begin = article.children[0].span.start if article.children else article.marker.end
    words = " ".join(shown(reading.source.slice(Span(begin, article.span.end))).split())
    opening = f"{words[:_OPENING]}……" if len(words) > _OPENING else words
    made = element(
        "li", {}, anchor_to(reading.to(article.id), name_of(article)), element("span", {}, opening)
    )
    found = counts_of(reading.findings_by_article.get(article.id, ()))
    if found:
        made.append(element("span", {"class": "count"}, found))
    row = reading.changes.get(article.id)
    if row and row.changed:
        made.append(element("span", {"class": "count"}, change_words(row)))
    return made


def whole_page(reading: Reading) -> Page:
    """The whole text in its order, for reading through and for print; nothing is left out."""
    extent = Span(0, len(reading.source.text))
    words = provisions(reading, extent)
    main = div("regcheck whole", *words)
    if not any(each.tag == "h1" for each in words):
        main.insert(0, element("h1", {}, reading.title))
    main.append(popovers(reading, main))
    # the search leads to the articles themselves; an annex has no other page
    annexes = [each for each in main if each.get("class") == "note annex"]
    for each in main:
        if each.tag != "h1" and each not in annexes:
            each.set("data-search-exclude", "")
    return Page(f"{reading.folder}/whole.html", "全文", main, searched=bool(annexes))


def terms_page(reading: Reading) -> Page:
    """What the text defines and abbreviates, where, and how often each word is used."""
    terms = reading.facts.terms
    used = uses(reading.document, reading.outline, (each.word for each in terms))
    main = div("regcheck", element("h1", {}, "术语"))
    if terms:
        heads = ("词语", "种类", "所在条款", "含义", "使用")
        rows = [_term(reading, each, len(used.get(each.word, ()))) for each in terms]
        main.append(rows_table("文中定义和简称的词语", heads, rows))
    else:
        main.append(element("p", {}, "文中没有定义词语，也没有简称。"))
    return Page(f"{reading.folder}/terms.html", "术语", main)


def _term(reading: Reading, term: Term, used: int) -> list[Cell]:
    held = reading.outline.at(term.span.start)
    target = reading.to_provision(held.id) if held else None
    label = reading.label(held.id) if held else ""
    scope = f"（只用于{reading.label(term.scope)}）" if term.scope else ""
    kind = "定义" if term.kind == "definition" else "简称"
    meaning = _meaning(reading, term, held) if kind == "定义" else term.full
    place: str | Element = anchor_to(target, label) if target else "正文以前"
    return [shown(term.word), kind + scope, place, shown(meaning), f"{used} 处"]


def _meaning(reading: Reading, term: Term, held: Provision | None) -> str:
    """The sentence that defines a term, cut where it is long."""
    end = held.span.end if held else term.clause.end
    words = reading.source.text[term.clause.start : end].split("。", 1)[0].strip()
    return f"{words[:_MEANING]}……" if len(words) > _MEANING else f"{words}。"
