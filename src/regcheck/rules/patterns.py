"""The rules that are data: entries of data/rules/*.toml, read by one interpreter.

An entry has the fields of a rule, a kind, and cases: words looked for in a sentence, words that
silence them there, and what to write instead. The head of data/rules/wording.toml explains every
field. Offsets are code points.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

import msgspec

from regcheck.analysis.authority import without_denied
from regcheck.analysis.sentences import Unit, set_apart
from regcheck.data import basis, rule_entries
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import ALL_LEVELS, LIMITED, ORDINARY, Bad, Context, Good, Preset, Rule, Scope
from regcheck.text import Span

# How much of a long sentence around the words may silence them.
_NEAR = 200
# An exception may begin this far before the words, or end this far behind them; longer words have
# no exceptions.
_BESIDE, _LONG = 16, 64

Kind = Literal["existence", "substitution", "consistency", "occurrence"]
Reach = Literal["sentence", "article", "text"]


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of a rule, as the head of data/rules/wording.toml explains.

    `find`, `need`, `unless`, `before`, `article`, `within` and `exceptions` are regular
    expressions; `severity`, `basis`, `message` and `presets` replace those of the rule.
    """

    find: str
    kind: Kind | None = None
    fix: str | None = None
    exceptions: tuple[str, ...] = ()
    need: str | None = None
    unless: str | None = None
    before: str | None = None
    article: str | None = None
    within: str | None = None
    since: datetime.date | None = None
    national: bool = True
    severity: Severity | None = None
    basis: str | None = None
    message: str | None = None
    presets: tuple[Preset, ...] | None = None


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with its finding marked, and the sentence after the fix."""

    text: str
    fixed: str


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
    hit: tuple[str | Example, ...]
    miss: tuple[str, ...]
    kind: Kind = "existence"
    reach: Reach = "sentence"
    limit: int = 0
    safe: bool = False
    quoted: bool = False
    limited: bool = False
    scope: Scope = "any"
    presets: tuple[Preset, ...] = tuple(sorted(ORDINARY))


class Hit(msgspec.Struct, frozen=True):
    """Words of a case: their sentence, their place, and what the fix puts there."""

    unit: Unit
    span: Span
    instead: str | None


def _rule(entry: Entry) -> Rule:
    """The rule that an entry stands for."""
    return Rule(
        code=entry.code,
        name=entry.name,
        name_zh=entry.name_zh,
        summary_en=entry.summary_en,
        severity=entry.severity,
        message=entry.message,
        check=_check(entry),
        good=tuple(Good(_draft(words)) for words in entry.miss),
        bad=tuple(_bad(hit) for hit in entry.hit),
        basis=basis(entry.basis),
        presets=frozenset(entry.presets),
        scope=entry.scope,
        levels=LIMITED if entry.limited else ALL_LEVELS,
        graded=any(case.presets is not None for case in entry.case),
        about=entry.about,
    )


def _text(hit: str | Example) -> str:
    return hit if isinstance(hit, str) else hit.text


def _bad(hit: str | Example) -> Bad:
    return Bad(_draft(_text(hit)), fixed=_draft(hit.fixed) if isinstance(hit, Example) else None)


def _draft(words: str) -> str:
    """An example as a draft: a sentence becomes the first article."""
    return words if re.match("[⟦]?第一[条章]|#", words) else f"第一条　{words}\n"


def _check(entry: Entry) -> Callable[[Context], Iterator[Diagnostic]]:
    """The check of an entry: its cases by kind."""
    finds = frozenset(case.find for case in entry.case)
    kinds: dict[Kind, list[Case]] = {}
    for case in entry.case:
        kinds.setdefault(case.kind or entry.kind, []).append(case)

    def check(ctx: Context) -> Iterator[Diagnostic]:
        standing = ctx.facts.sifted.standing
        if finds.isdisjoint(standing):
            return
        for kind, cases in kinds.items():
            may = [case for case in cases if case.find in standing]
            yield from _CHECKS[kind](ctx, entry, may)

    return check


def _existence(ctx: Context, entry: Entry, cases: list[Case]) -> Iterator[Diagnostic]:
    """One finding of the rule in a sentence."""
    told: set[Span] = set()
    for case in cases:
        for hit in _hits(ctx, entry, case):
            if hit.unit.span not in told:
                told.add(hit.unit.span)
                yield _report(ctx, entry, case, hit)


def _substitution(ctx: Context, entry: Entry, cases: list[Case]) -> Iterator[Diagnostic]:
    """A finding with its fix at every place; of two at one place the first case wins."""
    told: set[int] = set()
    for case in cases:
        for hit in _hits(ctx, entry, case):
            places = range(hit.span.start, hit.span.end)
            if told.isdisjoint(places) and not _defined(ctx, ctx.text(hit.span)):
                told.update(places)
                yield _report(ctx, entry, case, hit)


def _defined(ctx: Context, words: str) -> bool:
    """Whether the text itself gives the words a meaning: （以下简称高校）."""
    return any(term.word == words for term in ctx.facts.terms)


def _consistency(ctx: Context, entry: Entry, cases: list[Case]) -> Iterator[Diagnostic]:
    """A finding for every form but the most frequent, at its first place."""
    forms = [(case, list(_hits(ctx, entry, case))) for case in cases]
    used = sorted((form for form in forms if form[1]), key=lambda form: -len(form[1]))
    for case, hits in used[1:]:
        most = used[0][1]
        yield _report(
            ctx,
            entry,
            case,
            hits[0],
            other=most[0],
            count=len(hits),
            most=ctx.text(most[0].span),
            times=len(most),
        )


def _occurrence(ctx: Context, entry: Entry, cases: list[Case]) -> Iterator[Diagnostic]:
    """A finding where a sentence or an article has the words more often than `limit`."""
    for case in cases:
        found = [(_place(ctx, entry, hit), hit) for hit in _hits(ctx, entry, case)]
        counts = Counter(place for place, _ in found)
        told: Counter[str] = Counter()
        for place, hit in found:
            told[place] += 1
            if told[place] == entry.limit + 1:
                yield _report(ctx, entry, case, hit, count=counts[place])


_CHECKS: dict[Kind, Callable[[Context, Entry, list[Case]], Iterator[Diagnostic]]] = {
    "existence": _existence,
    "substitution": _substitution,
    "consistency": _consistency,
    "occurrence": _occurrence,
}


def _place(ctx: Context, entry: Entry, hit: Hit) -> str:
    """What the words are counted in."""
    if entry.reach == "sentence":
        return str(hit.unit.span.start)
    article = ctx.outline.article_of(ctx.outline.by_id[hit.unit.provision])
    return article.id if article else ""


def _report(
    ctx: Context, entry: Entry, case: Case, hit: Hit, other: Hit | None = None, **words: object
) -> Diagnostic:
    return ctx.report(
        hit.span,
        related=(ctx.related("另一种写法", other.span),) if other else (),
        fix=_fix(ctx, entry, hit),
        severity=case.severity,
        basis=basis(case.basis) if case.basis else None,
        message=case.message,
        words=ctx.text(hit.span),
        instead=hit.instead,
        **words,
    )


def _fix(ctx: Context, entry: Entry, hit: Hit) -> Fix | None:
    if hit.instead is None:
        return None
    title = f"改为“{hit.instead}”" if hit.instead else f"删去“{ctx.text(hit.span)}”"
    return Fix(title, (Edit(hit.span, hit.instead),), safe=entry.safe)


def _hits(ctx: Context, entry: Entry, case: Case) -> Iterator[Hit]:
    """The places of a case that nothing silences, by position."""
    if not _applies(ctx, case):
        return
    find = _compiled(case.find)
    quiet: dict[str, bool] = {}
    units = ctx.facts.lines if entry.reach == "text" else ctx.facts.sentences
    for unit, match in units.matches(find):
        group = "at" if match.re.groupindex.get("at") and match["at"] is not None else 0
        span = Span(*match.span(group))
        if _begins(find, unit, match) and not (
            _silenced(ctx, entry, case, unit, span) or _by_article(ctx, case, unit, quiet)
        ):
            yield Hit(unit, span, None if case.fix is None else match.expand(case.fix))


def _begins(find: re.Pattern[str], unit: Unit, match: re.Match[str]) -> bool:
    """Whether a match in a sentence, or another that begins there, is one in the whole text too.

    Matches are found within a sentence, where a lookahead sees nothing behind the end, but whether
    a sentence has any is judged on the whole text: 必需遵守(?![^，。]{0,14}的) at the end of a line
    reads on in the next. An expression with $ means the end of the sentence.

    The other begins are tried only for a match that a look over the end undoes. Such a match ends
    within 100 code points of it (a test holds the lookaheads to that), so that there are few.
    """
    if "$" in find.pattern or find.match(unit.text, match.start()):
        return True
    return any(find.match(unit.text, at) for at in range(unit.span.start, unit.span.end))


def _applies(ctx: Context, case: Case) -> bool:
    """Whether the preset, the level and the date of the text leave the case in force."""
    if case.presets is not None and ctx.preset not in case.presets:
        return False
    if not case.national and ctx.facts.level == "national":
        return False
    worded = ctx.facts.worded if case.since else None
    return not (case.since and worded and worded < case.since)


def _silenced(ctx: Context, entry: Entry, case: Case, unit: Unit, span: Span) -> bool:
    text = ctx.document.source.text
    if not entry.quoted and set_apart(text, unit.span.start, span.start):
        return True
    if case.exceptions and _excepted(text, case.exceptions, unit, span):
        return True
    start = max(unit.span.start, span.start - _NEAR)
    end = min(unit.span.end, span.end + _NEAR)
    around = without_denied(text[start:end]) if case.need or case.unless else ""
    if case.need and not _compiled(case.need).search(around):
        return True
    if case.unless and _compiled(case.unless).search(around):
        return True
    before = without_denied(text[start : span.start]) if case.before else ""
    return bool(case.before and _compiled(case.before).search(before))


def _excepted(text: str, exceptions: tuple[str, ...], unit: Unit, span: Span) -> bool:
    """Whether the words are part of an exception: 帐 in 蚊帐. Long ones, as a run of spaces, never
    are."""
    if span.end - span.start > _LONG:
        return False
    start = max(unit.span.start, span.start - _BESIDE)
    end = min(unit.span.end, span.end + _BESIDE)
    return any(
        Span(*match.span()).covers(span)
        for exception in exceptions
        for match in _compiled(exception).finditer(text, start, end)
    )


def _by_article(ctx: Context, case: Case, unit: Unit, quiet: dict[str, bool]) -> bool:
    """Whether the article silences the case, by words it has or lacks; it is searched once."""
    if not (case.article or case.within) or not unit.provision:
        return False
    article = ctx.outline.article_of(ctx.outline.by_id[unit.provision])
    if article is None:
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
