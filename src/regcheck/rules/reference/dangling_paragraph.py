"""引用的条存在，但是没有那一款。

例如第三十八条只有一款，却写“违反本条例第三十八条第二款规定”。多半是合并、删去了一款以后没有改引用。
款按自然段计算，项和目不算款；列举之后另起一行的文字是新的一款。没有写明属于哪一条的“第N款”可能另
有所指，作警告；“本条第N款”见 R210。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.dangling import lacking
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level
from regcheck.rule import CITED, Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for reference, target in lacking(ctx.facts.references, [Level.PARAGRAPH], ["numbered"]):
        severity = Severity.WARNING if reference.bare else Severity.ERROR
        yield ctx.report_missing(reference, target, severity=severity)


RULE = Rule(
    code="R202",
    name="dangling-paragraph",
    name_zh="引用的款不存在",
    summary_en="A reference names a paragraph that the article does not have.",
    severity=Severity.ERROR,
    message="引用的“{cited}”不存在：{there}。{hint}请改为实际的款，或者只引用到条。",
    check=_check,
    good=(
        Good("第一条　甲。\n乙。\n第二条　违反本条例第一条第二款规定的，责令改正。\n"),
        Good("第一条　甲：\n（一）子；\n（二）丑。\n乙。\n第二条　依照本条例第一条第二款。\n"),
        Good("第一条　依照《甲法》第一条第九款处理。\n"),
    ),
    bad=(
        Bad("第一条　甲。\n第二条　违反本条例⟦第一条第二款⟧规定的，责令改正。\n"),
        Bad("第一条　甲：\n（一）子；\n（二）丑。\n第二条　依照本条例第一条第一款、⟦第三款⟧。\n"),
    ),
    basis=basis("existing-target"),
    presets=CITED,
)
