"""写了“前款第N项”，而前款没有那一项。

例如前款只列了两项，却写“前款第四项”。前款以冒号结尾而后面没有列出任何项的，多半是转换文件时丢了序
号，作警告。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.dangling import lacking
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level
from regcheck.rule import CITED, Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    levels = (Level.ITEM, Level.SUBITEM)
    for reference, target in lacking(ctx.facts.references, levels, ["previous"]):
        if target.id.rpartition("__")[0] not in ctx.outline.by_id:
            continue
        lost = target.id.split("__")[0] in ctx.facts.unlabelled
        severity = Severity.WARNING if lost else Severity.ERROR
        yield ctx.report_missing(reference, target, severity=severity)


RULE = Rule(
    code="R209",
    name="previous-paragraph-item",
    name_zh="前款第N项不存在",
    summary_en="A reference names an item that the paragraph before does not have.",
    severity=Severity.ERROR,
    message="引用的“{cited}”不存在：{there}。{hint}请改为实际的项。",
    check=_check,
    good=(
        Good("第一条　甲：\n（一）子；\n（二）丑。\n有前款第二项情形的，责令改正。\n"),
        Good(
            "第一条　甲：\n（一）子；\n（二）丑；\n（三）寅。\n"
            "有前款第一项至第三项情形的，责令改正。\n"
        ),
    ),
    bad=(
        Bad("第一条　甲：\n（一）子；\n（二）丑。\n有⟦前款第四项⟧情形的，责令改正。\n"),
        Bad("第一条　甲：\n（一）子；\n（二）丑。\n有前款第一项、⟦第三项⟧情形的，责令改正。\n"),
        Bad("第一条　甲。\n有⟦前款第一项⟧情形的，责令改正。\n"),
    ),
    basis=basis("existing-target"),
    presets=CITED,
)
