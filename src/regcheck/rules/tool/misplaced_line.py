"""标题之后、第一条之前出现了不属于任何一条的文字。

编、章、节的名称之下应当直接是下一级名称或者条文。这样的行原文保留，但不属于任何条款，
其中的内容没有检查。常见原因：节的序号（第一节）漏写，或者标题被拆成了两行。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, problem_text
from regcheck.diagnostic import Diagnostic
from regcheck.rule import Bad, Context, Good, Rule

TEXT = problem_text("E003")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for problem in ctx.document.problems:
        if problem.code == "E003":
            yield ctx.report(problem.span)


RULE = Rule(
    code="E003",
    name=TEXT.name,
    name_zh="位置不明的行",
    summary_en="A line stands between a heading and its first article and belongs to nothing.",
    severity=TEXT.severity,
    message=TEXT.message,
    check=_check,
    good=(
        Good("第一章　总则\n第一条　甲。\n"),
        Good("第一章　总则\n第一节　一般规定\n第一条　甲。\n"),
    ),
    bad=(
        Bad("第一章　总则\n⟦一般规定⟧\n第一条　甲。\n"),
        Bad("第一章　总则\n第一条　甲。\n第二章　保障\n⟦（一）资金。⟧\n第二条　乙。\n"),
    ),
    basis=basis("readable"),
    presets=frozenset({"default", "strict", "review", "ci"}),
)
