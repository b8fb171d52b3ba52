"""Statements → commitments as they are proposed: what a draft would have to say, and what carries
it. Nothing of it counts before a person has looked at it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

import msgspec

from regcheck.analysis.commitments import Carrier, Commitment, Element
from regcheck.analysis.norms import Norm, sentence_norms
from regcheck.analysis.quantities import values
from regcheck.analysis.sentences import Unit
from regcheck.analysis.statements import Said, Statement, statements
from regcheck.analysis.words import segment
from regcheck.data import expression, table
from regcheck.parse.letter import Letter
from regcheck.text import Span

_CARRIERS: tuple[Carrier, ...] = ("regulation", "rule", "plan", "budget", "project")
# What a norm of these kinds is about can be looked for in a draft.
_KINDS = frozenset(
    {"obligation", "prohibition", "permission", "encouragement", "responsibility", "exemption"}
)
# The longest and the shortest words for a matter; longer ones are in no draft word for word.
_LONGEST, _SHORTEST = 14, 4
_HEX = 12


def proposed(letter: Letter, found: tuple[Statement, ...]) -> tuple[Commitment, ...]:
    """The statements of a letter as commitments whose carrier nobody has confirmed."""
    source = PurePath(letter.source.path).name
    return tuple(_commitment(letter, source, each) for each in found)


def source_hash(text: str) -> str:
    """The hash of a statement's words without its marker, white space apart: it stays where the
    letter is numbered anew."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:_HEX]


def outdated(
    commitments: Iterable[Commitment], source: str, letter: Letter
) -> tuple[Commitment, ...]:
    """The commitments of a source whose words its letter holds no longer."""
    known = {source_hash(each.words) for each in statements(letter)}
    return tuple(
        each for each in commitments if each.source == source and each.hash not in (None, *known)
    )


def _commitment(letter: Letter, source: str, statement: Statement) -> Commitment:
    held = statement.tense in ("commitment", "reported")
    return Commitment(
        id=statement.id,
        source=source,
        text=statement.words,
        carrier="unconfirmed",
        tense=statement.tense,
        span=(statement.span.start, statement.span.end),
        element=elements(statement) if held else (),
        proposed=_carrier(statement) if held else None,
        strength=statement.strength if held else None,
        lead=statement.lead or next(iter(letter.signatures), None) if held else None,
        deadline=statement.deadline,
        hash=source_hash(statement.words),
    )


def _carrier(statement: Statement) -> Carrier:
    """What is likely to carry a statement."""
    if statement.tense == "reported":
        return "regulation"
    words = "".join(said.words for said in statement.kept)
    found = (name for name in _CARRIERS if expression("letter", "carrier", name).search(words))
    return next(found, "measure")


def elements(statement: Statement) -> tuple[Element, ...]:
    """The things that a draft would have to provide to keep a statement."""
    found: dict[tuple[str, str], Element] = {}
    conduct = _conduct(statement)
    for said in _contents(statement):
        for each in (*_sanctions(said, conduct), *_norms(said)):
            found.setdefault((each.kind, each.about[0]), each)
    return tuple(_numbered(found.values()))


def subjects(statement: Statement) -> tuple[str, ...]:
    """Who is named as acting in the sentences of a statement."""
    subject = expression("frames", "norm", "subject")
    acts = expression("letter", "element", "acts")
    found: dict[str, None] = {}
    for said in statement.kept:
        for norm in _in(said):
            found.update({norm.actor: None} if norm.actor else {})
        for clause in re.finditer("[^，。；：]+", said.words):
            named = subject.match(clause[0])
            if named and acts.match(clause[0], named.end()):
                found[named["subject"]] = None
    return tuple(found)


def objects(statement: Statement) -> tuple[str, ...]:
    """What the sentences of a statement are about, sanctions apart."""
    found = (each for said in _contents(statement) for each in _norms(said))
    return tuple(dict.fromkeys(each.about[0] for each in found))


def _contents(statement: Statement) -> tuple[Said, ...]:
    """The sentences a draft is held to, without a heading that the others spell out."""
    kept = statement.kept
    spelt_out = len(kept) > 1 and len(kept[0].words) < min(30, len(kept[1].words))
    return kept[1:] if spelt_out and _firm(kept[1:]) else kept


