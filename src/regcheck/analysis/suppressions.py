"""Document → what its author has set aside: comments in the text, and the file beside it.

例：<!-- regcheck: ignore[R201, W4] 理由 --> on a line of its own, above the line it speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from regcheck.diagnostic import RegcheckError
from regcheck.formats.toml import toml_table
from regcheck.model import Document
from regcheck.parse.aside import FENCE
from regcheck.parse.labels import GAP_CHARS
from regcheck.text import SourceFile, Span

# The provision that stands for the whole document in a sidecar.
WHOLE = "doc"
_OPENING = re.compile(r"<!--\s*+regcheck\s*+(?=[:：]|ignore)", re.IGNORECASE)
# A drafter's keyboard gives ［ ］ or 【 】 for [ ], and ： for :
_WRITTEN = re.compile(
    r"[:：]\s*ignore\s*[\[［【](?P<words>[^\]］】]*)[\]］】]\s*[:：]?(?P<reason>.*)",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--(?:(?!-->).)*+-->", re.DOTALL)
_COMMA = re.compile("[,，]")
# Ｒ２０１ is R201
_WIDE = str.maketrans(
    {wide: wide - 0xFEE0 for wide in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))}
)


class Suppression(msgspec.Struct, frozen=True):
    """Findings to be set aside: those that the selectors name, where, and why.

    A comment stands at `span` and speaks of the line `line`; 0 where none follows. An entry of
    the file `sidecar` speaks of a `provision`, or with "doc" of the whole document. `fault` says
    what is wrong with the way it is written; it is empty where nothing is.
    """

    by: Literal["comment", "sidecar"]
    selectors: tuple[str, ...]
    reason: str
    span: Span = Span(0, 0)
    line: int = 0
    sidecar: str = ""
    provision: str = ""
    fault: str = ""


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """The comments of a draft that set findings aside, in order, those written wrong as well.

    A comment in a fenced block is only an example of one.
    """
    source = document.source
    spans = list(_spans(source))
    if not spans:
        return ()
    fenced = _fenced(source)
    spans = [span for span in spans if source.position(span.start).line not in fenced]
    alone = _alone(source, spans)
    lines = _lines_below(source, spans)
    return tuple(
        replace(_read(source.slice(span), span, span in alone), line=line)
        for span, line in zip(spans, lines, strict=True)
    )


def _spans(source: SourceFile) -> Iterator[Span]:
    """The comments that speak to regcheck; one that is never closed ends with its line."""
    text, at = source.text, 0
    last = text.rfind("-->")
    while opening := _OPENING.search(text, at):
        start = opening.start()
        if start < last:
            at = text.index("-->", start) + len("-->")
        else:
            at = max(opening.end(), source.line_span(source.position(start).line).end)
        yield Span(start, at)


def _fenced(source: SourceFile) -> frozenset[int]:
    """The lines in fenced blocks."""
    count = len(source.line_starts)
    spans = ((line, source.line_span(line)) for line in range(1, count + 1))
    fences = [line for line, span in spans if FENCE.match(source.slice(span))]
    pairs = zip(fences[::2], fences[1::2], strict=False)
    return frozenset(line for start, end in pairs for line in range(start, end + 1))


def _lines_below(source: SourceFile, spans: list[Span]) -> list[int]:
    """For each comment the next line that is neither blank nor such a comment itself."""
    below: list[int] = []
    following, found = 0, 0  # the line where the next comment begins, and what it speaks of
    for span in reversed(spans):
        line = source.position(span.end).line
        if line != following:
            line = _next_written(source, line + 1)
        if line != following:
            found = line
        following = source.position(span.start).line
        below.append(found)
    return below[::-1]


def _next_written(source: SourceFile, line: int) -> int:
    """The first line from `line` on that is not blank; 0 where none is."""
    for each in range(line, len(source.line_starts) + 1):
        if source.slice(source.line_span(each)).strip(GAP_CHARS):
            return each
    return 0


def _alone(source: SourceFile, spans: list[Span]) -> frozenset[Span]:
    """The comments on whose lines no text stands, only other comments."""
    lines = {
        span: (source.position(span.start).line, source.position(span.end).line) for span in spans
    }
    bare = {place: _bare(source, *place) for place in set(lines.values())}
    return frozenset(span for span in spans if bare[lines[span]])


def _bare(source: SourceFile, first: int, last: int) -> bool:
    """Whether nothing but comments stands on some lines."""
    words = source.text[source.line_span(first).start : source.line_span(last).end]
    closed, mark, rest = words.rpartition("-->")  # no search for the end of an open comment
    return not (_COMMENT.sub("", closed + mark) + rest).strip(GAP_CHARS)


def _read(body: str, span: Span, alone: bool) -> Suppression:
    """What a comment says."""
    if not body.endswith("-->"):
        return _faulty(span, "没有用 --> 结束")
    if not alone:
        return _faulty(span, "没有独占一行")
    opening = _OPENING.match(body)
    written = opening and _WRITTEN.match(body.removesuffix("-->"), opening.end())
    if not written:
        return _faulty(span, "不是“regcheck: ignore[规则代码] 理由”的形式")
    selectors = selectors_in(written["words"])
    if not selectors:
        return _faulty(span, "方括号里没有写规则代码")
    return Suppression("comment", selectors, " ".join(written["reason"].split()), span)


def _faulty(span: Span, fault: str) -> Suppression:
    return Suppression("comment", (), "", span, fault=fault)


def selectors_in(words: str) -> tuple[str, ...]:
    """The selectors of a list: `R201, W4`, also with full-width commas, letters and digits."""
    parts = (part.strip().translate(_WIDE) for part in _COMMA.split(words))
    return tuple(part for part in parts if part)


def read_sidecar(text: str, path: str) -> tuple[Suppression, ...]:
    """The entries of the file beside a draft: a table for each provision, selector = reason.

    Raises RegcheckError for a text that is no TOML or has another form.
    """
    hint = '写法：[art_12__para_1] 一行，下面 R201 = "理由"；整篇用 [doc]。'
    found = []
    for provision, entries in toml_table(text, path).items():
        if not isinstance(entries, dict):
            raise RegcheckError(f"{path}：{provision} 没有写在条款的表里。", hint)
        for words, reason in entries.items():
            if not isinstance(reason, str):
                what = f"{path}：[{provision}] 里 {words} 的值不是文字，应当是理由。"
                raise RegcheckError(what, hint)
            given = Suppression(
                "sidecar",
                selectors_in(words),
                " ".join(reason.split()),
                sidecar=path,
                provision=provision,
            )
            found.append(given if given.selectors else replace(given, fault="没有写规则代码"))
    return tuple(found)
