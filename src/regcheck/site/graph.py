"""Who cites whom, as a drawing and as the table that says the same."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import msgspec

from regcheck.analysis.backlinks import edges
from regcheck.reporters.markup import element
from regcheck.site.page import Cell, Page, anchor_to, div, rows_table, shown
from regcheck.site.reading import Reading
from regcheck.site.tables import places

# A row of the drawing, the place of the labels, and how far an arc may reach, in SVG units.
_ROW, _LEFT, _REACH = 22, 150, 330
# The drawing shows no more articles than these; the table shows all.
_DRAWN = 400


class Arc(msgspec.Struct, frozen=True):
    """One article cites another."""

    source: str
    target: str


def arcs(reading: Reading) -> tuple[Arc, ...]:
    """The citations between articles of the text, by the place of the citing one.

    A citation of a chapter is one of the chapter.
    """
    order = {each.id: place for place, each in enumerate(reading.outline.provisions)}
    found = {
        Arc(edge.source, edge.target)
        for edge, _ in edges(reading.references)
        if edge.law is None and not edge.missing and {edge.source, edge.target} <= order.keys()
    }
    return tuple(sorted(found, key=lambda arc: (order[arc.source], order[arc.target])))


def graph_page(reading: Reading) -> Page:
    """The drawing and the table."""
    found = arcs(reading)
    main = div("regcheck", element("h1", {}, "引用关系"))
    if found:
        units = {each for arc in found for each in (arc.source, arc.target)}
        lead = f"有引用关系的条 {len(units)} 个，引用 {len(found)} 对。"
        main.append(element("p", {"class": "lead"}, lead))
        if len(units) <= _DRAWN:
            main[-1].text = f"{lead}实线引用后面的条，虚线引用前面的条；下面的表内容相同。"
            main.append(_drawing(reading, found))
        main.append(_table(reading, found))
    else:
        main.append(element("p", {}, "条文之间没有引用。"))
    return Page(f"{reading.folder}/graph.html", "引用关系", main, searched=False)


def _table(reading: Reading, found: tuple[Arc, ...]) -> Element:
    cites: dict[str, list[str]] = {}
    cited: dict[str, list[str]] = {}
    for arc in found:
        cites.setdefault(arc.source, []).append(arc.target)
        cited.setdefault(arc.target, []).append(arc.source)
    rows: list[list[Cell]] = [
        [
            anchor_to(reading.to(each.id), each.address.label()),
            places(reading, cites.get(each.id, ())),
            places(reading, cited.get(each.id, ())),
        ]
        for each in reading.outline.provisions
        if each.id in cites or each.id in cited
    ]
    return rows_table("条文之间的引用", ("条款", "引用", "被引用"), rows)


def _drawing(reading: Reading, found: tuple[Arc, ...]) -> Element:
    """Articles from top to bottom, an arc from each citing one to the cited one."""
    ends = {each for arc in found for each in (arc.source, arc.target)}
    drawn = [each for each in reading.outline.provisions if each.id in ends]
    at = {each.id: (place + 1) * _ROW for place, each in enumerate(drawn)}
    farthest = max(abs(at[arc.source] - at[arc.target]) for arc in found) or 1
    height = (len(drawn) + 1) * _ROW
    drawing = element(
        "svg",
        {
            "viewBox": f"0 0 {_LEFT + _REACH + 20} {height}",
            "class": "graph",
            "role": "group",
            "aria-label": "条文之间的引用，内容与下面的表相同",
        },
    )
    for arc in found:
        drawing.append(_arc(reading, arc, at, farthest))
    for each in drawn:
        place = {"x": str(_LEFT - 10), "y": str(at[each.id] + 5)}
        label = element("text", place, shown(each.address.steps[-1].label()))
        drawing.append(anchor_to(reading.to(each.id), label))
    return div(
        "scroll drawing", drawing, tabindex="0", role="region", **{"aria-label": "引用关系图"}
    )


def _arc(reading: Reading, arc: Arc, at: dict[str, int], farthest: int) -> Element:
    """A half circle; downwards and upwards are told by the arrow at the cited end."""
    start, end = at[arc.source], at[arc.target]
    width = 14 + (_REACH - 14) * abs(start - end) / farthest
    bend = _LEFT + width * 4 / 3
    path = f"M{_LEFT} {start}C{bend:.0f} {start} {bend:.0f} {end} {_LEFT + 7} {end}"
    words = f"{reading.label(arc.source)}引用{reading.label(arc.target)}"
    line = element("path", {"d": path, "class": "down" if end > start else "up"})
    head = element("path", {"d": f"M{_LEFT} {end}l8 -4v8z", "class": "head"})
    return element("g", {}, element("title", {}, shown(words)), line, head)
