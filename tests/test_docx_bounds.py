"""Word files with more of something than any drafter writes: read all the same, and soon.

The bound is against loops that never end or grow with the square of the input, not a measure.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.word import (
    DELETED,
    Parts,
    abstract,
    bookmark,
    deleted,
    field,
    level,
    levels,
    num,
    numbered,
    numbers,
    on,
    override,
    p,
    package,
    r,
    run,
    style,
    styled,
)

BOUND = 120
BEYOND = ["9" * 10, "9" * 30, "-" + "9" * 30, "9" * 4_300, "9" * 5_000]
BEGIN, SEPARATE, END = (on("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end"))


def parsed(path: Path, data: bytes) -> subprocess.CompletedProcess[str]:
    path.write_bytes(data)
    command = (sys.executable, "-m", "regcheck", "parse", "--format", "text", str(path))
    return subprocess.run(
        command, capture_output=True, check=False, timeout=BOUND, encoding="utf-8"
    )


def text(folder: Path, body: str, parts: Parts | None = None) -> str:
    """The text of a body, read in a process of its own."""
    result = parsed(folder / "甲.docx", package(body, **(parts or {})))
    assert result.returncode in (0, 1), result.stderr
    assert "Traceback" not in result.stderr
    return result.stdout


def instructed(words: str, *result: str) -> str:
    return p("甲", field(words, *result), "乙")


def linked_lists(most: int) -> Parts:
    """Lists each of which is that of the next."""
    lists, styles = [], []
    for index in range(most):
        lists.append(
            abstract(
                index, on("styleLink", val=f"列{index}"), on("numStyleLink", val=f"列{index + 1}")
            )
        )
        styles.append(
            style(f"列{index}", f"<w:pPr>{numbers(index + 1, None)}</w:pPr>", kind="numbering")
        )
    nums = "".join(num(index + 1, index) for index in range(most))
    return {"numbering": "".join(lists) + nums, "styles": "".join(styles)}


def chained_styles(most: int) -> str:
    """Styles each of which is based on the one before, the first in a list."""
    first = style("条0", f"<w:pPr>{numbers(1)}</w:pPr>")
    others = (style(f"条{index}", based=f"条{index - 1}") for index in range(1, most))
    return first + "".join(others)


MANY = 20_000
LONG: dict[str, tuple[str, Parts, str]] = {
    "underlined runs": (p(r("甲", on("u", val="single")) * 100_000), {}, "甲" * 100_000 + "\n"),
    "hidden runs": (p(r("甲", on("vanish")) * 100_000, "乙"), {}, "乙\n"),
    "parts of an instruction": (
        p(run(BEGIN), r(" REF ", tag="instrText") * 50_000, run(SEPARATE), "甲", run(END)),
        {},
        "甲\n",
    ),
    "texts of a run": (p(run("<w:t>甲</w:t>" * 100_000)), {}, "甲" * 100_000 + "\n"),
    "fields without an end": (p("甲", run(BEGIN * 10_000), "乙") + p("丙"), {}, "甲乙\n丙\n"),
    "fields without an end in runs": (p("甲", run(BEGIN) * 10_000, "乙"), {}, "甲乙\n"),
    "fields in fields": (
        p("甲", run((BEGIN + SEPARATE) * 10_000), r("乙") * 10_000, run(END * 10_000), "丙"),
        {},
        "甲" + "乙" * 10_000 + "丙\n",
    ),
    "fields without a separation in fields": (
        p("甲", run(BEGIN * 10_000), r(" PAGE ", tag="instrText"), run(END * 10_000), "丙"),
        {},
        "甲丙\n",
    ),
    "ends without a field": (p("甲", run(END * 100_000), "乙"), {}, "甲乙\n"),
    "bookmarks between paragraphs": (
        p("甲") + "".join(bookmark(f"a{index}", index=index) for index in range(40_000)) + p("乙"),
        {},
        "甲\n乙\n",
    ),
    "paragraphs with deleted marks": (
        p("甲", mark=DELETED) * MANY + p("乙"),
        {},
        "甲" * MANY + "乙\n",
    ),
    "deleted paragraphs": (p(deleted("甲"), mark=DELETED) * MANY + p("乙"), {}, "乙\n"),
    "lists of lists": (numbered(1, 0, "甲"), linked_lists(2_000), "甲\n"),
    "one page break": (
        p("甲" * 500_000, run(on("br", type="page")), "乙" * 500_000),
        {},
        "甲" * 500_000 + "\n" + "乙" * 500_000 + "\n",
    ),
    "page breaks": (p(run(on("br", type="page") + "<w:t>甲</w:t>") * MANY), {}, "甲\n" * MANY),
    "styles on styles": (
        styled("条99", "甲") * MANY,
        {"styles": chained_styles(100), "numbering": levels(level(0, after="space"))},
        "".join(f"{index + 1} 甲\n".replace(" ", ". ") for index in range(MANY)),
    ),
    "open brackets of EQ": (instructed(" EQ \\o\\ac" + "(" * 200_000, "一"), {}, "甲一乙\n"),
    "letters of EQ": (instructed(f" EQ \\o\\ac(○,{'一' * 200_000})", "一"), {}, "甲一乙\n"),
    "blanks of EQ": (instructed(f" EQ {' ' * 200_000}\\o", "一"), {}, "甲一乙\n"),
    "switches of EQ": (instructed(" EQ " + "\\o " * 70_000, "一"), {}, "甲一乙\n"),
    "letters of REF": (instructed(f" REF {'a' * 200_000} ", "一"), {}, "甲一乙\n"),
    "blanks of REF": (instructed(f" REF {' ' * 200_000} ", "一"), {}, "甲一乙\n"),
    "blanks before REF": (instructed(f"{' ' * 200_000}REF a ", "一"), {}, "甲一乙\n"),
    "quotation marks of REF": (instructed(" REF " + '"' * 200_000, "一"), {}, "甲一乙\n"),
    "REF over and over": (instructed(" REF a" * 40_000, "一"), {}, "甲一乙\n"),
}


@pytest.mark.parametrize("name", LONG)
def test_much_of_one_thing_is_read(tmp_path: Path, name: str) -> None:
    body, parts, expected = LONG[name]
    found = text(tmp_path, body, parts)
    assert len(found) == len(expected)
    assert found == expected


@pytest.mark.parametrize(
    "instruction",
    [
        " EQ \\o\\ac(○," + "一" * 200_000 + ")",
        " EQ \\o\\ac" + "(" * 200_000,
        " EQ " + "\\o " * 70_000,
        " REF " + "a" * 200_000,
        " REF " + " " * 200_000,
        " SYMBOL " + "9" * 200_000,
        " SYMBOL 65" + " \\f" * 70_000,
        " MACROBUTTON " + "a" * 200_000,
    ],
    ids=["over", "brackets", "switches", "letters", "blanks", "figures", "fonts", "name"],
)
def test_long_instruction_without_a_result_is_read(tmp_path: Path, instruction: str) -> None:
    made = run(BEGIN) + r(instruction, tag="instrText") + run(END)
    simple = f"<w:fldSimple w:instr={instruction!r}/>".replace("\\\\", "\\")
    for content in (made, simple):
        found = text(tmp_path, p("甲", content, "乙") + p("丙"))
        assert found.startswith("甲")
        assert found.endswith("乙\n丙\n")


def test_long_text_of_a_level_is_cut(tmp_path: Path) -> None:
    numbering = levels(level(0, text="条" * 100_000), level(1, text="%2" + "条" * 100_000))
    body = numbered(1, 0, "甲") + numbered(1, 1, "乙")
    first, second = text(tmp_path, body, {"numbering": numbering}).splitlines()
    assert first == f"{'条' * 255}\t甲"
    assert second.startswith("1条条")
    assert second.endswith("条\t乙")
    assert len(second) <= 255 + 2


def test_long_number_is_cut(tmp_path: Path) -> None:
    many = "%1" * 127
    numbering = levels(level(0, "decimal", many, start=1_000_000))
    found = text(tmp_path, numbered(1, 0, "甲"), {"numbering": numbering})
    assert found == f"{('1000000' * 127)[:255]}\t甲\n"


def test_file_of_too_many_tags_is_refused(tmp_path: Path) -> None:
    result = parsed(tmp_path / "甲.docx", package(p("甲") + "<w:p/>" * 1_500_000))
    assert result.returncode == 2
    assert "甲.docx" in result.stderr
    assert "过大" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("part", ["word/styles.xml", "word/numbering.xml"])
def test_part_of_too_many_tags_is_refused(tmp_path: Path, part: str) -> None:
    many = "<w:x/>" * 1_500_000
    parts: Parts = {"styles": many} if "styles" in part else {"numbering": many}
    result = parsed(tmp_path / "甲.docx", package(p("甲"), **parts))
    assert result.returncode == 2
    assert "过大" in result.stderr


LISTED = (
    abstract(1, level(0, text="%1."), level(1, restart=1))
    + num(1, 1, override(0, start=1))
    + num(2, 1)
)
NUMBERS = (
    'numId w:val="1"',
    'ilvl w:val="0"',
    'abstractNumId w:val="1"',
    'start w:val="1"',
    'startOverride w:val="1"',
    'lvlRestart w:val="1"',
    'lvlOverride w:ilvl="0"',
    'lvl w:ilvl="0"',
    'footnoteReference w:id="1"',
    'bookmarkStart w:id="1"',
)


@pytest.mark.parametrize("value", BEYOND, ids=["10", "30", "minus", "4300", "5000"])
@pytest.mark.parametrize("name", NUMBERS)
def test_number_beyond_all_bounds_is_read(tmp_path: Path, name: str, value: str) -> None:
    key, _, _ = name.rpartition("=")
    note = run(on("footnoteReference", id=1))
    body = numbered(1, 0, bookmark("a", "甲"), note) + numbered(2, 0, "乙")
    changed = (each.replace(f"<w:{name}", f'<w:{key}="{value}"') for each in (body, LISTED))
    new_body, numbering = changed
    assert (new_body, numbering) != (body, LISTED)
    lines = text(tmp_path, new_body, {"numbering": numbering}).splitlines()
    assert [line[-1] for line in lines] == ["甲", "乙"]
    assert all(len(line) < 300 for line in lines)


@pytest.mark.parametrize("code", ["F" * 5_000, "9" * 5_000, "-1", "110000"])
def test_sign_beyond_all_bounds_is_unknown(tmp_path: Path, code: str) -> None:
    assert text(tmp_path, p("甲", run(on("sym", font="Symbol", char=code)))) == "甲\ufffd\n"
