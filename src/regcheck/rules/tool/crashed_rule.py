"""一条规则运行出错；其余规则照常检查。

这是 regcheck 自己的错误，不是草案的问题，退出码为 3。请报告：写明规则代码，附上能重现的几行文字。
本项不能用 --ignore 关闭：没有查完的草案不应当显示为“没有问题”。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, problem_text
from regcheck.diagnostic import Diagnostic
from regcheck.rule import Context, Rule

TEXT = problem_text("E009")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    """Nothing: the engine reports it where it catches the error of a rule."""
    yield from ()


RULE = Rule(
    code="E009",
    name=TEXT.name,
    name_zh="规则出错",
    summary_en="A rule crashed; the others went on.",
    severity=TEXT.severity,
    message=TEXT.message,
    check=_check,
    good=(),
    bad=(),
    basis=basis("readable"),
    presets=frozenset({"default", "strict", "review", "ci"}),
)
