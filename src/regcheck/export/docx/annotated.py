"""A Word file → a copy with comments on its words, and with changes that Word tracks."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence

import msgspec
from lxml import etree
from msgspec.structs import replace

from regcheck.diagnostic import Edit, Fix, RegcheckError, apply_fixes, compatible
from regcheck.export.docx.anchors import anchor
from regcheck.export.docx.archive import is_strict, with_parts, xml_bytes
from regcheck.export.docx.changes import Change, Planner, in_order
from regcheck.export.docx.comments import comment_parts, first_id, looks
from regcheck.export.docx.cuts import Pieces
from regcheck.export.docx.ranges import cuts_for, put_ranges
from regcheck.export.docx.revisions import Pen
from regcheck.export.docx.runs import Runs
from regcheck.formats.docx.names import P, w
from regcheck.formats.docx.package import Root, members_of, open_package
from regcheck.formats.docx.reading import Opened, read_docx
from regcheck.formats.docx.view import View
from regcheck.text import Span


class Remark(msgspec.Struct, frozen=True):
    """What is said of a span, paragraph by paragraph.

    `fix` is to be tracked; where it cannot be, `by_hand` is said.
    """

    span: Span
    words: tuple[str, ...]
    fix: Fix | None = None
    by_hand: tuple[str, ...] = ()


class Annotated(msgspec.Struct, frozen=True):
    """The copy, the fixes that are tracked in it, and how many were asked for and are not."""

    data: bytes
    tracked: tuple[Fix, ...] = ()
    left_out: int = 0


def annotated(
    data: bytes,
    opened: Opened,
    remarks: Sequence[Remark],
    when: datetime.datetime,
    view: View | None = None,
) -> Annotated:
    """The copy of a file, which was opened in the view, with a comment for each remark.

    Of the fixes of the remarks those are tracked that do not clash and that Word can track. Every
    part that needs no change is as it was. Raises RegcheckError where the file cannot be copied.
    """
    view = view or View()
    fixes = {each.fix.edits: each.fix for each in remarks if each.fix}
    made = _annotated(data, opened, remarks, compatible(fixes.values()), when)
    if made.tracked and not _reads_as(made, opened, view):
        made = _annotated(data, opened, remarks, (), when)
    if not _reads_as(made, opened, view):
        raise RegcheckError(
            f"{opened.source.path}：写入批注会改变正文，没有写。", "请报告此问题，附上草案最好。"
        )
    return replace(made, left_out=len(fixes) - len(made.tracked))


def _reads_as(made: Annotated, opened: Opened, view: View) -> bool:
    """Whether the copy says what the file says with the fixes applied."""
    if not opened.source.text:
        return True  # not even a paragraph, perhaps: one is made for the comment
    if view.revisions == "error":
        view = replace(view, revisions="final")
    text = read_docx(made.data, opened.source.path, view).source.text
    return text == apply_fixes(opened.source.text, made.tracked)


def _annotated(
    data: bytes,
    opened: Opened,
    remarks: Sequence[Remark],
    fixes: Sequence[Fix],
    when: datetime.datetime,
) -> Annotated:
    path = opened.source.path
    package, members = open_package(data, path), members_of(data, path)
    root = package.main.root
    runs = Runs(_with_paragraph(root))
    tracked, changes = _planned(opened, runs, fixes)
    if not remarks and not changes:
        return Annotated(data)
    anchors = [anchor(opened, each.span) for each in remarks]
    cuts = [*cuts_for(anchors, runs), *(at for each in changes for at in each.cuts())]
    pen, pieces, first = Pen(root, when), Pieces(runs, cuts), first_id(package)
    put_ranges(anchors, first, runs, pieces, looks(package))
    pen.write(changes, pieces)
    pen.number_copies(root)
    main = xml_bytes(root, strict=is_strict(members.read(package.main.name)))
    done = {each.edits for each in tracked}
    said = {number: _said(each, done) for number, each in enumerate(remarks, first)}
    parts = {package.main.name: main, **comment_parts(package, members, said, when)}
    return Annotated(with_parts(members, parts), tracked)


def _planned(
    opened: Opened, runs: Runs, fixes: Sequence[Fix]
) -> tuple[tuple[Fix, ...], tuple[Change, ...]]:
    """The fixes that can be tracked, and the changes that they are."""
    planner = Planner(opened, runs)
    found = [(fix, changes) for fix in fixes if (changes := planner.changes(fix)) is not None]
    return tuple(fix for fix, _ in found), in_order(each for _, every in found for each in every)


def _said(remark: Remark, done: Collection[tuple[Edit, ...]]) -> tuple[str, ...]:
    """The words of a remark, or those for a fix that is left to the drafter."""
    return remark.by_hand if remark.fix and remark.fix.edits not in done else remark.words


def _with_paragraph(root: Root) -> Root:
    """The root; a paragraph is made where the file has none that could hold a comment."""
    if next(root.iter(P), None) is None:
        body = root.find(w("body"))
        body = etree.SubElement(root, w("body")) if body is None else body
        body.insert(0, etree.Element(P))
    return root
