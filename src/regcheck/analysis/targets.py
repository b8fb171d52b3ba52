"""A citation's paths → the provisions they mean, in this document or in another law.

The semantics of docs/references.md. Another law's provisions are named by id as the text gives
them; this document's are looked up, and what is not there says which level is lacking.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from regcheck.analysis.outline import Outline
from regcheck.analysis.pointers import (
    LEVELS,
    POINTERS,
    Hit,
    Scope,
    id_above,
    previous,
    split_id,
)
from regcheck.model import HEADINGS, Level, Provision, walk
from regcheck.numerals import Number
from regcheck.parse.reference import Branch, Path, Step, Word
from regcheck.text import Span

BLANK = "placeholder"
# No range in another law, and no 各项, is expanded further than this.
_LONGEST_RANGE = 500
# How many paragraphs back a bare 第N项 looks for its list.
_NEAR = 20
# By themselves: in Python 3.11 `Level.ARTICLE` takes as long as a call.
_ARTICLE, _ITEM = Level.ARTICLE, Level.ITEM


class Target(msgspec.Struct, frozen=True):
    """One provision that a reference names.

    `id` is as written, empty where the words lead to no provision at all (前款 in a first
    paragraph). `lacks` is the level at which this document has no such provision, None where it
    has. `anchor` is how the citation begins: with a number, 本条, 前款.
    """

    id: str
    span: Span
    lacks: Level | None = None
    anchor: Word = "numbered"


class Range(msgspec.Struct, frozen=True):
    """第九条至第十二条: where it stands, the ids it spans, whether its numbers rise."""

    span: Span
    ids: tuple[str, ...]
    rising: bool


_DOCUMENT = Hit("")


class Resolution(msgspec.Struct, frozen=True):
    """What a citation means; `ambiguous` where more than one reading is left."""

    targets: tuple[Target, ...]
    ranges: tuple[Range, ...] = ()
    ambiguous: bool = False


def resolve(scope: Scope, branches: tuple[Branch, ...], at: int) -> Resolution:
    """The provisions that a citation at offset `at` names, each once, in text order."""
    targets: dict[str, Target] = {}
    ranges: list[Range] = []
    carried, anchor, ambiguous = "", branches[0].first.steps[0].word, False
    for branch in branches:
        anchor = _anchor(branch.first.steps[0], anchor)
        placed, rising = _elements(scope, branch, carried)
        for hit, span in placed:
            if hit.id not in targets:
                place = Span(span.start + at, span.end + at)
                targets[hit.id] = Target(hit.id, place, hit.lacks, anchor)
            ambiguous = ambiguous or hit.ambiguous
        if placed and len(branches) > 1:
            carried = _as_written(placed[-1][0].id, branch.last or branch.first)
        if rising is not None:
            end = (branch.last or branch.first).span.end
            whole = Span(branch.first.span.start + at, end + at)
            ranges.append(Range(whole, tuple(hit.id for hit, _ in placed), rising))
    return Resolution(tuple(targets.values()), tuple(ranges), ambiguous)


def _as_written(provision: str, path: Path) -> str:
    """第十八条第三项 without its 款: the 第五项 after it may stand in another paragraph's list."""
    levels = [step.level for step in path.steps]
    steps = provision.split("__")
    if levels[0] is Level.ARTICLE and Level.PARAGRAPH not in levels:
        steps = [step for step in steps if not step.startswith(f"{Level.PARAGRAPH.step}_")]
    return "__".join(steps)


def _anchor(step: Step, before: Word) -> Word:
    """本条第一款、第五款: the second element hangs on 本条 as well."""
    return before if step.elided else step.word


_Placed = list[tuple[Hit, Span]]


def _elements(scope: Scope, branch: Branch, carried: str) -> tuple[_Placed, bool | None]:
    """The provisions of one branch, each with its place; for a range also whether it rises."""
    start, end = branch.first, branch.last
    for path in (start, end or start):
        if path.blank:
            return [(Hit(BLANK, path.steps[-1].level), path.span)], None
    first = _path(scope, start, carried)
    placed = [(hit, start.span) for hit in first]
    if end is None:
        return placed, _rising(start.steps[-1])
    last = _path(scope, end, first[-1].id if first else carried)
    ends = [split_id(hits[0].id) if hits else None for hits in (first[-1:], last)]
    low, high = ends
    if low is None or high is None or low[:2] != high[:2]:
        return [*placed, *((hit, end.span) for hit in last)], None
    whole = Span(start.span.start, end.span.end)
    between = _between(scope.outline, Hit(low[0]), low[1], low[2], high[2])
    middle = [(hit, whole) for hit in between]
    return [*placed, *middle, *((hit, end.span) for hit in last)], low[2] < high[2]


