"""列举各项末尾的标点不合体例。

除最后一项外，各项以分号结尾，最后一项以句号结尾；各项也可以都以句号结尾。项下
还有目的，看最后一目。半角分号归标点规则管，这里不重复报告。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.analysis.lists import ItemList
from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.model import Level, Provision
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# 例：违反合同；（2011年删除）: a remark after the mark.
_REMARK = re.compile(r"(?<=[。；;])[（(][^（）()]{1,40}[）)]$")
_STOPS = "。；，、;,.："


def _check(ctx: Context) -> Iterator[Diagnostic]:
    lists = [entries for entries in ctx.facts.lists if entries.level is Level.ITEM]
    for run in _runs(lists):
        if not _all_full_stops(ctx, run):
            for entries in run:
                yield from _list(ctx, entries)


def _runs(lists: list[ItemList]) -> Iterator[list[ItemList]]:
    """Lists whose numbering runs on, taken together."""
    run: list[ItemList] = []
    for entries in lists:
        if run and not entries.continues:
            yield run
            run = []
        run.append(entries)
    if run:
        yield run


def _list(ctx: Context, entries: ItemList) -> Iterator[Diagnostic]:
    last = entries.entries[-1]
    for entry in entries.entries:
        final = entry is last and not entries.continued
        if ctx.text(_leaf(entry).body).endswith("。" if final else "；"):
            continue
        words = _REMARK.sub("", ctx.text(_leaf(entry).body))
        name = "last" if final else "inner"
        if words and words[-1] not in "：:" and not pattern("item_end", name).search(words):
            loose = entry is last and _text_follows(ctx, entries.holder)
            yield _report(ctx, _leaf(entry), words, "。" if final else "；", loose)


def _report(ctx: Context, leaf: Provision, words: str, mark: str, loose: bool) -> Diagnostic:
    """The finding; no fix where an unnumbered line follows that may belong to the item."""
    end = leaf.body.end
    span = Span(end - 1, end)
    if loose:
        return ctx.report(span, what=_LOOSE if words[-1] in _STOPS else _BROKEN)
    edit = Edit(span if words[-1] in _STOPS else Span(end, end), mark)
    which = "最后一项" if mark == "。" else "这一项后面还有别的项，"
    what = f"{which}应当以{'句号' if mark == '。' else '分号'}结尾"
    return ctx.report(span, fix=Fix(f"句末用“{mark}”", (edit,), safe=True), what=what)


def _leaf(entry: Provision) -> Provision:
    """The last 目 of an item, or the item itself."""
    return entry.children[-1] if entry.children else entry


def _text_follows(ctx: Context, holder: Provision) -> bool:
    """Whether an unnumbered line of the same article comes right after the list."""
    article = ctx.outline.article_of(holder)
    return article is not None and holder.span.end < article.span.end


def _all_full_stops(ctx: Context, run: list[ItemList]) -> bool:
    """Whether the list keeps the other style: a full stop after each item."""
    texts = (ctx.text(_leaf(entry).body) for entries in run for entry in entries.entries)
    # an item cut by an interposed line does not show how it ends
    cut = [ctx.text(_leaf(entries.entries[-1]).body) for entries in run if entries.continued]
    return all(text.endswith(("。", "”", "》")) or text in cut for text in texts)


_BROKEN = "这一项没有标点，后面还有没有编号的文字，可能被硬换行，或者下一行丢了项号"
_LOOSE = "后面还有没有编号的文字：如果是另一款，这一项以句号结尾；如果是列举的一项，丢了项号"

RULE = Rule(
    code="S111",
    name="item-punctuation",
    name_zh="项末标点",
    summary_en="An item ends in the wrong mark: a semicolon between items, a full stop at the end.",
    severity=Severity.WARNING,
    message="{what}。",
    check=_check,
    good=(
        Good("第一条　甲：\n（一）子；（2011年删除）\n（二）丑；\n（三）寅。\n"),
        Good("第一条　下列：\n（一）甲；\n（二）乙。\n"),
        Good("第一条　下列：\n（一）甲。但是子除外。\n（二）乙。\n"),
        Good("第一条　下列：\n（一）甲：\n1.子。\n2.丑。\n（二）乙。\n"),
        Good("第一条　下列：\n（一）甲：\n1.子；\n2.丑；\n（二）乙；以及\n（三）丙。\n"),
    ),
    bad=(
        Bad(
            "第一条　下列：\n（一）甲；\n（二）乙；\n（三）丙⟦；⟧\n",
            "第一条　下列：\n（一）甲；\n（二）乙；\n（三）丙。\n",
        ),
        Bad("第一条　下列：\n（一）甲；\n（二）乙⟦丙⟧\n丁。\n"),
        Bad(
            "第一条　下列：\n（一）甲⟦乙⟧\n（二）丙。\n",
            "第一条　下列：\n（一）甲乙；\n（二）丙。\n",
        ),
        Bad(
            "第一条　下列：\n（一）甲⟦，⟧\n（二）丙；\n（三）丁。\n",
            "第一条　下列：\n（一）甲；\n（二）丙；\n（三）丁。\n",
        ),
    ),
    basis=basis("item-punctuation"),
)
