"""Document → references: every numbered citation, whose provisions it means, whether they exist.

Named references (第十二条第一款, 本条例第三章, 《…》第五条) are resolved; relative ones (前款,
本条) are not read yet. Only a unique target counts as resolved; otherwise the state says why.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from regcheck.analysis.outline import Outline
from regcheck.data import expression, table
from regcheck.model import DECISIONS, Document, Level, Provision
from regcheck.numerals import Number
from regcheck.parse.labels import RUNNING
from regcheck.parse.reference import CANDIDATE, Branch, Path, parse_citation
from regcheck.text import Span

State = Literal[
    "resolved", "missing", "ambiguous", "placeholder", "external", "external-missing", "unknown-law"
]
# How far before a citation its owner may stand, its sentence may begin, a law may be named.
_REACH, _SENTENCE, _PARAGRAPH = 60, 1000, 5000
_NEAR = 20
_BLANK = "placeholder"


class Target(msgspec.Struct, frozen=True):
    """One provision a reference names: its id as written, where, and whether this text has it."""

    id: str
    span: Span
    exists: bool = True


class Reference(msgspec.Struct, frozen=True):
    """A citation: `law` is None for this document, a title, or "unknown".

    `bare` is true where nothing before the number says which text is meant.
    """

    span: Span
    source: str
    law: str | None
    targets: tuple[Target, ...]
    state: State
    reason: str = ""
    suggestion: str | None = None
    bare: bool = False


Key = tuple[tuple[Level, Number], ...]


class _Owner(msgspec.Struct, frozen=True):
    """Whose provisions a citation names, and how many characters before it say so."""

    law: str | None
    length: int = 0
    bare: bool = False


class _Place(msgspec.Struct, frozen=True):
    """Where a citation stands: the provision, its own words, and the offset in them."""

    document: Document
    outline: Outline
    provision: Provision
    text: str
    at: int
    quoted: bool = False

    @property
    def before(self) -> str:
        """The words right before the citation."""
        return self.text[max(0, self.at - _REACH) : self.at]


def references(document: Document, outline: Outline) -> tuple[Reference, ...]:
    """The references of a document, by position."""
    out: list[Reference] = []
    for provision in outline.provisions:
        text = document.text_of(provision)
        if "第" in text:
            out.extend(_in_provision(_Place(document, outline, provision, text, 0)))
    return tuple(out)


def _in_provision(start: _Place) -> Iterator[Reference]:
    """The references in one provision's own words."""
    last: Reference | None = None
    depth, seen = 0, 0
    text, offset = start.text, start.provision.body.start
    for match in CANDIDATE.finditer(text):
        depth += text.count("“", seen, match.start()) - text.count("”", seen, match.start())
        seen = match.start()
        branches = parse_citation(match[0])
        # 第二款 alone is relative to what stands before it
        if not branches:
            continue
        relative = branches[0].first.steps[0].level.rank > Level.ARTICLE.rank
        if relative or _is_label(text, match.start(), match.end()):
            continue
        place = replace(start, at=match.start(), quoted=depth > 0)
        owner = _owner(place)
        if owner.bare and owner.law is None and last is not None and last.law is not None:
            between = text[last.span.end - offset : match.start()]
            owner = owner if "。" in between else _Owner(last.law, bare=True)
        span = Span(offset + match.start() - owner.length, offset + match.end())
        last = _resolved(place, branches, owner, span)
        yield last


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether the label of an article that lost its line break stands here: 。第八条　…"""
    before, after = text[max(0, start - _NEAR) : start].rstrip(), text[end : end + _NEAR]
    if RUNNING.match(after) or not after:
        return False
    spaced = after[0].isspace() and start > 0 and text[start - 1].isspace()
    return spaced or (bool(before) and before[-1] in "。；")


def _owner(place: _Place) -> _Owner:
    """Whose provisions the citation names: the first reading of the words before it that fits."""
    if place.quoted:
        return _Owner("unknown")  # another text's words
    for name, read in _READINGS:
        match = expression("references", "owner", name).search(place.before)
        owner = read(place, match) if match else None
        if owner is not None:
            return owner
    if place.document.kind in DECISIONS:
        return _Owner(_amended_law(place.document))
    return _Owner(_named_before(place), bare=True)


def _itself(place: _Place, match: re.Match[str]) -> _Owner:
    return _Owner(None, len(match[0]))


def _titled(place: _Place, match: re.Match[str]) -> _Owner:
    title = match["title"]
    return _Owner(None if title == place.document.title else title, len(match[0]))


def _that_law(place: _Place, match: re.Match[str]) -> _Owner:
    begin = max(0, place.at - _PARAGRAPH)
    return _Owner(_last_law(place, begin) or "unknown", len(match[0]))


def _other_text(place: _Place, match: re.Match[str]) -> _Owner:
    return _Owner("unknown", len(match[0]))


def _bare_law(place: _Place, match: re.Match[str]) -> _Owner | None:
    """A law's name without book marks: 刑法第三条. None for ordinary words that end alike."""
    words = expression("references", "owner", "verb").split(match["title"])[-1]
    ordinary = expression("references", "owner", "not_a_name").fullmatch(words)
    return None if ordinary else _Owner(words, len(words))


