"""引用条、款、项用了阿拉伯数字。

例如“违反本条例第8条第2款”应当写“第八条第二款”。引用其他文件（例如标准）的不检查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.numerals import to_chinese, to_int
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# 目的序号本来就是 1. 2.，引用时写“第1目”。
_NUMBER = re.compile(r"[0-9０-９]+(?![0-9０-９\s]*目)")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for reference in ctx.facts.references:
        start, words = reference.span.start, ctx.text(reference.span)
        if reference.law is not None or reference.whole or reference.state == "unknown-law":
            continue
        if not _NUMBER.search(words):
            continue
        edits = tuple(
            Edit(Span(start + match.start(), start + match.end()), to_chinese(number))
            for match in _NUMBER.finditer(words)
            if (number := to_int(match[0])) is not None
        )
        fix = Fix("改为汉字数字", edits, safe=True) if edits else None
        yield ctx.report(reference.span, fix=fix, cited=words)


RULE = Rule(
    code="R216",
    name="arabic-reference",
    name_zh="引用用阿拉伯数字",
    summary_en="A provision of this text is cited with Arabic digits.",
    severity=Severity.ERROR,
    message="“{cited}”用了阿拉伯数字，条、款、项的序号应当用汉字数字。",
    check=_check,
    good=(
        Good("第一条　甲。\n第二条　违反本条例第一条规定的，责令改正。\n"),
        Good("第一条　依照《某标准》第3条执行。\n"),
        Good("第一条　甲：\n（一）子：\n1.丑；\n2.符合本项第1目规定的寅。\n"),
    ),
    bad=(
        Bad(
            "第一条　甲。\n第二条　违反⟦本条例第1条⟧规定的，责令改正。\n",
            fixed="第一条　甲。\n第二条　违反本条例第一条规定的，责令改正。\n",
        ),
        Bad(
            "第一条　甲。\n乙。\n第二条　违反⟦本条例第1条第２款⟧规定的，责令改正。\n",
            fixed="第一条　甲。\n乙。\n第二条　违反本条例第一条第二款规定的，责令改正。\n",
        ),
    ),
    basis=basis("numbering"),
)
