"""引用的编、章、节不存在。

例如全文六章，却写“本条例第八章”；不分章的文本里写“本章”。章节的编号本身有缺漏时（见 S103），多半
是转换文件时丢了标题，作警告。
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from regcheck.analysis.dangling import lacking
from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import HEADINGS, Level
from regcheck.rule import CITED, Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    if pattern("title", "excerpt").search(ctx.document.title):
        return
    found, broken = ctx.facts.references, _broken(ctx)
    for reference, target in lacking(found, HEADINGS, ["numbered", "this", "previous"]):
        severity = Severity.WARNING if reference.bare or broken else Severity.ERROR
        yield ctx.report_missing(reference, target, severity=severity)


def _broken(ctx: Context) -> bool:
    """Whether a chapter number is left out, so that headings may have been lost."""
    chapters = [h.number for h in ctx.outline.headings if h.level is Level.CHAPTER and h.number]
    if chapters and chapters[0].main != 1:
        return True
    return any(later.main > earlier.main + 1 for earlier, later in pairwise(chapters))


RULE = Rule(
    code="R214",
    name="dangling-chapter",
    name_zh="引用的章节不存在",
    summary_en="A reference names a part, chapter or section that is not there.",
    severity=Severity.ERROR,
    message="引用的“{cited}”不存在：{there}。{hint}请改为实际的编、章、节。",
    check=_check,
    good=(
        Good(
            "第一章　总则\n第一条　甲。\n第二章　附则\n第二条　依照本条例第一章的规定。\n"
            "第三条　本章规定的期限，以日计算。\n"
        ),
        Good("第一条　依照《甲法》第八章处理。\n"),
    ),
    bad=(
        Bad("第一章　总则\n第一条　甲。\n第二章　附则\n第二条　依照本条例⟦第八章⟧的规定。\n"),
        Bad("第一条　甲。\n第二条　⟦本章⟧规定的期限，以日计算。\n"),
    ),
    basis=basis("existing-target"),
    presets=CITED,
)
