"""Norm frames: who must do what, and the sanctions with their numbers, bodies and breaches."""

from __future__ import annotations

import pytest

from regcheck.analysis import norms as norms_module
from regcheck.analysis.facts import Facts
from regcheck.analysis.matches import matches
from regcheck.analysis.norms import Norm
from regcheck.analysis.sanctions import Sanction
from regcheck.parse.structure import parse
from regcheck.text import Span


def norms(text: str) -> tuple[Norm, ...]:
    return Facts(parse(f"{text}\n")).norms


def one(sentence: str) -> Norm:
    (norm,) = norms(f"第一条　{sentence}")
    return norm


def sanctions(text: str) -> list[Sanction]:
    return [each for norm in norms(text) for each in norm.sanctions]


def test_frame_of_a_duty() -> None:
    norm = one("科研单位收到举报的，科研单位应当建立调查制度，但是依法不公开的除外。")
    assert (norm.kind, norm.trigger, norm.actor) == ("obligation", "应当", "科研单位")
    assert (norm.action, norm.object) == ("建立调查制度", "调查制度")
    assert (norm.condition, norm.exception) == ("科研单位收到举报的", "但是依法不公开的除外")


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("采购人依法采购创新产品，应当平等对待供应商。", "采购人"),
        ("国家机关、事业单位应当公开信息。", "国家机关、事业单位"),
        ("违反前款规定的，五年内不得申报项目。", None),
        ("按照国家有关规定，应当每年公布。", None),
    ],
)
def test_actor(sentence: str, actor: str | None) -> None:
    assert one(sentence).actor == actor


@pytest.mark.parametrize(
    ("action", "thing"),
    [
        ("将科技创新纳入规划", "科技创新"),
        ("在本级预算中安排财政科技资金", "财政科技资金"),
        ("依法保存原始记录", "原始记录"),
    ],
)
def test_object(action: str, thing: str) -> None:
    assert one(f"有关单位应当{action}。").object == thing


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("处一万元以上五万元以下罚款", 10_000, 50_000, "yuan"),
        ("处五十万以上一百万元以下罚款", 500_000, 1_000_000, "yuan"),
        ("处5万元以上十万元以下罚款", 50_000, 100_000, "yuan"),
        ("处1.5万元以下罚款", None, 15_000, "yuan"),
        ("处三亿元以下罚款", None, 300_000_000, "yuan"),
        ("处二百元罚款", 200, 200, "yuan"),
        ("处违法所得一倍以上三倍以下罚款", 1, 3, "times"),
        ("处合同价款百分之五以上百分之十以下罚款", 0.05, 0.1, "percent"),
        ("五年内不得申报科技项目", 5, 5, "year"),
        ("暂停其申报资格六个月以上二年以下", 0.5, 2, "year"),
        ("处一百零零万元罚款", None, None, None),
        ("处99999999999999999999万元以下罚款", None, None, None),
        ("处××元以上××元以下罚款", None, None, None),
    ],
)
def test_bounds(words: str, low: float | None, high: float | None, unit: str | None) -> None:
    found = sanctions(f"第一条　违反规定的，{words}。")
    (only,) = (each for each in found if each.kind in ("fine", "disqualification"))
    assert (only.min, only.max, only.unit) == (low, high, unit)


def test_base_bearer_and_body() -> None:
    text = (
        "第一条　违反规定的，由省科学技术部门处违法所得一倍以上三倍以下罚款，"
        "对直接负责的主管人员给予处分。"
    )
    fine, discipline = sanctions(text)
    assert (fine.base, fine.enforcer) == ("违法所得", "省科学技术部门")
    assert (discipline.bearer, discipline.enforcer) == ("直接负责的主管人员", None)


def test_body_and_breach_reach_over_the_paragraph_and_no_further() -> None:
    text = (
        "第一条　科研单位应当保存记录。\n第二条　违反本条例第一条规定的，由科技部门责令改正；"
        "情节严重的，处一万元以下罚款。\n第三条　逾期的，处一万元以下罚款。"
    )
    _, second, third = sanctions(text)
    assert (second.enforcer, second.triggers) == ("科技部门", ("art_1",))
    assert (third.enforcer, third.triggers) == (None, ())


@pytest.mark.parametrize(
    "text",
    [
        "第一条　有下列行为之一的，责令改正：\n（一）不履行应当履行的义务；\n（二）拒不公开的。",
        "第一条　被吊销许可证的经营者，重新提出申请。",
        "第一条　应当给予处分而未给予的，责令改正。",
    ],
)
def test_what_is_told_of_a_breach_imposes_nothing(text: str) -> None:
    orders = ["order_correction"] if "责令改正" in text else []
    assert [each.kind for each in sanctions(text)] == orders
    assert [norm.kind for norm in norms(text)] == ["sanction"] * len(orders)


