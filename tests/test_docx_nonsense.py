"""Word files whose parts are well-formed and make no sense: a text or a refusal, and soon."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.word import (
    SECTION,
    abstract,
    cell,
    level,
    levels,
    members,
    num,
    numbered,
    numbers,
    on,
    p,
    part,
    r,
    row,
    run,
    sdt,
    style,
    styled,
    table,
)
from tests.word_check import outcome

PLAIN = members(p("甲"))
CYCLE = style("条", f"<w:pPr>{numbers(1)}</w:pPr>", based="乙") + style("乙", based="条")
LINKED = abstract(1, on("numStyleLink", val="列")) + num(1, 1)
LISTS = {
    "styles in a circle": (levels(level(0)), CYCLE),
    "style of itself": (levels(level(0)), style("条", based="条")),
    "style of nothing": (levels(level(0)), style("条", based="无")),
    "links in a circle": (LINKED, style("列", f"<w:pPr>{numbers(1)}</w:pPr>", kind="numbering")),
    "link to nothing": (LINKED, ""),
    "definition missing": (num(1, 7), ""),
    "definition without levels": (abstract(1) + num(1, 1), ""),
    "list without a definition": ('<w:num w:numId="1"/>', ""),
    "level without anything": (levels('<w:lvl w:ilvl="0"/>'), ""),
    "level without a name": (levels("<w:lvl/>"), ""),
    "start below zero": (levels(level(0, "chineseCounting", start=-5)), ""),
    "text of a level that is not there": (levels(level(0, text="第%9条%0%%")), ""),
    "text of a long number": (levels(level(0, text="%1%1" * 10_000)), ""),
    "form that does not exist": (levels(level(0, "klingon")), ""),
    "start is no number": (levels(level(0)).replace('w:val="1"', 'w:val="x"'), ""),
    "list twice": (levels(level(0)) * 2, ""),
    "restart after itself": (levels(level(0, restart=9)), ""),
    "names of levels": (levels(level(99), level(-1)), ""),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("at", [0, 8, 9, 99, -1])
def test_numbering_that_makes_no_sense(name: str, at: int) -> None:
    numbering, styles = LISTS[name]
    body = numbered(1, at, "甲") + styled("条", "乙") + numbered(1, 0, "丙")
    found = outcome(members(body, numbering=numbering, styles=styles))
    assert found is None or [line[-1] for line in found.splitlines()] == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    "form",
    [
        "decimal",
        "decimalZero",
        "lowerLetter",
        "upperRoman",
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "japaneseCounting",
        "decimalEnclosedCircle",
        "ideographTraditional",
    ],
)
@pytest.mark.parametrize("start", [0, 10_000, 99_999, 2**31 - 1, 10**30])
def test_huge_numbers_are_quick(form: str, start: int) -> None:
    numbering = levels(level(0, form, start=start))
    begin = time.monotonic()
    found = outcome(members(numbered(1, 0, "甲") * 2, numbering=numbering))
    assert time.monotonic() - begin < 2
    assert found is None or len(found) < 100_000


@pytest.mark.parametrize(
    "name", ["numId", "ilvl", "abstractNumId", "start", "lvlRestart", "numFmt", "suff", "lvlText"]
)
@pytest.mark.parametrize("value", ["", "x", "-1", "1.5", "１", "99999999999999999999", "9" * 5000])
def test_values_that_make_no_sense(name: str, value: str) -> None:
    found = members(
        numbered(1, 0, "甲"), numbering=levels(level(0, restart=1, after="space", style="条"))
    )
    changed = {
        key: content.replace(f"<w:{name} w:val=".encode(), f'<w:{name} w:val="{value}" a='.encode())
        for key, content in found.items()
    }
    text = outcome(changed)
    assert text is None or text.endswith("甲\n")


def nested_tables(depth: int) -> str:
    body = p("甲")
    for _ in range(depth):
        body = table(row(cell(body, p())))
    return body


def nested_controls(depth: int) -> str:
    body = p("甲")
    for _ in range(depth):
        body = sdt(body)
    return body


def nested_runs(depth: int) -> str:
    return p(f"{'<w:smartTag>' * depth}{r('甲')}{'</w:smartTag>' * depth}")


def nested_fields(depth: int) -> str:
    begin = run(on("fldChar", fldCharType="begin") + on("fldChar", fldCharType="separate"))
    return p(begin * depth, "甲", run(on("fldChar", fldCharType="end")) * depth)


@pytest.mark.parametrize("nested", [nested_tables, nested_controls, nested_runs, nested_fields])
@pytest.mark.parametrize("depth", [20, 300, 5000])
def test_nesting(nested: Callable[[int], str], depth: int) -> None:
    found = outcome(members(nested(depth) + p("乙")))
    assert found is not None or depth > 20
    assert found is None or [each for each in found if each not in "| \n"] == ["甲", "乙"]


@pytest.mark.parametrize(
    "body",
    [
        on("fldChar", fldCharType="begin"),
        on("fldChar", fldCharType="end"),
        on("fldChar", fldCharType="separate"),
        on("fldChar"),
        on("sym"),
        on("sym", char="zz"),
        on("sym", char="110000"),
        on("sym", char="D800"),
        on("footnoteReference"),
        on("commentReference", id="x"),
        on("br", type="x"),
        "<w:t/>",
        "<w:ruby/>",
        "<mc:AlternateContent/>",
        "<w:pict><v:textbox/></w:pict>",
        "<w:unknown><w:t>藏</w:t></w:unknown>",
    ],
)
def test_odd_content_of_a_run(body: str) -> None:
    found = outcome(members(p("甲") + p(run(body)) + p("乙")))
    assert found is None or found.splitlines()[0] == "甲"


def test_bodies_of_nothing() -> None:
    assert outcome(members("")) in {"", "\n"}
    assert outcome(members("", section="")) in {"", "\n"}
    assert outcome(members(p("甲"), section="")) == "甲\n"
    empty = part("document", "").encode()
    assert outcome({**PLAIN, "word/document.xml": empty}) in {None, ""}
    assert outcome(members(table())) in {"", "\n"}
    assert outcome(members(table(row()) + p("甲"))) in {"甲\n", "\n甲\n"}
    assert outcome(members(SECTION + p("甲"))) == "甲\n"


def test_large_file_is_read_in_time() -> None:
    begin = time.monotonic()
    found = outcome(members(numbered(1, 0, "甲" * 50) * 20_000, numbering=levels(level(0))))
    assert found
    assert found.count("\n") == 20_000
    assert time.monotonic() - begin < 60
