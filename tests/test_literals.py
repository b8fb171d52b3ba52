"""The words that an expression must hold: where none of them stands, nothing matches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from regcheck.analysis.literals import Sieve, literals
from regcheck.analysis.searched import NAMED
from regcheck.analysis.sentences import Unit
from regcheck.data import expression, rule_entries, table
from regcheck.engine import facts_of
from regcheck.formats.files import read_file
from regcheck.settings import Settings
from regcheck.text import source_file

TABLES = ("clauses", "citations", "frames", "integrity", "references", "regions", "authority")
FINDS = tuple(case["find"] for entry in rule_entries() for case in entry["case"])


def strings(value: Any) -> Iterator[str]:
    """All strings in a table, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings(tuple(value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


@cache
def expressions() -> tuple[re.Pattern[str], ...]:
    """Whatever the data files hold that can be read as a regular expression."""
    written = {*strings(rule_entries()), *(s for name in TABLES for s in strings(table(name)))}
    return tuple(filter(None, map(compiled, sorted(written))))


def compiled(words: str) -> re.Pattern[str] | None:
    try:
        return re.compile(words)
    except re.error:
        return None


def assert_held(pattern: re.Pattern[str], text: str, end: int) -> None:
    """Each match holds a word, from its begin on and before the end of what is searched."""
    words = literals(pattern.pattern, pattern.flags)
    for match in pattern.finditer(text, 0, end):
        assert words is None or any(word in text[match.start() : end] for word in words), match


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("严禁", {"严禁"}),
        ("[相对]应(?:该)?", {"相应", "对应"}),
        ("(?:不得|应当)[^。]{0,60}，(?P<at>严禁)", {"，严禁"}),
        ("应(?=按照|于(?!用)|自[^，]{1,9}之日)", {"应按照", "应于", "应自"}),
        ("(?P<one>和|或)(?P=one)", {"和和", "和或", "或和", "或或"}),
        ("(?<=对)[^，]*", None),
        ("甲*乙?", None),
        ("甲|[^乙]", None),
        ("(?i)a", None),
        ("(?i:a)乙", {"乙"}),
        ("(?:甲乙)+丙", {"甲乙"}),
        (r"\d+元", {"元"}),
    ],
)
def test_words_that_are_told(pattern: str, words: set[str] | None) -> None:
    assert literals(pattern) == words


def test_no_expression_of_a_rule_is_tried_everywhere() -> None:
    """A new one that tells no word makes every check of every text slower: word it otherwise."""
    assert [find for find in FINDS if literals(find) is None] == []


PIECES = ("甲", "乙", "丙甲", "[甲乙]", "[^甲]", ".", r"\w", "", "^", "$", r"\b")
WRAPPED = (
    "(?:{0})?", "(?:{0})*", "(?:{0})+?", "(?:{0}){{2}}", "(?:{0}){{1,3}}", "({0})", "(?>{0})",
    "(?={0})", "(?!{0})", "(?i:{0})", "(?P<own>{0})(?P=own)",
)  # fmt: skip
WRITTEN = st.recursive(
    st.sampled_from(PIECES),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map("(?:{0[0]}|{0[1]})".format),
        st.tuples(st.sampled_from(WRAPPED), inner).map(lambda pair: pair[0].format(pair[1])),
    ),
    max_leaves=8,
)


@settings(max_examples=2000)
@given(WRITTEN, st.text("甲乙丙丁", max_size=9), st.integers(0, 9))
def test_any_expression_holds_its_words(pattern: str, text: str, end: int) -> None:
    if found := compiled(pattern):
        assert_held(found, text, min(end, len(text)))


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(st.data())
def test_expressions_of_the_data_hold_their_words(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(expressions()))
    text = data.draw(st.from_regex(pattern))
    assert_held(pattern, text, len(text))


def test_expressions_of_the_data_hold_their_words_in_all_examples() -> None:
    texts = [re.sub("[⟦⟧]", "", each) for each in strings([e["hit"] for e in rule_entries()])]
    for pattern in expressions():
        for text in texts:
            assert_held(pattern, text, len(text))


def pair(unit: Unit) -> tuple[int, int]:
    return unit.span.start, unit.span.end


@pytest.mark.corpus
def test_units_that_are_not_given_hold_no_match(data: Path) -> None:
    for path in islice(sorted((data / "corpus").rglob("*.md")), 0, None, 300):
        facts = facts_of(read_file(str(path)), Settings())
        text = facts.document.source.text
        known = Sieve(pattern.pattern for pattern in expressions()).sift(text)
        for units in (facts.sentences, facts.lines):
            for pattern in expressions():
                matching = [unit for unit in units.units if pattern.search(text, *pair(unit))]
                places = known.places(pattern.pattern)
                around = list(units.around(places))
                holding = list(units.holding(pattern))
                assert all(unit in around and unit in holding for unit in matching), pattern


@given(st.lists(st.sampled_from(FINDS), max_size=6), st.text("严禁不准应当于，。", max_size=30))
@example([FINDS[0]], "\ud800应该由")
def test_a_sieve_tells_what_a_search_for_each_would(finds: list[str], text: str) -> None:
    together, alone = Sieve(finds).sift(text), Sieve([]).sift(text)
    for find in finds:
        assert list(together.places(find)) == list(alone.places(find))


def test_what_tells_no_words_may_match_anywhere() -> None:
    units = facts_of(source_file("第一条　甲。\n第二条　乙。\n"), Settings()).sentences
    assert [unit.words for unit in units.holding(re.compile("[^丙]"))] == ["甲。", "乙。"]
    assert [*Sieve(["[^丙]"]).sift("甲乙").places("[^丙]")] == [0, 1, 2]
    assert [*Sieve([]).sift("").places("$")] == [0]


def test_what_every_draft_is_searched_for_tells_its_words() -> None:
    assert [name for name in NAMED if literals(expression(*name).pattern) is None] == []


def test_each_unit_is_given_once_and_in_order() -> None:
    text = "第一条　严禁甲，严禁乙。不准丙。\n第二条　甲。严禁丁。\n"
    units = facts_of(source_file(text), Settings()).sentences
    words = [unit.words for unit in units.holding(re.compile("严禁"))]
    assert words == ["严禁甲，严禁乙。", "严禁丁。"]
