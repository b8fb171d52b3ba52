"""Drafts → reports: what earlier runs remember, and several processes for many files."""

from __future__ import annotations

import contextlib
import datetime
import os
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec.structs import replace

from regcheck.baseline import known_findings
from regcheck.cache import Cache, keep, open_cache
from regcheck.cli.session import Session, counted, drafts
from regcheck.diagnostic import RegcheckError, RuleInfo
from regcheck.engine import check_source, rules_for
from regcheck.library import library_or_bundled
from regcheck.reporters.report import Report, report
from regcheck.rulebook import rules_of
from regcheck.settings import Settings
from regcheck.text import source_file
from regcheck.workspace import Draft

# Measured on two processors: a process more costs 0.6 s of work (segmenter, spaCy, laws), a draft
# of middle length 0.006 s. Idle processors gain from 50 drafts on, a quarter of a second at 120;
# below that a busy machine would only pay.
_MANY = 120
# Windows waits for at most so many processes at once.
_MOST = 61


class Wanted(msgspec.Struct, frozen=True):
    """What the command line says over the settings of a draft."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preset: Any = None
    as_of: datetime.date | None = None
    baseline: str | None = None

    def over(self, settings: Settings) -> Settings:
        """The settings with what the command line says."""
        if self.preset:
            settings = replace(settings, preset=self.preset, select=())
        return replace(
            settings,
            select=self.select or settings.select,
            ignore=(*settings.ignore, *self.ignore),
            as_of=self.as_of or settings.as_of,
            baseline=str(Path(self.baseline).absolute()) if self.baseline else settings.baseline,
        )


class Task(msgspec.Struct, frozen=True):
    """A draft for a process to check, with what its baseline holds of it; `only` are the rules that
    are known to speak."""

    draft: Draft
    summed: bool
    known: Mapping[str, int] = {}
    only: frozenset[str] | None = None
    key: str = ""


class Answer(msgspec.Struct, frozen=True):
    """What came of a task: the report, the rules that spoke (None where that may not be kept), and
    what is wrong with the user's own laws."""

    report: Report
    fired: frozenset[str] | None
    problem: RegcheckError | None = None


def findings(
    session: Session,
    paths: tuple[str, ...],
    stdin_name: str | None,
    wanted: Wanted,
    *,
    jobs: int | None,
    cached: bool,
    summed: bool,
) -> list[Report]:
    """The reports on the drafts below `paths`, each file once, by path.

    `jobs` None takes as many processes as pay. They are the same for any number of them, and with
    or without the cache.
    """
    cache = open_cache(_say) if cached else None
    tasks = _tasks(session, drafts(session, paths, stdin_name, wanted.over), cache, summed)
    found, seen, told = dict[str, Answer](), dict[str, frozenset[str]](), False
    with contextlib.closing(_answers(tasks, jobs)) as answers:
        for task, answer in counted(answers, "已检查"):
            if answer.problem and not told:
                session.complain(answer.problem)
                told = True
            found[task.draft.source.path] = answer
            if answer.fired is not None:
                seen[task.key] = answer.fired
    if cache:
        keep(cache, seen, _say)
    return [found[path].report for path in sorted(found)]


def _say(message: str) -> None:
    click.echo(f"regcheck：{message}", err=True)


def infos(reports: Sequence[Report]) -> Mapping[str, RuleInfo]:
    """What may be shown of the rules that ran, by code."""
    ran = {code for each in reports for code in each.rules}
    return {
        rule.code: rule.info for rule in rules_of({code[0] for code in ran}) if rule.code in ran
    }


def _tasks(
    session: Session, found: Iterable[Draft], cache: Cache | None, summed: bool
) -> Iterator[Task]:
    """A task for each draft, each file once; a mistake that concerns many of them is said once."""
    said: set[str] = set()
    met: set[str] = set()
    for draft in found:
        path, settings = draft.source.path, draft.settings
        if path in met:
            continue
        met.add(path)
        try:
            codes = [rule.code for rule in rules_for(draft.source, settings)]
            known = known_findings(path, settings)
        except RegcheckError as error:
            if error.message not in said:
                session.complain(error)
            said.add(error.message)
            continue
        task = Task(draft, summed, known)
        if cache:
            key = cache.key(task.draft, codes)
            task = replace(task, key=key, only=cache.fired(key))
        yield task


def answered(task: Task) -> Answer:
    """The draft of a task, checked; runs in any process."""
    draft, problems = task.draft, list[RegcheckError]()
    result = check_source(
        draft.source,
        draft.settings,
        draft.commitments,
        lambda: library_or_bundled(problems.append),
        given=draft.suppressions,
        known=task.known,
        only=task.only,
    )
    sure = not result.crashed and not problems
    return Answer(
        report(result, task.summed),
        result.fired if sure else None,
        problems[0] if problems else None,
    )


def _answers(tasks: Iterator[Task], jobs: int | None) -> Generator[tuple[Task, Answer]]:
    """The tasks in their order with their answers, by so many processes; None for as many as
    pay."""
    if jobs in (None, 1):  # what there is to say of reading comes before what there is of checking
        known = list(tasks)
        tasks, jobs = iter(known), jobs or (processors() if len(known) >= _MANY else 1)
    if jobs == 1:
        yield from ((task, answered(task)) for task in tasks)
        return
    from regcheck.cli.processes import in_processes

    for task, answer in in_processes(_sent, tasks, min(jobs, _MOST), _say):
        report = replace(answer.report, source=task.draft.source)
        yield task, replace(answer, report=report)


def _sent(task: Task) -> Answer:
    """The answer without the text of the draft, which the process that asked has."""
    answer = answered(task)
    return replace(answer, report=replace(answer.report, source=source_file("")))


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
