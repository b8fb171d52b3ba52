"""The site: what its pages hold, that nothing of a draft is lost, and what bad input becomes."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.diagnostic import RegcheckError
from regcheck.library import library
from regcheck.numerals import to_chinese
from regcheck.settings import Settings
from regcheck.site.article import article_page
from regcheck.site.build import build, site_config
from regcheck.site.navigation import Navigation
from regcheck.site.order import in_order
from regcheck.site.page import Page, dead_links, href, link, markup, shown
from regcheck.site.reading import Reading, readings
from regcheck.site.unit import whole_page
from regcheck.site.volume import Volume, volume
from regcheck.text import source_file
from regcheck.workspace import SITE, Draft
from tests.conftest import Run

Command = Callable[..., Run]
LIAONING = Path(__file__).parents[1] / "drafts" / "liaoning-innovation"
BOTH = (str(LIAONING / "first-reading.md"), str(LIAONING / "second-reading.md"))
# What marks the layout and is no text: blanks, signs of Markdown; comments are not shown.
LAYOUT = re.compile(r"[\s#*_>\\|\u200b-\u200f\u2060\ufeff\u00ad-]+")
UNSHOWN = re.compile(r"<!--.*?-->|(?m:^[\s|:-]+$)", re.DOTALL)


def reading_of(text: str, path: str = "草案.md") -> Reading:
    return readings([Draft(source_file(text, path), Settings())], library)[0]


def volume_of(*texts: str) -> Volume:
    drafts = [Draft(source_file(text, f"{n}.md"), Settings()) for n, text in enumerate(texts, 1)]
    return volume(readings(drafts, library))


def page_of(site: Volume, uri: str) -> Page:
    return next(page for page in site.pages() if page.uri == uri)


def words(element: Element) -> str:
    return "".join(element.itertext())


DRAFT = """某省测试条例
（草案二次审议稿）

目　录

第一章　总则
第二章　法律责任

第一章　总则

第一条　为了测试，制定本条例。

第二条　本条例所称平台，是指网站。

第三条　单位应当遵守下列规定：
（一）公开规则；
（二）不得收费。
违反前款第二项规定的，依照本条例第五条处理。

第二章　法律责任

第四条　违反本条例第三条第一款第一项规定的，由主管部门责令改正，处一万元以上三万元以下罚款。

