"""Large and malformed drafts: no crash, no endless loop, nothing lost.

The bound is against loops that never end or grow with the square of the input, not a measure.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BOUND = 120
LINES = 10_000
MALFORMED = {
    "quotation left open": "“第一条\n",
    "wording left open": "修改为：“甲\n",
    "note left open": "【说明：\n",
    "comment left open": "<!-- 甲\n",
    "comments left open in one line": "<!-- 甲" * 40 + "\n",
    "fence": "```\n",
    "table rule": "|\n---|---\n",
    "heading without a text": "第一章\n\n",
    "the same article": "第一条 甲：\n",
    "article without a space": "第一条甲“\n",
    "item": "（一）甲\n",
    "subitem": "1.甲；\n",
    "citations": "第二条 依照第九条至第九百条、第一项办理《\n",
    "contents": "目录\n",
    "annex": "附件\n",
    "date": "2026年1月1日\n",
    "brackets": "（（（（《《《“\n",
    "units": "一、甲\n二、三年\n",
    "misplaced": "第一章　总则\n（一）甲\n",
    "blank": "\n",
    "spaces": " " * 200 + "乙\n",
    "ordinal": "第" + "一" * 200 + "\n",
    "bracketed": "第" + "（一）" * 100 + "\n",
    "relative": "前两款本条第一款、第二项至三项该条各该款前款所列各项上" * 6 + "\n",
}


def checked(path: Path, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = (sys.executable, "-m", "regcheck", "check", "--format", "json", *options, str(path))
    return subprocess.run(command, capture_output=True, check=False, timeout=BOUND)


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_lines(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("某条例\n第一条 甲\n" + MALFORMED[name] * LINES, "utf-8")
    result = checked(path)
    assert result.returncode in (0, 1)
    assert result.stderr == b""


def test_one_long_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("第一条　" + "依照第一条应当甲，" * 400_000, "utf-8")
    assert path.stat().st_size > 10_000_000
    assert checked(path).returncode in (0, 1)


def test_long_white_space(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    spaces = " " * 300_000
    path.write_text(f"第一条　甲。\n{spaces}乙第{spaces}一。\n第{'一' * 300_000}。\n", "utf-8")
    assert checked(path).returncode in (0, 1)


def test_norms_of_one_long_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("第一条　" + "科研单位应当建立制度，" * 100_000, "utf-8")
    command = (sys.executable, "-m", "regcheck", "norms", "--format", "json", str(path))
    result = subprocess.run(command, capture_output=True, check=False, timeout=BOUND)
    assert result.returncode == 0


def test_absurd_number(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("某条例\n第999999999条　甲。\n第一亿条　乙。\n", "utf-8")
    assert checked(path).returncode == 1


def test_large_draft(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    article = "第{0}条　依照本条例第{0}条，有下列情形之一的，责令改正：\n（一）甲；\n（二）乙。\n"
    path.write_text("某条例\n" + "".join(map(article.format, range(1, 45_000))), "utf-8")
    assert path.stat().st_size > 5_000_000
    assert checked(path).returncode == 1  # 第1条: Arabic numbers


STRANGE = {
    "article zero": "依照本条例第零条处理",
    "article far beyond": "依照本条例第九千九百九十九条处理",
    "a number too long": "依照本条例第" + "九" * 60 + "条、第" + "9" * 60 + "条处理",
    "a suffix too long": "依照本条例第一条之" + "一" * 50 + "处理",
    "a range of a million": "依照本条例第一条至第九十九万九千条、《刑法》第1条至第999999条处理",
    "a million items": "依照前款第1项至第999999项处理",
    "a chain of 前条": "依照" + "前条" * 3000 + "处理",
    "a chain of sentences": "前条规定的前条规定的" * 3000,
    "open quotes": "“" * 5000 + "第一条" + "”" * 3,
    "open book marks": "《" * 5000 + "第一条",
    "nested book marks": "《甲" * 3000 + "》" * 3000,
    "open brackets": "（以下简称" * 4000,
    "definitions": "本条例所称" * 4000,
    "laws": "合同法" * 5000,
    "breaches": "违反本条例第一条规定，" * 3000,
    "a list of one article": "依照本条例" + "、".join(["第一条"] * 5000) + "处理",
    "closing brackets": "（" * 3000 + "）" * 30_000,
}


@pytest.mark.parametrize("words", ["本编第三章。", "本条例第十二条/第十二条。", "前款第二项。"])
def test_references_before_the_first_article(tmp_path: Path, words: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"某省甲条例\n{words}\n第一条 甲。\n", "utf-8")
    assert b"E009" not in checked(path, "--preset", "review").stdout


@pytest.mark.parametrize("name", STRANGE)
def test_strange_references(tmp_path: Path, name: str) -> None:
    """A finding or nothing: no crash, no rule that fails, no loop."""
    path = tmp_path / "a.txt"
    text = f"某省甲条例\n第一条 甲：\n（一）子；\n（二）丑。\n第二条 {STRANGE[name]}。\n"
    path.write_text(text, "utf-8")
    result = checked(path, "--preset", "review")
    assert result.returncode in (0, 1), result.stderr
    assert result.stderr == b""
    assert b"E009" not in result.stdout


DUTIES = {
    "one clause of triggers": "处罚款" * 3_000,
    "a row of sanctions": "违反规定的" + "，给予警告" * 6_000,
    "a row of breaches": "违反本条例第一条，给予警告，" * 4_000,
    "a row of laws": "依照《甲法》，给予警告，" * 4_000,
    "amounts with commas": "以上以下" + "1,000元" * 20_000,
    "an amount that overflows": "处" + "9" * 100_000 + "万元以上1万元以下罚款",
    "no number": "处" + "一百零零万" * 20_000 + "元以上一元以下罚款",
    "mixed numerals": "处5万元以上十万元以下罚款，" * 5_000,
    "nested quotes": "“" * 20_000 + "应当" + "”" * 20_000,
    "a sentence of 100,000 characters": "科研单位应当将材料列入名单、" * 7_200,
    "an article of 500 items": "有下列行为之一的，处一万元以下罚款：\n"
    + "".join(f"（{number}）违反第一条规定的；\n" for number in range(1, 501)),
}


@pytest.mark.parametrize("name", DUTIES)
def test_duties_and_sanctions(tmp_path: Path, name: str) -> None:
    """Every rule and the matrix come to an end, and no rule fails."""
    path = tmp_path / "a.txt"
    path.write_text(f"某省甲条例\n第一条　甲。\n第二条　{DUTIES[name]}。\n", "utf-8")
    result = checked(path, "--preset", "review")
    assert result.returncode in (0, 1), result.stderr
    assert b"E009" not in result.stdout
    command = (sys.executable, "-m", "regcheck", "matrix", "--format", "json", str(path))
    assert subprocess.run(command, capture_output=True, check=True, timeout=BOUND).stderr == b""
