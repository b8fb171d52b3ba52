"""半角的标点：汉字旁边的 , ; : ! ? ( )。

中文用全角标点。数字里的逗号、比例（1:100）、网址、外文里的半角标点不报；括号成对判断，里面有汉字或者前面是汉字的算中文的括号，
目的序号“(1)”不算。一部法规里有二十处以上的，合为一条。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.analysis.literals import standing
from regcheck.analysis.sentences import Unit, set_apart
from regcheck.data import basis
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.model import DECISIONS
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

_FULL = dict(zip(",;:!?()", "，；：！？（）", strict=True))
_HAN = "一-龥，。；：、！？“”《》（）"
_MARK = re.compile(f"(?<=[{_HAN}])[,;:!?]|[,;:!?](?=[{_HAN}])")
_PAIR = re.compile(r"\([^()\n]{0,200}\)")
_OWN_LABEL = re.compile(r"\(\d{1,3}\)")
# One bracket that is narrow, the other wide: (某）.
_ODD = re.compile(r"\((?=[^()（）\n]{0,200}）)|(?<=（)[^()（）\n]{0,200}(?P<close>\))")
# Addresses of the net keep their marks.
_ADDRESS = re.compile(r"(?:https?://|www\.)[\w./:?&=%#~-]+", re.ASCII)
_MANY = "全文 {count} 处用了半角标点。中文用全角标点，请统一修改。"


def _check(ctx: Context) -> Iterator[Diagnostic]:
    units = ctx.facts.lines.around(standing(ctx.whole, ctx.facts.unusual & _FULL.keys()))
    fixes = (fix for unit in units for fix in _fixes(unit))
    if ctx.document.kind in DECISIONS:  # what a decision quotes is the text of another
        text = ctx.document.source.text
        fixes = (fix for fix in fixes if not _quoted(text, fix.edits[0].span.start))
    yield from ctx.report_fixes(list(fixes), _MANY)


def _quoted(text: str, place: int) -> bool:
    start = text.rfind("\n", 0, place) + 1
    return set_apart(text, start, place)


def _fixes(unit: Unit) -> list[Fix]:
    """The marks of one line, each with what to write instead; a pair is one fix."""
    text, start, end = unit.text, unit.span.start, unit.span.end
    places: list[tuple[int, ...]] = [(match.start(),) for match in _MARK.finditer(text, start, end)]
    places += _brackets(text, start, end)
    kept = [Span(*match.span()) for match in _ADDRESS.finditer(text, start, end)]
    free = (each for each in sorted(places) if not any(s.start <= each[0] < s.end for s in kept))
    return [_wide(text, each) for each in free]


def _brackets(text: str, start: int, end: int) -> Iterator[tuple[int, ...]]:
    """The brackets of Chinese words; （ and ) that belong together."""
    for match in _PAIR.finditer(text, start, end):
        label = _OWN_LABEL.fullmatch(match[0])
        chinese = re.search("[一-龥]", match[0])
        before = text[match.start() - 1 : match.start()] if match.start() > start else ""
        if not label and (chinese or re.match("[一-龥》”]", before)):
            yield match.start(), match.end() - 1
    for match in _ODD.finditer(text, start, end):
        yield (match.start("close") if match["close"] else match.start(),)


def _wide(text: str, places: tuple[int, ...]) -> Fix:
    edits = tuple(Edit(Span(place, place + 1), _FULL[text[place]]) for place in places)
    return Fix(f"改为“{''.join(edit.text for edit in edits)}”", edits, safe=True)


RULE = Rule(
    code="T503",
    name="halfwidth-punctuation",
    name_zh="半角标点",
    summary_en="A punctuation mark beside Chinese characters is half width.",
    severity=Severity.WARNING,
    message="“{words}”是半角标点。中文用全角标点，请改为“{instead}”。",
    check=_check,
    good=(
        Good("第一条　违反本规定，责令改正：\n（一）甲；\n（二）乙。\n"),
        Good("第一条　比例尺为1:100，限额3,000元，见 http://example.org/a:b 。\n"),
        Good("第一条　下列事项：\n（一）甲：\n(1)子；\n(2)丑。\n（二）乙。\n"),
    ),
    bad=(
        Bad(
            "第一条　违反本规定⟦,⟧责令改正⟦:⟧\n（一）甲⟦;⟧\n（二）乙。\n",
            fixed="第一条　违反本规定，责令改正：\n（一）甲；\n（二）乙。\n",
        ),
        Bad(
            "第一条　科研单位⟦(⟧含企业)应当公开。\n", fixed="第一条　科研单位（含企业）应当公开。\n"
        ),
        Bad(
            "第一条　科研单位（含企业⟦)⟧应当公开。\n",
            fixed="第一条　科研单位（含企业）应当公开。\n",
        ),
    ),
    basis=basis("typography"),
)