_READINGS: tuple[tuple[str, Callable[[_Place, re.Match[str]], _Owner | None]], ...] = (
    ("itself", _itself),
    ("title", _titled),
    ("that_law", _that_law),
    ("other_text", _other_text),
    ("bare_law", _bare_law),
)


def _amended_law(document: Document) -> str:
    """The one law that a 修改决定 amends, by its title; "unknown" for none or several."""
    titles = expression("references", "sentence", "title").findall(document.title)
    return titles[0] if len(titles) == 1 else "unknown"


def _named_before(place: _Place) -> str | None:
    """The law named before in the same sentence; None where 本条例第… stands between."""
    floor = max(0, place.at - _SENTENCE)
    ends = table("references")["sentence"]["ends"]
    begin = max(floor, *(place.text.rfind(mark, floor, place.at) + 1 for mark in ends))
    if expression("references", "sentence", "itself").search(place.text, begin, place.at):
        return None
    return _last_law(place, begin)


def _last_law(place: _Place, begin: int) -> str | None:
    """The title of another text that was named last between `begin` and the citation."""
    laws = _laws(place.text[begin : place.at], place.document.title)
    if not laws and begin == 0 and place.provision.level in (Level.ITEM, Level.SUBITEM):
        # 违反《甲法》规定，有下列行为之一的：（一）第五十条规定的…
        lead = place.outline.parents[place.provision.id]
        laws = _laws(place.document.text_of(lead), place.document.title)
    return laws[-1] if laws else None


def _laws(text: str, own: str) -> list[str]:
    """The other laws that a text names, with book marks or after 依照 without them."""
    found = [
        (match.start(), match["title"])
        for name in ("title", "plain")
        for match in expression("references", "sentence", name).finditer(text)
    ]
    return [title for _, title in sorted(found) if title != own]


def _resolved(place: _Place, branches: tuple[Branch, ...], owner: _Owner, span: Span) -> Reference:
    """The reference with its targets, and the state that they give it."""
    at = place.provision.body.start + place.at
    outline = place.outline if owner.law is None else None
    targets = tuple(_targets(outline, place.provision, branches, at))
    interpretation = place.document.kind == "judicial_interpretation"
    state, reason = _state(owner, targets, interpretation)
    return Reference(span, place.provision.id, owner.law, targets, state, reason, bare=owner.bare)


def _state(owner: _Owner, targets: tuple[Target, ...], interpretation: bool) -> tuple[State, str]:
    missing = [target.id for target in targets if not target.exists]
    if _BLANK in missing:
        return "placeholder", "条号还是空白"
    if owner.law == "unknown" or (missing and owner.bare and interpretation):
        return "unknown-law", "指的是另一部文件，文中没有写明是哪一部"
    if owner.law is not None:
        return "external", "引用另一部法律，尚未核对"
    if missing:
        return "missing", f"本文没有 {'、'.join(missing)}"
    return "resolved", ""


def _targets(
    outline: Outline | None, source: Provision, branches: tuple[Branch, ...], at: int
) -> Iterator[Target]:
    """Every provision the branches name; what a branch leaves out it takes from the one before."""
    carried: Key = ()
    for branch in branches:
        for key, span in _keys(branch, outline):
            place = Span(span.start + at, span.end + at)
            if key is None:
                yield Target(_BLANK, place, exists=False)
                continue
            carried = _carry(carried, key)
            yield _target(outline, source, carried, place)


