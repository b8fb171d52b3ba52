"""commitments.toml → the promises a government made, each with what carries it and its elements."""

from __future__ import annotations

import difflib
from collections import Counter
from functools import cache
from typing import Literal

import msgspec

from regcheck.analysis.words import patterns
from regcheck.diagnostic import RegcheckError
from regcheck.formats.toml import toml_table

Carrier = Literal["regulation", "rule", "plan", "budget", "project", "measure", "unconfirmed"]
Tense = Literal["done", "commitment", "reported", "background"]
Strength = Literal["quantified", "measure", "direction"]
Quantity = Literal["percent", "yuan", "times", "day", "month", "year"]


class Element(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing promised: a norm or sanction of `kind` about any of these matters.

    `modality` is the norm kind that must carry a sanction (应当列入, not 可以列入). `min` and `max`
    bound a quantity in `unit` (percent as a share: 0.2 is 百分之二十).
    """

    id: str
    kind: str
    about: tuple[str, ...]
    modality: str | None = None
    min: float | None = None
    max: float | None = None
    unit: Quantity | None = None


class Commitment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A promise, where it was made, and what carries it.

    `tense` is "reported" for what a letter says the draft contains. `span` is where the promise
    stands in its source, in code points, `hash` that of its words there. `proposed` is the carrier
    that the words suggest while `carrier` is unconfirmed, `lead` the body that takes it in hand,
    `deadline` the words for when.
    """

    id: str
    source: str
    text: str
    carrier: Carrier
    tense: Tense = "commitment"
    span: tuple[int, int] | None = None
    articles: tuple[str, ...] = ()
    element: tuple[Element, ...] = ()
    proposed: Carrier | None = None
    strength: Strength | None = None
    lead: str | None = None
    deadline: str | None = None
    hash: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What no other commitment has: its source and its id there."""
        return self.source, self.id


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    commitment: tuple[Commitment, ...] = ()


def read_commitments(text: str, path: str) -> tuple[Commitment, ...]:
    """The commitments of a commitments.toml; raises RegcheckError that names what is wrong."""
    try:
        commitments = msgspec.convert(toml_table(text, path), _File).commitment
    except msgspec.ValidationError as error:
        hint = "写法见 docs/contract.md。"
        raise RegcheckError(f"{path}：承诺的写法不对（{error}）。", hint) from None
    _validate(commitments, path)
    return commitments


def _validate(commitments: tuple[Commitment, ...], path: str) -> None:
    """Raises RegcheckError for an unknown kind, an id given twice for one source, or a bound
    without its unit."""
    ids = Counter(commitment.key for commitment in commitments)
    for commitment in commitments:
        where = f"{path}：承诺 {commitment.id}"
        if ids[commitment.key] > 1:
            hint = f"同一出处（{commitment.source}）的每项承诺用自己的编号。"
            raise RegcheckError(f"{where} 写了 {ids[commitment.key]} 次。", hint)
        names = Counter(element.id for element in commitment.element)
        for element in commitment.element:
            if names[element.id] > 1:
                message = f"{where} 的要素 {element.id} 写了 {names[element.id]} 次。"
                raise RegcheckError(message, "同一承诺的每个要素用自己的编号。")
            for kind in filter(None, (element.kind, element.modality)):
                _validate_kind(kind, f"{where} 的要素 {element.id}")
            if element.unit is None and (element.min, element.max) != (None, None):
                hint = (
                    "写上 unit：percent（0.2 表示百分之二十）、yuan、times、day、month 或者 year。"
                )
                raise RegcheckError(f"{where} 的要素 {element.id}：有界限而没有单位。", hint)


@cache
def _kinds() -> tuple[str, ...]:
    names = ("norms", "sanctions")
    return tuple(sorted({pattern.kind for name in names for pattern in patterns(name)}))


def _validate_kind(kind: str, where: str) -> None:
    known = _kinds()
    if kind not in known:
        near = difflib.get_close_matches(kind, known, 1)
        hint = f"是不是 {near[0]}？" if near else f"可用的种类：{'、'.join(known)}。"
        raise RegcheckError(f"{where}：没有种类 {kind}。", hint)
