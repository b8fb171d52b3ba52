"""Commitments → commitments.toml and JSON; what a person wrote there is kept by a second run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from regcheck.analysis.commitments import Commitment, Tense, read_commitments
from regcheck.analysis.proposals import Proposal, source_hash
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
What = Literal["new", "moved", "reworded", "adopted", "gone", "renamed"]


class Change(msgspec.Struct, frozen=True):
    """What a second run found of one commitment; `before` is its id as it was, where that moved.

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


def merged(text: str, path: str, proposals: Sequence[Proposal]) -> tuple[str, tuple[Change, ...]]:
    """A commitments.toml with what is found in a letter now, and what changed.

    An entry stays as the person left it, comments and all: the letter's own words, their place and
    their hash alone are renewed. Entries are known by their hash, else by their id; what the
    letter no longer holds stays. Raises RegcheckError where `text` is no commitments.toml, or
    tells of another letter of that name.
    """
    out, changes = _merged(text, path, proposals)
    read_commitments(out, path)  # what is written can be read again
    return out, changes


def _merged(text: str, path: str, proposals: Sequence[Proposal]) -> tuple[str, tuple[Change, ...]]:
    import tomlkit

    written = read_commitments(text, path)
    found = [each.commitment for each in proposals]
    sources = {each.source for each in found}
    old = [place for place, each in enumerate(written) if each.source in sources]
    document = tomlkit.parse(text)
    if not isinstance(document.get("commitment", tomlkit.aot()), tomlkit.items.AoT):
        hint = "请把每一项写成 [[commitment]]，再运行一次。"
        raise RegcheckError(f"{path}：承诺写在行内的数组里，不能补充。", hint)
    _same_letter(found, [written[place] for place in old], path)
    if not old:
        added = commitments_text(proposals, head=not text.strip())
        kept = f"{text.rstrip()}\n" if text.strip() else ""
        return kept + added, tuple(Change("new", each.id) for each in found)
    pairs = _paired(found, written, old)
    entries: AoT = document["commitment"]
    changes = list(_renewed(found, written, pairs, entries))
    taken = {each.id for each in (*found, *written)}
    here = {each.id for each in found}
    known = set(pairs.values())
    changes += [
        _set_aside(entries[place], written[place], here, taken)
        for place in old
        if place not in known
    ]
    fresh = [place for place in range(len(found)) if place not in pairs]
    changes += [Change("new", found[place].id) for place in fresh]
    _inserted(entries, proposals, pairs)
    return tomlkit.dumps(document), tuple(changes)


def _same_letter(found: Sequence[Commitment], old: Sequence[Commitment], path: str) -> None:
    """Raises RegcheckError where a file holds another letter under the same name."""
    known = {each.hash for each in old if each.hash}
    if len(known) >= _MANY and len(found) >= _MANY and not known & {each.hash for each in found}:
        name = found[0].source
        hint = "是另一封同名的答复，就请改名，或者写到另一个文件；确是更正，请先删去原来的条目。"
        raise RegcheckError(f"{path}：里面的 {name} 与这封答复没有一项相同。", hint)


def _paired(
    found: Sequence[Commitment], written: Sequence[Commitment], old: Sequence[int]
) -> dict[int, int]:
    """Which entry each found commitment is: by place in `found`, the place in `written`."""
    pairs: dict[int, int] = {}

    def pair(key: Callable[[Commitment], tuple[str | None, ...]]) -> None:
        known = set(pairs.values())
        open_entries: dict[tuple[str | None, ...], list[int]] = {}
        for place in old:
            if place not in known:
                open_entries.setdefault(key(written[place]), []).append(place)
        for place, each in enumerate(found):
            if place not in pairs and open_entries.get(key(each)):
                pairs[place] = open_entries[key(each)].pop(0)

    pair(lambda each: (*each.key, each.hash))
    pair(lambda each: (each.source, each.hash))
    pair(lambda each: each.key)
    return pairs


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
        elif before.hash is None:
            yield Change("adopted", now.id)
        elif now.hash != before.hash:
            own = source_hash(before.text) != before.hash
            if not own:
                entry["text"] = now.text
            yield Change("reworded", now.id, kept_words=own, differs=tuple(_differs(before, now)))


def _differs(before: Commitment, now: Commitment) -> Iterator[str]:
    """The keys that the letter's new words give otherwise: 时限 2025年底前 → 2026年底前."""
    for key, name in _TOLD.items():
        was, reads = getattr(before, key), getattr(now, key)
        if was != reads:
            yield f"{name} {was or '无'} → {reads or '无'}"


def _set_aside(entry: Table, commitment: Commitment, here: set[str], taken: set[str]) -> Change:
    """An entry that the letter no longer holds; under a free id, which is then taken, where the
    letter gives its own to another."""
    if commitment.id not in here:
        return Change("gone", commitment.id)
    number = 2
    while (name := f"{commitment.id}~{number}") in taken:
        number += 1
    taken.add(name)
    entry["id"] = name
    return Change("renamed", name, commitment.id)


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
