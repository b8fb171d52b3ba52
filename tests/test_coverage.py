"""Verdicts on commitments: what removing, weakening, lowering and moving words does to them."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from regcheck.analysis.commitments import Commitment, read_commitments
from regcheck.analysis.coverage import Coverage
from regcheck.diagnostic import RegcheckError
from regcheck.engine import Result, check_source
from regcheck.text import source_file

FOLDER = Path(__file__).parents[1] / "drafts" / "liaoning-innovation"
TEXT = (FOLDER / "second-reading.md").read_text("utf-8")
PROMISES = read_commitments((FOLDER / "commitments.toml").read_text("utf-8"), "commitments.toml")


def run(text: str, promises: tuple[Commitment, ...] = PROMISES) -> Result:
    return check_source(source_file(text, "draft.md"), None, promises)


def verdicts(text: str) -> dict[str, Coverage]:
    return {each.commitment.id: each for each in run(text).facts.coverage}


def status(found: dict[str, Coverage], commitment: str, element: str) -> str:
    return next(e.status for e in found[commitment].elements if e.element.id == element)


ORIGINAL = verdicts(TEXT)
KEPT = [
    (promise, found.element.id)
    for promise, coverage in ORIGINAL.items()
    for found in coverage.at("covered")
]


def test_there_are_enough_elements() -> None:
    assert len(KEPT) >= 40


@pytest.mark.parametrize(("promise", "element"), KEPT)
def test_removed(promise: str, element: str) -> None:
    """Without the sentences that keep an element it is kept no longer."""
    (kept,) = [e for e in ORIGINAL[promise].elements if e.element.id == element]
    text = TEXT
    for evidence in sorted(kept.evidence, key=lambda each: each.span, reverse=True):
        text = text[: evidence.span.start] + text[evidence.span.end :]
    found = verdicts(text)
    assert status(found, promise, element) in ("missing", "weakened")
    assert found[promise].status in ("partial", "weakened", "missing")


BINDING = [
    (promise, found.element.id)
    for promise, coverage in ORIGINAL.items()
    for found in coverage.at("covered")
    if found.element.kind == "obligation" and found.element.unit is None
]


@pytest.mark.parametrize(("promise", "element"), BINDING)
def test_duty_made_a_liberty(promise: str, element: str) -> None:
    """应当 → 可以 in the sentences that keep it: weakened, and P004 says where."""
    (kept,) = [e for e in ORIGINAL[promise].elements if e.element.id == element]
    text = TEXT
    for evidence in sorted(kept.evidence, key=lambda each: each.span, reverse=True):
        sentence = text[evidence.span.start : evidence.span.end]
        text = text.replace(sentence, sentence.replace("应当", "可以"))
    result = run(text)
    (coverage,) = [c for c in result.facts.coverage if c.commitment.id == promise]
    assert coverage.status == "weakened"
    assert element in [each.element.id for each in coverage.at("weakened")]
    assert "P004" in [finding.code for finding in result.diagnostics]


@pytest.mark.parametrize(
    ("promise", "element", "old", "new", "verdict"),
    [
        ("报道一", "provincial-share", "不低于百分之二十。", "不低于百分之十五。", "contradicted"),
        ("报道一", "provincial-share", "不低于百分之二十。", "不高于百分之二十。", "contradicted"),
        ("报道一", "provincial-share", "应当不低于百分之二十。", "应当逐步提高。", "weakened"),
        ("报道一", "provincial-share", "不低于百分之二十。", "不低于百分之三十。", "covered"),
        ("报道一", "provincial-share", "不低于百分之二十。", "不低于20%。", "covered"),
        ("报道二", "preeminent-award", "不低于五百万元", "不低于三百万元", "contradicted"),
        ("报道二", "preeminent-award", "不低于五百万元", "不低于500万元", "covered"),
        ("报道二", "preeminent-award", "五百万元", "五千万元", "covered"),
        ("报道二", "science-award", "每项不低于二百万元", "每项不低于二万元", "contradicted"),
        ("二(二)二", "route-changed", "有权自主调整技术路线", "不得调整技术路线", "contradicted"),
        ("二(二)二", "route-chosen", "有权自主选择技术路线", "不得选择技术路线", "contradicted"),
        ("二(二)三", "equal-access", "应当保护各类企业", "应当逐步保护各类企业", "weakened"),
        ("二(二)三", "equal-access", "县级以上人民政府应当保护各类企业平等",
         "有关部门应当保护各类企业平等", "weakened"),
        ("二(二)三", "equal-access", "县级以上人民政府应当保护各类企业平等",
         "鼓励保护各类企业平等", "weakened"),
        ("二(二)五", "rapid-handling", "部门，在重点行业", "部门，按照有关规定在重点行业",
         "weakened"),
        ("二(二)五", "joint-discipline", "应当健全失信联合惩戒机制", "可以健全失信联合惩戒机制",
         "weakened"),
        ("二(二)四", "misconduct-papers", "不得有下列科研失信行为", "可以有下列科研失信行为",
         "covered"),
        ("二(二)四", "lifelong-accountability", "应当依法依规终身追责", "不予终身追责",
         "contradicted"),
    ],
)  # fmt: skip
def test_changed(promise: str, element: str, old: str, new: str, verdict: str) -> None:
    assert old in TEXT
    assert status(verdicts(TEXT.replace(old, new)), promise, element) == verdict


def moved(first: str, second: str) -> str:
    """The draft with the words of two articles exchanged under their numbers."""
    a, b = TEXT.index(f"第{first}条　"), TEXT.index(f"第{second}条　")
    ends = [TEXT.index("\n\n第", at) for at in (a, b)]
    one = TEXT[a + len(f"第{first}条　") : ends[0]]
    two = TEXT[b + len(f"第{second}条　") : ends[1]]
    return (
        TEXT[: ends[0] - len(one)]
        + two
        + TEXT[ends[0] : ends[1] - len(two)]
        + one
        + TEXT[ends[1] :]
    )


@pytest.mark.parametrize(
    ("first", "second", "promise", "element", "place"),
    [
        ("二十四", "四十二", "二(二)五", "protection-system", "art_24__para_1"),
        ("七", "二十七", "二(二)二", "route-chosen", "art_7__para_1"),
        ("十", "二十三", "报道一", "provincial-share", "art_23__para_1"),
        ("二十一", "三十三", "报道二", "science-award", "art_21__para_1"),
    ],
)
def test_moved(first: str, second: str, promise: str, element: str, place: str) -> None:
    """A promise kept in another article is kept; the evidence leads there."""
    (kept,) = [
        e for e in verdicts(moved(first, second))[promise].elements if e.element.id == element
    ]
    assert kept.status == "covered"
    assert place in [evidence.provision for evidence in kept.evidence]


def test_trace_that_moved_away() -> None:
    promise = replace(PROMISES[6], articles=("art_6", "art_90"))
    codes = [finding.code for finding in run(TEXT, (promise,)).diagnostics]
    assert codes.count("P005") == 1


@pytest.mark.parametrize(
    ("carrier", "severity"), [("regulation", "error"), ("unconfirmed", "info"), ("plan", None)]
)
def test_missing_and_its_carrier(carrier: str, severity: str | None) -> None:
    promise = (
        f'[[commitment]]\nid = "一"\nsource = "甲"\ntext = "建立乙制度"\ncarrier = "{carrier}"\n'
        '[[commitment.element]]\nid = "e"\nkind = "obligation"\nabout = ["乙制度"]\n'
    )
    result = run("某省甲条例\n第一条　甲。\n", read_commitments(promise, "c.toml"))
    found = [str(f.severity) for f in result.diagnostics if f.code == "P001"]
    assert found == ([severity] if severity else [])


@pytest.mark.parametrize("text", ["建立乙制度。", "建立乙制度；", "建立乙制度"])
def test_a_promise_is_quoted_without_its_last_mark(text: str) -> None:
    promise = (
        f'[[commitment]]\nid = "一"\nsource = "甲"\ntext = "{text}"\ncarrier = "regulation"\n'
        '[[commitment.element]]\nid = "e"\nkind = "obligation"\nabout = ["乙制度"]\n'
    )
    result = run("某省甲条例\n第一条　甲。\n", read_commitments(promise, "c.toml"))
    (message,) = (f.message for f in result.diagnostics if f.code == "P001")
    assert "没有条文落实：建立乙制度。请" in message


def test_what_no_local_regulation_may_provide() -> None:
    (found,) = ORIGINAL["二(二)五"].at("beyond-authority")
    assert "民事基本制度" in found.reason
    bases = [finding.basis for finding in run(TEXT).diagnostics if finding.code == "P006"]
    assert len(bases) == 1
    assert "第十一条第八项" in bases[0]
    national = replace(PROMISES[10], element=PROMISES[10].element[4:5])
    text = "中华人民共和国甲法\n第一条　甲。\n"
    assert run(text, (national,)).facts.coverage[0].status == "missing"


@pytest.mark.parametrize(
    "wrong",
    [
        'kind = "obligations"',
        'kind = "obligation"\nmin = 0.2',
        'kind = "obligation"\nunit = "pound"',
        'kind = "obligation"\nmodality = "should"',
        'kind = "obligation"\nnote = "x"',
    ],
)
def test_wrong_element(wrong: str) -> None:
    text = (
        '[[commitment]]\nid = "一"\nsource = "甲"\ntext = "乙"\ncarrier = "regulation"\n'
        f'[[commitment.element]]\nid = "e"\nabout = ["乙"]\n{wrong}\n'
    )
    with pytest.raises(RegcheckError):
        read_commitments(text, "c.toml")


def one(text: str, element: str, words: str) -> str:
    """The verdict on a promise with one element, in a draft of these articles."""
    promise = (
        f'[[commitment]]\nid = "一"\nsource = "甲"\ntext = "{words}"\ncarrier = "regulation"\n'
        f'[[commitment.element]]\nid = "e"\n{element}\n'
    )
    result = run(f"某省甲条例\n{text}\n", read_commitments(promise, "c.toml"))
    return result.facts.coverage[0].elements[0].status


TERM = 'kind = "disqualification"\nabout = ["科研失信"]\nmin = 1\nmax = 3\nunit = "year"'
SHARE = 'kind = "obligation"\nabout = ["研发费用"]\nmin = 0.2\nunit = "percent"'
AWARD = 'kind = "obligation"\nabout = ["奖励"]\nmin = 200000\nunit = "yuan"'
RESULTS = 'kind = "obligation"\nabout = ["评审结果"]'
ACCESS = 'kind = "obligation"\nabout = ["平等获取"]'
PAPERS = 'kind = "obligation"\nabout = ["论文造假"]'
NO_PAPERS = 'kind = "prohibition"\nabout = ["论文造假"]'
BARRED = 'kind = "disqualification"\nabout = ["论文造假"]'
CRIME = 'kind = "criminal"\nabout = ["论文造假"]'
FINE = 'kind = "fine"\nabout = ["论文造假"]\nmin = 10000\nmax = 100000\nunit = "yuan"'
LIST = 'kind = "credit_sanction"\nabout = ["论文造假"]'


@pytest.mark.parametrize(
    ("text", "element", "words", "verdict"),
    [
        ("第一条　有科研失信行为的，取消其申报资格一年以上三年以下。", TERM, "取消资格", "covered"),
        ("第一条　有科研失信行为的，取消其申报资格二年至五年。", TERM, "取消资格", "contradicted"),
        ("第一条　省政府给予 20 万元的奖励。", AWARD, "奖励", "covered"),
        ("第一条　省政府应当给予最高二十万元的奖励。", AWARD, "奖励", "contradicted"),
        ("第一条　省政府应当给予不低于1.5万元的奖励。", AWARD, "奖励", "contradicted"),
        ("第一条　增长百分之三十以上的，应当按照研发费用百分之十的比例补助。", SHARE, "补助",
         "contradicted"),
        ("第一条　任何人不得泄露评审结果。", RESULTS, "公开评审结果", "missing"),
        ("第一条　任何人不得公开评审结果。", RESULTS, "公开评审结果", "contradicted"),
        ("第一条　不得论文造假。\n第二条　违反本条例第一条规定的，给予警告；情节严重的，"
         "列入失信主体名单。", LIST, "列入名单", "covered"),
        ("第一条　将论文造假者列入失信主体名单，可以公布。", LIST, "列入名单", "weakened"),
        ("第一条　评审结果的公开，依照《中华人民共和国促进科技成果转化法》执行。", RESULTS, "公开",
         "kept-by-reference"),
        ("第一条　下列事项，依照《中华人民共和国科学技术进步法》的规定执行：\n（一）评审结果；",
         RESULTS, "公开", "kept-by-reference"),
        ("第一条　项目主管部门应当按有关规定公开评审结果。", RESULTS, "公开", "weakened"),
        ("第一条　奖励可以分期给予，总额不低于二十万元。", AWARD, "奖励", "covered"),
        ("第一条　可以给予不低于二十万元的奖励。", AWARD, "奖励", "weakened"),
        ("第一条　不得有下列行为：\n（一）泄露评审结果；\n（二）篡改评审结果。", RESULTS,
         "公开评审结果", "missing"),
        ("第一条　不得采取下列措施：\n（一）限制公开评审结果。", RESULTS, "公开评审结果",
         "missing"),
        ("第一条　任何单位不得限制企业平等获取资源。", ACCESS, "保护平等获取", "missing"),
        ("第一条　任何单位不得采取歧视性措施，限制企业平等获取资源。", ACCESS, "保护", "missing"),
        ("第一条　任何单位不得保护企业平等获取资源。", ACCESS, "促进平等获取", "contradicted"),
        ("第一条　任何单位不得支持论文造假。", PAPERS, "查处论文造假", "missing"),
        ("第一条　科研单位可以论文造假为由撤销奖励。", NO_PAPERS, "禁止论文造假", "missing"),
        ("第一条　科研单位可以有下列行为：\n（一）论文造假。", NO_PAPERS, "禁止", "contradicted"),
        ("第一条　论文造假的，三年内不得申报项目、取消其评审资格。", BARRED, "取消资格", "covered"),
        ("第一条　论文造假的，不得由所在单位取消其评审资格。", BARRED, "取消资格", "contradicted"),
        ("第一条　论文造假的，由有关部门取消其评审资格。", BARRED, "取消资格", "weakened"),
        ("第一条　论文造假而不予配合调查的，取消其评审资格。", BARRED, "取消资格", "covered"),
        ("第一条　论文造假构成犯罪的，不予追究刑事责任。", CRIME, "追究刑事责任", "contradicted"),
    ],
)  # fmt: skip
def test_sentence(text: str, element: str, words: str, verdict: str) -> None:
    assert one(text, element, words) == verdict
