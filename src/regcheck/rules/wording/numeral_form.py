"""数字的写法：金额、期限、比例、倍数用汉字数字，公历日期用阿拉伯数字。

报告“5万元”“30日内”“20%”“3倍”，“两千元”（二千元），以及用汉字写的公历年份（二〇二六年；施行日期由
S114 查）。小数的金额、标准编号、技术单位、目的序号、引用条号（R216）、表格不报；国务院的行政法规、
部门规章、司法解释用阿拉伯数字，不查。一部法规里有二十处以上的，合为一条。
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from regcheck.analysis.literals import standing
from regcheck.analysis.sentences import Unit, set_apart
from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.numerals import amount_in_chinese, to_int
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

_NUMBER = r"(?<![\dA-Za-z.,/:：+№#])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+(?=倍))?)"
_UNIT = (
    "(?:(?:万|亿|百万|千万)?元(?!/)|个?工作日(?:内|以内|以上|以下|前|后|的)"
    "|(?<!月\\d)(?<!月\\d\\d)日(?:内|以内|以上|以下|的|前一)|个月|小时(?:内|以内|以上|以下|的|前)|天[内前]"
    "|(?<!\\d{4})年(?:内|以内|以上|以下)|倍|[名人次](?:以上|以下|以内))"
)
# 例：5万元、30日内、3倍；5至10万元的5。
_ARABIC = re.compile(rf"{_NUMBER}(?={_UNIT}|[至到～~—–-]\d{{1,9}}{_UNIT})")
# 例：期限为5年；不少于7人。
_AFTER = re.compile(
    r"(?<=[为满过于少前])(?P<number>\d{1,3})(?=(?:年|日|天|个月|人|名|次|小时)(?:[，。；的]|以))"
)
_PERCENT = re.compile(r"(?<![\dA-Za-z.])(?P<number>\d+(?:\.\d+)?)[%％]")
_HUNDREDTHS = re.compile(r"百分之(?P<number>\d+(?:\.\d+)?)")
# The State Council, its departments and the courts write Arabic numerals.
_ARABIC_KINDS = frozenset(
    {"administrative_regulation", "departmental_rule", "judicial_interpretation"}
)
_COMMENCEMENT = re.compile("起(?:施行|实施|生效|执行)")
_MANY = "全文 {count} 处金额、期限、比例用了阿拉伯数字。法规用汉字数字，请统一修改。"


def _check(ctx: Context) -> Iterator[Diagnostic]:
    if ctx.document.kind in _ARABIC_KINDS:
        return
    edits = sorted(set(_edits(ctx)))
    two = [edit for edit in edits if ctx.text(edit.span) == "两"]
    for edit in two:
        fix = Fix("改为“二”", (edit,))
        yield ctx.report(edit.span, fix=fix, message="金额里写“二”，不写“两”。请改为“二”。")
    fixes = [Fix(f"改为“{edit.text}”", (edit,)) for edit in edits if edit not in two]
    yield from ctx.report_fixes(fixes, _MANY)


def _edits(ctx: Context) -> Iterator[Edit]:
    cut, digits = ctx.facts.sentences, frozenset(filter(str.isdecimal, ctx.facts.unusual))
    with_digits = tuple(cut.around(standing(ctx.whole, digits)))
    for digital, written in _WRITTEN:
        for unit in with_digits:
            yield from _written(unit, digital, written)
    two, date = pattern("numeral_form", "two"), pattern("numeral_form", "date")
    for unit in cut.holding(two):
        yield from _written(unit, two, _second)
    for unit in cut.holding(date):
        if not _COMMENCEMENT.search(unit.words):  # S114 speaks of the day of commencement
            yield from _written(unit, date, _day)


def _written(
    unit: Unit, form: re.Pattern[str], written: Callable[[re.Match[str]], str | None]
) -> Iterator[Edit]:
    """The numbers of one form in a sentence, each with how it is written."""
    start = unit.span.start
    for match in form.finditer(unit.text, start, unit.span.end):
        words = written(match)
        if words and not set_apart(unit.text, start, match.start()):
            yield Edit(Span(*match.span()), words)


def _amount(match: re.Match[str]) -> str | None:
    return amount_in_chinese(match["number"])


def _share(match: re.Match[str]) -> str | None:
    number = "百" if match["number"] == "100" else amount_in_chinese(match["number"])
    return f"百分之{number}" if number else None


def _second(_: re.Match[str]) -> str:
    return "二"


def _day(match: re.Match[str]) -> str | None:
    """例：二〇二六年一月一日 → 2026年1月1日。"""
    parts = [(match["year"] or match["year2"], "年")]
    parts += [(match["month"] or match["month2"], "月"), (match["day"] or match["day2"], "日")]
    values = [(to_int(words), unit) for words, unit in parts if words]
    return (
        None
        if any(value is None for value, _ in values)
        else "".join(f"{value}{unit}" for value, unit in values)
    )


# The forms with digits.
_WRITTEN = (
    (_ARABIC, _amount),
    (_AFTER, _amount),
    (_PERCENT, _share),
    (_HUNDREDTHS, _share),
)

RULE = Rule(
    code="W437",
    name="numeral-form",
    name_zh="数字的写法",
    summary_en="An amount, period or share is in Arabic numerals, or a date in Chinese ones.",
    severity=Severity.WARNING,
    message="“{words}”：法规里金额、期限、比例用汉字数字，公历日期用阿拉伯数字。请写“{instead}”。",
    check=_check,
    good=(
        Good("第一条　处五万元以下罚款，自2026年1月1日起三十日内缴纳，比例为百分之二十。\n"),
        Good("第一条　符合 GB/T 15834—2011 的要求，电压为220伏，十二月31日以前。\n"),
        Good("第一条　两次以上违反的，两年内不得申报。\n"),
    ),
    bad=(
        Bad("第一条　处⟦5⟧万元以下罚款。\n", fixed="第一条　处五万元以下罚款。\n"),
        Bad(
            "第一条　保存不少于⟦2⟧年，比例为⟦百分之20⟧。\n",
            fixed="第一条　保存不少于二年，比例为百分之二十。\n",
        ),
        Bad(
            "第一条　处⟦5⟧至⟦10⟧万元罚款，期限为⟦3⟧年，按⟦1.5⟧倍赔偿。\n",
            fixed="第一条　处五至十万元罚款，期限为三年，按一点五倍赔偿。\n",
        ),
        Bad(
            "第一条　自收到之日起⟦30⟧日内，比例不低于⟦20%⟧，处⟦两⟧千元罚款。\n",
            fixed="第一条　自收到之日起三十日内，比例不低于百分之二十，处二千元罚款。\n",
        ),
        Bad(
            "第一条　自⟦二〇二六年一月一日⟧起，加收⟦1.5％⟧。\n",
            fixed="第一条　自2026年1月1日起，加收百分之一点五。\n",
        ),
    ),
    basis=basis("numerals"),
)
