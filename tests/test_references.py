"""Citations: what the grammar reads, whose they are, and where they lead."""

from __future__ import annotations

import pytest

from regcheck.analysis.facts import Facts
from regcheck.numerals import BLANKS, DIGITS
from regcheck.parse.labels import GAP_CHARS
from regcheck.parse.reference import CANDIDATE, parse_citation
from regcheck.parse.structure import parse

DRAFT = (
    "某省甲条例\n第一章　总则\n第一条　甲：\n（一）子；\n（二）丑。\n乙。\n第二条　丙。\n"
    "第二条之一　丁。\n第三条　{0}。\n"
)


def found(words: str) -> list[tuple[str | None, str, tuple[str, ...]]]:
    """Law, state and targets of every reference in the third article."""
    return [
        (reference.law, reference.state, tuple(target.id for target in reference.targets))
        for reference in Facts(parse(DRAFT.format(words))).references
    ]


@pytest.mark.parametrize(
    ("words", "law", "state", "targets"),
    [
        ("依照本条例第二条", None, "resolved", ("art_2",)),
        ("依照第二条之一", None, "resolved", ("art_2-1",)),
        ("依照《某省甲条例》第二条", None, "resolved", ("art_2",)),
        ("依照本条例第一条至第三条", None, "resolved", ("art_1", "art_2", "art_2-1", "art_3")),
        ("依照本条例第一条第一款、第二款", None, "resolved", ("art_1__para_1", "art_1__para_2")),
        ("依照第一条第二项", None, "resolved", ("art_1__para_1__item_2",)),
        ("依照第一条第（一）、（二）项", None, "resolved",
         ("art_1__para_1__item_1", "art_1__para_1__item_2")),
        ("依照本条例第一章", None, "resolved", ("chp_1",)),
        ("依照本条例第九章", None, "missing", ("chp_9",)),
        ("依照本条例第九条", None, "missing", ("art_9",)),
        ("依照第1条", None, "resolved", ("art_1",)),
        ("依照第×条", None, "placeholder", ("placeholder",)),
        ("依照《乙法》第九条", "乙法", "external", ("art_9",)),
        ("依照刑法第九条", "刑法", "external", ("art_9",)),
        ("依照本章委托合同和刑法第九条", None, "resolved", ("chp_1",)),
        ("依照刑法第九条、十二条", "刑法", "external", ("art_9", "art_12")),
        ("依照刑法第九条、三条以上", "刑法", "external", ("art_9",)),
        ("依照某市实施《共和国乙法》办法第九条", "某市实施〈共和国乙法〉办法", "external",
         ("art_9",)),
        ("依照《乙法》规定的第九条", "乙法", "external", ("art_9",)),
        ("违反《乙法》规定，适用第九条", "乙法", "external", ("art_9",)),
        ("依照行政处罚法的规定，适用第九条", "行政处罚法", "external", ("art_9",)),
        ("依照该法第九条", "unknown", "unknown-law", ("art_9",)),
        ("将“第九条”改为“第十条”", "unknown", "unknown-law", ("art_9",)),
    ],
)  # fmt: skip
def test_reference(words: str, law: str | None, state: str, targets: tuple[str, ...]) -> None:
    assert (law, state, targets) in found(words)


# The article has a paragraph with three items, text, one with two items, and the words.
ARTICLE = (
    "某省乙条例\n第一章　总则\n第一条　甲。\n第二条　有下列各项情形的：\n（一）子；\n"
    "（二）丑；\n（三）寅。\n"
    "卯。\n有下列情形的：\n（一）辰；\n（二）巳。\n{0}\n第二章　附则\n第三条　甲：\n"
    "（一）子；\n（二）丑。\n"
)


