"""成果转化的奖励和报酬低于法定比例。

国家设立的研究开发机构、高等院校转让、许可职务科技成果或者作价投资的，奖励和报酬不低于净收入、股份的百分之五十；自行实施
的，每年不低于营业利润的百分之五。条文写的下限低于它的，作错误；说的是企业的，作提示；写明由双方约定的，不报。
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from regcheck.analysis.literals import standing
from regcheck.analysis.quantities import Value, values
from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import LIMITED, Bad, Context, Good, Rule
from regcheck.text import Span

# 促进科技成果转化法第四十五条第一款（2015）：转让、许可、作价投资；自行实施。
_RESULT = frozenset({"成果"})
_TRANSFER, _OPERATING = 0.5, 0.05


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for unit in ctx.facts.sentences.around(standing(ctx.whole, _RESULT)):
        words = unit.words
        least = _least(words)
        if least is None or _said("negotiable", words):
            continue
        shares = values(words, "percent")
        # where one share meets the law, the others are of something else
        if not shares or any(value.low >= least for value in shares) or _capped(shares[0], least):
            continue
        share = shares[0]
        place = Span(unit.span.start + share.span.start, unit.span.start + share.span.end)
        yield ctx.report(
            place,
            severity=Severity.ERROR if _said("public", words) else Severity.INFO,
            words=share.text,
            least="百分之五十" if least == _TRANSFER else "百分之五",
        )


def _said(name: str, words: str) -> bool:
    return bool(expression("integrity", "ratio", name).search(words))


def _least(words: str) -> float | None:
    """The share that the law wants of what a sentence speaks of; None where of nothing such."""
    if not _said("matter", words):
        return None
    if _said("operating", words):
        return _OPERATING
    return _TRANSFER if _said("transfer", words) else None


def _capped(value: Value, least: float) -> bool:
    """Whether a share is a cap that leaves room for what the law wants."""
    return value.low == -inf and value.high >= least


RULE = Rule(
    code="I908",
    name="transfer-ratio",
    name_zh="成果转化奖励比例",
    summary_en="The reward for transferred results is below the share that the law wants.",
    severity=Severity.ERROR,
    message="“{words}”低于法定的{least}。请改为不低于{least}。",
    check=_check,
    good=(
        Good(
            "第一条　科研单位转让职务科技成果的，从净收入中提取不低于百分之七十，奖励完成人员。\n"
        ),
        Good("第一条　转让科技成果的，奖励和报酬由科研单位与人员约定，不低于百分之十。\n"),
        Good("第一条　科技成果奖励经费占比不低于百分之十。\n"),
    ),
    bad=(
        Bad(
            "第一条　高等学校转让职务科技成果的，从净收入中提取不低于⟦百分之三十⟧的比例，"
            "给予完成人员奖励和报酬。\n"
        ),
        Bad(
            "第一条　科研机构自行实施科技成果的，每年从营业利润中提取不低于⟦百分之三⟧，奖励人员。\n"
        ),
    ),
    basis=basis("transfer-reward"),
    levels=LIMITED,
)
