"""Fixes → what is to be struck out of runs and put between them; None where that cannot be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from regcheck.diagnostic import Edit, Fix
from regcheck.export.docx.runs import Runs
from regcheck.formats.docx.characters import characters
from regcheck.formats.docx.names import (
    ALTERNATE,
    BOX,
    DELETED,
    INSERTED,
    R_PROPERTIES,
    VAL,
    P,
    R,
    T,
    w,
)
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.places import Place
from regcheck.formats.docx.reading import Opened
from regcheck.text import Span

# What a w:t can hold and shows as it is: no control character, tab or end of a line.
_WORDS = re.compile("[\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
_SILENT = frozenset({R_PROPERTIES, T, w("lastRenderedPageBreak")})
# What stands between words and would stay behind without them.
_STANDING = frozenset(
    {
        ALTERNATE,
        *(w(name) for name in ("footnoteReference", "endnoteReference", "fldChar", "instrText")),
        *(w(name) for name in ("drawing", "pict", "object", "ruby")),
    }
)
_NOWHERE = frozenset({R, ALTERNATE, BOX})
_SDT, _SDT_PROPERTIES, _LOCK = w("sdt"), w("sdtPr"), w("lock")
_LOCKED = ("contentLocked", "sdtContentLocked")
# Content controls whose words come from elsewhere.
_BOUND = frozenset({"dataBinding", "dropDownList", "comboBox", "date", "showingPlcHdr"})


class Strip(msgspec.Struct, frozen=True):
    """The characters of one run from `first` on, up to `end`."""

    first: Place
    end: int


class Spot(msgspec.Struct, frozen=True):
    """Between two characters: behind, or before, that of a place."""

    place: Place
    after: bool

    @property
    def char(self) -> int:
        """Where the run is to be cut."""
        return self.place.char + self.after


class Change(msgspec.Struct, frozen=True):
    """One edit as Word tracks it: what goes, and what comes at a spot. `span` is what it replaces
    of the text, `whole` what the fix says it does."""

    span: Span
    whole: Span
    strips: tuple[Strip, ...]
    text: str
    spot: Spot | None

    def cuts(self) -> Iterator[tuple[Place, int]]:
        """Where runs are to be cut."""
        for strip in self.strips:
            yield strip.first, strip.first.char
            yield strip.first, strip.end
        if self.spot:
            yield self.spot.place, self.spot.char


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes by position, insertions at one place made one."""
    found: list[Change] = []
    for each in sorted(changes, key=lambda each: (each.span, each.whole)):
        if found and not each.strips and found[-1].span == each.span:
            found[-1] = msgspec.structs.replace(found[-1], text=found[-1].text + each.text)
        else:
            found.append(each)
    return tuple(found)


