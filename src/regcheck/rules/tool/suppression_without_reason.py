"""标明不报而没有写理由，因此不起作用。

只在 regcheck.toml 里写了 require-reason = true 时检查：几个人改同一份草案时，后来的人要知道为什么
不报。理由写在方括号后面；草案旁的记录里，理由就是等号右边的文字。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule

_SETTINGS = "require-reason = true"


def _check(ctx: Context) -> Iterator[Diagnostic]:
    yield from ctx.report_faults()


RULE = Rule(
    code="E006",
    name="suppression-without-reason",
    name_zh="没有理由的不报注释",
    summary_en="A suppression gives no reason where the settings require one.",
    severity=Severity.WARNING,
    message="{what}",
    check=_check,
    good=(
        Good(
            "<!-- regcheck: ignore[R201] 第九条待补 -->\n第一条　依照本条例第九条办理。\n",
            settings=_SETTINGS,
        ),
        Good(
            "第一条　甲。\n<!-- regcheck：ignore【S101】：第二条待定 -->\n第三条　乙。\n",
            settings=_SETTINGS,
        ),
    ),
    bad=(
        Bad(
            "⟦<!-- regcheck: ignore[R201] -->⟧\n第一条　依照本条例第九条办理。\n",
            settings=_SETTINGS,
        ),
        Bad(
            "第一条　甲。\n⟦<!-- regcheck: ignore[S101, R201]： -->⟧\n第三条　乙。\n",
            settings=_SETTINGS,
        ),
    ),
    basis=basis("readable"),
)
