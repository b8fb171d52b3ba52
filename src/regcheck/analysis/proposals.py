"""Letter → proposals: its statements as commitments, with the carrier that their words suggest.

Nothing of it counts before a person has looked at it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import PurePath

import msgspec

from regcheck.analysis.commitments import Carrier, Commitment
from regcheck.analysis.contents import Content, content
from regcheck.analysis.statements import Statement, statements
from regcheck.analysis.tense import without_names
from regcheck.data import expression
from regcheck.parse.letter import Letter

_CARRIERS: tuple[Carrier, ...] = ("regulation", "rule", "plan", "budget", "project")
_HEX = 12


class Proposal(msgspec.Struct, frozen=True):
    """A statement, what it says, and the commitment that it may be."""

    statement: Statement
    content: Content
    commitment: Commitment


def proposals(letter: Letter) -> tuple[Proposal, ...]:
    """The statements of a letter as commitments whose carrier nobody has confirmed."""
    return tuple(_proposal(letter, each) for each in statements(letter))


def source_hash(text: str) -> str:
    """The hash of a statement's words without its marker, white space apart: it stays where the
    letter is numbered anew."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:_HEX]


def outdated(
    commitments: Iterable[Commitment], source: str, letter: Letter
) -> tuple[Commitment, ...]:
    """The commitments of a source whose words its letter holds no longer."""
    known = {source_hash(each.words) for each in statements(letter)}
    return tuple(
        each for each in commitments if each.source == source and each.hash not in (None, *known)
    )


def _proposal(letter: Letter, statement: Statement) -> Proposal:
    held = statement.held
    said = content(statement)
    commitment = Commitment(
        id=statement.id,
        source=PurePath(letter.source.path).name,
        text=statement.words,
        carrier="unconfirmed",
        tense=statement.tense,
        span=(statement.span.start, statement.span.end),
        element=said.elements if held else (),
        proposed=_carrier(statement) if held else None,
        strength=statement.strength if held else None,
        lead=statement.lead or next(iter(letter.signatures), None) if held else None,
        deadline=statement.deadline,
        hash=source_hash(statement.words),
    )
    return Proposal(statement, said, commitment)


def _carrier(statement: Statement) -> Carrier:
    """What is likely to carry a statement."""
    if statement.tense == "reported":
        return "regulation"
    words = without_names("".join(said.words for said in statement.kept))
    found = (name for name in _CARRIERS if expression("letter", "carrier", name).search(words))
    return next(found, "measure")
