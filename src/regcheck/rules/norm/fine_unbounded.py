"""罚款没有幅度：只写“处罚款”，或者只有下限没有上限。

“可以并处罚款”没有数额，谁也不知道罚多少；“处五万元以上罚款”没有上限，作错误。数额在后面的项里、在下一句里，
依照别的法律、按照每件计算，或者数额是空白的，不报。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.authority import without_denied
from regcheck.analysis.fines import Fine
from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# 数额、依据离“罚款”不会更远。
_REACH = 500


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for fine in ctx.facts.fines:
        sanction = fine.sanction
        words = ctx.text(sanction.span)
        after = ctx.text(Span(sanction.span.end, sanction.span.end + _REACH))
        if sanction.max is None and sanction.min is not None:
            if expression("frames", "fine", "open_ended").search(words + after[:1]):
                yield ctx.report(
                    sanction.span, severity=Severity.ERROR, words=words, lacks="没有上限"
                )
        elif sanction.max is None and not _elsewhere(ctx, fine):
            yield ctx.report(sanction.span, words=words, lacks="没有写明数额或者计算办法")


def _elsewhere(ctx: Context, fine: Fine) -> bool:
    """Whether the amount stands in the paragraph, or is left to another text."""
    holder = ctx.outline.by_id[fine.holder]
    start, end = fine.sanction.span.start, fine.sanction.span.end
    rest = ctx.text(Span(end, min(holder.span.end, end + _REACH)))
    if any(mark in rest for mark in ("元", "倍", "百分之", "％", "%")):
        return True
    before = without_denied(ctx.text(Span(max(fine.sentence.start, start - _REACH), end)))
    last = ctx.text(Span(fine.sentence.end - 1, fine.sentence.end))
    return bool(expression("frames", "fine", "elsewhere").search(before)) or last in "：:"


RULE = Rule(
    code="N702",
    name="fine-unbounded",
    name_zh="罚款没有幅度",
    summary_en="A fine has no amount, or no upper limit.",
    severity=Severity.WARNING,
    message="“{words}”{lacks}。请写明幅度，例如“处一千元以上一万元以下罚款”。",
    check=_check,
    good=(
        Good("第一条　违反规定的，可以并处一千元以上一万元以下罚款。\n"),
        Good("第一条　违反规定的，依照《中华人民共和国科学技术进步法》的规定处以罚款。\n"),
        Good(
            "第一条　违反规定的，按照下列规定处以罚款：\n（一）个人，一千元；\n"
            "（二）单位，一万元。\n"
        ),
        Good("第一条　违反规定的，处××元以上××元以下罚款。\n"),
    ),
    bad=(
        Bad("第一条　违反规定的，可以⟦并处罚款⟧。\n"),
        Bad("第一条　违反规定的，⟦处五万元以上罚款⟧。\n"),
    ),
    basis=basis("clarity"),
)
