"""Letter → statements: what each point says, whether it is done, promised or reported, how firmly.

A statement is a point with no points within it; in a letter without numbers, a paragraph. Tense is
that of its sentences: by their own words, else by the heading above, else by what went before. The
words are data/letter.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import inf
from typing import get_args

import msgspec

from regcheck.analysis.commitments import Quantity, Strength, Tense
from regcheck.analysis.quantities import SCALE, values
from regcheck.analysis.sentences import cut
from regcheck.analysis.strength import strength_of
from regcheck.analysis.tense import heading_tense, refused, tense_of, without_names
from regcheck.data import expression
from regcheck.numerals import to_chinese, to_int
from regcheck.parse.letter import Letter, Point
from regcheck.text import Span

# What a statement is where its sentences differ: a draft that is told of, else a promise.
_ORDER: tuple[Tense, ...] = ("reported", "commitment", "done", "background")
# A paragraph that is no longer and has no mark at its end is a heading.
_TITLE, _MARKS = 25, "。；：！？!?;:"
# Half-width marks read as full-width ones, full-width digits as half-width; the length stays.
_WIDE = str.maketrans(",;:()!?０１２３４５６７８９", "，；：（）！？0123456789")
_GROUPED = re.compile(r"(?<=[0-9０-９])[,，](?=[0-9０-９]{3}(?![0-9０-９年]))")
# Years and months that are not counted in one another here; those of a date are no quantity.
_WRITTEN = {"day": "日", "month": "月", "year": "年"}
_CALENDAR = re.compile("[0-9]{4}年|^[0-9]{1,2}[月日]")


class Amount(msgspec.Struct, frozen=True):
    """A quantity in a statement: its words, its place in the letter, and the range it allows.

    `unit` is one of the contract's (percent as a share, yuan, times, day, month, year), or the
    measure word of a count (家, 人, 个).
    """

    text: str
    span: Span
    min: float | None
    max: float | None
    unit: str


class Said(msgspec.Struct, frozen=True):
    """One sentence of a statement. `words` has the marks full-width, at the same offsets."""

    span: Span
    words: str
    tense: Tense


class Statement(msgspec.Struct, frozen=True):
    """What one point of a letter says.

    `span` is its place in the letter, with its marker; `words` are its text without that, on one
    line. `above` are the headings over it, from the outermost. `lead` is the body that is named to
    take it in hand, `deadline` the words for when.
    """

    id: str
    span: Span
    text: str
    words: str
    tense: Tense
    strength: Strength
    sentences: tuple[Said, ...]
    quantities: tuple[Amount, ...] = ()
    deadline: str | None = None
    lead: str | None = None
    above: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        """Whether a draft can be held to it: it promises, or tells of a draft."""
        return self.tense in ("commitment", "reported")

    @property
    def kept(self) -> tuple[Said, ...]:
        """The sentences that a draft can be held to: those of the statement's own tense."""
        return tuple(said for said in self.sentences if said.tense == self.tense)


def statements(letter: Letter) -> tuple[Statement, ...]:
    """The statements of a letter, in its order."""
    return tuple(_Reader(letter).all())


