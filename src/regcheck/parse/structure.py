"""Line tokens → Document: run `grammar/structure.lark`, build the tree, note what fits nowhere."""

from __future__ import annotations

import gc
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from regcheck.data import problem_text
from regcheck.diagnostic import Diagnostic
from regcheck.model import Address, Document, Level, Note, Provision, Step, TocEntry, walk
from regcheck.numerals import DIGITS, Number
from regcheck.parse.grammar import load, subtrees
from regcheck.parse.labels import (
    GAP,
    GAP_CHARS,
    HEADING_SHAPES,
    NEUTRAL,
    Line,
    Shape,
    squash,
)
from regcheck.parse.lines import classify
from regcheck.parse.tokens import line_token
from regcheck.text import SourceFile, Span, source_file

if TYPE_CHECKING:
    from lark import Token, Tree

    Node = Tree[Token]

_NOTE_KINDS: dict[Shape, str] = {
    "COMMENT": "comment",
    "TABLE": "table",
    "NOTE": "note",
    "ALTERNATIVE": "alternative",
    "QUOTED": "quoted",
    "ANNEX": "annex",
    "SIGNATURE": "signature",
}
_TOC_LABEL = re.compile(
    rf"第{GAP}*[{DIGITS}](?:{GAP}*[{DIGITS}])*{GAP}*(?:分编|编|章|节)(?:{GAP}*附{GAP}*则)?"
    rf"|附{GAP}*则"
)


def parse(text: str, path: str = "<string>") -> Document:
    """The document that `text` is; any text parses, what does not fit is in `problems`."""
    return parse_source(source_file(text, path))


def parse_source(source: SourceFile) -> Document:
    """The document of a source file, with its problems; never raises for its content."""
    paused = gc.isenabled()
    gc.disable()  # a whole parse makes no garbage cycles; collecting costs a tenth of it
    try:
        return _parse(source)
    finally:
        if paused:
            gc.enable()


def _parse(source: SourceFile) -> Document:
    heading, lines = classify(source)
    tree, misfits = _run_grammar(lines)
    provisions = _Builder(source, lines).provisions(tree)
    parts = any(line.shape == "PART" for line in lines)
    top = Level.PART if parts else Level.CHAPTER
    return Document(
        source=source,
        title=heading.title,
        title_span=heading.span,
        kind=heading.kind,
        stage=heading.stage,
        front=tuple(line.body for line in lines if line.shape == "FRONT"),
        toc=tuple(
            entry for line in lines if line.shape == "TOC" for entry in _entries(source, line, top)
        ),
        provisions=provisions,
        notes=tuple(_notes(source, lines)),
        problems=tuple(_problems(source, heading.span, provisions, misfits)),
    )


def _run_grammar(lines: tuple[Line, ...]) -> tuple[Node, list[Line]]:
    """The syntax tree over the lines, and the lines that fit nowhere in it."""
    from lark import Token
    from lark.exceptions import UnexpectedToken

    parser = load("structure", "document").parse_interactive()
    misfits = []
    for index, line in enumerate(lines):
        if line.shape in NEUTRAL or line.shape == "TOC_HEAD":
            continue
        try:
            parser.feed_token(Token(line.shape, "", start_pos=index))
        except UnexpectedToken:
            misfits.append(line)
    tree: Node = parser.feed_eof()  # type: ignore[no-untyped-call]
    return tree, misfits


