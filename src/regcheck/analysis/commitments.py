"""commitments.toml → the promises a government made, each with what carries it and its elements."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import msgspec
import msgspec.inspect

from regcheck.analysis.triggers import patterns
from regcheck.data import table
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
    written = toml_table(text, path)
    try:
        commitments = msgspec.convert(written, _File).commitment
    except msgspec.ValidationError as error:
        for fault in _faults(written, path):
            raise fault from None
        hint = "写法见 docs/contract.md。"
        raise RegcheckError(f"{path}：承诺的写法不对（{error}）。", hint) from None
    _validate(commitments, path)
    return commitments


def _faults(written: dict[str, Any], path: str) -> Iterator[RegcheckError]:
    """What is wrong with the keys of a file and of its entries, in their order."""
    yield from _faults_of(written, _File, path)
    for number, entry in enumerate(_entries(written, "commitment"), 1):
        where = f"{path}：承诺 {entry.get('id', f'（第 {number} 项）')}"
        yield from _faults_of(entry, Commitment, where)
        for place, element in enumerate(_entries(entry, "element"), 1):
            name = element.get("id", f"（第 {place} 项）")
            yield from _faults_of(element, Element, f"{where} 的要素 {name}")


def _entries(record: dict[str, Any], key: str) -> list[dict[str, Any]]:
    listed = record.get(key)
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _faults_of(
    record: dict[str, Any], kind: type[msgspec.Struct], where: str
) -> Iterator[RegcheckError]:
    """Keys that no such record has, keys that it must have, and values that none may have."""
    info = msgspec.inspect.type_info(kind)
    fields = {each.name: each for each in getattr(info, "fields", ())}
    for key, value in record.items():
        if key not in fields:
            near = difflib.get_close_matches(key, fields, 1)
            hint = f"是不是 {near[0]}？" if near else f"可以写的键：{'、'.join(fields)}。"
            yield RegcheckError(f"{where}：没有 {key} 这个键，承诺的写法不对。", hint)
        elif (allowed := _choices(fields[key].type)) and value not in allowed:
            hint = f"可以写：{'、'.join(allowed)}。"
            yield RegcheckError(f"{where}：{key} 不能写 {value}。", hint)
    for name, field in fields.items():
        if field.required and name not in record:
            yield RegcheckError(f"{where}：没有写 {name}。", "写法见 docs/contract.md。")


def _choices(kind: msgspec.inspect.Type) -> tuple[str, ...]:
    """The words that a key may have; none where it may have any."""
    if isinstance(kind, msgspec.inspect.UnionType):
        return tuple(word for each in kind.types for word in _choices(each))
    if isinstance(kind, msgspec.inspect.LiteralType):
        return tuple(map(str, kind.values))
    return ()


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
        near = "或者 ".join(f"{each}（{_named(each)}）" for each in _near(kind, known))
        hint = f"是不是 {near}？" if near else f"可用的种类：{'、'.join(known)}。"
        raise RegcheckError(f"{where}：没有种类 {kind}。", hint)


def _near(kind: str, known: tuple[str, ...]) -> list[str]:
    """The kinds that may be meant: those of that Chinese name, those whose whole name is in it, in
    its order, else the nearest in letters: licence_revocation is licence before revocation."""
    words = [each for each in known if _named(each) == kind]
    words += [each for each in re.split("[^a-z]+", kind.lower()) if each in known]
    return words or difflib.get_close_matches(kind, known, 1)


def _named(kind: str) -> str:
    """A kind in Chinese: licence is 吊销许可证件."""
    kinds = table("kinds")
    return str({**kinds["norm"], **kinds["sanction"]}.get(kind, kind))
