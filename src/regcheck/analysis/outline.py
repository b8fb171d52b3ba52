"""Document → Outline: which provision has which address, and which one holds a place."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from regcheck.model import Document, Level, Provision, walk


class Outline(msgspec.Struct, frozen=True):
    """All provisions of a document in order, by id, with their parents."""

    provisions: tuple[Provision, ...]
    by_id: dict[str, Provision]
    parents: dict[str, Provision]
    starts: tuple[int, ...]

    @property
    def articles(self) -> tuple[Provision, ...]:
        """The articles, in document order."""
        return tuple(p for p in self.provisions if p.level is Level.ARTICLE)

    def headings(self) -> tuple[Provision, ...]:
        """编, 分编, 章 and 节, in document order."""
        return tuple(p for p in self.provisions if p.level.rank < Level.ARTICLE.rank)

    def at(self, offset: int) -> Provision | None:
        """The smallest provision that holds the code point at `offset`."""
        index = bisect_right(self.starts, offset) - 1
        found = self.provisions[index] if index >= 0 else None
        while found is not None and offset >= found.span.end:
            found = self.parents.get(found.id)
        return found

    def article_of(self, provision: Provision) -> Provision | None:
        """The article that holds the provision; itself where it is one."""
        current: Provision | None = provision
        while current is not None and current.level is not Level.ARTICLE:
            current = self.parents.get(current.id)
        return current

    def first_text(self, provision: Provision) -> Provision:
        """The provision's first paragraph, or itself."""
        paragraphs = [c for c in provision.children if c.level is Level.PARAGRAPH]
        return paragraphs[0] if paragraphs else provision


def outline(document: Document) -> Outline:
    """The outline of a document."""
    provisions = tuple(walk(document.provisions))
    return Outline(
        provisions=provisions,
        by_id={p.id: p for p in provisions},
        parents={child.id: p for p in provisions for child in p.children},
        starts=tuple(p.span.start for p in provisions),
    )
