"""同一个条号用了两次，或者后面的条号比前面的小。

条号是引用的依据，重复或者倒序会让“第十二条”指向两处。备选方案（【方案一】【方案二】）共用
一个条号，不报。附件里的第二个文件另起条号，不在本项之内。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Provision
from regcheck.numerals import Number
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    if ctx.outline.in_order:
        return
    articles = [article for article in ctx.outline.articles if article.number]
    seen: dict[Number, Provision] = {}
    last: Provision | None = None
    for index, article in enumerate(articles):
        number = article.number
        if number is None:
            continue
        twin = seen.get(number)
        slip = _slip(articles, index)
        if twin is not None:
            if not _alternatives(ctx, twin, article):
                related = (ctx.related("相同的条号在这里", twin.marker),)
                yield ctx.report(article.marker, related=related, what="与前面的一条重复")
            continue
        if slip:
            yield ctx.report(article.marker, what=f"不合前后次序，应当是{slip}")
            continue
        if last is not None and last.number and number < last.number:
            related = (ctx.related("前一条在这里", last.marker),)
            yield ctx.report(article.marker, related=related, what="比前一条小，次序颠倒")
        seen[number] = article
        last = article


def _slip(articles: list[Provision], index: int) -> str:
    """The label meant where one number alone is out of line: 十二、三十一、十四. Else empty."""
    if not 0 < index < len(articles) - 1:
        return ""
    before, here, after = (articles[index + step].number for step in (-1, 0, 1))
    if not before or not here or not after or here.sub:
        return ""
    meant = before.main + 1
    if after.main == meant + 1 and here.main != meant and here.main > after.main:
        from regcheck.numerals import to_chinese

        return f"第{to_chinese(meant)}条"
    return ""


def _alternatives(ctx: Context, one: Provision, other: Provision) -> bool:
    """Whether two articles are alternatives for one number, by rubric or by a line before."""
    mark = pattern("title", "alternative")
    if mark.search(one.heading or "") and mark.search(other.heading or ""):
        return True
    ends = [note.span.end for note in ctx.document.notes if note.kind == "alternative"]
    text = ctx.document.source.text
    return any(
        end <= article.span.start and not text[end : article.span.start].strip()
        for article in (one, other)
        for end in ends
    )


RULE = Rule(
    code="S102",
    name="article-duplicate",
    name_zh="条号重复或倒序",
    summary_en="An article's number is used twice or is lower than the one before.",
    severity=Severity.ERROR,
    message="条号{what}。请改正条号，并核对各处引用。",
    check=_check,
    good=(
        Good("第一条　甲。\n第二条　乙。\n"),
        Good("第一条　甲。\n方案一：\n第二条　乙。\n【方案二】第二条　丙。\n"),
        Good("第一条　甲。\n第二条（方案一）　乙。\n第二条（方案二）　丙。\n"),
        Good("某办法\n第一条　甲。\n第二条　乙。\n\n附件\n第一条　丙。\n"),
    ),
    bad=(
        Bad("第一条　甲。\n第二条　乙。\n⟦第二条⟧　丙。\n"),
        Bad("第一条　甲。\n第三条　乙。\n⟦第二条⟧　丙。\n第四条　丁。\n"),
        Bad("第一条　甲。\n⟦第三十条⟧　乙。\n第三条　丙。\n"),
    ),
    basis=basis("numbering"),
)