def _firm(said: tuple[Said, ...]) -> bool:
    measure = expression("letter", "strength", "measure")
    return any(measure.search(each.words) for each in said)


def _numbered(found: Iterable[Element]) -> Iterator[Element]:
    """The elements with their kinds as ids, the second of a kind with -2."""
    count: dict[str, int] = {}
    for element in found:
        count[element.kind] = count.get(element.kind, 0) + 1
        number = count[element.kind]
        name = f"{element.kind}-{number}" if number > 1 else element.kind
        yield msgspec.structs.replace(element, id=name)


def _in(said: Said) -> list[Norm]:
    """The norms of a sentence, by the analysis that reads articles."""
    unit = Unit(said.words, Span(0, len(said.words)), "")
    return sentence_norms(said.words, (unit,))


def _norms(said: Said) -> Iterator[Element]:
    """What a sentence provides, clause by clause; one without a modal word goes on with the last
    (可以按照规定，扩大自主权), else it is a duty."""
    found = _in(said)
    answered = [each.span for norm in found for each in norm.sanctions]
    norms = [norm for norm in found if norm.kind in _KINDS and norm.trigger != "可"]
    going_on = "obligation"
    for clause in re.finditer("[^，。；：]+", said.words):
        place = Span(*clause.span())
        if any(place.overlaps(each) for each in answered):
            continue
        inside = [norm for norm in norms if place.covers(norm.place)]
        if right := expression("letter", "element", "right").search(clause[0]):
            yield from _matters("permission", right[1], "")
        for norm in inside:
            going_on = norm.kind if norm.kind != "encouragement" else "obligation"
            action = norm.action or ""
            if not expression("letter", "element", "grounds").match(action):
                yield from _matters(norm.kind, action, clause[0], norm.trigger)
        if not inside:
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


def _sanctions(said: Said, conduct: str | None) -> Iterator[Element]:
    """The sanctions of a sentence, and those that it names as a system: 惩罚性赔偿制度."""
    found = [each for norm in _in(said) for each in norm.sanctions]
    named = [each for each in found if each.kind != "unspecified"] or found
    for each in named:
        own = expression("letter", "element", "own_matter").search(each.text)
        about = own[0] if own else conduct or each.text
        unit = each.unit if (each.min, each.max) != (None, None) else None
        yield Element("", each.kind, (about,), None, each.min, each.max, unit)
    kinds = {each.kind for each in named}
    for kind in table("letter")["element"]["system"]:
        system = re.search(table("letter")["element"]["system"][kind], said.words)
        if system and kind not in kinds:
            yield Element("", kind, (system[0].strip("“”"),))


def _conduct(statement: Statement) -> str | None:
    """What the sanctions of a statement answer: 论文造假等科研失信行为 → 科研失信."""
    for name in ("conduct", "named_conduct"):
        for said in statement.kept:
            if found := expression("letter", "element", name).search(said.words):
                return str(found[1])
    return None


def _matters(kind: str, action: str, sentence: str, verb: str = "") -> Iterator[Element]:
    """What an action is about, each item of a list by itself, with the quantity that bounds it; a
    short matter with its verb: 允许失败."""
    for place, part in enumerate(_listed(action)):
        core = _core(part)
        if core and len(core) < _SHORTEST and place == 0:
            core = f"{verb}{core}"
        if core and len(core) >= _SHORTEST:
            yield _bounded(Element("", kind, (core,)), sentence)


def _listed(words: str) -> list[str]:
    """The items of 论文造假、抄袭剽窃和伪造数据; what introduces them is left out."""
    bare = expression("letter", "element", "list_lead").sub("", words)
    bare = expression("letter", "element", "and_others").sub("", bare)
    return [part for part in re.split("、|以及|或者|[与及]|和(?![谐平])", bare) if part]


def _bounded(element: Element, sentence: str) -> Element:
    """The element with the bound that the sentence states in percent or in money."""
    for unit in ("percent", "yuan"):
        for value in values(sentence, unit):
            low = value.low if value.low > float("-inf") else None
            high = value.high if value.high < float("inf") else None
            if low == high:
                high = None
            return msgspec.structs.replace(element, min=low, max=high, unit=unit)
    return element


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
