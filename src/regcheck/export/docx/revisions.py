"""Changes → w:del around the words that go, w:ins around those that come."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from copy import deepcopy
from itertools import count

from lxml import etree

from regcheck.export.docx.changes import Change
from regcheck.export.docx.comments import AUTHOR, stamp
from regcheck.export.docx.cuts import Pieces
from regcheck.export.docx.nodes import node
from regcheck.formats.docx.names import INSERTED, R_PROPERTIES, T, w
from regcheck.formats.docx.package import Root
from regcheck.formats.docx.values import whole

_DEL, _INS, _ID = w("del"), w("ins"), w("id")


class Pen:
    """Writes revisions into the tree of a main part, each with an id that no other has."""

    def __init__(self, root: Root, when: datetime.datetime) -> None:
        used = {whole(each.get(_ID), -1) for each in root.iter() if each.get(_ID) is not None}
        self._ids = (number for number in count(1) if number not in used)
        self._when = stamp(when)
        self._struck: set[Root] = set()

    def write(self, changes: Sequence[Change], pieces: Pieces) -> None:
        """Tracks changes, which are in order; the last one first, so that what is put between the
        same two characters comes in order."""
        for change in reversed(changes):
            gone = [run for each in change.strips for run in pieces.between(each.first, each.end)]
            for run in gone:
                self._strike(run)
            if change.spot is not None:
                beside = pieces.at(change.spot.place)
                new = self._inserted(change.text, gone[0] if gone else beside)
                self._put(new, self._outer(beside), after=change.spot.after)

    def number_copies(self, root: Root) -> None:
        """Gives the changes of looks that were copied with a run ids of their own."""
        seen: set[str | None] = set()
        for each in root.iter(w("rPrChange")):
            if each.get(_ID) in seen:
                each.set(_ID, str(next(self._ids)))
            seen.add(each.get(_ID))

    def _strike(self, run: Root) -> None:
        """Marks a run as deleted, together with the one before it where that is."""
        before = run.getprevious()
        if before is not None and before in self._struck:
            struck = before
        else:
            struck = self._revision(_DEL)
            run.addprevious(struck)
            self._struck.add(struck)
        struck.append(run)
        for text in run.iterchildren(T):
            text.tag = w("delText")

    def _inserted(self, words: str, like: Root) -> Root:
        """An insertion of words that look like those of a run."""
        look = [deepcopy(each) for each in like.iterchildren(R_PROPERTIES)]
        for each in look:
            for change in list(each.iterchildren(w("rPrChange"))):
                each.remove(change)
        inserted = self._revision(_INS)
        inserted.append(node("r", *look, node("t", words)))
        return inserted

    def _outer(self, run: Root) -> Root:
        """The deletion of ours around a run, else the run."""
        parent = run.getparent()
        return parent if parent is not None and parent in self._struck else run

    def _put(self, new: Root, beside: Root, *, after: bool) -> None:
        """Puts an insertion beside an element; an insertion of others around it is parted there."""
        around = beside.getparent()
        if around is None or around.tag not in INSERTED:
            if after:
                beside.addnext(new)
            else:
                beside.addprevious(new)
            return
        rest = [*([] if after else [beside]), *beside.itersiblings()]
        around.addnext(new)
        if len(rest) == len(around):
            around.addprevious(new)
        elif rest:
            more = self._revision(str(around.tag), around)
            more.extend(rest)
            new.addnext(more)

    def _revision(self, tag: str, like: Root | None = None) -> Root:
        """A revision of ours, or one with the author and date of another, and an id of its own."""
        made = etree.Element(tag) if like is None else etree.Element(tag, like.attrib)
        made.set(_ID, str(next(self._ids)))
        if like is None:
            made.set(w("author"), AUTHOR)
            made.set(w("date"), self._when)
        return made
