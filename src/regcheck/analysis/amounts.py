"""Which numbers of a sentence a promise is to be held against: those on its matter, and on those
who bear them."""

from __future__ import annotations

from typing import Literal, get_args

from regcheck.analysis.commitments import Element
from regcheck.analysis.conditions import conditions
from regcheck.analysis.quantities import Value, values
from regcheck.analysis.spoken import CLAUSE
from regcheck.data import expression

# How far before a number the one who bears it is looked for.
_NEAR = 300
Bearer = Literal["unit", "person"]


def amounts(
    sentence: str, element: Element, words: frozenset[str], promise: str
) -> tuple[Value, ...] | None:
    """The quantities of a sentence for an element whose matter has these words; None where all of
    them are borne by others than those of whom the promise speaks.

    对单位处五万元，对个人处五千元: of a promise about 个人 the second, of one that does not say
    whose any that keeps it.
    """
    if element.unit is None:
        return ()
    found = values(sentence, element.unit)
    borne = [_borne_by(sentence, value) for value in found]
    wanted = _named_in("".join(element.about)) or _promised(promise)
    fitting = tuple(v for v, by in zip(found, borne, strict=True) if by == wanted)
    others = wanted is not None and any(by not in (None, wanted) for by in borne)
    if others and (fitting or None not in borne):
        return fitting or None
    stated = _on_the_matter(sentence, found, words)
    several = {"unit", "person"} <= set(borne)
    if several and not any(value.keeps(element) for value in stated):
        return found
    return stated


def _on_the_matter(
    sentence: str, found: tuple[Value, ...], words: frozenset[str]
) -> tuple[Value, ...]:
    """The quantities in the clause that names the matter, else those after it, else all.

    A condition (增长百分之三十以上的，) says when, not how much.
    """
    stated = conditions().stated
    clauses = [match for match in CLAUSE.finditer(sentence) if not stated(match[0])]
    naming = [match for match in clauses if any(word in match[0] for word in words)]
    for clause in naming:
        inside = tuple(v for v in found if clause.start() <= v.span.start < clause.end())
        after = tuple(value for value in found if value.span.start >= clause.start())
        if inside or after:
            return inside or after
    return found


def _borne_by(sentence: str, value: Value) -> Bearer | None:
    """Who bears what a sentence states there: the last one it names before it."""
    mark = expression("verdicts", "bearer", "mark")
    begin = max(0, value.span.start - _NEAR)
    named = list(mark.finditer(sentence, begin, value.span.start + 1))
    return _kind(next(filter(None, named[-1].groups()))) if named else None


def _promised(promise: str) -> Bearer | None:
    """Who is to bear it by the words of a promise; None where they name both kinds or neither."""
    mark = expression("verdicts", "bearer", "mark")
    named = {_kind(next(filter(None, match.groups()))) for match in mark.finditer(promise)} - {None}
    if named:
        return next(iter(named)) if len(named) == 1 else None
    return _named_in(expression("verdicts", "bearer", "imposing").sub("", promise))


def _named_in(words: str) -> Bearer | None:
    """The one kind of bearer that words name."""
    kinds: list[Bearer] = [
        kind for kind in get_args(Bearer) if expression("verdicts", "bearer", kind).search(words)
    ]
    return kinds[0] if len(kinds) == 1 else None


def _kind(body: str) -> Bearer | None:
    """What a body is by its last words: 科研单位的负责人 is a person."""
    ends: dict[int, Bearer] = {}
    for kind in get_args(Bearer):
        for match in expression("verdicts", "bearer", kind).finditer(body):
            ends[match.end()] = kind
    return ends[max(ends)] if ends else None
