"""文件是空的，或者只有空白。

本项不能用 --ignore 关闭：空文件不应当显示为“没有问题”。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, problem_text
from regcheck.diagnostic import Diagnostic
from regcheck.rule import Bad, Context, Good, Rule

TEXT = problem_text("E002")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for problem in ctx.document.problems:
        if problem.code == "E002":
            yield ctx.report(problem.span)


RULE = Rule(
    code="E002",
    name=TEXT.name,
    name_zh="空文件",
    summary_en="The file is empty or holds only white space.",
    severity=TEXT.severity,
    message=TEXT.message,
    check=_check,
    good=(Good("第一条　甲。\n"), Good("某省技术市场条例\n")),
    bad=(Bad("⟦⟧"), Bad("⟦⟧\n　\n")),
    basis=basis("readable"),
    presets=frozenset({"default", "strict", "review", "ci"}),
)
