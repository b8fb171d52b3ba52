"""简称加了引号。

“（以下简称平台）”里的简称不加引号；简称书名的，用书名号。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.terms import Term
from regcheck.data import basis, table
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for term in ctx.facts.terms:
        if term.kind == "abbreviation" and term.quoted:
            yield _quoted(ctx, term)


def _quoted(ctx: Context, term: Term) -> Diagnostic:
    """The abbreviation with its quotation marks, and the fix that drops them."""
    text, quotes = ctx.document.source.text, table("terms")["abbreviation"]["quotes"]
    start = max(text.rfind(mark, term.clause.start, term.span.start) for mark in quotes)
    ends = (text.find(mark, term.span.end, term.clause.end) for mark in quotes)
    end = min((at for at in ends if at >= 0), default=-1)
    span = Span(start, end + 1) if end >= 0 else term.span
    edits = (Edit(Span(start, start + 1), ""), Edit(Span(end, end + 1), ""))
    fix = Fix("去掉引号", edits) if end >= 0 else None  # only one half is there
    inner = ctx.text(Span(start + 1, end)) if end >= 0 else term.word
    return ctx.report(span, fix=fix, word=inner)


RULE = Rule(
    code="W432",
    name="abbreviation-form",
    name_zh="简称加引号",
    summary_en="An abbreviation stands in quotation marks.",
    severity=Severity.WARNING,
    message="简称“{word}”不必加引号，写“（以下简称{word}）”。",
    check=_check,
    good=(
        Good("第一条　设立技术转移中心（以下简称中心）。\n第二条　中心应当开放。\n"),
        Good("第一条　依照《国家中药品种目录》（以下简称《目录》）执行。\n"),
    ),
    bad=(
        Bad(
            "第一条　设立技术转移中心（以下简称⟦“中心”⟧）。\n第二条　中心应当开放。\n",
            fixed="第一条　设立技术转移中心（以下简称中心）。\n第二条　中心应当开放。\n",
        ),
        Bad(
            "第一条　科技企业、高等学校（以下简称⟦“企业”⟧⟦“高校”⟧）应当合作。\n",
            fixed="第一条　科技企业、高等学校（以下简称企业高校）应当合作。\n",
        ),
        Bad(
            "第一条　依照《产业指导目录办法》（以下简称⟦“《目录办法》”⟧）执行。\n",
            fixed="第一条　依照《产业指导目录办法》（以下简称《目录办法》）执行。\n",
        ),
        Bad(
            '第一条　企业、高等学校（以下统称⟦"创新主体"⟧）应当合作。\n',
            fixed="第一条　企业、高等学校（以下统称创新主体）应当合作。\n",
        ),
    ),
    basis=basis("definition"),
    scope="regulation",
)
