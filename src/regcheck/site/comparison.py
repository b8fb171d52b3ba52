"""The page that holds a reading against the one before: 条文对照表."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from regcheck.compare import Block, Comparison, Piece, Row
from regcheck.export.comparison import STATES, state_words
from regcheck.reporters.frame import printable
from regcheck.reporters.markup import element
from regcheck.site.page import Cell, Page, anchor_to, div, rows_table
from regcheck.site.reading import Reading

# Blank lines, and the signs of a heading in Markdown.
_UNSEEN = re.compile(r"(?:[ \t]*\r?\n)+(?:#+[ \t]*)?|^#+[ \t]+")
_MARKS = {"removed": "del", "added": "ins"}


def comparison_page(reading: Reading) -> Page | None:
    """The table over both readings; None for a reading without one before it."""
    if reading.earlier is None or reading.comparison is None:
        return None
    before = reading.earlier
    rows = [row for row in reading.comparison.rows if _shown(reading.comparison, row)]
    title = f"条文对照：{before.mark}与{reading.mark}"
    heads = ("变动", before.mark, reading.mark)
    cells = [_cells(reading, before, row) for row in rows]
    table = rows_table("条文对照表", heads, cells, "comparison")
    for line, row in zip(table.findall(".//tbody/tr"), rows, strict=True):
        line.set("id", row_id(row))
        line.set("data-state", row.state)
        line.set("data-changed", "yes" if row.changed else "no")
    main = div("regcheck", element("h1", {}, title), _summary(rows), _filters(rows), table)
    return Page(f"{reading.folder}/compare.html", "条文对照", main, searched=False)


def row_id(row: Row) -> str:
    """The id of a row: row-art_12, row-was-art_12 for what was removed."""
    side = row.new or row.old
    name = side[0].id or f"{side[0].kind}-{side[0].span.start}"
    return f"row-{name}" if row.new else f"row-was-{name}"


def _shown(comparison: Comparison, row: Row) -> bool:
    """Whether a row has words."""
    sides = ((comparison.old, row.old), (comparison.new, row.new))
    return any(text.source.slice(each.span).strip() for text, side in sides for each in side)


def _summary(rows: Iterable[Row]) -> Element:
    articles = [row for row in rows if (row.new or row.old)[0].kind == "article"]
    counts = Counter(row.state for row in articles)
    told = [f"{STATES[state]} {counts[state]} 条" for state in STATES if counts[state]]
    moved = sum(row.moved for row in articles)
    renumbered = sum(row.renumbered for row in articles)
    told += [f"其中移动 {moved} 条"] if moved else []
    told += [f"序号调整 {renumbered} 条"] if renumbered else []
    return element("p", {"class": "lead"}, "，".join(told) or "没有条文", "。")


def _filters(rows: Iterable[Row]) -> Element:
    """What leaves out the unchanged rows: works only where scripts run."""
    changed = element("select", {"name": "changed"})
    for value, words in (("yes", "只看变动"), ("*", "全部")):
        changed.append(element("option", {"value": value}, words))
    states = element("select", {"name": "state"}, element("option", {"value": "*"}, "全部"))
    for state in STATES:
        if any(row.state == state for row in rows):
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
    return [
        head,
        _side(before, row.old, row.pieces, "old"),
        _side(reading, row.new, row.pieces, "new"),
    ]


def _places(reading: Reading, blocks: tuple[Block, ...]) -> list[str | Element]:
    """The units of one side as links."""
    out: list[str | Element] = []
    for block in blocks:
        if block.id:
            out += ["、"] if out else []
            out.append(anchor_to(reading.to(block.id), block.label))
    return out


def _side(
    reading: Reading, blocks: tuple[Block, ...], pieces: tuple[Piece, ...], side: str
) -> list[str | Element]:
    """The words of one side, what differs marked; blank lines and signs of layout are not shown."""
    spans = [(each, each.old if side == "old" else each.new) for each in pieces]
    out = []
    for block in blocks:
        body = element("div", {"class": "words"})
        inside = [(each, span) for each, span in spans if block.span.covers(span)]
        for each, span in inside:
            words = _UNSEEN.sub("\n", printable(reading.source.slice(span)))
            if span == inside[-1][1]:
                words = words.rstrip()
            if words:
                _append(body, _MARKS.get(each.kind), words.lstrip("\n") if not len(body) else words)
        out.append(body)
    return [*out]


def _append(body: Element, mark: str | None, words: str) -> None:
    if mark:
        body.append(element(mark, {}, words))
    elif len(body):
        body[-1].tail = (body[-1].tail or "") + words
    else:
        body.text = (body.text or "") + words
