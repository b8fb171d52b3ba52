"""What one physical line looks like: its label, read without any context.

The patterns tolerate what drafts really hold: spaces and zero-width characters inside a label,
full-width digits, half-width brackets, Markdown marks before and after the label.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from regcheck.model import Level
from regcheck.numerals import BLANKS, DIGITS, Number, to_int
from regcheck.text import Span

Shape = Literal[
    "BLANK",
    "COMMENT",
    "TABLE",
    "TOC_HEAD",
    "PART",
    "SUBPART",
    "CHAPTER",
    "SECTION",
    "ARTICLE",
    "UNIT",
    "ITEM",
    "SUBITEM",
    "ANNEX",
    "TEXT",
    # given by context only (lines.py)
    "FRONT",
    "TOC",
    "NOTE",
    "ALTERNATIVE",
    "QUOTED",
    "SIGNATURE",
]
HEADING_SHAPES: dict[Shape, Level] = {
    "PART": Level.PART,
    "SUBPART": Level.SUBPART,
    "CHAPTER": Level.CHAPTER,
    "SECTION": Level.SECTION,
}

# Shapes that never belong to a paragraph and never shift numbers.
NEUTRAL: frozenset[Shape] = frozenset(
    {"BLANK", "COMMENT", "TABLE", "NOTE", "ALTERNATIVE", "QUOTED", "SIGNATURE"}
)
# White space and characters without width; a label may hold them anywhere.
GAP_CHARS = (
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\x00"
)
# Word's bullets and their like, at the edge of a line.
_EDGES = GAP_CHARS + "".join(map(chr, range(0xE000, 0xF900)))
GAP = f"[{GAP_CHARS}\ue000-\uf8ff]"
_N = f"[{DIGITS}](?:{GAP}*+[{DIGITS}]){{0,11}}"
_BLANK_NUMBER = f"[{re.escape(BLANKS)}]{{1,4}}"
# Markdown before a label: heading marks, a quotation, a list bullet, emphasis.
_MARKUP = (
    rf"(?:#{{1,6}}{GAP}+|>{GAP}*|[-*+]{GAP}+|[0-9]{{1,2}}\.{GAP}+(?=[（(]{GAP}*[一二三四五六七八九十]))*"
    r"(?:<a\b[^<>]*>\s*</a>\s*)*(?:\*{1,3}(?!\s)|__)?"
)
_LABEL = re.compile(
    rf"{GAP}*+{_MARKUP}{GAP}*+(?:"
    rf"(?P<unit>[第笫]{GAP}*+(?P<number>{_N}|{_BLANK_NUMBER}){GAP}*(?P<level>分{GAP}*编|[编章节条])"
    rf"(?:{GAP}*之{GAP}*(?P<sub>{_N})(?!{GAP}*[{DIGITS}年月日分个]))?)"
    rf"|(?P<item>\\?[（(﹙]{GAP}*(?P<item_number>[〇零一二三四五六七八九十百⼀⼆⼋⼗]+){GAP}*\\?[）)﹚])"
    rf"|(?P<subitem>[（(]{GAP}*(?P<sub_bracket>[0-9０-９]{{1,2}}){GAP}*[）)]"
    r"|(?P<sub_dot>[0-9０-９]{1,3})[ \u3000]?(?:\\?\.|．)(?![0-9０-９])|(?P<sub_glyph>[⒈-⒛]))"
    rf"|(?P<decision>(?P<decision_number>[一二三四五六七八九十百]+){GAP}*、)"
    r")(?:\*{1,3}|__)?"
)
_LEVEL_SHAPE: dict[str, Shape] = {
    "编": "PART",
    "分编": "SUBPART",
    "章": "CHAPTER",
    "节": "SECTION",
    "条": "ARTICLE",
}
_INNER_GAPS = re.compile(f"{GAP}+")
_INDENT = re.compile(rf"\A{GAP}++")
_LEADING = re.compile(rf"{GAP}*+{_MARKUP}{GAP}*+")
_MARKS = re.compile(r"\*\*|__")

_TOC_HEAD = re.compile(r"[【\[［]?目(?:录|次)[】\]］]?[:：]?")
_UNNUMBERED = re.compile(r"[总附]则")
# 附件 · 附件1 · 附件一：协议 · 附表　标准 · 附录A · 附件1-1 · 附：: a title, not 附件所列项目…
_ANNEX = re.compile(
    rf"[（(【]?附{GAP}*(?:(?:件|录|表|图|则表){GAP}*"
    rf"(?:(?:[{DIGITS}]{{1,3}}(?:[-—.][{DIGITS}]{{1,2}})?|[A-Za-zＡ-Ｚ]|[（(][{DIGITS}]{{1,3}}[）)])"
    rf"(?:{GAP}*[:：、.．]?{GAP}*[^。；，]*)?|{GAP}*[:：].*|{GAP}+[^。；，]+)?|[{DIGITS}]{{1,2}}(?:{GAP}*[:：].*)?|{GAP}*[:：].*)?[）)】]?"
)
# 总则……………………1, 总则 1, 总则（第一条—第八条）: what a 目录 adds after a heading.
_LEADER = re.compile(
    rf"(?:{GAP}*(?:[.．…·⋯・]{GAP}*){{2,}}|{GAP}+)[（(]?[0-9０-９IVX]{{0,4}}[）)]?{GAP}*$"
    rf"|{GAP}*[（(](?:第[^（）()]*条|[0-9０-９]{{1,4}})[）)]{GAP}*$"
)
_TABLE = re.compile(
    r"\s*(?:[|｜]|[┌├│└┏┣┃┗╔║╚]|</?(?:table|tr|td|th|thead|tbody)\b)", re.IGNORECASE
)
# No regulation has more articles; a larger number is a slip of the pen, or worse.
_HIGHEST = 99_999
# No 目录 heading and no annex title is longer; no heading of a unit is longer.
_SHORT, _HEADING = 60, 50
_RULER = re.compile(
    r"\s*+(?:(?:-\s*+){3,}|(?:\*\s*+){3,}|(?:_\s*+){3,}|={3,}|—{3,}|[-—–]\s*+[0-9]{1,3}\s*+[-—–]"
    r"|第\s*+[0-9]{1,3}\s*+页(?:\s*+共\s*+[0-9]{1,3}\s*+页)?"
    r"|(?:(?:<br\s*+/?>|&nbsp;|<a\b[^<>]*>\s*+</a>)\s*+)+)\s*+"
)
# What Markdown adds after a text: a comment, closing hashes, an anchor, an attribute.
_TRAILING = re.compile(
    r"(?:(?<=\S)\s*<!--(?:(?!-->|<!--).)*-->|(?<=\S)\s+#{1,6}|(?<=\S)\s*\{#[^{}]*\}"
    r"|(?<=\S)\s*<a\b[^<>]*>\s*</a>)\s*$"
)
_CLOSERS = ">#}"
_COMMENT = re.compile(r"\s*<!--")
_BARE: tuple[tuple[re.Pattern[str], Shape], ...] = ((_COMMENT, "COMMENT"), (_TABLE, "TABLE"))
SENTENCE_END = re.compile(r"[。；：，！？、;:,][”’）)]*$")
_HEADING_END = re.compile(r"。|[；：，！？;,]\s*$")
# 第二章、第三章规定的 / 第六条规定的 / 第三十四条第一款 / 第四条至第八条: a citation, not a label.
RUNNING = re.compile(
    rf"{GAP}*(?:[、，。；,;]|[和与及或至到]{GAP}*第|以及{GAP}*第|或者{GAP}*第|第{GAP}*[{DIGITS}]+{GAP}*[款项]"
    r"|(?:的|所)?规定|的(?!士)|所(?:列|称|述|指|定|规)|(?:要求|确定|列举|明确|设定|约定)的|中(?:的|“|规定|所)|修改为|改为|删[去除]|之规定|[前后]款|各[款项]|项(?![目下]))"
)
# 一、二级泵站: the number after 、 is the next one.
_UNIT_RUNNING = re.compile(rf"{GAP}*(?P<next>[一二三四五六七八九十]{{1,3}})")
# （一）项或者（二）项规定的…, （一）、（二）项…; but （一）项目名称 is an item.
_ITEM_RUNNING = re.compile(
    rf"{GAP}*(?:项(?![目下])|(?:[、和至或及]|或者)?{GAP}*第?{GAP}*[（(][一二三四五六七八九十]+[）)])"
)


class Line(msgspec.Struct, frozen=True, gc=False):
    """One token of a draft: a physical line, or the label part and the text part of one.

    `span` includes indentation and the line end; `marker` is the label as written; `body` is
    what follows it, without white space at its edges. `loose` is true where the label is
    followed by text without any space.
    """

    shape: Shape
    span: Span
    marker: Span
    body: Span
    number: Number | None = None
    heading: Span | None = None
    loose: bool = False
    running: bool = False

    @property
    def own(self) -> Span:
        """All that is written on the line: label, heading and body."""
        marker, heading, body = self.marker, self.heading, self.body
        if heading is None or heading.start == heading.end:
            if marker.start == marker.end:
                return body
            return marker if body.start == body.end else Span(marker.start, body.end)
        first = heading if marker.start == marker.end else marker
        return Span(first.start, heading.end if body.start == body.end else body.end)

    @property
    def marker_length(self) -> int:
        """0 where the line carries no label."""
        return self.marker.end - self.marker.start

    @property
    def heading_length(self) -> int:
        """0 where the line carries no heading or rubric."""
        return self.heading.end - self.heading.start if self.heading else 0


def squash(text: str) -> str:
    """The text without white space, zero-width characters and Markdown emphasis."""
    if text.isalnum():  # 总则: there is nothing to take out
        return text
    text = _INNER_GAPS.sub("", text)
    return _MARKS.sub("", text) if "**" in text or "__" in text else text


def _trim(text: str, start: int, end: int) -> Span:
    """The span `[start, end)` without white space at its edges, nor a label's closing `**`."""
    content = text[start:end]
    if content.rstrip()[-1:] in _CLOSERS:
        content = _TRAILING.sub("", content)
    written = _INDENT.sub("", content, count=1)
    begin = start + len(content) - len(written)
    content = _without_end(written)
    if content.endswith("**") and content.count("**") % 2:
        content = _without_end(content[:-2])
    return Span(begin, begin + len(content))


