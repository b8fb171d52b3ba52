"""The list of pages beside each page: the branches on the way to it, opened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from xml.etree.ElementTree import Element, tostring

from regcheck.reporters.markup import element
from regcheck.site.page import Branch, href, link

# So many branches of a row are listed before and behind the one that is open; of a longer row the
# first and the last stand beside them.
_AROUND = 25


class Navigation:
    """The branches of a site, and where each page stands among them."""

    def __init__(self, branches: tuple[Branch, ...]) -> None:
        self.branches = branches

    @cached_property
    def _paths(self) -> dict[str, tuple[Branch, ...]]:
        """The branches that lead to a page, by its place."""
        paths: dict[str, tuple[Branch, ...]] = {}
        stack: list[tuple[Branch, tuple[Branch, ...]]] = [(each, ()) for each in self.branches]
        while stack:
            branch, above = stack.pop()
            path = (*above, branch)
            paths[branch.page.uri] = path
            stack += [(each, path) for each in branch.below]
        return paths

    def beside(self, page: str) -> str:
        """The list beside a page as HTML, the page itself marked."""
        path = self._paths.get(page, ())
        items = self._items(self.branches, path, page, 0)
        kind = {"class": "md-nav__list regcheck-nav", "data-md-scrollfix": ""}
        written: str = tostring(element("ul", kind, *items), encoding="unicode", method="html")
        return written

    def _items(
        self, row: tuple[Branch, ...], path: tuple[Branch, ...], page: str, depth: int
    ) -> Iterator[Element]:
        opened = path[depth] if depth < len(path) else None
        at = next((place for place, branch in enumerate(row) if branch is opened), 0)
        kind = f"md-nav__item depth-{min(depth, 5)}"
        listed = [place for place, branch in enumerate(row) if branch.listed]
        for place, branch in enumerate(row):
            inner = branch.listed and listed[0] < place < listed[-1]
            if inner and abs(place - at) > _AROUND:
                if abs(place - at) == _AROUND + 1:
                    yield element("li", {"class": f"{kind} more"}, "……")
                continue
            here = branch.page.uri == page
            active = " md-nav__link--active" if here else ""
            target = href(link(branch.page.uri), page)
            made = element("a", {"href": target, "class": f"md-nav__link{active}"}, branch.title)
            if here:
                made.set("aria-current", "page")
            yield element("li", {"class": kind}, made)
            if branch is opened:
                yield from self._items(branch.below, path, page, depth + 1)
