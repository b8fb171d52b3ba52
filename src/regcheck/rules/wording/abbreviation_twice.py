"""同一个简称说明了两次，或者指两样东西；同一个全称有两个简称。

合并条文以后常见。一个简称只在第一次用到全称的地方说明一次。只在本章、本条里这样称的（本章所称……），
范围不同就不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.terms import Term
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule

# A full form shorter than this was cut off at a comma and may stand for much.
_LONG_ENOUGH = 4


def _check(ctx: Context) -> Iterator[Diagnostic]:
    words: dict[tuple[str, str], Term] = {}
    fulls: dict[str, Term] = {}
    for term in ctx.facts.terms:
        earlier = words.setdefault((term.word, term.scope), term)
        if earlier is not term and earlier.kind == term.kind:
            yield _report(ctx, term, earlier, _again(term, earlier))
            continue
        # 以下统称 stands for several, of which only the last is known
        if len(term.full) >= _LONG_ENOUGH and "统称" not in ctx.text(term.clause):
            other = fulls.setdefault(term.full, term)
            if other.word != term.word and other.clause != term.clause:
                yield _report(ctx, term, other, f"“{term.full}”前面已经简称“{other.word}”")


def _again(term: Term, earlier: Term) -> str:
    if term.kind == "definition" or not (term.full and earlier.full):
        return f"“{term.word}”前面已经说明过"
    if term.full.endswith(earlier.full) or earlier.full.endswith(term.full):
        return f"“{term.word}”前面已经说明过"
    return f"“{term.word}”前面指的是“{earlier.full}”"


def _report(ctx: Context, term: Term, earlier: Term, what: str) -> Diagnostic:
    related = (ctx.related("前面的说明", earlier.clause),)
    return ctx.report(term.span, related=related, what=what)


RULE = Rule(
    code="W444",
    name="abbreviation-twice",
    name_zh="简称重复或者不一致",
    summary_en="An abbreviation is defined twice, or a full form has two.",
    severity=Severity.WARNING,
    message="{what}。请只在第一次用到的地方说明一次，全文一致。",
    check=_check,
    good=(
        Good("第一条　设立技术转移中心（以下简称中心）。\n第二条　中心应当开放。\n"),
        Good("第一条　本条所称企业，是指甲。\n第二条　本条所称企业，是指乙。\n"),
        Good(
            "第一条　省科技部门和市确定的部门（以下统称主管部门）负责。\n"
            "第二条　省数据部门和市确定的部门（以下统称数据部门）负责。\n"
        ),
    ),
    bad=(
        Bad(
            "第一条　设立技术转移中心（以下简称中心）。\n"
            "第二条　设立技术转移中心（以下简称⟦中心⟧）。\n"
        ),
        Bad(
            "第一条　设立技术转移中心（以下简称中心）。\n"
            "第二条　设立数据共享平台（以下简称⟦中心⟧）。\n"
        ),
        Bad(
            "第一条　大型科学仪器（以下简称仪器）开放共享。\n"
            "第二条　大型科学仪器（以下简称⟦设备⟧）应当登记。\n"
        ),
    ),
    basis=basis("one-term"),
    scope="regulation",
)