def _without_end(content: str) -> str:
    """A text without white space at its end."""
    content = content.rstrip(GAP_CHARS)
    # stripping bullets takes as long as all else here, and hardly a line ends with one
    return content.rstrip(_EDGES) if "\ue000" <= content[-1:] <= "\uf8ff" else content


def labelled_line(text: str, span: Span) -> Line:
    """The token of one physical line, or of a part of one, whatever stands on it."""
    end = span.end
    while end > span.start and text[end - 1] in "\r\n":
        end -= 1
    start = _LEADING.match(text, span.start, end)
    body = _trim(text, start.end() if start else span.start, end)
    seen = _Seen(text, span, end, body)
    shape = _bare_shape(seen)
    if shape is None and (label := _LABEL.match(text, span.start, end)):
        kind = next(kind for kind in _READERS if label[kind])
        return _READERS[kind](seen, label)
    if shape is None and (heading := _unnumbered_heading(seen)):
        none = Span(body.end, body.end)
        return Line("CHAPTER", span, none, none, heading=heading)
    return seen.plain(shape or _short_shape(seen.content))


class _Seen(msgspec.Struct, frozen=True):
    """A line while it is read: `body` is its content without indentation and Markdown."""

    text: str
    span: Span
    end: int
    body: Span

    @property
    def content(self) -> str:
        """The words of the line."""
        return self.text[self.body.start : self.body.end]

    def plain(self, shape: Shape) -> Line:
        """The token without a label."""
        return Line(shape, self.span, Span(self.body.start, self.body.start), self.body)

    def after(self, label: re.Match[str]) -> Span:
        """The content after a label."""
        return _trim(self.text, label.end(), self.end)

    def rest(self, label: re.Match[str]) -> str:
        """The first characters after a label, spaces included."""
        return self.text[label.end() : min(self.end, label.end() + 12)]


