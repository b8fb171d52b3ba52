"""书名号里面的书名号没有用单书名号。

《辽宁省实施〈中华人民共和国专利法〉办法》：外面用《》，里面用〈〉。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    nested = expression("citations", "nested", "title")
    twice = expression("citations", "nested", "opened_twice")
    for provision in ctx.around(match.start() for match in twice.finditer(ctx.whole)):
        start = provision.body.start
        for match in nested.finditer(ctx.document.text_of(provision)):
            inner = Span(start + match.start("inner"), start + match.end("inner"))
            edits = (
                Edit(Span(inner.start, inner.start + 1), "〈"),
                Edit(Span(inner.end - 1, inner.end), "〉"),
            )
            yield ctx.report(inner, fix=Fix("改用〈〉", edits, safe=True), inner=match["inner"])


RULE = Rule(
    code="C308",
    name="title-nesting",
    name_zh="书名号嵌套",
    summary_en="A title within a title stands in double book marks.",
    severity=Severity.ERROR,
    message="书名号里面的“{inner}”应当用单书名号〈〉。",
    check=_check,
    good=(
        Good("第一条　依照《辽宁省实施〈中华人民共和国专利法〉办法》执行。\n"),
        Good("第一条　依照《甲法》《乙法》执行。\n"),
    ),
    bad=(
        Bad(
            "第一条　依照《辽宁省实施⟦《中华人民共和国专利法》⟧办法》执行。\n",
            fixed="第一条　依照《辽宁省实施〈中华人民共和国专利法〉办法》执行。\n",
        ),
        Bad(
            "第一条　《关于修改⟦《甲条例》⟧的决定》同时废止。\n",
            fixed="第一条　《关于修改〈甲条例〉的决定》同时废止。\n",
        ),
    ),
    basis=basis("book-marks"),
)
