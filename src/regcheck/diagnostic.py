"""A finding and the change that would mend it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import Literal

import msgspec

from regcheck.text import Span


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 2 for information."""
        return list(Severity).index(self)

    @property
    def chinese(self) -> str:
        """错误, 警告 or 提示."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]


# The letter of a code and what it stands for; a letter may be selected before it has a rule.
FAMILIES = {
    "S": "结构与编号",
    "R": "内部引用",
    "C": "外部引用",
    "W": "用语",
    "T": "标点与字符",
    "V": "含混用语",
    "N": "义务与责任",
    "A": "立法权限",
    "I": "科研诚信与知识产权",
    "P": "政策承诺",
    "E": "工具自身",
}


class Measure(msgspec.Struct, frozen=True):
    """How often a rule speaks with one severity on enacted laws, and what was read of it.

    `hits` of all texts, `local` of the recent local regulations; of the `read` hits so many were
    `real`, `damage` of the collection, or `wrong`.
    """

    severity: Severity
    hits: int
    local: int = 0
    read: int = 0
    real: int = 0
    damage: int = 0
    wrong: int = 0


class RuleInfo(msgspec.Struct, frozen=True):
    """What may be shown of a rule: its names, why it exists, its examples as text, and how it was
    measured. `fixed` has the text after the fix for each bad example, empty where none shows one.
    """

    code: str
    name: str
    name_zh: str
    summary_en: str
    severity: Severity
    presets: tuple[str, ...]
    fixable: bool
    basis: str
    basis_version: str
    basis_verified: bool
    explanation: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    fixed: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()


class Edit(msgspec.Struct, frozen=True, order=True):
    """Replace the text of `span` by `text`."""

    span: Span
    text: str


class Fix(msgspec.Struct, frozen=True):
    """Edits that mend a finding; `safe` only where the legal meaning cannot change."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Related(msgspec.Struct, frozen=True):
    """Another place that belongs to a finding."""

    message: str
    path: str
    span: Span


class Diagnostic(msgspec.Struct, frozen=True):
    """One finding: what rule, how grave, where, why and how to mend it."""

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    span: Span
    provision: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    basis: str = ""
    basis_verified: bool = False
    url: str | None = None


Means = Literal["comment", "sidecar", "baseline"]


class Suppressed(msgspec.Struct, frozen=True):
    """A finding that someone has set aside: by what, and the reason given."""

    finding: Diagnostic
    by: Means
    reason: str = ""


class RegcheckError(Exception):
    """A user's mistake: what is wrong and where, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """The text with the fixes applied that do not clash; only the edited spans change."""
    edits = sorted(edit for fix in compatible(fixes) for edit in fix.edits)
    pieces, at = [], 0
    for edit in edits:
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join((*pieces, text[at:]))


def compatible(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """The fixes by position, without those that touch the edits of an earlier one.

    A fix is taken whole or not at all; two insertions at one place clash, too.
    """
    taken: list[Span] = []
    kept: list[Fix] = []
    for fix in sorted(fixes, key=lambda fix: min(edit.span for edit in fix.edits)):
        spans = sorted(edit.span for edit in fix.edits)
        if any(_clash(one, other) for one, other in pairwise(spans)):
            continue
        if any(_clash(span, other) for span in spans for other in _around(taken, span)):
            continue
        kept.append(fix)
        for span in spans:
            insort(taken, span)
    return tuple(kept)


def _around(taken: list[Span], span: Span) -> list[Span]:
    """The spans of a sorted list, none of which overlap, that `span` may touch."""
    first = max(0, bisect_left(taken, span) - 2)
    return taken[first : bisect_right(taken, Span(span.end, span.end))]


def _clash(one: Span, other: Span) -> bool:
    """Whether two edits touch the same code points, or insert at the same place."""
    return one == other or one.overlaps(other)
