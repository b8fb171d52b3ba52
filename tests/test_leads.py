"""What is found by a search of the whole text first is what a look at every provision finds."""

from __future__ import annotations

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.analysis import overlap
from regcheck.analysis.facts import Facts
from regcheck.analysis.laws import Law, LawIndex, bundled
from regcheck.analysis.outline import Outline
from regcheck.analysis.overlap import Overlap, pairs_in
from regcheck.data import expression
from regcheck.model import Provision
from regcheck.parse.reference import CANDIDATE, LEAD, parse_citation
from regcheck.parse.structure import parse
from regcheck.rulebook import find_rule, selected
from tests.test_properties import drafts

# Words of citations and of names of texts, whole and cut to pieces.
WORDS = (
    *"第本该各前上（）()《》〈〉同下列基成应以条款项目章节编一二三十两1×至、和，。的\u3000甲",
    *("各该", "下列各项", "或者", "条例", "规定", "办法", "法", "实施", "若干规定", "所列各项"),
    *("刑法", "公司法", "专利法", "民法典", "安全生产法", "外商投资法实施条例", "用语的含义"),
    *("本条例所称甲，是指乙", "（以下简称甲法）", "术语", "中华人民共和国"),
)
lines = st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map("".join), max_size=6)


@given(lines, st.integers(0, 8))
def test_leads(written: list[str], skipped: int) -> None:
    """Every citation and every whole text in a line, or in the rest of one behind its label, begins
    where the search of all lines says."""
    text = "\n".join(written)
    for pattern, lead in (
        (CANDIDATE, LEAD),
        (expression("references", "whole", "text"), expression("references", "whole", "lead")),
    ):
        led = {match.start() for match in lead.finditer(text)}
        begin = 0
        for line in written:
            rest = line[skipped:]
            start = begin + len(line) - len(rest)
            assert {start + match.start() for match in pattern.finditer(rest)} <= led
            begin += len(line) + 1


@given(drafts)
def test_no_word_follows_the_words_of_a_provision(text: str) -> None:
    """So that a lookahead of LEAD sees in the whole text what it sees in them."""
    document = parse(text)
    source = document.source.text
    quoted = (note.span for note in document.notes if note.kind == "quoted")
    bodies = (each.body for each in Facts(document).outline.provisions)
    for span in (*bodies, *document.front, *quoted):
        assert span.start == span.end or not source[span.end : span.end + 1].isalnum()


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_explained_words_are_led(text: str) -> None:
    lead = expression("terms", "definition", "lead")
    for name in ("clause", "glossary"):
        if expression("terms", "definition", name).search(text):
            assert lead.search(text)


@given(st.lists(st.sampled_from(WORDS), max_size=30).map("".join))
def test_short_titles_may_be_named_where_they_are(text: str) -> None:
    endings = bundled().may_be_named(text)
    for start, end in bundled().named_in(text):
        assert any(start <= at < end for at in endings)


def test_title_that_is_only_an_ending() -> None:
    """A user's index may hold a law of one word: it is looked for wherever it stands."""
    short = Law("条例", "行政法规", None, (), ())
    index = LawIndex(bundled().as_of, (short, Law("甲条例", "行政法规", None, (), ())))
    assert [*index.named_in("按照条例、甲条例")] == [(2, 4), (5, 8)]


@given(drafts, st.data())
def test_holding(text: str, data: st.DataObject) -> None:
    """The provisions in whose own words some places lie, in order, each once."""
    document = parse(text)
    outline = Facts(document).outline
    places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=9)))
    expected = [
        each
        for each in outline.provisions
        if any(each.body.start <= place < each.body.end for place in places)
    ]
    assert [*outline.holding(places)] == expected


@given(drafts, st.integers(0, 200))
def test_articles_until(text: str, offset: int) -> None:
    outline = Facts(parse(text)).outline
    begun = [each for each in outline.articles if each.span.start <= offset]
    assert outline.articles_until(offset) == len(begun)


ARTICLES = "某省甲条例\n第一条　企业应当循环用水。\n第二条　企业报送材料：\n（一）取水许可。\n"


def pairs_of(outline: Outline, provision: Provision, text: str) -> frozenset[str]:
    """The pairs of an article and of all below it."""
    own = pairs_in(text[provision.body.start : provision.body.end])
    return reduce(
        frozenset.union, (pairs_of(outline, each, text) for each in provision.children), own
    )


@pytest.mark.parametrize(("one_by_one", "short"), [(300, 2000), (0, 2000), (2, 0)])
def test_pairs_however_they_are_looked_for(
    one_by_one: int, short: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One by one or by an index, in the words of an article or among its pairs."""
    monkeypatch.setattr(overlap, "_ONE_BY_ONE", one_by_one)
    monkeypatch.setattr(overlap, "_SHORT", short)
    document = parse(ARTICLES)
    outline = Facts(document).outline
    held = {each.id: pairs_of(outline, each, ARTICLES) for each in outline.articles}
    found = Overlap(document, outline)
    wanted = pairs_in("企业循环用水，报送取水许可材料")
    assert {"循环", "报送"} <= wanted
    for pair in wanted:
        assert found.holders(pair) == tuple(each for each in held if pair in held[each])
    for article, pairs in held.items():
        assert found.share(wanted, [article]) == len(wanted & pairs) / len(wanted)
    assert found.share(wanted, held) == len(wanted & frozenset.union(*held.values())) / len(wanted)
    assert found.share(wanted, ["art_9"]) == found.share(wanted, []) == 0


def test_pairs_of_words_that_say_something() -> None:
    assert pairs_in("报送的材料，报送规定") == {"报送", "材料", "送规"}


def test_one_tree_for_citations_of_one_form() -> None:
    """第三条 after 第十二条 has its own number and its own place."""
    (first,), (second,) = parse_citation("第一百二十条第一款"), parse_citation("第三条第二款")
    assert [step.numbers[0].main for step in first.first.steps if step.numbers[0]] == [120, 1]
    assert [step.numbers[0].main for step in second.first.steps if step.numbers[0]] == [3, 2]
    assert (first.first.span.end, second.first.span.end) == (9, 6)


def test_rules_of_one_choice_are_the_same_values() -> None:
    assert selected("default", ("R",), ()) is selected("default", ("R",), ())
    assert find_rule("R201").info is find_rule("R201").info
