"""Sentences with more than one clause: whose modality, whose number, whose proviso it is."""

from __future__ import annotations

import pytest

from tests.test_coverage import RESULTS, one

WARNED = 'kind = "warning"\nabout = ["论文造假"]'
FREE = 'kind = "permission"\nabout = ["技术路线"]'


@pytest.mark.parametrize(
    ("text", "element", "words", "verdict"),
    [
        ("项目主管部门应当建立评审制度，可以公开评审结果。", RESULTS, "公开", "weakened"),
        ("项目主管部门可以公开评审结果，应当建立评审制度。", RESULTS, "公开", "weakened"),
        ("项目主管部门可以委托专业机构评审，评审结果应当公开。", RESULTS, "公开", "covered"),
        ("项目主管部门可以委托专业机构评审，应当公布进度，公开评审结果。", RESULTS, "公开",
         "covered"),
        ("项目主管部门可以组织复评，对评审结果有异议的，应当答复。", RESULTS, "答复", "covered"),
        ("评审结果，项目主管部门可以分期公布，应当接受监督。", RESULTS, "公开", "covered"),
        ("科研人员应当定期报告技术路线，可以申请经费。", FREE, "自主选择技术路线", "missing"),
        ("有关机关应当调查论文造假，可以给予警告。", WARNED, "给予警告", "weakened"),
        ("有关机关可以委托鉴定论文造假，经查实的，应当给予警告。", WARNED, "给予警告", "covered"),
    ],
)  # fmt: skip
def test_modality(text: str, element: str, words: str, verdict: str) -> None:
    assert one(f"第一条　{text}", element, words) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("项目主管部门应当公开评审结果，但是经省科学技术部门同意的除外。", "weakened"),
        ("项目主管部门应当公开评审结果，但项目主管部门认为不宜公开的除外。", "weakened"),
        ("项目主管部门应当公开评审结果。但是，特殊情况除外。", "weakened"),
        ("项目主管部门应当公开评审结果；但经单位负责人批准，可以不公开。", "weakened"),
        ("除经主管部门批准的外，项目主管部门应当公开评审结果。", "weakened"),
        ("项目主管部门应当公开评审结果，但是涉及国家秘密的除外。", "covered"),
        ("项目主管部门应当公开评审结果，但是法律、行政法规另有规定的除外。", "covered"),
        ("项目主管部门应当公开评审结果，但是经评审对象本人同意的除外。", "covered"),
        ("项目主管部门应当公开评审结果。项目主管部门应当建立档案，但是经批准的除外。", "covered"),
    ],
)
def test_proviso(text: str, verdict: str) -> None:
    assert one(f"第一条　{text}", RESULTS, "公开评审结果") == verdict


def test_a_proviso_that_was_promised() -> None:
    text = "第一条　项目主管部门应当公开评审结果，但是经省科学技术部门同意的除外。"
    words = "公开评审结果，但经省科学技术部门同意的除外"
    assert one(text, RESULTS, words) == "covered"


FINE = 'kind = "fine"\nabout = ["论文造假"]\nmin = {}\nmax = {}\nunit = "yuan"'
PERSON, UNIT = FINE.format(1000, 5000), FINE.format(10000, 50000)
BOTH = "有论文造假行为的，对单位处一万元以上五万元以下罚款，对个人处一千元以上五千元以下罚款。"


@pytest.mark.parametrize(
    ("text", "element", "words", "verdict"),
    [
        (BOTH, PERSON, "对论文造假的个人处一千元以上五千元以下罚款", "covered"),
        (BOTH, PERSON, "论文造假，罚款一千元以上五千元以下", "covered"),
        (BOTH, UNIT, "对论文造假的单位处一万元以上五万元以下罚款", "covered"),
        (BOTH, UNIT, "个人论文造假的，处一万元以上五万元以下罚款", "contradicted"),
        (BOTH, PERSON, "由主管单位对个人罚款一千元以上五千元以下", "covered"),
        ("单位论文造假的，处一万元以上五万元以下罚款，个人论文造假的，处一千元以上五千元以下罚款。",
         PERSON, "对个人处一千元以上五千元以下罚款", "covered"),
        ("对单位论文造假处一万元罚款，对直接责任人员处一千元以上五千元以下罚款。", PERSON,
         "个人罚款一千元以上五千元以下", "covered"),
        ("论文造假的，对单位处一万元以上五万元以下罚款；对个人处一千元以上五千元以下罚款。",
         PERSON, "对个人处一千元以上五千元以下罚款", "covered"),
        ("论文造假的，对单位处一万元以上五万元以下罚款。", PERSON,
         "对个人处一千元以上五千元以下罚款", "missing"),
        ("论文造假的，对个人处二万元罚款。", PERSON, "对个人处一千元以上五千元以下罚款",
         "contradicted"),
        ("论文造假的，处二万元罚款。", PERSON, "对个人处一千元以上五千元以下罚款", "contradicted"),
    ],
)  # fmt: skip
def test_bearer(text: str, element: str, words: str, verdict: str) -> None:
    assert one(f"第一条　{text}", element, words) == verdict
