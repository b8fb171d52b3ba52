"""The index of laws, citations looked up in it, and the user's own laws."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck import check
from regcheck.analysis.facts import Facts
from regcheck.analysis.laws import (
    Edition,
    Ended,
    Law,
    LawIndex,
    Shape,
    bundled,
    normal,
    shapes,
    written,
)
from regcheck.analysis.outline import outline
from regcheck.diagnostic import Severity
from regcheck.engine import repaired
from regcheck.formats.files import read_file
from regcheck.model import Level
from regcheck.parse.structure import parse, parse_source
from regcheck.settings import Settings
from tests.test_cli import run

DAY = datetime.date
OLD = Edition(DAY(2010, 1, 1), True, "1*2 2:2=3")
NEW = Edition(DAY(2020, 1, 1), True, "1*4 3-1@2:1=4 1*2")
LAWS = (
    Law("中华人民共和国甲法", "法律", DAY(2010, 1, 1), (DAY(2020, 1, 1),), (OLD, NEW)),
    Law("乙条例", "行政法规", DAY(2005, 1, 1), (DAY(2008, 1, 1), DAY(2015, 1, 1)),
        (Edition(DAY(2008, 1, 1), True, "1*9"),)),
    Law("丙条例", "行政法规", DAY(2005, 1, 1), (), (Edition(DAY(2005, 1, 1), False, "1*3"),)),
)  # fmt: skip
ENDED = (
    Ended("中华人民共和国丁法", DAY(2012, 1, 1), "repealed", "《戊法》第九条", True, "戊法"),
    Ended("戊法", DAY(2018, 1, 1), "renamed", "《己法》第九条", False, "己法"),
)
INDEX = LawIndex(DAY(2021, 1, 1), LAWS, ENDED)


@pytest.mark.parametrize(
    ("articles", "numbers"),
    [
        ("2 1*3", ["1", "2", "3", "4"]),
        ("1 120@1 120-1@2:1=4 1", ["1", "120", "120-1", "121"]),
        ("", []),
        ("damaged", []),
    ],
)
def test_shapes(articles: str, numbers: list[str]) -> None:
    assert list(shapes(articles)) == numbers


def test_shape_of_one_article() -> None:
    assert shapes("3:1=2,3=5")["1"] == Shape(3, {1: 2, 3: 5})


_ARTICLE = st.tuples(st.integers(1, 4), st.integers(0, 3))


@given(st.lists(_ARTICLE, min_size=1, max_size=12), st.booleans())
def test_written_shapes_read_back(articles: list[tuple[int, int]], inserted: bool) -> None:
    """A text with n paragraphs and, in the first, m items in each article."""
    lines = ["某条例"]
    for place, (paragraphs, items) in enumerate(articles, 1):
        label = "第一条之一" if inserted and place == 2 else f"第{place}条"
        lines.append(f"{label}　甲{'：' if items else '。'}")
        lines += [f"（{'一二三'[n]}）乙；" for n in range(items)]
        lines += ["丙。"] * (paragraphs - 1)
    known = outline(parse("\n".join(lines) + "\n"))
    found = list(shapes(written(known.articles)).values())
    assert found == [Shape(p, {1: n} if n else {}) for p, n in articles]


@pytest.mark.parametrize(
    ("day", "edition"),
    [(DAY(2009, 1, 1), None), (DAY(2019, 12, 31), OLD), (DAY(2020, 1, 1), NEW)],
)
def test_edition_of_a_day(day: datetime.date, edition: Edition | None) -> None:
    assert LAWS[0].at(day) == edition


def test_an_edition_that_the_index_lacks_is_not_guessed() -> None:
    assert LAWS[1].at(DAY(2014, 1, 1)) is not None
    assert LAWS[1].at(DAY(2015, 1, 1)) is None


@pytest.mark.parametrize(
    ("provision", "level"),
    [
        ("art_4", None),
        ("art_3-1__para_2", None),
        ("art_3-1__item_4", None),
        ("art_3-1__para_1__item_4", None),
        ("art_3-1__para_2__item_1", Level.ITEM),
        ("art_3-1__item_5", Level.ITEM),
        ("art_3-1__para_3", Level.PARAGRAPH),
        ("art_3-2", Level.ARTICLE),
        ("art_9__para_1", Level.ARTICLE),
        ("chp_9", None),
    ],
)
def test_lacks(provision: str, level: Level | None) -> None:
    assert NEW.lacks(provision) is level


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("甲法", "中华人民共和国甲法"),
        ("《中华人民共和国甲法》", "中华人民共和国甲法"),
        ("中华人民共和国甲法（2020年修正）", "中华人民共和国甲法"),
        ("乙 条例", "乙条例"),
        ("甲法实施办法", None),
    ],
)
def test_find(name: str, title: str | None) -> None:
    law = INDEX.find(name)
    assert (law.title if law else None) == title


def test_titles_within_titles_are_one() -> None:
    assert normal("某省实施《甲法》办法") == normal("《某省实施〈甲法〉办法》")


def test_successor_of_a_successor() -> None:
    ended = INDEX.ended("丁法")
    assert ended is not None
    assert INDEX.successor(ended) == "己法"


def test_a_circle_of_successors_ends() -> None:
    circle = (
        Ended("甲法", DAY(2012, 1, 1), "repealed", "", False, "乙法"),
        Ended("乙法", DAY(2012, 1, 1), "repealed", "", False, "甲法"),
    )
    assert LawIndex(DAY(2021, 1, 1), (), circle).successor(circle[0]) == "甲法"


def cited(words: str, as_of: datetime.date | None = None) -> list[tuple[str | None, str]]:
    known = Facts(parse(f"某省条例\n第一条　{words}。\n"), (), lambda: INDEX, as_of)
    return [(each.law, each.state) for each in known.cited]


@pytest.mark.parametrize(
    ("words", "law", "state"),
    [
        ("依照《中华人民共和国甲法》第四条", "中华人民共和国甲法", "resolved"),
        ("依照《中华人民共和国甲法》第三条之一第一款第四项", "中华人民共和国甲法", "resolved"),
        ("依照《中华人民共和国甲法》第九条", "中华人民共和国甲法", "external-missing"),
        ("依照《中华人民共和国甲法》第四条第二款", "中华人民共和国甲法", "external-missing"),
        ("依照《中华人民共和国甲法》第四条至第九条", "中华人民共和国甲法", "external-missing"),
        ("依照《中华人民共和国甲法》第二章", "中华人民共和国甲法", "external"),
        ("依照《中华人民共和国甲法》", "中华人民共和国甲法", "resolved"),
        ("依照《丙条例》第九条", "丙条例", "external"),
        ("依照《乙条例》第九十条", "乙条例", "external"),
        ("依照《丁法》第九十条", "丁法", "external"),
        ("依照《庚法》第九十条", "庚法", "external"),
    ],
)
def test_citation_is_looked_up(words: str, law: str, state: str) -> None:
    assert (law, state) in cited(words)


def test_citation_is_looked_up_as_of_a_day() -> None:
    words = "依照《中华人民共和国甲法》第四条"
    assert ("中华人民共和国甲法", "external-missing") in cited(words, DAY(2015, 1, 1))
    assert ("中华人民共和国甲法", "external") in cited(words, DAY(2009, 1, 1))


def test_laws_named_without_marks_are_listed() -> None:
    text = "某省条例\n第一条　符合专利法规定，依照专利法第九条、《丙条例》办理。\n"
    known = Facts(parse(text))
    listed = [(each.law, each.ids) for each in known.cited]
    assert listed == [("专利法", ("doc",)), ("专利法", ("art_9",)), ("丙条例", ("doc",))]


def test_the_text_of_the_same_name_that_ends_is_another() -> None:
    text = (
        "某省条例\n第一条　甲。\n第二条　1987年公布的《某省条例》同时废止，依照《某省条例》执行。\n"
    )
    known = Facts(parse(text))
    assert [each.law for each in known.references] == ["某省条例", None]
    other = text.replace("1987年公布的《某省条例》", "《某省条例》施行，1987年公布的《甲条例》")
    assert [each.law for each in Facts(parse(other)).references] == [None, "甲条例", None]


def test_a_text_that_implements_a_law_is_listed_whole() -> None:
    text = "某省条例\n第一条　依照某市实施《甲法》办法、《乙条例》执行。\n"
    known = Facts(parse(text))
    found = [(known.document.source.slice(each.span), each.law) for each in known.references]
    assert found == [("某市实施《甲法》办法", "某市实施〈甲法〉办法"), ("《乙条例》", "乙条例")]


def names(words: str) -> list[tuple[str, bool]]:
    known = Facts(parse(f"某省条例\n第一条　{words}。\n"))
    return [(each.title, each.marked) for each in known.citations]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("依照劳动合同法处理", [("劳动合同法", False)]),
        ("符合技术合同法规定的", [("技术合同法", False)]),
        ("依照合同法办理，合同法实施前的除外", [("合同法", False), ("合同法", False)]),
        ("种子法草案、种子法实施细则、种子法办法", []),
        ("依照中华人民共和国合同法处理", [("中华人民共和国合同法", False)]),
        ("依照辽宁省信访条例、合同法务工作处理", []),
        # the longest name, and no name within a title or a word
        ("依照《某市〈合同法〉实施办法》处理", [("某市〈合同法〉实施办法", True)]),
        ("依照专利法实施细则处理", []),
        ("会计法规、监察法定职责、合同法律关系", []),
        ("《中华人民共和国种子法》（以下简称种子法）", [("中华人民共和国种子法", True)]),
        ("取得《排污许可证》", []),
        ("依照《某省条例》处理", []),
    ],
)
def test_names(words: str, found: list[tuple[str, bool]]) -> None:
    assert names(words) == found


REPEALED = "某省甲条例\n第一条　甲。\n第二条　依照《中华人民共和国合同法》处理。\n"


def severities(text: str, as_of: datetime.date | None = None) -> list[Severity]:
    found = check(text, Settings(select=("C304",), as_of=as_of)).diagnostics
    return [each.severity for each in found if each.code == "C304"]


def test_severity_follows_the_dates() -> None:
    enacted = REPEALED.replace(
        "\n第一条", "\n（2015年3月1日某省人民代表大会常务委员会通过）\n第一条"
    )
    assert severities(REPEALED) == [Severity.ERROR]
    assert severities(enacted) == [Severity.WARNING]
    assert severities(REPEALED, DAY(2019, 1, 1)) == []
    assert severities(REPEALED, bundled().as_of + datetime.timedelta(1)) == [Severity.INFO]


def test_every_message_says_until_when_the_index_reaches() -> None:
    text = (
        "某省甲条例\n第一条　依照《中华人民共和国合同法》《中华人民共和国科技进步法》"
        "《中华人民共和国专利法》第九百条处理。\n"
    )
    found = check(text, Settings(select=("C304", "C305", "C306"))).diagnostics
    assert {each.code for each in found} == {"C304", "C305", "C306"}
    assert all("索引截至2025年4月5日" in each.message for each in found)


def test_rules_on_references_do_not_read_the_index() -> None:
    def fail() -> LawIndex:
        raise AssertionError("the index was read")

    known = Facts(parse("第一条　依照《甲法》第九条、本条例第八条。\n"), (), fail)
    assert len(known.references) >= 2


def test_library_commands(tmp_path: Path) -> None:
    laws, home = tmp_path / "laws", tmp_path / "home"
    laws.mkdir()
    (laws / "a.md").write_text("某市乙办法\n第一条　甲。\n乙。\n", "utf-8")
    (laws / "b.md").write_text("无名的一行\n", "utf-8")
    draft = tmp_path / "草案.md"
    draft.write_text("某省甲条例\n第一条　依照《某市乙办法》第九条处理。\n", "utf-8")
    checked = ("check", "--select", "C306", "--format", "json", str(draft))

    assert json.loads(run(*checked, REGCHECK_LIBRARY=str(home)).stdout) == []
    added = run("library", "add", str(laws), REGCHECK_LIBRARY=str(home))
    assert added.returncode == 2  # b.md is no law; a.md is added all the same
    assert "某市乙办法" in added.stdout.decode()
    assert "b.md" in added.stderr.decode()
    assert home.joinpath("laws.jsonl").stat().st_mode & 0o077 == 0
    (found,) = json.loads(run(*checked, REGCHECK_LIBRARY=str(home)).stdout)
    assert found["code"] == "C306"
    listed = json.loads(
        run("library", "list", "--format", "json", REGCHECK_LIBRARY=str(home)).stdout
    )
    assert [law["title"] for law in listed] == ["某市乙办法"]
    shown = run("library", "info", "合同法", REGCHECK_LIBRARY=str(home)).stdout.decode()
    assert "民法典" in shown
    assert "索引截至" in shown
    missing = run("library", "info", "科技进步法", REGCHECK_LIBRARY=str(home))
    assert missing.returncode == 2
    assert "科学技术进步法" in missing.stderr.decode()


def test_a_damaged_user_index_is_said(tmp_path: Path) -> None:
    (tmp_path / "laws.jsonl").write_text("not json\n", "utf-8")
    draft = tmp_path / "a.md"
    draft.write_text("某省甲条例\n第一条　依照《甲法》第九条处理。\n", "utf-8")
    result = run("check", str(draft), REGCHECK_LIBRARY=str(tmp_path))
    assert result.returncode == 2
    assert "laws.jsonl" in result.stderr.decode()
    assert b"Traceback" not in result.stderr


def test_a_damaged_user_index_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "laws.jsonl").write_bytes(b'["\xff\xfe","x",null,[],[]]\n')
    draft = tmp_path / "a.md"
    draft.write_text(REPEALED, "utf-8")
    arguments = ("check", "--select", "C304", "--format", "json", str(draft))
    result = run(*arguments, REGCHECK_LIBRARY=str(tmp_path))
    assert result.returncode == 2
    assert [each["code"] for each in json.loads(result.stdout)] == ["C304"]
    for command in (("refs", str(draft)), ("library", "list"), ("library", "add", str(draft))):
        result = run(*command, REGCHECK_LIBRARY=str(tmp_path))
        assert result.returncode == 2
        assert "laws.jsonl" in result.stderr.decode()


def test_one_bad_file_of_many_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.md").write_text("某市乙办法\n第一条　甲。\n", "utf-8")
    (tmp_path / "b.md").write_bytes(b"\x00\x01\x02" * 50)
    names = [str(tmp_path / name) for name in ("b.md", "empty", "a.md", "a.md")]
    result = run("library", "add", *names, REGCHECK_LIBRARY=str(tmp_path / "home"))
    assert result.returncode == 2
    assert "共 1 部" in result.stdout.decode()
    assert result.stderr.decode().count("regcheck：") == 2


def test_an_older_text_is_one_more_edition() -> None:
    older = Law("中华人民共和国甲法", "法律", DAY(2010, 1, 1), (),
                (Edition(DAY(2005, 1, 1), True, "1*9"),))  # fmt: skip
    law = INDEX.with_laws([older]).find("甲法")
    assert law is not None
    assert [each.date for each in law.editions] == [
        DAY(2005, 1, 1), DAY(2010, 1, 1), DAY(2020, 1, 1),
    ]  # fmt: skip
    assert law.at(DAY(2021, 1, 1)) == NEW


def test_an_edition_is_in_force_when_it_takes_effect() -> None:
    later = Edition(DAY(2020, 1, 1), True, "1*9", DAY(2020, 7, 1))
    law = Law("甲法", "法律", DAY(2010, 1, 1), (DAY(2020, 1, 1),), (OLD, later))
    assert law.at(DAY(2020, 6, 30)) == OLD
    assert law.at(DAY(2020, 7, 1)) == later


def test_a_text_may_cite_what_is_to_take_effect() -> None:
    later = Edition(DAY(2020, 1, 1), True, "1*9", DAY(2021, 1, 1))
    law = Law("甲法", "法律", DAY(2010, 1, 1), (DAY(2020, 1, 1),), (OLD, later))
    index = LawIndex(DAY(2022, 1, 1), (law,))
    note = "（2020年6月1日某省人民代表大会常务委员会通过）"
    text = f"某省条例\n{note}\n第一条　依照《甲法》第三条、《甲法》第八条、《甲法》第十条。\n"
    known = Facts(parse(text), (), lambda: index)
    assert [each.state for each in known.cited] == ["resolved", "resolved", "external-missing"]


@pytest.mark.parametrize(
    ("words", "law"),
    [
        ("违反某省物业管理条例的，依照该条例第八十条处罚", "unknown"),
        ("公司法人违反该法第三百条规定的", "unknown"),
        ("依照物业管理条例处理，该条例第八十条", "物业管理条例"),
    ],
)
def test_that_law_is_a_name_by_itself(words: str, law: str) -> None:
    known = Facts(parse(f"某省条例\n第一条　{words}。\n"))
    assert law in [each.law for each in known.references if not each.whole]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("中华人民共和国种籽法", ["中华人民共和国种子法"]),
        ("中华人民共和国科技进步法", ["中华人民共和国科学技术进步法"]),
        ("中华人民共和国民营经济促进法", []),
        ("中华人民共和国飞天法", []),
    ],
)
def test_near_names(name: str, near: list[str]) -> None:
    assert list(bundled().near(name)) == near


@pytest.mark.parametrize(
    "words", ["宪法宣誓", "宪法和法律委员会", "国家宪法日", "德国刑法", "香港公司法"]
)
def test_no_law_is_cited(words: str) -> None:
    assert names(words) == []


@pytest.mark.parametrize("articles", ["1:=", "zzz", "1*99999999", "1:1=2,"])
def test_a_damaged_entry_of_the_user_index(tmp_path: Path, articles: str) -> None:
    line = ["甲法", "法律", None, [], [[None, True, articles]]]
    (tmp_path / "laws.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    result = run("library", "list", REGCHECK_LIBRARY=str(tmp_path))
    assert result.returncode == 2
    assert "laws.jsonl" in result.stderr.decode()


@pytest.mark.parametrize(
    "words",
    [
        "依照修订前的《中华人民共和国甲法》第九条",
        "依照《中华人民共和国甲法（2010年修正）》第九条",
        "依照《中华人民共和国甲法》（2010年修正）第九条",
        "依照《中华人民共和国甲法》第三条之一第一款第四项第二目",
    ],
)
def test_another_edition_and_subitems_are_not_judged(words: str) -> None:
    assert "external-missing" not in [state for _, state in cited(words)]
    assert "resolved" not in [state for _, state in cited(words)]


def test_the_line_above_names_no_edition() -> None:
    above, same = (
        "第一条　本条例施行前\n《刑法》第九百条。\n",
        "第一条　施行前的《刑法》第九百条。\n",
    )
    assert [each.code for each in check(above, Settings(select=("C306",))).diagnostics] == ["C306"]
    assert not check(same, Settings(select=("C306",))).diagnostics


def test_library_of_a_check(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("某市乙办法\n第一条　甲。\n", "utf-8")
    text = "某省甲条例\n第一条　依照《某市乙办法》第九条处理。\n"
    result = check(text, Settings(select=("C306", "R215")), library=tmp_path)
    assert [each.code for each in result.diagnostics] == ["C306"]
    # and after a fix, too
    more = check(text + "第二条　甲：\n（一）子；\n有前款第（一）项。\n", result.settings, tmp_path)
    assert [each.code for each in repaired(more).result.diagnostics] == ["C306"]


def test_as_of_in_the_settings(tmp_path: Path) -> None:
    draft = tmp_path / "a.md"
    draft.write_text(REPEALED, "utf-8")
    (tmp_path / "regcheck.toml").write_text("as_of = 2019-01-01\n", "utf-8")
    arguments = ("check", "--select", "C304", "--format", "json")
    assert json.loads(run(*arguments, str(draft)).stdout) == []
    later = json.loads(run(*arguments, "--as-of", "2024-01-01", str(draft)).stdout)
    assert [each["code"] for each in later] == ["C304"]
    assert run("check", "--as-of", "2019年", str(draft)).returncode == 2


def test_the_bundled_index() -> None:
    index = bundled()
    assert len(index.laws) > 3000
    assert len(index.endings) > 100
    for ended in index.endings:
        assert index.ended(index.successor(ended) or "") is None, ended.title
        law = index.exact(ended.title)
        newest = law.editions[-1].date if law else None
        assert newest is None or newest < ended.ended, ended.title


@pytest.mark.corpus
def test_facts_of_laws_are_those_of_the_index(data: Path) -> None:
    """The articles counted here are those of the collected facts, but for sub-headings in the
    text that one of the two counts as paragraphs."""
    index, same, other = bundled(), 0, []
    for path in sorted((data / "structure").glob("*.txt")):
        document = parse_source(read_file(str(path)))
        law = index.exact(document.title)
        shape = written(outline(document).articles)
        if law is None or not any(each.reliable for each in law.editions):
            continue
        found = any(shapes(shape) == shapes(each.articles) for each in law.editions)
        same += found
        other += [] if found else [path.name]
    assert same > 80
    assert len(other) <= same / 20, other
