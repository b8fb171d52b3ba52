"""The page that holds a reading against the one before: 条文对照表."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from regcheck.compare import Block, Row
from regcheck.export.comparison import STATES, Side, shown_rows, side_words, state_words, totals
from regcheck.export.comparison_page import marked_words
from regcheck.reporters.markup import element
from regcheck.site.page import Cell, Page, anchor_to, div, rows_table
from regcheck.site.reading import Reading


def comparison_page(reading: Reading) -> Page | None:
    """The table over both readings; None for a reading without one before it."""
    found, before = reading.comparison, reading.earlier
    if found is None or before is None:
        return None
    rows = shown_rows(found, whole=True)
    heads = ("变动", before.mark, reading.mark)
    cells = [_cells(reading, before, row) for row in rows]
    table = rows_table("条文对照表", heads, cells, "comparison")
    for line, row in zip(table.findall(".//tbody/tr"), rows, strict=True):
        line.set("id", row_id(row))
        line.set("data-state", row.state)
        line.set("data-changed", "yes" if row.changed else "no")
    main = div(
        "regcheck",
        element("h1", {}, f"条文对照：{before.mark}与{reading.mark}"),
        element("p", {"class": "lead"}, totals(found)),
        _filters(rows),
        table,
    )
    return Page(f"{reading.folder}/compare.html", "条文对照", main, searched=False)


def row_id(row: Row) -> str:
    """The id of a row: row-art_12, row-was-art_12 for what was removed."""
    side = row.new or row.old
    name = side[0].id or f"{side[0].kind}-{side[0].span.start}"
    return f"row-{name}" if row.new else f"row-was-{name}"


def _filters(rows: Iterable[Row]) -> Element:
    """What leaves out the unchanged rows: works only where scripts run."""
    changed = element("select", {"name": "changed"})
    for value, words in (("yes", "只看变动"), ("*", "全部")):
        changed.append(element("option", {"value": value}, words))
    states = element("select", {"name": "state"}, element("option", {"value": "*"}, "全部"))
    present = {row.state for row in rows}
    for state in (each for each in STATES if each in present):
        states.append(element("option", {"value": state}, STATES[state]))
    form = element("form", {"class": "filters", "hidden": "hidden", "data-filters": ""})
    form.append(element("label", {}, "范围 ", changed))
    form.append(element("label", {}, "变动 ", states))
    form.append(element("p", {"class": "shown", "role": "status"}))
    return form


def _cells(reading: Reading, before: Reading, row: Row) -> list[Cell]:
    old, new = _places(before, row.old), _places(reading, row.new)
    single = len(row.old) == len(row.new) == 1 and not row.renumbered
    place = new if single or not old else [*old, " → ", *new] if new else old
    head: list[str | Element] = [element("p", {"class": "place"}, state_words(row))]
    head += [element("p", {"class": "place"}, *place)] if place else []
    return [head, _side(reading, row, "old"), _side(reading, row, "new")]


def _places(reading: Reading, blocks: tuple[Block, ...]) -> list[str | Element]:
    """The units of one side as links."""
    out: list[str | Element] = []
    for block in blocks:
        if block.id:
            out += ["、"] if out else []
            out.append(anchor_to(reading.to(block.id), block.label))
    return out


def _side(reading: Reading, row: Row, side: Side) -> list[str | Element]:
    if reading.comparison is None:
        return []
    return [marked_words(each) for each in side_words(reading.comparison, row, side)]
