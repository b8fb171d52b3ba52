"""The patterns that legal staff edit: every example in the data files, and the two segmenters."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from regcheck.analysis.facts import Facts
from regcheck.analysis.matches import matches
from regcheck.analysis.triggers import OTHER, Pattern, form, patterns
from regcheck.analysis.words import jieba_cutter, rjieba_cutter, segment, shortest, word_at
from regcheck.parse.structure import parse
from regcheck.text import Span

CASES = [(name, pattern) for name in ("norms", "sanctions") for pattern in patterns(name)]


def _kinds(sentence: str) -> set[str]:
    """The kinds of norms and sanctions found in an article of one sentence."""
    norms = Facts(parse(f"第一条　{sentence}\n")).norms
    return {norm.kind for norm in norms} | {s.kind for norm in norms for s in norm.sanctions}


@pytest.mark.parametrize(("name", "pattern"), CASES, ids=lambda v: getattr(v, "id", None))
def test_examples(name: str, pattern: Pattern) -> None:
    assert pattern.hit
    assert pattern.miss
    for sentence in pattern.hit:
        assert pattern.kind in _kinds(sentence), sentence
    for sentence in pattern.miss:
        assert pattern.kind not in _kinds(sentence), sentence


def test_sanction_patterns_have_a_nature() -> None:
    assert all(pattern.nature for pattern in patterns("sanctions"))


SENTENCES = (
    "县级以上人民政府应当建立科研失信严重行为名单制度。",
    "违反本条例第一百零二条之一规定的，处一万元以上五万元以下罚款；构成犯罪的，依法追究刑事责任。",
    "科研人员在科研项目申报和实施期间可以自主选择和调整技术路线。",
    "故意侵犯知识产权，情节严重的，依法承担惩罚性赔偿责任，并记入市场主体诚信档案。",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_both_segmenters_agree(sentence: str) -> None:
    assert rjieba_cutter()(sentence) == jieba_cutter()(sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_concatenate(sentence: str) -> None:
    assert "".join(segment(sentence)) == sentence


VOCAB = Vocab()
# Words between those of a pattern, marks and numbers among them.
BETWEEN = (
    "的",
    "科研单位",
    "、",
    "“",
    "一万元",
    "1,000元",
    "三倍",
    "处理",
    "罚款额",
    "办法",
    "x.1",
)


@cache
def _matcher(pattern: Pattern) -> Matcher:
    """A Matcher over all words of a clause, as the file's head explains the notation."""
    row: list[dict[str, object]] = []
    for step in pattern.steps:
        like = "|".join(word.replace("*", ".*") for word in step)
        row.append({"OP": "*"} if step == (OTHER,) else {"TEXT": {"REGEX": f"^(?:{like})$"}})
    matcher = Matcher(VOCAB)
    matcher.add(pattern.id, [row])
    return matcher


@st.composite
def _clauses(draw: st.DrawFn) -> tuple[Pattern, str]:
    """A pattern, and a clause of its words and others."""
    pattern = draw(st.sampled_from([each for _, each in CASES]))
    own = [word.replace("*", "甲") for step in pattern.steps for word in step if word != OTHER]
    words = draw(st.lists(st.sampled_from([*own, *own, *BETWEEN]), min_size=1, max_size=9))
    return pattern, "".join(words)


@settings(max_examples=400, deadline=None)
@given(_clauses())
def test_a_match_is_the_shortest_that_spacy_finds_among_all_words(
    case: tuple[Pattern, str],
) -> None:
    pattern, clause = case
    words = segment(clause)
    tokens = Doc(VOCAB, words=words, spaces=[False] * len(words))
    found = {
        (tokens[start].idx, tokens[end - 1].idx + len(tokens[end - 1]))
        for _, start, end in _matcher(pattern)(tokens)
    }
    for offset in range(len(clause)):
        holding = [span for span in found if span[0] <= offset < span[1]]
        best = min(holding, key=lambda span: (span[1] - span[0], span[1]), default=None)
        assert shortest(form(pattern), clause, offset) == best


@settings(max_examples=200, deadline=None)
@given(_clauses(), st.data())
def test_words_do_not_depend_on_what_goes_before(
    case: tuple[Pattern, str], data: st.DataObject
) -> None:
    clause = case[1] + "建立科研诚信管理制度"
    offset = data.draw(st.integers(0, len(clause) - 1))
    assert word_at(clause, offset) == segment(clause[offset:])[0]


@pytest.mark.parametrize(
    ("words", "told"), [("标准", True), ("地方标准", True), ("标准化", False), ("办法", True)]
)
def test_a_word_of_a_pattern_counts_whole(words: str, *, told: bool) -> None:
    """*标准 is 标准 and 地方标准, and no word in which more follows."""
    text = f"{words}由省制定。"
    found = matches("norms", text, Span(0, len(text)))
    assert ("rules-by" in {match.pattern.id for match in found}) is told


def test_pattern_ids_are_unique() -> None:
    assert len({pattern.id for _, pattern in CASES}) == len(CASES)


def test_spacy_is_loaded_only_where_a_pattern_of_several_words_may_match() -> None:
    """应当 is one word; 处 … 罚款 takes a Matcher."""
    shown = (
        "import sys; from regcheck.analysis.facts import Facts; "
        "from regcheck.parse.structure import parse; "
        "print(len(Facts(parse(sys.argv[1])).norms), 'spacy' in sys.modules)"
    )
    for words, told in (("科研单位应当建立制度。", "1 False"), ("处一万元罚款。", "1 True")):
        command = (sys.executable, "-c", shown, f"第一条　{words}\n")
        result = subprocess.run(command, capture_output=True, check=True, text=True)
        assert result.stdout.strip() == told
