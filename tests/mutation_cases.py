"""The cases of tests/test_commitment_mutations.py, each kind generated over all elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from regcheck.analysis.quantities import values
from regcheck.analysis.verdicts import Status, synonyms
from regcheck.data import table
from regcheck.numerals import to_chinese
from tests.mutations import (
    PROMISES,
    SANCTIONS,
    TEXT,
    Key,
    articles,
    by_key,
    check,
    names,
    rewritten,
    sanctions,
)

BEFORE = by_key(check(TEXT))
KEPT = [key for key, found in BEFORE.items() if found.status == "covered"]
WORDS = {promise.id: promise.text for promise in PROMISES}
LAW = "依照《中华人民共和国科学技术进步法》的规定执行"


def kind(key: Key) -> str:
    return BEFORE[key].element.kind


def of_kind(*kinds: str) -> list[Key]:
    return [key for key in KEPT if kind(key) in kinds]


def first_sentence(key: Key) -> str:
    span = BEFORE[key].evidence[0].span
    return TEXT[span.start : span.end]


class Weaker(NamedTuple):
    """A way to weaken the sentences that keep an element, and the verdict that it earns."""

    key: Key
    name: str
    change: Callable[[str], str]
    status: Status = "weakened"

    def __str__(self) -> str:
        return f"{self.key}:{self.name}"


def binding(words: str) -> Callable[[str], str]:
    """应当, or 给予 where a sentence binds without it, in other words."""

    def change(sentence: str) -> str:
        if "应当" in sentence:
            return sentence.replace("应当", words)
        return sentence.replace("给予", f"{words.replace('应当', '')}给予")

    return change


def encouraged(sentence: str) -> str:
    """某部门应当…… → 鼓励某部门……"""
    return re.sub("([^，；]*?)(?:应当|可以|有权|(?=给予))", r"鼓励\1", sentence, count=1)


def blurred(sentence: str) -> str:
    """The bearer with whom a sentence begins → 有关部门."""
    return re.sub("^[^，]*?(?=应当|对)", "有关部门", sentence)


def blurred_authority(sentence: str) -> str:
    """由某部门给予 → 由有关部门给予."""
    return re.sub("由[^，；]*?(?=按照职责|给予|依法|将|撤销)", "由有关部门", sentence)


def under(word: str, condition: str) -> Callable[[str], str]:
    """有权…… → ……有权……"""
    return lambda sentence: sentence.replace(word, condition)


def left_open(key: Key) -> Status:
    """What 按照有关规定 earns: a promise that itself leaves it to rules is kept so."""
    left = re.search("(?:按照?|依照|根据)[^，。]{0,8}(?:有关|相关)规定", WORDS[key.promise])
    return "covered" if left else "weakened"


def weaker_duties() -> Iterator[Weaker]:
    for key in of_kind("obligation"):
        yield Weaker(key, "may", binding("可以"))
        yield Weaker(key, "encouraged", encouraged)
        yield Weaker(key, "rules", binding("应当按照有关规定"))
        yield Weaker(key, "gradually", binding("应当逐步"))
        # a share of the funds and a reward told in a second sentence name no bearer
        if re.match("[^，]*(?:政府|部门)(?:应当|对)", first_sentence(key)):
            yield Weaker(key, "blurred", blurred)


def weaker_liberties() -> Iterator[Weaker]:
    """有权…… under an approval, by rules to be found elsewhere, or as an encouragement."""
    for key in of_kind("permission"):
        found = re.search("可以|有权", first_sentence(key))
        if found is None:
            continue  # 允许失败: its verb is its matter
        word = found[0]
        rules = under(word, f"{word}按照有关规定")
        yield Weaker(key, "encouraged", encouraged)
        yield Weaker(key, "approval", under(word, f"经主管部门批准{word}"))
        if "有关规定" not in first_sentence(key):  # the draft already leaves it to them
            yield Weaker(key, "rules", rules, left_open(key))


def optional(sentence: str) -> str:
    """免予…… → 可以免予……"""
    return re.sub("(?=免予|不予)", "可以", sentence)


def weaker_exemptions() -> Iterator[Weaker]:
    for key in of_kind("exemption"):
        left: Status = "covered" if "可以" in WORDS[key.promise] else "weakened"
        yield Weaker(key, "may", optional, left)


IMPOSED = [
    key
    for key in of_kind(*SANCTIONS)
    # 惩罚性赔偿的适用条件: the sanction is spoken of there, not imposed
    if any(
        not re.match("的|或者", TEXT[c.sanction.span.end :]) for c in sanctions(check(TEXT), key)
    )
]


def weaker_authorities() -> Iterator[Weaker]:
    for key in IMPOSED:
        evidence = [TEXT[e.span.start : e.span.end] for e in BEFORE[key].evidence]
        # 实行一票否决, 依法追究刑事责任 name no body
        if all(blurred_authority(each) != each for each in evidence):
            yield Weaker(key, "blurred", blurred_authority)


WEAKER = [
    *weaker_duties(),
    *weaker_liberties(),
    *weaker_exemptions(),
    *weaker_authorities(),
]


class Number(NamedTuple):
    """A number that replaces the promised one of an element that has a bound, and the verdict."""

    key: Key
    factor: float
    arabic: bool

    def __str__(self) -> str:
        return f"{self.key}:{self.factor:g}{'-digits' if self.arabic else ''}"

    @property
    def amount(self) -> float:
        element = BEFORE[self.key].element
        bound = element.min if element.min is not None else element.max
        assert bound is not None
        return bound * self.factor

    @property
    def words(self) -> str:
        """The amount as a draft writes it: 百分之十五, 15%, 四百万元, 400万元."""
        share = BEFORE[self.key].element.unit == "percent"
        count = round(self.amount * 100 if share else self.amount / 10_000)
        if self.arabic:
            return f"{count}%" if share else f"{count}万元"
        return f"百分之{to_chinese(count)}" if share else f"{to_chinese(count)}万元"


BOUNDED = [key for key in KEPT if BEFORE[key].element.unit is not None]
NUMBERS = [
    Number(key, factor, arabic)
    for key in BOUNDED
    for factor in (0.1, 0.5, 0.75, 0.95, 1, 1.05, 1.5, 2, 5)
    for arabic in (False, True)
    if factor != 1 or arabic  # the very words of the draft
]


def with_number(key: Key, change: Callable[[str], str]) -> str:
    """The draft with the stated quantity of an element changed, with the words that bound it."""

    def sentence(words: str) -> str:
        unit = BEFORE[key].element.unit
        assert unit is not None
        (value,) = values(words, unit)
        start = words.rfind("不低于", 0, value.span.start)
        return words[:start] + change(words[start : value.span.end]) + words[value.span.end :]

    return rewritten(TEXT, key, sentence)


def article_of(provision: str) -> str:
    return provision.split("__", maxsplit=1)[0]


HOLDING = {article_of(e.provision) for found in BEFORE.values() for e in found.evidence}
ARTICLES = articles(TEXT)
MOVED = [article for article in ARTICLES if article.id in HOLDING]
# one paragraph, no list, no promise: where other words may go
PLAIN = [
    a for a in ARTICLES if a.id not in HOLDING and "\n" not in TEXT[a.words.start : a.words.end]
]


def movable() -> list[str]:
    """The paragraphs that hold evidence which says itself what it is about."""
    by_id = check(TEXT).facts.outline.by_id
    words = {
        each: TEXT[provision.span.start : provision.span.end] for each, provision in by_id.items()
    }
    holding: dict[str, None] = {}
    hanging = set[str]()
    for was in BEFORE.values():
        for evidence in was.evidence:
            paragraph = "__".join(evidence.provision.split("__")[:2])
            holding[paragraph] = None
            if not names(was.element, words[paragraph]):
                hanging.add(paragraph)
    told = {article_of(each) for each in hanging}
    # 构成犯罪的，依法追究刑事责任 speaks of the breach that a paragraph before it names: either of
    # them moved without the other is a sanction for something else
    return [
        each
        for each in holding
        if each not in hanging and not (article_of(each) in told and "违反" in words[each])
    ]


class Synonym(NamedTuple):
    """Words of an element as the draft may write them, and other words of data/synonyms.toml."""

    key: Key
    written: tuple[str, ...]
    instead: str
    number: int

    def __str__(self) -> str:
        return f"{self.key}:{self.number}"

    @property
    def text(self) -> str:
        """The draft with the other words."""
        longest = "|".join(sorted(map(re.escape, self.written), key=len, reverse=True))

        def instead(match: re.Match[str]) -> str:
            # 违背科研诚信 needs the noun that 科研失信行为 has
            noun = "行为" if match[0].endswith("行为") else ""
            other = self.instead.removesuffix(noun) + noun
            return self.instead if other == match[0] else other

        return re.sub(longest, instead, TEXT)


def in_other_words() -> Iterator[Synonym]:
    """Each element in each of the words that may stand for its own, but for those that do."""
    groups: list[list[str]] = table("synonyms")["groups"]
    for key in KEPT:
        for about in BEFORE[key].element.about:
            for group in groups:
                part = max((each for each in group if each in about), key=len, default="")
                written = tuple(about.replace(part, word) for word in group) if part else ()
                stands = max((each for each in written if each in TEXT), key=len, default="")
                for number, each in enumerate(written):
                    if stands and each != stands:
                        yield Synonym(key, written, each, number)


def left_to_law(key: Key) -> Callable[[str], str]:
    def change(sentence: str) -> str:
        words = sorted(synonyms(BEFORE[key].element.about), key=len, reverse=True)
        named = [word for word in words if word in sentence]
        return f"{named[0] if named else '下列事项'}，{LAW}{sentence[-1]}"

    return change
