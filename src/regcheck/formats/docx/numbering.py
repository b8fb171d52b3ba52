"""numbering.xml → the automatic number of each paragraph, counted as Word counts.

Source: ECMA-376, Part 1, 17.9 (numbering).
"""

from __future__ import annotations

import re

import msgspec

from regcheck.formats.docx.names import ALTERNATE, CHOICE, VAL, w
from regcheck.formats.docx.number_formats import number_text
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.styles import NumberRef, Styles
from regcheck.formats.docx.symbols import symbol
from regcheck.formats.docx.values import switched_on, value_of, whole

_LEVELS = 9
# Word writes no longer number, and no file links lists further than this.
_LONGEST, _DEEPEST = 255, 10
_SUFFIXES = {"tab": "\t", "space": " ", "nothing": ""}
_SLOT = re.compile(r"%([1-9])")
_ZEROS = re.compile(r"0*1(?=,)")


class Level(msgspec.Struct, frozen=True):
    """One level of a list. `text` holds %1 … %9 where counts stand; `restart` is the number of
    levels above whose paragraphs begin it anew, None for all; `style` is linked to it."""

    start: int = 0
    style: str = "decimal"
    zeros: int = 0
    text: str = ""
    suffix: str = "\t"
    legal: bool = False
    restart: int | None = None
    linked: str | None = None

    def count(self, value: int) -> str:
        """A count of this level."""
        return str(value).zfill(self.zeros) if self.zeros else number_text(self.style, value)


Levels = dict[int, Level]


class List(msgspec.Struct, frozen=True):
    """A w:num: which abstract list it counts in, its levels, and where it begins anew."""

    abstract: str
    levels: Levels
    starts: dict[int, int]


class Numbering:
    """The lists of a file, and how far each has been counted."""

    def __init__(self, root: Root | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = {} if root is None else _lists(root, styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def level_of(self, num: str, own: NumberRef, style: str | None) -> int:
        """The level of a paragraph in a list: as it says itself, else the one that its style is
        linked to, else as its style says, else 0."""
        if own.level is not None or num not in self._lists:
            return own.level or 0
        linked = {each.linked: at for at, each in self._lists[num].levels.items() if each.linked}
        named = self._styles.chain(style or self._styles.paragraph)
        said = self._styles.number(style).level or 0
        return next((linked[name] for name in named if name in linked), said)

    def anew(self) -> Numbering:
        """The same lists, none of them counted: a text box counts for itself."""
        fresh = Numbering(None, self._styles)
        fresh._lists = self._lists
        return fresh

    def label(self, num: str, level: int) -> str:
        """The number of the next paragraph of a list at a level, with what separates it from the
        words; empty where the list has none."""
        found = self._lists.get(num)
        if found is None or level not in found.levels:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        self._advance(found, num, level, counts)
        shown = found.levels[level]
        text = _SLOT.sub(lambda slot: _slot(found, counts, shown, int(slot[1]) - 1), shown.text)
        if shown.style == "bullet":
            text = symbol(text)
        return text[:_LONGEST] + shown.suffix if text else ""

    def _advance(self, found: List, num: str, level: int, counts: dict[int, int]) -> None:
        start = found.levels[level].start
        if level in found.starts and (num, level) not in self._begun:
            counts[level] = found.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.starts.get(level, start)
        self._begun.add((num, level))
        for upper in range(level):  # a level that was skipped has begun, too
            if upper in found.levels:
                counts.setdefault(upper, found.starts.get(upper, found.levels[upper].start))
        for deeper in [each for each in counts if each > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or level < restart:
                del counts[deeper]


def _slot(found: List, counts: dict[int, int], shown: Level, level: int) -> str:
    """The count of one level within a label: in figures in a legal list; where it has not begun,
    the one that it would begin with."""
    counted = found.levels.get(level)
    if counted is None:
        return ""
    value = counts.get(level, found.starts.get(level, counted.start))
    return str(value) if shown.legal else counted.count(value)


def _lists(root: Root, styles: Styles) -> dict[str, List]:
    abstracts = {each.get(w("abstractNumId")): each for each in root.iter(w("abstractNum"))}
    linked = {
        link.get(VAL): each
        for each in abstracts.values()
        if (link := each.find(w("styleLink"))) is not None
    }
    nums = {each.get(w("numId"), ""): each for each in root.iter(w("num"))}
    return {
        name: _list(each, _Source(abstracts, linked, nums, styles)) for name, each in nums.items()
    }


class _Source(msgspec.Struct, frozen=True):
    """Where the levels of lists are found."""

    abstracts: dict[str | None, Root]
    linked: dict[str | None, Root]
    nums: dict[str, Root]
    styles: Styles

    def abstract(self, num: Root) -> tuple[str, Root | None]:
        """The abstract list of a w:num, through the numbering styles it refers to."""
        seen: set[str] = set()
        name = value_of(num, "abstractNumId") or ""
        found = self.abstracts.get(name)
        while found is not None and len(seen) < _DEEPEST:
            style = value_of(found, "numStyleLink")
            if style is None or style in seen:
                break
            seen.add(style)
            following = self.nums.get(self.styles.number(style).num or "")
            target = self.linked.get(style)
            if target is None and following is not None:
                target = self.abstracts.get(value_of(following, "abstractNumId"))
            if target is None:
                break
            found, name = target, target.get(w("abstractNumId"), name)
        return name, found


def _list(num: Root, source: _Source) -> List:
    name, abstract = source.abstract(num)
    levels = {} if abstract is None else dict(map(_level, abstract.iterchildren(w("lvl"))))
    starts = {}
    for override in num.iterchildren(w("lvlOverride")):
        at = whole(override.get(w("ilvl")))
        if (written := override.find(w("lvl"))) is not None:
            levels[at] = _level(written)[1]
        if (start := value_of(override, "startOverride")) is not None:
            starts[at] = whole(start)
    return List(name, {at: each for at, each in levels.items() if 0 <= at < _LEVELS}, starts)


def _level(level: Root) -> tuple[int, Level]:
    restart = value_of(level, "lvlRestart")
    style, zeros = _style(level)
    found = Level(
        whole(value_of(level, "start")),
        style,
        zeros,
        (value_of(level, "lvlText") or "")[:_LONGEST],
        _SUFFIXES.get(value_of(level, "suff") or "tab", "\t"),
        switched_on(level.find(w("isLgl"))),
        whole(restart) if restart is not None else None,
        value_of(level, "pStyle"),
    )
    return whole(level.get(w("ilvl"))), found


def _style(level: Root) -> tuple[str, int]:
    """The number format of a level, and how many figures are filled up with zeros.

    A format that older programs do not know stands as custom beside one that they do.
    """
    found = level.find(f"{ALTERNATE}/{CHOICE}/{w('numFmt')}")
    if found is None:
        found = level.find(w("numFmt"))
    if found is None:
        return "decimal", 0
    zeros = _ZEROS.match(found.get(w("format"), ""))
    return ("decimal", len(zeros[0])) if zeros else (found.get(VAL, "decimal"), 0)
