"""The patterns that legal staff edit: every example in the data files, and the two segmenters."""

from __future__ import annotations

import pytest

from regcheck.analysis.facts import Facts
from regcheck.analysis.triggers import Pattern, patterns
from regcheck.analysis.words import jieba_cutter, rjieba_cutter, segment
from regcheck.parse.structure import parse

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
