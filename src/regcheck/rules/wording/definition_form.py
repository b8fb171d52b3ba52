"""定义条款的句式不规范。

定义一个词，写“本条例所称科技成果，是指……”：“所称”后面不加“的”，词后面有逗号，用“是指”，不用“系
指”“即指”“指”。写“包括……”的，不是定义，不检查；逗号是半角的，由标点规则检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.terms import Term
from regcheck.data import basis, table
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    usual = table("terms")["definition"]["usual"]
    for term in ctx.facts.terms:
        if term.kind == "definition" and term.form and term.form not in usual:
            yield ctx.report(term.clause, fix=_fix(ctx, term), clause=ctx.text(term.clause))


def _fix(ctx: Context, term: Term) -> Fix:
    """The clause as 所称X，是指, whatever stands in brackets after the word kept."""
    words = ctx.text(term.clause)
    verb = term.form.removeprefix("的").lstrip("，,")
    end = term.clause.end
    comma = end - len(verb) - (ctx.text(Span(term.span.end, end - len(verb)))[-1:] in ("，", ","))
    edits = [Edit(Span(comma, end), "，是指")]
    if term.form.startswith("的"):
        at = term.clause.start + words.index("所称的") + len("所称")
        edits.insert(0, Edit(Span(at, at + 1), ""))
    return Fix("改为“所称……，是指”", tuple(edits))


RULE = Rule(
    code="W430",
    name="definition-form",
    name_zh="定义条款句式",
    summary_en="A definition does not read 所称X，是指….",
    severity=Severity.WARNING,
    message="定义写作“{clause}”。应当写“本条例所称……，是指……”。",
    check=_check,
    good=(
        Good("第一条　本条例所称科技成果，是指研究开发产生的成果。\n"),
        Good("第一条　本条例所称科技服务机构，包括技术转移机构和孵化器。\n"),
    ),
    bad=(
        Bad(
            "第一条　⟦本条例所称科技成果是指⟧研究开发产生的成果。\n",
            fixed="第一条　本条例所称科技成果，是指研究开发产生的成果。\n",
        ),
        Bad(
            "第一条　⟦本条例所称的科技成果（以下简称成果）,系指⟧研究开发产生的成果。\n",
            fixed="第一条　本条例所称科技成果（以下简称成果），是指研究开发产生的成果。\n",
        ),
    ),
    basis=basis("definition"),
    scope="regulation",
)
