"""One draft in, its findings out: the only place where a crashing rule is caught."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import msgspec
from msgspec.structs import replace

from regcheck.analysis.commitments import Commitment
from regcheck.analysis.facts import Facts
from regcheck.analysis.laws import LawIndex, bundled
from regcheck.analysis.suppressions import Suppression, suppressions
from regcheck.data import problem_text
from regcheck.diagnostic import (
    Diagnostic,
    Fix,
    RegcheckError,
    RuleInfo,
    Severity,
    Suppressed,
    apply_fixes,
    compatible,
)
from regcheck.model import DECISIONS, Document
from regcheck.parse.structure import parse_source
from regcheck.rule import ON_SUPPRESSIONS, Context, Preset, Rule
from regcheck.rulebook import selected
from regcheck.settings import Settings
from regcheck.suppression import set_aside, without_known
from regcheck.text import SourceFile, Span, source_file

# A fix may open the way for another; more rounds than this no real draft needs.
_ROUNDS = 10


class Result(msgspec.Struct, frozen=True):
    """A checked draft: what is known of it, its findings by position, those set aside, the rules
    that ran, and what they ran with: the settings, the suppressions that do not stand in the
    draft, the findings of its baseline. `fired` are the rules that found something, whatever was
    set aside afterwards."""

    facts: Facts
    diagnostics: tuple[Diagnostic, ...]
    rules: dict[str, RuleInfo]
    settings: Settings = Settings()
    suppressed: tuple[Suppressed, ...] = ()
    given: tuple[Suppression, ...] = ()
    known: Mapping[str, int] = {}
    fired: frozenset[str] = frozenset()

    @property
    def document(self) -> Document:
        """The draft as parsed."""
        return self.facts.document

    def label(self, provision: str | None) -> str:
        """A provision as people cite it: 第三十二条第一款第二项. Empty for none."""
        return self.facts.outline.label(provision)

    @property
    def crashed(self) -> bool:
        """Whether a rule crashed on this draft."""
        return any(finding.code == "E009" for finding in self.diagnostics)


def read_document(source: SourceFile, settings: Settings) -> Document:
    """The parsed draft, with the title and the stage that the settings give it."""
    document = parse_source(source)
    return replace(
        document,
        title=settings.title or document.title,
        stage=settings.stage or document.stage,
    )


def facts_of(
    source: SourceFile,
    settings: Settings,
    commitments: tuple[Commitment, ...] = (),
    laws: Callable[[], LawIndex] = bundled,
) -> Facts:
    """What is known of a draft under its settings."""
    return Facts(
        read_document(source, settings), commitments, laws, settings.as_of, level=settings.level
    )


def check_source(
    source: SourceFile,
    settings: Settings | None = None,
    commitments: tuple[Commitment, ...] = (),
    laws: Callable[[], LawIndex] = bundled,
    *,
    given: tuple[Suppression, ...] = (),
    known: Mapping[str, int] | None = None,
    only: frozenset[str] | None = None,
) -> Result:
    """The findings on one draft; `laws` gives the known laws when a rule first needs them.

    `given` are the suppressions beside those in the draft, `known` the fingerprints of a baseline
    with how often each occurs. Rules that are not among `only` are known to find nothing here. A
    rule that crashes becomes the finding E009; the others go on.
    Raises RegcheckError for an unknown rule in the settings.
    """
    settings, known = settings or Settings(), known or {}
    facts = facts_of(source, settings, commitments, laws)
    rules = rules_for(source, settings)
    # what is selected by name is wanted whole
    preset: Preset = "review" if settings.select else settings.preset
    found = {
        rule.code: _run(Context(rule, facts, preset)) if only is None or rule.code in only else ()
        for rule in rules
        if rule.code not in ON_SUPPRESSIONS
    }
    weighed = partial(_weighed, severities=settings.severities(facts.document.stage))
    every = weighed(finding for findings in found.values() for finding in findings)
    written = suppressions(facts.document)
    ran = partial(_ran, found, rules, facts, preset)
    aside = set_aside(every, (*written, *given), facts, settings, ran)
    last = [Context(rule, facts, preset, aside.faults) for rule in rules if rule.code not in found]
    kept = weighed([*aside.kept, *(finding for context in last for finding in _run(context))])
    new, old = without_known(kept, known, source)
    return Result(
        facts,
        new,
        {rule.code: rule.info for rule in rules},
        settings,
        tuple(sorted((*aside.suppressed, *old), key=lambda each: _by_position(each.finding))),
        given,
        known,
        frozenset(code for code, findings in found.items() if findings),
    )


def rules_for(source: SourceFile, settings: Settings) -> tuple[Rule, ...]:
    """The rules that a draft is checked with; raises RegcheckError for an unknown one."""
    ignored = (*settings.ignore, *settings.ignored_for(source.path))
    return selected(settings.preset, settings.select, ignored)


def again(result: Result, source: SourceFile) -> Result:
    """The findings on another text of the same draft, checked with all that it was checked with."""
    facts = result.facts
    return check_source(
        source,
        result.settings,
        facts.commitments,
        facts.laws,
        given=result.given,
        known=result.known,
    )


def _by_position(finding: Diagnostic) -> tuple[Span, str]:
    return finding.span, finding.code


def _ran(
    found: Mapping[str, tuple[Diagnostic, ...]],
    rules: tuple[Rule, ...],
    facts: Facts,
    preset: Preset,
) -> frozenset[str]:
    """The rules that would have found what there is: no crashed ones, none that says less in this
    preset, and none on commitments where none are known."""
    return frozenset(
        rule.code
        for rule in rules
        if all(finding.code != "E009" for finding in found.get(rule.code, ()))
        and (preset == "review" or not rule.graded)
        and (facts.commitments or not rule.code.startswith("P"))
    )


def _weighed(
    findings: Iterable[Diagnostic], severities: Mapping[str, Severity]
) -> tuple[Diagnostic, ...]:
    """The findings by position, with the severities that the settings give."""
    if severities:
        findings = (
            replace(finding, severity=severities.get(finding.code, finding.severity))
            for finding in findings
        )
    return tuple(sorted(findings, key=_by_position))


def guarded(work: Callable[[], int], complain: Callable[[str], None]) -> int:
    """The exit code of `work`; 3, after one message, where it fails for a reason of our own."""
    try:
        return work()
    except Exception as error:  # the process boundary: no traceback reaches a drafter
        complain(f"内部错误（{type(error).__name__}：{error}）。请报告此问题。")
        return 3


def _run(context: Context) -> tuple[Diagnostic, ...]:
    """The findings of one rule; E009 in place of a crash."""
    rule, facts = context.rule, context.facts
    if rule.scope == "regulation" and facts.document.kind in DECISIONS:
        return ()
    if facts.level not in rule.levels:
        return ()
    try:
        return tuple(rule.check(context))
    except RegcheckError:
        raise  # the user's own index of laws cannot be read
    except Exception as error:  # the one catch point: a broken rule must not stop the others
        return (_crashed(rule, facts, error),)


def _crashed(rule: Rule, facts: Facts, error: Exception) -> Diagnostic:
    text = problem_text("E009")
    message = text.message.format(rule=rule.code, error=type(error).__name__)
    path = facts.document.source.path
    return Diagnostic("E009", text.name, text.severity, message, path, Span(0, 0))


class Repair(msgspec.Struct, frozen=True):
    """What fixing makes of a draft: its findings afterwards, and how many fixes were applied.

    `clashed` counts those that touched the edits of another one before them: they were left, and
    tried again on the text that the other one made.
    """

    result: Result
    count: int
    clashed: int = 0

    @property
    def text(self) -> str:
        """The draft's text afterwards."""
        return self.result.document.source.text


