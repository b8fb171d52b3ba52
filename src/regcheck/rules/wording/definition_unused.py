"""定义的词、简称在后文没有再用。

没有再用的定义和简称是多余的；也可能是后文用了别的说法，应当统一。后文用的是这个词的一部分（定义“城市生
活垃圾”，后文写“生活垃圾”），不报。
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from regcheck.analysis.terms import Term, uses
from regcheck.data import basis, table
from regcheck.diagnostic import Diagnostic, Severity
from regcheck.rule import Bad, Context, Good, Rule

_SOON = 5_000
_KINDS = {"definition": "定义的词", "abbreviation": "简称"}


def _check(ctx: Context) -> Iterator[Diagnostic]:
    abbreviated = {term.clause.start for term in ctx.facts.terms if term.kind == "abbreviation"}
    wanted = [
        (term, pieces)
        for term in ctx.facts.terms
        if not (
            len(term.word) < 2 or term.shared or "包括" in term.form or term.span.end in abbreviated
        )
        and not _soon(ctx.whole, term, (term.word,))
        and not _soon(ctx.whole, term, pieces := _pieces(term.word))
    ]
    places = uses(ctx.document, ctx.outline, (piece for _, pieces in wanted for piece in pieces))
    for term, pieces in wanted:
        if not any(_outside(term, places[piece]) for piece in pieces):
            yield ctx.report(term.span, kind=_KINDS[term.kind], word=term.word)


def _soon(text: str, term: Term, pieces: Iterable[str]) -> bool:
    """Whether a word stands shortly after the clause that defines it, as most do."""
    end = term.clause.end
    return any(text.find(piece, end, end + _SOON) >= 0 for piece in pieces)


def _pieces(word: str) -> frozenset[str]:
    """The word, the words that it joins, and the parts that later sentences may use alone."""
    rules = table("terms")["definition"]
    found = {word, *re.split(rules["joined"], word)}
    halves = {piece[-max(2, (len(piece) + 1) // 2) :] for piece in found}
    heads = {piece.rpartition(rules["head"])[2] for piece in found}
    return frozenset(piece for piece in (*found, *halves, *heads) if len(piece) >= 2)


def _outside(term: Term, places: tuple[int, ...]) -> bool:
    """Whether a word stands anywhere but in the clause that defines it."""
    return any(not term.clause.start <= at < term.clause.end for at in places)


RULE = Rule(
    code="W431",
    name="definition-unused",
    name_zh="定义的词或者简称没有再用",
    summary_en="A defined word or an abbreviation does not occur again.",
    severity=Severity.WARNING,
    message="{kind}“{word}”在其他地方没有用到。请删去，或者把后文的说法统一为这个词。",
    check=_check,
    good=(
        Good("第一条　本条例所称创新券，是指补助凭证。\n第二条　企业可以申领创新券。\n"),
        Good("第一条　本条例所称城市生活垃圾，是指废弃物。\n第二条　生活垃圾应当分类。\n"),
        Good("第一条　设立技术转移中心（以下简称中心）。\n第二条　中心应当开放。\n"),
    ),
    bad=(
        Bad("第一条　本条例所称⟦创新券⟧，是指补助凭证。\n第二条　企业可以申领资金。\n"),
        Bad("第一条　设立技术转移中心（以下简称⟦甲心⟧）。\n第二条　企业应当开放。\n"),
        Bad("设立技术转移中心（以下简称⟦甲心⟧）。\n"),
    ),
    basis=basis("one-term"),
    scope="regulation",
)
