"""What every kind of change to a real draft does to the verdicts on all its commitments.

The cases are generated over the elements of the commitments that the regulation carries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from regcheck.analysis.coverage import ElementCoverage
from regcheck.analysis.verdicts import Status, synonyms
from regcheck.data import expression, table
from regcheck.engine import Result
from tests.mutations import (
    NOTHING,
    PROMISES,
    SANCTIONS,
    TEXT,
    Key,
    articles,
    at_sanctions,
    by_key,
    check,
    commitment,
    edited,
    exchanged,
    messages,
    names,
    removed,
    rewritten,
    sanctions,
    to_the_end,
    while_kept,
    without,
)

BEFORE = by_key(check(TEXT))
KEPT = [key for key, found in BEFORE.items() if found.status == "covered"]
WORDS = {promise.id: promise.text for promise in PROMISES}
LAW = "依照《中华人民共和国科学技术进步法》的规定执行"
_CODES: dict[Status, str] = {
    "contradicted": "P003",
    "weakened": "P004",
    "kept-by-reference": "P007",
}


def kind(key: Key) -> str:
    return BEFORE[key].element.kind


def of_kind(*kinds: str) -> list[Key]:
    return [key for key in KEPT if kind(key) in kinds]


def first_sentence(key: Key) -> str:
    span = BEFORE[key].evidence[0].span
    return TEXT[span.start : span.end]


def held(text: str, key: Key, status: Status) -> Result:
    """The changed draft, in which the element has this verdict, its rule says so, and every element
    that other sentences keep has the verdict that it had."""
    assert text != TEXT
    result = check(text)
    found = by_key(result)
    assert found[key].status == status, found[key].reason
    touched = {evidence.span for evidence in BEFORE[key].evidence}
    for other, was in BEFORE.items():
        if touched.isdisjoint(evidence.span for evidence in was.evidence):
            assert found[other].status == was.status, (other, found[other].reason)
    if status in _CODES:
        about = f"“{BEFORE[key].element.about[0]}”"
        assert any(about in each for each in messages(result, _CODES[status], key.promise))
    if status in ("contradicted", "weakened"):
        assert commitment(result, key.promise).status == status
    return result


def test_enough() -> None:
    assert len(KEPT) == 46


# 1. Removed


@pytest.mark.parametrize("key", KEPT, ids=str)
def test_removed(key: Key) -> None:
    """Without all that keeps or touches it an element is missing, and its rule says so."""
    result = held(removed(TEXT, [key]), key, "missing")
    found = commitment(result, key.promise)
    assert found.status == ("partial" if found.kept else "missing")
    (message,) = messages(result, "P002" if found.kept else "P001", key.promise)
    assert not found.kept or by_key(result)[key].reason in message


@pytest.mark.parametrize("promise", WORDS, ids=lambda promise: str(Key(promise, "all")))
def test_all_removed(promise: str) -> None:
    """Without all that keeps its elements a commitment is missing: P001, an error."""
    text = removed(TEXT, [key for key in KEPT if key.promise == promise])
    assert text != TEXT
    result = check(text)
    assert commitment(result, promise).status == "missing"
    (finding,) = [f for f in result.diagnostics if f.code == "P001" and promise in f.message]
    assert finding.severity == "error"


# 2. Weakened


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


def blurred(key: Key) -> Callable[[str], str]:
    """The bearer with whom a sentence begins → 有关部门."""
    return lambda sentence: re.sub("^[^，]*?(?=应当|对)", "有关部门", sentence)


def weaker_duties() -> Iterable[Weaker]:
    for key in of_kind("obligation"):
        yield Weaker(key, "may", binding("可以"))
        yield Weaker(key, "encouraged", encouraged)
        yield Weaker(key, "rules", binding("应当按照有关规定"))
        yield Weaker(key, "gradually", binding("应当逐步"))
        # a share of the funds and a reward told in a second sentence name no bearer
        if re.match("[^，]*(?:政府|部门)(?:应当|对)", first_sentence(key)):
            yield Weaker(key, "blurred", blurred(key))


def weaker_liberties() -> Iterable[Weaker]:
    """有权…… under an approval, by rules to be found elsewhere, or as an encouragement."""
    for key in of_kind("permission"):
        found = re.search("可以|有权", first_sentence(key))
        if found is None:
            continue  # 允许失败: its verb is its matter
        word = found[0]
        # a promise that itself leaves it to rules is kept by a draft that does
        left = expression("verdicts", "weak", "vague").search(WORDS[key.promise])
        rules: Status = "covered" if left else "weakened"
        yield Weaker(key, "encouraged", encouraged)
        yield Weaker(key, "approval", lambda s, w=word: s.replace(w, f"经主管部门批准{w}"))
        yield Weaker(key, "rules", lambda s, w=word: s.replace(w, f"{w}按照有关规定"), rules)


def weaker_exemptions() -> Iterable[Weaker]:
    for key in of_kind("exemption"):
        left = "可以" in WORDS[key.promise]
        change = lambda s: re.sub("(?=免予|不予)", "可以", s)  # noqa: E731
        yield Weaker(key, "may", change, "covered" if left else "weakened")


WEAKER = [*weaker_duties(), *weaker_liberties(), *weaker_exemptions()]


@pytest.mark.parametrize("case", WEAKER, ids=str)
def test_weakened(case: Weaker) -> None:
    """A duty made a liberty, put off, left to other rules or to no one is weaker: P004."""
    text = rewritten(TEXT, case.key, case.change)
    if case.status == "weakened":
        text = while_kept(case.key, lambda text: rewritten(text, case.key, case.change))
    held(text, case.key, case.status)


IMPOSED = [
    key
    for key in of_kind(*SANCTIONS)
    # 惩罚性赔偿的适用条件: the sanction is spoken of there, not imposed
    if any(not re.match("的|或者", TEXT[cut.sanction.span.end :]) for cut in sanctions(check(TEXT), key))
]


@pytest.mark.parametrize("key", IMPOSED, ids=str)
def test_sanction_made_a_liberty(key: Key) -> None:
    held(while_kept(key, lambda text: at_sanctions(text, key, "可以")), key, "weakened")


# 3. Numbers


# 4. One sanction of a list


@pytest.mark.parametrize("key", of_kind(*SANCTIONS), ids=str)
def test_sanction_dropped(key: Key) -> None:
    """Without one of its sanctions a commitment is kept in part; P002 names that one alone."""
    gone = sanctions(check(TEXT), key)
    text = while_kept(
        key, lambda text: edited(text, (without(text, cut) for cut in sanctions(check(text), key)))
    )
    assert text != TEXT
    result = check(text)
    # an element with no other sanction than those that were cut goes with them: 一票否决 and 资格
    with_it = {other for other in of_kind(kind(key)) if sanctions(check(TEXT), other) <= gone}
    for other, found in by_key(result).items():
        expected = "missing" if other in with_it else BEFORE[other].status
        assert found.status == expected, (other, found.reason)
    assert commitment(result, key.promise).status == "partial"
    (message,) = messages(result, "P002", key.promise)
    found = by_key(result)
    missing = "".join(found[each].reason for each in KEPT if each in with_it)
    assert f"缺：{missing}请补上" in message


# 5. Moved


# 6. Synonyms


# 7. Left to a law


def left_to_law(key: Key) -> Callable[[str], str]:
    def change(sentence: str) -> str:
        words = sorted(synonyms(BEFORE[key].element.about), key=len, reverse=True)
        named = [word for word in words if word in sentence]
        return f"{named[0] if named else '下列事项'}，{LAW}{sentence[-1]}"

    return change


@pytest.mark.parametrize("key", [key for key in KEPT if kind(key) not in SANCTIONS], ids=str)
def test_left_to_a_law(key: Key) -> None:
    """A matter left to a law that the draft names is kept by reference: P007."""
    held(while_kept(key, lambda text: rewritten(text, key, left_to_law(key))), key, "kept-by-reference")


# 8. The opposite


OPPOSITE = {
    "obligation": ("应当", "不得"),
    "encouragement": ("应当|(?=鼓励)", "不得"),
    "permission": ("可以|有权|(?=允许)", "不得"),
    # 不得不予 would be a double negation
    "exemption": ("免予|依法不予", "不得免予"),
    "prohibition": ("不得", "可以"),
}


@pytest.mark.parametrize(
    "key",
    # 比例不得不低于: the opposite of a number is another number
    [key for key in KEPT if kind(key) not in SANCTIONS and BEFORE[key].element.unit is None],
    ids=str,
)
def test_opposite(key: Key) -> None:
    """What was promised is forbidden, what was to be forbidden allowed: P003."""
    old, new = OPPOSITE[kind(key)]
    step = lambda text: rewritten(text, key, lambda s: re.sub(old, new, s))  # noqa: E731
    held(while_kept(key, step), key, "contradicted")


@pytest.mark.parametrize("word", ["不得", "不予"], ids=["must-not", "not"])
@pytest.mark.parametrize("key", IMPOSED, ids=str)
def test_sanction_excluded(key: Key, word: str) -> None:
    """A sanction that was promised is excluded: P003."""
    held(while_kept(key, lambda text: at_sanctions(text, key, word)), key, "contradicted")
