"""The rules that are data: entries of data/rules/*.toml, read by one interpreter.

An entry has the fields of a rule, and cases: words looked for in a sentence, and words that
silence it there. Offsets are code points; what silences is looked for near the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from regcheck.analysis.authority import without_denied
from regcheck.analysis.sentences import Unit
from regcheck.data import basis, rule_entries
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import ALL_LEVELS, LIMITED, ORDINARY, Bad, Context, Good, Preset, Rule
from regcheck.text import Span

# How much of a long sentence around the words may silence them.
_NEAR = 200


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a rule, as the head of data/rules/authority.toml explains.

    `find`, `need`, `unless`, `before`, `article` and `within` are regular expressions;
    `severity`, `basis` and `message` replace those of the rule.
    """

    find: str
    need: str | None = None
    unless: str | None = None
    before: str | None = None
    article: str | None = None
    within: str | None = None
    severity: Severity | None = None
    basis: str | None = None
    message: str | None = None


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule as data. `limited` rules leave national laws alone."""

    code: str
    name: str
    name_zh: str
    summary_en: str
    severity: Severity
    message: str
    basis: str
    about: str
    case: tuple[Case, ...]
    hit: tuple[str, ...]
    miss: tuple[str, ...]
    limited: bool = False
    presets: tuple[Preset, ...] = tuple(sorted(ORDINARY))


def _rule(entry: Entry) -> Rule:
    """The rule that an entry stands for.

    Raises ValueError where a case has no place to stand: a pattern that matches nothing in the
    entry's own examples.
    """
    for case in entry.case:
        plain = [re.sub("[⟦⟧]", "", hit) for hit in entry.hit]
        if not any(re.search(case.find, words) for words in plain):
            raise ValueError(f"{entry.code}: no example has the words {case.find}")
    return Rule(
        code=entry.code,
        name=entry.name,
        name_zh=entry.name_zh,
        summary_en=entry.summary_en,
        severity=entry.severity,
        message=entry.message,
        check=_check(entry),
        good=tuple(Good(_draft(words)) for words in entry.miss),
        bad=tuple(Bad(_draft(words)) for words in entry.hit),
        basis=basis(entry.basis),
        presets=frozenset(entry.presets),
        levels=LIMITED if entry.limited else ALL_LEVELS,
        about=entry.about,
    )


def _draft(words: str) -> str:
    """An example as a draft: a sentence becomes the first article."""
    return words if re.match("第一[条章]|#", words) else f"第一条　{words}\n"


def _check(entry: Entry) -> Callable[[Context], Iterator[Diagnostic]]:
    def check(ctx: Context) -> Iterator[Diagnostic]:
        told: set[Span] = set()
        for case in entry.case:
            for unit, span in _found(ctx, case):
                if unit.span not in told:
                    told.add(unit.span)  # one finding of a rule in a sentence is enough
                    yield ctx.report(
                        span,
                        severity=case.severity,
                        basis=basis(case.basis) if case.basis else None,
                        message=case.message,
                        words=ctx.text(span),
                    )

    return check


def _found(ctx: Context, case: Case) -> Iterator[tuple[Unit, Span]]:
    """The places of a case that nothing silences, with their sentences."""
    find = _compiled(case.find)
    quiet: dict[str, bool] = {}
    for unit in ctx.facts.sentences.units:
        for match in find.finditer(unit.text, unit.span.start, unit.span.end):
            named = "at" in find.groupindex and match["at"] is not None
            span = Span(*match.span("at" if named else 0))
            if not _silenced(ctx, case, unit, span) and not _by_article(ctx, case, unit, quiet):
                yield unit, span
                break


def _silenced(ctx: Context, case: Case, unit: Unit, span: Span) -> bool:
    text = ctx.document.source.text
    start = max(unit.span.start, span.start - _NEAR)
    end = min(unit.span.end, span.end + _NEAR)
    around, before = without_denied(text[start:end]), without_denied(text[start : span.start])
    if case.need and not _compiled(case.need).search(around):
        return True
    if case.unless and _compiled(case.unless).search(around):
        return True
    return bool(case.before and _compiled(case.before).search(before))


def _by_article(ctx: Context, case: Case, unit: Unit, quiet: dict[str, bool]) -> bool:
    """Whether the article silences the case, by words it has or lacks; it is searched once."""
    article = ctx.outline.article_of(ctx.outline.by_id[unit.provision])
    if article is None or not (case.article or case.within):
        return False
    if article.id not in quiet:
        words = ctx.text(article.span)
        told = bool(case.article and _compiled(case.article).search(words))
        lacks = bool(case.within and not _compiled(case.within).search(words))
        quiet[article.id] = told or lacks
    return quiet[article.id]


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(words)


RULES = tuple(_rule(msgspec.convert(entry, Entry)) for entry in rule_entries())
