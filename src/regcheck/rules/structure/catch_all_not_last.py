"""兜底的一项不在最后。

“法律、法规规定的其他情形”应当列在各项之后；放在中间，后面的各项就像是兜底之外的内容，多半是增加
新项时加错了位置。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    catch_all = pattern("catch_all", "item")
    for entries in ctx.facts.lists:
        if entries.level is not Level.ITEM:
            continue
        general = [bool(catch_all.search(ctx.text(entry.body))) for entry in entries.entries]
        for index, entry in enumerate(entries.entries):
            if general[index] and not entry.children and not all(general[index:]):
                yield ctx.report(entry.body)


RULE = Rule(
    code="S126",
    name="catch-all-not-last",
    name_zh="兜底项不在最后",
    summary_en="The catch-all item of a list is not its last.",
    severity=Severity.WARNING,
    message="兜底的一项应当列在最后，它后面还有别的项。请调整次序，并核对对各项的引用。",
    check=_check,
    good=(
        Good("第一条　下列：\n（一）甲；\n（二）法律、法规规定的其他情形。\n"),
        Good("第一条　下列：\n（一）其他车辆；\n（二）乙。\n"),
    ),
    bad=(
        Bad("第一条　下列：\n（一）甲；\n（二）⟦法律、法规规定的其他情形；⟧\n（三）乙。\n"),
        Bad("第一条　下列：\n（一）⟦省人民政府规定的其他条件；⟧\n（二）乙。\n"),
    ),
    basis=basis("list"),
)
