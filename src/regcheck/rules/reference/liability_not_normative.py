"""罚则所引的条款没有规定义务、禁止或者程序，谈不上违反。

例如所引的条只写“鼓励金融机构加大信贷支持”。多半是引错了条，或者增删条文以后没有改。被引用的条款（连
同各项）里没有“应当”“不得”“禁止”“按照”“由……”这一类字样的，报告；词表在 data/references.toml。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.references import Reference
from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for breach in ctx.facts.breaches:
        reference = breach.reference
        if reference.state != "resolved" or reference.bare or _binds(ctx, reference):
            continue
        target = reference.targets[0]
        cited = ctx.outline.by_id[target.id]
        yield ctx.report(
            target.span,
            related=(ctx.related("所引的条款在这里", cited.span),),
            cited=ctx.text(target.span),
        )


def _binds(ctx: Context, reference: Reference) -> bool:
    """Whether some cited provision, with the lead-in of an item, says what must be done."""
    words = expression("references", "breach", "normative")
    for name in reference.ids:
        provision = ctx.outline.by_id[name]
        paragraph = ctx.outline.paragraph_of(provision)
        if words.search(ctx.text(paragraph.span)) or provision.level.rank < Level.ARTICLE.rank:
            return True
    return False


RULE = Rule(
    code="R220",
    name="liability-not-normative",
    name_zh="罚则引用的条款不含义务",
    summary_en="A liability clause cites a provision that imposes nothing.",
    severity=Severity.WARNING,
    message="“{cited}”没有规定义务、禁止或者程序，谈不上违反。请核对是不是要引用另一条。",
    check=_check,
    good=(
        Good(
            "第一条　科技计划项目应当公开。\n第二条　违反本条例第一条规定，不公开的，责令改正。\n"
        ),
        Good(
            "第一条　不得有下列行为：\n（一）子；\n（二）丑。\n"
            "第二条　违反本条例第一条第二项规定的，责令改正。\n"
        ),
    ),
    bad=(
        Bad(
            "第一条　鼓励金融机构加大信贷支持。\n"
            "第二条　违反本条例⟦第一条⟧规定，骗取优惠政策的，责令改正。\n"
        ),
        Bad(
            "第一条　支持高等学校开展基础研究。\n企业应当如实报送统计资料。\n"
            "第二条　违反本条例⟦第一条第一款⟧规定，不报送统计资料的，责令改正。\n"
        ),
    ),
    basis=basis("liability-conduct"),
)
