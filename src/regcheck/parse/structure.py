"""Line tokens → Document: run `grammar/structure.lark`, build the tree, note what fits nowhere."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from regcheck.data import problem_text
from regcheck.diagnostic import Diagnostic
from regcheck.model import Document, Level, Note, Provision, TocEntry, walk
from regcheck.numerals import DIGITS
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
from regcheck.parse.provisions import Builder
from regcheck.parse.tokens import line_token
from regcheck.parse.tree import document_tree
from regcheck.text import SourceFile, Span, source_file

_NOTE_KINDS: dict[Shape, str] = {
    "COMMENT": "comment",
    "TABLE": "table",
    "NOTE": "note",
    "ALTERNATIVE": "alternative",
    "QUOTED": "quoted",
    "ANNEX": "annex",
    "SIGNATURE": "signature",
}
_NOTED = _NOTE_KINDS.keys() | {"ARTICLE"}
_NOT_FED = NEUTRAL | {"TOC_HEAD"}
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
    fed = [line for line in lines if line.shape not in _NOT_FED]
    shapes = [line.shape for line in fed]
    tree, misfits = document_tree(shapes)
    provisions = Builder(source, fed).below(tree)
    largest = Level.PART if "PART" in shapes else Level.CHAPTER
    return Document(
        source=source,
        title=heading.title,
        title_span=heading.span,
        kind=heading.kind,
        stage=heading.stage,
        front=tuple([line.body for line in _of_shape("FRONT", fed, shapes)]),
        toc=tuple(
            entry
            for line in _of_shape("TOC", fed, shapes)
            for entry in _entries(source, line, largest)
        ),
        provisions=provisions,
        notes=tuple(_notes(source, lines)),
        problems=tuple(_problems(source, heading.span, provisions, [fed[i] for i in misfits])),
    )


def _of_shape(shape: Shape, lines: list[Line], shapes: list[Shape]) -> list[Line]:
    """The lines of one shape; most drafts have none of those asked for."""
    return [line for line in lines if line.shape == shape] if shape in shapes else []


def _entries(source: SourceFile, line: Line, largest: Level) -> Iterator[TocEntry]:
    """The entries of one line of a 目录; an unnumbered 附则 is of the `largest` level."""
    start, end = line.span.start, line.span.end
    labels = [start + match.start() for match in _TOC_LABEL.finditer(source.text[start:end])]
    for begin, stop in pairwise([*labels, end]):
        link = source.text.find("](", begin, stop)  # [第一章　总则](#…)
        entry = line_token(source.text, Span(begin, link if link >= 0 else stop))
        level = HEADING_SHAPES.get(entry.shape)
        if level:
            words = squash(source.slice(entry.heading)) if entry.heading else ""
            span = Span(begin, entry.heading.end if entry.heading else entry.marker.end)
            yield TocEntry(level if entry.number else largest, entry.number, words, span)


def _notes(source: SourceFile, lines: Iterable[Line]) -> Iterator[Note]:
    """The notes of the draft; neighbouring lines of one kind are one note."""
    open_note: Note | None = None
    for line in lines:
        if line.shape not in _NOTED and not open_note:
            continue
        kind = _NOTE_KINDS.get(line.shape)
        # 第×条（新增）: the remark after the label; most have one space there
        if line.shape == "ARTICLE" and line.heading is None and line.span.end > line.marker.end + 1:
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