第五条　依照本条例第九十九条和《中华人民共和国行政处罚法》第三十三条处理。
"""


def test_an_article_has_its_words_its_tools_and_its_context() -> None:
    site = volume_of(DRAFT)
    page = page_of(site, "1/art_3.html").main
    assert "单位应当遵守下列规定：" in words(page)
    item = next(each for each in page.iter() if each.get("id") == "art_3__para_1__item_2")
    assert item.find(".//button").get("data-copy") == "《某省测试条例》第三条第一款第二项"  # type: ignore[union-attr]
    cited = {a.get("href"): words(a) for a in page.iter("a") if a.get("class") == "reference"}
    assert cited["site:/1/art_3.html#art_3__para_1__item_2"] == "前款第二项"
    assert cited["site:/1/art_5.html"] == "本条例第五条"
    back = next(each for each in page.iter("section") if each.get("class") == "cited-by")
    assert "第四条第一款：" in words(back)
    assert "第三条第一款第一项" in words(back)


def test_a_citation_shows_what_it_leads_to() -> None:
    page = page_of(volume_of(DRAFT), "1/art_4.html").main
    cited = next(a for a in page.iter("a") if a.get("class") == "reference")
    shown = next(e for e in page.iter() if e.get("id") == cited.get("aria-describedby"))
    assert "公开规则；" in words(shown)
    assert shown.get("role") == "tooltip"


def test_a_citation_that_leads_nowhere_says_so() -> None:
    page = page_of(volume_of(DRAFT), "1/art_5.html").main
    lost = next(e for e in page.iter("span") if e.get("class") == "reference missing")
    assert words(lost) == "本条例第九十九条"
    shown = next(e for e in page.iter() if e.get("id") == lost.get("aria-describedby"))
    assert "本文没有第九十九条" in words(shown)
    law = next(e for e in page.iter("span") if "行政处罚法" in words(e) and e.get("data-says"))
    told = next(e for e in page.iter() if e.get("id") == law.get("aria-describedby"))
    assert "法律，最近一次公布或者修改 2021-01-22。" in words(told)


def test_the_first_page_tells_which_reading_it_is_and_counts() -> None:
    site = volume_of(DRAFT)
    page = page_of(site, "index.html")
    assert page.banner == "草案 · 《某省测试条例》（草案二次审议稿）"
    assert "2 章　5 条" in words(page.main)
    assert "1 处不存在" in words(page.main)


def test_json_ld_tells_the_articles_and_that_a_draft_is_not_in_force() -> None:
    data = page_of(volume_of(DRAFT), "index.html").data
    assert data is not None
    assert data["@type"] == "Legislation"
    assert data["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert [part["name"] for part in data["hasPart"]][2] == "《某省测试条例》第三条"


def test_every_page_has_one_h1_and_every_table_a_caption_and_scopes() -> None:
    for page in volume_of(DRAFT, DRAFT.replace("二次", "三次")).pages():
        assert len(list(page.main.iter("h1"))) == 1, page.uri
        for table in page.main.iter("table"):
            assert table.find("caption") is not None
            assert all(th.get("scope") for th in table.iter("th")), page.uri


def test_ids_are_unique_on_a_page() -> None:
    for page in volume_of(DRAFT, Path(BOTH[0]).read_text("utf-8")).pages():
        ids = [each.get("id") for each in page.main.iter() if each.get("id")]
        assert len(ids) == len(set(ids)), page.uri


def test_no_link_is_dead_in_both_readings() -> None:
    site = volume_of(*(Path(each).read_text("utf-8") for each in BOTH))
    assert site.dead_links() == ()
    assert len(site.missing) == 10


def test_a_dead_link_is_found() -> None:
    body = Element("div")
    for target in (link("gone.html"), link("a.html", "gone"), "#gone", link("a.html", "here")):
        body.append(Element("a", {"href": target}))
    body.append(Element("p", {"id": "here"}))
    found = [each.target for each in dead_links([Page("a.html", "", body)])]
    assert found == ["a.html#gone", "gone.html"]


@pytest.mark.parametrize(
    ("target", "page", "expected"),
    [
        ("site:/a/art_1.html", "a/art_2.html", "art_1.html"),
        ("site:/rules/R201.html", "a/art_2.html", "../rules/R201.html"),
        ("site:/a/art_1.html#art_1__para_1", "a/art_1.html", "#art_1__para_1"),
        ("site:/a/art_1.html", "a/art_1.html", "art_1.html"),
        ("site:/草案/art_1.html", "index.html", "%E8%8D%89%E6%A1%88/art_1.html"),
        ("https://example.org/", "index.html", "https://example.org/"),
    ],
)
def test_links_are_relative(target: str, page: str, expected: str) -> None:
    assert href(target, page) == expected


def test_an_article_is_shown_with_its_table_and_its_notes() -> None:
    table_text = "| 项目 | 标准 |\n|---|---|\n| 登记 | 十元 |"
    text = f"第一条　收费标准如下：\n\n{table_text}\n\n【说明：参考外省。】\n\n第二条　甲。\n"
    page = page_of(volume_of(text), "1/art_1.html").main
    table = next(each for each in page.iter("table") if each.get("class") == "words")
    assert [words(cell) for cell in table.iter("td")] == ["登记", "十元"]
    assert "参考外省" in words(page)


def test_an_amendment_is_shown_with_what_it_quotes() -> None:
    quoted = "“第三条　市人民政府应当公开。”"
    text = f"关于修改某条例的决定\n\n一、将第三条修改为：\n{quoted}\n二、删去第四条。\n"
    assert "市人民政府应当公开" in words(page_of(volume_of(text), "1/art_1.html").main)


def test_each_part_of_a_citation_is_a_link_of_its_own() -> None:
    cites = "依照本条例第二条、第九十九条和第一章、第二条至第三条处理。"
    text = f"第一章　甲\n第一条　{cites}\n第二条　乙。\n第三条　丙。\n"
    page = page_of(volume_of(text), "1/art_1.html").main
    cited = {words(a): a.get("href") for a in page.iter("a") if a.get("class") == "reference"}
    assert cited == {
        "本条例第二条": "site:/1/art_2.html",
        "第一章": "site:/1/chp_1.html",
        "第二条至第三条": "site:/1/art_2.html",
    }
    lost = [words(e) for e in page.iter("span") if e.get("class") == "reference missing"]
    assert lost == ["第九十九条"]


def test_a_chapter_tells_who_cites_it_and_what_stands_under_its_heading() -> None:
    text = "第一章　甲\n本章说明一句。\n第一条　依照本条例第二章处理。\n第二章　乙\n第二条　丙。\n"
    site = volume_of(text)
    assert "第一条" in words(page_of(site, "1/chp_2.html").main)
    first = page_of(site, "1/chp_1.html").main
    assert "本章说明一句。" in words(first)
    assert words(next(first.iter("h1"))) == "第一章　甲"


def test_a_paragraph_without_words_of_its_own_can_be_linked_to() -> None:
    site = volume_of("第一条\n（一）甲；\n（二）乙。\n第二条　违反本条例第一条第一款的，处罚。\n")
    assert site.dead_links() == ()
    page = page_of(site, "1/art_1.html").main
    assert "art_1__para_1" in {each.get("id") for each in page.iter()}


def test_findings_on_labels_are_numbered_in_the_text() -> None:
    page = whole_page(reading_of("第一条　甲。\n第三条　乙。\n")).main
    labels = [each for each in page.iter("a") if each.get("class") == "label"]
    assert any(each.tag == "mark" for label in labels for each in label.iter())


def test_a_split_article_leads_to_its_row() -> None:
    sentences = (
        "单位应当公开收费的项目和标准，接受社会监督。",
        "主管部门应当每年检查收费的情况，公布检查结果。",
    )
    begin = "第一条　甲乙丙丁。\n第二条　"
    first = f"某省条例\n（草案）\n{begin}{''.join(sentences)}\n"
    second = f"某省条例\n（二次审议稿）\n{begin}{sentences[0]}\n第三条　{sentences[1]}\n"
    site = volume_of(first, second)
    assert site.dead_links() == ()
    page = page_of(site, "2/art_3.html").main
    told = next(each for each in page.iter("p") if each.get("class") == "change")
    assert words(told) == "与草案相比：拆分，原第二条"


def test_a_long_row_of_articles_is_listed_in_part() -> None:
    text = "".join(f"第{to_chinese(n)}条　甲。\n" for n in range(1, 301))
    site = volume_of(text)
    beside = Navigation(site.branches).beside("1/art_150.html")
    assert beside.count("<a ") < 80
    assert "第一百五十条" in beside
    assert "第一百四十九条" in beside
    assert ">第一条<" in beside
    assert ">第三百条<" in beside


def test_a_copied_citation_of_a_title_in_marks_has_inner_marks() -> None:
    reading = reading_of("关于适用《甲法》的解释\n第一条　乙。\n")
    assert reading.citation(reading.outline.articles[0]) == "《关于适用〈甲法〉的解释》第一条"
    bare = reading_of("第一条　乙。\n")
    assert bare.citation(bare.outline.articles[0]) == "第一条"


def test_the_parts_of_a_single_draft_have_places_that_are_there() -> None:
    site = volume_of(DRAFT)
    data = page_of(site, "index.html").data
    assert data is not None
    assert data["hasPart"][0]["url"] == "1/art_1.html"
    assert any(page.uri == "1/art_1.html" for page in site.pages())


def test_the_readings_of_a_folder_stand_in_their_order(tmp_path: Path) -> None:
    for name, mark in (
        ("三审稿", "草案三次审议稿"),
        ("一审稿", "草案"),
        ("二审稿", "草案二次审议稿"),
        ("征求意见", "征求意见稿"),
    ):
        (tmp_path / f"{name}.md").write_text(f"某市条例\n（{mark}）\n第一条　甲。\n", "utf-8")
    complaints: list[RegcheckError] = []
    found = in_order([str(tmp_path)], complaints.append)
    names = [Path(each.source.path).stem for each in found]
    assert names == ["征求意见", "一审稿", "二审稿", "三审稿"]


# --- nothing is lost ---------------------------------------------------------------------------


def shown_words(page: Page) -> str:
    """What a page shows of a draft: without the numbers of findings and what appears on demand."""

    def told(element: Element) -> Iterator[str]:
        own = element.get("class") or ""
        apart = element.tag in ("sup", "caption") or own in ("kind", "tools", "popovers")
        if not apart:
            yield element.text or ""
            for child in element:
                yield from told(child)
        yield element.tail or ""

    own_head = [each for each in page.main if each.tag == "h1" and not each.get("class")]
    return "".join("".join(told(each)) for each in page.main if each not in own_head)


def assert_whole(reading: Reading) -> None:
    """Every word of a draft is on the page of the whole text, once and in its place, and every
    word of an article on its own page."""
    assert bare(shown_words(whole_page(reading))) == bare(source_words(reading.source.text))
    for article in reading.outline.articles:
        page = article_page(reading, article).main
        law = next(each for each in page.iter("section") if each.get("class") == "law")
        extent = reading.extent(article)
        begin = max(article.marker.end, article.heading_span.end)
        words = reading.source.text[begin : extent.end]
        found = bare(shown_words(Page("", "", law)))
        # the bracket of a rubric stands above
        assert found == bare(source_words(words)).lstrip("）】］)]"), article.id


def source_words(text: str) -> str:
    return UNSHOWN.sub("", shown(text))


def bare(words: str) -> str:
    return LAYOUT.sub("", words)


LINES = st.sampled_from(
    [
        *DRAFT.splitlines(),
        "第六条（立法目的）　甲。",
        "【说明：乙】",
        "| 表 | 格 |",
        "|---|---|",
        "“第三条　改成这样。",
        "【备选方案】丁",
        "附件",
        "<!-- 看不见 -->",
        "<script>x</script>",
        "１．丙",
    ]
)


@given(st.lists(LINES, max_size=40), st.sampled_from(["\n", "\r\n"]))
def test_no_word_of_a_draft_is_lost(lines: list[str], end: str) -> None:
    assert_whole(reading_of(end.join(lines)))


@pytest.mark.corpus
def test_no_word_of_a_law_is_lost(data: Path) -> None:
    for path in sorted((data / "corpus").rglob("*.md"))[::10]:
        source = source_file(path.read_bytes().decode("utf-8"), path.name)
        assert_whole(readings([Draft(source, Settings())], library)[0])


@pytest.mark.corpus
def test_no_link_is_dead_in_sites_over_laws(data: Path) -> None:
    for path in sorted((data / "corpus").rglob("*.md"))[::40]:
        source = source_file(path.read_text("utf-8"), path.name)
        assert volume(readings([Draft(source, Settings())], library)).dead_links() == ()


# --- the built site ----------------------------------------------------------------------------


class Links(HTMLParser):
    """The ids and the targets of a page as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if name in ("href", "src", "xlink:href") and value:
                self.targets.add(value)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "site"
    build(BOTH, str(folder))
    return folder


