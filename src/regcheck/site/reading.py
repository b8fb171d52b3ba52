"""Drafts → readings: each a checked draft with its folder in the site and the links into it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property
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
from regcheck.export.ledger import Entry, entries
from regcheck.model import Level, Provision
from regcheck.reporters.frame import printable
from regcheck.reporters.report import Report, report
from regcheck.reporters.summary import STAGES
from regcheck.site.page import link
from regcheck.text import Span
from regcheck.workspace import Draft

T = TypeVar("T")
# Below these names the site has pages of its own; Windows opens no file of the others.
_TAKEN = frozenset({"assets", "search", "rules", "compare", "index", "404", "con", "nul", "aux"})
_MARK = re.compile(r"[（(【〔\[［]([^（）()【】〔〕\[\]［］]{1,24}[稿案])[）)】〕\]］]")


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
        return printable(self.document.title) or PurePath(self.source.path).name

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
        head = "".join(self.source.slice(span) for span in self.document.front[:6])
        found = _MARK.findall("".join(head.split()))
        if found:
            return printable(found[-1])
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

    def references_in(self, span: Span) -> tuple[Reference, ...]:
        """The references that begin in a span."""
        starts = self._reference_starts
        return self.references[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    @cached_property
    def numbered(self) -> tuple[tuple[int, Diagnostic], ...]:
        """The findings with their numbers."""
        return tuple(enumerate(self.findings, 1))

    @cached_property
    def findings_by_article(self) -> dict[str, tuple[tuple[int, Diagnostic], ...]]:
        """The numbered findings by the page that shows their provision; "" for none."""
        found: dict[str, list[tuple[int, Diagnostic]]] = {}
        for number, each in self.numbered:
            found.setdefault(self.page_of(each.provision or ""), []).append((number, each))
        return {name: tuple(rows) for name, rows in found.items()}

    @cached_property
    def marked(self) -> tuple[tuple[int, Diagnostic], ...]:
        """The numbered findings by where they begin."""
        return tuple(sorted(self.numbered, key=lambda each: each[1].span))

    @cached_property
    def _longest(self) -> int:
        return max((each.span.end - each.span.start for _, each in self.numbered), default=0)

    def marked_in(self, span: Span) -> tuple[tuple[int, Diagnostic], ...]:
        """The numbered findings that share a code point with a span, or lie at its beginning."""
        first = bisect_left(
            self.marked, span.start - self._longest, key=lambda each: each[1].span.start
        )
        last = bisect_left(self.marked, span.end, key=lambda each: each[1].span.start)
        return tuple(
            each
            for each in self.marked[first:last]
            if each[1].span.end > span.start or each[1].span.start >= span.start
        )

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
        return f"《{self.title}》{''.join(each.label() for each in steps)}"

    def label(self, provision: str) -> str:
        """例：第十二条第一款。"""
        return self.outline.label(provision)


def readings(drafts: Iterable[Draft], laws: Callable[[], LawIndex]) -> tuple[Reading, ...]:
    """The drafts, checked, in their order.

    A draft with the title of one before it is a later reading of the same regulation. Raises
    RegcheckError for settings or a baseline that cannot be used.
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
        found.append(Reading(folder, result, latest.get(title), alone=len(listed) == 1))
        if title:
            latest[title] = found[-1]
    return tuple(found)


def _with_folders(drafts: tuple[Draft, ...]) -> Iterable[tuple[Draft, str]]:
    """Each draft with a folder of its own, named after its file: no two differ only in case."""
    taken: Counter[str] = Counter(dict.fromkeys(_TAKEN, 1))
    for draft in drafts:
        name = re.sub(r"[^\w.-]+", "-", PurePath(draft.source.path).stem).strip("-.") or "draft"
        folder = name
        while taken[folder.casefold()]:
            taken[name.casefold()] += 1
            folder = f"{name}-{taken[name.casefold()]}"
        taken[folder.casefold()] += 1
        yield draft, folder
