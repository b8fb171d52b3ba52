"""The list of pages beside each page: the branches on the way to it, opened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from xml.etree.ElementTree import Element, tostring

from regcheck.reporters.markup import element
from regcheck.site.page import Branch, href, link


class Navigation:
    """The branches of a site, and where each page stands among them."""

    def __init__(self, branches: tuple[Branch, ...]) -> None:
        self.branches = branches
        self.listed = cache(self._listed)

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
        return self.listed(page)

    def _listed(self, page: str) -> str:
        path = self._paths.get(page, ())
        items = list(self._items(self.branches, path, page, 0))
        made = element(
            "ul", {"class": "md-nav__list regcheck-nav", "data-md-scrollfix": ""}, *items
        )
        written: str = tostring(made, encoding="unicode", method="html")
        return written

    def _items(
        self, row: tuple[Branch, ...], path: tuple[Branch, ...], page: str, depth: int
    ) -> Iterator[Element]:
        for branch in row:
            here = branch.page.uri == page
            kind = "md-nav__link" + (" md-nav__link--active" if here else "")
            target = href(link(branch.page.uri), page)
            made = element("a", {"href": target, "class": kind}, branch.title)
            if here:
                made.set("aria-current", "page")
            yield element("li", {"class": f"md-nav__item depth-{min(depth, 5)}"}, made)
            if branch in path:
                yield from self._items(branch.below, path, page, depth + 1)