def test_every_link_of_the_built_site_leads_somewhere_inside_it(built: Path) -> None:
    pages = {path.resolve(): Links(path.read_text("utf-8")) for path in built.rglob("*.html")}
    assert len(pages) > 150
    for path, page in pages.items():
        if path.name == "404.html":  # its links begin at the root of a server
            continue
        for target in page.targets:
            assert not re.match("[a-z]+:|//", target), f"{path.name}: {target}"
            place, _, anchor = target.partition("#")
            there = (path.parent / unquote(place)).resolve() if place else path
            assert there.exists(), f"{path.name}: {target}"
            if anchor and there in pages:
                assert unquote(anchor) in pages[there].ids, f"{path.name}: {target}"


def test_a_built_page_is_in_chinese_and_describes_itself(built: Path) -> None:
    text = (built / "second-reading" / "art_10.html").read_text("utf-8")
    assert '<html lang="zh-Hans-CN"' in text
    data = re.search('<script type="application/ld\\+json">(.*?)</script>', text, re.S)
    assert data is not None
    assert json.loads(data[1])["legislationIdentifier"] == "art_10"
    assert "生成时间" in text
    assert "非正式文本" in text


def test_the_files_for_programs_are_those_of_the_commands(
    built: Path, regcheck_run: Command
) -> None:
    found = json.loads((built / "first-reading" / "references.json").read_text("utf-8"))
    asked = json.loads(regcheck_run("refs", "--format", "json", BOTH[0]).out)
    assert found == asked


