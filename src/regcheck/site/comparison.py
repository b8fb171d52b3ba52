"""The page that holds a reading against the one before: 条文对照表."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from regcheck.compare import Block, Row
from regcheck.export.comparison import (
    STATES,
    Side,
    place_words,
    shown_rows,
    side_words,
    state_words,
    totals,
)
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
        told = {"changed": row.changed, "moved": row.moved, "renumbered": row.renumbered}
        for name, is_so in told.items():
            line.set(f"data-{name}", "yes" if is_so else "no")
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
    """What leaves out rows, the unchanged ones at first: works only where scripts run."""
    listed = tuple(rows)
    choices = [("changed=yes", "有变动的"), ("*", "全部")]
    present = {row.state for row in listed}
    choices += [(f"state={state}", STATES[state]) for state in STATES if state in present]
    choices += [("moved=yes", "移动")] if any(row.moved for row in listed) else []
    choices += [("renumbered=yes", "序号调整")] if any(row.renumbered for row in listed) else []
    select = element("select", {"name": "rows"})
    for value, words in choices:
        select.append(element("option", {"value": value}, words))
    form = element("form", {"class": "filters", "hidden": "hidden", "data-filters": ""})
    form.append(element("label", {}, "显示 ", select))
    form.append(element("p", {"class": "shown", "role": "status"}))
    return form


def _cells(reading: Reading, before: Reading, row: Row) -> list[Cell]:
    old, new = _places(before, row.old), _places(reading, row.new)
    single = len(row.old) == len(row.new) == 1 and not row.renumbered
    place = new if single or not old else [*old, " → ", *new] if new else old
    head: list[str | Element] = [element("p", {"class": "place"}, state_words(row))]
    head.append(element("p", {"class": "place"}, *(place or [place_words(row)])))
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
