"""Drafts → readings: each a checked draft with its folder in the site and the links into it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import chain, count
from pathlib import PurePath
from typing import TypeVar

from regcheck.analysis.citations import Citation
from regcheck.analysis.laws import LawIndex
from regcheck.analysis.norms import Norm
from regcheck.analysis.references import Reference
from regcheck.baseline import known_findings
from regcheck.compare import Comparison, Row, compare
from regcheck.diagnostic import Diagnostic
from regcheck.engine import Result, check_source
from regcheck.export.comparison import reading_mark
from regcheck.export.ledger import Entry, entries
from regcheck.model import Level, Provision
from regcheck.reporters.report import Report, report
from regcheck.reporters.summary import STAGES
from regcheck.site.page import link, shown
from regcheck.text import Span
from regcheck.workspace import Draft

T = TypeVar("T")
Numbered = tuple[int, Diagnostic]
# Book marks within book marks (GB/T 15834—2011, 4.15).
_INNER = str.maketrans("《》", "〈〉")
# These belong to the text as a whole.
_AT_END = frozenset({"annex", "signature"})
# What spans more than this is looked for apart.
_WIDE = 1000
# The site or mkdocs has files of these names; Windows opens no file of the others.
_TAKEN = frozenset(
    ["assets", "search", "rules", "drafts", "index", "templates", "404", "con", "prn", "aux", "nul"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
# A folder has no longer name than this: three bytes a character have to fit.
_LONGEST = 60


class Reading:
    """One checked draft as the site shows it. Every property is a pure function of it.

    `folder` is where its pages stand, `home` its first page, `alone` whether the site has no other;
    `earlier` is the reading before it of the same regulation.
    """

    def __init__(
        self, folder: str, result: Result, earlier: Reading | None = None, *, alone: bool = False
    ) -> None:
        self.folder = folder
        self.alone = alone
        self.home = "index.html" if alone else f"{folder}/index.html"
        self.result = result
        self.earlier = earlier
        self.facts = result.facts
        self.document = result.document
        self.outline = result.facts.outline
        self.source = result.document.source

    @cached_property
    def title(self) -> str:
        """The name of the regulation; that of the file where the text has none."""
        return shown(self.document.title).strip() or PurePath(self.source.path).name

    @cached_property
    def mark(self) -> str:
        """Which reading it is: 草案二次审议稿; with its folder where one before says the same."""
        before: Reading | None = self.earlier
        same = False
        while before is not None and not same:
            same = before.own_mark == self.own_mark
            before = before.earlier
        return f"{self.own_mark}，{self.folder}" if same else self.own_mark

    @cached_property
    def own_mark(self) -> str:
        """Which reading it is in the words of its text, else by its date or its stage."""
        if said := reading_mark(self.document):
            return said
        known = self.document.stage == "enacted" and self.facts.adopted
        return f"{known.isoformat()} 文本" if known else STAGES[self.document.stage]

    @property
    def name(self) -> str:
        """例：《辽宁省科技创新条例》（草案修改稿）。"""
        return f"《{self.title}》（{self.mark}）"

    @cached_property
    def report(self) -> Report:
        """The findings as plain values."""
        return report(self.result, summed=True)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """The findings by position; the number of one in the site is its place here, from 1."""
        return self.result.diagnostics

    @cached_property
    def comparison(self) -> Comparison | None:
        """The reading before it held against this one."""
        return compare(self.earlier.document, self.document) if self.earlier else None

    @cached_property
    def changes(self) -> dict[str, Row]:
        """What became of each article since the reading before, by its id."""
        rows = self.comparison.rows if self.comparison else ()
        return {block.id: row for row in rows for block in row.new if block.id}

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The references to provisions and other texts, those that lie in another left out."""
        kept: list[Reference] = []
        for each in self.facts.cited:
            own = each.law is None and each.whole
            if not own and (not kept or each.span.start >= kept[-1].span.end):
                kept.append(each)
        return tuple(kept)

    @cached_property
    def _reference_starts(self) -> list[int]:
        return [each.span.start for each in self.references]

    @cached_property
    def reference_at(self) -> dict[str, Reference]:
        """The references by the ids of what is said of them."""
        return {f"at-{each.span.start}": each for each in self.references}

    def references_in(self, span: Span) -> tuple[Reference, ...]:
        """The references that begin in a span."""
        starts = self._reference_starts
        return self.references[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    @cached_property
    def numbered(self) -> tuple[Numbered, ...]:
        """The findings with their numbers."""
        return tuple(enumerate(self.findings, 1))

    @cached_property
    def findings_by_article(self) -> dict[str, tuple[Numbered, ...]]:
        """The numbered findings by the page that shows their provision; "" for none."""
        found: dict[str, list[Numbered]] = {}
        for number, each in self.numbered:
            found.setdefault(self.page_of(each.provision or ""), []).append((number, each))
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def _by_start(self) -> tuple[Numbered, ...]:
        return tuple(sorted(self.numbered, key=lambda each: each[1].span))

    @cached_property
    def _wide(self) -> tuple[Numbered, ...]:
        """The few findings on long stretches."""
        return tuple(each for each in self._by_start if _length(each) > _WIDE)

    def marked_in(self, span: Span) -> tuple[Numbered, ...]:
        """The numbered findings that share a code point with a span, or begin in it, in order."""
        first = bisect_left(self._by_start, span.start - _WIDE, key=_start)
        last = bisect_left(self._by_start, span.end, key=_start)
        near = [each for each in self._by_start[first:last] if _length(each) <= _WIDE]
        wide = (each for each in self._wide if each[1].span.start < span.end)
        found = [
            each
            for each in (*near, *wide)
            if each[1].span.end > span.start or each[1].span.start >= span.start
        ]
        return tuple(sorted(found, key=lambda each: each[1].span))

    @cached_property
    def norms_by_article(self) -> dict[str, tuple[Norm, ...]]:
        """The norms by their article."""
        return self._by_page((each.provision, each) for each in self.facts.norms)

    @cached_property
    def cited_by_article(self) -> dict[str, tuple[Reference, ...]]:
        """Who cites an article, a part of it, or the unit that it is: the references by target."""
        found: dict[str, list[Reference]] = {}
        for each in self.facts.cited:
            if each.law is None and not each.whole:
                for page in dict.fromkeys(self.page_of(target) for target in each.ids):
                    if page and page != self.page_of(each.source):
                        found.setdefault(page, []).append(each)
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def _law_starts(self) -> list[int]:
        return [each.span.start for each in self.facts.citations]

    def laws_in(self, span: Span) -> tuple[Citation, ...]:
        """The other laws named in a span."""
        starts = self._law_starts
        return self.facts.citations[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    @cached_property
    def ledger(self) -> tuple[Entry, ...]:
        """The commitments with their verdicts."""
        return entries(self.facts.coverage, None)

    @cached_property
    def ledger_by_article(self) -> dict[str, tuple[Entry, ...]]:
        """The commitments by the articles that decide on them."""
        return self._by_page(
            (provision, each) for each in self.ledger for provision in each.coverage.provisions
        )

    def _by_page(self, pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
        found: dict[str, list[T]] = {}
        for provision, each in pairs:
            rows = found.setdefault(self.page_of(provision), [])
            if not rows or rows[-1] is not each:
                rows.append(each)
        return {name: tuple(rows) for name, rows in found.items()}

    def extent(self, unit: Provision) -> Span:
        """An article with the tables, quotations and notes behind it, which belong to no 款."""
        end = unit.span.end
        after = bisect_right(self.outline.starts, unit.span.end - 1)
        following = self.outline.starts[after:] or (len(self.source.text),)
        for note in self.document.notes:
            if end <= note.span.start < following[0] and note.kind not in _AT_END:
                end = max(end, note.span.end)
        return Span(unit.span.start, end)

    def page_of(self, provision: str) -> str:
        """The id of the article or heading whose page shows a provision; "" for none."""
        held = self.outline.by_id.get(provision)
        units = self.outline.up(held)
        return next((each.id for each in units if each.level.rank <= Level.ARTICLE.rank), "")

    def to(self, name: str, anchor: str = "") -> str:
        """The link to one of its pages: findings, terms, an id of an article."""
        return link(f"{self.folder}/{name}.html", anchor)

    def to_provision(self, provision: str) -> str | None:
        """The link to a provision; None where it is not there."""
        page = self.page_of(provision)
        if not page:
            return None
        return self.to(page, "" if provision == page else provision)

    def to_finding(self, number: int) -> str:
        """The link to a finding on the page of its article, else on the page of all findings."""
        page = self.page_of(self.findings[number - 1].provision or "")
        return self.to(page or "findings", f"finding-{number}")

    def citation(self, provision: Provision) -> str:
        """As one cites it: 《…条例》第十二条第一款第三项. A 款 that stands alone is not named."""
        steps = provision.address.steps
        article = self.outline.article_of(provision)
        if article and self.outline.single(article):
            steps = tuple(each for each in steps if each.level is not Level.PARAGRAPH)
        inner = self.title.translate(_INNER)
        name = f"《{inner}》" if self.document.title else ""
        return f"{name}{''.join(each.label() for each in steps)}"

    def label(self, provision: str) -> str:
        """例：第十二条第一款。"""
        return self.outline.label(provision)


def _start(numbered: Numbered) -> int:
    return numbered[1].span.start


def _length(numbered: Numbered) -> int:
    return numbered[1].span.end - numbered[1].span.start


def readings(
    drafts: Iterable[Draft], laws: Callable[[], LawIndex], *, rooted: bool = True
) -> tuple[Reading, ...]:
    """The drafts, checked, in their order.

    A draft with the title of one before it is a later reading of the same regulation. A draft that
    stands alone has its first page at the root, unless something else stands there: not `rooted`.
    Raises RegcheckError for settings or a baseline that cannot be used.
    """
    found: list[Reading] = []
    latest: dict[str, Reading] = {}
    listed = tuple(drafts)
    for draft, folder in _with_folders(listed):
        result = check_source(
            draft.source,
            draft.settings,
            draft.commitments,
            laws,
            given=draft.suppressions,
            known=known_findings(draft.source.path, draft.settings),
        )
        title = "".join(result.document.title.split())
        alone = rooted and len(listed) == 1
        found.append(Reading(folder, result, latest.get(title), alone=alone))
        if title:
            latest[title] = found[-1]
    return tuple(found)


def _with_folders(drafts: tuple[Draft, ...]) -> Iterator[tuple[Draft, str]]:
    """Each draft with a folder of its own, named after its file: no two differ only in case."""
    taken = set(_TAKEN)
    for draft in drafts:
        name = re.sub(r"[^\w-]+", "-", PurePath(draft.source.path).stem)[:_LONGEST].strip("-")
        name = name or "draft"
        names = chain((name,), (f"{name}-{number}" for number in count(2)))
        folder = next(each for each in names if each.casefold() not in taken)
        taken.add(folder.casefold())
        yield draft, folder
