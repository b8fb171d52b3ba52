"""One draft in, its findings out: the only place where a crashing rule is caught."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from msgspec.structs import replace

from regcheck.analysis.commitments import Commitment
from regcheck.analysis.facts import Facts
from regcheck.analysis.laws import LawIndex, bundled
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
from regcheck.rule import Context, Rule, matching, rule_info, selected
from regcheck.settings import Settings
from regcheck.text import SourceFile, Span, source_file

# A fix may open the way for another; more rounds than this no real draft needs.
_ROUNDS = 10


class Result(msgspec.Struct, frozen=True):
    """A checked draft: what is known of it, its findings by position, those set aside, the rules
    that ran and the settings they ran with. `fired` are the codes of all that was found, before
    anything was set aside."""

    facts: Facts
    diagnostics: tuple[Diagnostic, ...]
    rules: dict[str, RuleInfo]
    settings: Settings = Settings()
    suppressed: tuple[Suppressed, ...] = ()
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
    only: frozenset[str] | None = None,
) -> Result:
    """The findings on one draft; `laws` gives the known laws when a rule first needs them.

    With `only` just these of the selected rules run: the others are known to find nothing here.
    A rule that crashes becomes the finding E009; the others go on. Raises RegcheckError for an
    unknown rule in the settings.
    """
    settings = settings or Settings()
    facts = facts_of(source, settings, commitments, laws)
    rules = rules_for(source, settings)
    severities = {
        code: severity for word, severity in settings.severity.items() for code in matching(word)
    }
    running = [rule for rule in rules if only is None or rule.code in only]
    findings = [finding for rule in running for finding in _run(rule, facts)]
    fired = frozenset(finding.code for finding in findings)
    findings = [
        replace(finding, severity=severities.get(finding.code, finding.severity))
        for finding in findings
    ]
    findings.sort(key=lambda finding: (finding.span, finding.code))
    infos = {rule.code: rule_info(rule) for rule in rules}
    return Result(facts, tuple(findings), infos, settings, fired=fired)


def rules_for(source: SourceFile, settings: Settings) -> tuple[Rule, ...]:
    """The rules that a draft is checked with; raises RegcheckError for an unknown one."""
    return selected(
        settings.preset, settings.select, (*settings.ignore, *settings.ignored_for(source.path))
    )


def guarded(work: Callable[[], int], complain: Callable[[str], None]) -> int:
    """The exit code of `work`; 3, after one message, where it fails for a reason of our own."""
    try:
        return work()
    except Exception as error:  # the process boundary: no traceback reaches a drafter
        complain(f"内部错误（{type(error).__name__}：{error}）。请报告此问题。")
        return 3


def _run(rule: Rule, facts: Facts) -> Iterator[Diagnostic]:
    """The findings of one rule; E009 in place of a crash."""
    if rule.scope == "regulation" and facts.document.kind in DECISIONS:
        return
    if facts.level not in rule.levels:
        return
    try:
        yield from tuple(rule.check(Context(rule, facts)))
    except RegcheckError:
        raise  # the user's own index of laws cannot be read
    except Exception as error:  # the one catch point: a broken rule must not stop the others
        yield Diagnostic(
            code="E009",
            name="crashed-rule",
            severity=Severity.ERROR,
            message=f"规则 {rule.code} 运行出错（{type(error).__name__}），其余规则照常检查，"
            "请报告此问题。",
            path=facts.document.source.path,
            span=Span(0, 0),
        )


class Repair(msgspec.Struct, frozen=True):
    """What fixing makes of a draft: its findings afterwards, and how many fixes were applied."""

    result: Result
    count: int

    @property
    def text(self) -> str:
        """The draft's text afterwards."""
        return self.result.document.source.text


def repaired(result: Result, unsafe: bool = False) -> Repair:
    """The draft with its safe fixes applied, with `unsafe` all of them, and checked again.

    Goes on until no fix is left that changes anything, so fixing twice changes nothing more.
    """
    count, seen = 0, {result.document.source.text}
    for _ in range(_ROUNDS):
        source = result.document.source
        fixes = compatible(_in_own_lines(fix, source) for fix in offered(result, unsafe))
        text = apply_fixes(source.text, fixes)
        if text in seen:
            break
        seen.add(text)
        count += len(fixes)
        changed = source_file(text, source.path, source.encoding, source.assumed)
        changed = replace(changed, file=source.file)
        known = result.facts
        result = check_source(changed, result.settings, known.commitments, known.laws)
    return Repair(result, count)


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
