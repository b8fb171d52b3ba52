"""What a text's title says of it."""

from __future__ import annotations

from regcheck.data import pattern, value


def instrument(title: str) -> str:
    """The kind of instrument that a title ends in, 条例; empty where it names none (方案)."""
    plain = pattern("title", "remark").sub("", title)
    return next((word for word in value("self_name", "instruments") if plain.endswith(word)), "")