class Planner:
    """Finds the changes that the edits of fixes are."""

    def __init__(self, opened: Opened, runs: Runs) -> None:
        self._text, self._places, self._runs = opened.source.text, opened.places, runs

    def changes(self, fix: Fix) -> tuple[Change, ...] | None:
        """The changes of a fix, without what stays; None where one of them cannot be tracked."""
        found = []
        for edit in fix.edits:
            narrow = _narrowed(edit, self._text)
            if narrow.span.start == narrow.span.end and not narrow.text:
                continue
            change = self._change(narrow, edit.span)
            if change is None:
                return None
            found.append(change)
        return tuple(found)

    def _change(self, edit: Edit, whole: Span) -> Change | None:
        if edit.text and not _WORDS.fullmatch(edit.text):
            return None
        if edit.span.start == edit.span.end:
            spot = self._spot(edit.span.start)
            return Change(edit.span, whole, (), edit.text, spot) if spot else None
        strips = self._strips(edit.span)
        if not strips or (not edit.text and self._empties(edit.span)):
            return None
        spot = self._side(edit.span.end - 1, after=True) if edit.text else None
        if edit.text and spot is None:
            return None
        return Change(edit.span, whole, strips, edit.text, spot)

    def _strips(self, span: Span) -> tuple[Strip, ...]:
        """What goes of each run; empty where something of it has to stay."""
        strips: list[Strip] = []
        for stretch in self._places.within(span):
            start, end = max(span.start, stretch.span.start), min(span.end, stretch.span.end)
            first = self._places.at(start)
            if first.run < 0 or (strips and first.paragraph != strips[0].first.paragraph):
                return ()
            if strips and strips[-1].first.run == first.run:
                first = strips.pop().first
            last = self._places.at(end - 1)
            strips.append(Strip(first, last.char + 1))
        return tuple(strips) if self._may_go(strips) else ()

    def _may_go(self, strips: list[Strip]) -> bool:
        """Whether the words of the strips are plain ones, and nothing stands between them."""
        for number, strip in enumerate(strips):
            run = self._runs.run(strip.first)
            edges = number == 0, number == len(strips) - 1
            if not self._may_change(run) or not _is_plain(run, strip, *edges):
                return False
        runs = self._runs.of(strips[0].first.paragraph)
        taken = {strip.first.run for strip in strips}
        return not any(
            _stands(runs[number])
            for number in range(strips[0].first.run, strips[-1].first.run)
            if number not in taken
        )

    def _empties(self, span: Span) -> bool:
        """Whether nothing of a paragraph would be left: Word would keep an empty one."""
        paragraph = self._places.at(span.start).paragraph
        ends = [at for at in (span.start - 1, span.end) if 0 <= at < len(self._text)]
        places = [self._places.at(at) for at in ends]
        return not any(each.run >= 0 and each.paragraph == paragraph for each in places)

    def _spot(self, at: int) -> Spot | None:
        """Where words between two characters are put: behind the first, unless that would put them
        into a link, say, and before the second one would not."""
        sides = [self._side(at - 1, after=True), self._side(at, after=False)]
        return min((side for side in sides if side), key=self._enclosed, default=None)

    def _enclosed(self, spot: Spot) -> bool:
        parent = self._runs.run(spot.place).getparent()
        return parent is None or parent.tag != P

    def _may_change(self, run: Root, *, putting: bool = False) -> bool:
        return run not in self._runs.in_fields and _allows_changes(run, putting=putting)

    def _side(self, offset: int, *, after: bool) -> Spot | None:
        if not 0 <= offset < len(self._text):
            return None
        place = self._places.at(offset)
        if place.run < 0 or not self._may_change(self._runs.run(place), putting=True):
            return None
        return Spot(place, after)


def _narrowed(edit: Edit, text: str) -> Edit:
    """The edit without what is the same before and after it, at both ends."""
    start, end, new = edit.span.start, edit.span.end, edit.text
    while start < end and new and text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end and new and text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    return Edit(Span(start, end), new)


def _allows_changes(run: Root, *, putting: bool = False) -> bool:
    """Whether tracked changes may stand around a run. Insertions do not lie in one another; one
    that holds the run itself can be parted."""
    for number, each in enumerate(run.iterancestors()):
        if each.tag in _NOWHERE or (each.tag == _SDT and _is_bound(each)):
            return False
        if putting and number and each.tag in INSERTED:
            return False
    return True


def _is_bound(control: Root) -> bool:
    """Whether the words of a content control are locked, or come from elsewhere."""
    properties = control.find(_SDT_PROPERTIES)
    for each in () if properties is None else properties:
        if str(each.tag).rpartition("}")[2] in _BOUND:
            return True
        if each.tag == _LOCK and each.get(VAL) in _LOCKED:
            return True
    return False


def _is_plain(run: Root, strip: Strip, first: bool, last: bool) -> bool:
    """Whether a strip holds nothing but words. What shows nothing at its ends does not belong to
    it, unless more goes before it, or behind it."""
    at, start, end = 0, strip.first.char, strip.end
    for child, words in characters(run):
        before, at = at, at + len(words)
        if words:
            inside, allowed = before < end and at > start, child.tag == T
        else:
            inside = (start < at or not first) and (at < end or not last)
            allowed = child.tag in _SILENT
        if inside and not allowed:
            return False
    return True


def _stands(run: Root) -> bool:
    """Whether a run holds what would stay behind alone between words that go."""
    if any(each.tag in DELETED for each in run.iterancestors()):
        return False
    return any(child.tag in _STANDING for child in run)
