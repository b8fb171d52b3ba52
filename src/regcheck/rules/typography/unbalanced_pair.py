"""括号、引号、书名号没有配对。

逐款、逐项检查《》〈〉（）“”‘’，全角和半角括号视为相同。引号和括号可以跨过同一条的几款几项，书名号不能。
决定里引用的新条文跨行，引号不检查；“1）”“a)”之类单独作序号的半个括号不算。
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.model import DECISIONS, Provision, walk
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# A half-width bracket counts as the wide one.
_WIDE = {"(": "（", ")": "）"}
_WIDEN = str.maketrans(_WIDE)
_IN_ONE_PROVISION = (("《", "》"), ("〈", "〉"))
_IN_ONE_ARTICLE = (("（", "）"), ("“", "”"), ("‘", "’"))
_PAIRS = tuple(map("".join, (*_IN_ONE_PROVISION, *_IN_ONE_ARTICLE)))
_MARK = re.compile(f"[{''.join(_PAIRS)}()\n]")
# Pairs in pairs, deeper than a law has them.
_DEEP = 4
_MATCHED = re.compile("|".join(_PAIRS))


def _check(ctx: Context) -> Iterator[Diagnostic]:
    if _nested(ctx, ctx.outline.provisions):
        return
    decision = ctx.document.kind in DECISIONS
    quoting = _quoting(ctx)
    for article in ctx.outline.articles:
        provisions = tuple(walk((article,)))
        if _nested(ctx, provisions):
            continue
        for provision in provisions:
            for pair in _IN_ONE_PROVISION:
                yield from _unmatched(ctx, (provision,), pair)
        for pair in _IN_ONE_ARTICLE:
            if not ((decision or article.id in quoting) and pair[0] in "“‘"):
                yield from _unmatched(ctx, provisions, pair)


def _nested(ctx: Context, provisions: tuple[Provision, ...]) -> bool:
    """Whether in each of the provisions every mark has its other half, and no two pairs cross: the
    usual case, told in one pass."""
    text = ctx.whole
    bodies = (text[each.body.start : each.body.end] for each in provisions)
    marks = "".join(_MARK.findall("\n".join(bodies))).translate(_WIDEN)
    for _ in range(_DEEP):
        marks = _MATCHED.sub("", marks)
    return not marks.strip("\n")


def _quoting(ctx: Context) -> frozenset[str]:
    """The articles whose quotation runs over several lines set aside."""
    places = [note.span.start for note in ctx.document.notes if note.kind == "quoted"]
    starts = [article.span.start for article in ctx.outline.articles]
    indexes = (bisect_right(starts, place) - 1 for place in places)
    return frozenset(ctx.outline.articles[index].id for index in indexes if index >= 0)


def _unmatched(
    ctx: Context, provisions: tuple[Provision, ...], pair: tuple[str, str]
) -> Iterator[Diagnostic]:
    """A finding on every mark of `pair` without its other half in these provisions."""
    opened: list[int] = []
    for provision in provisions:
        words = ctx.text(provision.body)
        for found in _marks(pair).finditer(words):
            offset, mark = found.start(), _WIDE.get(found[0], found[0])
            if mark == pair[0]:
                opened.append(provision.body.start + offset)
            elif mark == pair[1] and opened:
                opened.pop()
            elif mark == pair[1] and not _numbers(words[max(0, offset - 1) : offset], mark):
                yield _report(ctx, provision.body.start + offset, pair[0])
    for offset in opened:
        yield _report(ctx, offset, pair[1])


@cache
def _marks(pair: tuple[str, str]) -> re.Pattern[str]:
    """Either mark of a pair, half-width brackets for wide ones."""
    narrow = [half for half, wide in _WIDE.items() if wide in pair]
    return re.compile("[" + re.escape("".join((*pair, *narrow))) + "]")


def _numbers(before: str, mark: str) -> bool:
    """Whether a closing bracket only follows a number or a letter: 1）, a)."""
    last = unicodedata.normalize("NFKC", before[-1:])
    return (mark == "）" and last.isascii() and last.isalnum()) or (mark == "’" and last.isdigit())


def _report(ctx: Context, offset: int, missing: str) -> Diagnostic:
    span = Span(offset, offset + 1)
    return ctx.report(span, mark=ctx.text(span), missing=missing)


RULE = Rule(
    code="T504",
    name="unbalanced-pair",
    name_zh="括号引号不配对",
    summary_en="A bracket, a quotation mark or a book mark has no other half.",
    severity=Severity.ERROR,
    message="「{mark}」没有配对，缺少「{missing}」。",
    check=_check,
    good=(
        Good("第一条　依照《甲法》（以下简称“甲法”）执行。\n"),
        Good("第一条　平台(以下简称平台）应当登记。\n"),
        Good("第一条　分为1）甲、2）乙。\n"),
    ),
    bad=(
        Bad("第一条　依照⟦《⟧甲法的规定执行。\n"),
        Bad("第一条　平台⟦（⟧以下简称平台应当登记。\n第二条　甲⟦》⟧的规定。\n"),
    ),
    basis=basis("punctuation"),
)
