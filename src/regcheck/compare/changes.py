"""Two stretches of text → the words that stayed, went and came.

The edit script is rapidfuzz's (Hyyrö's bit-parallel LCS: exact, without a time limit, and quick for
an article of 20,000 characters); diff-match-patch makes it readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal

import msgspec

from regcheck.numerals import DIGITS
from regcheck.text import SourceFile, Span

PieceKind = Literal["same", "removed", "added"]
_DELETE, _EQUAL, _INSERT = -1, 0, 1
_KINDS: dict[int, PieceKind] = {_DELETE: "removed", _EQUAL: "same", _INSERT: "added"}
# The table of the edit script has as many bits as the product of two lengths: 50 MB. Above this
# whole lines are compared.
_LARGEST = 400_000_000
# With less in common than this share of the shorter text, what stayed are scraps: 的, 应当.
_SCRAPS = 0.3
# 例：第三十四条，百分之十五，三十。
_WHOLE = re.compile(
    rf"第[{DIGITS}]+[编章节条款项目](?:之[{DIGITS}]+)?|百分之[{DIGITS}]+|[{DIGITS}]{{2,}}"
)
# The last plane of private characters; no font and no draft has any use for them.
_PRIVATE, _PRIVATE_COUNT = 0x100000, 0xFFFE


class Piece(msgspec.Struct, frozen=True):
    """Words that stayed, went or came; the span on the side that lacks them is empty.

    The two sides of what is the same are equal, or one of them is empty and the other blank.
    """

    kind: PieceKind
    old: Span
    new: Span


def changes(
    old: SourceFile, before: Sequence[Span], new: SourceFile, after: Sequence[Span]
) -> tuple[Piece, ...]:
    """The pieces of some stretches of two texts; those of each side are its words in order."""
    one = "".join(old.slice(span) for span in before)
    other = "".join(new.slice(span) for span in after)
    left, right = _Places(before), _Places(after)
    out: list[Piece] = []
    for kind, words in edits(one, other):
        blank = not words.strip()
        name = "same" if blank else _KINDS[kind]
        went = left.take(0 if kind == _INSERT else len(words))
        came = right.take(0 if kind == _DELETE else len(words))
        out += _paired(name, went, came) if kind == _EQUAL else _single(name, went, came)
    return tuple(out)


def edits(one: str, other: str) -> list[tuple[int, str]]:
    """The edit script: -1 for what goes, 0 for what stays, 1 for what comes, with the words."""
    if one == other:
        return [(_EQUAL, one)] if one else []
    if len(one) * len(other) > _LARGEST:
        script = _script(one.splitlines(keepends=True), other.splitlines(keepends=True))
    else:
        wholes = _wholes(one, other)
        signs = {whole: sign for sign, whole in wholes.items()}
        script = _readable(_signed(one, signs), _signed(other, signs))
        script = [(kind, "".join(wholes.get(c, c) for c in said)) for kind, said in script]
    return [(kind, words) for kind, words in script if words]


def _script(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, str]]:
    """The shortest edit script of two rows of lines, or of two texts: rows of characters."""
    from diff_match_patch import diff_match_patch
    from rapidfuzz.distance import Indel

    script: list[tuple[int, str]] = []
    for step in Indel.opcodes(one, other):
        if step.tag == "insert":
            script.append((_INSERT, "".join(other[step.dest_start : step.dest_end])))
        else:
            kind = _EQUAL if step.tag == "equal" else _DELETE
            script.append((kind, "".join(one[step.src_start : step.src_end])))
    diff_match_patch().diff_cleanupMerge(script)
    return script


def _wholes(one: str, other: str) -> dict[str, str]:
    """The numbers in two texts, each with a private character that stands for it: 第三十四条 is
    replaced whole, or not at all. Nothing where a text holds such characters itself."""
    found = dict.fromkeys(chain(_WHOLE.findall(one), _WHOLE.findall(other)))
    room = len(found) < _PRIVATE_COUNT
    if not room or max(chain(one, other), default="") >= chr(_PRIVATE):
        return {}
    return {chr(_PRIVATE + place): whole for place, whole in enumerate(found)}


def _signed(text: str, signs: dict[str, str]) -> str:
    return _WHOLE.sub(lambda match: signs[match[0]], text) if signs else text


def _readable(one: str, other: str) -> list[tuple[int, str]]:
    """The shortest edit script, without the equal scraps between changes that only confuse."""
    from diff_match_patch import diff_match_patch

    script = _script(one, other)
    diff_match_patch().diff_cleanupSemantic(script)
    return _without_scraps(script, min(len(one), len(other)))


def _without_scraps(script: list[tuple[int, str]], shorter: int) -> list[tuple[int, str]]:
    """One change between the common beginning and end where the texts have little in common."""
    if sum(len(words) for kind, words in script if kind == _EQUAL) >= _SCRAPS * shorter:
        return script
    first = script[:1] if script[0][0] == _EQUAL else []
    last = script[-1:] if len(script) > len(first) and script[-1][0] == _EQUAL else []
    inner = script[len(first) : len(script) - len(last)]
    went = "".join(words for kind, words in inner if kind != _INSERT)
    came = "".join(words for kind, words in inner if kind != _DELETE)
    return [*first, (_DELETE, went), (_INSERT, came), *last]


class _Places:
    """The code points of some stretches, taken from the front."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = [span for span in spans if span.end > span.start]
        self._at = self._spans[0].start if self._spans else 0

    def take(self, count: int) -> list[Span]:
        """The next code points: a span for each stretch they lie in; an empty one for none."""
        found: list[Span] = []
        while count:
            end = min(self._at + count, self._spans[0].end)
            found.append(Span(self._at, end))
            count -= end - self._at
            self._at = end
            if end == self._spans[0].end and len(self._spans) > 1:
                self._spans.pop(0)
                self._at = self._spans[0].start
        return found or [Span(self._at, self._at)]


def _single(kind: PieceKind, went: list[Span], came: list[Span]) -> Iterator[Piece]:
    """What stands on one side only."""
    for old in went:
        for new in came:
            yield Piece(kind, old, new)


def _paired(kind: PieceKind, went: list[Span], came: list[Span]) -> Iterator[Piece]:
    """What stands on both sides, cut where a stretch ends on either."""
    left, right = list(went), list(came)
    while left and right:
        one, other = left.pop(0), right.pop(0)
        length = min(one.end - one.start, other.end - other.start)
        yield Piece(
            kind, Span(one.start, one.start + length), Span(other.start, other.start + length)
        )
        if one.start + length < one.end:
            left.insert(0, Span(one.start + length, one.end))
        if other.start + length < other.end:
            right.insert(0, Span(other.start + length, other.end))