def test_the_search_takes_the_labels_of_articles_whole(built: Path) -> None:
    index = json.loads((built / "search" / "search_index.json").read_text("utf-8"))
    titles = {entry["location"]: entry["title"] for entry in index["docs"]}
    assert titles["second-reading/art_21.html"].split("\u200b")[0] == "第二十一条"
    assert not any("whole.html" in location for location in titles)


def test_strict_fails_on_a_reference_that_leads_nowhere(
    tmp_path: Path, regcheck_run: Command
) -> None:
    lost = regcheck_run("site", "build", "--strict", BOTH[0], "-o", str(tmp_path / "a"))
    assert lost.code == 1
    assert "first-reading.md:219 “本条例第九章”：本文没有第九章" in lost.err
    assert regcheck_run("site", "build", "--strict", BOTH[1], "-o", str(tmp_path / "b")).code == 0


# --- bad input ---------------------------------------------------------------------------------

HOSTILE = """# 某省<script>alert(1)</script>条例

第一条　<script>alert(2)</script><img src=x onerror=alert(3)>
[链接](javascript:alert(4)) **粗** `码` {{ 7*7 }} &lt。

第二条　依照第一条和"><svg onload=alert(5)>规定。</script>
"""


def test_what_a_draft_says_is_shown_and_never_run(tmp_path: Path, regcheck_run: Command) -> None:
    (tmp_path / "草案 一稿.md").write_text(HOSTILE, "utf-8")
    result = regcheck_run(
        "site", "build", str(tmp_path / "草案 一稿.md"), "-o", str(tmp_path / "site")
    )
    assert result.code == 0, result.err
    for page in (tmp_path / "site").rglob("*.html"):
        text = page.read_text("utf-8")
        for lost in ("<script>alert", "<img src=x", "<svg onload", 'href="javascript:', "49 &"):
            assert lost not in text, page
    article = (tmp_path / "site" / "草案-一稿" / "art_1.html").read_text("utf-8")
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in article
    assert "**粗** `码` {{ 7*7 }} &amp;lt。" in article