@pytest.mark.parametrize(
    ("words", "state", "targets"),
    [
        ("前款规定的。", "resolved", ["para_3"]),
        ("前两款规定的。", "resolved", ["para_2", "para_3"]),
        ("前九款规定的。", "missing", []),
        ("上款规定的。", "resolved", ["para_3"]),
        ("前款第二项规定的。", "resolved", ["para_3__item_2"]),
        ("前款第三项规定的。", "missing", ["para_3__item_3"]),
        ("前款各项规定的。", "resolved", ["para_3__item_1", "para_3__item_2"]),
        ("本条第一款规定的。", "resolved", ["para_1"]),
        ("本条第一款第（一）、（三）项。", "resolved", ["para_1__item_1", "para_1__item_3"]),
        ("本条第一款第一项至三项。", "resolved",
         ["para_1__item_1", "para_1__item_2", "para_1__item_3"]),
        ("本条第一款前两项。", "resolved", ["para_1__item_1", "para_1__item_2"]),
        ("本条前款。", "resolved", ["para_3"]),
        ("第一款规定的。", "resolved", ["para_1"]),
        ("第一款、第九款。", "missing", ["para_1", "para_9"]),
        ("本条第一项。", "ambiguous", ["para_1__item_1", "para_3__item_1"]),
        ("第二项规定的。", "resolved", ["para_3__item_2"]),
        ("前项规定的。", "ambiguous", []),
        ("本款规定的。", "resolved", ["para_4"]),
    ],
)  # fmt: skip
def test_relative(words: str, state: str, targets: list[str]) -> None:
    facts = Facts(parse(ARTICLE.format(words)))
    (reference,) = [r for r in facts.references if r.source == "art_2__para_4"]
    assert (reference.state, reference.ids) == (state, tuple(f"art_2__{t}" for t in targets))


@pytest.mark.parametrize(
    ("words", "state", "targets"),
    [
        ("前条规定的。", "resolved", ("art_1",)),
        ("前三条规定的。", "missing", ()),
        ("本章规定的。", "resolved", ("chp_1",)),
        ("本节规定的。", "missing", ()),
        ("违反本条例第三条第一项规定，有第二项行为的。", "resolved", ("art_3__para_1__item_2",)),
        ("违反本条例第一条规定的，依照该条处理。", "resolved", ("art_1",)),
        ("本条例第三条至第一条。", "resolved", ("art_3", "art_1")),
        ("前款和第三条。", "resolved", ("art_2__para_3", "art_3")),
    ],
)
def test_outside_the_article(words: str, state: str, targets: tuple[str, ...]) -> None:
    facts = Facts(parse(ARTICLE.format(words)))
    reference = [r for r in facts.references if r.source == "art_2__para_4"][-1]
    assert (reference.state, reference.ids) == (state, targets)


def test_list_that_follows() -> None:
    facts = Facts(parse(ARTICLE.format("甲。")))
    assert facts.references[0].ids == tuple(f"art_2__para_1__item_{n}" for n in (1, 2, 3))


def test_items_cite_their_own_list_or_what_leads_to_it() -> None:
    text = (
        "某省丙条例\n第一条　甲：\n（一）子；\n（二）丑；\n（三）寅。\n"
        "第二条　违反第一条规定的，按照下列规定处罚：\n（一）有第一项、第二项行为的，处警告；\n"
        "（二）有第三项行为的，处罚款。\n第三条　期限：\n（一）子；\n（二）第一项规定以外的，丑。\n"
    )
    found = [r.ids for r in Facts(parse(text)).references if "item" in r.source]
    base = "art_1__para_1__item_"
    assert found == [
        (f"{base}1", f"{base}2"), (f"{base}3",), ("art_3__para_1__item_1",)
    ]  # fmt: skip


def test_whole_texts_and_short_names() -> None:
    text = (
        "某省丁条例\n第一条　根据《中华人民共和国甲法》（以下简称甲法），制定本条例。\n"
        "第二条　依照甲法第三条处理；该法没有规定的，适用本条例。\n"
    )
    found = [(r.law, r.ids) for r in Facts(parse(text)).references]
    law = "中华人民共和国甲法"
    assert found == [
        (law, ("doc",)), (None, ("doc",)), (law, ("art_3",)), (law, ("doc",)), (None, ("doc",)),
    ]  # fmt: skip


