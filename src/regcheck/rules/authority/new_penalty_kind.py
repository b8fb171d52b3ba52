"""规章设定了警告、通报批评、罚款以外的处罚。

规章在上位法规定的行为、种类和幅度的范围内可以作具体规定；上位法没有规定的，只能设定警告、通报批评和一定数额的
罚款。没收、吊销许可证、责令停产停业等没有写明依照哪一部法律、法规的，作提示。只查部门规章和地方政府规章
（level 为 department）。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.authority import founded
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule

# 行政处罚法第十三条第二款、第十四条第二款（2021）。
_ALLOWED = frozenset({"warning", "public_criticism", "fine", "unspecified"})


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for norm in ctx.facts.norms:
        new = [
            each
            for each in norm.sanctions
            if each.nature == "penalty" and each.kind not in _ALLOWED
        ]
        # the sentence is read only where it matters: a long one has many norms
        if new and not founded(ctx.text(norm.sentence)):
            for each in new:
                yield ctx.report(each.span, words=ctx.text(each.span))


_TITLE = "# 辽宁省科技项目管理办法\n\n（2024年3月1日辽宁省人民政府令第1号公布）\n\n"

RULE = Rule(
    code="A803",
    name="new-penalty-kind",
    name_zh="规章设定的处罚种类",
    summary_en="A rule provides for a penalty other than a warning, public criticism or a fine.",
    severity=Severity.INFO,
    message="“{words}”：规章自行设定的处罚只能是警告、通报批评和一定数额的罚款。请写明依照哪一部法律、法规，"
    "或者删去。",
    check=_check,
    good=(
        Good(f"{_TITLE}第一条　违反规定的，给予警告，处一千元以下罚款。\n"),
        Good(f"{_TITLE}第一条　违反规定的，依照《中华人民共和国科学技术进步法》吊销许可证。\n"),
    ),
    bad=(
        Bad(f"{_TITLE}第一条　违反规定的，⟦没收⟧违法所得。\n"),
        Bad(f"{_TITLE}第一条　情节严重的，责令⟦停产停业⟧。\n"),
    ),
    basis=basis("penalty-of-rule"),
    levels=frozenset({"department"}),
)