@pytest.mark.parametrize(
    "text",
    [
        "第一条　没有章。\n第二条　依照第九条。\n",
        "# 题\n\n只有文字，没有条文。\n",
        f"第一条　{'很长的条文，' * 4000}\n",
        "# 题\n\n第一条　甲。\n第一条　又一个。\n第三条\n",
        "第一编　总则\n第一章　甲\n第一节　乙\n第一条　丙。\n附件\n表一\n",
        "关于修改某条例的决定\n\n一、将第三条修改为：“第三条　甲。”\n二、删去第四条。\n",
        "",
    ],
    ids=["no-chapters", "no-articles", "long", "damaged", "parts", "decision", "empty"],
)
def test_any_text_becomes_a_site_without_dead_links(text: str) -> None:
    site = volume_of(text)
    assert site.dead_links() == ()
    for page in site.pages():
        assert markup(page)


def test_drafts_with_one_title_and_one_name_have_folders_of_their_own() -> None:
    drafts = [
        Draft(source_file(DRAFT, path), Settings()) for path in ("a/稿.md", "b/稿.md", "A/index.md")
    ]
    found = readings(drafts, library)
    assert [each.folder for each in found] == ["稿", "稿-2", "index-2"]
    assert [each.earlier is None for each in found] == [True, False, False]
    assert [each.mark for each in found][1:] == ["草案二次审议稿，稿-2", "草案二次审议稿，index-2"]
    assert volume(found).dead_links() == ()


def test_an_unreadable_draft_is_named_and_the_rest_is_built(
    tmp_path: Path, regcheck_run: Command
) -> None:
    (tmp_path / "bad.md").write_bytes(b"\x00\x01\xff\xfe\x00\x80" * 20)
    result = regcheck_run(
        "site", "build", BOTH[1], str(tmp_path / "bad.md"), "-o", str(tmp_path / "site")
    )
    assert result.code == 2
    assert "bad.md" in result.err
    assert (tmp_path / "site" / "index.html").exists()


def test_no_draft_is_one_message(tmp_path: Path, regcheck_run: Command) -> None:
    result = regcheck_run("site", "build", str(tmp_path / "没有.md"), "-o", str(tmp_path / "site"))
    assert result.code == 2
    assert result.err.count("regcheck：") == 1
    assert "没有.md" in result.err
    assert not (tmp_path / "site").exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("mine", "utf-8")
    with pytest.raises(RegcheckError, match="有别的文件（own"):
        build([BOTH[1]], str(tmp_path))
    assert [each.name for each in tmp_path.iterdir()] == ["own.txt"]


