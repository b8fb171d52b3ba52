"""docs/patterns.md: what it tells a lawyer to write works as written, in a copy of the program."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "patterns.md").read_text("utf-8")
PATTERN, RULE, WORDING = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
(DRAFT,) = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with the page's entries in its data files."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("src", "grammar"):
        shutil.copytree(ROOT / name, folder / name)
    data = folder / "src" / "regcheck" / "data"
    with (data / "sanctions.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{PATTERN}")
    (data / "rules" / "house.toml").write_text(RULE, "utf-8")
    (data / "rules" / "letters.toml").write_text(WORDING, "utf-8")
    return folder


def run(copy: Path, *arguments: str, stdin: str = "") -> str:
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "regcheck", *arguments],
        input=stdin.encode(),
        capture_output=True,
        check=False,
        timeout=120,
        env=environment,
        cwd=copy,
    ).stdout.decode()


def records(output: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(output)
    return found


def test_new_sanction_is_found(copy: Path) -> None:
    norms = records(run(copy, "norms", "--format", "json", "-", stdin=DRAFT))
    kinds = [[each["kind"] for each in norm["sanctions"]] for norm in norms]
    assert kinds == [["admonition"], []]
    before = subprocess.run(
        [sys.executable, "-m", "regcheck", "norms", "--format", "json", "-"],
        input=DRAFT.encode(),
        capture_output=True,
        check=True,
        timeout=120,
    ).stdout
    assert [norm["kind"] for norm in json.loads(before)] == ["obligation"]


def test_new_rule_is_found_and_explained(copy: Path) -> None:
    draft = "某条例\n第一条　有关部门可以发布红头文件。\n第二条　清理“红头文件”。\n"
    found = records(run(copy, "check", "--select", "W499", "--format", "json", "-", stdin=draft))
    assert [(each["code"], each["provision"]) for each in found if each["code"][0] == "W"] == [
        ("W499", "art_1__para_1")
    ]
    assert "行政规范性文件" in run(copy, "rule", "W499")


def test_new_wording_is_mended(copy: Path) -> None:
    draft = "某条例\n第一条　应当回信说明，注明回信地址，公布“回信”。\n"
    patch = run(copy, "check", "--select", "W498", "--diff", "--unsafe-fixes", "-", stdin=draft)
    assert "+第一条　应当书面答复说明，注明回信地址，公布“回信”。" in patch