def _keys(branch: Branch, outline: Outline | None) -> Iterator[tuple[Key | None, Span]]:
    """The branch's keys with their spans, one number a level; None for a blank.

    A range gives its two ends and all that lies between; what lies between has the whole span.
    """
    first, last = branch.first, branch.last
    keys = list(_expanded(first, outline))
    yield from ((key, first.span) for key in keys)
    if last is None:
        return
    ends = list(_expanded(last, outline))
    start, end = keys[-1], ends[0]
    if start and end and start[-1][0] is end[-1][0]:
        whole = Span(first.span.start, last.span.end)
        level = end[-1][0]
        for number in _between(start[-1][1], end[-1][1], level, outline):
            yield (*start[:-1], (level, number)), whole
    yield from ((key, last.span) for key in ends)


def _expanded(path: Path, outline: Outline | None) -> Iterator[Key | None]:
    """One key for every number of the path's last step."""
    head: list[tuple[Level, Number]] = []
    for step in path.steps[:-1]:
        number = step.numbers[-1]
        if number is None:
            yield None
            return
        head.append((step.level, number))
    last = path.steps[-1]
    numbers = [number for number in last.numbers if number is not None]
    if len(numbers) < len(last.numbers):
        yield None
        return
    if last.ranged and len(numbers) == 2:
        numbers[1:1] = _between(numbers[0], numbers[1], last.level, outline)
    for number in numbers:
        yield (*head, (last.level, number))


def _between(first: Number, last: Number, level: Level, outline: Outline | None) -> list[Number]:
    """The numbers strictly between two ends: all whole ones, and 之N that this document has."""
    if level is Level.ARTICLE and outline is not None:
        numbers = outline.numbers
        return list(numbers[bisect_right(numbers, first) : bisect_left(numbers, last)])
    return [Number(main) for main in range(first.main + 1, min(last.main, first.main + 500))]


def _carry(carried: Key, path: Key) -> Key:
    """第十条第一款、第三款: the second path takes 第十条 from the first."""
    top = path[0][0].rank
    if top <= Level.ARTICLE.rank:
        return path
    return (*(step for step in carried if step[0].rank < top), *path)


def _target(outline: Outline | None, source: Provision, key: Key, span: Span) -> Target:
    """The target of one full path: its id, and whether this document has it."""
    if outline is None:
        return Target(_id(key), span)
    if key[0][0] is not Level.ARTICLE:
        return _heading_target(outline, source, key, span)
    wanted = _id(_with_paragraph(outline, key))
    return Target(wanted, span, wanted in outline.by_id)


def _id(key: Key) -> str:
    return "__".join(f"{level.step}_{number}" for level, number in key)


def _with_paragraph(outline: Outline, key: Key) -> Key:
    """第N条第M项 names the item of the only paragraph of the article that has a list."""
    levels = [level for level, _ in key]
    if Level.PARAGRAPH in levels or Level.ITEM not in levels:
        return key
    article = outline.by_id.get(_id(key[:1]))
    if article is None:
        return key
    listing = [
        child.number
        for child in article.children
        if child.number and any(entry.level is Level.ITEM for entry in child.children)
    ]
    if len(listing) != 1:
        return key
    return (key[0], (Level.PARAGRAPH, listing[0]), *key[1:])


def _heading_target(outline: Outline, source: Provision, key: Key, span: Span) -> Target:
    """第二编第三章, or 第三章 of the part that the source lies in, or of the only part with it."""
    wanted = _id(key)
    ids = [heading.id for heading in outline.headings]
    if wanted in ids:
        return Target(wanted, span)
    found = [each for each in ids if each.endswith(f"__{wanted}")]
    holder = outline.article_of(source)
    parent = outline.parents.get(holder.id) if holder else None
    above = parent.id if parent else ""
    near = [each for each in found if above.startswith(each.removesuffix(f"__{wanted}"))]
    if len(near) == 1 or len(found) == 1:
        return Target((near or found)[0], span)
    return Target(wanted, span, bool(found))