def _bare_shape(seen: _Seen) -> Shape | None:
    """The shape of a line that needs no label."""
    if not seen.content or _RULER.fullmatch(seen.text, seen.span.start, seen.end):
        return "BLANK"
    for pattern, shape in _BARE:
        if pattern.match(seen.text, seen.span.start, seen.end):
            return shape
    return None


def _unnumbered_heading(seen: _Seen) -> Span | None:
    """The span of an unnumbered 总则 or 附则; None for any other line."""
    if len(seen.content) > _SHORT:
        return None
    heading = _without_leader(seen.text, seen.body)
    words = squash(seen.text[heading.start : heading.end])
    return heading if _UNNUMBERED.fullmatch(words) else None


def _short_shape(content: str) -> Shape:
    """The shape of a line without a label: a 目录 heading, an annex or text."""
    if len(content) <= _SHORT and _TOC_HEAD.fullmatch(squash(content)):
        return "TOC_HEAD"
    annex = len(content) <= _SHORT and _ANNEX.fullmatch(content)
    return "ANNEX" if annex and not content.endswith(("。", "；")) else "TEXT"


def _item_line(seen: _Seen, label: re.Match[str]) -> Line:
    if _ITEM_RUNNING.match(seen.rest(label)):
        return seen.plain("TEXT")
    number = _number(label["item_number"])
    return Line("ITEM", seen.span, Span(*label.span("item")), seen.after(label), number)


