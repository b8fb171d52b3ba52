"""Physical lines → tokens: the usual line is told at a glance, any other by a closer look.

Most lines of a regulation are blank, or Chinese text after a label as a printed law sets it; in
those no pattern of `labels` has to look for Markdown, stray spaces or the dots of a 目录.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from regcheck.numerals import Number
from regcheck.parse.labels import Line, Shape, label_number, labelled_line, relabel
from regcheck.text import SourceFile, Span

_HAN = "\u4e00-\u9fff"
_NUMERALS = "一二三四五六七八九十百"
_SPACES = "[ \t\u3000]"
# How a usual line begins: 第一条　甲, 第一条之二　甲, ## 第一章　总则, （一）甲, 甲 or 2026年. No
# word may follow that makes a label doubtful: 第十条　之一, （一）项和（二）项.
_USUAL = re.compile(
    rf"{_SPACES}*+(?:#{{1,6}}{_SPACES}++)?+(?:"
    rf"(?P<article>第[{_NUMERALS}千零〇0-9]{{1,9}}条(?:之[{_NUMERALS}]{{1,4}})?){_SPACES}++"
    rf"(?![之年月日分个零千两廿卅{_NUMERALS}])(?=[{_HAN}“《])"
    rf"|(?P<item>[（(][{_NUMERALS}]{{1,4}}[）)])(?=[{_HAN}“《])(?![项第和至或及])"
    rf"|(?P<unit>第[{_NUMERALS}千零〇0-9]{{1,9}}(?P<level>[编章节])){_SPACES}++(?!之)"
    rf"(?P<heading>[{_HAN}、 \u3000]{{1,40}}+)$"
    # 总则, 附则, 附件, 目录 and 一、 are looked at closely
    rf"|(?=[{_HAN}“《])(?![第笫总附目{_NUMERALS}])|(?=[0-9]{{4}}年))"
)
_NUMERAL = re.compile(rf"[{_NUMERALS}千零〇0-9]+")
_LABELLED: dict[str, Shape] = {"article": "ARTICLE", "item": "ITEM"}
_HEADINGS: dict[str, Shape] = {"编": "PART", "章": "CHAPTER", "节": "SECTION"}
_CLOSES = frozenset("。；：，、）》”;:,)")


def physical_lines(source: SourceFile) -> list[Line]:
    """Every physical line of the file, classified by its own look; spans follow without a gap."""
    text = source.text
    lines: list[Line] = []
    for start, end in pairwise((*source.line_starts, len(text))):
        span = Span(start, end)
        if end - start == 1 and text[start] == "\n":  # every second line of a Markdown draft
            here = Span(start, start)
            lines.append(Line("BLANK", span, here, here))
        elif end > start:
            lines.append(usual_line(text, span) or labelled_line(text, span))
    return lines


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
        end -= 1
    if end > start and text[end - 1] == "\r":
        end -= 1
    if end == start:
        here = Span(start, start)
        return Line("BLANK", span, here, here)
    last = text[end - 1]
    usual = _USUAL.match(text, start, end)
    if usual is None or not (last in _CLOSES or "\u4e00" <= last <= "\u9fff"):
        return None
    kind, body = usual.lastgroup, Span(usual.end(), end)
    if kind is None:
        return Line("TEXT", span, Span(body.start, body.start), body)
    if kind == "heading":
        return _heading(usual, span, body)
    marker = Span(*usual.span(kind))
    return Line(_LABELLED[kind], span, marker, body, _number(usual[kind]))


def _heading(label: re.Match[str], span: Span, body: Span) -> Line:
    """The token of 第一章　总则."""
    marker, words = Span(*label.span("unit")), Span(*label.span("heading"))
    return Line(_HEADINGS[label["level"]], span, marker, body, _number(label["unit"]), words)


@lru_cache(maxsize=4096)
def _number(label: str) -> Number | None:
    """The number of a label: 第十二条之一, （一）."""
    return label_number(*_NUMERAL.findall(label))