def repaired(result: Result, unsafe: bool = False) -> Repair:
    """The draft with its safe fixes applied, with `unsafe` all of them, and checked again.

    Goes on until no fix is left that changes anything, so fixing twice changes nothing more.
    """
    count, clashed, seen = 0, 0, {result.document.source.text}
    for _ in range(_ROUNDS):
        source = result.document.source
        wanted = [_in_own_lines(fix, source) for fix in offered(result, unsafe)]
        fixes = compatible(wanted)
        text = apply_fixes(source.text, fixes)
        if text in seen:
            break
        seen.add(text)
        count, clashed = count + len(fixes), clashed + len(wanted) - len(fixes)
        changed = source_file(text, source.path, source.encoding, source.assumed)
        changed = replace(changed, file=source.file)
        result = again(result, changed)
    return Repair(result, count, clashed)


def offered(result: Result, unsafe: bool = False) -> list[Fix]:
    """The safe fixes of the findings; with `unsafe`, all of them."""
    fixes = (finding.fix for finding in result.diagnostics if finding.fix)
    return [fix for fix in fixes if unsafe or fix.safe]


def _in_own_lines(fix: Fix, source: SourceFile) -> Fix:
    """The fix with the line ends that the draft has."""
    if not any("\n" in edit.text for edit in fix.edits):
        return fix
    texts = [edit.text.replace("\r\n", "\n") for edit in fix.edits]
    edits = (
        replace(edit, text=text.replace("\n", source.newline))
        for edit, text in zip(fix.edits, texts, strict=True)
    )
    return replace(fix, edits=tuple(edits))


def fix(result: Result, unsafe: bool = False) -> str:
    """The draft's text with the safe fixes applied; with `unsafe`, all of them."""
    return repaired(result, unsafe).text
