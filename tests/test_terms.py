"""What a text defines and abbreviates, in which scope, and how laws are cited by it."""

from __future__ import annotations

import pytest

from regcheck.analysis.facts import Facts
from regcheck.analysis.terms import uses
from regcheck.parse.structure import parse


def facts(text: str) -> Facts:
    return Facts(parse(text))


@pytest.mark.parametrize(
    ("words", "kind", "word", "full", "form", "quoted"),
    [
        ("本条例所称科技成果，是指成果", "definition", "科技成果", "", "，是指", False),
        ("本条例所称的“平台”（以下略）是指甲", "definition", "平台", "", "的是指", False),
        ("本条例所称主城区指乙", "definition", "主城区", "", "指", False),
        ("本条例所称产业指南，是指文件", "definition", "产业指南", "", "，是指", False),
        ("本条例所称外商投资，指使用外资", "definition", "外商投资", "", "，指", False),
        ("设立技术转移中心（以下简称中心）", "abbreviation", "中心", "设立技术转移中心", "", False),
        ("企业（以下统称“主体”）", "abbreviation", "主体", "企业", "", True),
        ("名录（简称目录，下同）", "abbreviation", "目录", "名录", "", False),
        ("处（以下称经办处）", "abbreviation", "经办处", "处", "", False),
    ],
)
def test_term(*, words: str, kind: str, word: str, full: str, form: str, quoted: bool) -> None:
    known = facts(f"第一条　{words}。\n")
    term = next(each for each in known.terms if each.word == word)
    assert known.document.source.slice(term.span) == word
    assert (term.kind, term.full, term.form, term.quoted) == (kind, full, form, quoted)


@pytest.mark.parametrize(
    "words",
    [
        "本条例所称指标体系",
        "本条例所称应急指挥机构",
        "职称评定",
        "（包括简称、字号等）",
        "名称（以下）",
        "所称见义勇为",
    ],
)
def test_ordinary_words_are_no_terms(words: str) -> None:
    assert facts(f"第一条　{words}。\n").terms == ()


def test_scope() -> None:
    known = facts(
        "第一章　总则\n第一条　本章所称甲方，是指甲。\n本条所称乙方，是指乙。\n"
        "本条例所称丙方，是指丙。\n第二条　本章下列用语的含义：\n（一）丁方，是指丁；\n"
        "（二）“戊方”，是指戊。\n"
    )
    scopes = {term.word: term.scope for term in known.terms}
    assert scopes == {
        "甲方": "chp_1", "乙方": "art_1", "丙方": "", "丁方": "chp_1", "戊方": "chp_1",
    }  # fmt: skip


def test_several_short_forms_in_one_bracket() -> None:
    known = facts("第一条　依照《甲法》《乙法》（以下简称《甲》、《乙》）执行。\n")
    assert [(term.word, term.law) for term in known.terms] == [("甲", "甲法"), ("乙", "乙法")]


def test_fewer_laws_than_short_forms_are_not_guessed() -> None:
    known = facts("第一条　依照《甲法》及其条例（以下简称《甲》、《乙》）执行。\n")
    assert [(term.word, term.law) for term in known.terms] == [("甲", None), ("乙", None)]


def test_a_law_is_cited_by_its_short_form() -> None:
    known = facts(
        "第一条　根据《中华人民共和国种子法》（以下简称种子法），制定本条例。\n"
        "第二条　依照种子法第九条处理。\n"
    )
    cited = next(each for each in known.references if each.ids == ("art_9",))
    assert cited.law == "中华人民共和国种子法"


def test_uses_are_found_in_one_pass() -> None:
    known = facts("甲方条例\n第一条　甲方甲方和方甲。\n")
    text = known.document.source.text
    found = uses(known.document, known.outline, ["甲方", "方甲", "乙"])
    assert found["甲方"] == tuple(i for i in range(5, len(text)) if text.startswith("甲方", i))
    assert len(found["方甲"]) == 2
    assert found["乙"] == ()


def test_uses_are_found_in_a_text_without_articles() -> None:
    known = facts("甲方（简称甲）")
    assert uses(known.document, known.outline, ["甲", "乙"]) == {"甲": (0, 5), "乙": ()}
