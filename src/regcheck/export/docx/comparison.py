"""Two readings side by side → 条文对照表 as a Word file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Literal

from msgspec.structs import replace

from regcheck.compare import Comparison, PieceKind, Row
from regcheck.export.comparison import (
    Side,
    place_words,
    reading_mark,
    shown_rows,
    side_words,
    state_words,
    totals,
)
from regcheck.export.docx.sheet import (
    Alignment,
    Cell,
    Mark,
    Marked,
    Page,
    Paragraph,
    Part,
    Table,
    line,
    paragraphs,
    sheet_bytes,
)
from regcheck.reporters.frame import printable

Marking = Literal["shade", "strike"]
_TITLE = "条文对照表"
_MARKS: dict[Marking, dict[PieceKind, Mark]] = {
    "shade": {"same": "plain", "removed": "shade", "added": "black"},
    "strike": {"same": "plain", "removed": "strike", "added": "underline"},
}
# What the legend calls a mark, in that mark, and what it says of the words.
_LEGEND: dict[Mark, tuple[str, str]] = {
    "shade": ("阴影", "上一稿中删去的文字"),
    "strike": ("删除线", "上一稿中删去的文字"),
    "black": ("黑体加粗", "这一稿中增加的文字"),
    "underline": ("下划线", "这一稿中增加的文字"),
    "aside": ("〔楷体〕", "条文的变动情况，不是条文"),
}


def comparison_docx(
    comparison: Comparison, *, whole: bool = False, columns: int = 2, marking: Marking = "shade"
) -> bytes:
    """The table as a Word file, with a third column 说明 where `columns` is 3; unless `whole`, with
    the units that changed."""
    told = columns == 3
    rows = tuple(
        _row(comparison, row, _MARKS[marking], told=told)
        for row in shown_rows(comparison, whole=whole)
    )
    heads = (_head("上一稿", _name(comparison, "old")), _head("这一稿", _name(comparison, "new")))
    table = Table(
        _TITLE,
        (*heads, _head("说明")) if told else heads,
        (5, 5, 2) if told else (1, 1),
        rows,
    )
    part = Part("", table=table) if rows else Part("", (line("两稿的文字没有不同。"),))
    name = comparison.new.title if comparison.old.title == comparison.new.title else ""
    title = f"《{printable(name)}》{_TITLE}" if name else _TITLE
    return sheet_bytes(Page(title, (line(totals(comparison)), *_legend(rows)), (part,)))


def _head(*words: str) -> Cell:
    return tuple(replace(line(each, "head"), layout="centred") for each in words)


def _name(comparison: Comparison, side: Side) -> str:
    """例：《某市甲条例》（草案修改稿）. The file tells them apart where those words do not."""
    document, other = comparison.old, comparison.new
    if side == "new":
        document, other = other, document
    names = {PurePath(each.source.path).name for each in (document, other)}
    path = document.source.path
    file = printable(PurePath(path).name if len(names) > 1 else path)
    said = reading_mark(document)
    if said == reading_mark(other):
        said = file if document.title == other.title else ""
    if not document.title:
        return file
    return f"《{printable(document.title)}》{f'（{said}）' if said else ''}"


def _legend(rows: Iterable[tuple[Cell, ...]]) -> Iterator[Paragraph]:
    """Each mark that the rows have, shown on its name; nothing where they have none."""
    used = {
        piece.mark
        for row in rows
        for cell in row
        for paragraph in cell
        for piece in paragraph.pieces
    }
    pieces = [
        piece
        for mark, (name, meaning) in _LEGEND.items()
        if mark in used
        for piece in (Marked("；"), Marked(name, mark), Marked(f"：{meaning}"))
    ]
    if pieces:
        yield Paragraph((Marked("图例　"), *pieces[1:], Marked("。")))


def _row(
    comparison: Comparison, row: Row, marks: dict[PieceKind, Mark], *, told: bool
) -> tuple[Cell, ...]:
    old, new = (_words(comparison, row, side, marks) for side in ("old", "new"))
    if told:
        return old, new, _explanation(row)
    note = _note(row)
    return (old, (*note, *new)) if old else (note, new)


def _words(comparison: Comparison, row: Row, side: Side, marks: dict[PieceKind, Mark]) -> Cell:
    """The words of one side; the paragraphs of an article begin two characters further in."""
    cells = (
        paragraphs(Marked(words, marks[kind]) for kind, words in block)
        for block in side_words(comparison, row, side)
    )
    return tuple(replace(each, layout=_layout(row, each)) for cell in cells for each in cell)


def _layout(row: Row, paragraph: Paragraph) -> Alignment:
    if row.kind == "heading":
        return "centred"
    # the draft's own blanks are kept, and do
    own = paragraph.words.startswith(("\u3000", " "))
    return "indented" if row.kind == "article" and not own else "left"


def _note(row: Row) -> Cell:
    """What the marks do not tell: 〔第十七条 → 第十六条　修改，移动〕."""
    if row.state in ("same", "edited") and not (row.moved or row.renumbered):
        return ()
    return (line(f"〔{place_words(row)}　{state_words(row)}〕", "aside"),)


def _explanation(row: Row) -> Cell:
    """What became of the unit, and the place where the drafter says why."""
    told = (line(place_words(row)), line(state_words(row)))
    return (*told, line("理由："), Paragraph(())) if row.changed else told
