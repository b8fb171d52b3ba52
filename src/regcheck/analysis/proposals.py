"""Letter → proposals: its statements as commitments, with the carrier that their words suggest.

Nothing of it counts before a person has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath

import msgspec
from msgspec.structs import replace

from regcheck.analysis.commitments import Carrier, Commitment
from regcheck.analysis.contents import Content, content
from regcheck.analysis.pairing import paired, source_hash
from regcheck.analysis.statements import Statement, statements
from regcheck.analysis.tense import without_names
from regcheck.data import expression
from regcheck.parse.letter import Letter

_CARRIERS: tuple[Carrier, ...] = ("regulation", "rule", "plan", "budget", "project")


class Proposal(msgspec.Struct, frozen=True):
    """A statement, what it says, and the commitment that it may be."""

    statement: Statement
    content: Content
    commitment: Commitment


def proposals(letter: Letter) -> tuple[Proposal, ...]:
    """The statements of a letter as commitments whose carrier nobody has confirmed."""
    return tuple(_proposal(letter, each) for each in statements(letter))


class Outdated(msgspec.Struct, frozen=True):
    """The commitments of a letter that it words otherwise now, and those that it has no longer."""

    reworded: tuple[Commitment, ...] = ()
    dropped: tuple[Commitment, ...] = ()


def outdated(commitments: Iterable[Commitment], source: str, letter: Letter) -> Outdated:
    """The commitments of a source whose words its letter holds no longer.

    One without a span is known to have been dropped, and not told of again.
    """
    found = tuple(_bare(letter, each) for each in statements(letter))
    written = tuple(
        each for each in commitments if each.source == source and each.hash and each.span
    )
    pairs = {known: place for place, known in paired(found, written, range(len(written))).items()}
    changed = [at for at, known in pairs.items() if found[known].hash != written[at].hash]
    return Outdated(
        tuple(written[at] for at in sorted(changed)),
        tuple(each for at, each in enumerate(written) if at not in pairs),
    )


def _bare(letter: Letter, statement: Statement) -> Commitment:
    """A statement as a commitment that says where it stands and what its words are."""
    return Commitment(
        id=statement.id,
        source=PurePath(letter.source.path).name,
        text=statement.words,
        carrier="unconfirmed",
        tense=statement.tense,
        span=(statement.span.start, statement.span.end),
        hash=source_hash(statement.words),
    )


def _proposal(letter: Letter, statement: Statement) -> Proposal:
    held = statement.held
    said = content(statement)
    commitment = replace(
        _bare(letter, statement),
        element=said.elements if held else (),
        proposed=_carrier(statement) if held else None,
        strength=statement.strength if held else None,
        lead=statement.lead or next(iter(letter.signatures), None) if held else None,
        deadline=statement.deadline,
    )
    return Proposal(statement, said, commitment)


def _carrier(statement: Statement) -> Carrier:
    """What is likely to carry a statement."""
    if statement.tense == "reported":
        return "regulation"
    words = without_names("".join(said.words for said in statement.kept))
    found = (name for name in _CARRIERS if expression("letter", "carrier", name).search(words))
    return next(found, "measure")
