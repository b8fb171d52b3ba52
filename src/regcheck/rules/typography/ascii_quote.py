"""英文的引号："平台"。

中文用“ ”。一段里成对、中间有汉字的英文引号报告；单独一个的、夹在外文里的、尺寸（5"）不报。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

_PAIR = re.compile(
    r"(?<![\d0-9])(?P<open>[\"＂])[^\"＂\n]{0,200}[一-龥][^\"＂\n]{0,200}(?P<close>[\"＂])"
)
_MANY = "全文 {count} 对英文引号。中文用“ ”，请统一修改。"


def _check(ctx: Context) -> Iterator[Diagnostic]:
    yield from ctx.report_fixes(list(_fixes(ctx)), _MANY)


def _fixes(ctx: Context) -> Iterator[Fix]:
    for _, match in ctx.facts.lines.matches(_PAIR):
        first, last = match.start("open"), match.start("close")
        edits = (Edit(Span(first, first + 1), "“"), Edit(Span(last, last + 1), "”"))
        yield Fix("改为“ ”", edits, safe=True)


RULE = Rule(
    code="T509",
    name="ascii-quote",
    name_zh="英文引号",
    summary_en="Quotation marks are those of ASCII.",
    severity=Severity.WARNING,
    message="这是英文的引号。中文用“ ”，请修改。",
    check=_check,
    good=(
        Good("第一条　本条例所称“平台”，是指科技平台。\n"),
        Good('第一条　采用"Open Access"模式。\n'),
    ),
    bad=(
        Bad(
            '第一条　本条例所称⟦"⟧平台"，是指科技平台。\n',
            fixed="第一条　本条例所称“平台”，是指科技平台。\n",
        ),
        Bad('第一条　⟦"⟧甲"和⟦"⟧乙"。\n', fixed="第一条　“甲”和“乙”。\n"),
    ),
    basis=basis("typography"),
)
