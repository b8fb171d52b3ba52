"""文中还有空白或者占位符。

例如“20××年×月×日”“第×条”“处××元以上”“自　　年　月　日起”。起草和征求意见阶段只作提示；表决稿和已经
公布的文本里不应当再有。表决稿里还留着说明、备选方案的，也在这里报告。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    final = ctx.document.stage in ("vote", "enacted")
    severity = Severity.ERROR if final else Severity.INFO
    blank = pattern("placeholder", "blank")
    for provision in ctx.holding(blank):
        # 第×条 itself has its blank in the label
        for part in (provision.marker, provision.body):
            for match in blank.finditer(ctx.text(part)):
                span = Span(part.start + match.start(), part.start + match.end())
                yield ctx.report(span, severity=severity, what="空白或者占位符")
    if ctx.document.stage == "vote":
        for note in ctx.document.notes:
            if note.kind in ("note", "alternative"):
                yield ctx.report(note.span, severity=severity, what="说明或者备选方案")


RULE = Rule(
    code="S125",
    name="placeholder-left",
    name_zh="留有空白或占位符",
    summary_en="The text still holds a blank, a note or an alternative.",
    severity=Severity.INFO,
    message="这里还有{what}，提交表决前应当确定。",
    check=_check,
    good=(
        Good("某省甲条例\n第一条　本条例自2026年10月1日起施行。\n"),
        Good("某省甲条例（草案）\n第一条　甲。\n【说明：待定。】\n"),
    ),
    bad=(
        Bad("某省甲条例（草案）\n第一条　本条例自⟦20××年×月×日⟧起施行。\n"),
        Bad("某省甲条例（草案）\n第一条　本条例自⟦　　年　月　日⟧起施行。\n"),
        Bad("某省甲条例（表决稿）\n第一条　甲。\n⟦【说明：待定。】⟧\n"),
    ),
    basis=basis("clarity"),
)
