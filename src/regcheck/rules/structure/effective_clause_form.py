"""施行条款的位置或者写法不规范。

检查：不在最后一条；日期用“于”引出；动词用了“实施”“执行”“实行”“生效”；写“发布之日”“颁布之日”；日期用了汉字；
施行日期早于题注里最早的通过日期。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.adoption import adopted_on, date_of
from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.model import Provision
from regcheck.numerals import to_int
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span


def _check(ctx: Context) -> Iterator[Diagnostic]:
    articles = ctx.outline.articles
    article = next((each for each in reversed(articles) if _own_clause(ctx, each)), None)
    if article is None:
        return
    if article is not articles[-1]:
        yield ctx.report(article.marker, what="施行日期应当写在最后一条")
    yield from _words(ctx, article)
    yield from _too_early(ctx, article)


def _own_clause(ctx: Context, article: Provision) -> bool:
    """Whether the article says when this regulation itself takes effect."""
    return bool(pattern("commencement", "own_clause").search(ctx.text(article.span)))


def _words(ctx: Context, article: Provision) -> Iterator[Diagnostic]:
    interpretation = ctx.document.kind == "judicial_interpretation"  # 司法解释是“发布”的
    for name, what, new in (
        ("odd_verb", "施行日期用“施行”", "施行"),
        ("odd_from", "用“自”引出日期", "自"),
        *(() if interpretation else (("odd_event", "用“公布之日”", "公布"),)),
        ("chinese_date", "公历年月日用阿拉伯数字", ""),
    ):
        for match in pattern("commencement", name).finditer(ctx.text(article.span)):
            start, end = (article.span.start + place for place in match.span("word"))
            text = new or _arabic(match["word"])
            fix = Fix(f"改为“{text}”", (Edit(Span(start, end), text),))
            yield ctx.report(Span(start, end), fix=fix, what=f"{what}，这里写作“{match['word']}”")


def _arabic(words: str) -> str:
    """二〇二六年十月一日 → 2026年10月1日."""
    year, rest = words.split("年")
    month, day = rest.removesuffix("日").split("月")
    return f"{to_int(year)}年{to_int(month)}月{to_int(day)}日"


def _too_early(ctx: Context, article: Provision) -> Iterator[Diagnostic]:
    match = pattern("commencement", "own_date").search(ctx.text(article.span))
    adopted = adopted_on(ctx.document)
    begins = date_of(match["year"], match["month"], match["day"]) if match else None
    if match and begins and adopted and begins < min(adopted):
        span = Span(
            article.span.start + match.start("year"), article.span.start + match.end("day") + 1
        )
        yield ctx.report(
            span, what=f"施行日期早于题注中最早的通过日期（{min(adopted).isoformat()}）"
        )


RULE = Rule(
    code="S114",
    name="effective-clause-form",
    name_zh="施行条款位置或表述不规范",
    summary_en="The commencement clause stands in the wrong place or uses the wrong words.",
    severity=Severity.WARNING,
    message="施行条款不规范：{what}。",
    check=_check,
    good=(
        Good("某省甲条例\n第一条　甲。\n第二条　本条例自2026年10月1日起施行。\n"),
        Good("某省甲条例\n第一条　甲。\n第二条　本条例自公布之日起施行。\n"),
        Good(
            "某省甲条例\n第一条　专利权自公告之日起生效。\n第二条　本条例自20××年×月×日起施行。\n"
        ),
    ),
    bad=(
        Bad(
            "某省甲条例\n第一条　甲。\n第二条　本条例自2026年10月1日起⟦实施⟧。\n",
            "某省甲条例\n第一条　甲。\n第二条　本条例自2026年10月1日起施行。\n",
        ),
        Bad(
            "某省甲条例\n第一条　甲。\n第二条　本条例自⟦二〇二六年十月一日⟧起施行。\n",
            "某省甲条例\n第一条　甲。\n第二条　本条例自2026年10月1日起施行。\n",
        ),
        Bad("某省甲条例\n⟦第一条⟧　本条例自2026年10月1日起施行。\n第二条　甲。\n"),
        Bad(
            "某省甲条例\n（2026年5月1日某省人民代表大会常务委员会第一次会议通过）\n"
            "第一条　甲。\n第二条　本条例自⟦2026年4月1日⟧起施行。\n"
        ),
    ),
    basis=basis("dates"),
    scope="regulation",
)
