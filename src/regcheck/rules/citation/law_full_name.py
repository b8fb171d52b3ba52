"""法律名称没有写全称。

引用法律写全称，加书名号：《中华人民共和国科学技术进步法》，不写《科学技术进步法》。前面已经说明了简称（以下
简称……）的，后面可以用简称。国务院的行政法规名称里本来没有“中华人民共和国”的，照写。国家的法律、行政法规
和司法解释里习惯用简称，不检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.citations import Citation
from regcheck.data import basis, table
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    if ctx.document.kind not in table("citations")["name"]["by_full_name"]:
        return
    for citation in ctx.facts.citations:
        full = _full(ctx, citation)
        if full:
            fix = Fix(f"改为《{full}》", (Edit(citation.span, full),))
            yield ctx.report(citation.span, fix=fix, cited=citation.title, full=full)


def _full(ctx: Context, citation: Citation) -> str:
    """The full title of a law that is cited in book marks without it; empty for any other."""
    if not citation.marked or citation.alias or citation.quoted:
        return ""
    if ctx.facts.index.exact(citation.title) or citation.law is None:
        return ""
    if citation.law.level == "宪法":
        return ""  # C303
    return citation.law.title


RULE = Rule(
    code="C301",
    name="law-full-name",
    name_zh="法律名称未用全称",
    summary_en="A law is cited in book marks without its full title.",
    severity=Severity.WARNING,
    message="《{cited}》不是全称，应当写《{full}》；要用简称的，第一次写全称并注明（以下简称……）。",
    check=_check,
    good=(
        Good("第一条　根据《中华人民共和国科学技术进步法》，制定本条例。\n"),
        Good(
            "第一条　根据《中华人民共和国专利法》（以下简称《专利法》），制定本条例。\n"
            "第二条　依照《专利法》处理。\n"
        ),
        Good("第一条　依照《优化营商环境条例》处理；忠于《宪法》。\n"),
    ),
    bad=(
        Bad(
            "第一条　根据《⟦科学技术进步法⟧》，制定本条例。\n",
            fixed="第一条　根据《中华人民共和国科学技术进步法》，制定本条例。\n",
        ),
        Bad(
            "第一条　甲。\n第二条　依照《⟦行政处罚法⟧》第三十三条处理。\n",
            fixed="第一条　甲。\n第二条　依照《中华人民共和国行政处罚法》第三十三条处理。\n",
        ),
    ),
    basis=basis("law-title"),
)
