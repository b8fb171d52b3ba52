"""A finding and the change that would mend it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

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


class RuleInfo(msgspec.Struct, frozen=True):
    """What may be shown of a rule: its names, why it exists, and its examples as text."""

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


class Edit(msgspec.Struct, frozen=True):
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


class RegcheckError(Exception):
    """A user's mistake: what is wrong and where, and what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """The text with the fixes applied; a fix that overlaps an earlier one is left out whole."""
    taken: list[Edit] = []
    for fix in fixes:
        if not any(_clash(edit, other) for edit in fix.edits for other in taken):
            taken.extend(fix.edits)
    for edit in sorted(taken, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def _clash(one: Edit, other: Edit) -> bool:
    """Whether two edits touch the same code points, or insert at the same place."""
    if one.span == other.span:
        return True
    return one.span.start < other.span.end and other.span.start < one.span.end
