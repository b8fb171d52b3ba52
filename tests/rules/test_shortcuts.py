"""What a rule passes over at a glance has nothing that the rule would report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regcheck.analysis import literals, searched
from regcheck.analysis.commitments import Quantity
from regcheck.engine import check_source
from regcheck.rule import Bad, Rule
from regcheck.rules.norm import fine_min_max
from regcheck.rules.typography import unbalanced_pair
from regcheck.settings import Settings
from regcheck.text import source_file
from tests.rules.test_examples import BAD, findings, marked

NUMBERS = (
    "一",
    "五",
    "十",
    "二十",
    "五万",
    "一百万",
    "一万五",
    "一万一千",
    "1",
    "20",
    "1.5",
    "1,000",
    "一点五",
    "亿",
    "两",
)
BETWEEN = (
    "以上",
    "至",
    "以下",
    "百分之",
    "，",
    "、",
    "不低于",
    "等值",
    "万",
    "到",
    "（含本数）",
    "罚款",
)
UNITS = ("元", "倍", "日", "年", "个月", "个工作日", "%", "万元", "", "月", "年度")
RANGES = st.lists(
    st.one_of(st.sampled_from(NUMBERS), st.sampled_from(BETWEEN), st.sampled_from(UNITS)),
    max_size=12,
).map("".join)
RISING = st.tuples(
    st.sampled_from(NUMBERS), st.sampled_from(UNITS), st.sampled_from(("以上", "至")),
    st.sampled_from(NUMBERS), st.sampled_from(UNITS), st.sampled_from(("以下", "")),
).map("".join)  # fmt: skip


@given(st.one_of(RANGES, st.lists(RISING, max_size=3).map("，".join)))
@example("处五万元以上一万元以下罚款")
@example("处一万一千元以上一万五元以下罚款")
@example("处一万元以上五万元以下罚款")
def test_ranges_that_are_passed_over_rise(words: str) -> None:
    found = [s for measure in get_args(Quantity) for s in fine_min_max._upside(words, measure)]
    assert not (found and fine_min_max._plain(words))


@pytest.fixture(scope="module")
def blind() -> Iterator[None]:
    """No expression tells the words that its matches hold: each may match anywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(literals, "literals", lambda pattern, flags=0: None)
        sieve = searched._sieve.__wrapped__()
        patch.setattr(searched, "_sieve", lambda: sieve)
        yield


@pytest.mark.usefixtures("blind")
@pytest.mark.parametrize(("rule", "bad"), BAD, ids=lambda value: getattr(value, "code", ""))
def test_a_rule_needs_no_words_of_its_expressions(rule: Rule, bad: Bad) -> None:
    text, spans = marked(bad.text)
    found = findings(rule, text, bad.commitments, bad.settings, bad.fields)
    assert [finding.span for finding in found] == spans


LINE = st.text("《》〈〉（）()“”‘’甲1\u3000", max_size=10)


@given(st.lists(LINE, min_size=1, max_size=4))
def test_marks_that_are_passed_over_have_their_other_halves(lines: list[str]) -> None:
    source = source_file("第一条　" + "\n".join(lines) + "\n第二条　甲。\n")
    told = check_source(source, Settings(select=("T504",))).diagnostics
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unbalanced_pair, "_nested", lambda ctx, provisions: False)
        assert check_source(source, Settings(select=("T504",))).diagnostics == told
