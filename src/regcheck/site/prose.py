"""Words of a draft as they stand on a page: references are links, findings are marked."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

import msgspec

from regcheck.analysis.references import Reference
from regcheck.analysis.targets import BLANK
from regcheck.reporters.markup import element
from regcheck.site.page import anchor_to, shown
from regcheck.site.reading import Numbered, Reading
from regcheck.text import Span

Parts = list[str | Element]
_LOST = ("missing", "external-missing")


class Cited(msgspec.Struct, frozen=True):
    """A part of a citation: 第三条 in 第一条、第三条 with the provisions that it names, all of
    which are there unless it is `lost`."""

    span: Span
    ids: tuple[str, ...]
    lost: bool


def place_of(reading: Reading, provision: str) -> Element:
    """A provision as people cite it, as a link; 正文以前 for none."""
    target, label = reading.to_provision(provision), reading.label(provision) or "正文以前"
    return anchor_to(target, label) if target else element("span", {}, label)


def prose(reading: Reading, span: Span) -> Parts:
    """The words of a span with its references and the marks of its findings."""
    out: Parts = []
    at = span.start
    for each in reading.references_in(span):
        cited = Span(each.span.start, min(each.span.end, span.end))
        out += marked(reading, Span(at, cited.start))
        out += _reference(reading, each, cited)
        at = cited.end
    return out + marked(reading, Span(at, span.end))


def marked(reading: Reading, span: Span, *, notes: bool = True) -> Parts:
    """Words with the findings on them underlined; with `notes` each finding is numbered where it
    begins."""
    found = reading.marked_in(span)
    ends = {
        min(max(at, span.start), span.end)
        for _, each in found
        for at in (each.span.start, each.span.end)
    }
    out: Parts = []
    active: list[Numbered] = []
    place = 0
    for start, end in pairwise(sorted({span.start, span.end} | ends)):
        while place < len(found) and found[place][1].span.start <= start:
            active.append(found[place])
            if notes and found[place][1].span.start == start:
                out.append(note(reading, found[place]))
            place += 1
        active = [each for each in active if each[1].span.end > start]
        words = shown(reading.source.text[start:end])
        gravest = min(
            (each.severity for _, each in active), key=lambda each: each.rank, default=None
        )
        out.append(element("mark", {"class": gravest}, words) if gravest else words)
    return out


def notes_in(reading: Reading, span: Span) -> Parts:
    """The numbers of the findings that begin in a span, or stand empty at its end."""
    wide = reading.marked_in(Span(span.start, span.end + 1))
    return [
        note(reading, each)
        for each in wide
        if span.start <= each[1].span.start < span.end or _empty_at(each, span.end)
    ]


def empty_notes(reading: Reading, offset: int) -> Parts:
    """The numbers of the findings on no words at all that stand at an offset."""
    found = reading.marked_in(Span(offset, offset + 1))
    return [note(reading, each) for each in found if _empty_at(each, offset)]


def _empty_at(numbered: Numbered, offset: int) -> bool:
    return numbered[1].span == Span(offset, offset)


def note(reading: Reading, numbered: Numbered) -> Element:
    """The number of a finding, which leads to it."""
    number, finding = numbered
    words = f"{finding.severity.chinese}{number}"
    made = anchor_to(reading.to_finding(number), words, title=shown(finding.message))
    made.set("class", f"note {finding.severity}")
    return element("sup", {"data-search-exclude": ""}, made)


def _reference(reading: Reading, reference: Reference, span: Span) -> Parts:
    """A citation: its parts as links where they lead somewhere, else words with the reason."""
    parts = cited_parts(reference)
    own = reference.law is None and reference.state in ("resolved", *_LOST)
    if not own or not parts:
        return _said(reading, reference, span, lost=reference.state in _LOST)
    out: Parts = []
    at = span.start
    for place, part in enumerate(parts):
        # 本条例 belongs to the first part
        start = span.start if not place else max(part.span.start, at)
        end = span.end if place == len(parts) - 1 else min(part.span.end, span.end)
        out += marked(reading, Span(at, start))
        out += _link(reading, reference, part, Span(start, max(start, end)))
        at = max(start, end)
    return out


def cited_parts(reference: Reference) -> list[Cited]:
    """The parts of a citation in order; a range is one."""
    named = [Cited(each.span, each.ids, False) for each in reference.ranges]
    named += [Cited(each.span, (each.id,), each.lacks is not None) for each in reference.targets]
    out: list[Cited] = []
    for each in sorted(named, key=lambda part: (part.span.start, -part.span.end)):
        within = bool(out) and out[-1].span.covers(each.span)
        before = out.pop() if within else Cited(each.span, (), False)
        ids = dict.fromkeys(name for name in (*before.ids, *each.ids) if name and name != BLANK)
        out.append(Cited(before.span, tuple(ids), before.lost or each.lost or not ids))
    return out


def _link(reading: Reading, reference: Reference, part: Cited, span: Span) -> Parts:
    first = next(filter(None, map(reading.to_provision, part.ids)), None)
    if part.lost or first is None:
        return _said(reading, reference, span, lost=True)
    # no link stands in a link: the numbers of the findings come before it
    made = anchor_to(first, *marked(reading, span, notes=False), **{"class": "reference"})
    made.set("data-cites", " ".join(part.ids))
    made.set("aria-describedby", popover_id(part.ids))
    return [*_begun(reading, span), made]


def _said(reading: Reading, reference: Reference, span: Span, *, lost: bool) -> Parts:
    """Words that lead nowhere in this text; what is known of them is told on demand."""
    state = "missing" if lost else "open"
    made = element("span", {"class": f"reference {state}", "tabindex": "0"})
    for part in marked(reading, span, notes=False):
        append(made, part)
    made.set("data-says", said_id(reference))
    made.set("aria-describedby", said_id(reference))
    return [*_begun(reading, span), made]


def _begun(reading: Reading, span: Span) -> Iterator[Element]:
    found = reading.marked_in(span)
    return (note(reading, each) for each in found if each[1].span.start >= span.start)


def append(parent: Element, part: str | Element) -> None:
    """Put words or an element behind what stands in an element."""
    if isinstance(part, Element):
        parent.append(part)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + part
    else:
        parent.text = (parent.text or "") + part


def popover_id(targets: Sequence[str]) -> str:
    """The id of what shows some provisions."""
    more = f"-{zlib.crc32(' '.join(targets).encode()):08x}" if len(targets) > 1 else ""
    return f"shows-{targets[0]}{more}"


def said_id(reference: Reference) -> str:
    """The id of what is said of a citation that leads nowhere in this text."""
    return f"at-{reference.span.start}"
