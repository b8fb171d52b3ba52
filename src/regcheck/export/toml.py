"""A table of plain values → TOML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def toml_text(table: Mapping[str, Any], notes: Iterable[str] = ()) -> str:
    """The table as TOML below the notes as comments; a key without a value is a comment, too.

    Values are strings, booleans, lists of strings and tables of them.
    """
    lines = [f"# {one_line(note)}" for note in notes]
    flat = {key: value for key, value in table.items() if not isinstance(value, Mapping)}
    lines += [f"# {key} 没有设置" for key, value in flat.items() if value is None]
    lines += [f"{key} = {toml_value(value)}" for key, value in flat.items() if value is not None]
    for key, value in table.items():
        if isinstance(value, Mapping):
            lines += ["", *_section(_key(key), value)]
    return "".join(f"{line}\n" for line in lines)


def _section(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    """A table under its name, the tables in it after it."""
    inner = {key: value for key, value in table.items() if isinstance(value, Mapping)}
    yield f"[{name}]"
    for key, value in table.items():
        if key not in inner:
            yield f"{_key(key)} = {toml_value(value)}"
    for key, value in inner.items():
        yield from _section(f"{name}.{_key(key)}", value)


def _key(word: str) -> str:
    return word if _BARE.fullmatch(word) else _string(word)


def toml_value(value: Any) -> str:
    """A string, boolean, number, date or list of them as TOML writes it."""
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(toml_value, value))}]"
    return str(value)


def _string(word: str) -> str:
    # JSON's escapes are TOML's, but for DEL
    return json.dumps(word, ensure_ascii=False).replace("\x7f", "\\u007f")


def one_line(words: str) -> str:
    """The words as a comment may hold them: without line ends and control characters."""
    return "".join(char if char.isprintable() else " " for char in words)
