"""What a rule is."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, get_args

import msgspec

from regcheck.analysis.authority import VARYING, Authority
from regcheck.analysis.citations import chinese_date
from regcheck.analysis.commitments import Commitment
from regcheck.analysis.dangling import lack
from regcheck.analysis.facts import Facts
from regcheck.analysis.references import Reference
from regcheck.analysis.sentences import Unit
from regcheck.analysis.targets import Target
from regcheck.analysis.verdicts import Status
from regcheck.data import Basis, basis, measured
from regcheck.diagnostic import (
    Diagnostic,
    Fix,
    Related,
    RuleInfo,
    Severity,
)
from regcheck.model import Document, Provision
from regcheck.text import Span

ALWAYS = frozenset({"E001", "E002", "E003", "E009"})
# The rules on suppressions: they run last, when it is known what was suppressed.
ON_SUPPRESSIONS = frozenset({"E004", "E005", "E006"})
Preset = Literal["default", "strict", "review", "ci"]
# More findings of a rule on the characters of one text than this are told as one.
_FEW = 20
# The presets of an ordinary rule.
ORDINARY: frozenset[Preset] = frozenset({"default", "strict", "review"})
# The presets of a rule on references that point nowhere.
CITED: frozenset[Preset] = ORDINARY | {"ci"}
Scope = Literal["any", "regulation"]
ALL_LEVELS: frozenset[Authority] = frozenset(get_args(Authority))
# The levels whose power the higher law limits.
LIMITED = ALL_LEVELS - {"national"}


class Field(msgspec.Struct, frozen=True):
    """A cross-reference field in an example: the words it shows, where they last stand, and the
    words at its bookmark; empty for a bookmark that is gone."""

    shown: str
    target: str = ""


class Good(msgspec.Struct, frozen=True):
    """A draft, or a piece of one, on which the rule is silent; `commitments` and `settings` are
    TOML, `fields` its cross-reference fields where it is a Word file."""

    text: str
    commitments: str = ""
    settings: str = ""
    fields: tuple[Field, ...] = ()


class Bad(msgspec.Struct, frozen=True):
    """A draft with each expected finding between ⟦ and ⟧; `fixed` is the text after the fix."""

    text: str
    fixed: str | None = None
    commitments: str = ""
    settings: str = ""
    fields: tuple[Field, ...] = ()


def _shown(example: Good | Bad) -> str:
    """An example as people read it; a field is told under the text."""
    told = "".join(
        f"（“{field.shown}”是交叉引用域，"
        + (f"书签在“{field.target}”处）\n" if field.target else "书签已经没有）\n")
        for field in example.fields
    )
    return example.text + told


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with a suppression, where, and the code of the rule that says so."""

    code: str
    span: Span
    what: str


