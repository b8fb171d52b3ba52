"""`regcheck compare`: its formats, what it refuses, and that nothing of a draft is markup."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given

from regcheck.compare import compare
from regcheck.export.comparison import comparison_json, comparison_table, side_words
from regcheck.export.comparison_page import (
    comparison_html,
    comparison_markdown,
    comparison_markup,
)
from regcheck.parse.structure import parse, parse_source
from regcheck.text import source_file
from tests.conftest import Run
from tests.test_properties import drafts

Command = Callable[..., Run]
FOLDER = Path(__file__).parent / "golden" / "comparison"
FIRST = "某省甲条例（草案）\n第一条　甲应当公开评审结果。\n第二条　本条例自公布之日起施行。\n"
SECOND = FIRST.replace("应当", "可以").replace("（草案）", "（草案修改稿）")
HOSTILE = "</td><script>alert(1)</script>|~~甲~~ **乙** [丙](javascript:x) <!-- &lt; `\x1b[31m"


def golden() -> dict[str, str]:
    """What each format makes of the invented pair."""
    old, new = (
        parse_source(source_file((FOLDER / name).read_text("utf-8"), name))
        for name in ("一稿.md", "二稿.md")
    )
    found = compare(old, new)
    return {
        "table.txt": comparison_table(found),
        "all.txt": comparison_table(found, whole=True),
        "page.html": comparison_html(found),
        "table.md": comparison_markdown(found),
    }


@pytest.mark.parametrize("name", ["table.txt", "all.txt", "page.html", "table.md"])
def test_golden(name: str) -> None:
    made, path = golden()[name], FOLDER / name
    if os.environ.get("REGCHECK_ACCEPT"):
        path.write_text(made, "utf-8")
    assert path.read_text("utf-8") == made, "run `make accept`"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("first.md").write_text(FIRST, "utf-8")
    Path("second.md").write_text(SECOND, "utf-8")
    return tmp_path


@pytest.mark.usefixtures("place")
class TestCompare:
    def test_table(self, regcheck_run: Command) -> None:
        run = regcheck_run("compare", "first.md", "second.md")
        assert run.code == 0
        assert "第一条　甲［删：应当］［增：可以］公开评审结果。" in run.out
        assert "条文：未改动 1 条，修改 1 条。" in run.out
        assert "第二条" not in run.out
        assert "第二条　未改动" in regcheck_run("compare", "first.md", "second.md", "--all").out

    def test_json(self, regcheck_run: Command) -> None:
        run = regcheck_run("compare", "first.md", "second.md", "--format", "json")
        assert run.code == 0
        (found,) = json.loads(run.out)
        assert (found["old"], found["new"]) == ("first.md", "second.md")
        assert [row["state"] for row in found["rows"]] == ["edited", "edited", "same"]
        row = found["rows"][1]
        assert sorted(row) == ["moved", "new", "old", "pieces", "similarity", "state"]
        assert sorted(row["old"][0]) == ["id", "kind", "label", "span", "text"]
        assert (row["old"][0]["id"], row["old"][0]["label"]) == ("art_1", "第一条")
        assert row["old"][0]["text"] == FIRST[slice(*row["old"][0]["span"])]
        told = {each["kind"]: each for each in row["pieces"]}
        assert FIRST[slice(*told["removed"]["old"])] == "应当"
        assert SECOND[slice(*told["added"]["new"])] == "可以"

    @pytest.mark.parametrize("style", ["table", "md", "html", "json"])
    def test_file(self, style: str, regcheck_run: Command) -> None:
        options = ("--format", style, "-o", "out")
        assert regcheck_run("compare", "first.md", "second.md", *options).out == ""
        assert "可以" in Path("out").read_text("utf-8")

    def test_no_difference(self, regcheck_run: Command) -> None:
        run = regcheck_run("compare", "first.md", "first.md")
        assert (run.code, run.out.endswith("条文：未改动 2 条。\n")) == (0, True)

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("first.md",), "要写两个文件：上一稿和这一稿"),
            (("first.md", "second.md", "first.md"), "要写两个文件"),
            (("-", "-"), "其中一个可以是 -"),
            (("first.md", "."), "比较两个文件，这里有 2 个"),
            (("first.md", "none.md"), "none.md"),
            (("first.md", "second.md", "-o", "second.md"), "会覆盖要读的文件"),
        ],
    )
    def test_refused(self, arguments: tuple[str, ...], said: str, regcheck_run: Command) -> None:
        run = regcheck_run("compare", *arguments)
        assert run.code == 2
        assert said in run.err
        assert run.out == ""
        assert json.loads(regcheck_run("compare", "--format", "json", *arguments).out or "[]") == []
        assert Path("second.md").read_text("utf-8") == SECOND

    def test_no_regulation(self, regcheck_run: Command) -> None:
        """It is compared all the same."""
        Path("letter.md").write_text("甲乙丙。\n", "utf-8")
        run = regcheck_run("compare", "letter.md", "first.md")
        assert run.code == 1
        assert "E001" in run.err
        assert "第一条　新增" in run.out


def test_nothing_of_a_draft_is_markup() -> None:
    old = parse(f"第一条　甲。\n第二条　乙{HOSTILE}。\n", HOSTILE)
    new = parse(f"第一条　甲{HOSTILE}。\n第二条　乙。\n", "new.md")
    found = compare(old, new)
    page, table = comparison_html(found), comparison_markdown(found)
    assert "<script" not in page
    assert "\x1b" not in page + table + comparison_table(found)
    inert = table.replace("<br>", "")
    assert "<" not in inert.replace("\\<", "")
    assert "[" not in inert.replace("\\[", "")
    lines = [line for line in table.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in lines} == {4}


class _Tags(HTMLParser):
    """The tags of a page, and its texts in them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_page_is_accessible() -> None:
    reader = _Tags()
    reader.feed(golden()["page.html"])
    names = [tag for tag, _ in reader.tags]
    assert ("html", {"lang": "zh-Hans-CN"}) in reader.tags
    assert names.count("caption") == names.count("table") == 1
    heads = [attributes for tag, attributes in reader.tags if tag == "th"]
    assert all(attributes["scope"] in ("col", "row") for attributes in heads)
    assert names.count("tr") == len(heads) - 2
    assert not {"script", "link", "img", "iframe"} & set(names)


@given(drafts, drafts)
def test_every_format_takes_any_draft(one: str, other: str) -> None:
    found = compare(parse(one), parse(other))
    tostring(comparison_markup(found))
    comparison_html(found)
    comparison_json(found)
    comparison_table(found, whole=True)
    comparison_markdown(found, whole=True)
    for row in found.rows:
        for side in (side_words(found, row, "old"), side_words(found, row, "new")):
            for block in side:
                kinds = [kind for kind, _ in block]
                assert all(mine != its for mine, its in pairwise(kinds))
