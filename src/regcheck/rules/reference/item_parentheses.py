"""引用项的时候加了括号。

项的序号本身写作（一）（二），引用时写“第二项”，不写“第（二）项”。引号里的文字不检查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity, apply_fixes
from regcheck.numerals import DIGITS
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# 第（二）项；（三）项 without 第 is written in full.
_NUMBER = re.compile(rf"(?P<ordinal>第\s*)?[（(]\s*(?P<number>[{DIGITS}]+)\s*[）)]")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for reference in ctx.facts.references:
        start, words = reference.span.start, ctx.text(reference.span)
        found = list(_NUMBER.finditer(words))
        if not found or reference.state == "unknown-law":
            continue
        edits = []
        for match in found:
            joined = match.start() and words[match.start() - 1] in "、和或及与至到"
            apart = match.start() and words[match.start() - 1] in "）)"
            lead = "第" if match["ordinal"] or not (joined or apart) else ""
            text = f"{'、' if apart and not match['ordinal'] else ''}{lead}{match['number']}"
            edits.append(Edit(Span(start + match.start(), start + match.end()), text))
        fix = Fix("去掉括号", tuple(edits), safe=True)
        meant = apply_fixes(ctx.document.source.text[: reference.span.end], [fix])[start:]
        yield ctx.report(reference.span, fix=fix, cited=words, meant=meant)


RULE = Rule(
    code="R215",
    name="item-parentheses",
    name_zh="引用项加括号",
    summary_en="A cited item carries the brackets of its label.",
    severity=Severity.WARNING,
    message="“{cited}”引用项时加了括号，应当写“{meant}”。",
    check=_check,
    good=(
        Good("第一条　甲：\n（一）子；\n（二）丑。\n有前款第二项情形的，责令改正。\n"),
        Good("第一条　将“第（二）项”改为“第（三）项”。\n"),
    ),
    bad=(
        Bad(
            "第一条　甲：\n（一）子；\n（二）丑。\n有⟦前款第（二）项⟧情形的，责令改正。\n",
            fixed="第一条　甲：\n（一）子；\n（二）丑。\n有前款第二项情形的，责令改正。\n",
        ),
        Bad(
            "第二条　甲：\n（一）子；\n（二）丑。\n有⟦前款第（一）、（二）项⟧情形的。\n",
            fixed="第二条　甲：\n（一）子；\n（二）丑。\n有前款第一、二项情形的。\n",
        ),
    ),
    basis=basis("item-citation"),
)
