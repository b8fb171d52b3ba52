"""What every kind of change to a real draft does to the verdicts on all its commitments.

The cases are generated over the elements of the commitments that the regulation carries.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from regcheck.analysis.verdicts import Status
from regcheck.engine import Result
from regcheck.numerals import to_chinese
from regcheck.text import Span
from tests.mutation_cases import (
    ARTICLES,
    BEFORE,
    BOUNDED,
    IMPOSED,
    KEPT,
    MOVED,
    NUMBERS,
    PLAIN,
    WEAKER,
    WORDS,
    Number,
    Synonym,
    Weaker,
    in_other_words,
    kind,
    left_open,
    left_to_law,
    movable,
    of_kind,
    with_number,
)
from tests.mutations import (
    NOTHING,
    PROMISES,
    SANCTIONS,
    TEXT,
    Article,
    Key,
    at_sanctions,
    by_key,
    check,
    commitment,
    edited,
    exchanged,
    messages,
    removed,
    rewritten,
    sanctions,
    to_the_end,
    while_kept,
    without,
)

_CODES: dict[Status, str] = {
    "contradicted": "P003",
    "weakened": "P004",
    "kept-by-reference": "P007",
}


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
    (message,) = messages(result, "P001", promise)
    assert [f.severity for f in result.diagnostics if f.message == message] == ["error"]


# 2. Weakened


@pytest.mark.parametrize("case", WEAKER, ids=str)
def test_weakened(case: Weaker) -> None:
    """A duty made a liberty, put off, left to other rules or to no one is weaker: P004."""
    text = rewritten(TEXT, case.key, case.change)
    if case.status == "weakened":
        text = while_kept(case.key, lambda text: rewritten(text, case.key, case.change))
    held(text, case.key, case.status)


@pytest.mark.parametrize("key", IMPOSED, ids=str)
def test_sanction_made_a_liberty(key: Key) -> None:
    held(while_kept(key, lambda text: at_sanctions(text, key, "可以")), key, "weakened")


@pytest.mark.parametrize("key", IMPOSED, ids=str)
def test_sanction_left_to_rules(key: Key) -> None:
    """由某部门给予 → 由某部门按照有关规定给予."""
    held(at_sanctions(TEXT, key, "按照有关规定"), key, left_open(key))


# 3. Numbers


@pytest.mark.parametrize("case", NUMBERS, ids=str)
def test_number(case: Number) -> None:
    """A number below the promised one is the opposite (P003), one above it is stronger."""
    text = with_number(case.key, lambda _: f"不低于{case.words}")
    result = held(text, case.key, "contradicted" if case.factor < 1 else "covered")
    assert by_key(result)[case.key].stronger == (case.factor > 1)


@pytest.mark.parametrize("case", NUMBERS, ids=str)
def test_number_under_a_ceiling(case: Number) -> None:
    """The same of a promised maximum: what lies above it is the opposite, what lies below it is
    stronger."""
    (promise,) = (each for each in PROMISES if each.id == case.key.promise)
    elements = tuple(
        replace(each, min=None, max=each.min) if each.id == case.key.element else each
        for each in promise.element
    )
    text = with_number(case.key, lambda _: f"不超过{case.words}")
    assert text != TEXT
    result = check(text, (replace(promise, element=elements),))
    found = by_key(result)[case.key]
    assert found.status == ("contradicted" if case.factor > 1 else "covered")
    assert found.stronger == (case.factor < 1)
    assert bool(messages(result, "P003", promise.id)) == (case.factor > 1)


@pytest.mark.parametrize("words", ["不高于", "不超过", "最高"], ids=["cap", "at-most", "highest"])
@pytest.mark.parametrize("key", BOUNDED, ids=str)
def test_floor_made_a_ceiling(key: Key, words: str) -> None:
    text = with_number(key, lambda stated: stated.replace("不低于", words))
    held(text, key, "contradicted")


@pytest.mark.parametrize("words", ["逐步提高", "稳步增加"], ids=["gradually", "steadily"])
@pytest.mark.parametrize("key", BOUNDED, ids=str)
def test_number_dropped(key: Key, words: str) -> None:
    """A number dropped for 逐步提高 is weaker: P004."""
    held(with_number(key, lambda _: words), key, "weakened")


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
    verdicts = by_key(result)
    missing = "".join(verdicts[each].reason for each in KEPT if each in with_it)
    assert f"缺：{missing}请补上" in message


# 5. Moved


def led_to(text: str, place: Callable[[str], str]) -> None:
    """Every element has the verdict that it had, and its evidence leads to the new place."""
    assert text != TEXT
    result = check(text)
    for key, found in by_key(result).items():
        was = BEFORE[key]
        assert found.status == was.status, (key, found.reason)
        expected = {place(evidence.provision) for evidence in was.evidence}
        assert {evidence.provision for evidence in found.evidence} == expected
    kept = [commitment(result, promise).status for promise in WORDS]
    assert kept == [commitment(check(TEXT), promise).status for promise in WORDS]


@pytest.mark.parametrize("article", MOVED, ids=lambda article: article.id)
@pytest.mark.parametrize("other", [PLAIN[0], PLAIN[-1]], ids=lambda article: article.id)
def test_articles_exchanged(article: Article, other: Article) -> None:
    text = exchanged(TEXT, article, other)
    led_to(text, lambda place: re.sub(f"^{article.id}(?=__)", other.id, place))


@pytest.mark.parametrize("article", MOVED, ids=lambda article: article.id)
def test_article_moved_to_the_end(article: Article) -> None:
    text = to_the_end(TEXT, article, f"第{to_chinese(len(ARTICLES) + 1)}条")
    new = f"art_{len(ARTICLES) + 1}"
    led_to(text, lambda place: re.sub(f"^{article.id}(?=__)", new, place))


@pytest.mark.parametrize("paragraph", movable())
def test_paragraph_moved(paragraph: str) -> None:
    """A paragraph becomes the second one of an article that had one."""
    other = PLAIN[1]
    span = check(TEXT).facts.outline.by_id[paragraph].span
    words = TEXT[span.start : span.end].strip()
    after = Span(other.words.end, other.words.end)
    text = edited(TEXT, [(span, f"{NOTHING}。"), (after, f"\n\n{words}")])
    new = f"{other.id}__para_2"
    led_to(text, lambda place: re.sub(f"^{paragraph}(?=__|$)", new, place))


# 6. Synonyms


@pytest.mark.parametrize("case", list(in_other_words()), ids=str)
def test_synonym(case: Synonym) -> None:
    """A promise kept in other words for the same is kept."""
    held(case.text, case.key, "covered")


# 7. Left to a law


@pytest.mark.parametrize("key", [key for key in KEPT if kind(key) not in SANCTIONS], ids=str)
def test_left_to_a_law(key: Key) -> None:
    """A matter left to a law that the draft names is kept by reference: P007."""
    held(
        while_kept(key, lambda text: rewritten(text, key, left_to_law(key))),
        key,
        "kept-by-reference",
    )


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
