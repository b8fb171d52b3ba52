"""Goldens in Markdown: a draft, and the tree or the findings it must give.

`make accept` writes what the program gives now; the diff is what is reviewed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from regcheck.engine import check_source
from regcheck.model import Document, Level, walk
from regcheck.parse.structure import parse
from regcheck.reporters.full import full
from regcheck.reporters.report import report
from regcheck.text import source_file
from tests.invariants import assert_invariants

FOLDER = Path(__file__).parent / "golden"
_CASE = re.compile(
    r"^## (?P<name>[^\n]+)\n(?P<prose>.*?)^```draft\n(?P<draft>.*?)^```\n\n?"
    r"(?:^```(?P<kind>tree|findings)\n(?P<expected>.*?)^```\n)",
    re.MULTILINE | re.DOTALL,
)


def cases() -> Iterator[tuple[Path, re.Match[str]]]:
    for path in sorted(FOLDER.glob("*.md")):
        for match in _CASE.finditer(path.read_text("utf-8")):
            yield path, match


def shown(kind: str, draft: str) -> str:
    """What the program makes of a draft; \\u escapes in it stand for invisible characters."""
    text = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), draft)
    document = parse(text, "草案.md")
    assert_invariants(document)
    return tree(document) if kind == "tree" else findings(text)


def tree(document: Document) -> str:
    lines = [f"{document.title or '（无）'} | {document.kind} | {document.stage}"]
    lines += [f"目录 {e.level} {e.number or ''} {e.heading}" for e in document.toc]
    for provision in walk(document.provisions):
        words = document.text_of(provision).replace("\n", " ")
        heading = f"［{provision.heading}］" if provision.heading is not None else ""
        deep = "  " * max(0, provision.level.rank - Level.ARTICLE.rank)
        lines.append(f"{deep}{provision.id} {heading}{words[:16]}".rstrip())
    for note in document.notes:
        words = document.source.slice(note.span).replace("\n", "/")
        lines.append(f"# {note.kind} {words[:24]}")
    lines += [f"! {problem.code}" for problem in document.problems]
    return "".join(f"{line}\n" for line in lines)


def findings(text: str) -> str:
    result = check_source(source_file(text, "草案.md"))
    assert not result.crashed
    return full([report(result, summed=True)], result.rules, 80).plain


@pytest.mark.parametrize(
    ("path", "case"), list(cases()), ids=lambda v: v["name"] if isinstance(v, re.Match) else v.stem
)
def test_golden(path: Path, case: re.Match[str]) -> None:
    got = shown(case["kind"], case["draft"])
    if os.environ.get("REGCHECK_ACCEPT"):
        text = path.read_text("utf-8")
        start = text.index(case[0]) + case.start("expected") - case.start()
        path.write_text(text[:start] + got + text[start + len(case["expected"]) :], "utf-8")
        return
    assert got == case["expected"]


def test_there_are_goldens() -> None:
    names = [case["name"] for _, case in cases()]
    assert len(names) == len(set(names))
    assert len(names) >= 40, "a draft is not an enacted law: at least 40 of its layouts are held"
