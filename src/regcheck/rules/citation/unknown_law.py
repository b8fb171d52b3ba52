"""法律名称不存在，或者写错了。

《中华人民共和国……法》在索引里找不到：只差一两个字的，多半是写错了，作警告，并指出相近的名称；没有相近的，作
提示，可能是索引日期以后公布的法律。法律、行政法规以外的文件名称太多，不检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.laws import normal
from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    name = expression("citations", "unknown", "law")
    for citation in ctx.facts.citations:
        known = citation.law is not None or citation.ended is not None
        if (
            known
            or not citation.marked
            or citation.quoted
            or not name.match(normal(citation.title))
        ):
            continue
        near = ctx.facts.index.near(citation.title)
        fix = Fix(f"改为《{near[0]}》", (Edit(citation.span, near[0]),)) if len(near) == 1 else None
        likely = "、".join(f"《{title}》" for title in near)
        yield ctx.report(
            citation.span,
            severity=ctx.as_known(Severity.WARNING if near else Severity.INFO),
            fix=fix,
            cited=citation.title,
            near=f"相近的有{likely}，请核对" if near else "请核对名称",
            until=ctx.until,
        )


RULE = Rule(
    code="C305",
    name="unknown-law",
    name_zh="法律名称不存在或者写错",
    summary_en="A national law of that title is not known.",
    severity=Severity.WARNING,
    message="索引里没有《{cited}》。{near}。{until}，以后公布的法律不在其中。",
    check=_check,
    good=(
        Good("第一条　根据《中华人民共和国科学技术进步法》，制定本条例。\n"),
        Good("第一条　依照《中华人民共和国合同法》处理。\n"),
    ),
    bad=(
        Bad(
            "第一条　根据《⟦中华人民共和国科技进步法⟧》，制定本条例。\n",
            fixed="第一条　根据《中华人民共和国科学技术进步法》，制定本条例。\n",
        ),
        Bad("第一条　根据《⟦中华人民共和国人工智能和机器人法⟧》，制定本条例。\n"),
    ),
    basis=basis("law-title"),
)
