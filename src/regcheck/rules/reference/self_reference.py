"""条文引用自己。

例如第十四条里写“按照本条例第十四条的规定取得许可”。引用本条应当写“本条”；更多的时候是条号没有跟着
增删改过来，本来要引用的是另一条。引用同一条的其他款不报，“本条第N款”见 R210。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.outline import Outline
from regcheck.analysis.references import Reference
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import Level
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    for reference in ctx.facts.references:
        if reference.law is not None or reference.bare or reference.whole or reference.ranges:
            continue
        own = _own(ctx.outline, reference)
        for target in reference.targets:
            if target.anchor == "numbered" and target.id in own:
                yield ctx.report(target.span, cited=ctx.text(target.span))


def _own(outline: Outline, reference: Reference) -> tuple[str, ...]:
    """The article and the paragraph in which the reference stands."""
    holder = outline.by_id.get(reference.source)  # None before the first provision
    ids: list[str] = []
    for unit in outline.up(holder):
        ids.append(unit.id)
        if unit.level is Level.ARTICLE:
            break
    return tuple(ids)


RULE = Rule(
    code="R206",
    name="self-reference",
    name_zh="条文引用自身",
    summary_en="An article cites itself by its number.",
    severity=Severity.ERROR,
    message="“{cited}”就是这段文字所在的条款。请核对是不是要引用另一条；确实指本条的，写“本条”。",
    check=_check,
    good=(
        Good("第一条　甲。\n乙。\n第二条　依照本条例第一条的规定取得许可。\n"),
        Good("第一条　甲。\n对本条例第一条第一款规定的行为，责令改正。\n"),
    ),
    bad=(
        Bad("第一条　甲。\n第二条　应当按照本条例⟦第二条⟧的规定取得许可。\n"),
        Bad("第一条　甲。\n对违反本条例⟦第一条第二款⟧的行为，责令改正。\n"),
    ),
    basis=basis("existing-target"),
)
