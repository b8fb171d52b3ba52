"""第一条的写法不合固定句式。

固定句式是“为了……，根据……，结合本省实际，制定本条例。”检查：以“为”代“为了”；“特制定”；依据用
“依据”引出；依据写在目的之前；句子不以“制定本……”结尾；只写“根据有关法律、法规”；目的过多或者带
“进一步”之类的字样；“结合我省实际”。后三种写法里，前两种只作提示。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.data import basis, pattern, value
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.model import Provision
from regcheck.numerals import Number
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    articles = ctx.outline.articles
    if ctx.document.kind in ("judicial_interpretation", "other"):
        return
    if not articles or articles[0].number != Number(1) or not articles[0].children:
        return
    paragraph = articles[0].children[0]
    words = ctx.text(paragraph.body)
    if not pattern("purpose", "enacting").search(words):
        return
    yield from _replacements(ctx, paragraph, words)
    yield from _order(ctx, paragraph, words)
    yield from _remarks(ctx, paragraph, words)


def _replacements(ctx: Context, paragraph: Provision, words: str) -> Iterator[Diagnostic]:
    """Words that have one usual form: 为 → 为了, 特制定 → 制定, 依据 → 根据, 我省 → 本省."""
    for name, what, new in (
        ("bare_aim", "目的用“为了”引出", "为了"),
        ("special", "写“制定”，不写“特制定”", ""),
        ("basis_word", "依据用“根据”引出", "根据"),
        ("drawn_up", "写“制定”，不写“制订”", "制定"),
        ("our_province", "写“本省”“本市”，不写“我省”“我市”", None),
    ):
        match = pattern("purpose", name).search(words)
        if match:
            text = match[0].replace("我", "本") if new is None else new
            span = _span(paragraph, match)
            fix = Fix(f"改为“{text}”" if text else "删去这个字", (Edit(span, text),))
            yield ctx.report(span, fix=fix, what=what)


def _order(ctx: Context, paragraph: Provision, words: str) -> Iterator[Diagnostic]:
    late = pattern("purpose", "late_aim").search(words)
    if late:
        yield ctx.report(_span(paragraph, late), what="先写目的，后写依据")
    if not pattern("purpose", "closing").search(words):
        end = Span(paragraph.body.end - 1, paragraph.body.end)
        yield ctx.report(end, what="这一句一般以“制定本……。”结尾")


def _remarks(ctx: Context, paragraph: Provision, words: str) -> Iterator[Diagnostic]:
    vague = pattern("purpose", "vague_basis").search(words)
    if vague and "《" not in words:
        what = "只写“有关法律、法规”，没有写明上位法的名称"
        yield ctx.report(_span(paragraph, vague), severity=Severity.INFO, what=what)
    strong = pattern("purpose", "emphasis").search(words)
    if strong:
        what = f"目的一般不写“{strong[0]}”"
        yield ctx.report(_span(paragraph, strong), severity=Severity.INFO, what=what)
    aims = pattern("purpose", "aims_end").split(words)[0]
    count = len([part for part in aims.split("，") if part])
    if count > value("purpose", "purposes"):
        span = Span(paragraph.body.start, paragraph.body.start + len(aims))
        yield ctx.report(span, severity=Severity.INFO, what=f"目的写了 {count} 项，一般不超过 6 项")


def _span(paragraph: Provision, match: re.Match[str]) -> Span:
    return Span(paragraph.body.start + match.start(), paragraph.body.start + match.end())


RULE = Rule(
    code="S118",
    name="purpose-form",
    name_zh="首条表述不合固定句式",
    summary_en="The first article departs from the usual wording of purpose and basis.",
    severity=Severity.WARNING,
    message="第一条的写法：{what}。",
    check=_check,
    good=(
        Good("某省甲条例\n第一条　为了促进创新，根据《甲法》，结合本省实际，制定本条例。\n"),
        Good("某省甲条例\n第一条　本条例所称创新，是指甲。\n"),
    ),
    bad=(
        Bad(
            "某省甲条例\n第一条　⟦为⟧促进创新，根据《甲法》，制定本条例。\n",
            "某省甲条例\n第一条　为了促进创新，根据《甲法》，制定本条例。\n",
        ),
        Bad(
            "某省甲条例\n第一条　为了促进创新，根据《甲法》，⟦特⟧制定本条例。\n",
            "某省甲条例\n第一条　为了促进创新，根据《甲法》，制定本条例。\n",
        ),
        Bad("某省甲条例\n第一条　⟦根据《甲法》，⟧为了促进创新，制定本条例。\n"),
        Bad("某省甲条例\n第一条　为了⟦进一步⟧促进创新，根据《甲法》，制定本条例。\n"),
    ),
    basis=basis("purpose"),
    scope="regulation",
)
