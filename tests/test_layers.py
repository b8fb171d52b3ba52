"""Imports go downwards only, and the heavy libraries stay in their one place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import regcheck

ROOT = Path(regcheck.__file__).parent
# docs/architecture.md, "Layers": what each unit may import.
ALLOWED = {
    "text numerals folders": "text numerals folders",
    "diagnostic model data fingerprint": "text numerals diagnostic model data fingerprint",
    "formats parse": "text numerals diagnostic model data formats parse",
    "analysis": "text numerals folders diagnostic model data formats parse analysis",
    "rule rules": "text numerals diagnostic model data analysis rule",
    "rulebook engine workspace settings library suppression baseline cache": "text numerals folders"
    " diagnostic model data formats parse analysis rule rulebook fingerprint engine workspace"
    " settings library suppression baseline cache",
    "compare reporters export": "text numerals diagnostic model data fingerprint analysis engine"
    " compare reporters export",
    "export/docx": "text numerals diagnostic model data fingerprint formats analysis engine"
    " compare reporters export",
    "site": "text numerals folders diagnostic model data fingerprint formats parse analysis rule"
    " rulebook engine workspace settings library suppression baseline compare reporters export"
    " site",
}
BELOW = {unit: set(below.split()) for units, below in ALLOWED.items() for unit in units.split()}
HEAVY = {
    "lark": ("parse",),
    "jieba": ("analysis/words.py",),
    "rjieba": ("analysis/words.py",),
    "spacy": ("analysis/words.py",),
    "cn2an": ("numerals.py",),
    "openpyxl": ("export/sheet.py",),
    "bm25s": ("analysis/similar.py",),
    "tomlkit": ("export/commitments.py",),
    "lxml": ("formats/docx", "export/docx"),
    "docx": ("export/docx",),
    "diff_match_patch": ("compare/changes.py",),
    "rapidfuzz": ("analysis", "compare"),
    "mkdocs": ("site/build.py", "site/plugin.py"),
    "click": ("cli",),
    "watchfiles": ("cli",),
    "rich": ("reporters", "cli"),
}
FILES = sorted(
    path for path in ROOT.rglob("*.py") if path.name not in ("__init__.py", "__main__.py")
)


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports(path: Path) -> None:
    name = path.relative_to(ROOT).as_posix()
    folder = name.rpartition("/")[0]
    unit = folder if folder in BELOW else name.split("/")[0].removesuffix(".py")
    for module in imported(path):
        head, *rest = module.split(".")
        if head in HEAVY:
            assert name.startswith(HEAVY[head]), f"{name} imports {module}"
        if head == "regcheck" and rest and unit != "cli":
            assert rest[0] in BELOW[unit], f"{name} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_size(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, (
                f"{path.name}: {node.name} is too long"
            )
