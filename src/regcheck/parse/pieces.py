"""A letter → its pieces: title, addressee, opening, paragraphs, markers, headings, closing.

Every piece is part of one line; what a line is, is decided here, so that `grammar/letter.lark`
stays context-free.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Literal

import msgspec

from regcheck.data import expression
from regcheck.parse.labels import GAP_CHARS
from regcheck.parse.marks import Kind, Mark, marks
from regcheck.text import SourceFile, Span

Shape = Literal[
    "TITLE",
    "NUMBER",
    "NOTE",
    "ADDRESSEE",
    "OPENING",
    "TEXT",
    "TABLE",
    "MARK",
    "HEADING",
    "DOWN",
    "UP",
    "CLOSING",
    "SIGNATURE",
    "DATE",
]
_TRIM = GAP_CHARS + "#*>_"
_TABLE = re.compile(r"\s*[|｜┌├│└┏┣┃┗]|[^\t]*\t[^\t]*\S[^\t]*\t|[^\t。]{1,30}\t[^。]*$")
_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]+[”’」）)]*")
# So many lines at most stand before the addressee, and below the last paragraph.
_HEAD, _FOOT = 20, 15
# No heading, no signature and no formula is longer.
_HEADING, _LINE, _FORMULA = 40, 60, 120


class Piece(msgspec.Struct, frozen=True):
    """A stretch of one line and what it is; `mark` for a marker."""

    shape: Shape
    span: Span
    mark: Mark | None = None


def pieces(source: SourceFile) -> tuple[Piece, ...]:
    """The pieces of a letter by position; white space and Markdown marks lie between them."""
    written = _lines(source)
    head, rest = _head(source, written)
    body, foot = _split_foot(source, rest)
    found = marks(source.text, tuple(body))
    opening, body = _opening(source, body, found)
    starts = [mark.span.start for mark in found]
    inside: list[Piece] = []
    for line in body:
        there = slice(bisect_left(starts, line.start), bisect_left(starts, line.end))
        inside += _line(source, line, found[there])
    return (*head, *opening, *_nested(inside, body), *foot)


def _lines(source: SourceFile) -> list[Span]:
    """The lines that hold something, without the white space at their edges."""
    ends = (*source.line_starts[1:], len(source.text))
    out: list[Span] = []
    for start, end in zip(source.line_starts, ends, strict=True):
        if kept := _trimmed(source, Span(start, end)):
            out.append(kept)
    return out


def _head(source: SourceFile, lines: list[Span]) -> tuple[list[Piece], list[Span]]:
    """The lines down to the addressee, and what follows; without one, those of a title."""
    addressee = expression("letter", "form", "addressee")
    for place, line in enumerate(lines[:_HEAD]):
        if marks(source.text, (line,)):
            break
        words = source.slice(line)
        if place and words.endswith("。"):
            break
        found = addressee.match(source.text, line.start, line.end)
        if found and not _promises(found[0]):
            named = Piece("ADDRESSEE", Span(line.start, found.end() - 1))
            after = _trimmed(source, Span(found.end(), line.end))
            return [*_titles(source, lines[:place]), named], [
                *([after] if after else []),
                *lines[place + 1 :],
            ]
    bare = _bare_addressee(source, lines[:_HEAD])
    if bare is not None:
        return [*_titles(source, lines[:bare]), Piece("ADDRESSEE", lines[bare])], lines[bare + 1 :]
    place = 0
    while place < min(len(lines), _HEAD) and _heads(source, lines[place]):
        place += 1
    return _titles(source, lines[:place]), lines[place:]


def _bare_addressee(source: SourceFile, lines: list[Span]) -> int | None:
    """Which line is an addressee without a colon; a body only where a title stands above it."""
    bare, organ = (expression("letter", "form", name) for name in ("bare", "organ"))
    for place, line in enumerate(lines[:-1]):
        words = source.slice(line)
        if marks(source.text, (line,)):
            return None
        if bare.fullmatch(words):
            return place
        paragraph = lines[place + 1].end - lines[place + 1].start > _HEADING
        titled = any(each.shape == "TITLE" for each in _titles(source, lines[:place]))
        if titled and paragraph and len(words) < _HEADING // 2 and organ.search(words):
            return place
    return None


def _heads(source: SourceFile, line: Span) -> bool:
    """Whether a line without an addressee below it is title, number or note."""
    words = source.slice(line)
    if len(words) > _LINE or words.endswith(("。", "：", ":", "；")) or marks(source.text, (line,)):
        return False
    names = ("number", "note")
    if any(expression("letter", "form", name).match(words) for name in names):
        return True
    return bool(expression("letter", "form", "title").search(words))


def _titles(source: SourceFile, lines: list[Span]) -> list[Piece]:
    """The pieces of lines above the answer: titles, the number, notes."""
    return [piece for line in lines for piece in _head_line(source, line)]


def _head_line(source: SourceFile, line: Span) -> list[Piece]:
    words = source.slice(line)
    if found := expression("letter", "form", "number").match(words):
        end = line.start + found.end()
        after = _trimmed(source, Span(end, line.end))
        return [Piece("NUMBER", Span(line.start, end)), *([Piece("NOTE", after)] if after else [])]
    if expression("letter", "form", "title").search(words) and "：" not in words:
        return [Piece("TITLE", line)]
    return [Piece("NOTE", line)]


def _split_foot(source: SourceFile, lines: list[Span]) -> tuple[list[Span], list[Piece]]:
    """The lines of the body, and the formula, the signature and the date below them."""
    place = len(lines)
    floor = max(0, place - _FOOT)
    while place > floor and _foot_shape(source, lines[place - 1]):
        place -= 1
    for above in range(max(0, place - _FOOT), place):
        # a formula further up: all that follows is no part of the answer
        between = lines[above:place]
        closes = _foot_shape(source, lines[above]) == "CLOSING"
        if closes and not marks(source.text, tuple(between)) and not _answers(source, between[1:]):
            place = above
            break
    place = min(place, _before_annexes(source, lines))
    foot = [Piece(_foot_shape(source, line) or "NOTE", line) for line in lines[place:]]
    body = lines[: max(0, place - _FOOT)]
    for line in lines[len(body) : place]:
        # a date or a contact with one more paragraph below it
        shape = _foot_shape(source, line)
        if shape in ("DATE", "NOTE"):
            foot.append(Piece(shape, line))
        else:
            body.append(line)
    return body, foot


def _foot_shape(source: SourceFile, line: Span) -> Shape | None:
    """What a line at the end of a letter is; None for a paragraph of the answer."""
    words = source.slice(line)
    short = len(words) <= _LINE
    if short and expression("letter", "form", "date").fullmatch(words):
        return "DATE"
    if len(words) <= _FORMULA and _closes(words):
        return "CLOSING"
    if short and expression("letter", "form", "note").match(words) and not _promises(words):
        return "NOTE"
    plain = short and not re.search("[。；，！？：]", words)
    acts = expression("letter", "strength", "measure").match(words)
    signed = plain and not acts and expression("letter", "form", "organ").search(words)
    return "SIGNATURE" if signed and not marks(source.text, (line,)) else None


def _before_annexes(source: SourceFile, lines: list[Span]) -> int:
    """Where the signature begins below which annexes follow; behind the last line without such."""
    annex = expression("letter", "form", "annex")
    for place in range(1, len(lines) - 1):
        annexed = annex.match(source.slice(lines[place + 1]))
        if annexed and _foot_shape(source, lines[place]) == "DATE":
            above = (
                each for each in range(place, 0, -1) if not _foot_shape(source, lines[each - 1])
            )
            return next(above, 0)
    return len(lines)


def _answers(source: SourceFile, lines: list[Span]) -> bool:
    """Whether lines still say something to the matter."""
    return any(line.end - line.start > _FORMULA or _promises(source.slice(line)) for line in lines)


def _closes(words: str) -> bool:
    """Whether a line is thanks and wishes; one that also promises something is not, but in the
    words of thanks themselves: 感谢您的关心，我们将继续努力。"""
    if not expression("letter", "form", "closing").match(words):
        return False
    said = (each[0] for each in re.finditer("[^。！？!?]+", words))
    return all("谢" in each or not _promises(each) for each in said)


def _promises(words: str) -> bool:
    """Whether words tell of something to come."""
    names = ("promised", "will")
    return any(expression("letter", "tense", name).search(words) for name in names)


def _opening(
    source: SourceFile, lines: list[Span], found: tuple[Mark, ...]
) -> tuple[list[Piece], list[Span]]:
    """The lines down to 现答复如下：, and the rest of the body."""
    formula = expression("letter", "form", "opening")
    first = next((mark.span.start for mark in found), len(source.text))
    for place, line in enumerate(lines[:_HEAD]):
        matches = list(formula.finditer(source.text, line.start, min(line.end, first)))
        if line.start >= first:
            break
        if matches:
            end = matches[0].end()
            for again in matches[1:]:  # 现将情况说明如下，……，答复如下：
                if "。" in source.text[end : again.start()]:
                    break
                end = again.end()
            if source.text[end - 1] in "，,":  # 现将情况函告如下，请综合后一并答复代表。
                stop = source.text.find("。", end, line.end)
                end = stop + 1 if stop >= 0 else end
            after = _trimmed(source, Span(end, line.end))
            opened = [Piece("OPENING", each) for each in lines[:place]]
            opened.append(Piece("OPENING", Span(line.start, end)))
            rest = [*([after] if after else []), *lines[place + 1 :]]
            while rest and rest[0].start < first and _thanks(source, rest[0]):
                opened.append(Piece("OPENING", rest.pop(0)))
            return opened, rest
    opened, rest = [], list(lines)
    while rest and rest[0].start < first and _opens(source, rest[0]):
        opened.append(Piece("OPENING", rest.pop(0)))
    return opened, rest


def _opens(source: SourceFile, line: Span) -> bool:
    words = source.slice(line)
    greeting = expression("letter", "form", "opened").search(words)
    return len(words) <= 2 * _FORMULA and greeting is not None and not _promises(words)


def _thanks(source: SourceFile, line: Span) -> bool:
    """Whether a line is one sentence of thanks: 首先，感谢您的关心。"""
    one = _SENTENCE.fullmatch(source.text, line.start, line.end)
    return bool(one and expression("letter", "form", "closing").match(one[0]))


def _line(source: SourceFile, line: Span, inside: tuple[Mark, ...]) -> list[Piece]:
    """The pieces of one line of the body with the markers inside it."""
    if not inside and _TABLE.match(source.text, line.start, line.end):
        return [Piece("TABLE", line)]
    edges = [line.start, *(mark.span.start for mark in inside), line.end]
    out: list[Piece] = []
    if before := _trimmed(source, Span(edges[0], edges[1])):
        out.append(Piece("TEXT", before))
    for mark, end in zip(inside, edges[2:], strict=True):
        out.append(Piece("MARK", mark.span, mark))
        out += _said(source, Span(mark.span.end, end), ends_line=end == line.end)
    return out


def _said(source: SourceFile, span: Span, *, ends_line: bool) -> list[Piece]:
    """What follows a marker: a heading, or a run-in heading and a text, or a text."""
    words = _trimmed(source, span)
    if words is None:
        return []
    sentence = _SENTENCE.match(source.text, words.start, words.end)
    if sentence is None:
        heading = ends_line and words.end - words.start <= _LINE
        heading = heading and source.text[words.end - 1] not in "；;，,：:"
        return [Piece("HEADING" if heading else "TEXT", words)]
    rest = _trimmed(source, Span(sentence.end(), words.end))
    if len(sentence[0]) > _HEADING or (rest is None and ends_line):
        return [Piece("TEXT", words)]
    after = [Piece("TEXT", rest)] if rest else []
    return [Piece("HEADING", Span(words.start, sentence.end())), *after]


def _trimmed(source: SourceFile, span: Span) -> Span | None:
    """The span without white space and Markdown marks at its edges; None where nothing is left."""
    words = source.slice(span)
    kept = words.strip(_TRIM)
    if not kept:
        return None
    begin = span.start + words.index(kept)
    return Span(begin, begin + len(kept))


def _nested(found: list[Piece], lines: list[Span]) -> list[Piece]:
    """The pieces with DOWN and UP around the points within another point.

    A kind of marker that is not open begins a series within the point that is; one that is open
    goes on with its series. A series told within a paragraph ends with it.
    """
    starts = {line.start for line in lines}
    opened: list[tuple[Kind, bool]] = []  # each open series: its kind, whether told in a paragraph
    out: list[Piece] = []

    def close(down_to: int) -> None:
        while len(opened) > down_to:
            opened.pop()
            if opened:
                out.append(Piece("UP", Span(0, 0)))

    for piece in found:
        mark = piece.mark
        if mark is None:
            if piece.span.start in starts:
                told = [i for i, (_, inline) in enumerate(opened) if inline]
                close(told[0] if told else len(opened))
        else:
            kinds = [kind for kind, _ in opened]
            if mark.kind in kinds:
                close(kinds.index(mark.kind) + 1)
                opened[-1] = (mark.kind, opened[-1][1] and not mark.leads)
            else:
                if opened:
                    out.append(Piece("DOWN", Span(0, 0)))
                opened.append((mark.kind, not mark.leads))
        out.append(piece)
    close(0)
    return out
