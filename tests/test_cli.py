"""The command line: exit codes, formats, encodings, and what it says of bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DRAFT = (
    "某省甲条例\n第一条　为了促进创新，制定本条例。\n"
    "第二条　依照本条例第九条办理。\n第三条　本条例自公布之日起施行。\n"
)
CLEAN = DRAFT.replace("第九条", "第一条")


def run(
    *arguments: str, stdin: bytes = b"", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """One run of `python -m regcheck` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "regcheck", *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1", **environment},
    )


def findings(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    records = json.loads(result.stdout)
    assert isinstance(records, list)
    return records


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "草 案.md"
    path.write_text(DRAFT, "utf-8")
    return path


def test_finding_exits_1(draft: Path) -> None:
    result = run("check", str(draft))
    assert result.returncode == 1
    text = result.stdout.decode()
    assert "R201" in text
    assert "第二条第一款" in text
    assert "《某省甲条例》" in text


def test_clean_exits_0(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CLEAN, "utf-8")
    assert run("check", str(tmp_path)).returncode == 0


def test_exit_zero_and_fail_on(draft: Path) -> None:
    assert run("check", "--exit-zero", str(draft)).returncode == 0
    assert run("check", "--ignore", "R", str(draft)).returncode == 0
    warning = draft.with_name("b.md")
    warning.write_text(CLEAN.replace("为了", "为"), "utf-8")
    assert run("check", str(warning)).returncode == 0
    assert run("check", "--fail-on", "warning", str(warning)).returncode == 1


def test_json_shape(draft: Path) -> None:
    result = run("check", "--format", "json", str(draft))
    (record,) = findings(result)
    start, end = record["span"]
    assert DRAFT[start:end] == "第九条"
    assert record["code"] == "R201"
    assert record["line"] == 3
    assert record["column"] == 10
    assert record["end_column"] == 13
    assert record["provision"] == "art_2__para_1"
    assert record["path"] == str(draft)
    assert set(record) == {
        "code", "name", "severity", "message", "path", "line", "column", "end_line", "end_column",
        "span", "provision", "related", "fix", "basis", "basis_verified", "url",
    }  # fmt: skip


def test_concise(draft: Path) -> None:
    text = run("check", "--format", "concise", str(draft)).stdout.decode()
    assert text.startswith(f"{draft}:3:10: R201 错误 ")
    assert text.count("\n") == 1


def test_underline_counts_double_width(draft: Path) -> None:
    lines = run("check", str(draft)).stdout.decode().splitlines()
    at = next(i for i, line in enumerate(lines) if "^" in line)
    # 第二条　依照本条例 before the span: nine characters, two cells each
    assert lines[at].split("│ ")[1] == " " * 18 + "^" * 6


def test_ci_preset_fails_on_references_only(tmp_path: Path) -> None:
    bad = CLEAN.replace("第三条", "第四条")
    path = tmp_path / "a.md"
    path.write_text(bad, "utf-8")
    assert run("check", str(path)).returncode == 1
    assert run("check", "--preset", "ci", str(path)).returncode == 0
    path.write_text(DRAFT, "utf-8")
    assert run("check", "--preset", "ci", str(path)).returncode == 1


def test_stdin(tmp_path: Path) -> None:
    result = run("check", "--format", "json", "-", stdin=DRAFT.encode())
    assert [record["path"] for record in findings(result)] == ["<stdin>"]
    (tmp_path / "regcheck.toml").write_text('ignore = ["R"]\n', "utf-8")
    name = str(tmp_path / "a.md")
    result = run("check", "--format", "json", "--stdin-filename", name, "-", stdin=DRAFT.encode())
    assert findings(result) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(DRAFT.replace("\n", "\r\n").encode(encoding))
    result = run("check", "--format", "json", str(path))
    (record,) = findings(result)
    start, end = record["span"]
    assert DRAFT.replace("\n", "\r\n")[start:end] == "第九条"
    assert ("GB18030" in result.stderr.decode()) == (encoding == "gb18030")


def test_console_that_is_not_utf8(draft: Path) -> None:
    draft.write_text(DRAFT.replace("促进", "促𠮷进"), "utf-8")
    result = run("check", str(draft), PYTHONIOENCODING="gbk")
    assert result.returncode == 1
    assert "引用的条不存在" in result.stdout.decode("gbk")
    assert b"Traceback" not in result.stderr
    shown = run("check", "--format", "json", str(draft), PYTHONIOENCODING="gbk")
    assert findings(shown)[0]["code"] == "R201"


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("missing.md", None, 2, "没有这个文件"),
        ("empty.txt", b"", 1, "E002"),
        ("blank.txt", "　\n\n".encode(), 1, "E002"),
        ("none.txt", "关于草案的说明\n".encode(), 1, "E001"),
        ("binary.md", bytes(range(256)), 2, "二进制"),
        ("word.txt", b"PK\x03\x04rest", 2, "Word"),
        ("broken.txt", "第一条　甲乙。".encode() + b"\xff\xfe" + "丙".encode(), 2, "第 1 行"),
        ("odd16.txt", b"\xff\xfe\x00", 2, "UTF-16"),
    ],
)  # fmt: skip
def test_bad_input(tmp_path: Path, name: str, content: bytes | None, code: int, words: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = run("check", str(path))
    said = (result.stdout + result.stderr).decode()
    assert result.returncode == code
    assert words in said
    assert "Traceback" not in said
    as_json = run("check", "--format", "json", str(path))
    assert as_json.returncode == code
    assert len(findings(as_json)) == (code == 1)


def test_one_bad_file_of_many(draft: Path) -> None:
    result = run("check", "--format", "json", str(draft), str(draft.with_name("no.md")))
    assert result.returncode == 2
    assert [record["code"] for record in findings(result)] == ["R201"]


def test_folder(tmp_path: Path) -> None:
    assert run("check", str(tmp_path)).returncode == 2
    for name in ("b.md", "a.txt", "README.md", "_old.md", ".hidden.md", "c.docx"):
        (tmp_path / name).write_text(CLEAN, "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "d.md").write_text(CLEAN, "utf-8")
    paths = [
        record["path"]
        for record in json.loads(run("parse", "--format", "json", str(tmp_path)).stdout)
    ]
    assert paths == [f"{tmp_path}/{name}" for name in ("a.txt", "b.md", "sub/d.md")]
    (tmp_path / "regcheck.toml").write_text('drafts = ["sub/d.md"]\n', "utf-8")
    paths = [
        record["path"]
        for record in json.loads(run("parse", "--format", "json", str(tmp_path)).stdout)
    ]
    assert paths == [f"{tmp_path}/sub/d.md"]


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('slect = ["S"]', "是不是 select"),
        ("select = 3", "select"),
        ('stage = "绝密"', "stage"),
        ('select = ["S999"]', "S999"),
        ("select = [", "TOML"),
        ('extend = "none.toml"', "none.toml"),
        ('extend = "regcheck.toml"', "绕回"),
        ('commitments = "none.toml"', "none.toml"),
        ('severity = {R201 = "fatal"}', "severity"),
    ],
)
def test_wrong_configuration(draft: Path, toml: str, words: str) -> None:
    (draft.parent / "regcheck.toml").write_text(toml, "utf-8")
    result = run("check", "--format", "json", str(draft))
    assert result.returncode == 2
    assert words in result.stderr.decode()
    assert b"Traceback" not in result.stderr
    assert findings(result) == []


