"""项或者目的序号不是从一起依次排列。

只看同一款（同一项）里的序号，不跨款比较。两项之间插入了一行不编号的文字时，后面接着编号不算
错误。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.analysis.lists import ItemList
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.model import Level, Provision
from regcheck.numerals import DIGITS, to_chinese
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for entries in ctx.facts.lists:
        wrong = _first_wrong(entries)
        if wrong:
            yield _report(ctx, entries, *wrong)


def _report(ctx: Context, entries: ItemList, index: int, meant: int) -> Diagnostic:
    entry = entries.entries[index]
    before = entries.entries[index - 1] if index else entries.holder
    place = before.marker if before.marker.end > before.marker.start else before.body
    related = (ctx.related("前面的在这里", place),)
    unit, expected = entry.level.chinese, _label(ctx, entry, meant)
    lost = f"{expected}写在上一行里，漏了换行"
    if expected in ctx.text(Span(before.body.start, entry.marker.start)):
        return ctx.report(entry.marker, related=related, unit=unit, what=lost)
    late = entry.number is not None and entry.number.main > meant
    if late and not index and not ctx.text(before.body).endswith(("：", ":")):
        return ctx.report(entry.marker, related=related, unit=unit, what=_UNLABELLED)
    what = f"这里应当是{expected}。可能漏了一{unit}，或者应当顺改序号"
    fix = _renumber(ctx, entries, index, meant)
    return ctx.report(entry.marker, related=related, fix=fix, unit=unit, what=what)


def _first_wrong(entries: ItemList) -> tuple[int, int] | None:
    """The index of the first entry out of sequence, and the number it should bear."""
    first = entries.entries[0].number
    start = first.main if entries.continues and first else 1
    for index, entry in enumerate(entries.entries):
        if entry.number is None or entry.number.main != start + index:
            return index, start + index
    return None


def _label(ctx: Context, entry: Provision, number: int) -> str:
    """The number as the entry's own label writes it: （三） (三) 3. （3）."""
    digits = to_chinese(number) if entry.level is Level.ITEM else str(number)
    return _DIGITS.sub(digits, ctx.text(entry.marker), count=1)


def _renumber(ctx: Context, entries: ItemList, index: int, meant: int) -> Fix:
    """New labels from the wrong entry on; references to these items may change their meaning."""
    edits = tuple(
        Edit(entry.marker, _label(ctx, entry, meant + step))
        for step, entry in enumerate(entries.entries[index:])
    )
    return Fix("依次重新编号（须核对对各项的引用）", edits, safe=False)


_DIGITS = re.compile(rf"[{DIGITS}]+|[⒈-⒛]")
_UNLABELLED = "前面的几行没有序号，可能丢失了"

RULE = Rule(
    code="S108",
    name="item-sequence",
    name_zh="项序错误",
    summary_en="The labels of items or subitems are not consecutive from one.",
    severity=Severity.ERROR,
    message="{unit}的序号不连续：{what}。",
    check=_check,
    good=(
        Good("第一条　有下列情形的：\n（一）甲；\n（二）乙。\n"),
        Good("第一条　有下列情形的：\n（一）甲；\n其中：\n（二）乙；\n（三）丙。\n"),
        Good("第一条　下列：\n（一）甲：\n1.子；\n2.丑；\n（二）乙：\n1.寅；\n2.卯。\n"),
    ),
    bad=(
        Bad(
            "第一条　有下列情形的：\n（一）甲；\n⟦（三）⟧乙；\n（四）丙。\n",
            "第一条　有下列情形的：\n（一）甲；\n（二）乙；\n（三）丙。\n",
        ),
        Bad("第一条　有下列情形的：\n（一）甲；（二）乙；\n⟦（三）⟧丙。\n"),
        Bad(
            "第一条　标准为：\n（1）甲；\n⟦（3）⟧乙。\n",
            "第一条　标准为：\n（1）甲；\n（2）乙。\n",
        ),
        Bad("第一条　有下列情形的：\n甲；\n乙；\n⟦（三）⟧丙。\n"),
        Bad(
            "第一条　有下列情形的：\n（一）甲；\n⟦（一）⟧乙。\n",
            "第一条　有下列情形的：\n（一）甲；\n（二）乙。\n",
        ),
    ),
    basis=basis("numbering"),
)
