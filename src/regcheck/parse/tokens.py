"""Physical lines → tokens: the usual line is told at a glance, any other by a closer look.

Most lines of a regulation are blank, or Chinese text after a label as a printed law sets it; in
those no pattern of `labels` has to look for Markdown, stray spaces or the dots of a 目录.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from regcheck.parse.labels import Line, Shape, label_number, labelled_line, relabel
from regcheck.text import SourceFile, Span

_HAN = "\u4e00-\u9fff"
_NUMERALS = "一二三四五六七八九十百"
_SPACES = "[ \t\u3000]"
# How a usual line begins: 第一条　甲, 第一条之二　甲, ## 第一章　总则, （一）甲, 甲 or 2026年. No
# word may follow that makes a label doubtful: 第十条　之一, （一）项和（二）项.
_USUAL = re.compile(
    rf"{_SPACES}*+(?:#{{1,6}}{_SPACES}++)?+(?:"
    rf"第(?P<number>[{_NUMERALS}千零〇0-9]{{1,9}})"
    rf"(?:(?P<article>条(?:之(?P<sub>[{_NUMERALS}]{{1,4}}))?){_SPACES}++"
    rf"(?![之年月日分个零千两廿卅{_NUMERALS}])(?=[{_HAN}“《])"
    rf"|(?P<level>[编章节]){_SPACES}++(?!之)(?P<heading>[{_HAN}、 \u3000]{{1,40}}+)$)"
    rf"|[（(](?P<item>[{_NUMERALS}]{{1,4}})[）)](?=[{_HAN}“《])(?![项第和至或及])"
    # 总则, 附则, 附件, 目录 and 一、 are looked at closely
    rf"|(?=[{_HAN}“《])(?![第笫总附目{_NUMERALS}])|(?=[0-9]{{4}}年))"
)
_HEADINGS: dict[str, Shape] = {"编": "PART", "章": "CHAPTER", "节": "SECTION"}
_CLOSES = frozenset("。；：，、）》”;:,)")


def physical_lines(source: SourceFile) -> list[Line]:
    """Every physical line of the file, classified by its own look; spans follow without a gap."""
    text = source.text
    starts = (*source.line_starts, len(text))
    return [line_token(text, Span(a, b)) for a, b in pairwise(starts) if b > a]


def line_token(text: str, span: Span) -> Line:
    """The token of one physical line, or of a part of one."""
    return usual_line(text, span) or labelled_line(text, span)


def sub_line(source: SourceFile, span: Span) -> Line:
    """The token of the text after an article's label: an item, a subitem or a paragraph."""
    line = line_token(source.text, span)
    return line if line.shape in ("ITEM", "SUBITEM", "TEXT") else relabel(line, "TEXT")


def usual_line(text: str, span: Span) -> Line | None:
    """The token of a line that looks as most lines do; None for one that needs a closer look."""
    start, end = span.start, span.end
    if text[end - 1] == "\n":
        end -= 2 if text.endswith("\r\n", start, end) else 1
    if end == start:
        here = Span(start, start)
        return Line("BLANK", span, here, here)
    last = text[end - 1]
    usual = _USUAL.match(text, start, end)
    if usual is None or not ("\u4e00" <= last <= "\u9fff" or last in _CLOSES):
        return None
    return _READERS[usual.lastgroup](usual, span, Span(usual.end(), end))


def _text(_: re.Match[str], span: Span, body: Span) -> Line:
    return Line("TEXT", span, Span(body.start, body.start), body)


def _item(label: re.Match[str], span: Span, body: Span) -> Line:
    marker = Span(label.start("item") - 1, body.start)
    return Line("ITEM", span, marker, body, label_number(label["item"]))


def _article(label: re.Match[str], span: Span, body: Span) -> Line:
    marker = Span(label.start("number") - 1, label.end("article"))
    return Line("ARTICLE", span, marker, body, label_number(label["number"], label["sub"]))


def _heading(label: re.Match[str], span: Span, body: Span) -> Line:
    marker = Span(label.start("number") - 1, label.end("level"))
    words = Span(label.start("heading"), body.end)
    return Line(_HEADINGS[label["level"]], span, marker, body, label_number(label["number"]), words)


_READERS: dict[str | None, Callable[[re.Match[str], Span, Span], Line]] = {
    None: _text,
    "item": _item,
    "article": _article,
    "heading": _heading,
}