OTHERS = "某省戊条例\n第一条　甲。\n乙。\n第二条　{0}\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("构成刑法第九条规定的。", [("刑法", ("art_9",))]),
        ("所依据的专利法第七条。", [("专利法", ("art_7",))]),
        ("标准违反食品安全法第九条。", [("食品安全法", ("art_9",))]),
        ("依照劳动合同法第九条。", [("劳动合同法", ("art_9",))]),
        ("刑法第二百一十七条至第二百一十九条之一。",
         [("刑法", ("art_217", "art_218", "art_219", "art_219-1"))]),
        ("依照本条例规定第一条。", [(None, ("art_1",))]),
        ("《某证书》的有效期按照第一条审批。", [(None, ("art_1",))]),
        ("《关于〈甲法〉第九章的解释》有规定。", [("关于〈甲法〉第九章的解释", ("doc",))]),
        ("适用该规定。", []),
        ("审批；第一条第二款关于乙的规定。", [(None, ("art_1__para_2",))]),
        ("违反本条例第一条第一款的，依照《甲法》第四条处罚；违反第二款的，责令改正。",
         [(None, ("art_1__para_1",)), ("甲法", ("art_4",)), (None, ("art_1__para_2",))]),
        ("前款第一项。", [(None, ())]),
        ("本条例第一条第一、第二款。", [(None, ("art_1__para_1", "art_1__para_2"))]),
        ("本条例第（ 一 ）条。", [(None, ("art_1",))]),
        ("造成本条规定的后果。", [(None, ("art_2",))]),
        ("该项资金应当公开。", []),
        ("前项工程、第二条跑道。", []),
    ],
)  # fmt: skip
def test_owners(words: str, expected: list[tuple[str | None, tuple[str, ...]]]) -> None:
    facts = Facts(parse(OTHERS.format(words)))
    assert [(r.law, r.ids) for r in facts.references] == expected


def test_conduct_listed_below_a_law_that_only_punishes() -> None:
    words = "违反本条例规定，有下列行为的，依照《甲法》处罚：\n（一）违反第一条的；\n（二）其他。"
    facts = Facts(parse(OTHERS.format(words)))
    assert (None, ("art_1",)) in [(r.law, r.ids) for r in facts.references]


def test_decision_that_amends_several_laws() -> None:
    text = (
        "关于修改《某省甲条例》等二件地方性法规的决定\n一、某省甲条例\n将第三条删去。\n"
        "二、修改《某省乙条例》\n将第四条删去。\n"
    )
    found = [(r.law, r.ids) for r in Facts(parse(text)).references if not r.whole]
    assert found[-1] == ("某省乙条例", ("art_4",))


@pytest.mark.parametrize(
    "words",
    [
        "合同条款",
        "本条款约定",
        "本章程规定",
        "成本节能",
        "该项应当公开",
        "基本条件",
        "前条件",
        "各项制度",
    ],
)
def test_ordinary_words(words: str) -> None:
    assert found(words) == []


@pytest.mark.parametrize(
    "words", ["第三人应当告知", "第一项目组", "共二百条", "第八届大会", "第三条例"]
)
def test_no_reference(words: str) -> None:
    assert found(words) == []


def test_items_look_at_the_sentence_that_leads_to_them() -> None:
    words = "违反《乙法》规定，有下列情形的：\n（一）第五十条规定的；\n（二）其他"
    assert ("乙法", "external", ("art_50",)) in found(words)


def test_quoted_wording_of_a_decision_is_another_law() -> None:
    text = "关于修改《某省甲条例》的决定\n一、将第三条修改为：“依照第九条办理。”\n"
    laws = {reference.law for reference in Facts(parse(text)).references}
    assert laws <= {"某省甲条例", "unknown"}


@pytest.mark.parametrize("char", sorted(set(DIGITS + BLANKS) - {"-"}))
def test_every_numeral_is_read(char: str) -> None:
    match = CANDIDATE.search(f"第{char}条")
    assert match
    assert parse_citation(match[0])


@pytest.mark.parametrize("gap", [hex(ord(char)) for char in GAP_CHARS])
def test_every_gap_is_read(gap: str) -> None:
    match = CANDIDATE.search(f"第{chr(int(gap, 16))}一条")
    assert match
    assert parse_citation(match[0])


