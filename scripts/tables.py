"""Grammars → the tables that Lark makes of them, `grammar/tables/*.json`.

    python -m scripts.tables

Run it after a change of a grammar: until then each run makes the table anew, and a test fails.
"""

from __future__ import annotations

import msgspec

from regcheck.parse.grammar import kept_file, made

# Each grammar with its first rule.
GRAMMARS = {"structure": "document", "reference": "citation", "letter": "letter"}


def main() -> None:
    """Write the tables."""
    for name, start in GRAMMARS.items():
        kept_file(name).parent.mkdir(exist_ok=True)
        kept_file(name).write_bytes(msgspec.json.encode(made(name, start)) + b"\n")


if __name__ == "__main__":
    main()
