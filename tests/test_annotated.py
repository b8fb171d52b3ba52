"""Copies of Word files with comments and tracked changes: exact, whole, and read back the same."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from regcheck.diagnostic import RegcheckError, apply_fixes
from regcheck.export.docx.annotated import Annotated
from regcheck.formats.docx.view import View
from regcheck.text import Span
from tests import word
from tests.annotation import (
    BR,
    FOOT,
    PAGE,
    TAB,
    W,
    assert_well_formed,
    box,
    commented,
    control,
    document,
    fix,
    gone,
    ins,
    link,
    made,
    opened,
    p,
    package,
    r,
    remark,
    ruby,
    table,
    tag,
    unzipped,
    zipped,
)

ORIGINAL = View("original")
NAME = f"{{{W}}}"


def on(body: str, words: str, where: str | None = None) -> str:
    """What a comment on words of a body stands at; `where` holds the words where they are not the
    first ones."""
    data = package(body)
    text = opened(data).source.text
    start = text.index(where or words) + (where or words).index(words)
    copy = made(data, remark(start, start + len(words)))
    assert_well_formed(data, copy.data)
    assert opened(copy.data).source.text == text
    (found,) = commented(copy.data)
    assert found[1] == "话"
    return found[0]


@pytest.mark.parametrize(
    "body",
    [
        p("本条例所称负责人"),
        p("本条例", r("所称", bold=True), "负责人"),
        p("本条例", ins(r("所称负责")), "人"),
        p("本条", ins(r("例所")), gone("讲的"), ins(r("称负责")), "人"),
        p("本条例", link(r("所称"), r("负责")), "人"),
        p("本条例", control(r("所称")), "负责人"),
        p("本条例", tag(r("所"), tag(r("称负"))), "责人"),
        p("本条例", word.field("REF 甲", r("所称"), r("负责")), "人"),
        p("本条例", '<w:fldSimple w:instr="REF 甲">' + r("所称负") + "</w:fldSimple>", "责人"),
        p(r("本条例", FOOT[5:-6], "所称", FOOT[5:-6], "负责人")),
        p("本条例所称", FOOT, "负责人", number=1),
        p("<w:r><w:t> 本条例所称负责人 </w:t></w:r>"),
        table((p("本条例所称负责人"), p("其他"))),
        f"<w:sdt><w:sdtContent>{p('本条例所称负责人')}</w:sdtContent></w:sdt>",
    ],
)
@pytest.mark.parametrize("words", ["所称", "例所称负", "本条例所称负责人", "人", "本"])
def test_a_comment_stands_at_exactly_the_words(body: str, words: str) -> None:
    assert on(body, words) == words


def test_what_word_makes_has_its_comment_at_the_nearest_words() -> None:
    body = p("总体要求", number=1) + p("具体", r("办法"), number=1) + p() + p("附则")
    assert on(body, "第二条　") == "具体办法"
    assert on(body, "第二条　具") == "具"
    assert on(body, "求\n第二条", "求\n第二条　") == "求"
    assert on(body, "\n", "法\n") == "法"
    assert on(body, "求\n第二条　具体", "求\n第二条　具体") == "求\n第二条　具体"
    rows = table((p("甲"), p("乙")), (p("丙"), p("丁")))
    assert on(rows, "甲 | 乙") == "甲 | 乙"
    assert on(rows, " | ") == "甲"
    assert on(rows, " |\n", "丁 |\n") == "丁"
    assert on(rows, "乙 |\n| 丙") == "乙 |\n| 丙"


def test_a_comment_over_paragraphs_begins_in_one_and_ends_in_another() -> None:
    assert on(p("甲乙") + p("丙") + p("丁戊"), "乙\n丙\n丁") == "乙\n丙\n丁"


def test_empty_spans() -> None:
    data = package(p("甲乙", number=1) + p() + p("丙"))
    text = opened(data).source.text
    assert text == "第一条　甲乙\n\n丙\n"
    expected = {0: "甲乙", 4: "甲", 5: "乙", 6: "乙", 7: "", 8: "丙", 9: "丙", 10: "丙", 99: "丙"}
    for at, words in expected.items():
        copy = made(data, remark(at, at))
        assert_well_formed(data, copy.data)
        assert commented(copy.data) == [(words, "话")], at


@pytest.mark.parametrize("body", ["", p(), p() + p()])
def test_a_draft_without_words_has_its_comment_in_the_first_paragraph(body: str) -> None:
    data = package(body)
    copy = made(data, remark(0, 0))
    assert_well_formed(data, copy.data)
    assert commented(copy.data) == [("", "话")]
    first = next(document(copy.data).iter(f"{NAME}p"))
    assert first[-1][-1].tag == f"{NAME}commentReference"


def test_words_with_their_sound_are_commented_on_whole() -> None:
    assert on(p("甲", ruby("乙丙"), "丁"), "乙") == "乙丙"
    assert on(p("甲", ruby("乙丙"), "丁"), "甲乙") == "甲乙丙"


def test_text_boxes_hold_no_comments() -> None:
    data = package(p("甲", box(p("乙"), p("丙")), "丁") + p("戊"))
    text = opened(data).source.text
    assert text == "甲丁\n乙\n丙\n戊\n"
    for start, end, words in (
        (3, 4, "甲丁"), (3, 6, "甲丁"), (0, 4, "甲丁"), (5, 8, "甲丁\n乙\n丙\n戊"), (1, 6, "丁")
    ):  # fmt: skip
        copy = made(data, remark(start, end))
        assert_well_formed(data, copy.data)
        assert commented(copy.data) == [(words, "话")]
        inside = document(copy.data).iter(f"{NAME}txbxContent")
        assert not [each for shape in inside for each in shape.iter(f"{NAME}commentRangeStart")]


def test_alternate_content_is_commented_on_whole() -> None:
    branches = word.alternate(r("乙丙"), r("丁"))
    assert on(p("甲", branches), "乙") == "乙丙"
    assert tracked(p("甲", branches), 1, 2, "戊").left_out == 1


def test_findings_on_the_same_words_and_on_parts_of_them() -> None:
    data = package(p("甲乙丙丁戊"))
    copy = made(data, *(remark(a, b, words=f"{a}{b}") for a, b in
                        ((0, 5), (1, 3), (1, 3), (2, 4), (3, 4), (3, 5), (4, 4))))  # fmt: skip
    assert_well_formed(data, copy.data)
    assert commented(copy.data) == [
        ("乙丙", "13"), ("乙丙", "13"), ("丙丁", "24"), ("丁", "34"),
        ("甲乙丙丁戊", "05"), ("丁戊", "35"), ("戊", "44"),
    ]  # fmt: skip


def test_comments_that_are_there_stay() -> None:
    old = (
        '<w:comment w:id="7" w:author="甲" w14:x="1" xmlns:w14="urn:w14"><w:p><w:r><w:t>旧</w:t>'
        "</w:r></w:p></w:comment>"
    )
    marks = '<w:commentRangeStart w:id="7"/>{}<w:commentRangeEnd w:id="7"/>'
    point = '<w:r><w:commentReference w:id="7"/></w:r>'
    data = package(
        p("甲", marks.format(r("乙丙")) + point, "丁"),
        comments=old,
        more={"word/commentsExtended.xml": b"<x/>"},
    )
    copy = made(data, remark(2, 4))
    assert_well_formed(data, copy.data)
    assert commented(copy.data) == [("乙丙", "旧"), ("丙丁", "话")]
    kept, new = etree.fromstring(unzipped(copy.data)["word/comments.xml"][1])
    assert (kept.get(f"{NAME}id"), kept.get("{urn:w14}x")) == ("7", "1")
    assert (new.get(f"{NAME}id"), new.get(f"{NAME}initials")) == ("8", "rc")
    assert new.get(f"{NAME}date") == "2026-11-26T08:30:00Z"


def test_without_findings_the_copy_is_the_file() -> None:
    data = package(p("甲"))
    assert made(data).data == data


def test_the_styles_of_the_file_are_used_by_name() -> None:
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{words}"/></w:style>'
        for kind, name, words in (
            ("paragraph", "a8", "annotation text"), ("character", "a9", "annotation reference")
        )
    )  # fmt: skip
    data = package(p("甲"))
    parts = {name: content for name, (_, content) in unzipped(data).items()}
    rels = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"
    parts[rels] = parts[rels].replace(
        b"</Rel", f'<Relationship Id="rId9" Type="{kind}" Target="styles.xml"/></Rel'.encode(), 1
    )
    parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'.encode()
    copy = made(zipped(parts), remark(0, 1))
    comments = unzipped(copy.data)["word/comments.xml"][1].decode()
    assert 'w:pStyle w:val="a8"' in comments
    assert 'w:rStyle w:val="a9"' in comments
    assert "w:sz" not in comments


def test_strict_files_keep_their_names() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts = {name: content for name, (_, content) in unzipped(package(p("甲乙"))).items()}
    data = zipped({name: text.replace(W.encode(), strict.encode()) for name, text in parts.items()})
    copy = made(data, remark(1, 2, fix((1, 2, "丙"))))
    assert commented(copy.data) == [("丙", "话")]
    for name in ("word/document.xml", "word/comments.xml"):
        content = unzipped(copy.data)[name][1]
        assert strict.encode() in content
        assert W.encode() not in content
    relations = unzipped(copy.data)["word/_rels/document.xml.rels"][1]
    assert b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in relations


def test_two_members_of_one_name_are_refused() -> None:
    parts = {name: content for name, (_, content) in unzipped(package(p("甲"))).items()}
    data = zipped({**parts, "WORD/media/IMAGE1.bin": b""})
    with pytest.raises(RegcheckError, match="同名"):
        made(data, remark(0, 1))


def tracked(body: str, start: int, end: int, text: str) -> Annotated:
    """A body with one change; reads back as asked for, and as it was."""
    data = package(body)
    before = opened(data)
    change = fix((start, end, text))
    copy = made(data, remark(start, end, change))
    assert_well_formed(data, copy.data)
    after = apply_fixes(before.source.text, copy.tracked)
    assert opened(copy.data).source.text == after
    assert opened(copy.data, ORIGINAL).source.text == opened(data, ORIGINAL).source.text
    ((_, said),) = commented(copy.data)
    assert said == ("话" if copy.tracked else "话：请手工修改")
    assert len(copy.tracked) + copy.left_out == 1
    return copy


def revisions(copy: Annotated) -> list[tuple[str, str]]:
    """The words of our changes: (-, 旧), (+, 新)."""
    return [
        ("-" if each.tag == f"{NAME}del" else "+", "".join(str(word) for word in each.itertext()))
        for each in document(copy.data).iter(f"{NAME}del", f"{NAME}ins")
        if each.get(f"{NAME}author") == "regcheck"
    ]


def test_only_what_differs_is_marked() -> None:
    body = p("依照第12条", r("的规定", bold=True), "办理")
    assert revisions(tracked(body, 0, 7, "依照第十二条的")) == [("-", "12"), ("+", "十二")]
    assert revisions(tracked(body, 5, 9, "条的规")) == [("-", "定")]
    assert revisions(tracked(body, 0, 2, "应当依照")) == [("+", "应当")]
    assert revisions(tracked(body, 5, 8, "款之要")) == [("-", "条的规"), ("+", "款之要")]
    copy = tracked(body, 7, 8, "要")
    (new,) = document(copy.data).iter(f"{NAME}ins")
    assert new[0][0][0].tag == f"{NAME}b"


@pytest.mark.parametrize("at", range(9))
def test_insertions_at_the_borders_of_runs(at: int) -> None:
    body = p(
        "甲", ins(r("乙")), link(r("丙丁")), FOOT, word.field("REF x", r("戊")), r("己"), number=1
    )
    assert len(tracked(body, at + 4, at + 4, "新").tracked) == (at <= 6)


def test_words_go_neither_into_fields_nor_into_links_where_they_need_not() -> None:
    for body in (p("甲", link(r("乙")), "丙"), p("甲", word.field("PAGE", r("乙")), "丙")):
        for at in (1, 2):
            copy = tracked(body, at, at, "新")
            (new,) = document(copy.data).iter(f"{NAME}ins")
            parent = new.getparent()
            assert parent is not None
            assert parent.tag == f"{NAME}p"
            chars = [each.get(f"{NAME}fldCharType") for each in parent.iter(f"{NAME}fldChar")]
            before = [
                each.get(f"{NAME}fldCharType")
                for each in parent.xpath("w:ins/preceding::w:fldChar", namespaces={"w": W})
            ]
            assert before in ([], chars)


def test_words_that_others_put_in_are_parted() -> None:
    body = p("甲", ins(r("乙丙丁"), tag(r("戊"))), "己")
    copy = tracked(body, 2, 3, "新")
    assert revisions(copy) == [("-", "丙"), ("+", "新")]
    others = [each for each in document(copy.data).iter(f"{NAME}ins") if each.get(f"{NAME}author")
              == "甲"]  # fmt: skip
    assert ["".join(map(str, each.itertext())) for each in others] == ["乙丙", "丁戊"]
    assert revisions(tracked(body, 4, 5, "")) == [("-", "戊")]
    assert tracked(body, 4, 5, "新").left_out == 1
    assert revisions(tracked(body, 1, 5, "")) == [("-", "乙丙丁"), ("-", "戊")]


@pytest.mark.parametrize(
    ("body", "start", "end", "text"),
    [
        (p("甲", number=1), 0, 3, "第二条"),
        (p("甲") + p("乙"), 0, 3, ""),
        (p("甲") + p("乙"), 1, 2, ""),
        (p("甲乙"), 1, 1, "\n"),
        (p("甲乙"), 1, 1, "\t"),
        (p("甲乙"), 1, 1, "\x01"),
        (p(r("甲", TAB, "乙")), 0, 3, "丙"),
        (p(r("甲", TAB, "乙")), 1, 2, " "),
        (p(r("甲", BR, "乙")), 1, 2, ""),
        (p(r("甲", PAGE, "乙")), 1, 2, ""),
        (p(r("甲", '<w:sym w:font="Wingdings" w:char="F0FE"/>', "乙")), 1, 2, "是"),
        (p(r("甲", "<w:noBreakHyphen/>", "乙")), 1, 2, "－"),
        (p("甲", FOOT, "乙丙"), 0, 2, "丁"),
        (p(r("甲", FOOT[5:-6], "乙丙")), 0, 2, "丁"),
        (p("甲", word.field("REF x", r("乙")), "丙"), 0, 2, ""),
        (p("甲", box(p("乙"))), 2, 3, "丙"),
        (p("甲", ruby("乙"), "丙"), 1, 2, "丁"),
        (p("甲", ruby("乙"), "丙"), 0, 3, "丁"),
        (p("甲", control(r("乙丙"), properties='<w:lock w:val="contentLocked"/>')), 1, 2, "丁"),
        (p("甲", control(r("乙丙"), properties="<w:dataBinding/>")), 1, 2, "丁"),
        (p("甲乙"), 0, 2, ""),
        (p(r("甲", PAGE), "乙"), 2, 3, ""),
        (p("甲", word.field("REF x", r("乙丙"))), 1, 2, "丁"),
        (p("甲", '<w:fldSimple w:instr="REF x">' + r("乙") + "</w:fldSimple>"), 1, 2, "丁"),
        (p("甲", word.on("hyperlink")[:-2] + ">" + ruby("乙") + "</w:hyperlink>"), 1, 2, "丁"),
        (table((p("甲") + p("乙"), p("丙"))), 4, 5, ""),
    ],
)
def test_a_change_that_word_cannot_track_is_left_to_the_drafter(
    body: str, start: int, end: int, text: str
) -> None:
    copy = tracked(body, start, end, text)
    assert copy.left_out == 1
    assert not revisions(copy)


def test_a_fix_is_tracked_whole_or_not_at_all() -> None:
    data = package(p(r("甲", TAB, "乙丙")))
    copy = made(data, remark(0, 1, fix((0, 1, "丁"), (1, 2, " "))), remark(3, 4, fix((3, 4, "戊"))))
    assert revisions(copy) == [("-", "丙"), ("+", "戊")]
    assert (len(copy.tracked), copy.left_out) == (1, 1)
    assert opened(copy.data).source.text == "甲\t乙戊\n"


def test_what_stands_beside_the_words_that_go_stays() -> None:
    copy = tracked(p(r("甲", FOOT[5:-6], "乙", FOOT[5:-6], "丙")), 1, 2, "丁")
    assert revisions(copy) == [("-", "乙"), ("+", "丁")]
    marks = list(document(copy.data).iter(f"{NAME}footnoteReference"))
    assert len(marks) == 2
    assert not [each for each in marks if next(each.iterancestors(f"{NAME}del"), None) is not None]


def test_a_fix_that_clashes_is_left_to_the_drafter() -> None:
    data = package(p("甲乙丙"))
    first, second = fix((0, 2, "丁")), fix((1, 3, "戊"))
    copy = made(data, remark(0, 2, first), remark(1, 3, second), remark(0, 1, first))
    assert copy.tracked == (first,)
    assert copy.left_out == 1
    assert sorted(said for _, said in commented(copy.data)) == ["话", "话", "话：请手工修改"]


def test_words_that_marks_leave_out_stay_so() -> None:
    """A paragraph of which only struck words are left would not be read at all."""
    view = View(markup={"strike": "deleted"})
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>乙</w:t></w:r>"
    data = package(p("甲", struck, "丙") + p("丁"))
    copy = made(data, remark(0, 2, fix((0, 2, "戊"))), view=view)
    assert opened(copy.data, view).source.text == "戊\n丁\n"
    copy = made(data, remark(0, 2, fix((0, 2, ""))), view=view)
    assert (copy.tracked, copy.left_out) == ((), 1)
    assert opened(copy.data, view).source.text == "甲丙\n丁\n"


def test_moved_words_are_parted_like_inserted_ones() -> None:
    moved = ins(r("乙丙丁")).replace("w:ins ", "w:moveTo ").replace("/w:ins", "/w:moveTo")
    copy = tracked(p("甲", moved), 2, 3, "新")
    assert revisions(copy) == [("-", "丙"), ("+", "新")]
    assert len(list(document(copy.data).iter(f"{NAME}moveTo"))) == 2


def test_comments_stand_outside_of_the_fields_and_revisions_that_they_cover() -> None:
    body = p("甲", word.field("REF x", r("乙丙")), ins(r("丁")), "戊")
    data = package(body)
    copy = made(data, remark(1, 3), remark(3, 4), remark(2, 4))
    assert_well_formed(data, copy.data)
    assert [words for words, _ in commented(copy.data)] == ["乙丙", "丁", "丙丁"]
    (paragraph,) = document(copy.data).iter(f"{NAME}p")
    tags = [str(each.tag).removeprefix(NAME) for each in paragraph]
    assert tags.index("commentRangeStart") == 1
    assert all(next(each.iterancestors(f"{NAME}ins"), None) is None
               for each in paragraph.iter(f"{NAME}commentRangeEnd"))  # fmt: skip


def test_a_field_without_an_end_is_none() -> None:
    begin = word.run(word.on("fldChar", fldCharType="begin"))
    assert tracked(p("甲", begin, "乙丙") + p("丁"), 1, 2, "新").tracked


def test_what_says_of_comments_that_are_not_there_is_used() -> None:
    """A relationship and a content type may lead to a part that is gone."""
    data = package(p("甲"), comments=word.note("comment", 1, p("旧")))
    parts = {name: content for name, (_, content) in unzipped(data).items()}
    del parts["word/comments.xml"]
    copy = made(zipped(parts), remark(0, 1))
    assert_well_formed(zipped(parts), copy.data)
    assert commented(copy.data) == [("甲", "话")]
    after = unzipped(copy.data)
    assert after["[Content_Types].xml"][1].count(b"/word/comments.xml") == 1
    assert after["word/_rels/document.xml.rels"][1].count(b"comments.xml") == 1


def test_insertions_that_meet_come_in_order() -> None:
    data = package(p("甲乙丙丁"))
    copy = made(data, remark(1, 2, fix((1, 2, "乙子"))), remark(2, 3, fix((2, 3, "丑丙"))))
    assert len(copy.tracked) == 2
    assert opened(copy.data).source.text == "甲乙子丑丙丁\n"


def places(data: bytes, view: View | None = None) -> dict[str, tuple[int, int]]:
    """Where the comments stand, by what they say."""
    docx = opened(data, view).source.docx
    assert docx
    return {
        each.text.partition("：")[0]: (each.span.start, each.span.end)
        for each in docx.asides
        if each.kind == "comment"
    }


_WORDS = st.text("甲乙丙丁 ，1a", min_size=1, max_size=5)
_RUN = st.one_of(
    _WORDS.map(r),
    _WORDS.map(lambda words: r(words, bold=True)),
    st.lists(st.one_of(_WORDS, st.sampled_from([TAB, BR, FOOT[5:-6]])), min_size=1, max_size=4).map(
        lambda parts: r(*parts)
    ),
    _WORDS.map(lambda words: f"<w:r><w:t>{words}</w:t></w:r>"),
    st.just(FOOT),
    _WORDS.map(lambda words: f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{words}</w:t></w:r>"),
)
_ITEM = st.one_of(
    _RUN,
    _RUN,
    st.lists(_RUN, min_size=1, max_size=2).map(lambda runs: ins(*runs)),
    _WORDS.map(gone),
    st.lists(_RUN, min_size=1, max_size=2).map(lambda runs: link(*runs)),
    st.lists(_RUN, min_size=1, max_size=2).map(lambda runs: tag(*runs)),
    st.lists(_RUN, min_size=1, max_size=2).map(lambda runs: ins(tag(*runs))),
    st.lists(_RUN, min_size=1, max_size=2).map(lambda runs: control(*runs)),
    st.lists(_RUN, min_size=1, max_size=2).map(lambda runs: word.field("REF x", *runs)),
    _WORDS.map(ruby),
    st.lists(_RUN, min_size=1, max_size=2).map(
        lambda runs: f'<w:fldSimple w:instr="REF x">{"".join(runs)}</w:fldSimple>'
    ),
    st.lists(_RUN, min_size=1, max_size=2).map(
        lambda runs: word.field("TOC", *runs, word.field("PAGE", *runs))
    ),
    st.lists(_RUN, min_size=1, max_size=2).map(
        lambda runs: ins(*runs).replace("w:ins ", "w:moveTo ").replace("/w:ins", "/w:moveTo")
    ),
    st.just('<w:bookmarkStart w:id="3" w:name="b"/><w:bookmarkEnd w:id="3"/>'),
    _WORDS.map(lambda words: box(p(words))),
)
_PARAGRAPH = st.builds(
    lambda items, number: p(*items, number=number),
    st.lists(_ITEM, max_size=5),
    st.sampled_from([0, 0, 1]),
)
_BLOCK = st.one_of(
    _PARAGRAPH,
    _PARAGRAPH,
    st.tuples(_PARAGRAPH, _PARAGRAPH).map(table),
    st.tuples(_PARAGRAPH, _PARAGRAPH, _PARAGRAPH).map(
        lambda each: table((each[0] + each[1], each[2]))
    ),
)
_POINT = st.integers(0, 40)
_SPANS = st.lists(st.tuples(_POINT, st.integers(0, 8)), min_size=1, max_size=5)
_EDIT = st.tuples(_POINT, st.integers(0, 5), st.text("甲戊，\t", max_size=3))
_EDITS = st.lists(st.lists(_EDIT, min_size=1, max_size=2), max_size=4)


def _within(text: str, start: int, length: int) -> tuple[int, int]:
    start = start % (len(text) + 1)
    return start, min(len(text), start + length)


@settings(max_examples=300)
@given(st.lists(_BLOCK, min_size=1, max_size=4), _SPANS, _EDITS)
def test_any_copy_reads_back(
    blocks: list[str], spans: list[tuple[int, int]], edits: list[list[tuple[int, int, str]]]
) -> None:
    data = package("".join(blocks))
    text = opened(data).source.text
    remarks = [remark(*_within(text, *span), words=f"甲{at}") for at, span in enumerate(spans)]
    for at, each in enumerate(edits):
        change = fix(*((*_within(text, start, length), new) for start, length, new in each))
        span = change.edits[0].span
        remarks.append(remark(span.start, span.end, change, words=f"乙{at}"))
    copy = made(data, *remarks)
    assert_well_formed(data, copy.data)
    assert opened(copy.data).source.text == apply_fixes(text, copy.tracked)
    assert opened(copy.data, ORIGINAL).source.text == opened(data, ORIGINAL).source.text
    assert len(commented(copy.data)) == len(remarks)
    alone = made(data, *(msgspec.structs.replace(each, fix=None) for each in remarks))
    assert places(copy.data, ORIGINAL) == places(alone.data, ORIGINAL)
    moved = [edit for each in copy.tracked for edit in each.edits]
    for name, ends in places(alone.data).items():
        for before, after in zip(ends, places(copy.data)[name], strict=True):
            if not any(edit.span.start <= before <= edit.span.end for edit in moved):
                assert after == before + sum(
                    len(edit.text) - (edit.span.end - edit.span.start)
                    for edit in moved
                    if edit.span.end < before
                )


@settings(max_examples=300)
@given(st.lists(_BLOCK, min_size=1, max_size=4), _SPANS, st.sampled_from([View(), ORIGINAL]))
def test_any_comment_stands_at_its_words(
    blocks: list[str], spans: list[tuple[int, int]], view: View
) -> None:
    """From the first of the words that the file holds to the last one; words with their sound are
    taken whole."""
    data = package("".join(blocks))
    before = opened(data, view)
    text, docx = before.source.text, before.source.docx
    assert docx
    assume(not any("w:tbl" in each and "w:pict" in each for each in blocks))
    runs = [each.span for each in before.places.stretches if each.first.run >= 0]
    held = [at for each in runs for at in range(each.start, each.end)]
    for span in spans:
        start, end = _within(text, *span)
        real = [at for at in held if start <= at < end]
        if not real or any(each.overlaps(Span(start, end)) for each in docx.boxes):
            continue
        copy = made(data, remark(start, end), view=view)
        assert opened(copy.data, view).source.text == text
        ((first, last),) = places(copy.data, view).values()
        assert first <= real[0] <= real[-1] < last
        if "w:ruby" not in "".join(blocks):
            assert (first, last) == (real[0], real[-1] + 1)


def test_comments_that_begin_or_end_among_words_that_went_are_read() -> None:
    """As LibreOffice writes them."""
    start, end = word.on("commentRangeStart", id=1), word.on("commentRangeEnd", id=1)
    point = word.run(word.on("commentReference", id=1))
    gone_words, new = gone("旧").replace("<w:r>", f"{start}<w:r>", 1), ins(r("新"), end)
    data = package(p("甲", gone_words, new, point, "乙"), comments=word.note("comment", 1, p("话")))
    assert commented(data) == [("新", "话")]
    assert commented(data, ORIGINAL) == [("旧", "话")]