def _subitem_line(seen: _Seen, label: re.Match[str]) -> Line:
    number = _number(_digits(label))
    return Line("SUBITEM", seen.span, Span(*label.span("subitem")), seen.after(label), number)


def _digits(label: re.Match[str]) -> str:
    """The digits of a subitem's label: （1）, 1. and ⒈ give 1."""
    glyph = label["sub_glyph"]
    return str(ord(glyph) - ord("⒈") + 1) if glyph else label["sub_bracket"] or label["sub_dot"]


def _decision_line(seen: _Seen, label: re.Match[str]) -> Line:
    number = _number(label["decision_number"])
    after = _UNIT_RUNNING.match(seen.rest(label))
    running = bool(after and number and to_int(after["next"]) == number.main + 1)
    marker = Span(*label.span("decision"))
    return Line("UNIT", seen.span, marker, seen.after(label), number, running=running)


def _unit_line(seen: _Seen, label: re.Match[str]) -> Line:
    """第N编, 章, 节 or 条: a heading, an article, or running text that begins alike."""
    body, rest = seen.after(label), seen.rest(label)
    loose = body.start == label.end() and body.start < body.end
    shape = _LEVEL_SHAPE[_INNER_GAPS.sub("", label["level"])]
    number = _number(label["number"], label["sub"])
    # 第六条规定的事项: text after the label without a space, or a list of labels
    running = bool((loose or rest[:1] in "、，") and rest and RUNNING.match(rest))
    marker = Span(*label.span("unit"))
    if shape == "ARTICLE":
        return Line(shape, seen.span, marker, body, number, loose=loose, running=running)
    heading = _without_leader(seen.text, body)
    words = seen.text[heading.start : heading.end]
    if running or len(words) > _HEADING or _HEADING_END.search(words):
        return seen.plain("TEXT")
    end = Span(heading.end, heading.end)
    return Line(shape, seen.span, marker, end, number, heading=heading, loose=loose)


_READERS: dict[str, Callable[[_Seen, re.Match[str]], Line]] = {
    "unit": _unit_line,
    "item": _item_line,
    "subitem": _subitem_line,
    "decision": _decision_line,
}


def _without_leader(text: str, span: Span) -> Span:
    """The span of a heading without the dots and the page number of a 目录."""
    words = _LEADER.sub("", _LEADER.sub("", text[span.start : span.end]))
    return Span(span.start, span.start + len(words))


def _number(main: str, sub: str | None = None) -> Number | None:
    """The number a label carries, stray spaces or not."""
    return label_number(_INNER_GAPS.sub("", main), _INNER_GAPS.sub("", sub) if sub else None)


def label_number(main: str, sub: str | None = None) -> Number | None:
    """The number that these numerals write; None for a blank such as 第×条."""
    value = to_int(main)
    if value is None or value > _HIGHEST:
        return None
    return Number(value, (to_int(sub) if sub else 0) or 0)


def relabel(line: Line, shape: Shape) -> Line:
    """The line as a token of another shape: its label is part of its text."""
    own = line.own
    return Line(shape, line.span, Span(own.start, own.start), own)


def places(lines: list[Line], *shapes: Shape) -> list[int]:
    """The indexes of the lines of these shapes."""
    wanted = frozenset(shapes)
    return [index for index, line in enumerate(lines) if line.shape in wanted]
