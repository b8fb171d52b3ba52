"""Legal vocabulary and facts: the TOML files in `data/`, validated, as values."""

from __future__ import annotations

import datetime
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from regcheck.diagnostic import Measure, Severity


class Basis(msgspec.Struct, frozen=True):
    """A legal or technical source.

    `version` is the date of the text that was looked at; `verified` is true only where the
    clause itself was read there.
    """

    text: str
    version: str
    verified: bool


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML table of `data/<name>.toml`; FileNotFoundError where there is none."""
    return tomllib.loads(text_file(f"{name}.toml"))


@cache
def text_file(name: str) -> str:
    """The text of `data/<name>`, suffix included; FileNotFoundError where there is none."""
    return (files("regcheck") / "data" / name).read_text("utf-8")


@cache
def rule_entries() -> tuple[dict[str, Any], ...]:
    """The rules that are data: the entries of data/rules/*.toml, file by file."""
    folder = files("regcheck") / "data" / "rules"
    names = sorted(each.name for each in folder.iterdir() if each.name.endswith(".toml"))
    tables = (tomllib.loads((folder / name).read_text("utf-8")) for name in names)
    return tuple(entry for each in tables for entry in each["rule"])


@cache
def basis(name: str) -> Basis:
    """The source with that name in data/basis.toml; KeyError where there is none."""
    return msgspec.convert(table("basis")[name], Basis)


class Measured(msgspec.Struct, frozen=True):
    """The figures of data/measured.toml: how many articles were read on which day, how many of them
    of local regulations adopted since `since`, and the measures of each rule that spoke."""

    date: datetime.date
    articles: int
    local: int
    since: int
    rule: dict[str, tuple[Measure, ...]]


@cache
def measured() -> Measured:
    """How often each rule speaks on enacted laws; `python -m benchmarks.measure` writes it."""
    return msgspec.convert(table("measured"), Measured)


class ProblemText(msgspec.Struct, frozen=True):
    """Name, severity and message of a problem met while reading a draft."""

    name: str
    severity: Severity
    message: str


@cache
def problem_text(code: str) -> ProblemText:
    """The words for a problem code (E001 …) in data/problems.toml; KeyError if unknown."""
    return msgspec.convert(table("problems")[code], ProblemText)


@cache
def pattern(section: str, name: str) -> re.Pattern[str]:
    """A regular expression of data/clauses.toml, compiled."""
    return expression("clauses", section, name)


@cache
def expression(name: str, section: str, key: str) -> re.Pattern[str]:
    """A regular expression of data/<name>.toml, compiled."""
    return re.compile(table(name)[section][key])


@cache
def expressions(name: str, section: str) -> dict[str, re.Pattern[str]]:
    """The regular expressions of a section of data/<name>.toml, by their names."""
    return {key: expression(name, section, key) for key in table(name)[section]}


@cache
def value(section: str, name: str) -> Any:
    """A value of data/clauses.toml that is no regular expression."""
    return table("clauses")[section][name]
