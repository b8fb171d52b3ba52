"""Statement → Content: what it asks of a draft, and who and what it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from math import inf

import msgspec

from regcheck.analysis.commitments import Element, Quantity
from regcheck.analysis.norms import Norm, sentence_norms
from regcheck.analysis.quantities import values
from regcheck.analysis.statements import Said, Statement
from regcheck.analysis.words import segment
from regcheck.data import expression, table

# What a norm of these kinds is about can be looked for in a draft.
_KINDS = frozenset(
    {"obligation", "prohibition", "permission", "encouragement", "responsibility", "exemption"}
)
# The longest and the shortest words for a matter; longer ones are in no draft word for word.
_LONGEST, _SHORTEST = 14, 4
# A heading is shorter than this.
_HEADING = 30
_BOUNDING: tuple[Quantity, ...] = ("percent", "yuan")
_CLAUSE = re.compile("[^，。；：]+")


class Content(msgspec.Struct, frozen=True):
    """What is in a statement: the elements of a promise, who is named as acting, and what its
    sentences are about, sanctions apart."""

    elements: tuple[Element, ...]
    subjects: tuple[str, ...]
    objects: tuple[str, ...]


class _Read(msgspec.Struct, frozen=True):
    """A sentence with its norms, by the analysis that reads articles."""

    said: Said
    norms: tuple[Norm, ...]


def content(statement: Statement) -> Content:
    """The content of the sentences of a statement that have its tense."""
    sentences = [_Read(said, _norms_of(said)) for said in statement.kept]
    told = _without_heading(sentences)
    matters = {sentence.said: tuple(_matters_of(sentence)) for sentence in told}
    conduct = _conduct(statement.kept)
    found: dict[tuple[str, str], Element] = {}
    for sentence in told:
        for each in (*_sanctions(sentence, conduct), *matters[sentence.said]):
            found.setdefault((each.kind, each.about[0]), each)
    return Content(
        elements=tuple(_numbered(found.values())),
        subjects=tuple(dict.fromkeys(who for each in sentences for who in _subjects(each))),
        objects=tuple(dict.fromkeys(each.about[0] for said in matters.values() for each in said)),
    )


def _norms_of(said: Said) -> tuple[Norm, ...]:
    return sentence_norms(said.words)


def _subjects(sentence: _Read) -> Iterator[str]:
    """Who is named as acting: the actors of its norms, and who begins a clause."""
    yield from (norm.actor for norm in sentence.norms if norm.actor)
    subject = expression("frames", "norm", "subject")
    acts = expression("letter", "element", "acts")
    for clause in _CLAUSE.finditer(sentence.said.words):
        named = subject.match(clause[0])
        if named and acts.match(clause[0], named.end()):
            yield named["subject"]


def _without_heading(sentences: list[_Read]) -> list[_Read]:
    """The sentences without a short first one that names what the others spell out."""
    measure = expression("letter", "strength", "measure")
    if len(sentences) > 1:
        first, second = (each.said.words for each in sentences[:2])
        short = len(first) < min(_HEADING, len(second))
        if short and any(measure.search(each.said.words) for each in sentences[1:]):
            return sentences[1:]
    return sentences


def _numbered(found: Iterable[Element]) -> Iterator[Element]:
    """The elements with their kinds as ids, the second of a kind with -2."""
    count: dict[str, int] = {}
    for element in found:
        count[element.kind] = count.get(element.kind, 0) + 1
        number = count[element.kind]
        name = f"{element.kind}-{number}" if number > 1 else element.kind
        yield msgspec.structs.replace(element, id=name)


def _matters_of(sentence: _Read) -> Iterator[Element]:
    """What a sentence provides, clause by clause; one without a modal word goes on with the last
    (可以按照规定，扩大自主权), else it is a duty. Clauses that name a sanction are left out."""
    words = sentence.said.words
    clauses = list(_CLAUSE.finditer(words))
    starts = [clause.start() for clause in clauses]
    inside: dict[int, list[Norm]] = {}
    answered: set[int] = set()
    for norm in sentence.norms:
        if norm.kind in _KINDS and norm.trigger != "可":
            inside.setdefault(bisect_right(starts, norm.place.start) - 1, []).append(norm)
        for each in norm.sanctions:
            first = bisect_right(starts, each.span.start) - 1
            answered.update(range(first, bisect_left(starts, each.span.end)))
    going_on = "obligation"
    for place, clause in enumerate(clauses):
        if place in answered:
            continue
        if right := expression("letter", "element", "right").search(clause[0]):
            yield from _matters("permission", right[1], "")
        for norm in inside.get(place, ()):
            going_on = norm.kind if norm.kind != "encouragement" else "obligation"
            action = norm.action or ""
            if not expression("letter", "element", "grounds").match(action):
                yield from _matters(norm.kind, action, clause[0], norm.trigger)
        if place not in inside:
            yield from _unmarked(clause[0], going_on)


def _unmarked(clause: str, kind: str) -> Iterator[Element]:
    """What a clause without a modal word is about: 严肃查处论文造假，建立快速查处机制。"""
    if listed := expression("letter", "element", "forbidden").match(clause):
        for conduct in _listed(listed["list"]):
            if len(conduct) >= _SHORTEST:
                yield Element("", "prohibition", (conduct,))
        return
    words = expression("letter", "strength", "adverb").sub("", clause)
    if any(re.search(system, words) for system in table("letter")["element"]["system"].values()):
        return
    if stated := expression("letter", "element", "stated").match(words):
        # 其中用于基础研究的比例不低于百分之十五
        yield from _matters(kind, stated[1], clause)
        return
    for name in ("measure", "direction"):
        if verb := expression("letter", "strength", name).match(words):
            yield from _matters(kind, words[verb.end() :], clause, verb[0])
            return


def _sanctions(sentence: _Read, conduct: str | None) -> Iterator[Element]:
    """The sanctions of a sentence, and those that it names as a system: 惩罚性赔偿制度."""
    found = [each for norm in sentence.norms for each in norm.sanctions]
    named = [each for each in found if each.kind != "unspecified"] or found
    for each in named:
        own = expression("letter", "element", "own_matter").search(each.text)
        about = own[0] if own else conduct or each.text
        unit = each.unit if (each.min, each.max) != (None, None) else None
        yield Element("", each.kind, (about,), None, each.min, each.max, unit)
    kinds = {each.kind for each in named}
    for kind in table("letter")["element"]["system"]:
        system = re.search(table("letter")["element"]["system"][kind], sentence.said.words)
        if system and kind not in kinds:
            yield Element("", kind, (system[0].strip("“”"),))


def _conduct(sentences: tuple[Said, ...]) -> str | None:
    """What the sanctions of a statement answer: 论文造假等科研失信行为 → 科研失信."""
    for name in ("conduct", "named_conduct"):
        for said in sentences:
            if found := expression("letter", "element", name).search(said.words):
                return str(found[1])
    return None


def _matters(kind: str, action: str, sentence: str, verb: str = "") -> Iterator[Element]:
    """What an action is about, each item of a list by itself, with the quantity that bounds it; a
    short matter with its verb: 允许失败."""
    least, most, unit = _bounds(sentence)
    for place, part in enumerate(_listed(action)):
        core = _core(part)
        if core and len(core) < _SHORTEST and place == 0:
            core = f"{verb}{core}"
        if core and len(core) >= _SHORTEST:
            yield Element("", kind, (core,), None, least, most, unit)


def _listed(words: str) -> list[str]:
    """The items of 论文造假、抄袭剽窃和伪造数据; what introduces them is left out."""
    bare = expression("letter", "element", "list_lead").sub("", words)
    bare = expression("letter", "element", "and_others").sub("", bare)
    return [part for part in re.split("、|以及|或者|[与及]|和(?![谐平])", bare) if part]


def _bounds(sentence: str) -> tuple[float | None, float | None, Quantity | None]:
    """The least and the most that a sentence states in percent or in money, and the unit; a plain
    number is the least: 安排五百万元."""
    for unit in _BOUNDING:
        for value in values(sentence, unit):
            least = None if value.low == -inf else value.low
            most = None if value.high in (inf, value.low) else value.high
            return least, most, unit
    return None, None, None


def _core(words: str) -> str | None:
    """The end of a phrase that a draft would have, too: 重点行业的快速查处机制 → 快速查处机制."""
    bare = re.sub("[“”‘’《》（）\\s]", "", words).strip("的了")
    tail = bare.rsplit("的", 1)[-1]
    bare = tail if len(tail) >= _SHORTEST else bare
    bare = expression("letter", "element", "fore").sub("", bare)
    if len(bare) > _LONGEST:
        kept: list[str] = []
        for word in reversed(segment(bare)):
            if sum(map(len, kept)) + len(word) > _LONGEST:
                break
            kept.insert(0, word)
        bare = "".join(kept)
    return bare or None
