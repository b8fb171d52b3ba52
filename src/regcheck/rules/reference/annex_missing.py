"""引用了附件、附表，而文本没有附件。

例如写“具体范围见附件”，送审时附件没有附上，或者附件已经删去。申请书、合同等其他文件的附件不检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    if any(note.kind == "annex" for note in ctx.document.notes):
        return
    cited = pattern("annex", "cited")
    for provision in ctx.holding(cited):
        start = provision.body.start
        for match in cited.finditer(ctx.text(provision.body)):
            begin, end = match.span("named" if match["named"] else "numbered")
            yield ctx.report(Span(start + begin, start + end), cited=match[0])


RULE = Rule(
    code="R224",
    name="annex-missing",
    name_zh="引用的附件不存在",
    summary_en="An annex is cited and the text has none.",
    severity=Severity.WARNING,
    message="“{cited}”没有着落：文本后面没有附件。请附上附件，或者删去这一引用。",
    check=_check,
    good=(
        Good("第一条　具体范围见附件。\n\n附件\n\n范围：甲。\n"),
        Good("第一条　申请人应当提交申请书及其附件。\n"),
    ),
    bad=(
        Bad("第一条　具体范围见⟦附件⟧。\n"),
        Bad("第一条　费用标准按照⟦附表二⟧执行，设备目录见⟦附件一⟧。\n"),
    ),
    basis=basis("existing-target"),
)
