"""Commitments → commitments.toml and JSON; what a person wrote there is kept by a second run."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from regcheck.analysis.commitments import Commitment, Tense, read_commitments
from regcheck.analysis.pairing import own_words, paired, renamed
from regcheck.analysis.proposals import Proposal
from regcheck.analysis.verdicts import kind_name
from regcheck.diagnostic import RegcheckError
from regcheck.export.toml import one_line, toml_value

if TYPE_CHECKING:
    from tomlkit.items import AoT, Table

    from regcheck.text import SourceFile

_HEAD = (
    "政府答复里的承诺，由 regcheck commitments extract 提取；再次提取时，人工改过的内容不动。",
    "carrier 由人确认：regulation（法规）、rule、plan、budget、project、measure；",
    "没有确认的（unconfirmed）不作错误报告，proposed 是按字样推测的。写法见 docs/contract.md。",
)
# Keys in the order in which they are written; the elements come last.
_KEYS = (
    "id",
    "source",
    "text",
    "carrier",
    "proposed",
    "tense",
    "strength",
    "lead",
    "deadline",
    "span",
    "hash",
)
# From so many on, entries without one in common are not of one letter.
_MANY = 3
# What a person may want to change where the letter's words do.
_TOLD = {"tense": "种类", "lead": "牵头单位", "deadline": "时限", "strength": "强弱"}
# How much of a statement a table shows.
_SHOWN = 60
TENSES: dict[Tense, str] = {
    "done": "已办",
    "commitment": "承诺",
    "reported": "草案内容",
    "background": "背景",
}
What = Literal["new", "sourced", "moved", "reworded", "adopted", "back", "gone", "renamed"]


class Change(msgspec.Struct, frozen=True):
    """What a second run found of one commitment; `before` is its id as it was, where that moved.

    Of a letter under another name `id` and `before` are its names.
    `kept_words` is true where the letter's words changed and the person's own text was left;
    `differs` are the keys that were left and would be read otherwise now, with both values.
    """

    what: What
    id: str
    before: str = ""
    kept_words: bool = False
    differs: tuple[str, ...] = ()


def commitments_text(found: Iterable[Proposal], head: bool = True) -> str:
    """The commitments as TOML, the headings of the letter above them as comments."""
    parts = [*(f"# {line}\n" for line in _HEAD)] if head else []
    last: tuple[str, ...] = ()
    for proposal in found:
        if proposal.statement.above != last:
            last = proposal.statement.above
            parts.append("\n" + "".join(f"# {one_line(line)}\n" for line in last))
        parts.append(f"\n{_block(proposal.commitment)}")
    return "".join(parts)


def _block(commitment: Commitment) -> str:
    record = msgspec.to_builtins(commitment)
    lines = ["[[commitment]]", *_pairs({key: record[key] for key in _KEYS})]
    for element in record["element"]:
        lines += ["", "[[commitment.element]]", *_pairs(element)]
    return "\n".join(lines) + "\n"


def _pairs(record: dict[str, Any]) -> Iterator[str]:
    return (f"{key} = {toml_value(each)}" for key, each in record.items() if each is not None)


def merged(
    text: str, path: str, proposals: Sequence[Proposal], absent: frozenset[str] = frozenset()
) -> tuple[str, tuple[Change, ...]]:
    """A commitments.toml with what is found in a letter now, and what changed.

    An entry stays as the person left it, comments and all: the letter's own words, their place and
    their hash alone are renewed. Entries are known by their words; what the letter no longer holds
    stays, without a place. `absent` are the sources whose letters are not there any more: this one
    may be one of them under another name. Raises RegcheckError where `text` is no
    commitments.toml, or tells of another letter of that name.
    """
    out, changes = _merged(text, path, proposals, absent)
    read_commitments(out, path)  # what is written can be read again
    return out, changes


def _merged(
    text: str, path: str, proposals: Sequence[Proposal], absent: frozenset[str]
) -> tuple[str, tuple[Change, ...]]:
    import tomlkit

    written = read_commitments(text, path)
    found = [each.commitment for each in proposals]
    former = renamed(found, written, absent)
    sources = {each.source for each in found} | {former}
    old = [place for place, each in enumerate(written) if each.source in sources]
    document = tomlkit.parse(text)
    if not isinstance(document.get("commitment", tomlkit.aot()), tomlkit.items.AoT):
        hint = "请把每一项写成 [[commitment]]，再运行一次。"
        raise RegcheckError(f"{path}：承诺写在行内的数组里，不能补充。", hint)
    if not old:
        added = commitments_text(proposals, head=not text.strip())
        kept = f"{text.rstrip()}\n" if text.strip() else ""
        return kept + added, tuple(Change("new", each.id) for each in found)
    pairs = paired(found, written, old)
    _same_letter(found, [written[place] for place in old], pairs, path)
    entries: AoT = document["commitment"]
    changes = [*_resourced(entries, old, former, found[0].source)]
    changes += _renewed(found, written, pairs, entries)
    changes += _set_aside(found, written, [at for at in old if at not in pairs.values()], entries)
    changes += [Change("new", each.id) for place, each in enumerate(found) if place not in pairs]
    _inserted(entries, proposals, pairs)
    return tomlkit.dumps(document), tuple(changes)


def _resourced(
    entries: AoT, old: Sequence[int], former: str | None, source: str
) -> Iterator[Change]:
    """The entries of a letter that has another name now under that name."""
    if former is not None:
        for place in old:
            entries[place]["source"] = source
        yield Change("sourced", source, former)


def _same_letter(
    found: Sequence[Commitment], old: Sequence[Commitment], pairs: dict[int, int], path: str
) -> None:
    """Raises RegcheckError where a file holds another letter under the same name: one that shares
    no words, and hardly any that are alike."""
    known = {each.hash for each in old if each.hash}
    few = 2 * len(pairs) < len(old)
    many = len(known) >= _MANY and len(found) >= _MANY
    if many and few and not known & {each.hash for each in found}:
        name = found[0].source
        hint = "是另一封同名的答复，就请改名，或者写到另一个文件；确是更正，请先删去原来的条目。"
        raise RegcheckError(f"{path}：里面的 {name} 与这封答复没有一项相同。", hint)


def _renewed(
    found: Sequence[Commitment], written: Sequence[Commitment], pairs: dict[int, int], entries: AoT
) -> Iterator[Change]:
    """The entries with what the letter says now, and what that changed."""
    for place, known in sorted(pairs.items()):
        now, before, entry = found[place], written[known], entries[known]
        if now.span != before.span:
            entry["span"] = list(now.span or ())
        if now.hash != before.hash:
            entry["hash"] = now.hash
        if now.id != before.id:
            entry["id"] = now.id
            yield Change("moved", now.id, before.id)
        if before.hash is None:
            yield Change("adopted", now.id)
        elif before.span is None:
            yield Change("back", now.id)
        if before.hash is not None and now.hash != before.hash:
            own = own_words(before)
            if not own:
                entry["text"] = now.text
            yield Change("reworded", now.id, kept_words=own, differs=tuple(_differs(before, now)))


def _differs(before: Commitment, now: Commitment) -> Iterator[str]:
    """The keys that the letter's new words give otherwise: 时限 2025年底前 → 2026年底前."""
    for key, name in _TOLD.items():
        was, reads = getattr(before, key), getattr(now, key)
        if was != reads:
            yield f"{name} {was or '无'} → {reads or '无'}"


