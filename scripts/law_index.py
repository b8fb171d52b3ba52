"""Facts of laws, one JSON object a line → the bundled index `src/regcheck/data/laws.jsonl`.

    python scripts/law_index.py FACTS.jsonl

FACTS has the keys t (title), l (level), p (first promulgated), am (amended), vd (date of the
version), eff (in force since), a (its articles in the compact form of docs/laws.md), ok (false
where the articles are not reliable) and vers (other versions). Only titles, dates and numbers are
kept.
"""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from regcheck.analysis.laws import Edition, Header, Law, encode_laws

TARGET = Path(__file__).parents[1] / "src" / "regcheck" / "data" / "laws.jsonl"


def date(text: str | None) -> datetime.date | None:
    """The date; None where there is none."""
    return datetime.date.fromisoformat(text) if text else None


def edition(record: dict[str, Any], reliable: bool) -> Edition:
    """One version of a law."""
    day, effective = date(record.get("vd")), date(record.get("eff"))
    later = effective if day and effective and effective > day else None
    return Edition(day, reliable and day is not None, record["a"], later)


def law(record: dict[str, Any]) -> Law:
    """One law with its versions, oldest first."""
    others = [edition(each, each.get("ok", False)) for each in record.get("vers", ())]
    editions = [*others, edition(record, record["ok"])]
    return Law(
        title=record["t"],
        level=record["l"],
        promulgated=date(record.get("p")),
        amended=tuple(datetime.date.fromisoformat(each) for each in record.get("am", ())),
        editions=tuple(sorted(editions, key=lambda each: str(each.date or ""))),
    )


def main() -> None:
    """Write the index, sorted by title; its day is that of the newest version."""
    lines = Path(sys.argv[1]).read_text("utf-8").splitlines()
    laws = sorted((law(json.loads(line)) for line in lines), key=lambda each: each.title)
    newest = max(each.date for item in laws for each in item.editions if each.date)
    head = msgspec.json.encode(Header(newest)) + b"\n"
    TARGET.write_bytes(head + encode_laws(laws))
    print(f"{len(laws)} laws up to {newest}, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
