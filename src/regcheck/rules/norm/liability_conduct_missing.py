"""罚则只写违反哪一条，没有写是什么行为。

“违反本条例第二十条规定的，由科学技术部门责令改正”，读的人要翻回第二十条，所引的条有几项义务时还不知道罚哪一项。
有的地方就这样写，所以缺省不检查；用 strict、review 预设或者 --select N708 打开。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

_AFTER = 40


def _check(ctx: Context) -> Iterator[Diagnostic]:
    bare = expression("references", "breach", "bare")
    text = ctx.document.source.text
    for breach in ctx.facts.breaches:
        end = breach.reference.span.end
        unit = ctx.facts.sentences.at(breach.reference.span.start)
        before = ctx.text(Span(unit.span.start, breach.reference.span.start)) if unit else ""
        if len(before) > len("违反"):
            continue  # the conduct stands before: 未保存原始记录，违反本条例第一条规定的
        if breach.conduct.start == breach.conduct.end and bare.match(text, end, end + _AFTER):
            yield ctx.report(breach.reference.span, cited=ctx.text(breach.reference.span))


_DUTY = "第一条　科研单位应当保存原始记录。\n"

RULE = Rule(
    code="N708",
    name="liability-conduct-missing",
    name_zh="罚则未写违法行为",
    summary_en="A liability clause names the article and not the conduct.",
    severity=Severity.WARNING,
    message="只写了违反“{cited}”，没有写是什么行为。请写明，例如“违反……规定，未保存原始记录的”。",
    check=_check,
    good=(
        Good(f"{_DUTY}第二条　违反本条例第一条规定，未保存原始记录的，责令改正。\n"),
        Good(
            f"{_DUTY}第二条　违反本条例第一条规定，有下列行为之一的，改正：\n（一）甲；\n"
            "（二）乙。\n"
        ),
    ),
    bad=(
        Bad(f"{_DUTY}第二条　违反⟦本条例第一条⟧规定的，由科学技术部门责令改正。\n"),
        Bad(f"{_DUTY}第二条　违反⟦本条例第一条⟧的，责令改正。\n"),
    ),
    basis=basis("liability-conduct"),
    presets=frozenset({"strict", "review"}),
)
