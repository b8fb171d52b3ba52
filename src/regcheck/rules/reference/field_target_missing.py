"""交叉引用域没有着落。

例如条文是在 Word 里用“交叉引用”插入的，所指的条删去以后，书签也没有了：域还显示原来的条号，一更新就
变成“错误！未找到引用源”。已经变成这样的文字，在任何格式的草案里都报。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.fields import links
from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import CITED, Bad, Context, Field, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    written = pattern("field", "broken")
    places = ctx.facts.sifted.places(written.pattern)
    broken = [Span(*match.span()) for match in written.finditer(ctx.whole)] if places else []
    lost = [
        link.span
        for link in links(ctx.document)
        if link.lost
        and link.span.start < link.span.end
        and not any(span.overlaps(link.span) for span in broken)
    ]
    yield from (ctx.report(span, words=ctx.text(span)) for span in lost)
    yield from (ctx.report(span, words=ctx.text(span), message=_BROKEN) for span in broken)


_BROKEN = "“{words}”是 Word 在交叉引用失效时留下的文字。请改为实际的条款，或者重新插入交叉引用。"


RULE = Rule(
    code="R225",
    name="field-target-missing",
    name_zh="交叉引用域没有着落",
    summary_en="A cross-reference field of Word has lost its bookmark.",
    severity=Severity.ERROR,
    message="“{words}”是 Word 的交叉引用，它所指的书签已经不在文件里。请改为实际的条款，"
    "或者重新插入交叉引用。",
    check=_check,
    good=(
        Good("第一条　甲。\n第二条　依照第一条的规定。\n", fields=(Field("第一条", "甲"),)),
        Good("第一条　系统提示错误，没有找到文件的，应当重新报送。\n"),
    ),
    bad=(
        Bad("第一条　甲。\n第二条　依照⟦第一条⟧的规定。\n", fields=(Field("第一条"),)),
        Bad("第一条　甲。\n第二条　依照⟦错误！未找到引用源。⟧的规定。\n"),
    ),
    basis=basis("existing-target"),
    presets=CITED,
)
