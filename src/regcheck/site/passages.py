"""A part of the text as elements: every provision with its id, and all that stands between."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from regcheck.model import Level, Provision
from regcheck.reporters.markup import element
from regcheck.site.page import anchor_to, div, shown
from regcheck.site.prose import Parts, empty_notes, marked, notes_in, prose
from regcheck.site.reading import Reading
from regcheck.site.strips import Passage, Strip, passages
from regcheck.text import Span

_CELL, _RULE = re.compile(r"(?<!\\)\|"), re.compile(r"[\s|:-]+")
_NOTES = {
    "note": "说明",
    "alternative": "备选方案",
    "quoted": "引用的条文",
    "annex": "附件",
    "signature": "落款",
}


def provisions(reading: Reading, extent: Span, *, alone: bool = False) -> list[Element]:
    """The words of a part of the text, each provision as an element with its id.

    The label of an article stands before its first words. A unit that stands `alone` has its label
    or heading above it, and every provision what copies its citation and links to it.
    """
    out: list[Element] = []
    head: Passage | None = None
    for each in passages(reading.document, reading.outline, extent):
        held = each.provision
        if held is not None and held.level.rank > Level.ARTICLE.rank:
            out.append(_words(reading, each, held, head, tools=alone))
            head = None
            continue
        out += [_bare_article(reading, head)] if head else []
        head = None
        if held is None:
            out.append(_aside(reading, each.strips[0]))
        elif held.level is Level.ARTICLE:
            head = None if alone else each
        elif not alone:
            out.append(_heading(reading, each, held))
    return [*out, _bare_article(reading, head)] if head else out


def _words(
    reading: Reading, passage: Passage, held: Provision, head: Passage | None, *, tools: bool
) -> Element:
    """One 款, 项 or 目, with the label of its article where it is the first."""
    content: Parts = [element("span", {"id": each.id}) for each in _without_words(reading, held)]
    content += [*_label(reading, head), "　"] if head else []
    for strip in passage.strips:
        if strip.kind == "marker":
            content += notes_in(reading, strip.span)
            label = marked(reading, strip.span, notes=False)
            content.append(element("span", {"class": "marker"}, *label))
        else:
            content += prose(reading, strip.span)
    content += empty_notes(reading, passage.span.end)
    content += [" ", copy_tools(reading, held)] if tools else []
    return div(f"provision {held.level}", element("p", {}, *content), id=held.id)


def _without_words(reading: Reading, held: Provision) -> list[Provision]:
    """The provisions that begin with this one and say nothing themselves: the 款 of an article that
    goes on at once with （一）. Their places are links, too."""
    out: list[Provision] = []
    above = reading.outline.parents.get(held.id)
    while above and above.level.rank > Level.ARTICLE.rank and above.children[0] is held:
        if above.marker.end > above.marker.start or above.body.end > above.body.start:
            break
        out.append(above)
        held, above = above, reading.outline.parents.get(above.id)
    return out


def _label(reading: Reading, head: Passage) -> Parts:
    """The label of an article with its rubric, on pages where many follow each other."""
    if head.provision is None:
        return []
    words: Parts = []
    for strip in head.strips:
        words += marked(reading, strip.span, notes=False)
    made = anchor_to(reading.to(head.provision.id), *words, id=head.provision.id)
    made.set("class", "label")
    return [*notes_in(reading, head.span), made]


def _bare_article(reading: Reading, head: Passage) -> Element:
    """An article without words of its own."""
    return div("provision article", element("p", {}, *_label(reading, head)))


def _heading(reading: Reading, passage: Passage, held: Provision) -> Element:
    words: Parts = []
    for strip in passage.strips:
        words += ["　"] if words else []
        words += marked(reading, strip.span, notes=False)
    highest = min(each.level.rank for each in reading.outline.headings)
    made = element(
        f"h{held.level.rank - highest + 2}", {"id": held.id, "class": f"unit {held.level}"}
    )
    made.extend(each for each in notes_in(reading, passage.span) if isinstance(each, Element))
    made.append(anchor_to(reading.to(held.id), *words))
    return made


def _aside(reading: Reading, strip: Strip) -> Element:
    """What is no provision: the name, what stands before the text, a note, a table."""
    if strip.note is None:
        name = "h1" if strip.kind == "title" else "p"
        return element(name, {"class": strip.kind}, *prose(reading, strip.span))
    if strip.note.kind == "table":
        return div("note table", table_of(shown(reading.source.slice(strip.span))))
    head = element("span", {"class": "kind"}, _NOTES[strip.note.kind])
    return div(f"note {strip.note.kind}", head, element("p", {}, *prose(reading, strip.span)))


def table_of(words: str) -> Element:
    """A table in Markdown as a table; its first row is the head where a line of dashes follows."""
    lines = [line.strip().strip("|") for line in words.split("\n") if line.strip()]
    rows = [[cell.strip() for cell in _CELL.split(line)] for line in lines]
    headed = len(lines) > 1 and bool(_RULE.fullmatch(lines[1]))
    made = element("table", {"class": "words"}, element("caption", {}, "表"))
    if headed:
        heads = (element("th", {"scope": "col"}, cell) for cell in rows[0])
        made.append(element("thead", {}, element("tr", {}, *heads)))
    body = rows[2:] if headed else rows
    cells = (element("tr", {}, *(element("td", {}, cell) for cell in row)) for row in body)
    made.append(element("tbody", {}, *cells))
    return made


def copy_tools(reading: Reading, held: Provision) -> Element:
    """What copies the citation of a provision, and the link that leads to it."""
    cited = reading.citation(held)
    button = element(
        "button",
        {"type": "button", "class": "copy", "data-copy": cited, "title": f"复制：{cited}"},
        "复制引用",
    )
    label = f"{held.address.label()}的链接"
    place = anchor_to(f"#{held.id}", "链接", title=label, **{"class": "permalink"})
    place.set("aria-label", label)
    return element("span", {"class": "tools", "data-search-exclude": ""}, button, place)
