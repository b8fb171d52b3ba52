"""形近、错码的字符：笫三条、lO万元、二○二六、康熙部首、私用区。

从 PDF、扫描件、旧软件来的文字里，有看起来对、其实是另一个字符的，检索、引用都找不到。
数字里的字母 l、O、I，“笫”，部首和兼容汉字，小号标点给出修改；私用区字符不知道是什么字，只报告。
外文词、单位里的字母，比例尺里的“∶”不报。对照表在 data/characters.toml。
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from regcheck.analysis.literals import standing
from regcheck.analysis.sentences import unusual
from regcheck.data import basis, expression, table
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# 康熙部首、部首补充、兼容汉字。
_VARIANT = "[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]"
_PRIVATE = "[\ue000-\uf8ff\U000f0000-\U0010fffd]"
# 例：lO万元、公历l月1日；CO2、型号不算。
_LETTER = re.compile(
    r"(?<![A-Za-z\d.])(?=[\dlIOo]*[lIOo])(?=[\dlIOo]*[\dlO])(?!O[23]O?(?![\dlIOo]))[\dlIOo]+"
    r"(?=[万亿千百]?元|[万亿]|[年月倍款]|日(?![最均供])|条(?!件)|项(?!目)|个(?:月|工作日))"
)
_DIGITS = str.maketrans("lIOo", "1100")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    odd = frozenset(filter(_wrong().match, ctx.facts.unusual)) | _usual_looking()
    for unit in ctx.facts.lines.around(standing(ctx.whole, odd)):
        for match in _wrong().finditer(unit.text, unit.span.start, unit.span.end):
            yield from _found(ctx, Span(*match.span()), _instead(match[0]))
    for _, match in ctx.facts.lines.matches(expression("characters", "within", "numeral")):
        yield from _found(ctx, Span(*match.span()), _instead(match[0]))
    for _, match in ctx.facts.lines.matches(_LETTER):
        yield from _found(ctx, Span(*match.span()), match[0].translate(_DIGITS))


@cache
def _wrong() -> re.Pattern[str]:
    """The characters that are wrong wherever they stand."""
    single = "".join(map(re.escape, table("characters")["instead"]))
    return re.compile(f"[{single}]|{_VARIANT}+|{_PRIVATE}+")


@cache
def _usual_looking() -> frozenset[str]:
    """Those of them that are Chinese: 笫 for 第."""
    return frozenset(char for char in table("characters")["instead"] if not unusual(char))


def _instead(words: str) -> str | None:
    """What to write; None where nobody knows."""
    plain = "".join(map(_plain, words))
    return None if plain == words or re.search(f"{_VARIANT}|{_PRIVATE}", plain) else plain


def _plain(char: str) -> str:
    """The character that one of these stands for; itself where that is not known."""
    known: str | None = table("characters")["instead"].get(char)
    return known or {"○": "〇", "∶": "："}.get(char) or unicodedata.normalize("NFKC", char)


def _found(ctx: Context, span: Span, instead: str | None) -> Iterator[Diagnostic]:
    words = ctx.text(span)
    codes = " ".join(f"U+{ord(char):04X}" for char in words[:4])
    if instead is None:
        message = (
            "字符 {codes} 不是规范的汉字或者标点，别的电脑上可能显示不出来。请改用规范的字符。"
        )
        yield ctx.report(span, message=message, codes=codes)
        return
    fix = Fix(f"改为“{instead}”", (Edit(span, instead),), safe=True)
    yield ctx.report(span, fix=fix, words=words, codes=codes, instead=instead)


RULE = Rule(
    code="T501",
    name="confusable-character",
    name_zh="形近、错码的字符",
    summary_en="A character looks like the right one and is another.",
    severity=Severity.ERROR,
    message="“{words}”（{codes}）是形近的另一个字符。请改为“{instead}”。",
    check=_check,
    good=(
        Good("第一条　处10万元罚款，符合 ISO 9001 标准，排放 CO2。\n"),
        Good("第一条　○有条件的地区可以先行。\n"),
        Good("第一条　二〇二六年以前完成 1∶500 地形图。\n"),
    ),
    bad=(
        Bad("第一条　处⟦lO⟧万元罚款。\n", fixed="第一条　处10万元罚款。\n"),
        Bad(
            "第一条　依照第三条。\n第二条　违反⟦笫⟧三条规定的。\n",
            fixed=("第一条　依照第三条。\n第二条　违反第三条规定的。\n"),
        ),
        Bad("第一条　二⟦○⟧二六年，科⟦⽅⟧法⟦﹐⟧\n", fixed="第一条　二〇二六年，科方法，\n"),
        Bad("第一条　某⟦\ue000⟧字。\n"),
    ),
    basis=basis("characters"),
)