def test_configuration(draft: Path) -> None:
    config = draft.parent / "regcheck.toml"
    config.write_text('[per-file-ignores]\n"草*.md" = ["R201"]\n', "utf-8")
    assert run("check", str(draft)).returncode == 0
    config.write_text('[severity]\nR201 = "info"\n', "utf-8")
    assert run("check", str(draft)).returncode == 0
    (draft.parent / "base.toml").write_text('ignore = ["dangling-article"]\n', "utf-8")
    config.write_text('extend = "base.toml"\n', "utf-8")
    assert run("check", str(draft)).returncode == 0


@pytest.mark.parametrize(
    "arguments", [("check",), ("check", "--nope", "a"), ("nope",), ("check", "--format", "x", "a")]
)
def test_usage_errors(arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.returncode == 2
    assert "regcheck --help" in result.stderr.decode()


def test_unknown_rule() -> None:
    for arguments in (("rule", "S1O1"), ("check", "--select", "S1O1", __file__)):
        result = run(*arguments)
        assert result.returncode == 2
        assert "S101" in result.stderr.decode()


def test_rule_and_rules() -> None:
    assert "条序跳号" in run("rule", "S101").stdout.decode()
    assert run("rule", "article-gap").stdout == run("rule", "S101").stdout
    codes = [record["code"] for record in json.loads(run("rules", "--format", "json").stdout)]
    assert codes == sorted(codes)
    assert {"S101", "T504", "R201", "P001", "E001"} <= set(codes)


def test_broken_pipe(draft: Path) -> None:
    regcheck = f'"{sys.executable}" -m regcheck check --format json "{draft}"'
    command = f'{regcheck} | true; exit "${{PIPESTATUS[0]}}"'
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)
    assert result.returncode in (0, 1)
    assert b"Traceback" not in result.stderr
    assert b"Broken" not in result.stderr


def test_control_characters_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("第一条　甲\x00乙。\n第二条　\x1b[31m丙".encode())
    result = run("check", str(path))
    assert "第 1 行第 6 列有控制字符 U+0000" in result.stderr.decode()
    assert b"\x1b" not in result.stdout


def test_help_is_chinese() -> None:
    text = run("--help").stdout.decode()
    assert "用法：" in text
    assert "Usage" not in text
    assert "检查草案" in text