def test_forbidden_acts_are_no_sanctions() -> None:
    text = "第一条　任何单位不得有下列行为：\n（一）扣押证件；\n（二）没收财物。"
    assert sanctions(text) == []
    assert [norm.kind for norm in norms(text)] == ["prohibition"]


def test_a_sanction_is_told_once() -> None:
    (only,) = sanctions("第一条　情节严重的，由登记机关吊销许可证。")
    assert (only.kind, only.text) == ("licence", "吊销许可证")


DRAFT = """第一条　科研单位应当建立制度；可以委托他人管理。
第二条　有下列行为之一的，由科学技术部门责令改正，可以处一万元以下罚款：
（一）违反第一条规定的；
（二）有下列情形的：
1.被查封的；
2.应当报告的。
第三条　违反本条例第一条规定，情节严重的，处五万元以上十万元以下罚款；构成犯罪的，依法追究刑事责任。
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("建立制度", "建立、公开制度"),
        ("有下列行为之一的", "不得有下列行为"),
        ("第三条　", "第三条　国家鼓励创新。"),
        ("由科学技术部门", ""),
    ],
)
def test_a_draft_read_again_after_an_edit_is_read_as_if_for_the_first_time(
    old: str, new: str
) -> None:
    edited = DRAFT.replace(old, new)
    norms_module._known.cache_clear()
    fresh = norms(edited)
    norms_module._known.cache_clear()
    norms(DRAFT)
    assert norms(edited) == fresh


def test_a_long_sentence_is_read_like_a_short_one() -> None:
    clauses = "科研单位应当将材料列入名单，违反规定的，由科学技术部门处一万元以下罚款，"
    long = norms("第一条　" + clauses * 200)
    count = len(norms("第一条　" + clauses))
    assert len(long) == 200 * count
    assert {norm.trigger for norm in long} == {"应当"}
    assert sum(len(norm.sanctions) for norm in long) == 200


@pytest.mark.parametrize(
    ("sentence", "places", "kinds"),
    [
        ("应当" + "甲" * 10 + "应当" + "甲" * 990 + "的，", [0], []),
        ("应当" + "甲" * 900 + "应当" + "甲" * 200 + "的，乙。", [0], []),
        (
            "违反本条例规定，责令改正" + "甲" * 900 + "处罚款" + "甲" * 200 + "的，由局处理。",
            [8],
            ["order_correction"],
        ),
        ("应当" + "甲" * 900 + "应当" + "甲" * 200 + "，乙。", [0, 902], []),
    ],
)
def test_of_a_long_clause_each_trigger_reads_what_is_near(
    sentence: str, places: list[int], kinds: list[str]
) -> None:
    """The end of a clause that states a condition bears on the triggers within 1,000 characters."""
    found = norms(f"第一条　{sentence}")
    assert [norm.place.start - len("第一条　") for norm in found] == places
    assert [each.kind for norm in found for each in norm.sanctions] == kinds


def test_each_trigger_of_a_long_clause_has_its_own_clause() -> None:
    text = "应当" + "甲" * 900 + "应当" + "甲" * 900
    first, second = matches("norms", text, Span(0, len(text)))
    assert (first.clause, second.clause) == (Span(0, 1000), Span(0, len(text)))


@pytest.mark.parametrize(("first", "count"), [("赔偿", 0), ("甲甲", 1)])
def test_patterns_are_sought_around_the_first_trigger_of_a_long_clause(
    first: str, count: int
) -> None:
    """Be it one that binds nobody, as 赔偿 alone."""
    sentence = first + "甲" * 900 + "罚款一" + "甲" * 200 + "元。"
    assert len(sanctions(f"第一条　{sentence}")) == count


def test_a_condition_may_break_off_where_a_long_clause_begins() -> None:
    assert one("甲的，乙的" + "甲" * 1000 + "应当登记。").condition == "甲的，乙的"
    assert one("甲，乙的" + "甲" * 1000 + "应当登记。").condition is None


def test_a_sanction_after_a_half_width_bracket_has_no_body() -> None:
    """The word before a sentence bears on it."""
    assert [s.enforcer for s in sanctions("第一条　甲：\n（一）市公安局处以罚款。")] == ["市公安局"]
    assert [s.enforcer for s in sanctions("第一条　甲：\n(一)市公安局处以罚款。")] == [None]
