"""What the citations on a page lead to, hidden until one is pointed at or focused."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from regcheck.analysis.citations import Citation
from regcheck.analysis.references import Reference
from regcheck.model import Level, Provision
from regcheck.reporters.markup import element
from regcheck.site.page import div, shown
from regcheck.site.reading import Reading
from regcheck.text import Span

# How much of a cited provision is shown, in code points, and of how many provisions.
_SHOWN, _MOST = 400, 8
_HOW = {"repealed": "废止", "renamed": "改名"}


def popovers(reading: Reading, main: Element) -> Element:
    """What is shown for the citations on a page, each once. A popover holds no link: it closes
    when its citation is left."""
    made = div("popovers", hidden="hidden")
    made.set("data-search-exclude", "")
    seen: set[str] = set()
    for each in main.iter():
        name = each.get("aria-describedby")
        if name is None or name in seen:
            continue
        seen.add(name)
        cites = (each.get("data-cites") or "").split()
        told = reading.reference_at.get(name)
        content = _shown(reading, cites) if cites else _said(reading, told) if told else ()
        made.append(div("popover", *content, id=name, role="tooltip"))
    return made


def _shown(reading: Reading, targets: list[str]) -> Iterator[Element]:
    """The words of cited provisions, cut where they are long."""
    for target in targets[:_MOST]:
        held = reading.outline.by_id.get(target)
        if held is None:
            continue
        words = shown(reading.source.slice(_own(reading, held)))
        yield element("p", {"class": "label"}, element("b", {}, held.address.label()))
        cut = words[:_SHOWN] + ("……" if len(words) > _SHOWN else "")
        yield from (element("p", {}, line.strip()) for line in cut.split("\n") if line.strip())
    if len(targets) > _MOST:
        yield element("p", {"class": "more"}, f"……共 {len(targets)} 处")


def _own(reading: Reading, held: Provision) -> Span:
    """What is shown of a provision: without its label, which is said before it."""
    if held.level.rank < Level.ARTICLE.rank:
        return held.heading_span
    end = reading.extent(held).end if held.level is Level.ARTICLE else held.span.end
    return Span(held.marker.end, end)


def _said(reading: Reading, reference: Reference) -> Iterator[Element]:
    """What is known of a citation that leads to no provision of this text."""
    if reference.law not in (None, "unknown"):
        yield element("p", {}, element("b", {}, f"《{shown(str(reference.law))}》"))
    yield element("p", {}, _state(reference))
    if reference.suggestion:
        yield element("p", {}, f"文字最接近的是{reading.label(reference.suggestion)}。")
    for citation in reading.laws_in(reference.span)[:1]:
        yield element("p", {}, _known(citation))


def _state(reference: Reference) -> str:
    """例：本文没有第九十九条。"""
    reason = shown(reference.reason)
    if reference.state == "external":
        return reason or "其他文件，没有核对条款。"
    if reference.state == "resolved":
        return "其他文件。" if reference.whole else "其他文件中有这一条款。"
    return reason or "没有找到所指的条款。"


def _known(citation: Citation) -> str:
    """例：法律，最近一次公布或者修改 2021-01-22。"""
    law, ended = citation.law, citation.ended
    parts = []
    if law:
        days = sorted(each for each in (law.promulgated, *law.amended) if each)
        when = f"，最近一次公布或者修改 {days[-1].isoformat()}" if days else ""
        parts.append(f"{law.level}{when}。")
    if ended:
        after = f"，由《{ended.successor}》代替" if ended.successor else ""
        parts.append(f"{ended.ended.isoformat()} {_HOW[ended.how]}{after}。")
    return shown("".join(parts)) or "法律索引中没有这部法律。"
