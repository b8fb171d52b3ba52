"""一款的末尾没有句号。

条文的每一款以句号结尾，引出列举的以冒号结尾；句号之后可以再有引号、书名号或者括号。注明
（删除）的条不报；决定里以引号结尾的，不报。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.model import DECISIONS, Level
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    decision = ctx.document.kind in DECISIONS
    listed = {entries.holder.id for entries in ctx.facts.lists}
    for provision in ctx.outline.provisions:
        words = ctx.text(provision.body)
        if provision.level is not Level.PARAGRAPH or not words or provision.id in listed:
            continue
        if _complete(words, decision):
            continue
        end = provision.body.end
        wrong = words[-1] in "；，、;,．."
        edit = Edit(Span(end - 1, end) if wrong else Span(end, end), "。")
        yield ctx.report(Span(end - 1, end), fix=Fix("句末用“。”", (edit,)))


def _complete(words: str, decision: bool) -> bool:
    if decision and pattern("paragraph_end", "quoted_end").search(words):
        return True
    if pattern("unofficial", "heading").search(words):
        return True
    names = ("complete", "deleted")
    return any(pattern("paragraph_end", name).search(words) for name in names)


RULE = Rule(
    code="S112",
    name="paragraph-punctuation",
    name_zh="款末标点缺失",
    summary_en="A paragraph does not end in a full stop.",
    severity=Severity.WARNING,
    message="这一款没有以句号结尾。请补上句号；如果是列举的一项，请检查序号是否丢失。",
    check=_check,
    good=(
        Good("第一条　依法给予处分。\n"),
        Good("第一条　下列：\n（一）甲；\n（二）乙。\n"),
        Good("第一条　（删除）\n"),
        Good("第一条　称为“创新券。”\n"),
    ),
    bad=(
        Bad("第一条　依法给予处⟦分⟧\n", "第一条　依法给予处分。\n"),
        Bad("第一条　依法给予处分⟦；⟧\n", "第一条　依法给予处分。\n"),
    ),
    basis=basis("punctuation"),
)
