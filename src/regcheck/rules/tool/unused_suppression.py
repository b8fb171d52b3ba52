"""标明不报的注释或者记录没有用上：那里已经没有这样的问题。

问题改好以后留下的注释会遮住以后出现的同类问题，应当删去。注释里的规则有一条没有运行（例如用了
--select，或者配置里关闭了），就无从判断，不报告。草案旁的记录（草案.md.regcheck.toml）写的条款
不存在的，一律报告。本项不能用注释关闭，只能在 regcheck.toml 的 ignore 里关闭。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule

_SETTINGS = 'select = ["R201", "E004"]'


def _check(ctx: Context) -> Iterator[Diagnostic]:
    yield from ctx.report_faults()


RULE = Rule(
    code="E004",
    name="unused-suppression",
    name_zh="没有用上的不报注释",
    summary_en="A suppression covers nothing: the problem it names is not there.",
    severity=Severity.WARNING,
    message="{what}",
    check=_check,
    good=(
        Good(
            "第一条　甲。\n<!-- regcheck: ignore[R201] 第九条待补 -->\n"
            "第二条　依照本条例第九条办理。\n",
            settings=_SETTINGS,
        ),
        Good("第一条　甲。\n<!-- regcheck: ignore[N708] 没有运行的规则 -->\n第二条　乙。\n"),
    ),
    bad=(
        Bad(
            "第一条　甲。\n⟦<!-- regcheck: ignore[R201] 第九条待补 -->⟧\n"
            "第二条　依照本条例第一条办理。\n",
            settings=_SETTINGS,
        ),
        Bad(
            "第一条　依照本条例第九条办理。\n⟦<!-- regcheck: ignore[R201] 写在下面了 -->⟧\n",
            settings=_SETTINGS,
        ),
    ),
    basis=basis("readable"),
)