DECISION = (
    "某市人民代表大会常务委员会关于修改《某市甲条例》的决定\n"
    "一、将第三条修改为：“依照本条例第九条、本规定第二条办理。”\n"
)


def test_quoted_words_are_the_amended_text_s_own() -> None:
    known = Facts(parse(DECISION)).references
    laws = {each.ids: each.law for each in known if not each.whole}
    assert laws == {("art_3",): "某市甲条例", ("art_9",): "某市甲条例", ("art_2",): "unknown"}


def test_an_added_article_is_of_the_law_named_before() -> None:
    text = (
        "中华人民共和国刑法修正案（七）\n一、在刑法第二百二十四条后增加一条，作为第二百二十四条之一："
        "“甲。”\n二、在刑法第三百一十二条中增加一款作为第二款：“有本法第三条情形的。”\n"
    )
    found = [(each.law, each.ids) for each in Facts(parse(text)).references if not each.whole]
    assert found == [
        ("刑法", ("art_224",)),
        ("刑法", ("art_224-1",)),
        ("刑法", ("art_312",)),
        ("刑法", ("art_312__para_2",)),
        ("刑法", ("art_3",)),
    ]


@pytest.mark.parametrize(
    ("words", "law", "targets"),
    [
        ("综合考虑民法典第九条", "民法典", ("art_9",)),
        ("民法总则第九条", "民法总则", ("art_9",)),
        ("民法通则第九条", "民法通则", ("art_9",)),
        ("依照民法典第三条、刑法总则部分第九条", "刑法", ("art_9",)),
        ("刑法总则第九条", "刑法", ("art_9",)),
        ("自企业破产法施行之日起，依照该法第九条", "企业破产法", ("art_9",)),
        ("依照《乙法》（2012年修正）（以下简称《乙》）第九条", "乙法", ("art_9",)),
        ("会同法工委依照第二条", None, ("art_2",)),
    ],
)
def test_law_is_cut_out_of_the_words_around_it(
    words: str, law: str | None, targets: tuple[str, ...]
) -> None:
    assert (law, targets) in [(each[0], each[2]) for each in found(words)]


def test_an_alias_may_stand_behind_a_blank_or_another_bracket() -> None:
    text = (
        "某省条例\n第一条　根据《中华人民共和国乙法》 (以下简称乙法)、《丙决定》（2012年公布）"
        "（以下简称《决定》），制定本条例。\n第二条　依照乙法第九条、《决定》第八条。\n"
    )
    laws = {each.ids: each.law for each in Facts(parse(text)).references}
    assert laws[("art_9",)] == "中华人民共和国乙法"
    assert laws[("art_8",)] == "丙决定"


def test_chapters_run_through_a_part_with_subparts() -> None:
    text = (
        "某法\n第一编　甲\n第一分编　乙\n第一章　丙\n第一条　依照本编第二章处理。\n"
        "第二分编　丁\n第二章　戊\n第二条　己。\n"
    )
    (reference,) = [each for each in Facts(parse(text)).references if not each.whole]
    assert (reference.state, reference.ids) == ("resolved", ("part_1__subpart_2__chp_2",))


@pytest.mark.parametrize(
    ("words", "targets"),
    [
        ("有下列（一）至（三）项情形", ["item_1", "item_2", "item_3"]),
        ("比照(二)、(三)项规定", ["item_2", "item_3"]),
        ("（一）项目建议书", []),
        ("有前款所列各项收益", [""]),
    ],
)
def test_items_without_an_ordinal(words: str, targets: list[str]) -> None:
    text = f"某省条例\n第一条　甲：\n（一）子；\n（二）丑；\n（三）寅。\n乙。\n{words}。\n"
    ids = [i for each in Facts(parse(text)).references for i in each.ids if not each.whole]
    above = "art_1__para_2" if targets == [""] else "art_1__para_1"
    assert ids == [f"{above}__{step}".rstrip("_") for step in targets]
