"""Words of a draft as they stand on a page: references are links, findings are marked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from regcheck.analysis.citations import Citation
from regcheck.analysis.references import Reference
from regcheck.analysis.targets import BLANK
from regcheck.diagnostic import Diagnostic
from regcheck.model import Level, Provision
from regcheck.reporters.frame import printable
from regcheck.reporters.markup import element
from regcheck.site.page import anchor_to, div
from regcheck.site.reading import Reading
from regcheck.site.strips import Block, Strip, blocks
from regcheck.text import Span

Parts = list[str | Element]
# How much of a cited provision is shown above its citation, in code points and in provisions.
_SHOWN, _MOST = 400, 8
_HOW = {"repealed": "废止", "renamed": "改名"}
_NOTES = {
    "note": "说明",
    "alternative": "备选方案",
    "comment": "批注",
    "table": "表",
    "quoted": "引用的条文",
    "annex": "附件",
    "signature": "落款",
}


def provisions(reading: Reading, extent: Span, *, alone: bool = False) -> list[Element]:
    """The words of a part of the text, each provision as an element with its id.

    The label of an article stands before its first words. An article that stands `alone` has its
    label above it, and every provision what copies its citation and links to it.
    """
    out: list[Element] = []
    head: Block | None = None
    for block in blocks(reading.document, reading.outline, extent):
        held = block.provision
        if held is None or held.level.rank < Level.ARTICLE.rank:
            out += [_bare_article(reading, head)] if head else []
            head = None
            out.append(_heading(reading, block) if held else _aside(reading, block.strips[0]))
        elif held.level is Level.ARTICLE:
            out += [_bare_article(reading, head)] if head else []
            head = None if alone else block
        else:
            out.append(_words(reading, block, held, head, tools=alone))
            head = None
    return [*out, _bare_article(reading, head)] if head else out


def _words(
    reading: Reading, block: Block, held: Provision, head: Block | None, *, tools: bool
) -> Element:
    """One 款, 项 or 目, with the label of its article where it is the first."""
    content: Parts = []
    if head:
        content += [*_label(reading, head), "　"]
    for strip in block.strips:
        if strip.kind == "marker":
            words = printable(reading.source.slice(strip.span))
            content += [element("span", {"class": "marker"}, words)]
        else:
            content += prose(reading, strip.span)
    if tools:
        content += [" ", copy_tools(reading, held)]
    return div(f"provision {held.level}", element("p", {}, *content), id=held.id)


def _label(reading: Reading, head: Block) -> Parts:
    """The label of an article with its rubric, on pages where many follow each other."""
    words = "".join(printable(reading.source.slice(strip.span)) for strip in head.strips)
    if head.provision is None:
        return [words]
    target = reading.to(head.provision.id)
    return [anchor_to(target, words, id=head.provision.id, **{"class": "label"})]


def _bare_article(reading: Reading, head: Block) -> Element:
    return div("provision article", element("p", {}, *_label(reading, head)))


def _heading(reading: Reading, block: Block) -> Element:
    held = block.strips[0].provision
    if held is None:
        return element("p")
    words = "　".join(printable(reading.source.slice(each.span)) for each in block.strips)
    highest = min(each.level.rank for each in reading.outline.headings)
    level = held.level.rank - highest + 2
    target = anchor_to(reading.to(held.id), words)
    return element(f"h{level}", {"id": held.id, "class": f"unit {held.level}"}, target)


def _aside(reading: Reading, strip: Strip) -> Element:
    """What is no provision: the name, what stands before the text, a note, a table."""
    words = printable(reading.source.slice(strip.span)).strip("\n")
    if strip.note is None:
        name = "h1" if strip.kind == "title" else "p"
        return element(name, {"class": strip.kind}, *prose(reading, strip.span))
    head = element("span", {"class": "kind"}, _NOTES[strip.note.kind])
    if strip.note.kind == "table":
        return div("note table", head, element("pre", {"tabindex": "0"}, words))
    return div(f"note {strip.note.kind}", head, element("p", {}, *prose(reading, strip.span)))


def copy_tools(reading: Reading, held: Provision) -> Element:
    """What copies the citation of a provision, and the link that leads to it."""
    cited = reading.citation(held)
    button = element(
        "button",
        {"type": "button", "class": "copy", "data-copy": cited, "title": f"复制：{cited}"},
        "复制引用",
    )
    label = f"{held.address.label()}的链接"
    place = anchor_to(f"#{held.id}", "链接", title=label, **{"class": "permalink"})
    place.set("aria-label", label)
    return element("span", {"class": "tools", "data-search-exclude": ""}, button, place)


def prose(reading: Reading, span: Span) -> Parts:
    """The words of a span with its references and the marks of its findings."""
    out: Parts = []
    at = span.start
    for each in reading.references_in(span):
        cited = Span(each.span.start, min(each.span.end, span.end))
        out += _marked(reading, Span(at, cited.start))
        found = reading.marked_in(cited)
        out += [_note(reading, one) for one in found if cited.start <= one[1].span.start]
        out.append(_reference(reading, each, cited))
        at = cited.end
    return out + _marked(reading, Span(at, span.end))


def _marked(reading: Reading, span: Span, *, notes: bool = True) -> Parts:
    """Words with the findings on them underlined; with `notes` each finding is numbered where it
    begins."""
    found = reading.marked_in(span)
    edges = {span.start, span.end}
    for _, each in found:
        edges |= {
            min(max(each.span.start, span.start), span.end),
            min(max(each.span.end, span.start), span.end),
        }
    out: Parts = []
    for start, end in pairwise(sorted(edges)):
        begun = [one for one in found if one[1].span.start == start] if notes else []
        out += [_note(reading, one) for one in begun]
        words = printable(reading.source.text[start:end])
        over = [each for _, each in found if each.span.start < end and each.span.end > start]
        gravest = min((each.severity for each in over), key=lambda each: each.rank, default=None)
        out.append(element("mark", {"class": gravest}, words) if gravest else words)
    return out


def _note(reading: Reading, numbered: tuple[int, Diagnostic]) -> Element:
    """The number of a finding, which leads to it."""
    number, finding = numbered
    words = f"{finding.severity.chinese}{number}"
    made = anchor_to(reading.to_finding(number), words, title=printable(finding.message))
    made.set("class", f"note {finding.severity}")
    return element("sup", {"data-search-exclude": ""}, made)


def _reference(reading: Reading, reference: Reference, span: Span) -> Element:
    """A citation: a link where it leads somewhere, else words with the reason."""
    content = _marked(reading, span, notes=False)  # no link stands in a link
    if reference.law is None and reference.state == "resolved":
        targets = [each for each in reference.ids if each != BLANK]
        first = reading.to_provision(targets[0]) if targets else None
        if first:
            made = anchor_to(first, *content, **{"class": "reference"})
            made.set("data-cites", " ".join(targets))
            made.set("aria-describedby", popover_id(targets))
            return made
    state = "missing" if reference.state in ("missing", "external-missing") else "open"
    made = element("span", {"class": f"reference {state}", "tabindex": "0"}, *content)
    place = f"at-{reference.span.start}"
    made.set("data-says", place)
    made.set("aria-describedby", place)
    return made


def popover_id(targets: list[str]) -> str:
    """The id of what shows some provisions."""
    return f"shows-{'+'.join(targets[:_MOST])}"


def popovers(reading: Reading, main: Element) -> Element:
    """What the citations on a page lead to, hidden until one is pointed at or focused."""
    shown = div("popovers", hidden="hidden")
    shown.set("data-search-exclude", "")
    seen: set[str] = set()
    told = {f"at-{each.span.start}": each for each in reading.references}
    for each in main.iter():
        name = each.get("aria-describedby", "")
        if name in seen or (name not in told and not each.get("data-cites")):
            continue
        seen.add(name)
        cites = (each.get("data-cites") or "").split()
        content = _shown(reading, cites) if cites else _said(reading, told[name])
        shown.append(div("popover", *content, id=name, role="tooltip"))
    return shown


def _shown(reading: Reading, targets: list[str]) -> Iterator[Element]:
    """The words of cited provisions, cut where they are long."""
    for target in targets[:_MOST]:
        held = reading.outline.by_id.get(target)
        if held is None:
            continue
        words = printable(reading.source.slice(_own(held)))
        yield element("p", {"class": "label"}, element("b", {}, held.address.label()))
        cut = words[:_SHOWN] + ("……" if len(words) > _SHOWN else "")
        yield from (element("p", {}, line.strip()) for line in cut.splitlines() if line.strip())
    if len(targets) > _MOST:
        yield element("p", {"class": "more"}, f"……共 {len(targets)} 处")


def _own(held: Provision) -> Span:
    """What is shown of a provision: without its label where that is said before it."""
    if held.level.rank < Level.ARTICLE.rank:
        return held.heading_span
    return Span(held.marker.end, held.span.end)


def _said(reading: Reading, reference: Reference) -> Iterator[Element]:
    """What is known of a citation that leads to no provision of this text."""
    if reference.law not in (None, "unknown"):
        yield element("p", {}, element("b", {}, f"《{printable(str(reference.law))}》"))
    yield element("p", {}, _state(reading, reference))
    if reference.suggestion and (near := reading.to_provision(reference.suggestion)):
        label = reading.label(reference.suggestion)
        yield element("p", {}, "文字最接近的是", anchor_to(near, label))
    for citation in reading.laws_in(reference.span)[:1]:
        yield element("p", {}, _known(citation))


def _known(citation: Citation) -> str:
    """例：法律，2021-12-24 修改。 2018-01-01 起废止，由《乙法》代替。"""
    law, ended = citation.law, citation.ended
    parts = []
    if law:
        days = sorted(each for each in (law.promulgated, *law.amended) if each)
        when = f"，最近一次公布或者修改 {days[-1].isoformat()}" if days else ""
        parts.append(f"{law.level}{when}。")
    if ended:
        after = f"，由《{ended.successor}》代替" if ended.successor else ""
        parts.append(f"{ended.ended.isoformat()} {_HOW.get(ended.how, '失效')}{after}。")
    return printable("".join(parts)) or "法律索引中没有这部法律。"


def _state(reading: Reading, reference: Reference) -> str:
    """例：第九十九条不存在。"""
    reason = printable(reference.reason)
    if reference.state == "external":
        return reason or "其他文件，没有核对条款。"
    if reference.state == "resolved":
        return "其他文件中有这一条款。" if not reference.whole else "其他文件。"
    return reason or "没有找到所指的条款。"
