"""写了“前款”“前两款”，而前面没有那么多款。

例如一条的第一款写“前款规定的行为”，或者第二款写“前两款”。多半是前面的款已经删去、移走，或者这一款
单独成了一条。项里的“前款”指这一项所在的款的前一款。“前条”“前项”前面没有条、项的，也在这里报告。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.dangling import lacking
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level
from regcheck.rule import CITED, Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for reference, target in lacking(ctx.facts.references, Level, ["previous", "this"]):
        if not target.id and ctx.text(target.span).lstrip("本条款")[:1] in "前上":
            yield ctx.report_missing(reference, target)


RULE = Rule(
    code="R207",
    name="no-previous-paragraph",
    name_zh="首款使用“前款”",
    summary_en="A paragraph says 前款 where not so many paragraphs stand before it.",
    severity=Severity.ERROR,
    message="“{cited}”没有着落：{there}。{hint}请写明所指的是哪一条、哪一款。",
    check=_check,
    good=(
        Good("第一条　甲。\n前款规定的期限，自受理之日起计算。\n"),
        Good("第一条　甲。\n乙。\n前两款规定的期限，自受理之日起计算。\n"),
        Good("第一条　甲。\n乙：\n（一）前款规定的；\n（二）前项规定以外的。\n"),
    ),
    bad=(
        Bad("第一条　⟦前款⟧规定的期限，自受理之日起计算。\n"),
        Bad("第一条　甲。\n⟦前两款⟧规定的期限，自受理之日起计算。\n"),
    ),
    basis=basis("existing-target"),
    presets=CITED,
)