HEAVY = ("lark", "cn2an", "jieba", "rjieba", "spacy", "mkdocs", "docx")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("parse", "DRAFT"),
        ("refs", "DRAFT"),
        ("check", "--select", "S", "DRAFT"),
        ("check", "--preset", "ci", "DRAFT"),
    ],
)
def test_heavy_libraries_stay_out(draft: Path, arguments: tuple[str, ...]) -> None:
    words = [str(draft) if word == "DRAFT" else word for word in arguments]
    script = (
        "import sys\nfrom regcheck.cli import main\n"
        f"try:\n    main({words!r})\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, timeout=60
    )
    assert result.stderr.decode().strip().endswith("[]")


def test_refs_norms_coverage(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        DRAFT
        + "第四条　科研单位应当建立制度；违反本条例第一条规定的，处一万元以上五万元以下罚款。\n",
        "utf-8",
    )
    refs = json.loads(run("refs", "--format", "json", str(path)).stdout)
    assert [(ref["state"], ref["targets"]) for ref in refs if ref["targets"] != ["doc"]] == [
        ("missing", ["art_9"]),
        ("resolved", ["art_1"]),
    ]
    norms = json.loads(run("norms", "--format", "json", str(path)).stdout)
    assert [norm["kind"] for norm in norms] == ["commencement", "obligation", "sanction"]
    (fine,) = norms[-1]["sanctions"]
    assert (fine["kind"], fine["min"], fine["max"], fine["unit"]) == (
        "fine",
        10_000,
        50_000,
        "yuan",
    )
    assert fine["triggers"] == ["art_1"]
    assert json.loads(run("coverage", "--format", "json", str(path)).stdout) == []


def test_files_of_old_word_are_mentioned(tmp_path: Path) -> None:
    (tmp_path / "A.MD").write_text(CLEAN, "utf-8")
    (tmp_path / "b.doc").write_bytes(b"")
    result = run("check", str(tmp_path))
    assert result.returncode == 0
    assert "1 个 .doc、.wps 文件没有检查" in result.stderr.decode()


def test_every_folder_lists_its_own_drafts(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "a.md").write_text(CLEAN, "utf-8")
    (inner / "notes.md").write_text("说明\n", "utf-8")
    (inner / "regcheck.toml").write_text('drafts = ["a.md"]\n', "utf-8")
    assert run("check", str(tmp_path)).returncode == 0


@pytest.mark.parametrize("command", ["parse", "refs", "norms", "coverage"])
def test_no_command_is_silent_on_an_unreadable_draft(tmp_path: Path, command: str) -> None:
    path = tmp_path / "a.md"
    path.write_text("说明\n", "utf-8")
    result = run(command, "--format", "json", str(path))
    assert result.returncode == 1
    assert "E001" in result.stderr.decode()
    assert isinstance(json.loads(result.stdout), list)


def test_unreadable_drafts_cannot_be_made_harmless(draft: Path) -> None:
    (draft.parent / "regcheck.toml").write_text('[severity]\nE001 = "info"\n', "utf-8")
    assert run("check", str(draft)).returncode == 2
    assert run("check", "--ignore", "E001", "--select", "S101", str(draft.parent)).returncode == 2


def test_json_is_an_array_even_on_a_usage_error(draft: Path) -> None:
    result = run("check", "--format", "json", "--nope", str(draft))
    assert result.returncode == 2
    assert findings(result) == []


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('kind = "credit_sanctoin"', "credit_sanction"),
        ('kind = "fine"\nmin = 3', "unit"),
        ('kind = "fine"\nshape = "x"', "shape"),
    ],
)
def test_wrong_commitments(draft: Path, toml: str, words: str) -> None:
    (draft.parent / "regcheck.toml").write_text('commitments = "c.toml"\n', "utf-8")
    head = '[[commitment]]\nid = "一"\nsource = "甲"\ntext = "乙"\ncarrier = "regulation"\n'
    element = f'[[commitment.element]]\nid = "x"\nabout = ["甲"]\n{toml}\n'
    (draft.parent / "c.toml").write_text(head + element, "utf-8")
    result = run("check", str(draft))
    assert result.returncode == 2
    assert words in result.stderr.decode()


def test_no_escape_sequence_of_a_draft_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    text = "\x1b[2J某省甲条例\n目录\n第一章　\x1b[31m总则\n第一章　分则\n第一条　甲\n"
    path.write_text(text, "utf-8")
    for style in ("full", "concise"):
        assert b"\x1b" not in run("check", "--format", style, str(path)).stdout
    assert b"\x1b" not in run("parse", str(path)).stdout


def test_label_has_no_invisible_characters(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("第\u200b一 条　甲：\n( 一 )乙；\n（二）丙。\n", "utf-8")
    (document,) = json.loads(run("parse", "--format", "json", str(path)).stdout)
    assert [p["label"] for p in document["provisions"]] == ["第一条", "", "(一)", "（二）"]
    assert document["provisions"][0]["id"] == "art_1"
