"""机关的名称：口语的简称，机构改革以前的名称，一个机关几种叫法。

报告“科技厅”“发改委”这样的简称（“旧址”之类的历史名称不算）；2018年机构改革以前的名称（“工商行政管理部门”“国土资源部门”，
改革以前通过的文本不报），每个名称报告一次；同一部法规里“科技主管部门”“科学技术行政部门”混用的，报告较少的叫法第一次出现的地方。已经用
“以下简称”说明过的不报。名称表在 data/departments.toml。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.analysis.departments import Names, departments
from regcheck.analysis.sentences import set_apart
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# 例：科技厅旧址。
_PAST = re.compile("旧址|原址|故居|[（(]局")

# A form after these names another body: 国务院科学技术行政部门, 企业科技管理部门.
_ELSEWHERE, _BEFORE = re.compile("(?:国务院|国家|企业|高等学校|单位|学校)[^，。；]{0,4}$"), 8


def _check(ctx: Context) -> Iterator[Diagnostic]:
    known = departments()
    yield from _replaced(
        ctx,
        known.short,
        "“{words}”（{count} 处）是机关的简称或者具体名称，机构调整就不对。请写“{instead}”。",
    )
    worded = ctx.facts.worded
    if not (worded and worded < known.since):
        message = "“{words}”（{count} 处）是2018年机构改革以前的名称，现为“{instead}”。请核对。"
        yield from _replaced(ctx, known.former, message)
    for same in known.same:
        yield from _mixed(ctx, same)


def _replaced(ctx: Context, names: Names, message: str) -> Iterator[Diagnostic]:
    """A finding for each of the names, at its first place, with a fix for all its places."""
    places: dict[str, list[Span]] = {}
    for span in _places(ctx, names.pattern):
        if not _PAST.match(ctx.document.source.text, span.end):
            places.setdefault(ctx.text(span), []).append(span)
    for old, spans in places.items():
        new = names.instead[old]
        fix = Fix(f"改为“{new}”（{len(spans)} 处）", tuple(Edit(span, new) for span in spans))
        yield ctx.report(
            spans[0], fix=fix, message=message, words=old, instead=new, count=len(spans)
        )


def _mixed(ctx: Context, same: re.Pattern[str]) -> Iterator[Diagnostic]:
    """A finding for each way but the most frequent to call one body."""
    forms: dict[str, list[Span]] = {}
    text = ctx.document.source.text
    for span in _places(ctx, same):
        if _ELSEWHERE.search(text, max(0, span.start - _BEFORE), span.start):
            continue
        forms.setdefault(ctx.text(span), []).append(span)
    if len(forms) < 2 or any(_explained(ctx, form) for form in forms):
        return
    most, *others = sorted(forms, key=lambda form: -len(forms[form]))
    for form in others:
        yield ctx.report(
            forms[form][0],
            related=(ctx.related("另一种叫法", forms[most][0]),),
            words=form,
            count=len(forms[form]),
            most=most,
            times=len(forms[most]),
        )


def _explained(ctx: Context, form: str) -> bool:
    """Whether the text says what the form is short for, or gives it a short form."""
    return any(term.word == form or term.full.endswith(form) for term in ctx.facts.terms)


def _places(ctx: Context, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Where a name stands in the text, outside book marks and quotation marks."""
    for unit, match in ctx.facts.sentences.matches(pattern):
        if not set_apart(unit.text, unit.span.start, match.start()):
            yield Span(*match.span())


RULE = Rule(
    code="W425",
    name="department-name",
    name_zh="机关名称的写法",
    summary_en="A body is called by a short, a former or several different names.",
    severity=Severity.WARNING,
    message="同一个机关，全文“{words}”{count} 处，“{most}”{times} 处。请统一名称。",
    check=_check,
    good=(
        Good("第一条　由省科学技术主管部门负责。\n第二条　省科学技术主管部门应当公开。\n"),
        Good("第一条　省科技厅旧址应当保护。\n"),
        Good(
            "第一条　省科学技术行政部门（以下简称科学技术部门）负责。\n"
            "第二条　科学技术部门应当公开。\n"
        ),
    ),
    bad=(
        Bad("第一条　由省⟦科技厅⟧负责。\n", fixed="第一条　由省科学技术主管部门负责。\n"),
        Bad("第一条　由⟦工商行政管理部门⟧处罚。\n", fixed="第一条　由市场监督管理部门处罚。\n"),
        Bad(
            "第一条　由科学技术主管部门负责。\n第二条　科学技术主管部门应当公开。\n"
            "第三条　⟦科技主管部门⟧可以检查。\n"
        ),
    ),
    basis=basis("words-authority"),
)
