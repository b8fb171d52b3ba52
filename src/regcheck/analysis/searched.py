"""The expressions that every draft is searched for, in one pass over its text."""

from __future__ import annotations

from functools import cache

from regcheck.analysis.departments import departments
from regcheck.analysis.literals import Sieve, Sifted
from regcheck.data import expression, rule_entries

# Beside the rules that are data: expressions of data/<file>.toml that are looked for in a whole
# text. One that is not named here is found all the same, by a search of its own.
NAMED = (
    ("characters", "within", "numeral"),
    ("clauses", "placeholder", "blank"),
    ("clauses", "annex", "cited"),
    ("clauses", "field", "broken"),
    ("clauses", "self_name", "mention"),
    ("clauses", "numeral_form", "two"),
    ("clauses", "numeral_form", "date"),
    ("citations", "constitution", "marked"),
    ("integrity", "listing", "words"),
    ("integrity", "lifelong", "bar"),
    ("integrity", "lifelong", "accountability"),
    ("integrity", "term", "bar"),
    ("integrity", "exemption", "words"),
    ("integrity", "exemption", "reserved"),
)


def sifted(text: str) -> Sifted:
    """A text, and where each of the expressions may match in it."""
    return _sieve().sift(text)


@cache
def _sieve() -> Sieve:
    finds = (case["find"] for entry in rule_entries() for case in entry["case"])
    named = (expression(*name).pattern for name in NAMED)
    bodies = (pattern.pattern for pattern in departments().patterns)
    return Sieve((*finds, *named, *bodies))
