"""自称与文种不符。

名称是“办法”的，只能自称“本办法”。出现“本条例”“本规定”的，多半是从别的法规或者旧稿里照搬来的。
引号里的文字、书名号里的名称不算；“本法院”“基本法”之类不是自称。地方性法规名为“实施……办法”而自称
“本条例”的，所指仍然明确，“适用本规定”可能指本款的规定，都作警告；其余作错误。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from regcheck.analysis.titles import instrument
from regcheck.data import basis, pattern
from regcheck.diagnostic import Diagnostic, Edit, Fix, Severity
from regcheck.model import Provision
from regcheck.rule import Bad, Context, Good, Rule
from regcheck.text import Span

# Bounded, so that marks left open are not looked for to the end again and again.
_QUOTED = re.compile(r"“[^”]{0,5000}”|《[^》]{0,300}》")


def _check(ctx: Context) -> Iterator[Diagnostic]:
    own = instrument(ctx.document.title)
    if not own:
        return
    implementing = pattern("self_name", "implementing").search(ctx.document.title)
    for provision in _calling_otherwise(ctx, own):
        words = ctx.text(provision.body)
        quoted = [match.span() for match in _QUOTED.finditer(words)]
        for match in pattern("self_name", "mention").finditer(words):
            inside = any(start <= match.start() < end for start, end in quoted)
            if match["word"] == own or inside:
                continue
            start = provision.body.start + match.start()
            span = Span(start, start + len(match[0]))
            doubtful = (implementing and match["word"] == "条例") or _this_rule(words, match)
            severity = Severity.WARNING if doubtful else Severity.ERROR
            fix = (
                None
                if _this_rule(words, match)
                else Fix(f"改为“本{own}”", (Edit(span, f"本{own}"),))
            )
            yield ctx.report(span, severity=severity, fix=fix, wrong=match[0], own=own)


def _calling_otherwise(ctx: Context, own: str) -> Iterator[Provision]:
    """The provisions with another word after 本 than the title's."""
    places = ctx.facts.sifted.places(pattern("self_name", "mention").pattern)
    return ctx.around(at for at in places if not ctx.whole.startswith(own, at + 1))


def _this_rule(words: str, match: re.Match[str]) -> bool:
    """Whether 本规定 may mean this paragraph's rule: 不适用本规定."""
    leads = pattern("self_name", "this_rule").search(words[: match.start()])
    return match["word"] == "规定" and bool(leads)


RULE = Rule(
    code="S119",
    name="self-name",
    name_zh="自称与文种不符",
    summary_en="The regulation calls itself by another kind of instrument than its title.",
    severity=Severity.ERROR,
    message="这里自称“{wrong}”，而名称是“{own}”，应当写“本{own}”。",
    check=_check,
    good=(
        Good("某省甲办法\n第一条　实施本办法需要的经费，由财政保障。\n"),
        Good("某省甲条例\n第一条　依照基本法、《关于本规定的说明》执行，“本办法”字样删去。\n"),
        Good("某省甲条例（试行）\n第一条　本条例适用于甲。\n"),
    ),
    bad=(
        Bad("某省实施《甲法》办法\n第一条　违反⟦本条例⟧规定的，责令改正。\n"),
        Bad(
            "某省甲办法\n第一条　实施⟦本条例⟧需要的经费，由财政保障。\n",
            "某省甲办法\n第一条　实施本办法需要的经费，由财政保障。\n",
        ),
        Bad(
            "某省甲条例\n第一条　违反⟦本规定⟧的，责令改正。\n",
            "某省甲条例\n第一条　违反本条例的，责令改正。\n",
        ),
    ),
    basis=basis("self-name"),
)