def _rising(step: Step) -> bool | None:
    """Whether 第一至五项 rises; None where it is no range."""
    if not step.ranged:
        return None
    numbers = [number or Number(0) for number in step.numbers]
    return all(numbers[i - 1] < numbers[i] for i in step.ranged)


def _between(
    outline: Outline | None, above: Hit, level: Level, low: Number, high: Number
) -> Iterator[Hit]:
    """What lies between two numbers: all whole ones, and 之N that this document has.

    What this document lacks in between is no reference of its own.
    """
    numbers: Iterable[Number]
    if level is Level.ARTICLE and outline is not None:
        first, last = bisect_right(outline.numbers, low), bisect_left(outline.numbers, high)
        numbers = outline.numbers[first:last]
    else:
        stop = min(high.main + bool(high.sub), low.main + _LONGEST_RANGE)
        numbers = (Number(n) for n in range(low.main + 1, stop))
    for number in numbers:
        yield from (hit for hit in _child(outline, above, level, number) if not hit.lacks)


def _path(scope: Scope, path: Path, carried: str) -> list[Hit]:
    """The provisions at the end of a path, step by step from the largest unit."""
    first, *rest = path.steps
    hits = _begin(scope, first, carried, rest)
    return [found for hit in hits for found in _down(scope, hit, rest)] if rest else hits


def _begin(scope: Scope, step: Step, carried: str, rest: list[Step]) -> list[Hit]:
    """The provisions that the first step of a path means."""
    if step.word == "numbered":
        return _numbered(scope, step, carried, rest)
    if scope.outline is None and step.word in ("this", "previous", "following"):
        return [Hit("", step.level)]
    return POINTERS[step.word](scope, step)


def _numbered(scope: Scope, step: Step, carried: str, rest: list[Step]) -> list[Hit]:
    """第三条, 第二章; 第一款 and 第一项 belong to what was named before, or to the source."""
    if step.level is _ARTICLE:
        return list(_children(scope.outline, _DOCUMENT, step))
    bases = [base for base in (id_above(carried, step.level),) if base]
    if step.level in HEADINGS:
        if bases or scope.outline is None:
            return list(_children(scope.outline, _known(scope, *bases), step))
        return [_heading(scope, scope.outline, step.level, n) for n in step.numbers if n]
    bases = bases or list(_bases(scope, step))
    readings = [list(_children(scope.outline, _known(scope, base), step)) for base in bases]
    for reading in readings:
        below = [found for hit in reading for found in _down(scope, hit, rest)]
        itself = step.level is Level.ITEM and any(h.id == scope.source.id for h in below)
        if all(hit.lacks is None for hit in below) and not itself:
            return reading
    return readings[0] if readings else [Hit("", step.level)]


def _known(scope: Scope, provision: str = "") -> Hit:
    """A provision named before, with the level at which this document lacks it."""
    steps = provision.split("__") if provision and scope.outline else []
    for count, step in enumerate(steps, 1):
        if scope.outline and "__".join(steps[:count]) not in scope.outline.by_id:
            return Hit(provision, LEVELS.get(step.partition("_")[0]))
    return Hit(provision)


def _down(scope: Scope, hit: Hit, rest: list[Step]) -> list[Hit]:
    """The provisions at the end of the further steps of a path."""
    hits = [hit]
    for step in rest:
        hits = [found for each in hits for found in _below(scope, each, step)]
    return hits


def _bases(scope: Scope, step: Step) -> Iterator[str]:
    """What a bare 第N款 or 第N项 may belong to, the likeliest first.

    An item that cites the numbers before its own means its own list: （三）第一项规定以外的. An
    article without a list means one that it named in an earlier sentence.
    """
    own = list(_own_bases(scope, step.level))
    lead = _named_bases(scope.lead, step.level)
    here = scope.source.number
    backward = here is not None and all(number and number < here for number in step.numbers)
    if scope.inward and step.level is Level.PARAGRAPH:
        yield from own
    yield from _named_bases(scope.named, step.level)
    yield from (*own, *lead) if backward and scope.source.level is step.level else (*lead, *own)
    yield from _named_bases(scope.earlier, step.level)


def _named_bases(named: tuple[str, ...], level: Level) -> list[str]:
    """What was named before, the last first; for a 项 its 款 and then its whole article."""
    bases = [base for each in reversed(named) if (base := id_above(each, level))]
    return [*bases, *(base for each in bases if (base := id_above(each, Level.PARAGRAPH)))]