def test_a_site_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build([BOTH[0]], str(folder))
    build([BOTH[1]], str(folder))
    assert (folder / SITE).is_file()
    assert not (folder / "first-reading").exists()
    assert [each.name for each in tmp_path.iterdir()] == ["site"]


def test_what_somebody_put_into_a_site_is_not_removed(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    build([BOTH[1]], str(folder))
    (folder / "审议意见.txt").write_text("重要", "utf-8")
    with pytest.raises(RegcheckError, match="审议意见"):
        build([BOTH[1]], str(folder))
    assert (folder / "审议意见.txt").read_text("utf-8") == "重要"


@pytest.mark.parametrize(
    "name", ["templates", "index.html", "CON", "lpt1", "长" * 80, ".隐", "a#b?c%d"]
)
def test_any_name_of_a_file_is_a_folder_of_the_site(name: str, tmp_path: Path) -> None:
    draft = tmp_path / f"{name}.md"
    draft.write_text(DRAFT, "utf-8")
    build([str(draft)], str(tmp_path / "site"))
    assert len(list((tmp_path / "site").glob("*/art_1.html"))) == 1


def test_a_site_within_a_folder_of_drafts_is_no_draft(tmp_path: Path) -> None:
    (tmp_path / "草案.md").write_text(DRAFT, "utf-8")
    pages = [build([str(tmp_path)], str(tmp_path / "site")).pages for _ in range(2)]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("output", ["草案.md/里面", "/proc/x/y", "长" * 300])
def test_a_place_that_cannot_be_written_is_one_message(
    output: str, tmp_path: Path, regcheck_run: Command
) -> None:
    (tmp_path / "草案.md").write_text(DRAFT, "utf-8")
    place = output if output.startswith("/") else str(tmp_path / output)
    result = regcheck_run("site", "build", tmp_path / "草案.md", "-o", place)
    assert result.code == 2
    assert result.err.count("regcheck：") == 1


def test_the_plugin_leaves_pages_written_by_hand(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# 我的首页\n", "utf-8")
    (tmp_path / "draft.md").write_text(DRAFT, "utf-8")
    config = {**site_config([str(tmp_path / "draft.md")]), "site_name": "我的网站"}
    (tmp_path / "mkdocs.yml").write_text(json.dumps(config), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(tmp_path / "mkdocs.yml")]
    subprocess.run(command, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert "我的首页" in (tmp_path / "site" / "index.html").read_text("utf-8")
    assert (tmp_path / "site" / "draft" / "index.html").is_file()


def test_a_taken_address_is_one_message(regcheck_run: Command) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        for wrong in (address, "foo", "127.0.0.1:99999"):
            result = regcheck_run("site", "serve", BOTH[1], "--address", wrong)
            assert result.code == 2
            assert result.err.startswith(f"regcheck：{wrong}：")
            assert "--address" in result.err


def test_the_served_site_follows_its_drafts(tmp_path: Path) -> None:
    draft = tmp_path / "草案.md"
    draft.write_text("某省测试条例\n\n第一条　旧的条文。\n", "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "regcheck", "site", "serve", str(draft), "--address", address]
    page = f"http://{address}/{quote('草案')}/art_1.html"
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert "旧的条文" in fetched(page, "旧的条文")
            draft.write_text("某省测试条例\n\n第一条　新的条文。\n", "utf-8")
            assert "新的条文" in fetched(page, "新的条文")
            draft.write_bytes(b"\x00\x01\xff\xfe\x00" * 40)  # an error, and its end
            time.sleep(2)
            draft.write_text("某省测试条例\n\n第一条　最后的条文。\n", "utf-8")
            assert "最后的条文" in fetched(page, "最后的条文")
        finally:
            server.send_signal(signal.SIGINT)
            told = server.communicate(timeout=20)[1]
    assert address in told
    assert "草案.md" in told
    assert "Traceback" not in told


def fetched(url: str, wanted: str) -> str:
    """What a page says once it says what is wanted, or after half a minute."""
    text = ""
    for _ in range(150):
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:
            text = answer.read().decode()
        if wanted in text:
            break
        time.sleep(0.2)
    return text
