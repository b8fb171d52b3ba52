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
# 例：《某解释（二）》第一条：the number of a title is none of the citation's.
_TITLE = re.compile("《.*》", re.DOTALL)

_JOINS = "、和或及与至到"
# 第一项至（二）项: the second is written in full, too.
_UNIT_BEFORE = re.compile(f"[条款项][{_JOINS}]?$")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for reference in ctx.facts.references:
        start, words = reference.span.start, ctx.text(reference.span)
        if not ("（" in words or "(" in words):
            continue
        titles = [Span(*match.span()) for match in _TITLE.finditer(words)]
        found = [
            match
            for match in _NUMBER.finditer(words)
            if not any(title.overlaps(Span(*match.span())) for title in titles)
        ]
        if not found or reference.state == "unknown-law":
            continue
        edits = tuple(Edit(Span(*match.span()), _bare(words, match)) for match in found)
        placed = tuple(
            Edit(Span(start + edit.span.start, start + edit.span.end), edit.text) for edit in edits
        )
        meant = apply_fixes(words, [Fix("", edits)])
        fix = Fix("去掉括号", placed, safe=True)
        yield ctx.report(reference.span, fix=fix, cited=words, meant=meant)


def _bare(words: str, match: re.Match[str]) -> str:
    """A number without its brackets: 第二; 二 in 第一至二项; 、三 in 第（二）（三）项."""
    before = words[max(0, match.start() - 3) : match.start()]
    if match["ordinal"] or _UNIT_BEFORE.search(before) or not before:
        return f"第{match['number']}"
    if before[-1] in "）)":
        return f"、{match['number']}"
    return match["number"] if before[-1] in _JOINS else f"第{match['number']}"


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
        Good("第一条　依照《中华人民共和国刑法修正案（十）》第一条处理。\n"),
    ),
    bad=(
        Bad(
            "第一条　甲：\n（一）子；\n（二）丑。\n有⟦前款第（二）项⟧情形的，责令改正。\n",
            fixed="第一条　甲：\n（一）子；\n（二）丑。\n有前款第二项情形的，责令改正。\n",
        ),
        Bad(
            "第一条　甲：\n（一）子；\n（二）丑。\n有⟦前款（一）项至（二）项⟧情形的。\n",
            fixed="第一条　甲：\n（一）子；\n（二）丑。\n有前款第一项至第二项情形的。\n",
        ),
        Bad(
            "第二条　甲：\n（一）子；\n（二）丑。\n有⟦前款第（一）、（二）项⟧情形的。\n",
            fixed="第二条　甲：\n（一）子；\n（二）丑。\n有前款第一、二项情形的。\n",
        ),
    ),
    basis=basis("item-citation"),
)
