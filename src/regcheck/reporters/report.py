"""A checked draft as plain values, which travel between processes and into every format."""

from __future__ import annotations

import msgspec

from regcheck.diagnostic import Diagnostic, Suppressed
from regcheck.engine import Result
from regcheck.reporters.summary import summary_lines
from regcheck.text import SourceFile


class Report(msgspec.Struct, frozen=True):
    """The findings on one draft by position, and those set aside.

    `labels` gives the provisions of the findings as people cite them; `rules` are the codes that
    ran; `summary` is empty where nobody asked for it.
    """

    source: SourceFile
    title: str
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...]
    labels: dict[str, str]
    rules: tuple[str, ...]
    summary: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The draft's path as given."""
        return self.source.path

    def label(self, finding: Diagnostic) -> str:
        """例：第三十二条第一款第二项. Empty for a finding outside the provisions."""
        return self.labels.get(finding.provision or "", "")


def report(result: Result, summed: bool = False) -> Report:
    """The plain values of a result; `summed` also reads what the summary needs."""
    found = (*result.diagnostics, *(each.finding for each in result.suppressed))
    return Report(
        source=result.document.source,
        title=result.document.title,
        diagnostics=result.diagnostics,
        suppressed=result.suppressed,
        labels={each.provision: result.label(each.provision) for each in found if each.provision},
        rules=tuple(result.rules),
        summary=tuple(summary_lines(result)) if summed else (),
    )
