"""What is told at a glance, of a line or of a text, is what a closer look finds."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regcheck.parse.aside import may_hold_notes, notes, set_aside
from regcheck.parse.labels import labelled_line
from regcheck.parse.quotation import may_quote, quoted
from regcheck.parse.tokens import physical_lines, usual_line
from regcheck.text import Span, source_file
from tests.test_properties import FRAGMENTS, drafts

GOLDENS = sorted((Path(__file__).parent / "golden").glob("*.md"))
# What may follow one another on a line; most mixtures make a label doubtful.
PIECES = (
    *"　 \t\u200b\ue001\xa0\x1c*_#>-<}",
    *"第笫（）()《“”【、，。；：·…",
    *"编章节条款项目之个年页和至",
    *"一二十百零〇千两廿⼀1２×a甲乙",
    *("分编", "或者", "总则", "附则", "附件", "目录", "规定的", "项目", "第一条", "（一）", "……"),
    *("第二条　", "第十条之一 ", "第一章　", "（二）甲", "**", "## ", "<!-- 甲 -->"),
)


def assert_the_same(line: str) -> None:
    span = Span(0, len(line))
    assert usual_line(line, span) in (None, labelled_line(line, span))


@given(st.lists(st.sampled_from(PIECES)), st.sampled_from(["\n", "\r\n", "\r", ""]))
@example(["第十条　", "之一的甲。"], "\n")
@example(["第十条之一 ", "个甲。"], "\n")
@example(["（一）", "项和（二）项。"], "\n")
@example(["第一章　", "总则……1"], "\n")
def test_mixtures(pieces: list[str], end: str) -> None:
    if line := "".join(pieces) + end:
        assert_the_same(line)


@pytest.mark.parametrize("line", FRAGMENTS)
def test_fragments(line: str) -> None:
    assert_the_same(f"{line}\n")


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_lines_of_drafts(path: Path) -> None:
    text = path.read_text("utf-8")
    for start, end in pairwise((*source_file(text).line_starts, len(text))):
        assert_the_same(text[start:end] or "\n")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "甲。",
        "　　甲\r",
        "第一条　甲。",
        "第二十条之一 甲。",
        "（十二）甲；",
        "第三章　监督、检查",
    ],
)
def test_told_at_a_glance(line: str) -> None:
    assert usual_line(f"{line}\n", Span(0, len(line) + 1)) is not None


@given(drafts)
@example("第一条　甲“乙\n“第二条”丙\n（一）丁」")
@example("甲「乙\n“丙”」丁”")
def test_no_quotation(text: str) -> None:
    source = source_file(text)
    lines = set_aside(source, physical_lines(source))
    assert may_quote(text) or quoted(source, lines, decision=False) == lines


@given(drafts)
@example("第一条　甲（说明：乙）\n方案：丙")
@example("方案一）甲\n备选：乙")
def test_no_note(text: str) -> None:
    source = source_file(text)
    lines = physical_lines(source)
    assert may_hold_notes(text) or notes(source, lines) == lines


def test_many_marks() -> None:
    """As much work as the text is long: with its square this would take minutes."""
    assert not may_quote('甲"' * 200_000 + "”")
    assert not may_quote("“甲”" * 200_000)
    assert may_quote("“甲" * 200_000 + "”")
