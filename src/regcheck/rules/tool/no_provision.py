"""文件里没有找到任何条文，因此不能当作法规草案检查。

常见原因：给错了文件（说明、附件），条号写成了别的样子，或者整段文字没有分条。
本项不能用 --ignore 关闭：读不懂的草案不应当显示为“没有问题”。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, problem_text
from regcheck.diagnostic import Diagnostic
from regcheck.rule import Bad, Context, Good, Rule

TEXT = problem_text("E001")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for problem in ctx.document.problems:
        if problem.code == "E001":
            yield ctx.report(problem.span)


RULE = Rule(
    code="E001",
    name=TEXT.name,
    name_zh="没有条文",
    summary_en="The file holds no article, so it cannot be read as a regulation.",
    severity=TEXT.severity,
    message=TEXT.message,
    check=_check,
    good=(
        Good("某省技术市场条例\n第一条　为了发展技术市场，制定本条例。\n"),
        Good("关于某事项的决定\n一、同意。\n"),
    ),
    bad=(
        Bad("⟦关于某省技术市场条例草案的说明⟧\n现就草案说明如下。\n"),
        Bad("⟦某省技术市场条例⟧\n（草案）\n"),
    ),
    basis=basis("readable"),
    presets=frozenset({"default", "strict", "review", "ci"}),
)
