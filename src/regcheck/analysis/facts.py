"""The indexes over one document, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from regcheck.analysis.lists import ItemList, item_lists
from regcheck.analysis.outline import Outline, outline
from regcheck.model import Document


class Facts:
    """All that is known of one document. Every property is a pure function of it."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def outline(self) -> Outline:
        """The provisions by id and place."""
        return outline(self.document)

    @cached_property
    def lists(self) -> tuple[ItemList, ...]:
        """The lists of 项 and 目."""
        return item_lists(self.outline)
