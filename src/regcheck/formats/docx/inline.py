"""A paragraph of Word → the characters that Word shows of it, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import msgspec
from msgspec.structs import replace

from regcheck.formats.docx.characters import BREAK, characters, taken
from regcheck.formats.docx.fields import Field, Fields
from regcheck.formats.docx.line import Fragment, Item, Mark
from regcheck.formats.docx.names import (
    ALTERNATE,
    BOX,
    DELETED,
    INSERTED,
    MATH_TEXT,
    P_PROPERTIES,
    R_PROPERTIES,
    P,
    R,
    w,
)
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.places import Place
from regcheck.formats.docx.styles import Look, Styles, look
from regcheck.formats.docx.tally import Tally
from regcheck.formats.docx.values import in_view, is_dropped, is_taken_away, value_of
from regcheck.formats.docx.view import Mark as WordMark
from regcheck.formats.docx.view import View

# What holds runs and shows nothing itself.
_WRAPPERS = {
    *(w(name) for name in ("smartTag", "customXml", "sdtContent", "bdo", "dir")),
    *INSERTED,
    *DELETED,
}
_SDT, _SIMPLE, _FIELD, _RUBY = w("sdt"), w("fldSimple"), w("fldChar"), w("ruby")
_HYPERLINK, _ID = w("hyperlink"), w("id")
_INSTRUCTIONS = frozenset({w("instrText"), w("delInstrText")})
_MATH = MATH_TEXT.rpartition("}")[0] + "}"
_DRAWN = frozenset({w("drawing"), w("pict"), w("object"), ALTERNATE})
_POINTS: dict[str, Literal["comment-start", "comment-end", "bookmark-end"]] = {
    w("commentRangeStart"): "comment-start",
    w("commentRangeEnd"): "comment-end",
    w("bookmarkEnd"): "bookmark-end",
}
_RANGES = (*_POINTS, w("bookmarkStart"))
_NOTES: dict[str, Literal["comment", "footnote", "endnote"]] = {
    w("commentReference"): "comment",
    w("footnoteReference"): "footnote",
    w("endnoteReference"): "endnote",
}
_PICTURES = ("}blip", "}imagedata")
_BLANK = " \t\u3000\xa0_"
_LINE_ENDS = str.maketrans("\t\r\n", "   ")


class Words(msgspec.Struct, frozen=True):
    """What a paragraph shows. `struck` tells that words were left out because of marks set by hand;
    `boxes` are the text boxes that hang on it."""

    items: tuple[Item, ...]
    boxes: tuple[Root, ...]
    struck: bool


class _Paragraph(msgspec.Struct):
    """What has been read of one paragraph; `marked` and `hiding` are of the run before."""

    index: int
    style: str | None
    runs: dict[Root, int]
    items: list[Item] = []
    boxes: list[Root] = []
    struck: bool = False
    links: int = 0
    marked: tuple[WordMark, ...] = ()
    hiding: bool = False


class Inline:
    """Reads the paragraphs of one part in order: a field may run over several."""

    def __init__(
        self, part: str, view: View, styles: Styles, tally: Tally, ignored: frozenset[Root]
    ) -> None:
        self.part, self.view, self.styles, self.tally = part, view, styles, tally
        self._ignored, self._left = ignored, set[Root]()
        self.fields = Fields(ignored)
        self.in_table = False
        self._at = _Paragraph(-1, None, {})

    def words(self, paragraph: Root, index: int) -> Words:
        """What the paragraph shows, without its number."""
        properties = in_view(paragraph.find(P_PROPERTIES), self.view)
        runs = {run: number for number, run in enumerate(own_runs(paragraph))}
        self._at = _Paragraph(index, value_of(properties, "pStyle"), runs)
        self._walk(paragraph)
        at = self._at
        return Words(tuple(_with_breaks(at.items)), tuple(at.boxes), at.struck)

    @contextmanager
    def apart(self) -> Iterator[None]:
        """A text of its own within this one: a text box, a note."""
        kept = self.fields, self.in_table, self._at
        self.fields, self.in_table = Fields(self._ignored), False
        yield
        self._left |= set(self.fields.unclosed())
        self.fields, self.in_table, self._at = kept

    def unclosed(self) -> frozenset[Root]:
        """Where fields began that have no end: they hide what follows them."""
        return frozenset((*self._left, *self.fields.unclosed()))

    def _walk(self, parent: Root) -> None:
        for child in parent:
            self._child(child)

    def _child(self, child: Root) -> None:
        tag = str(child.tag)
        if tag == R:
            self._run(child)
        elif is_dropped(tag, self.view):
            self._gone(child)
        elif tag == _HYPERLINK:
            self._at.links += 1
            self._walk(child)
            self._at.links -= 1
        elif tag in _WRAPPERS:
            self._walk(child)
        elif tag == _SDT:
            self._walk_in(child, w("sdtContent"))
        elif tag == ALTERNATE:
            self._walk(taken(child))
        elif tag == _SIMPLE:
            self._begun(self.fields.simple(child.get(w("instr"), "")))
            self._walk(child)
            self._ended(self.fields.end())
        elif tag.startswith(_MATH):
            self._math(child)
        elif (mark := point(child)) is not None:
            self._at.items.append(mark)

    def _walk_in(self, parent: Root, name: str) -> None:
        found = parent.find(name)
        if found is not None:
            self._walk(found)

    def _gone(self, change: Root) -> None:
        """Words that are not read; a comment or a bookmark may begin or end among them."""
        self._at.items.append(Mark("gone"))
        for mark in filter(None, map(point, change.iter(*_RANGES))):
            self._at.items += (mark, Mark("gone"))

    def _math(self, math: Root) -> None:
        """Formulas: their characters in a row."""
        for child in math:
            tag = str(child.tag)
            if tag == MATH_TEXT:
                self._made((child.text or "").translate(_LINE_ENDS))
            elif (mark := point(child)) is not None:
                self._at.items.append(mark)
            elif is_dropped(tag, self.view) or is_taken_away(child.find(R_PROPERTIES), self.view):
                self._gone(child)
            else:
                self._math(child)

    def _made(self, words: str) -> None:
        """Characters that stand in no run."""
        if words:
            self._put(words, -1, 0)

    def _run(self, run: Root) -> None:
        parts = list(characters(run))
        shown = "".join(words for _, words in parts) if self.fields.shows else ""
        visible = self._visible(in_view(run.find(R_PROPERTIES), self.view), shown)
        number, char, first = self._at.runs.get(run, -1), 0, 0
        text: list[str] = []
        for child, words in parts:
            if words:
                first = first if text else char
                text.append(words)
                char += len(words)
                continue
            self._put("".join(text) if visible else "", number, first)
            text.clear()
            self._special(child, visible)
        self._put("".join(text) if visible else "", number, first)

    def _put(self, text: str, run: int, char: int) -> None:
        """Characters that follow each other; what a field does not show is held back."""
        if not text:
            return
        item = Fragment(text, Place(self.part, self._at.index, run, char))
        if self.fields.shows:
            self.fields.fill()
            self._at.items.append(item)
        else:
            self.fields.hold(item)

    def _visible(self, properties: Root | None, words: str) -> bool:
        """Whether a run is read: it is not hidden, and no mark set by hand takes it out."""
        own, style = look(properties), value_of(properties, "rStyle")
        if own.over(self.styles.look(self._at.style, style)).hidden:
            if words.strip():
                self._hide(words)
            return False
        self._at.hiding = self._at.hiding and not words
        marks = self._marks(own.over(self.styles.run_look(style)), words)
        self._count(words, marks)
        meanings = {self.view.markup.get(mark, "text") for mark in marks} - {"text"}
        if all(self.view.keeps(meaning) for meaning in meanings if meaning != "text"):
            return True
        self._at.struck = True
        self._at.items.append(Mark("gone"))
        return False

    def _hide(self, words: str) -> None:
        """Counts hidden words; runs that follow each other are one place."""
        if self._at.hiding:
            self.tally.more(self.tally.hidden, words)
        else:
            self.tally.hidden.append(words)
        self._at.hiding = True

    def _marks(self, own: Look, words: str) -> tuple[WordMark, ...]:
        """The marks that a drafter may have set on words; a link is underlined because it is one,
        and what is underlined without a word is a blank to be filled in."""
        marks = own.marks() if words else ()
        if "underline" not in marks:
            return marks
        meant = words.strip(_BLANK) and not self._at.links and not self.fields.in_link
        return tuple(mark for mark in marks if mark != "underline" or meant)

    def _count(self, words: str, marks: tuple[WordMark, ...]) -> None:
        """The words with each mark; runs that follow each other are one place. Shades in a table
        are those of its head."""
        for mark in marks:
            if self.in_table and mark == "shading":
                continue
            if mark in self._at.marked:
                self.tally.more(self.tally.marked[mark], words)
            elif words.strip():
                self.tally.marked.setdefault(mark, []).append(words)
        self._at.marked = marks if words.strip() else self._at.marked

    def _special(self, child: Root, visible: bool) -> None:
        """A child of a run that shows no character itself."""
        tag = str(child.tag)
        if tag == _FIELD:
            self._field(child)
        elif tag in _INSTRUCTIONS:
            self.fields.instruct(child.text or "")
        elif tag in _NOTES and visible:
            self._at.items.append(Mark(_NOTES[tag], child.get(_ID, "")))
        elif tag == _RUBY and visible:
            self._walk_in(child, w("rubyBase"))
        elif tag in _DRAWN and visible:
            self._at.boxes += boxes(child)
            self.tally.pictures += has_picture(child)

    def _field(self, char: Root) -> None:
        match char.get(w("fldCharType")):
            case "begin":
                self.fields.begin(char)
            case "separate":
                self._begun(self.fields.separate())
            case "end":
                self._ended(self.fields.end())

    def _begun(self, field: Field | None) -> None:
        """The result of a field begins."""
        if field and field.bookmark:
            self._at.items.append(Mark("link", field.bookmark))

    def _ended(self, field: Field | None) -> None:
        """A field ends; where it has shown nothing, it may show what stands in no run."""
        if field is None:
            return
        if field.shown and field.bookmark:
            self._at.items.append(Mark("link-end"))
        if field.makes:
            self.tally.bookmarks.add(field.makes.lower())
        if field.filled:
            return
        self.tally.unnumbered += field.numbers_itself
        if field.drawn:
            self._made(field.drawn)
        elif self.fields.shows:
            self._at.items += field.held


def own_runs(paragraph: Root) -> Iterator[Root]:
    """The runs of a paragraph, without those of paragraphs in its text boxes."""
    nested = paragraph.find(f".//{P}") is not None
    for run in paragraph.iter(R):
        if not nested or next(run.iterancestors(P)) is paragraph:
            yield run


def point(element: Root) -> Mark | None:
    """The mark that a bookmark or a range of comments sets; None for another element."""
    if element.tag == w("bookmarkStart"):
        return Mark("bookmark", element.get(w("name"), ""), element.get(_ID, ""))
    kind = _POINTS.get(str(element.tag))
    return Mark(kind, element.get(_ID, "")) if kind else None


def boxes(drawn: Root) -> Iterator[Root]:
    """The text boxes in a drawing, none of them twice."""
    stack = [drawn]
    while stack:
        each = stack.pop()
        if each.tag == BOX:
            yield each
        elif each.tag == ALTERNATE:
            branch = taken(each)
            stack.extend(reversed(branch) if branch is not each else ())
        else:
            stack.extend(reversed(each))


def has_picture(drawn: Root) -> bool:
    """Whether a drawing shows a picture that comes from a file."""
    stack = [drawn]
    while stack:
        each = stack.pop()
        if str(each.tag).endswith(_PICTURES):
            return True
        if each.tag == ALTERNATE:
            each = taken(each)
        stack.extend(each if each.tag != BOX else ())
    return False


def _with_breaks(items: list[Item]) -> Iterator[Item]:
    """Breaks to a new page become line ends where words stand on both sides, else nothing."""
    texts = [item.text for item in items if isinstance(item, Fragment)]
    if not any(BREAK in text for text in texts):
        yield from items
        return
    whole = "".join(texts)
    first, last, at = len(whole) - len(whole.lstrip(BREAK)), len(whole.rstrip(BREAK)), 0
    for item in items:
        if isinstance(item, Mark):
            yield item
            continue
        start = 0
        for piece in item.text.split(BREAK):
            if start and first <= at + start - 1 < last:
                yield _moved(item, start - 1, "\n")
            if piece:
                yield _moved(item, start, piece)
            start += len(piece) + 1
        at += len(item.text)


def _moved(fragment: Fragment, by: int, text: str) -> Fragment:
    """A part of a fragment."""
    place = fragment.place
    char = place.char + by if place.run >= 0 else 0
    return Fragment(text, replace(place, char=char))