class Context:
    """What a rule's check may look at: the document, the indexes over it, and for the rules that
    run last the faults of its suppressions.

    `preset` is the one asked for; where rules were selected by name it is "review", which leaves
    nothing out.
    """

    def __init__(
        self,
        rule: Rule,
        facts: Facts,
        preset: Preset = "review",
        faults: tuple[Fault, ...] = (),
    ) -> None:
        self.rule = rule
        self.facts = facts
        self.preset = preset
        self.faults = faults
        self.document: Document = facts.document
        self.outline = facts.outline

    def text(self, span: Span) -> str:
        """The text of a span."""
        return self.document.source.slice(span)

    @property
    def whole(self) -> str:
        """The text of the draft."""
        return self.document.source.text

    def holding(self, pattern: re.Pattern[str]) -> Iterator[Provision]:
        """The provisions in whose label, heading or own words an expression may match, in
        order."""
        return self._provisions(self.facts.lines.holding(pattern))

    def around(self, places: Iterable[int]) -> Iterator[Provision]:
        """The provisions in whose label, heading or own words these places lie, which are in
        order."""
        return self._provisions(self.facts.lines.around(places))

    def _provisions(self, units: Iterable[Unit]) -> Iterator[Provision]:
        return (self.outline.by_id[unit.provision] for unit in units if unit.provision)

    def related(self, message: str, span: Span) -> Related:
        """Another place in this document that belongs to a finding."""
        return Related(message, self.document.source.path, span)

    def report(
        self,
        span: Span,
        *,
        related: tuple[Related, ...] = (),
        fix: Fix | None = None,
        severity: Severity | None = None,
        basis: Basis | None = None,
        message: str | None = None,
        **words: object,
    ) -> Diagnostic:
        """A finding of this rule at `span`; `words` fill the rule's message.

        `severity`, `basis` and `message` replace those of the rule. A limit of authority is
        information where the text may vary the upper law (立法法 84, 85).
        """
        if self.rule.levels == LIMITED and self.facts.level in VARYING:
            severity = Severity.INFO
        ground = basis or self.rule.basis
        holder = self.outline.at(span.start)
        return Diagnostic(
            code=self.rule.code,
            name=self.rule.name,
            severity=severity or self.rule.severity,
            message=(message or self.rule.message).format(**words),
            path=self.document.source.path,
            span=span,
            provision=holder.id if holder else None,
            related=related,
            fix=fix,
            basis=ground.text,
            basis_verified=ground.verified,
        )

    def report_fixes(self, fixes: Sequence[Fix], many: str) -> Iterator[Diagnostic]:
        """A finding at the first edit of each fix; more than a few in one text are one finding,
        with the message `many` and a fix of all: {count}."""
        if len(fixes) <= _FEW:
            for fix in fixes:
                old, new = self.text(fix.edits[0].span), fix.edits[0].text
                yield self.report(fix.edits[0].span, fix=fix, words=old, instead=new)
            return
        edits = tuple(edit for fix in fixes for edit in fix.edits)
        whole = Fix(f"全文 {len(fixes)} 处一并修改", edits, all(fix.safe for fix in fixes))
        yield self.report(edits[0].span, fix=whole, message=many, count=len(fixes))

    def report_missing(
        self,
        reference: Reference,
        target: Target,
        *,
        severity: Severity | None = None,
        related: tuple[Related, ...] = (),
        there: str = "",
    ) -> Diagnostic:
        """A finding on a target that is not there, with the provision that may be meant."""
        near = self.outline.by_id.get(reference.suggestion or "")
        return self.report(
            target.span,
            severity=severity,
            related=(*related, *((self.related("文字最接近的条款", near.span),) if near else ())),
            cited=self.text(target.span),
            there=there or lack(self.outline, target),
            hint=f"文字最接近的是{near.address.label()}。" if near else "",
        )

    @property
    def until(self) -> str:
        """例：索引截至2025年4月5日。 It says so where the day asked for is later."""
        until = f"索引截至{chinese_date(self.facts.index.as_of)}"
        return f"{until}，as_of 更晚，只作提示" if self._beyond else until

    def as_known(self, severity: Severity) -> Severity:
        """The severity; information where laws are looked at on a day past the index's own."""
        return Severity.INFO if self._beyond else severity

    @property
    def _beyond(self) -> bool:
        return self.facts.as_of > self.facts.index.as_of

    def report_elements(self, status: Status) -> Iterator[Diagnostic]:
        """A finding for each element of a commitment with a verdict, at the words that decide it,
        else at the title."""
        for coverage in self.facts.coverage:
            promise = coverage.commitment
            for found in coverage.at(status):
                places = [each.span for each in found.evidence]
                first, *others = places or [self.document.title_span]
                yield self.report(
                    first,
                    severity=self.weight(promise),
                    basis=basis(found.limit.basis) if found.limit else None,
                    related=tuple(self.related("这里也是", span) for span in others),
                    id=promise.id,
                    source=promise.source,
                    about=found.element.about[0],
                    reason=found.reason,
                )

    def report_faults(self) -> Iterator[Diagnostic]:
        """A finding for each fault of a suppression that this rule is about."""
        for fault in self.faults:
            if fault.code == self.rule.code:
                yield self.report(fault.span, what=fault.what)

    def weight(self, promise: Commitment) -> Severity:
        """The rule's severity; information where nobody has said that a regulation carries it."""
        return self.rule.severity if promise.carrier == "regulation" else Severity.INFO


class Rule(msgspec.Struct, frozen=True, dict=True):
    """One lint rule: what it looks for, why, and the examples that show it.

    `scope` "regulation" keeps it away from decisions, whose units are 一、二、三. A rule runs in
    the presets it names, on texts of the `levels` it names; a `graded` one says more in some of
    them. `about` explains a rule that is a data entry.
    """

    code: str
    name: str
    name_zh: str
    summary_en: str
    severity: Severity
    message: str
    check: Callable[[Context], Iterator[Diagnostic]]
    good: tuple[Good, ...]
    bad: tuple[Bad, ...]
    basis: Basis
    scope: Scope = "any"
    presets: frozenset[Preset] = ORDINARY
    levels: frozenset[Authority] = ALL_LEVELS
    graded: bool = False
    about: str = ""

    @property
    def fixable(self) -> bool:
        """Whether some example shows a fix."""
        return any(bad.fixed is not None for bad in self.bad)

    @property
    def explanation(self) -> str:
        """What, why and the exceptions: the text of its entry, or at the head of its file."""
        if self.about:
            return self.about
        module = inspect.getmodule(self.check)
        return inspect.cleandoc(module.__doc__ or "") if module else ""

    @cached_property
    def info(self) -> RuleInfo:
        """The rule as a plain value."""
        return RuleInfo(
            code=self.code,
            name=self.name,
            name_zh=self.name_zh,
            summary_en=self.summary_en,
            severity=self.severity,
            presets=tuple(sorted(self.presets)),
            fixable=self.fixable,
            basis=self.basis.text,
            basis_version=self.basis.version,
            basis_verified=self.basis.verified,
            explanation=self.explanation,
            good=tuple(map(_shown, self.good)),
            bad=tuple(map(_shown, self.bad)),
            fixed=tuple(bad.fixed or "" for bad in self.bad),
            measures=measured().rule.get(self.code, ()),
        )
