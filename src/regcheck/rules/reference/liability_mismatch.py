"""罚则说的行为不在所引的条里，而在另一条里。

例如“违反本条例第三十四条规定，将再生水管道与自来水管道直接连接的”，第三十四条说的是循环用水，管道连接
在第三十三条。比较行为的字词：所引的条几乎没有，另一条有一半以上，才报告，并指出那一条。只有一处的，作
警告；有两处以上而且都差同样的条数，就是增删条文以后没有改引用，作错误。行为写作“有下列行为之一”、字数
太少、引用的是几条的范围的，不比较。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.liability import Mismatch
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for found in ctx.facts.mismatches:
        target = found.breach.reference.targets[0]
        meant = ctx.outline.by_id[found.meant]
        later = found.others if found.first else ()
        places = tuple(ctx.related("差同样的条数", span) for span in later)
        yield ctx.report(
            target.span,
            severity=Severity.ERROR if found.count > 1 else Severity.WARNING,
            related=(ctx.related("说这一行为的条款在这里", meant.span), *places),
            cited=ctx.text(target.span),
            conduct=ctx.text(found.breach.conduct),
            meant=meant.address.label(),
            drift=_drift(found),
        )


def _drift(found: Mismatch) -> str:
    """例：本文有 4 处都差 1 条。"""
    if found.count == 1:
        return "请核对"
    what = f"本文有 {found.count} 处都差 {abs(found.offset or 0)} 条"
    return f"{what}，多半是增删条文后没有改引用，请全部核对"


_CONNECTED = "将再生水管道与自来水管道直接连接的，处罚。\n"
_ARTICLES = (
    "第一条　甲。\n第二条　工业企业应当循环用水，提高水的重复利用率。\n"
    "第三条　再生水的管道不得与自来水管道直接连接。\n"
    "第四条　开采地热水、矿泉水应当办理取水许可手续。\n"
)

RULE = Rule(
    code="R219",
    name="liability-mismatch",
    name_zh="罚则与所引条文内容不符",
    summary_en="A liability clause cites one article and describes the conduct of another.",
    severity=Severity.WARNING,
    message="所引的“{cited}”没有说“{conduct}”；这一行为规定在{meant}。{drift}。",
    check=_check,
    good=(
        Good(f"{_ARTICLES}第五条　违反本条例第三条规定，{_CONNECTED}"),
        Good(f"{_ARTICLES}第五条　违反本条例第二条规定，有下列行为之一的，处罚。\n"),
        Good(f"{_ARTICLES}第五条　违反本条例第二条规定，情节严重的，处罚。\n"),
    ),
    bad=(
        Bad(f"{_ARTICLES}第五条　违反本条例⟦第二条⟧规定，{_CONNECTED}"),
        Bad(
            f"{_ARTICLES}第五条　违反本条例⟦第二条⟧规定，{_CONNECTED}"
            "第六条　违反本条例⟦第三条⟧规定，未办理取水许可手续开采地热水、矿泉水的，处罚。\n"
        ),
    ),
    basis=basis("liability-conduct"),
)
