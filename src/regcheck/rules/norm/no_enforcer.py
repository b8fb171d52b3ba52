"""罚款没有写明由谁处：行政处罚由有处罚权的行政机关实施，罚则要写明是哪一个。

整条里没有一个部门，前一款也没有，全文又没有“本条例规定的行政处罚，由……实施”之类的总条款的，报告。写明依照别的
法律处罚的，不报。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# 依据离句首不会更远。
_REACH = 300


def _check(ctx: Context) -> Iterator[Diagnostic]:
    told = list(_without_enforcer(ctx))
    general = expression("frames", "fine", "general")
    if told and not any(general.search(unit.words) for unit in ctx.facts.sentences.units):
        yield from (ctx.report(span, words=ctx.text(span)) for span in told)


def _without_enforcer(ctx: Context) -> Iterator[Span]:
    """The first fine of each article that names nobody who imposes it."""
    other = expression("frames", "fine", "other_body")
    read: set[str] = set()
    for fine in ctx.facts.fines:
        if fine.article in read or fine.sanction.enforcer:
            continue
        if "依照《" in ctx.text(fine.sentence)[:_REACH]:
            continue
        read.add(fine.article)
        words = other.sub("", ctx.text(ctx.outline.by_id[fine.article].span))
        if "违反" in words and not expression("frames", "fine", "body").search(words):
            yield fine.sanction.span


_DUTY = "第一条　科研单位应当保存原始记录。\n"

RULE = Rule(
    code="N706",
    name="no-enforcer",
    name_zh="罚则缺执法主体",
    summary_en="A fine is provided and no body to impose it.",
    severity=Severity.WARNING,
    message="“{words}”没有写明由哪一个机关处罚。请写明，例如“由科学技术部门……”。",
    check=_check,
    good=(
        Good(
            f"{_DUTY}第二条　违反本条例第一条规定的，由科学技术部门处一万元以上五万元以下罚款。\n"
        ),
        Good(
            f"{_DUTY}第二条　违反本条例第一条规定的，处一万元以上五万元以下罚款。\n"
            "第三条　本条例规定的行政处罚，由科学技术部门实施。\n"
        ),
    ),
    bad=(
        Bad(f"{_DUTY}第二条　违反本条例第一条规定的，⟦处一万元以上五万元以下罚款⟧。\n"),
        Bad(f"{_DUTY}第二条　违反本条例第一条规定，不保存的，警告；再犯的，⟦处一万元以下罚款⟧。\n"),
    ),
    basis=basis("enforcer"),
)
