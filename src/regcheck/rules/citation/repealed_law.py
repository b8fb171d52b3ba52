"""引用了已经不再施行的法律、行政法规。

例如引用《中华人民共和国合同法》：2021年1月1日起由《中华人民共和国民法典》接替。文本公布以后才废止的，引用在
当时没有错，作警告，提醒更新；说的是从前的事（……施行前、同时废止、原……），不检查。不加书名号的名称也检查。
核对到索引的日期为止：as_of 晚于索引日期的，作提示。
"""

from __future__ import annotations

from collections.abc import Iterator

from regcheck.analysis.citations import Citation, chinese_date, sentence_of
from regcheck.analysis.laws import STATE, Ended
from regcheck.data import Basis, basis, expression
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.rule import Bad, Context, Good, Rule


def _check(ctx: Context) -> Iterator[Diagnostic]:
    told: set[str] = set()
    replaced: set[tuple[str, str]] = set()
    for citation in ctx.facts.citations:
        ended = citation.ended
        if ended is None or ended.ended > ctx.facts.as_of or _historical(ctx, citation):
            continue
        if citation.alias and ended.title in told:
            continue
        told.add(ended.title)
        successor = ctx.facts.index.successor(ended)
        place = (citation.provision, successor or "")
        fix = _fix(ctx, citation, successor) if successor and place not in replaced else None
        replaced.add(place)
        yield _report(ctx, citation, ended, successor, fix)


def _historical(ctx: Context, citation: Citation) -> bool:
    """Whether the sentence speaks of a time when the law was in force."""
    before, after = sentence_of(ctx.document, citation.span)
    here = before.rstrip("《")
    return citation.quoted or any(
        expression("citations", "history", name).search(words)
        for name, words in (
            ("sentence", before + after),
            ("before", here),
            ("earlier", here),
            ("after", after),
        )
    )


def _report(
    ctx: Context, citation: Citation, ended: Ended, successor: str | None, fix: Fix | None
) -> Diagnostic:
    stale = ctx.facts.adopted is not None and ctx.facts.adopted < ended.ended
    severity = Severity.WARNING if stale else Severity.ERROR
    ground = Basis(ended.basis, str(ended.ended), ended.verified)
    return ctx.report(
        citation.span,
        severity=ctx.as_known(severity),
        fix=fix,
        basis=ground,
        cited=citation.title,
        since=chinese_date(ended.ended),
        then=f"，由《{successor}》接替" if successor else "",
        when="本文公布时它还有效，请更新" if stale else "请改为现行的法律，并核对所引内容",
        until=ctx.until,
    )


def _fix(ctx: Context, citation: Citation, successor: str) -> Fix | None:
    """The successor's title in place of the name.

    None where the number of an article follows, which would be wrong, and where the successor
    would stand twice in one sentence.
    """
    text = ctx.document.source.text[citation.span.end : citation.span.end + 8]
    before, after = sentence_of(ctx.document, citation.span)
    if citation.alias or "第" in text or successor in before + after:
        return None
    name = successor if citation.marked or citation.title.startswith(STATE) else _short(successor)
    return Fix(f"改为“{name}”", (Edit(citation.span, name),))


def _short(title: str) -> str:
    return title.removeprefix(STATE)


RULE = Rule(
    code="C304",
    name="repealed-law",
    name_zh="引用已废止或者更名的法律法规",
    summary_en="A law is cited that is no longer in force.",
    severity=Severity.ERROR,
    message="《{cited}》自{since}起不再施行{then}。{when}。{until}。",
    check=_check,
    good=(
        Good("第一条　依照《中华人民共和国民法典》处理。\n"),
        Good("第一条　本条例施行前依照《中华人民共和国合同法》订立的合同，继续有效。\n"),
        Good("第一条　《中华人民共和国物权法》施行以前登记的权利，继续有效。\n"),
        Good("第一条　依照辽宁省信访条例、原《中华人民共和国合同法》处理。\n"),
        Good("第一条　劳动合同法律关系，依照劳动合同法处理。\n"),
    ),
    bad=(
        Bad(
            "第一条　根据《⟦中华人民共和国物权法⟧》，制定本条例。\n",
            fixed="第一条　根据《中华人民共和国民法典》，制定本条例。\n",
        ),
        Bad("第一条　甲。\n第二条　依照⟦合同法⟧第五十二条处理。\n"),
        Bad(
            "第一条　根据《⟦中华人民共和国物权法⟧》《⟦中华人民共和国合同法⟧》，制定本条例。\n",
        ),
        Bad(
            "第一条　自本条例施行之日起，依照《⟦中华人民共和国担保法⟧》办理登记。\n",
            fixed="第一条　自本条例施行之日起，依照《中华人民共和国民法典》办理登记。\n",
        ),
        Bad(
            "第一条　具备《⟦执业医师法⟧》规定的条件。\n",
            fixed="第一条　具备《中华人民共和国医师法》规定的条件。\n",
        ),
    ),
    basis=basis("law-in-force"),
)
