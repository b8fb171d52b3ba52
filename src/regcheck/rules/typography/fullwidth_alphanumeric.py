"""全角的数字、字母：２０２６、ＧＢ。

Word 里切换全角输入时留下的。数字、字母用半角；汉字之间的全角标点、条号里的全角数字（R216）不算。
一部法规里有二十处以上的，合为一条。
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from regcheck.analysis.literals import standing
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

_ALPHANUMERIC = "０-９Ａ-Ｚａ-ｚ"
_WIDE = re.compile(f"[{_ALPHANUMERIC}](?:[{_ALPHANUMERIC}％]|．(?=[{_ALPHANUMERIC}]))*")
_MANY = "全文 {count} 处数字、字母是全角的。请统一改为半角。"


def _check(ctx: Context) -> Iterator[Diagnostic]:
    yield from ctx.report_fixes(list(_fixes(ctx)), _MANY)


def _fixes(ctx: Context) -> Iterator[Fix]:
    places = standing(ctx.whole, frozenset(filter(_WIDE.match, ctx.facts.unusual)))
    for unit in ctx.facts.sentences.around(places):
        for match in _WIDE.finditer(unit.text, unit.span.start, unit.span.end):
            narrow = unicodedata.normalize("NFKC", match[0])
            yield Fix(f"改为“{narrow}”", (Edit(Span(*match.span()), narrow),), safe=True)


RULE = Rule(
    code="T502",
    name="fullwidth-alphanumeric",
    name_zh="全角的数字、字母",
    summary_en="Digits or Latin letters are full width.",
    severity=Severity.WARNING,
    message="“{words}”是全角字符。数字、字母用半角，请改为“{instead}”。",
    check=_check,
    good=(
        Good("第一条　自2026年1月1日起施行。\n"),
        Good("第一条　符合国家标准（GB/T 15834）。\n"),
    ),
    bad=(
        Bad("第一条　自⟦２０２６⟧年起施行。\n", fixed="第一条　自2026年起施行。\n"),
        Bad("第一条　符合⟦ＧＢ⟧标准。\n", fixed="第一条　符合GB标准。\n"),
    ),
    basis=basis("numbers-typography"),
)
