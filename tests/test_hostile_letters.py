"""Large and malformed letters: no crash, no endless loop, the commitments of one megabyte.

The bound is against loops that never end or grow with the square of the input, not a measure.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

BOUND = 120
BYTES = 1_000_000
HEAD = "某代表：\n您的建议收悉，现答复如下：\n"
MALFORMED = {
    "points": "一、加强管理。\n",
    "deep": "一、甲\n（一）乙\n1.丙\n（1）丁\n①戊\n",
    "series in one line": "一是建立制度。二是完善机制。",
    "series without an end": "一是甲；",
    "one sentence": "我们将建立制度和机制、",
    "sentences": "我们将建立科研诚信制度，给予通报批评，处一万元以下罚款。",
    "no marks at all": "加强管理",
    "quotations left open": "“《",
    "reported": "《某条例（草案）》规定：将论文造假者列入黑名单；",
    "numbers": "新建30家、安排500万元、不低于百分之二十，",
    "brackets": "（一）",
    "addresses": "某某代表：\n",
    "dates": "2021年4月25日\n",
    "blank": "\n",
    "white space": " " * 200 + "乙\n",
    "tables": "| 甲 | 乙 |\n",
    "thanks": "感谢您的关心。\n",
}


def extract(path: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = (sys.executable, "-m", "regcheck", "commitments", "extract", str(path), *options)
    return subprocess.run(command, capture_output=True, check=False, timeout=BOUND)


@pytest.mark.parametrize("name", MALFORMED)
def test_one_megabyte(tmp_path: Path, name: str) -> None:
    piece = MALFORMED[name]
    path = tmp_path / "letter.txt"
    text = HEAD + piece * (BYTES // len(piece.encode()) + 1)
    path.write_text(text, "utf-8")
    run = extract(path, "--format", "json")
    assert run.returncode in (0, 2), run.stderr[-500:]
    assert b"Traceback" not in run.stderr
    for record in json.loads(run.stdout):
        start, end = record["span"]
        assert text[start:end] == record["text"]


def test_a_second_run_over_a_large_letter(tmp_path: Path) -> None:
    path, file = tmp_path / "letter.txt", tmp_path / "c.toml"
    points = "".join(f"{number}.将建立第{number}项制度。\n" for number in range(1, 100))
    path.write_text(HEAD + "".join(f"（一）甲\n{points}" for _ in range(40)), "utf-8")
    assert extract(path, "-o", str(file)).returncode == 0
    before = file.read_bytes()
    assert extract(path, "-o", str(file)).returncode == 0
    assert file.read_bytes() == before
    assert before.count(b"[[commitment]]") == 40 * 99
