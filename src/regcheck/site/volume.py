"""Readings → all pages and files of the site, and its navigation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import msgspec
from msgspec.structs import replace

from regcheck.export.coverage import coverage_json
from regcheck.export.document import document_json
from regcheck.export.matrix import matrix_json
from regcheck.export.norms import norm_json
from regcheck.export.references import reference_json
from regcheck.model import Level, Provision
from regcheck.numerals import Number, to_chinese
from regcheck.reporters.json import diagnostic_json
from regcheck.site.article import article_page, name_of
from regcheck.site.comparison import comparison_page
from regcheck.site.findings import findings_page
from regcheck.site.graph import graph_page
from regcheck.site.home import reading_home, site_home
from regcheck.site.page import Branch, DeadLink, File, Page, dead_links
from regcheck.site.reading import Reading
from regcheck.site.rules import rule_pages
from regcheck.site.tables import commitments_page, sanctions_page
from regcheck.site.unit import terms_page, unit_page, whole_page

# What a site over several regulations is called.
UNNAMED, _ENACTED = "法规草案", "法规"


class Volume(msgspec.Struct, frozen=True):
    """A site: its title, its navigation, its files for programs, the words to search by."""

    title: str
    branches: tuple[Branch, ...]
    files: tuple[File, ...]
    words: tuple[str, ...]
    missing: tuple[str, ...]
    notices: tuple[str, ...]

    def pages(self) -> Iterator[Page]:
        """All pages in the order of the navigation."""
        stack = list(reversed(self.branches))
        while stack:
            branch = stack.pop()
            yield branch.page
            stack.extend(reversed(branch.below))

    def dead_links(self) -> tuple[DeadLink, ...]:
        """The links that lead nowhere; none unless the program is wrong."""
        return tuple(dead_links(self.pages(), (each.uri for each in self.files)))


def volume(readings: tuple[Reading, ...], *, rooted: bool = True) -> Volume:
    """The site over some readings; its first page is at the root unless something else stands
    there: not `rooted`."""
    single = len(readings) == 1
    branches = [
        _told(_reading_branch(each, several=not single), _banner(each)) for each in readings
    ]
    if not single:
        home = site_home(readings, "index.html" if rooted else "drafts/index.html")
        branches.insert(0, Branch(home.title, home))
    index, *pages = rule_pages(readings)
    branches.append(Branch("规则", index, tuple(Branch(each.title, each) for each in pages)))
    return Volume(
        title=readings[0].title if single else _common(readings),
        branches=tuple(branches),
        files=tuple(file for each in readings for file in _files(each)),
        words=tuple(dict.fromkeys(word for each in readings for word in _words(each))),
        missing=tuple(words for each in readings for words in _missing(each)),
        notices=tuple(words for each in readings for words in _notices(each)),
    )


def _banner(reading: Reading) -> str:
    """例：草案 · 《辽宁省科技创新条例》（草案修改稿）。"""
    stage = "草案" if reading.document.stage != "enacted" else "已公布的文本"
    return f"{stage} · {reading.name}"


def _common(readings: tuple[Reading, ...]) -> str:
    """The title that all readings have, else what they are."""
    titles = {each.title for each in readings}
    drafts = any(each.document.stage != "enacted" for each in readings)
    return titles.pop() if len(titles) == 1 else UNNAMED if drafts else _ENACTED


def _reading_branch(reading: Reading, *, several: bool) -> Branch:
    """The pages of one reading: its text by chapters, then its views."""
    made = (
        whole_page(reading),
        findings_page(reading),
        comparison_page(reading),
        sanctions_page(reading),
        commitments_page(reading),
        graph_page(reading),
        terms_page(reading),
    )
    views = tuple(each for each in made if each is not None)
    text = tuple(_unit_branch(reading, each) for each in reading.document.provisions)
    home = reading_home(reading, views)
    title = f"{reading.title}（{reading.mark}）" if several else reading.title
    return Branch(title, home, (*text, *(Branch(each.title, each) for each in views)))


def _told(branch: Branch, banner: str) -> Branch:
    """The branch with what its pages say of the text they are of."""
    below = tuple(_told(each, banner) for each in branch.below)
    return replace(branch, page=replace(branch.page, banner=banner), below=below)


def _unit_branch(reading: Reading, unit: Provision) -> Branch:
    if unit.level is Level.ARTICLE:
        return Branch(name_of(unit), article_page(reading, unit), listed=True)
    units = (each for each in unit.children if each.level.rank <= Level.ARTICLE.rank)
    below = tuple(_unit_branch(reading, each) for each in units)
    return Branch(name_of(unit), unit_page(reading, unit), below)


def _files(reading: Reading) -> Iterator[File]:
    """What the commands print of a draft as JSON."""
    facts = reading.facts
    records: dict[str, list[Any]] = {
        "document": [document_json(reading.document)],
        "findings": [diagnostic_json(each, reading.source) for each in reading.findings],
        "references": list(map(partial(reference_json, facts), facts.cited)),
        "norms": list(map(partial(norm_json, facts), facts.norms)),
        "matrix": list(map(partial(matrix_json, facts), facts.matrix)),
    }
    if facts.commitments:
        records["coverage"] = list(map(partial(coverage_json, facts), facts.coverage))
    for name, rows in records.items():
        data = msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n"
        yield File(f"{reading.folder}/{name}.json", data)


def _words(reading: Reading) -> Iterable[str]:
    """What a search takes as one word: the labels of articles and headings.

    第一百零二条之一 is two words: who types the first finds 第一百零二条 before it. The script of
    the pages parts what is typed in the same way. Terms and titles of laws are left to jieba, so
    that a part of them is found, too.
    """
    for each in (*reading.outline.articles, *reading.outline.headings):
        step = each.address.steps[-1]
        if each.number:
            yield replace(step, number=Number(each.number.main)).label()
        if each.number and each.number.sub:
            yield f"之{to_chinese(each.number.sub)}"


def _notices(reading: Reading) -> Iterator[str]:
    """What a drafter should know of how a Word file was read."""
    for notice in reading.source.docx.notices if reading.source.docx else ():
        yield f"{reading.source.path}：{notice}"


def _missing(reading: Reading) -> Iterator[str]:
    """The references that lead nowhere, each as one line: 草案.md:83 第九十九条."""
    for each in reading.references:
        if each.state == "missing":
            at = reading.source.position(each.span.start).line
            line = reading.outline.label(each.source) if reading.source.docx else at
            words = " ".join(reading.source.slice(each.span).split())
            yield f"{reading.source.path}:{line} “{words}”：{each.reason}"
