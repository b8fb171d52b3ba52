"""`check --fix`: only the edited spans change, in the file's own bytes, or nothing at all."""

from __future__ import annotations

import codecs
import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck import check, fix
from regcheck.diagnostic import Edit, Fix, RegcheckError, apply_fixes, compatible
from regcheck.engine import Result, check_source, offered, repaired
from regcheck.formats.files import read_file
from regcheck.formats.rewrite import rewrite
from regcheck.reporters.diff import unified
from regcheck.settings import Settings
from regcheck.text import Span, source_file

# 𠮷 lies outside the BMP: two code units in UTF-16, four bytes in GB18030
DRAFT = (
    "某省甲条例\n第一条　为了促进𠮷创新，根据宪法，结合本省实际，制定本条例。\n第二条　甲：\n"
    "（一）子；\n（二）丑。\n有前款第（二）项情形的，依照本条例第1条处理。\n"
    "第三条　本条例自2026年1月1日起施行。"
)
MENDED = DRAFT.replace("第（二）项", "第二项").replace("第1条", "第一条")
ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "gb18030": b"",
}


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "regcheck", "check", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
    )


def written(text: str, encoding: str, newline: str) -> bytes:
    plain = text.replace("\n", newline).encode(encoding.removesuffix("-sig"))
    return ENCODINGS[encoding] + plain


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_bytes_outside_the_edits_stay(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(written(DRAFT, encoding, newline))
    assert run("--fix", str(path)).returncode == 0
    assert path.read_bytes() == written(MENDED, encoding, newline)
    assert run("--fix", str(path)).returncode == 0
    assert path.read_bytes() == written(MENDED, encoding, newline)
    assert list(tmp_path.iterdir()) == [path]


def test_mixed_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    mixed = DRAFT.replace("\n", "\r\n", 2).encode()
    path.write_bytes(mixed)
    run("--fix", str(path))
    assert path.read_bytes() == MENDED.replace("\n", "\r\n", 2).encode()


def test_new_lines_are_the_file_s_own(tmp_path: Path) -> None:
    draft = (
        "某省甲条例\n目录\n第一章　总则\n第一章　总则\n第一条　甲。\n第二章　附则\n第二条　乙。\n"
    )
    path = tmp_path / "a.md"
    path.write_bytes(draft.replace("\n", "\r\n").encode())
    run("--fix", "--select", "S105", str(path))
    wanted = draft.replace("目录\n第一章　总则\n", "目录\n第一章　总则\n第二章　附则\n")
    assert path.read_bytes().decode() == wanted.replace("\n", "\r\n")


def test_unsafe_fixes_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    draft = MENDED.replace("条例自", "条例于")
    path.write_text(draft, "utf-8", newline="")
    result = run("--fix", str(path))
    assert path.read_text("utf-8") == draft
    assert "另有 1 处修改须由起草人确认" in result.stderr.decode()
    run("--fix", "--unsafe-fixes", str(path))
    assert path.read_text("utf-8") == MENDED


def test_diff_writes_nothing_and_is_a_patch(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(DRAFT, "utf-8", newline="")
    result = run("--diff", str(path))
    assert result.returncode == 1  # R216 is an error, and it is still there
    assert path.read_text("utf-8") == DRAFT
    lines = result.stdout.decode().splitlines()
    assert lines[:2] == [f"--- {path}", f"+++ {path}"]
    assert [line for line in lines[2:] if line[0] in "-+"] == [
        "-有前款第（二）项情形的，依照本条例第1条处理。",
        "+有前款第二项情形的，依照本条例第一条处理。",
    ]
    assert run("--diff", "--exit-zero", str(path)).returncode == 0


def test_standard_input_comes_back_mended() -> None:
    result = run("--fix", "-", stdin=DRAFT.encode())
    assert result.stdout.decode() == MENDED
    assert "修改了 2 处" in result.stderr.decode()


@pytest.mark.parametrize(
    "options",
    [("--unsafe-fixes",), ("--fix", "--diff"), ("--diff", "--format", "json")],
)
def test_options_that_do_not_go_together(tmp_path: Path, options: tuple[str, ...]) -> None:
    path = tmp_path / "a.md"
    path.write_text(DRAFT, "utf-8", newline="")
    result = run(*options, str(path))
    assert result.returncode == 2
    assert "regcheck：" in result.stderr.decode()
    assert path.read_text("utf-8") == DRAFT


def test_symbolic_link_and_rights_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "a.md", tmp_path / "b.md"
    path.write_text(DRAFT, "utf-8", newline="")
    path.chmod(0o640)
    link.symlink_to(path)
    run("--fix", str(link))
    assert link.is_symlink()
    assert path.read_text("utf-8") == MENDED
    assert path.stat().st_mode & 0o777 == 0o640


def test_two_names_of_one_file(tmp_path: Path) -> None:
    path, link = tmp_path / "a.md", tmp_path / "b.md"
    path.write_text(DRAFT, "utf-8", newline="")
    link.symlink_to(path)
    result = run("--fix", str(path), str(link))
    assert result.returncode == 0, result.stderr
    assert path.read_text("utf-8") == MENDED


def test_file_changed_since_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(DRAFT, "utf-8")
    source = read_file(str(path))
    path.write_text(DRAFT + "\n附注", "utf-8")
    with pytest.raises(RegcheckError, match="又被改动"):
        rewrite(source, MENDED)
    assert path.read_text("utf-8") == DRAFT + "\n附注"


def test_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The move into place fails: the file is whole, nothing is left beside it."""
    path = tmp_path / "a.md"
    path.write_text(DRAFT, "utf-8", newline="")

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(RegcheckError, match="文件没有改动"):
        rewrite(read_file(str(path)), MENDED)
    assert path.read_text("utf-8") == DRAFT
    assert list(tmp_path.iterdir()) == [path]


def test_public_fix_is_stable() -> None:
    once = fix(check(DRAFT))
    assert once == MENDED
    assert fix(check(once)) == once


_SPANS = st.tuples(st.integers(0, 12), st.integers(0, 4)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(st.lists(_SPANS, min_size=1, max_size=3), max_size=8))
def test_fixes_never_overlap(rows: list[list[Span]]) -> None:
    """What is kept does not overlap, and nothing else is changed."""
    text = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"
    fixes = [Fix(str(i), tuple(Edit(s, "") for s in row)) for i, row in enumerate(rows)]
    kept = compatible(fixes)
    spans = [edit.span for fix in kept for edit in fix.edits]
    taken = [place for span in spans for place in range(span.start, span.end)]
    assert len(taken) == len(set(taken))
    assert apply_fixes(text, fixes) == "".join(c for i, c in enumerate(text) if i not in taken)


@given(st.text(alphabet="甲乙\n\r", max_size=40), st.text(alphabet="甲乙\n\r", max_size=40))
def test_patch_holds_both_texts(before: str, after: str) -> None:
    """The unchanged and removed lines are those of the one text, with the added of the other."""
    patch = unified(source_file(before, "a.md"), after)
    if before == after:
        assert patch == ""
        return
    assert patch.startswith("--- a.md\n+++ a.md\n@@ ")
    assert _applied(before, patch) == after
    assert _applied(after, patch, undo=True) == before


def _applied(text: str, patch: str, undo: bool = False) -> str:
    """What a patch makes of a text, or with `undo` what it was made from."""
    old, new = ("+", "-") if undo else ("-", "+")
    lines = [line for line in re.split("(?<=\n)", text) if line]
    out: list[str] = []
    at = 0
    body = patch.replace("\n\\ No newline at end of file\n", "\0")
    for line in re.findall("[^\n\0]*[\n\0]", body)[2:]:
        words = line[1:].removesuffix("\0")
        if line.startswith("@@"):
            first, count = re.findall(r"[-+](\d+),(\d+)", line)[undo]
            start = int(first) - (count != "0")
            out += lines[at:start]
            at = start
        elif line[0] in (" ", old):
            assert lines[at] == words
            at += 1
        if line[0] in (" ", new):
            out.append(words)
    return "".join([*out, *lines[at:]])


def test_overlapping_fixes_are_told(tmp_path: Path) -> None:
    """Two rules want the same characters: the one further left goes first, then the other."""
    path = tmp_path / "a.md"
    path.write_text("# 某省甲条例\n\n第一条　违反规定的，处五千元至两万元罚款。\n", "utf-8")
    command = (sys.executable, "-m", "regcheck", "check", "--fix", "--unsafe-fixes", str(path))
    result = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert "处五千元以上二万元以下罚款" in path.read_text("utf-8")
    assert "有的修改与前一处重叠（1 次），前一处改过以后都已处理" in result.stderr.decode()
    once = path.read_bytes()
    again = subprocess.run(command, capture_output=True, check=False, timeout=60)
    assert path.read_bytes() == once
    assert "重叠" not in again.stderr.decode()


def _squashed(words: str) -> str:
    """The words without white space and width."""
    return "".join(unicodedata.normalize("NFKC", words).split())


def _norms(result: Result) -> list[tuple[str, object]]:
    """Each norm's sentence, and what was read of it."""
    text = result.document.source
    return [
        (
            _squashed(text.slice(norm.sentence)),
            (
                norm.kind,
                norm.provision,
                [(each.kind, each.min, each.max, each.unit) for each in norm.sanctions],
            ),
        )
        for norm in result.facts.norms
    ]


@pytest.mark.corpus
def test_safe_fixes_change_no_meaning(data: Path) -> None:
    """Over real laws: fixing twice changes nothing more; no provision, reference or norm changes
    but where the words themselves were mended."""
    fixed = 0
    for path in sorted((data / "corpus").rglob("*.md"))[::3]:
        result = check_source(read_file(str(path)), Settings(select=("R", "S", "C", "W", "T")))
        repair = repaired(result)
        assert not offered(repair.result), path
        fixed += bool(repair.count)
        before, after = result.facts, repair.result.facts
        assert [p.id for p in after.outline.provisions] == [p.id for p in before.outline.provisions]
        assert [(r.source, r.ids, _squashed(r.law or ""), r.state) for r in after.references] == [
            (r.source, r.ids, _squashed(r.law or ""), r.state) for r in before.references
        ], path
        for (words, norm), (mended, again) in zip(
            _norms(result), _norms(repair.result), strict=True
        ):
            assert words != mended or norm == again, path
    assert fixed > 100
