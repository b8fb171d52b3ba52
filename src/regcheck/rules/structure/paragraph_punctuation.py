"""一款的末尾没有句号。

条文的每一款以句号结尾，引出列举的以冒号结尾；句号之后可以再有引号、书名号或者括号。注明
（删除）的条不报；决定里以引号结尾的，不报。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.model import DECISIONS, Provision
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    decision = ctx.document.kind in DECISIONS
    listed = {entries.holder.id for entries in ctx.facts.lists}
    for article in ctx.outline.articles:
        in_list = False
        titles: int | None = None
        for index, paragraph in enumerate(article.children):
            words = ctx.text(paragraph.body)
            if words.endswith("。"):
                in_list = False
                continue
            # 甲：… 乙；… 丙。 without labels is a list: S110 or S122 speaks of it once
            in_list = words.endswith(("：", ":")) or (in_list and words.endswith(("；", ";", "，")))
            exempt = not words or in_list or paragraph.id in listed
            if (
                exempt
                or _complete(words, decision)
                or ctx.outline.is_title(ctx.document, paragraph)
            ):
                continue
            follows = index + 1 < len(article.children)
            titles = _trailing_titles(ctx, article) if titles is None else titles
            yield _report(ctx, words, paragraph.body.end, index >= titles, follows)


def _trailing_titles(ctx: Context, article: Provision) -> int:
    """The index of the first of the short unmarked lines that end the article; never its first."""
    index = len(article.children)
    while index > 1:
        words = ctx.text(article.children[index - 1].body)
        if len(words) > _TITLE or not pattern("unofficial", "title").search(words):
            break
        index -= 1
    return index


def _report(ctx: Context, words: str, end: int, title: bool, follows: bool) -> Diagnostic:
    span = Span(end - 1, end)
    if title:
        return ctx.report(span, what="如果是标题，可能丢了章、节的序号")
    stop = words[-1] in "；，、;,．."
    if follows and (not stop or words[-1] in "，、"):
        return ctx.report(span, what="这一句可能接到下一行，被硬换行")
    edit = Edit(span if stop else Span(end, end), "。")
    what = "请补上句号；如果是列举的一项，请检查序号是否丢失"
    return ctx.report(span, fix=Fix("句末用“。”", (edit,)), what=what)


def _complete(words: str, decision: bool) -> bool:
    if decision and pattern("paragraph_end", "quoted_end").search(words):
        return True
    names = ("complete", "deleted", "formula")
    return any(pattern("paragraph_end", name).search(words) for name in names)


_TITLE = 40

RULE = Rule(
    code="S112",
    name="paragraph-punctuation",
    name_zh="款末标点缺失",
    summary_en="A paragraph does not end in a full stop.",
    severity=Severity.WARNING,
    message="这一款没有以句号结尾。{what}。",
    check=_check,
    good=(
        Good("第一条　依法给予处分。\n"),
        Good("第一条　下列：\n（一）甲；\n（二）乙。\n"),
        Good("第一条　（删除）\n"),
        Good("第一条　分为：\n甲级：子；\n乙级：丑。\n"),
        Good("第一条　称为“创新券。”\n"),
    ),
    bad=(
        Bad("第一条　对责任人员，依法给予处⟦分⟧\n", "第一条　对责任人员，依法给予处分。\n"),
        Bad("第一条　甲。\n内容与形⟦式⟧\n第二条　乙。\n"),
        Bad("第一条　依法给予处分⟦；⟧\n", "第一条　依法给予处分。\n"),
    ),
    basis=basis("punctuation"),
)
