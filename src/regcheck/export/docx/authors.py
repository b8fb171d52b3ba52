"""Who has worked in a copy of a Word file since it was made."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from regcheck.export.docx.comments import AUTHOR
from regcheck.formats.docx.names import w
from regcheck.formats.docx.package import open_package


def authors_since(copy: bytes, draft: bytes, path: str) -> tuple[str, ...]:
    """The authors of comments and revisions of any kind that a copy has and the draft does not.

    Ours do not count.

    Raises RegcheckError where either is no readable Word file.
    """
    before = set(_marks(draft, path))
    found = (author for author, when in _marks(copy, path) if (author, when) not in before)
    return tuple(dict.fromkeys(author for author in found if author != AUTHOR))


def _marks(data: bytes, path: str) -> Iterator[tuple[str, str]]:
    """The author and the time of each comment and revision."""
    package = open_package(data, path)
    for part in (package.main, *package.related.values()):
        for each in part.root.iter(etree.Element):
            author = each.get(w("author"))
            if author is not None:
                yield author, each.get(w("date"), "")
