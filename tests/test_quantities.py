"""Numbers as drafts write them, and the words that make them a floor or a cap."""

from __future__ import annotations

from math import inf

import pytest

from regcheck.analysis.commitments import Quantity
from regcheck.analysis.quantities import values
from tests.test_coverage import AWARD, SHARE, one

TAXED = 'kind = "obligation"\nabout = ["资源税"]\nmin = 0.5\nmax = 5\nunit = "yuan"'
GOODS = 'kind = "fine"\nabout = ["假冒专利"]\nmin = 1\nmax = 3\nunit = "times"'
RENTED = 'kind = "obligation"\nabout = ["租赁住房"]\nmax = 0.3\nunit = "percent"'


@pytest.mark.parametrize(
    ("words", "unit", "low", "high"),
    [
        ("零点五元", "yuan", 0.5, 0.5),
        ("一点五万元", "yuan", 15_000, 15_000),
        ("一万五千元", "yuan", 15_000, 15_000),
        ("一万零五百元", "yuan", 10_500, 10_500),
        ("一亿五千万元", "yuan", 150_000_000, 150_000_000),
        ("五百亿元", "yuan", 50_000_000_000, 50_000_000_000),
        ("试点五百元", "yuan", 500, 500),
        ("一点五倍以上三倍以下", "times", 1.5, 3),
        ("等值以上三倍以下", "times", 1, 3),
        ("百分之零点五", "percent", 0.005, 0.005),
        ("千分之三点五", "percent", 0.0035, 0.0035),
        ("不高于住宅总户数百分之三十", "percent", -inf, 0.3),
        ("不超过统一标准的百分之三十", "percent", -inf, 0.3),
        ("不低于上一年度研发费用总额的百分之二十", "percent", 0.2, inf),
        ("不大于百分之三十", "percent", -inf, 0.3),
        ("不得小于百分之三十", "percent", 0.3, inf),
        ("不足一万元", "yuan", -inf, 10_000),
        ("至多三倍", "times", -inf, 3),
        ("最多五百元", "yuan", -inf, 500),
        ("最低百分之五", "percent", 0.05, inf),
        ("至少百分之五", "percent", 0.05, inf),
        ("上限为五百万元", "yuan", -inf, 5_000_000),
        ("以五万元为限", "yuan", -inf, 50_000),
        ("不超过三年的，给予百分之三十", "percent", 0.3, 0.3),
        ("不高于原价并给予百分之三十", "percent", 0.3, 0.3),
    ],
)
def test_values(words: str, unit: Quantity, low: float, high: float) -> None:
    (value,) = values(words, unit)
    assert (value.low, value.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "element", "verdict"),
    [
        ("资源税应当为每吨零点五元以上五元以下。", TAXED, "covered"),
        ("假冒专利的，处货值金额等值以上三倍以下罚款。", GOODS, "covered"),
        ("假冒专利的，处货值金额零点五倍以上三倍以下罚款。", GOODS, "contradicted"),
        ("租赁住房应当不高于住宅总户数百分之三十。", RENTED, "covered"),
        ("租赁住房应当不低于住宅总户数百分之三十。", RENTED, "contradicted"),
        ("研发费用应当按照不高于销售收入百分之三十安排。", SHARE, "contradicted"),
        ("研发费用的比例应当最低百分之二十。", SHARE, "covered"),
        ("研发费用的比例应当至多百分之二十。", SHARE, "contradicted"),
        ("应当给予二十一万五千元的奖励。", AWARD, "covered"),
    ],
)
def test_sentence(text: str, element: str, verdict: str) -> None:
    assert one(f"第一条　{text}", element, "承诺") == verdict
