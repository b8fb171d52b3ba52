"""编号没有用规定的数字。

编、章、节、条用汉字数字（第八条），项用汉字数字加括号（（一）），目用阿拉伯数字（1.）。检查：条章节的
号用了阿拉伯数字；一款之内用“一、二、”列举。改号不改变内容，但是引用的写法要一并改，所以修改需要确认。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.analysis.literals import standing
from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.model import Level, Provision, walk
from regcheck.numerals import to_chinese, to_int
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

_NUMERALS = tuple("一二三四五六七八九十")
_ARABIC = re.compile(r"[0-9０-９]+")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    digits = frozenset(filter(_ARABIC.match, ctx.facts.unusual))
    for provision in ctx.around(standing(ctx.whole, digits)):
        if provision.level.rank <= Level.ARTICLE.rank:
            yield from _label(ctx, provision)
    for article in ctx.outline.articles:
        if len(article.children) > 1:
            yield from _bare_items(ctx, article)


def _label(ctx: Context, provision: Provision) -> Iterator[Diagnostic]:
    """A finding where the label of a heading or an article holds Arabic digits."""
    words = ctx.text(provision.marker)
    if not _ARABIC.search(words):
        return
    text = _ARABIC.sub(lambda match: to_chinese(to_int(match[0]) or 0), words)
    fix = Fix(f"改为“{text}”", (Edit(provision.marker, text),))
    what = f"{provision.level.chinese}的序号用汉字数字，应当是“{text}”"
    yield ctx.report(provision.marker, fix=fix, what=what)


def _bare_items(ctx: Context, article: Provision) -> Iterator[Diagnostic]:
    """A finding on 一、 where it opens a list in place of （一）."""
    expected = 1
    first: Span | None = None
    edits: list[Edit] = []
    for paragraph in article.children:
        if not ctx.whole.startswith(_NUMERALS, paragraph.body.start):
            continue
        match = pattern("numeral_scheme", "bare_item").match(ctx.text(paragraph.body))
        if not match or to_int(match["number"]) != expected:
            continue
        start = paragraph.body.start
        span = Span(start, start + match.end())
        edits.append(Edit(span, f"（{match['number']}）"))
        first = first or span
        expected += 1
    if first and len(edits) >= 2:
        nested = any(child.level is Level.ITEM for child in walk(article.children))
        fix = None if nested else Fix("改为（一）（二）……", tuple(edits))
        yield ctx.report(first, fix=fix, what="条文里的列举用（一）（二）编号，不用“一、二、”")


RULE = Rule(
    code="S122",
    name="numeral-scheme",
    name_zh="编号数字体例",
    summary_en="Labels use Arabic digits, or items are numbered 一、 instead of （一）.",
    severity=Severity.ERROR,
    message="{what}。",
    check=_check,
    good=(
        Good("第一章　总则\n第一条　下列：\n（一）甲：\n1.子；\n2.丑；\n（二）乙。\n"),
        Good("第一条　一、二级泵站应当有人值班。\n"),
    ),
    bad=(
        Bad("第一条　甲。\n⟦第2条⟧　乙。\n", "第一条　甲。\n第二条　乙。\n"),
        Bad(
            "第一条　下列：\n⟦一、⟧甲；\n二、乙。\n",
            "第一条　下列：\n（一）甲；\n（二）乙。\n",
        ),
    ),
    basis=basis("numbering"),
    scope="regulation",
)
