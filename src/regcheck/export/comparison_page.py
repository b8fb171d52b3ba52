"""Two readings side by side → 条文对照表 as one page of HTML and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from regcheck.compare import Comparison, PieceKind, Row
from regcheck.export.comparison import (
    Side,
    Words,
    place_words,
    shown_rows,
    side_words,
    state_words,
    totals,
)
from regcheck.model import Document
from regcheck.reporters.frame import printable
from regcheck.reporters.markup import element
from regcheck.reporters.page import page

_TITLE = "条文对照表"
_HEADS = ("变动", "上一稿", "这一稿")
_SIDES: tuple[Side, Side] = ("old", "new")
_TAGS: dict[PieceKind, str] = {"removed": "del", "added": "ins"}
_NOTE = "上一稿中删去的文字加删除线，这一稿中增加的文字加下划线。"
_MARKDOWN_NOTE = "上一稿中删去的文字加删除线，这一稿中增加的文字加粗。"
_MARKS: dict[PieceKind, str] = {"same": "", "removed": "~~", "added": "**"}
# CommonMark, "Backslash escapes": every ASCII punctuation character may be escaped.
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


def comparison_markup(comparison: Comparison, *, whole: bool = True) -> Element:
    """The table: a row for each unit, with its state, its old and its new words."""
    heads = (element("th", {"scope": "col"}, head) for head in _HEADS)
    rows = (_row(comparison, row) for row in shown_rows(comparison, whole=whole))
    return element(
        "table",
        {"class": "comparison"},
        element("caption", {}, f"{_TITLE}：{_readings(comparison)}。{_NOTE}"),
        element("thead", {}, element("tr", {}, *heads)),
        element("tbody", {}, *rows),
    )


def _row(comparison: Comparison, row: Row) -> Element:
    state = element("span", {"class": "state"}, state_words(row))
    cells = (
        element("td", {}, *map(marked_words, side_words(comparison, row, side))) for side in _SIDES
    )
    head = element("th", {"scope": "row"}, place_words(row), state)
    return element("tr", {"data-state": row.state}, head, *cells)


def marked_words(pieces: Words) -> Element:
    """The words of a block, those that went as `del`, those that came as `ins`."""
    parts = (element(_TAGS[kind], {}, text) if kind in _TAGS else text for kind, text in pieces)
    return element("div", {"class": "words"}, *parts)


def _readings(comparison: Comparison) -> str:
    """What is compared, by title and file: 《甲条例》（一.md）与《甲条例》（二.md）."""
    return "与".join(map(_name, (comparison.old, comparison.new)))


def _name(document: Document) -> str:
    path = printable(document.source.path)
    return f"《{printable(document.title)}》（{path}）" if document.title else path


def comparison_html(comparison: Comparison, *, whole: bool = False) -> str:
    """A page of its own; unless `whole`, with the units that changed."""
    main = element("main", {}, comparison_markup(comparison, whole=whole))
    return page(_TITLE, totals(comparison), main, "report.css", "comparison.css")


def comparison_markdown(comparison: Comparison, *, whole: bool = False) -> str:
    """A table in Markdown; nothing that a draft says is Markdown or HTML in it."""
    rows = (_line(_cells(comparison, row)) for row in shown_rows(comparison, whole=whole))
    head = [f"# {_TITLE}", "", f"{_escaped(_readings(comparison))}。{_MARKDOWN_NOTE}", ""]
    table = [_line(_HEADS), _line(["---"] * len(_HEADS)), *rows]
    return "\n".join([*head, *table, "", _escaped(totals(comparison))]) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(comparison: Comparison, row: Row) -> Iterable[str]:
    yield f"{_escaped(place_words(row))}<br>{state_words(row)}"
    for side in _SIDES:
        yield "<br>".join("".join(_inline(block)) for block in side_words(comparison, row, side))


def _inline(pieces: Words) -> Iterable[str]:
    for kind, text in pieces:
        lines = (_emphasis(_MARKS[kind], line) for line in text.split("\n"))
        yield "<br>".join(lines)


def _emphasis(mark: str, words: str) -> str:
    """A line in a mark. Beside punctuation a mark counts only where a blank stands outside."""
    inner = words.strip()
    if not inner or not mark:
        return _escaped(words)
    start = words.index(inner)
    before, after = words[:start], words[start + len(inner) :]
    before = before or ("" if inner[0].isalnum() else " ")
    after = after or ("" if inner[-1].isalnum() else " ")
    return f"{before}{mark}{_escaped(inner)}{mark}{after}"


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\1", words)
