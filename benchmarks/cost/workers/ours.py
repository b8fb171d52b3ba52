"""The work of regcheck, by its parts.

python -m benchmarks.cost.workers.ours structure|values|references|check|draft
"""

from __future__ import annotations

import sys

from benchmarks.cost.workers.loop import ALL, Work, chosen, serve
from benchmarks.cost.workers.plain import LINE, classified
from regcheck.analysis.facts import Facts
from regcheck.engine import Result, again, check_source
from regcheck.library import library
from regcheck.model import Address, Provision, Step
from regcheck.numerals import to_chinese
from regcheck.parse.structure import parse_source
from regcheck.settings import Settings
from regcheck.text import Span, source_file


def structure(texts: list[str]) -> Work:
    """Text → document; counts the provisions of the highest level."""
    return lambda number: sum(
        len(parse_source(source_file(text)).provisions) for text in chosen(texts, number)
    )


def values(texts: list[str]) -> Work:
    """What no parse of lines into these values can go below: the lines classified, and the values
    of the provisions made again, which were parsed beforehand; counts them."""
    documents = [parse_source(source_file(text)).provisions for text in texts]

    def work(_: int) -> int:
        for text, provisions in zip(texts, documents, strict=True):
            classified(text)
            for provision in provisions:
                remade(provision, (), "")
        return len(texts)

    return work


def remade(like: Provision, above: tuple[Step, ...], name: str) -> Provision:
    """An equal provision made of new values; `above` are the steps of its parent, `name` its id."""
    old = like.address.steps[-1]
    steps = (*above, Step(old.level, old.number, old.copy))
    own = name + like.id[len(name) :]
    children = tuple([remade(child, steps, own) for child in like.children])
    return Provision(
        like.level,
        like.number,
        Address(steps),
        Span(like.span.start, like.span.end),
        Span(like.marker.start, like.marker.end),
        like.heading,
        Span(like.heading_span.start, like.heading_span.end),
        Span(like.body.start, like.body.end),
        children,
        own,
    )


def references(texts: list[str]) -> Work:
    """Documents → references; counts them. The documents are parsed beforehand."""
    documents = [parse_source(source_file(text)) for text in texts]
    return lambda _: sum(len(Facts(document).references) for document in documents)


def check(texts: list[str]) -> Work:
    """Text → findings of the default rules, which are dropped; counts them."""
    settings = Settings()
    return lambda number: sum(
        len(check_source(source_file(text), settings, laws=library).diagnostics)
        for text in chosen(texts, number)
    )


def draft(texts: list[str]) -> Work:
    """Number 3k checks text k whole, 3k + 1 checks it again with one article edited, 3k + 2 parses
    the edited text; ALL checks all whole. Counts what was found."""
    first: dict[int, Result] = {}

    def work(number: int) -> int:
        if number == ALL:
            return sum(work(3 * place) for place in range(len(texts)))
        place, step = divmod(number, 3)
        source = source_file(edited(texts[place], place) if step else texts[place])
        if step == 2:
            return len(parse_source(source).provisions)
        known = first.get(place)
        done = again(known, source) if step and known else check_source(source, laws=library)
        first[place] = done
        return len(done.diagnostics)

    return work


def edited(text: str, number: int) -> str:
    """The text with a sentence more in one article, with each number in the next one."""
    firsts = (line for line in LINE.finditer(text) if line.lastgroup == "article")
    ends = [line.end() for line in firsts if line[0].endswith("。")]
    end = ends[number % len(ends)]
    days = to_chinese(number + 10)
    return f"{text[:end]}主管部门应当自收到申请之日起{days}日内答复申请人。{text[end:]}"


if __name__ == "__main__":
    tasks = {
        "structure": structure,
        "values": values,
        "references": references,
        "check": check,
        "draft": draft,
    }
    # A draft is checked again where it was checked before; values are made of others, which would
    # have to be copied for a child.
    serve(tasks[sys.argv[1]], forgetful=sys.argv[1] not in ("draft", "values"))
