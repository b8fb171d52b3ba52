"""同一件事，两处说法不同：一处三十日，一处十五日；一处应当，一处可以。

两个句子去掉数字和“应当”“可以”之后一字不差，而数字或者强度不同的，报告后一处，并指出前一处。句子太短的、罚款分档的
（情节不同，数额当然不同）不比较。两个程序的句子常常只差期限，所以只作提示，用 review 预设打开。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# 短于这么多个字的句子，相同可能是巧合。
_SHORTEST = 16


def _check(ctx: Context) -> Iterator[Diagnostic]:
    first: dict[str, Span] = {}
    for unit in ctx.facts.sentences.units:
        words = re.sub(r"[\s，。；：]", "", unit.words)
        if len(words) < _SHORTEST or expression("frames", "terms", "not_compared").search(words):
            continue
        key = expression("frames", "terms", "masked").sub("#", words)
        earlier = first.setdefault(key, unit.span)
        if earlier == unit.span or "#" not in key:
            continue
        if re.sub(r"[\s，。；：]", "", ctx.text(earlier)) != words:
            place = Span(unit.span.start, unit.span.end)
            yield ctx.report(place, related=(ctx.related("前一处在这里", earlier),))


RULE = Rule(
    code="N719",
    name="one-matter-two-terms",
    name_zh="同一事项两种规定",
    summary_en="Two sentences say the same with another period or another strength.",
    severity=Severity.INFO,
    message="这一句与前面的一句只有数字或者“应当”“可以”不同，两处规定不一致。请统一，或者写明各自的适用情形。",
    check=_check,
    good=(
        Good(
            "第一条　项目主管部门应当自收到申请之日起三十日内作出决定。\n"
            "第二条　登记部门应当自收到材料之日起十日内办理登记。\n"
        ),
        Good(
            "第一条　个人违反规定的，处一千元以上五千元以下罚款。\n"
            "第二条　个人违反规定的，处二千元以上五千元以下罚款。\n"
        ),
    ),
    bad=(
        Bad(
            "第一条　项目主管部门应当自收到申请之日起三十日内作出决定。\n"
            "第二条　⟦项目主管部门应当自收到申请之日起十五日内作出决定。⟧\n"
        ),
        Bad(
            "第一条　项目主管部门应当公开申报指南和评审标准。\n"
            "第二条　⟦项目主管部门可以公开申报指南和评审标准。⟧\n"
        ),
    ),
    basis=basis("clarity"),
    presets=frozenset({"review"}),
)