def _set_aside(
    found: Sequence[Commitment], written: Sequence[Commitment], left: Sequence[int], entries: AoT
) -> Iterator[Change]:
    """The entries that the letter no longer holds, without a place there, each told once; under a
    free id where the letter gives theirs to another."""
    here = {each.id for each in found}
    taken = {each.id for each in (*found, *written)}
    for place in left:
        entry, known = entries[place], written[place]
        if known.id in here:
            free = (f"{known.id}~{number}" for number in itertools.count(2))
            entry["id"] = next(name for name in free if name not in taken)
            taken.add(entry["id"])
            yield Change("renamed", entry["id"], known.id)
        elif known.span is not None or known.hash is None:
            yield Change("gone", known.id)
        entry.pop("span", None)


def _inserted(entries: AoT, proposals: Sequence[Proposal], pairs: dict[int, int]) -> None:
    """Put the new commitments behind those that stand before them in the letter."""
    import tomlkit

    behind: list[tuple[int, int]] = []
    after = min(pairs.values(), default=len(entries)) - 1
    for place in range(len(proposals)):
        after = pairs.get(place, after)
        if place not in pairs:
            behind.append((after, place))
    for count, (after, place) in enumerate(sorted(behind)):
        block = tomlkit.parse(f"{_block(proposals[place].commitment)}\n")
        new = block["commitment"][0]
        if after + count >= 0:
            _hand_on_comments(entries[after + count], new)
        entries.insert(after + 1 + count, new)


def _hand_on_comments(before: Table, new: Table) -> None:
    """Move the comments at the end of an entry behind the new one: they are meant for the next."""
    last = _last_body(before)
    count = 0
    while count < len(last) and last[-1 - count][0] is None:
        count += 1
    trailing = last[len(last) - count :]
    notes = [place for place, (_, item) in enumerate(trailing) if _is_comment(item)]
    if notes:
        moved = trailing[notes[0] :]
        del last[len(last) - len(moved) :]
        _last_body(new).extend(moved)


def _last_body(table: Table) -> list[tuple[Any, Any]]:
    """The items at the end of an entry, those of its last element where it has elements."""
    from tomlkit.items import AoT

    body = table.value.body
    keyed = [item for key, item in body if key is not None]
    if keyed and isinstance(keyed[-1], AoT) and len(keyed[-1]):
        return _last_body(keyed[-1][-1])
    return body


def _is_comment(item: Any) -> bool:
    return str(item.as_string()).strip().startswith("#")


def commitment_json(source: SourceFile, proposal: Proposal) -> dict[str, Any]:
    """One statement of a letter as the contract's object."""
    statement, commitment = proposal.statement, proposal.commitment
    return {
        "path": source.path,
        "id": statement.id,
        "line": source.position(statement.span.start).line,
        "text": statement.text,
        "span": statement.span,
        "tense": statement.tense,
        "strength": statement.strength,
        "quantities": statement.quantities,
        "subjects": proposal.content.subjects,
        "objects": proposal.content.objects,
        "deadline": statement.deadline,
        "lead": commitment.lead,
        "proposed": commitment.proposed,
        "hash": commitment.hash,
        "elements": [
            {key: value for key, value in each.items() if value is not None}
            for each in msgspec.to_builtins(commitment.element)
        ],
    }


def commitment_line(proposal: Proposal) -> str:
    """One statement as people read it: its id, its tense, its first words, its elements."""
    statement, commitment = proposal.statement, proposal.commitment
    words = "".join(statement.text.split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"
    kinds = dict.fromkeys(kind_name(each.kind) for each in commitment.element)
    about = f"\n    要素 {len(commitment.element)} 项：{'、'.join(kinds)}" if kinds else ""
    return f"{statement.id}　{TENSES[statement.tense]}　{shown}{about}"
