"""引出列举的句子与其下的项不衔接。

两种情形：句子以冒号结尾，其下却没有项；或者其下有项，句子却不以冒号结尾。不报的情形：用语
含义之类其后接各款的句子，其后是“一级：……”之类带名目的各款，“如下：”后接表格、公式、引文的句子。冒号是半角的，归标点规则管。
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from regcheck.analysis.lists import ItemList
from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.model import Level, Provision
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

_LEADS = (Level.PARAGRAPH, Level.ITEM)


def _check(ctx: Context) -> Iterator[Diagnostic]:
    listed = {entries.holder.id for entries in ctx.facts.lists}
    told = {entries.holder.id for entries in ctx.facts.lists if _told_elsewhere(entries)}
    text = ctx.whole
    aside = [note.span.start for note in ctx.document.notes]
    for provision in ctx.outline.provisions:
        if text[provision.body.end - 1] not in "：:" and provision.id not in listed:
            continue
        if provision.level not in _LEADS or provision.body.end == provision.body.start:
            continue
        words = ctx.text(provision.body)
        colon = pattern("lead_in", "list_end").search(words)
        end = Span(provision.body.end - 1, provision.body.end)
        if provision.id in told or ctx.outline.is_title(ctx.document, provision):
            continue
        if provision.id in listed and not colon:
            yield ctx.report(end, fix=_colon(words, end), what="下面列有各项，这一句应当以冒号结尾")
        elif colon and provision.id not in listed and not _open(ctx, provision, words, aside):
            item = provision.level is Level.ITEM
            yield ctx.report(end, what=_NO_SUBITEMS if item else _NO_ITEMS)


def _told_elsewhere(entries: ItemList) -> bool:
    """Whether the list runs on, or begins with a later number: S108 speaks of it."""
    first = entries.entries[0].number
    return entries.continues or first is None or first.main != 1


def _open(ctx: Context, provision: Provision, words: str, aside: list[int]) -> bool:
    """Whether a colon without items is right: a table, a quotation, definitions or 一级：follow."""
    if pattern("lead_in", "open_ended").search(words):
        return True
    starts = ctx.outline.starts
    after = bisect_left(starts, provision.span.end)
    following = ctx.text(ctx.outline.provisions[after].body) if after < len(starts) else ""
    if pattern("lead_in", "named_entry").search(following):
        return True
    if pattern("lead_in", "other_list").search(following):
        return True
    limit = starts[after] if after < len(starts) else len(ctx.document.source.text)
    note = bisect_left(aside, provision.body.end)
    return note < len(aside) and aside[note] < limit


def _colon(words: str, end: Span) -> Fix | None:
    """A colon in place of the last mark, or after the last word."""
    if words[-1] in "。；，、;,":
        return Fix("句末改为冒号", (Edit(end, "："),))
    return Fix("句末加冒号", (Edit(Span(end.end, end.end), "："),))


_NO_ITEMS = "这一句以冒号结尾，下面却没有列出各项，可能丢了项的序号"
_NO_SUBITEMS = "这一项以冒号结尾，下面却没有列出各目；如果不是列举，应当用分号或者句号"

RULE = Rule(
    code="S110",
    name="list-lead-in",
    name_zh="列举句与项不衔接",
    summary_en="A sentence with a list has no colon, or one with a colon has no list.",
    severity=Severity.ERROR,
    message="{what}。",
    check=_check,
    good=(
        Good("第一条　应当具备下列条件：\n（一）甲；\n（二）乙。\n"),
        Good("第一条　本条例下列用语的含义：\n创新主体，是指甲。\n科研单位，是指乙。\n"),
        Good("第一条　标准如下：\n| 甲 | 乙 |\n| --- | --- |\n"),
    ),
    bad=(
        Bad(
            "第一条　应当具备下列条件⟦。⟧\n（一）甲；\n（二）乙。\n",
            "第一条　应当具备下列条件：\n（一）甲；\n（二）乙。\n",
        ),
        Bad("第一条　应当具备下列条件⟦：⟧\n有经费；\n有场所。\n"),
    ),
    basis=basis("punctuation"),
    scope="regulation",
)
