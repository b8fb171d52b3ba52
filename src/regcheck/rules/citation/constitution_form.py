"""立法依据里的宪法加了书名号。

写“根据宪法，制定本条例”，不写“根据《中华人民共和国宪法》”。宪法宣誓、宪法文本（左手抚按《中华人民共和国宪
法》）说的是那本书，不检查。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.data import basis, expression
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    marked = expression("citations", "constitution", "marked")
    for provision in ctx.holding(marked):
        start = provision.body.start
        for match in marked.finditer(ctx.document.text_of(provision)):
            span = Span(start + match.start("name"), start + match.end("name"))
            fix = Fix("改为“宪法”", (Edit(span, "宪法"),))
            yield ctx.report(span, fix=fix, cited=match["name"])


RULE = Rule(
    code="C303",
    name="constitution-form",
    name_zh="宪法的引用形式",
    summary_en="The constitution is cited in book marks as a basis.",
    severity=Severity.WARNING,
    message="引用宪法不加书名号，也不写全称：“{cited}”应当写“宪法”。",
    check=_check,
    good=(
        Good("第一条　根据宪法和《中华人民共和国立法法》，制定本条例。\n"),
        Good("第一条　宣誓人左手抚按《中华人民共和国宪法》，右手举拳。\n"),
    ),
    bad=(
        Bad(
            "第一条　根据⟦《中华人民共和国宪法》⟧，制定本条例。\n",
            fixed="第一条　根据宪法，制定本条例。\n",
        ),
        Bad(
            "第一条　根据有关法律和⟦《宪法》⟧，制定本条例。\n",
            fixed="第一条　根据有关法律和宪法，制定本条例。\n",
        ),
    ),
    basis=basis("law-title"),
)
