"""Findings → those that stand and those set aside, by a suppression or because they are known."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set

import msgspec

from regcheck.analysis.facts import Facts
from regcheck.analysis.suppressions import WHOLE, Suppression
from regcheck.diagnostic import Diagnostic, RegcheckError, Suppressed
from regcheck.fingerprint import fingerprint
from regcheck.rule import ON_SUPPRESSIONS, Fault
from regcheck.rulebook import matching
from regcheck.settings import Settings
from regcheck.text import SourceFile, Span

# The tool's own findings: nothing but `ignore` in the settings silences them, and not all.
_OWN = "E"
# No name of a rule has more parts between 、.
_LONGEST = 4
_FORM = (
    "写法：<!-- regcheck: ignore[R201] 理由 -->，独占一行，写在有问题的那一行上面；"
    "几条规则用逗号隔开。"
)


class Aside(msgspec.Struct, frozen=True):
    """What suppressions make of findings: those that stand, those set aside, and what is wrong
    with the suppressions."""

    kept: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...]
    faults: tuple[Fault, ...]


class _Valid(msgspec.Struct, frozen=True):
    """A suppression that holds, with the codes of each selector."""

    given: Suppression
    codes: tuple[tuple[str, frozenset[str]], ...]

    def names(self, code: str) -> bool:
        return any(code in codes for _, codes in self.codes)


def set_aside(
    findings: Iterable[Diagnostic],
    given: Sequence[Suppression],
    facts: Facts,
    settings: Settings,
    ran: Callable[[], Set[str]],
) -> Aside:
    """The findings without those that the suppressions cover.

    A suppression with a fault covers nothing. One that covers nothing although all it names are
    among the rules that `ran`, which are asked for only then, is a fault, too.
    """
    if not given:
        return Aside(tuple(findings), (), ())
    judged = [_judged(each, facts, settings) for each in given]
    valid = [each for each in judged if isinstance(each, _Valid)]
    reach = _Reach(valid, facts)
    kept, suppressed, used = [], [], defaultdict[int, set[str]](set)
    for finding in findings:
        hits = list(reach.of(finding))
        for place in hits:
            used[place].add(finding.code)
        if hits:
            first = valid[hits[0]].given
            suppressed.append(Suppressed(finding, first.by, first.reason))
        else:
            kept.append(finding)
    faults = [each for each in judged if isinstance(each, Fault)]
    run = ran()
    unused = (_unused(each, used[place], run, facts) for place, each in enumerate(valid))
    return Aside(tuple(kept), tuple(suppressed), (*faults, *filter(None, unused)))


class _Reach:
    """Which suppressions cover a finding: by line, then by provision, the smallest first."""

    def __init__(self, valid: Sequence[_Valid], facts: Facts) -> None:
        self.valid, self.outline = valid, facts.outline
        self.source = facts.document.source
        self.by_line = defaultdict[int, list[int]](list)
        self.by_provision = defaultdict[str, list[int]](list)
        for place, each in enumerate(valid):
            if each.given.by == "comment":
                self.by_line[each.given.line].append(place)
            else:
                self.by_provision[each.given.provision].append(place)

    def of(self, finding: Diagnostic) -> Iterator[int]:
        """The places of the suppressions that cover a finding."""
        if finding.code.startswith(_OWN):
            return
        line = self.source.position(finding.span.start).line
        holder = self.outline.by_id.get(finding.provision or "")
        near = [*self.by_line.get(line, ())]
        for unit in self.outline.up(holder):
            near += self.by_provision.get(unit.id, ())
        near += self.by_provision.get(WHOLE, ())
        yield from (place for place in near if self.valid[place].names(finding.code))


def _judged(given: Suppression, facts: Facts, settings: Settings) -> _Valid | Fault:
    """A suppression with the codes it names, or what is wrong with it."""
    what = _what(given)
    try:
        codes = tuple(pair for word in given.selectors for pair in _codes(word))
    except RegcheckError as error:
        return _fault("E005", given, facts, f"{what}不起作用：{error.message}{error.hint}")
    if why := _misuse(given, codes):
        return _fault("E005", given, facts, f"{what}不起作用：{why}")
    if settings.require_reason and not given.reason:
        why = f"配置（require-reason）要求写明理由，这里没有。{_form(given)}"
        return _fault("E006", given, facts, f"{what}不起作用：{why}")
    if given.by == "sidecar" and given.provision not in (WHOLE, *facts.outline.by_id):
        near = difflib.get_close_matches(given.provision, facts.outline.by_id, 1, 0.4)
        hint = f"是不是 {near[0]}？" if near else ""
        why = f"本文没有条款 {given.provision}。{hint}编号见 regcheck parse --format json。"
        return _fault("E004", given, facts, f"{what}没有用上：{why}")
    return _Valid(given, codes)


def _misuse(given: Suppression, codes: tuple[tuple[str, frozenset[str]], ...]) -> str:
    """Why a suppression is none: how it is written, or that it names the tool's own findings."""
    if given.fault:
        return f"{given.fault}。{_form(given)}"
    own = min((code for _, each in codes for code in each if code.startswith(_OWN)), default="")
    if not own:
        return ""
    remedy = (
        "可以在 regcheck.toml 的 ignore 里关闭。"
        if own in ON_SUPPRESSIONS
        else "读不懂的草案不能显示为没有问题。"
    )
    return f"{own} 是工具自身的报告，不能这样标明不报。{remedy}"