class _Reader:
    """Reads one letter from its top; `flow` is the tense that what went before left off with."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        # 1,000 is one number
        kept = _GROUPED.sub("\0", letter.source.text).translate(_WIDE)
        self.text = kept.replace("\0", ",")
        self.flow: Tense | None = None
        found = expression("letter", "quantity", "year").search(letter.date or "")
        self.year = int(found["year"]) if found else None

    def all(self) -> Iterator[Statement]:
        """The statements: of paragraphs outside all points only what is promised or reported,
        where the letter has points."""
        number = 0
        for span in self.letter.paragraphs:
            words = self.letter.source.slice(span)
            if len(words) <= _TITLE and words[-1] not in _MARKS:
                self.flow = heading_tense(words) or self.flow
                continue
            number += 1
            said = self._said((span,))
            found = self._statement(f"段{to_chinese(number)}", span, said, ())
            if not self.letter.points or found.held:
                yield found
        yield from self._series(self.letter.points, ())

    def _series(self, points: tuple[Point, ...], above: tuple[str, ...]) -> Iterator[Statement]:
        """The statements of a series; all its points begin with the tense that it began with."""
        start, number = self.flow, 0
        for point in points:
            carried = self.flow == "reported" and not point.mark.sure
            if number < point.mark.number and not carried:
                self.flow = start
            start, number = self.flow, point.mark.number
            yield from self._point(point, above)

    def _point(self, point: Point, above: tuple[str, ...]) -> Iterator[Statement]:
        heading = self.letter.source.slice(point.heading) if point.heading else ""
        if heading:
            self.flow = heading_tense(heading) or self.flow
        if not point.points:
            words = point.lead if point.lead and _is_label(heading) else point.words
            marker = point.mark.span.end - point.mark.span.start
            said = self._said(words, heading)
            yield self._statement(point.id, point.span, said, above, marker)
            return
        said = self._said(point.lead, heading)
        yield from self._led(point, said, above)
        if self._tells_of_a_draft(heading, said):
            self.flow = "reported"
        inside = (*above, *([heading or self._first(point)] if heading or point.lead else []))
        yield from self._series(point.points, inside)
        for number, span in enumerate(point.tail, 1):
            said = self._said((span,))
            found = self._statement(f"{point.id}段{to_chinese(number)}", span, said, inside)
            if found.held:
                yield found

    def _led(
        self, point: Point, read: tuple[Said, ...], above: tuple[str, ...]
    ) -> Iterator[Statement]:
        """The paragraphs before the points of a point that themselves promise a measure that a
        draft can be held to: a share, an amount, a time, a sanction. What only leads to the
        points does not."""
        for number, span in enumerate(point.lead, 1):
            said = tuple(each for each in read if span.start <= each.span.start < span.end)
            found = self._statement(f"{point.id}引{to_chinese(number)}", span, said, above)
            bound = found.deadline or any(
                each.unit in get_args(Quantity) for each in found.quantities
            )
            if found.held and (bound or self._find("lead", "firm", list(said))):
                yield found

    def _tells_of_a_draft(self, heading: str, said: tuple[Said, ...]) -> bool:
        """Whether what leads to points speaks of a draft, and not of the next steps at its end."""
        draft = expression("letter", "heading", "draft")
        last = said[-1].words if said else ""
        told = any(draft.search(words) for words in (heading, *(each.words for each in said)))
        return told and not expression("letter", "tense", "promised").search(last)

    def _first(self, point: Point) -> str:
        return self.letter.source.slice(point.lead[0])

    def _said(self, spans: Iterable[Span], heading: str = "") -> tuple[Said, ...]:
        """The sentences of these spans, each with its tense; the flow goes on from the last."""
        out = []
        for span in spans:
            for sentence in cut(self.text, span):
                words = self.text[sentence.start : sentence.end]
                tense = tense_of(words, self.flow, self.year)
                if tense != "background":
                    self.flow = tense
                out.append(Said(sentence, words, tense))
        rest = out[1:]
        if rest and heading and out[0].span.end - out[0].span.start <= len(heading) + 1:
            # a heading says what the point is about; its sentences say whether it is done
            out[0] = msgspec.structs.replace(out[0], tense=_overall(rest))
        return tuple(out)

    def _statement(
        self,
        name: str,
        span: Span,
        said: tuple[Said, ...],
        above: tuple[str, ...],
        marker: int = 0,
    ) -> Statement:
        """The statement at `span`, whose marker takes so many code points."""
        tense = _overall(said)
        kept = [each for each in said if each.tense == tense]
        quantities = tuple(amount for each in kept for amount in self._amounts(each))
        deadline = self._find("quantity", "deadline", kept) if tense == "commitment" else None
        return Statement(
            id=name,
            span=span,
            text=self.letter.source.slice(span),
            words=" ".join(self.letter.source.slice(span)[marker:].split()),
            tense=tense,
            strength="quantified" if quantities or deadline else _strength(kept, tense),
            sentences=said,
            quantities=quantities,
            deadline=deadline,
            lead=self._find("lead", "named", kept),
            above=above,
        )

    def _find(self, section: str, name: str, said: list[Said]) -> str | None:
        """The first words of the sentences that match an expression, or its first group."""
        for each in said:
            if found := expression("letter", section, name).search(each.words):
                group = found.lastindex or 0
                start, end = (each.span.start + place for place in found.span(group))
                return self.letter.source.text[start:end]
        return None

    def _amounts(self, said: Said) -> Iterator[Amount]:
        """The quantities of a sentence, but those in names and quotations."""
        bare = without_names(said.words)
        found: list[tuple[Span, float, float, str]] = [
            (value.span, value.low, value.high, str(unit))
            for unit in get_args(Quantity)
            for value in values(bare, unit)
            if _WRITTEN.get(unit, "") in value.text and not _CALENDAR.search(value.text)
        ]
        found += [
            (Span(*match.span()), _count(match), _count(match), match["unit"])
            for match in expression("letter", "quantity", "count").finditer(bare)
        ]
        for span, low, high, unit in sorted(found):
            place = Span(said.span.start + span.start, said.span.start + span.end)
            words = self.letter.source.slice(place)
            least, most = (None if abs(bound) == inf else bound for bound in (low, high))
            yield Amount(words, place, least, most, unit)


def _count(match: re.Match[str]) -> float:
    """1.5万人 → 15000."""
    digits = match["number"].replace(",", "")
    number = float(digits) if re.fullmatch(r"[0-9.]+", digits) else float(to_int(digits) or 0)
    return number * SCALE.get(match["scale"] or "", 1)


def _overall(said: Iterable[Said]) -> Tense:
    """The tense of sentences together; what was done does not matter where the rest is refused."""
    told = tuple(said)
    found = {each.tense for each in told}
    tense: Tense = next((tense for tense in _ORDER if tense in found), "background")
    if tense == "done" and any(refused(each.words) for each in told):
        return "background"
    return tense


def _is_label(heading: str) -> bool:
    """Whether a heading only names the field: 在科技创新立法方面。"""
    return bool(expression("letter", "heading", "label").search(heading))


def _strength(said: Iterable[Said], tense: Tense) -> Strength:
    """How firmly sentences promise, quantities apart; what a draft provides is always an act."""
    acts = tense == "reported" or any(strength_of(each.words) == "measure" for each in said)
    return "measure" if acts else "direction"