def _own_bases(scope: Scope, level: Level) -> Iterator[str]:
    """The source's own article for a 款; for a 项 its paragraph, then those before it."""
    outline = scope.outline
    article = outline.article_of(scope.source) if outline else None
    if outline is None or article is None:
        return
    if level is Level.PARAGRAPH:
        yield article.id
        return
    item = outline.ancestor(scope.source, Level.ITEM)
    paragraph = outline.ancestor(scope.source, Level.PARAGRAPH)
    if item is not None and level is Level.SUBITEM:
        yield item.id
    if paragraph is None:
        return
    yield paragraph.id
    yield from (each.id for each in islice(outline.before(paragraph), _NEAR) if each.children)


def _below(scope: Scope, hit: Hit, step: Step) -> Iterator[Hit]:
    """The provisions that a further step means: 第一款, 前三项, 各项."""
    if step.word == "numbered":
        yield from _children(scope.outline, hit, step)
        return
    holder = scope.outline.by_id.get(hit.id) if scope.outline else None
    if step.word == "previous" and holder is not None and _holds(scope, holder):
        yield from previous(scope, step)  # 本条前款
        return
    children = holder.children if holder else ()
    below = (each for each in walk(children) if each.level is step.level)
    entries = list(islice(below, _LONGEST_RANGE))
    if step.word == "previous" and step.numbers[0]:
        count = step.numbers[0].main
        entries = entries[:count] if len(entries) >= count else []
    if not entries:
        # 前款所列各项费用: a paragraph that has no list is meant as a whole
        whole = hit.id if scope.outline is None or step.word == "each" else ""
        yield Hit(whole, None if hit.id else step.level)
        return
    yield from (Hit(each.id) for each in entries)


def _holds(scope: Scope, provision: Provision) -> bool:
    return provision.span.start <= scope.source.span.start < provision.span.end


def _children(outline: Outline | None, above: Hit, step: Step) -> Iterator[Hit]:
    """The provisions with the step's numbers below a provision."""
    before: Number | None = None
    for index, number in enumerate(step.numbers):
        if number is None:
            continue
        if index in step.ranged and before is not None:
            yield from _between(outline, above, step.level, before, number)
        yield from _child(outline, above, step.level, number)
        before = number


def _child(outline: Outline | None, above: Hit, level: Level, number: Number) -> Iterator[Hit]:
    """One numbered provision below another; article numbers run through the whole document.

    Several where 第N条第M项 may mean the list of several paragraphs.
    """
    step = f"{level.step}_{number}"
    wanted = step if level is _ARTICLE or not above.id else f"{above.id}__{step}"
    holder = outline.by_id.get(above.id) if outline and level is _ITEM else None
    if outline is None or (above.lacks and level is not _ARTICLE):
        # 前款第一项 where there is no 前款 names nothing
        nothing = above.lacks is not None and not above.id
        yield Hit("" if nothing else wanted, above.lacks, above.ambiguous)
    elif holder is not None and holder.level is _ARTICLE:
        yield from _items(outline.listing(holder), number, wanted)
    else:
        found = wanted if wanted in outline.by_id else _deeper(outline, above.id, level, step)
        yield Hit(found or wanted, None if found else level, above.ambiguous)


def _deeper(outline: Outline, above: str, level: Level, step: str) -> str:
    """第十七章 of a part whose chapters stand in subparts; empty where none or several are."""
    if level not in HEADINGS or not above:
        return ""
    ids = (heading.id for heading in outline.headings)
    found = [each for each in ids if each.startswith(f"{above}__") and each.endswith(f"__{step}")]
    return found[0] if len(found) == 1 else ""


def _items(listing: tuple[Provision, ...], number: Number, wanted: str) -> Iterator[Hit]:
    """第N条第M项: the item of the only paragraph of the article that has a list."""
    found = [e for child in listing for e in child.children if _is_item(e, number)]
    if not found:
        yield Hit(wanted, Level.ITEM)
    for item in found:
        yield Hit(item.id, ambiguous=len(found) > 1)


def _is_item(provision: Provision, number: Number) -> bool:
    return provision.level is Level.ITEM and provision.number == number


def _heading(scope: Scope, outline: Outline, level: Level, number: Number) -> Hit:
    """第三章 of the part that the source lies in, or of the only part that has one."""
    wanted = f"{level.step}_{number}"
    ids = [heading.id for heading in outline.headings]
    found = [each for each in ids if each == wanted or each.endswith(f"__{wanted}")]
    article = outline.article_of(scope.source)
    parent = outline.parents.get(article.id) if article else None
    above = parent.id if parent else ""
    near = [each for each in found if above.startswith(each.removesuffix(wanted).rstrip("_"))]
    if wanted in found or not found:
        return Hit(wanted, None if found else level)
    return Hit((near or found)[0], None, ambiguous=len(near) != 1 and len(found) != 1)
