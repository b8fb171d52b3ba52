"""A paragraph of Word → the characters that Word shows of it, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from regcheck.formats.docx.characters import BREAK, characters, taken
from regcheck.formats.docx.fields import bookmark, drawn, numbers_itself
from regcheck.formats.docx.line import Fragment, Item, Mark
from regcheck.formats.docx.names import (
    ALTERNATE,
    BOX,
    COMMENT_END,
    COMMENT_START,
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
from regcheck.formats.docx.values import value_of
from regcheck.formats.docx.view import Change, View
from regcheck.formats.docx.view import Mark as WordMark

# What holds runs and shows nothing itself.
_WRAPPERS = frozenset(
    {w(name) for name in ("hyperlink", "smartTag", "customXml", "sdtContent", "bdo", "dir")}
)
_SDT, _SIMPLE, _FIELD, _RUBY = w("sdt"), w("fldSimple"), w("fldChar"), w("ruby")
_HYPERLINK, _ID, _INSTRUCTION = w("hyperlink"), w("id"), w("instrText")
_MATH = MATH_TEXT.rpartition("}")[0] + "}"
_DRAWN = frozenset({w("drawing"), w("pict"), w("object"), ALTERNATE})
_NOTES: dict[str, Literal["comment", "footnote", "endnote"]] = {
    w("commentReference"): "comment",
    w("footnoteReference"): "footnote",
    w("endnoteReference"): "endnote",
}


class Words(msgspec.Struct, frozen=True):
    """What a paragraph shows. `struck` tells that words were left out because of marks set by hand;
    `boxes` are the text boxes that hang on it."""

    items: tuple[Item, ...]
    boxes: tuple[Root, ...]
    struck: bool


class _Field(msgspec.Struct):
    """A field that has begun; `shown` from the point where its result begins."""

    begin: Root
    words: str = ""
    shown: bool = False
    link: bool = False


class Inline:
    """Reads the paragraphs of one part in order: a field may run over several."""

    def __init__(
        self, part: str, view: View, styles: Styles, tally: Tally, ignored: frozenset[Root]
    ) -> None:
        self.part, self.view, self.styles, self.tally = part, view, styles, tally
        self.ignored = ignored
        self.fields: list[_Field] = []
        self._begin(None, -1)

    def words(self, paragraph: Root, index: int) -> Words:
        """What the paragraph shows, without its number."""
        self._begin(paragraph, index)
        self._walk(paragraph)
        return Words(tuple(_with_breaks(self._items)), tuple(self._boxes), self._struck)

    def _begin(self, paragraph: Root | None, index: int) -> None:
        self._index = index
        self._items: list[Item] = []
        self._boxes: list[Root] = []
        self._struck = False
        self._marked: tuple[WordMark, ...] = ()
        self._in_link = 0
        properties = None if paragraph is None else paragraph.find(P_PROPERTIES)
        self._style = value_of(properties, "pStyle")
        runs = () if paragraph is None else own_runs(paragraph)
        self._runs = {run: number for number, run in enumerate(runs)}

    def _walk(self, parent: Root) -> None:
        for child in parent:
            self._child(child)

    def _child(self, child: Root) -> None:
        tag = str(child.tag)
        if tag == R:
            self._run(child)
        elif tag in INSERTED or tag in DELETED:
            if self.view.keeps("inserted" if tag in INSERTED else "deleted"):
                self._walk(child)
            else:  # a comment may begin or end among words that are not read
                ends = child.iter(COMMENT_START, COMMENT_END)
                self._items += [mark for each in ends if (mark := point(each)) is not None]
        elif tag == _HYPERLINK:
            self._in_link += 1
            self._walk(child)
            self._in_link -= 1
        elif tag in _WRAPPERS:
            self._walk(child)
        elif tag == _SDT:
            self._walk_in(child, w("sdtContent"))
        elif tag == ALTERNATE:
            self._walk(taken(child))
        elif tag == _SIMPLE:
            self._simple_field(child)
        elif tag.startswith(_MATH):
            self._math(child)
        elif (mark := point(child)) is not None:
            self._items.append(mark)

    def _walk_in(self, parent: Root, name: str) -> None:
        found = parent.find(name)
        if found is not None:
            self._walk(found)

    def _simple_field(self, field: Root) -> None:
        name = bookmark(field.get(w("instr"), ""))
        self._items += [Mark("link", name)] if name else []
        self._walk(field)
        self._items += [Mark("link-end")] if name else []

    def _math(self, math: Root) -> None:
        words = "".join(each.text or "" for each in math.iter(MATH_TEXT))
        self._made(words)

    def _made(self, words: str) -> None:
        """Characters that stand in no run."""
        if words and self._shows():
            self._items.append(Fragment(words, Place(self.part, self._index, -1, 0)))

    def _shows(self) -> bool:
        return all(field.shown for field in self.fields)

    def _run(self, run: Root) -> None:
        properties = run.find(R_PROPERTIES)
        visible = self._visible(run, self._look(properties))
        number, char = self._runs.get(run, -1), 0
        text, first = "", 0
        for child, words in characters(run):
            if words and visible and self._shows():
                text, first = text + words, first if text else char
            elif text and not words:
                self._put(text, number, first)
                text = ""
            char += len(words)
            if not words:
                self._special(child, visible)
        self._put(text, number, first)

    def _put(self, text: str, run: int, char: int) -> None:
        if text:
            self._items.append(Fragment(text, Place(self.part, self._index, run, char)))

    def _look(self, properties: Root | None) -> Look:
        named = self.styles.look(self._style, value_of(properties, "rStyle"))
        return named if properties is None else look(properties).over(named)

    def _visible(self, run: Root, seen: Look) -> bool:
        """Whether a run is read: it is not hidden, and no mark set by hand takes it out."""
        words = "".join(words for _, words in characters(run)) if self._shows() else ""
        if seen.hidden:
            if words.strip():
                self.tally.hidden.append(words)
            return False
        marks = seen.marks() if words.strip() else ()
        if self._in_link:
            marks = tuple(mark for mark in marks if mark != "underline")
        if words:
            self._count(words, marks)
        meanings = {self.view.markup.get(mark) for mark in marks}
        change: Change = "deleted" if "deleted" in meanings else "inserted"
        if change not in meanings or self.view.keeps(change):
            return True
        self._struck = True
        return False

    def _count(self, words: str, marks: tuple[WordMark, ...]) -> None:
        """The words with each mark; runs that follow each other are one place."""
        for mark in marks:
            places = self.tally.marked.setdefault(mark, [])
            if mark in self._marked:
                places[-1] += words
            else:
                places.append(words)
        self._marked = marks

    def _special(self, child: Root, visible: bool) -> None:
        """A child of a run that shows no character itself."""
        tag = str(child.tag)
        if tag == _FIELD:
            self._field(child)
        elif tag == _INSTRUCTION:
            if self.fields:
                self.fields[-1].words += child.text or ""
        elif tag in _NOTES and visible:
            self._items.append(Mark(_NOTES[tag], child.get(_ID, "")))
        elif tag == _RUBY and visible:
            self._walk_in(child, w("rubyBase"))
        elif tag in _DRAWN and visible:
            self._boxes += boxes(child)

    def _field(self, char: Root) -> None:
        match char.get(w("fldCharType")):
            case "begin" if char not in self.ignored:
                self.fields.append(_Field(char))
            case "separate" if self.fields:
                field = self.fields[-1]
                field.shown = True
                if (name := bookmark(field.words)) is not None and not field.link:
                    field.link = True
                    self._items.append(Mark("link", name))
            case "end" if self.fields:
                self._ended(self.fields.pop())

    def _ended(self, field: _Field) -> None:
        if field.link:
            self._items.append(Mark("link-end"))
        elif not field.shown:
            self.tally.unnumbered += numbers_itself(field.words)
            self._made(drawn(field.words))


def own_runs(paragraph: Root) -> Iterator[Root]:
    """The runs of a paragraph, without those of paragraphs in its text boxes."""
    nested = paragraph.find(f".//{P}") is not None
    for run in paragraph.iter(R):
        if not nested or next(run.iterancestors(P)) is paragraph:
            yield run


def point(element: Root) -> Mark | None:
    """The mark that a bookmark or a range of comments sets; None for another element."""
    if element.tag == COMMENT_START:
        return Mark("comment-start", element.get(_ID, ""))
    if element.tag == COMMENT_END:
        return Mark("comment-end", element.get(_ID, ""))
    if element.tag == w("bookmarkStart"):
        return Mark("bookmark", element.get(w("name"), ""))
    return None


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


def _with_breaks(items: list[Item]) -> Iterator[Item]:
    """Breaks to a new page become line ends where words stand on both sides, else nothing."""
    if not any(isinstance(item, Fragment) and BREAK in item.text for item in items):
        yield from items
        return
    text = "".join(item.text for item in items if isinstance(item, Fragment))
    first = len(text) - len(text.lstrip(BREAK))
    last, at = len(text.rstrip(BREAK)), 0
    for item in items:
        if isinstance(item, Mark):
            yield item
            continue
        for step, char in enumerate(item.text):
            if char != BREAK or first <= at < last:
                place = item.place
                spot = msgspec.structs.replace(place, char=place.char + step)
                yield Fragment("\n" if char == BREAK else char, spot)
            at += 1
