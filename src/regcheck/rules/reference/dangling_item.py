"""引用的条、款存在，但是没有那一项或者那一目。

例如第十条只有三项，却写“本条例第十条第五项”。没有写明哪一款的，看这一条里各款的列举。被引用的款以
冒号结尾而后面没有列出任何项的，多半是转换文件时丢了序号，作警告。没有写明属于哪一条、哪一款的“第N
项”可能另有所指，也作警告；“前款第N项”见 R209。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.dangling import lacking
from regcheck.analysis.references import Reference
from regcheck.analysis.targets import Target
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level
from regcheck.rule import CITED, Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    levels = (Level.ITEM, Level.SUBITEM)
    for reference, target in lacking(ctx.facts.references, levels, ["numbered"]):
        yield ctx.report_missing(reference, target, severity=_severity(ctx, reference, target))


def _severity(ctx: Context, reference: Reference, target: Target) -> Severity:
    """A warning where the target may be meant otherwise, or lost its list in a conversion."""
    lost = target.id.split("__")[0] in ctx.facts.unlabelled
    return Severity.WARNING if reference.bare or lost else Severity.ERROR


RULE = Rule(
    code="R203",
    name="dangling-item",
    name_zh="引用的项不存在",
    summary_en="A reference names an item that the list does not have.",
    severity=Severity.ERROR,
    message="引用的“{cited}”不存在：{there}。{hint}请改为实际的项。",
    check=_check,
    good=(
        Good(
            "第一条　甲：\n（一）子；\n（二）丑。\n"
            "第二条　违反本条例第一条第二项规定的，责令改正。\n"
        ),
        Good(
            "第一条　甲。\n乙：\n（一）子；\n（二）丑。\n第二条　依照第一条第二款第一项、第二项。\n"
        ),
    ),
    bad=(
        Bad(
            "第一条　甲：\n（一）子；\n（二）丑。\n"
            "第二条　违反本条例⟦第一条第三项⟧规定的，责令改正。\n"
        ),
        Bad("第一条　甲：\n（一）子；\n（二）丑。\n第二条　依照本条例第一条第一项、⟦第五项⟧。\n"),
        Bad("第一条　甲。\n第二条　依照本条例⟦第一条第一款第二项⟧。\n"),
    ),
    basis=basis("existing-target"),
    presets=CITED,
)
