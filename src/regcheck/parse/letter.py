"""Pieces → Letter: run `grammar/letter.lark`, build the points at any nesting, give them ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from regcheck.data import expression
from regcheck.numerals import to_chinese
from regcheck.parse.grammar import table
from regcheck.parse.marks import BRACKETED, Mark
from regcheck.parse.pieces import Piece, Shape, pieces
from regcheck.parse.syntax import Node, syntax_tree
from regcheck.text import SourceFile, Span, source_file


class Point(msgspec.Struct, frozen=True):
    """One point of a letter: its marker, its heading, its own words, the points within it.

    `id` is the letter's own numbering (二(二)四); a second point of that number is 二(二)四~2.
    `lead` are the paragraphs before the points within it, `tail` those after them.
    """

    id: str
    mark: Mark
    span: Span
    heading: Span | None
    lead: tuple[Span, ...]
    points: tuple[Point, ...] = ()
    tail: tuple[Span, ...] = ()

    @property
    def words(self) -> tuple[Span, ...]:
        """The heading and the paragraphs before its points."""
        return (*([self.heading] if self.heading else ()), *self.lead)


class Letter(msgspec.Struct, frozen=True):
    """A reply letter. `paragraphs` are those of the answer that stand in no point.

    Whatever the text is, its words are in one of the spans; only white space, markers and Markdown
    marks lie between them.
    """

    source: SourceFile
    head: tuple[Piece, ...]
    opening: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    points: tuple[Point, ...]
    tables: tuple[Span, ...]
    closing: tuple[Piece, ...]

    def _named(self, shape: Shape) -> tuple[str, ...]:
        both = (*self.head, *self.closing)
        return tuple(self.source.slice(piece.span) for piece in both if piece.shape == shape)

    @property
    def addressee(self) -> str | None:
        """To whom it is written: 张某某委员."""
        named = next(iter(self._named("ADDRESSEE")), None)
        return named and expression("letter", "form", "respect").sub("", named)

    @property
    def number(self) -> str | None:
        """The number of the document: 某发〔2021〕12号."""
        return next(iter(self._named("NUMBER")), None)

    @property
    def signatures(self) -> tuple[str, ...]:
        """The bodies that sign it."""
        return self._named("SIGNATURE")

    @property
    def date(self) -> str | None:
        """The date as it is written."""
        return next(reversed(self._named("DATE")), None)

    def walk(self) -> Iterator[Point]:
        """All points, in the order of the text."""
        yield from _walk(self.points)


def _walk(points: tuple[Point, ...]) -> Iterator[Point]:
    for point in points:
        yield point
        yield from _walk(point.points)


def parse_letter(text: str, path: str = "<string>") -> Letter:
    """The letter that `text` is; any text parses, one without numbers as paragraphs."""
    return letter(source_file(text, path))


def letter(source: SourceFile) -> Letter:
    """The letter in a source file; never raises for its content."""
    found = pieces(source)
    tree = syntax_tree((piece.shape for piece in found), table("letter", "letter"))
    assert tree  # the pieces are cut so that they fit
    builder = _Builder(found)
    head, opening, body, closing = tree.nodes
    inside = builder.body(body)
    return Letter(
        source=source,
        head=tuple(builder.pieces(head)),
        opening=tuple(piece.span for piece in builder.pieces(opening)),
        paragraphs=inside.lead,
        points=inside.points,
        tables=tuple(piece.span for piece in found if piece.shape == "TABLE"),
        closing=tuple(builder.pieces(closing)),
    )


class _Inside(msgspec.Struct, frozen=True):
    """What stands in a point, or in the body outside all points."""

    heading: Span | None
    lead: tuple[Span, ...]
    points: tuple[Point, ...]
    tail: tuple[Span, ...]


class _Builder:
    """Turns the syntax tree of one letter into points; counts the ids it has given."""

    def __init__(self, found: tuple[Piece, ...]) -> None:
        self.found = found
        self.taken: Counter[str] = Counter()

    def pieces(self, node: Node) -> Iterator[Piece]:
        """The pieces right below a node."""
        for child in node.children:
            if isinstance(child, int):
                yield self.found[child]

    def body(self, node: Node) -> _Inside:
        """What stands in the body: all its paragraphs are `lead`."""
        inside = self._inside(node, "")
        return _Inside(None, (*inside.lead, *inside.tail), inside.points, ())

    def _inside(self, node: Node, above: str) -> _Inside:
        heading: Span | None = None
        lead: list[Span] = []
        tail: list[Span] = []
        points: list[Point] = []
        for child in node.children:
            if isinstance(child, Node):
                each = child.nodes if child.rule == "series" else (child,)
                points += [self._point(point, above) for point in each]
                continue
            piece = self.found[child]
            if piece.shape == "HEADING":
                heading = piece.span
            elif piece.shape == "TEXT":
                (tail if points else lead).append(piece.span)
        return _Inside(heading, tuple(lead), tuple(points), tuple(tail))

    def _point(self, node: Node, above: str) -> Point:
        piece = next(self.pieces(node))
        mark = piece.mark
        assert mark is not None  # the grammar begins a point with MARK alone
        name = self._id(above, mark)
        inside = self._inside(node, name)
        spans = [piece.span, *filter(None, (inside.heading,)), *inside.lead, *inside.tail]
        end = max(each.end for each in (*spans, *(point.span for point in inside.points)))
        return Point(
            id=name,
            mark=mark,
            span=Span(piece.span.start, end),
            heading=inside.heading,
            lead=inside.lead,
            points=inside.points,
            tail=inside.tail,
        )

    def _id(self, above: str, mark: Mark) -> str:
        """二(二)四: the numbers from the top, those in brackets with half-width ones."""
        number = to_chinese(mark.number)
        name = f"{above}({number})" if mark.kind in BRACKETED else f"{above}{number}"
        self.taken[name] += 1
        return f"{name}~{self.taken[name]}" if self.taken[name] > 1 else name
