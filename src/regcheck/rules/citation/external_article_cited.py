"""写明了上位法的条号。

上位法一修改，条号就可能变。一般写“依照《……法》的规定”就够了。只列在审查用的规则组合（review）里，供核对；索
引里那部法律在本文公布以后又修改过的，作警告。国家的法律、行政法规、司法解释不检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.citations import chinese_date
from regcheck.analysis.references import Reference
from regcheck.data import basis, table
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    if ctx.document.kind not in table("citations")["name"]["by_full_name"]:
        return
    for reference in ctx.facts.references:
        numbered = any(each.startswith(Level.ARTICLE.step) for each in reference.ids)
        if reference.state == "external" and numbered:
            changed = _changed(ctx, reference)
            yield ctx.report(
                reference.span,
                severity=Severity.WARNING if changed else Severity.INFO,
                cited=ctx.text(reference.span),
                law=reference.law,
                changed=changed,
            )


def _changed(ctx: Context, reference: Reference) -> str:
    """When the cited law was amended after this text was made; empty where it was not."""
    law, made = ctx.facts.index.find(reference.law or ""), ctx.facts.adopted
    later = [day for day in law.amended if made and made < day <= ctx.facts.as_of] if law else []
    return f"那部法律在{chinese_date(max(later))}又有修改，请核对条号。" if later else ""


RULE = Rule(
    code="C307",
    name="external-article-cited",
    name_zh="引用上位法具体条号",
    summary_en="An article of another law is cited by its number.",
    severity=Severity.INFO,
    message="“{cited}”写明了条号，上位法修改后会失准，可以写“依照《{law}》的规定”。{changed}",
    check=_check,
    good=(
        Good("第一条　依照《中华人民共和国科学技术进步法》的规定处罚。\n"),
        Good("第一条　甲。\n第二条　违反本条例第一条规定的，责令改正。\n"),
    ),
    bad=(
        Bad("第一条　依照⟦《中华人民共和国科学技术进步法》第一百一十二条⟧处罚。\n"),
        Bad("第一条　依照⟦刑法第二百六十六条⟧追究刑事责任。\n"),
    ),
    basis=basis("exact-citation"),
    presets=frozenset({"review"}),
)