def _codes(words: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The selectors of a list and the codes they name; 、 stands between two of them, or within a
    name: 冻结、划拨存款汇款、R201. Raises RegcheckError where one names nothing."""
    parts = [part.strip() for part in words.split("、") if part.strip()]
    while parts:
        for length in range(min(_LONGEST, len(parts)), 0, -1):
            word = "、".join(parts[:length])
            try:
                yield word, matching(word)
            except RegcheckError:
                if length == 1:
                    raise
                continue
            del parts[:length]
            break


def _unused(each: _Valid, used: Set[str], ran: Set[str], facts: Facts) -> Fault | None:
    """The selectors that covered nothing though all their rules ran; None where there are none."""
    idle = [word for word, codes in each.codes if not codes & used and codes <= ran]
    if not idle:
        return None
    what = f"{_what(each.given)}没有用上：那里没有 {'、'.join(idle)} 的问题。请删去。"
    return _fault("E004", each.given, facts, what)


def _fault(code: str, given: Suppression, facts: Facts, what: str) -> Fault:
    """A fault at the comment, at the provision that a sidecar names, or at the title."""
    if given.by == "comment":
        return Fault(code, given.span, what)
    there = facts.outline.by_id.get(given.provision)
    if there is None:
        return Fault(code, facts.document.title_span, what)
    return Fault(code, _label(there.marker, there.body), what)


def _label(marker: Span, body: Span) -> Span:
    return marker if marker.start < marker.end else body


def _what(given: Suppression) -> str:
    """例：这条注释; 草案.md.regcheck.toml 里 [art_12] 的 R201"""
    if given.by == "comment":
        return "这条注释"
    return f"{given.sidecar} 里 [{given.provision}] 的 {'、'.join(given.selectors) or '一项'} "


def _form(given: Suppression) -> str:
    return _FORM if given.by == "comment" else '写法：规则代码 = "理由"。'


def without_known(
    findings: Iterable[Diagnostic], known: Mapping[str, int], source: SourceFile
) -> tuple[tuple[Diagnostic, ...], tuple[Suppressed, ...]]:
    """The findings that a baseline does not hold, and those that it does.

    `findings` come by position: where it holds fewer of equal ones, the first are known.
    """
    if not known:
        return tuple(findings), ()
    left = dict(known)
    new, old = [], []
    for finding in findings:
        mark = "" if finding.code.startswith(_OWN) else fingerprint(finding, source)
        if left.get(mark, 0) > 0:
            left[mark] -= 1
            old.append(Suppressed(finding, "baseline"))
        else:
            new.append(finding)
    return tuple(new), tuple(old)