class _Builder:
    """Turns the syntax tree of one document into provisions; counts the ids it has given."""

    def __init__(self, source: SourceFile, lines: tuple[Line, ...]) -> None:
        self.source = source
        self.lines = lines
        self.taken: Counter[tuple[Address, Step]] = Counter()

    def provisions(self, tree: Node) -> tuple[Provision, ...]:
        """The provisions at the top of the document."""
        return self._children(tree, Address(()))

    def _children(self, node: Node, parent: Address) -> tuple[Provision, ...]:
        trees = enumerate(subtrees(node), 1)
        return tuple(self._provision(tree, parent, place) for place, tree in trees)

    def _provision(self, tree: Node, parent: Address, place: int) -> Provision:
        """The provision of one node; `place` is its position among its siblings."""
        unled = tree.data == "unled"
        line = self._first_line(tree)
        level = Level.PARAGRAPH if unled else Level(str(tree.data))
        number = Number(place) if level is Level.PARAGRAPH else line.number
        address = self._address(parent, level, number)
        children = self._children(tree, address)
        nothing = Span(line.own.start, line.own.start)
        marker, body = (nothing, nothing) if unled else (line.marker, line.body)
        own = nothing if unled else line.own
        heading = line.heading
        return Provision(
            level=level,
            number=number,
            address=address,
            span=Span(own.start, max(own.end, children[-1].span.end if children else 0)),
            marker=marker,
            heading=squash(self.source.slice(heading)) if heading else None,
            heading_span=heading or Span(body.start, body.start),
            body=body,
            children=children,
            id=str(address),
        )

    def _first_line(self, tree: Node) -> Line:
        """The line that opens a node."""
        while below := subtrees(tree):
            if tree.children[0] is not below[0]:
                break
            tree = below[0]
        return self.lines[getattr(tree.children[0], "start_pos", 0)]

    def _address(self, parent: Address, level: Level, number: Number | None) -> Address:
        """A new address below `parent`; articles are numbered through the whole document."""
        above = Address(()) if level is Level.ARTICLE else parent
        self.taken[above, Step(level, number)] += 1
        return above.child(Step(level, number, self.taken[above, Step(level, number)]))


def _entries(source: SourceFile, line: Line, top: Level) -> Iterator[TocEntry]:
    """The entries of one line of a 目录; an unnumbered 附则 is of the level `top`."""
    start, end = line.span.start, line.span.end
    labels = [start + match.start() for match in _TOC_LABEL.finditer(source.text[start:end])]
    for begin, stop in pairwise([*labels, end]):
        link = source.text.find("](", begin, stop)  # [第一章　总则](#…)
        entry = line_token(source.text, Span(begin, link if link >= 0 else stop))
        level = HEADING_SHAPES.get(entry.shape)
        if level:
            words = squash(source.slice(entry.heading)) if entry.heading else ""
            span = Span(begin, entry.heading.end if entry.heading else entry.marker.end)
            yield TocEntry(level if entry.number else top, entry.number, words, span)


def _notes(source: SourceFile, lines: Iterable[Line]) -> Iterator[Note]:
    """The notes of the draft; neighbouring lines of one kind are one note."""
    open_note: Note | None = None
    for line in lines:
        kind = _NOTE_KINDS.get(line.shape)
        if line.shape == "ARTICLE" and line.heading is None:
            # 第×条（新增）: the remark after the label
            words = source.text[line.marker.end : line.span.end]
            if bracket := re.search(r"[（(【［\[〔].*[）)】］\]〕]", words):
                start = line.marker.end + bracket.start()
                yield Note("note", Span(start, start + len(bracket[0])))
        if kind is None:
            if line.shape != "BLANK" and open_note:
                yield open_note
                open_note = None
            continue
        if open_note and open_note.kind == kind and kind != "alternative":
            open_note = Note(open_note.kind, Span(open_note.span.start, line.body.end))
            continue
        if open_note:
            yield open_note
        open_note = Note(kind, line.body)  # type: ignore[arg-type]
    if open_note:
        yield open_note


def _problems(
    source: SourceFile, heading: Span, provisions: tuple[Provision, ...], misfits: list[Line]
) -> Iterator[Diagnostic]:
    """What kept the text from being read as a regulation."""
    if not source.text.strip(GAP_CHARS):
        yield _problem("E002", source, Span(0, 0))
    elif not any(p.level is Level.ARTICLE for p in walk(provisions)):
        yield _problem("E001", source, heading)
    for span in _runs(misfits):
        yield _problem("E003", source, span)


def _runs(misfits: list[Line]) -> Iterator[Span]:
    """Neighbouring misfits as one span."""
    run: list[Line] = []
    for line in misfits:
        if run and line.span.start != run[-1].span.end:
            yield Span(run[0].own.start, run[-1].own.end)
            run = []
        run.append(line)
    if run:
        yield Span(run[0].own.start, run[-1].own.end)


def _problem(code: str, source: SourceFile, span: Span) -> Diagnostic:
    text = problem_text(code)
    return Diagnostic(code, text.name, text.severity, text.message, source.path, span)
