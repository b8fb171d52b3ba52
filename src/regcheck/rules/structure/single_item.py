"""一款之下只列了一项。

列举至少要有两项；只有一项的，应当直接写进句子里。序号不是（一）的，多半是其余各项的序号丢失，
由 S108 报告。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for entries in ctx.facts.lists:
        only = entries.entries[0]
        unit = only.level.chinese
        alone = len(entries.entries) == 1 and not (entries.continues or entries.continued)
        led = ctx.text(entries.holder.body).endswith(("：", ":"))
        if alone and led and only.number and only.number.main == 1:
            run_on = pattern("run_on", "second").search(ctx.text(only.body))
            advice = "第二{0}写在同一行里，漏了换行" if run_on else _ADVICE
            yield ctx.report(only.marker, unit=unit, advice=advice.format(unit))


_ADVICE = "列举至少两{0}；只有一{0}的，直接写进句子，或者检查其余各{0}的序号是否丢失"

RULE = Rule(
    code="S109",
    name="single-item",
    name_zh="只有一项",
    summary_en="A list has a single item.",
    severity=Severity.ERROR,
    message="这里只列了一{unit}。{advice}。",
    check=_check,
    good=(
        Good("第一条　有下列行为之一的：\n（一）伪造数据；\n（二）抄袭成果。\n"),
        Good("第一条　伪造数据的，由主管部门责令改正。\n"),
    ),
    bad=(
        Bad("第一条　有下列行为之一的：\n⟦（一）⟧伪造数据。\n"),
        Bad("第一条　下列：\n（一）甲：\n⟦1.⟧子；\n（二）乙。\n"),
    ),
    basis=basis("list"),
)
