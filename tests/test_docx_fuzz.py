"""Any damage to a Word file: it is read, or refused with RegcheckError."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from regcheck.diagnostic import RegcheckError
from regcheck.formats.docx.reading import read_docx
from regcheck.formats.docx.view import View
from tests.word import (
    DELETED,
    INSERTED,
    alternate,
    bookmark,
    cell,
    deleted,
    field,
    inserted,
    level,
    levels,
    members,
    note,
    numbered,
    numbers,
    old_textbox,
    on,
    p,
    r,
    row,
    run,
    sdt,
    style,
    styled,
    table,
    textbox,
    zipped,
)
from tests.word_check import assert_tiled, checked

BODY = (
    styled("章", "总则")
    + numbered(1, 1, "依照", field(" REF _Ref1 \\r ", "第二条"), run(on("br")), "办理")
    + numbered(1, 1, bookmark("_Ref1", inserted("甲"), deleted("乙")), mark=DELETED)
    + numbered(1, 2, r("丙", on("vanish")), r("丁", on("strike")), mark=INSERTED)
    + p(
        run(on("footnoteReference", id=1)),
        on("commentRangeStart", id=1),
        "戊",
        on("commentRangeEnd", id=1),
        run(on("commentReference", id=1) + on("sym", font="Wingdings", char="F0FE")),
        alternate(textbox(p("盒")), run(old_textbox(p("盒")))),
    )
    + sdt(p(f'<w:hyperlink w:anchor="_Ref1">{r("己")}</w:hyperlink>', run("<w:tab/>")))
    + table(
        row("子", cell(numbered(1, 2, "丑"), properties=on("vMerge", val="restart"))),
        row(cell(table(row("寅", "卯")), p()), cell(p(), properties=on("vMerge"))),
        row("辰", "巳", properties=DELETED),
    )
)
RICH = members(
    BODY,
    numbering=levels(
        level(0, "chineseCounting", "第%1章", style="章"),
        level(1, "chineseCountingThousand", "第%2条", restart=0, after="space"),
        level(2, "chineseCounting", "（%3）", after="nothing"),
    ),
    styles=style("章", f"<w:pPr>{numbers(1, None)}</w:pPr>") + style("条", based="章"),
    footnotes=note("footnote", 1, p("脚注")),
    comments=note("comment", 1, p("批注")),
    settings=on("defaultTabStop", val=420),
)
NAMES = sorted(RICH)
MARKUP = st.sampled_from(["word/document.xml", "word/numbering.xml", "word/styles.xml", *NAMES])
VIEWS = (View(), View(revisions="original", markup={"strike": "deleted"}), View("error"))
VALUES = ["", "0", "1", "-1", "x", "99999999999", "restart", "begin", "end", "章", "_Ref1"]
Change = Callable[[etree._Element, etree._Element, str], None]


def survives(data: bytes) -> None:
    for view in VIEWS:
        try:
            assert_tiled(read_docx(data, "甲.docx", view))
        except RegcheckError as error:
            assert "甲.docx" in error.message


def drop(one: etree._Element, other: etree._Element, value: str) -> None:
    parent = one.getparent()
    if parent is not None:
        parent.remove(one)


def copied(element: etree._Element) -> etree._Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))


def double(one: etree._Element, other: etree._Element, value: str) -> None:
    one.addnext(copied(one)) if one.getparent() is not None else None


def swap(one: etree._Element, other: etree._Element, value: str) -> None:
    first, second = one.getparent(), other.getparent()
    if first is not None and second is not None:
        mine, theirs = copied(one), copied(other)
        first.replace(one, theirs)
        if other.getparent() is second:
            second.replace(other, mine)


def put_inside(one: etree._Element, other: etree._Element, value: str) -> None:
    other.append(copied(one))


def rename(one: etree._Element, other: etree._Element, value: str) -> None:
    one.tag = other.tag


def forget(one: etree._Element, other: etree._Element, value: str) -> None:
    for name in list(one.attrib)[:1]:
        del one.attrib[name]


def set_value(one: etree._Element, other: etree._Element, value: str) -> None:
    for name in list(one.attrib)[-1:]:
        one.set(name, value)


def write(one: etree._Element, other: etree._Element, value: str) -> None:
    one.text = value


CHANGES: list[Change] = [drop, double, swap, put_inside, rename, forget, set_value, write]
PLACES = st.integers(0, 10_000)


def test_the_file_itself_is_read() -> None:
    assert "第一条 依照第二条\n办理\n" in checked(zipped(RICH)).source.text


@settings(max_examples=150)
@given(
    name=MARKUP,
    bytes_at=st.lists(st.tuples(PLACES, st.integers(0, 2), st.binary(max_size=3)), min_size=1),
)
def test_bytes_of_a_member(name: str, bytes_at: list[tuple[int, int, bytes]]) -> None:
    content = RICH[name]
    for place, length, new in bytes_at:
        start = place % (len(content) + 1)
        content = content[:start] + new + content[start + length :]
    survives(zipped({**RICH, name: content}))


@settings(max_examples=150)
@given(
    changes=st.lists(
        st.tuples(
            st.sampled_from(["drop", "double", "rename", "replace", "empty"]),
            st.sampled_from(NAMES),
            st.sampled_from(NAMES),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_members(changes: list[tuple[str, str, str]]) -> None:
    pairs = list(RICH.items())
    for kind, one, other in changes:
        if kind == "double":
            pairs += [(one, RICH[other])]
        elif kind == "replace":
            pairs = [(name, RICH[other] if name == one else each) for name, each in pairs]
        elif kind == "empty":
            pairs = [(name, b"" if name == one else each) for name, each in pairs]
        else:
            pairs = [pair for pair in pairs if pair[0] != one]
            pairs += [(f"{one}x", RICH[one])] * (kind == "rename")
    survives(zipped(pairs))


@settings(max_examples=300)
@given(
    name=MARKUP,
    changes=st.lists(
        st.tuples(st.sampled_from(CHANGES), PLACES, PLACES, st.sampled_from(VALUES)),
        min_size=1,
        max_size=5,
    ),
)
def test_elements(name: str, changes: list[tuple[Change, int, int, str]]) -> None:
    root = etree.fromstring(RICH[name])
    for change, one, other, value in changes:
        elements = list(root.iter(etree.Element))
        change(elements[one % len(elements)], elements[other % len(elements)], value)
    survives(zipped({**RICH, name: etree.tostring(root)}))


@settings(max_examples=150)
@given(flips=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(1, 255)), min_size=1))
def test_bytes_of_the_file(flips: list[tuple[int, int]]) -> None:
    data = bytearray(zipped(RICH))
    for place, change in flips:
        data[place % len(data)] ^= change
    survives(bytes(data))


@settings(max_examples=150)
@given(start=st.integers(0, 1 << 20), length=st.integers(1, 400), place=st.integers(0, 1 << 20))
def test_pieces_of_the_file(start: int, length: int, place: int) -> None:
    data = zipped(RICH)
    start, place = start % len(data), place % len(data)
    survives(data[:start] + data[start + length :])
    survives(data[:place] + data[start : start + length] + data[place:])
