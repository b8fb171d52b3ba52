"""Two readings side by side → 条文对照表: in words, as a table for a terminal and as JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from regcheck.analysis.comments import comments_within, outside
from regcheck.compare import Block, Comparison, PieceKind, Row, State
from regcheck.model import Document
from regcheck.reporters.frame import printable
from regcheck.text import Span

Side = Literal["old", "new"]
Words = list[tuple[PieceKind, str]]
STATES: dict[State, str] = {
    "same": "未改动",
    "edited": "修改",
    "rewritten": "重写",
    "added": "新增",
    "removed": "删去",
    "split": "拆分",
    "merged": "合并",
}
_NAMES = {"front": "题注和目录", "heading": "标题", "article": "条文", "text": "其他文字"}
# Blank lines, and the signs of a heading in Markdown.
_UNSEEN = re.compile(r"(?:[ \t\u3000]*[\r\n])+(?:[ \t]*#+[ \t]*)?|^[ \t]*#+[ \t]+")
# A mark of a reading in brackets: （草案二次审议稿）.
_MARK = re.compile(r"[（(【〔\[［]([^（）()【】〔〕\[\]［］]{1,24}[稿案])[）)】〕\]］]")
# So many characters are shown of what stayed, on either side of a change.
_AROUND = 24
_MARKS: dict[PieceKind, str] = {"same": "{}", "removed": "［删：{}］", "added": "［增：{}］"}


def state_words(row: Row) -> str:
    """What became of a unit: 修改，移动；未改动，序号调整."""
    words = [STATES[row.state]]
    if row.moved:
        words.append("移动")
    elif row.renumbered:
        words.append("序号调整")
    return "，".join(words)


def block_name(block: Block) -> str:
    """What people call a block: 第十二条, 附则, 题注和目录."""
    return printable(block.label) or _NAMES[block.kind]


def place_words(row: Row) -> str:
    """Where a unit stood and stands: 第十七条 → 第十六条; one name where it did not change."""
    old, new = ("、".join(map(block_name, side)) for side in (row.old, row.new))
    return old if old == new else " → ".join(filter(None, (old, new)))


def reading_mark(document: Document) -> str:
    """Which reading a text is in the words before its provisions: 草案二次审议稿; empty where they
    do not say it."""
    head = "".join(document.source.slice(span) for span in document.front[:6])
    found = _MARK.findall("".join(head.split()))
    return printable(found[-1]) if found else ""


def totals(comparison: Comparison) -> str:
    """How many articles there are of each state: 修改 3 条，新增 1 条。"""
    rows = [row for row in comparison.rows if row.kind == "article"]
    counts = Counter(row.state for row in rows)
    told = [f"{words} {counts[state]} 条" for state, words in STATES.items() if counts[state]]
    moved = sum(row.moved for row in rows)
    renumbered = sum(row.renumbered and not row.moved for row in rows)
    among = [f"移动 {moved} 条"] if moved else []
    among += [f"序号调整 {renumbered} 条"] if renumbered else []
    told += [f"其中{'、'.join(among)}"] if among else []
    return f"条文：{'，'.join(told) or '没有'}。"


def shown_rows(comparison: Comparison, *, whole: bool) -> tuple[Row, ...]:
    """The rows that have words; unless `whole`, only those where more than a number changed."""
    return tuple(
        row for row in comparison.rows if (whole or row.changed) and _has_words(comparison, row)
    )


def _has_words(comparison: Comparison, row: Row) -> bool:
    return any(
        words.strip()
        for side in ("old", "new")
        for block in side_words(comparison, row, side)
        for _, words in block
    )


def side_words(comparison: Comparison, row: Row, side: Side) -> list[Words]:
    """The words of each block of one side, what differs apart from what stayed.

    Blank lines and signs of Markdown headings are left out, control characters made harmless.
    """
    document = comparison.old if side == "old" else comparison.new
    blocks = row.old if side == "old" else row.new
    spans = [(piece.kind, piece.old if side == "old" else piece.new) for piece in row.pieces]
    said = []
    for block in blocks:
        comments = comments_within(document, block.span)
        said.append(
            _clean(
                (kind, document.source.slice(part))
                for kind, span in spans
                if span.start < span.end and block.span.covers(span)
                for part in outside(comments, span)
            )
        )
    return said


def _clean(pieces: Iterable[tuple[PieceKind, str]]) -> Words:
    """The pieces without what is not seen; no line is blank, and none stands at either end."""
    out: Words = []
    for kind, text in pieces:
        words = _UNSEEN.sub("\n", printable(text.replace("\r", "\n")))
        if not out or out[-1][1].endswith("\n"):
            words = words.lstrip("\n")
        if words and out and out[-1][0] == kind:
            out[-1] = (kind, out[-1][1] + words)
        elif words:
            out.append((kind, words))
    while out and not out[-1][1].rstrip():
        out.pop()
    return [*out[:-1], (out[-1][0], out[-1][1].rstrip())] if out else out


def comparison_table(comparison: Comparison, *, whole: bool = False) -> str:
    """The comparison for a terminal: what was deleted and added in the words of each unit."""
    old, new = (printable(each.source.path) for each in (comparison.old, comparison.new))
    lines = [f"条文对照表　{old} → {new}"]
    for row in shown_rows(comparison, whole=whole):
        lines.append(f"\n{place_words(row)}　{state_words(row)}")
        lines += [f"    {line}" for line in _told(comparison, row).split("\n") if line.strip()]
    return "\n".join([*lines, "", totals(comparison)]) + "\n"


def _told(comparison: Comparison, row: Row) -> str:
    """Both readings of a unit in one text; of what stayed, the words around the changes."""
    if not row.old or not row.new:
        return "\n".join("".join(words for _, words in each) for each in _sides(comparison, row))
    pieces = _clean(_pieces(comparison, row))
    if all(kind == "same" for kind, _ in pieces):
        return _shortened("".join(words for _, words in pieces), first=True, last=False)
    return "".join(
        _shortened(words, first=not place, last=place == len(pieces) - 1)
        if kind == "same"
        else _marked(kind, words)
        for place, (kind, words) in enumerate(pieces)
    )


def _sides(comparison: Comparison, row: Row) -> list[Words]:
    return side_words(comparison, row, "old") + side_words(comparison, row, "new")


def _pieces(comparison: Comparison, row: Row) -> Iterator[tuple[PieceKind, str]]:
    """The words of the pieces; of what stayed, those of the new text where it has any."""
    old = _comments(comparison.old, row.old)
    new = _comments(comparison.new, row.new)
    for piece in row.pieces:
        words = _seen(comparison.new, new, piece.new)
        yield piece.kind, words or _seen(comparison.old, old, piece.old)


def _comments(document: Document, blocks: Iterable[Block]) -> tuple[Span, ...]:
    return tuple(each for block in blocks for each in comments_within(document, block.span))


def _seen(document: Document, comments: tuple[Span, ...], span: Span) -> str:
    return "".join(map(document.source.slice, outside(comments, span)))


def _marked(kind: PieceKind, words: str) -> str:
    """The words in a mark for each of their lines."""
    lines = words.split("\n")
    return "\n".join(_MARKS[kind].format(line) if line.strip() else line for line in lines)


def _shortened(words: str, *, first: bool, last: bool) -> str:
    """What stayed, without its middle; the beginning of a unit is its label."""
    head, tail = words[:_AROUND], words[-_AROUND:]
    if last:
        return words if len(words) <= _AROUND else f"{head}…"
    if len(words) <= 2 * _AROUND:
        return words
    return f"{head}…{tail}" if not first else f"{words[:8]}…{tail}"


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """The comparison as the contract's object; spans are offsets in the text of their side."""
    return {
        "old": comparison.old.source.path,
        "new": comparison.new.source.path,
        "rows": [_row_json(comparison, row) for row in comparison.rows],
    }


def _row_json(comparison: Comparison, row: Row) -> dict[str, Any]:
    return {
        "state": row.state,
        "moved": row.moved,
        "similarity": round(row.similarity, 4),
        "old": [_block_json(comparison, each, "old") for each in row.old],
        "new": [_block_json(comparison, each, "new") for each in row.new],
        "pieces": [{"kind": each.kind, "old": each.old, "new": each.new} for each in row.pieces],
    }


def _block_json(comparison: Comparison, block: Block, side: Side) -> dict[str, Any]:
    source = (comparison.old if side == "old" else comparison.new).source
    return {
        "kind": block.kind,
        "id": block.id,
        "label": block.label,
        "span": block.span,
        "text": source.slice(block.span),
    }
