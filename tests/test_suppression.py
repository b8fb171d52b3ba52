"""Findings set aside by a comment or by the file beside the draft, and what is said of those."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import regcheck
from regcheck.analysis.suppressions import Suppression, read_sidecar, suppressions
from regcheck.diagnostic import RegcheckError, Severity
from regcheck.engine import Result, check_source
from regcheck.model import Document, walk
from regcheck.parse.structure import parse
from regcheck.settings import Settings
from regcheck.text import source_file
from regcheck.workspace import files_below, suppressions_beside
from tests.conftest import Run
from tests.test_golden import cases

Cli = Callable[..., Run]
HEAD = "某省甲条例\n第一条　为了促进创新，制定本条例。\n"
TAIL = "第三条　本条例自公布之日起施行。\n"
WRONG = "第二条　依照本条例第九条办理。\n"
COMMENT = "<!-- regcheck: ignore[R201] 第九条待补 -->\n"
TOOL = ("R201", "E")


def checked(text: str, *given: Suppression, select: tuple[str, ...] = TOOL) -> Result:
    return check_source(source_file(text, "例.md"), Settings(select=select), given=given)


def codes(result: Result) -> list[str]:
    return [finding.code for finding in result.diagnostics]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- regcheck: ignore[R201] 第九条待补 -->",
        "<!--regcheck:ignore[R201]-->",
        "  　<!--  Regcheck ：  ignore［Ｒ２０１］：第九条待补  -->  ",
        "<!-- regcheck: ignore【W4，R201】 第九条待补 -->",
        "<!-- regcheck: ignore[W4, r201] x -->",
        "<!-- regcheck: ignore[W4、R201] x -->",
        "<!-- regcheck: ignore[dangling-article] x -->",
        "<!-- regcheck: ignore[引用的条不存在] x -->",
        "<!-- regcheck: ignore[冻结、划拨存款汇款、R] x -->",
        "<!-- regcheck:\n  ignore[R201]\n  第九条待补\n-->",
        "<!-- 说明 --> <!-- regcheck: ignore[R] x -->",
        "<!-- regcheck: ignore[R201] x -->\n\n　\n<!-- regcheck: ignore[S101] x -->",
        "<!-- regcheck: ignore[R201] x --><!-- regcheck: ignore[S101] x -->\n",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_comment_covers_the_next_line(comment: str, newline: str) -> None:
    text = f"{HEAD}{comment}\n{WRONG}{TAIL}".replace("\n", newline)
    result = checked(text)
    assert codes(result) == []
    (aside,) = result.suppressed
    assert (aside.finding.code, aside.by) == ("R201", "comment")


def test_reason_is_kept() -> None:
    text = HEAD + "<!-- regcheck：ignore[R201]：第九条\n  待补 -->\n" + WRONG
    (aside,) = checked(text).suppressed
    assert aside.reason == "第九条 待补"


@pytest.mark.parametrize(
    "text",
    [
        HEAD + WRONG + COMMENT,  # below
        HEAD + COMMENT + "\n第二条　甲。\n" + WRONG.replace("二", "三"),  # two lines above
        HEAD + "```\n" + COMMENT + "```\n" + WRONG,  # an example of a comment
        HEAD + "<!-- regcheck 报告第九条不存在 -->\n" + WRONG,  # words of a drafter
        HEAD + COMMENT.replace("R201", "R202") + WRONG,
    ],
)
def test_comment_covers_nothing_else(text: str) -> None:
    assert "R201" in codes(checked(text))


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("<!-- regcheck: ignore -->", "写法"),
        ("<!-- regcheck: ignore[] 理由 -->", "没有写规则代码"),
        ("<!-- regcheck: ignore[，] 理由 -->", "没有写规则代码"),
        ("<!-- regcheck: ignor[R201] -->", "的形式"),
        ("<!-- regcheck: R201 -->", "的形式"),
        ("<!-- regcheck ignore[R201] -->", "的形式"),
        ("<!-- regcheck: ignore[R2O1] -->", "是不是 R201"),
        ("<!-- regcheck: ignore[R201, dangling-artcle] -->", "dangling-article"),
        ("<!-- regcheck: ignore[R201 R202] -->", "没有名为"),
        ("<!-- regcheck: ignore[R201, E003] -->", "E003 是工具自身的报告"),
        ("<!-- regcheck: ignore[E004] -->", "regcheck.toml 的 ignore"),
        ("<!-- regcheck: ignore[E] -->", "E001 是工具自身的报告"),
        ("<!-- regcheck: ignore[R201] 理由", "没有用 --> 结束"),
    ],
)
def test_wrong_comment_covers_nothing(comment: str, words: str) -> None:
    result = checked(f"{HEAD}{comment}\n{WRONG}{TAIL}")
    assert codes(result) == ["E005", "R201"]
    finding = result.diagnostics[0]
    assert words in finding.message
    assert result.document.source.slice(finding.span) == comment


def test_comment_beside_text_is_named() -> None:
    for line in (WRONG[:-1] + COMMENT, COMMENT[:-1] + WRONG):
        assert sorted(codes(checked(HEAD + line + TAIL))) == ["E005", "R201"]


def test_unused_is_told_only_where_all_rules_ran() -> None:
    unused = HEAD + COMMENT + WRONG.replace("第九条", "第一条") + TAIL
    assert codes(checked(unused)) == ["E004"]
    assert codes(checked(unused, select=("S101", "E004"))) == []
    assert codes(checked(unused.replace("R201", "R"), select=TOOL)) == []
    assert codes(checked(unused, select=("R201",))) == []
    # without commitments nobody knows whether they are kept
    assert codes(checked(unused.replace("R201", "P001"), select=("P", "E"))) == []
    ignored = Settings(ignore=("R201",))
    result = check_source(source_file(unused, "例.md"), ignored)
    assert "E004" not in codes(result)


def test_unused_part_of_a_list() -> None:
    result = checked(HEAD + COMMENT.replace("R201", "R201, S101") + WRONG, select=("R", "S", "E"))
    (finding,) = [each for each in result.diagnostics if each.code == "E004"]
    assert "S101" in finding.message
    assert "R201" not in finding.message


def test_crashed_rule_leaves_no_unused(monkeypatch: pytest.MonkeyPatch) -> None:
    from regcheck import engine
    from regcheck.rulebook import find_rule

    rules = tuple(find_rule(code) for code in ("R201", "E004"))
    broken = regcheck.engine.replace(rules[0], check=lambda _: 1 / 0)  # type: ignore[attr-defined]
    monkeypatch.setattr(engine, "selected", lambda *_: (broken, rules[1]))
    assert codes(checked(HEAD + COMMENT + TAIL)) == ["E009"]


def test_reason_required() -> None:
    text = HEAD + "<!-- regcheck: ignore[R201] -->\n" + WRONG + TAIL
    required = Settings(select=TOOL, require_reason=True)
    assert codes(check_source(source_file(text), required)) == ["E006", "R201"]
    assert codes(checked(text)) == []


def test_tool_findings_are_not_suppressed() -> None:
    """Neither by a comment on the line above, nor by a family that holds no such code."""
    wrong = "<!-- regcheck: ignore[E005] x -->\n<!-- regcheck: ignore[R2O1] x -->\n"
    assert codes(checked(HEAD + wrong + TAIL)) == ["E005", "E005"]
    everything = read_sidecar('[doc]\nunknown-suppression = "x"\n', "s.toml")
    assert "E005" in codes(checked(HEAD + TAIL, *everything))
    empty = read_sidecar('[doc]\nE = "x"\n', "s.toml")
    assert codes(checked("", *empty)) == ["E002", "E005"]


def test_ci_preset_says_nothing_of_suppressions() -> None:
    text = HEAD + COMMENT + WRONG + "<!-- regcheck: ignore[x] -->\n" + TAIL
    result = check_source(source_file(text), Settings(preset="ci"))
    assert codes(result) == []
    assert len(result.suppressed) == 1


@pytest.mark.parametrize("case", [case for _, case in cases()], ids=lambda case: case["name"])
def test_comment_never_shifts_a_number(case: re.Match[str]) -> None:
    """On whatever line it stands; but it ends a comment and splits a heading that goes on."""
    lines = case["draft"].splitlines(keepends=True)
    before = _shape(parse(case["draft"]))
    comment = "<!-- regcheck: ignore[R201] “第九条待补 -->\n"
    for at, line in enumerate(lines):
        above = "".join(lines[:at])
        if above.count("<!--") != above.count("-->") or above.endswith("、\n"):
            continue
        assert _shape(parse(above + comment + "".join(lines[at:]))) == before, line


def _shape(document: Document) -> list[object]:
    provisions = walk(document.provisions)
    shape = [(each.id, each.heading, document.text_of(each).strip()) for each in provisions]
    return [document.title, document.kind, document.stage, shape, len(document.problems)]


def test_fix_leaves_what_is_set_aside(tmp_path: Path, regcheck_run: Cli) -> None:
    path = tmp_path / "a.md"
    line = "第二条　依照本条例第1条办理。\n"
    text = HEAD + "<!-- regcheck: ignore[R216] 照抄 -->\n" + line + line.replace("二", "三")
    path.write_text(text, "utf-8")
    assert regcheck_run("check", "--fix", "--select", "R216,E", path).code == 0
    fixed = text.replace("第三条　依照本条例第1条", "第三条　依照本条例第一条")
    assert path.read_text("utf-8") == fixed


# --- the file beside a draft


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "草案.md"
    path.write_text(HEAD + WRONG + TAIL, "utf-8")
    return path


def beside(draft: Path, toml: str, name: str = "草案.md.regcheck.toml") -> Path:
    path = draft.with_name(name)
    path.write_text(toml, "utf-8")
    return path


@pytest.mark.parametrize("name", ["草案.md.regcheck.toml", "草案.regcheck.toml"])
@pytest.mark.parametrize("provision", ["doc", "art_2", "art_2__para_1"])
def test_sidecar(draft: Path, regcheck_run: Cli, name: str, provision: str) -> None:
    assert regcheck_run("check", draft).code == 1
    beside(draft, f'[{provision}]\nR201 = "第九条待补"\n', name)
    shown = regcheck_run("check", draft)
    assert shown.code == 0
    assert "E00" not in shown.out
    assert "1 个已标明不报" in shown.out
    (aside,) = regcheck.check(draft).suppressed
    assert (aside.by, aside.reason) == ("sidecar", "第九条待补")


def test_the_longer_name_wins(draft: Path) -> None:
    beside(draft, '[doc]\nR201 = "一"\n', "草案.regcheck.toml")
    beside(draft, '[doc]\nR201 = "二"\n')
    assert [each.reason for each in regcheck.check(draft).suppressed] == ["二"]


def test_sidecar_is_neither_draft_nor_settings(draft: Path, regcheck_run: Cli) -> None:
    beside(draft, '[art_2]\nR201 = "第九条待补"\n')
    assert list(files_below(str(draft.parent))) == [str(draft)]
    assert regcheck_run("check", draft.parent).code == 0
    assert "没有配置文件" in regcheck_run("config", "show", draft).out


@pytest.mark.parametrize(
    ("provision", "covered"),
    [
        ("art_12", ["art_12__para_1__item_2", "art_12__para_2"]),
        ("art_12__para_1", ["art_12__para_1__item_2"]),
        ("chp_1", ["art_12-1__para_1"]),
        ("chp_2", ["art_12__para_1__item_2", "art_12__para_2", "art_120__para_1"]),
        ('"art_120~2"', ["art_120~2__para_1"]),
        ("doc", None),
    ],
)
def test_provision_covers_what_lies_in_it(provision: str, covered: list[str] | None) -> None:
    wrong = "依照本条例第九百条办理"
    text = (
        f"某省甲条例\n第一章　总则\n第十二条之一　{wrong}。\n第二章　分则\n"
        f"第十二条　甲：\n（一）乙；\n（二）{wrong}。\n{wrong}。\n第一百二十条　{wrong}。\n"
        f"第三章　附则\n第一百二十条　{wrong}。\n"
    )
    result = checked(text, *read_sidecar(f'[{provision}]\nR201 = ""\n', "s.toml"))
    found = [each.finding.provision for each in result.suppressed]
    places = [each.provision for each in checked(text).diagnostics]
    assert len(places) == 5
    assert found == (places if covered is None else covered)


@pytest.mark.parametrize(
    ("toml", "code", "words"),
    [
        ('[art_22]\nR201 = "x"', "E004", "是不是 art_2？"),
        ('[art_1]\nR201 = "x"', "E004", "没有 R201 的问题"),
        ('[doc]\nR2O1 = "x"', "E005", "是不是 R201"),
        ('[art_2]\nE001 = "x"', "E005", "E001"),
        ('[art_2]\n"" = "x"', "E005", "没有写规则代码"),
        ('[art_2]\nR201 = " "', "E006", "理由"),
    ],
)
def test_wrong_entry_is_a_finding(draft: Path, toml: str, code: str, words: str) -> None:
    path = beside(draft, toml)
    (draft.parent / "regcheck.toml").write_text("require-reason = true\n", "utf-8")
    result = regcheck.check(draft)
    assert {code, "R201"} <= set(codes(result))
    (finding,) = [each for each in result.diagnostics if each.code == code]
    assert words in finding.message
    assert str(path) in finding.message
    assert result.suppressed == ()


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[art_2\nR201 = 1", "第 1 行第 7 列"),
        ("[art_2~2]\nR201 = 'x'", "~ 作键要放在引号里"),
        ("[art_2]\nR201 = true", "不是文字"),
        ("[art_2.x]\nR201 = 'x'", "不是文字"),
        ("R201 = 'x'", "没有写在条款的表里"),
    ],
)
def test_broken_sidecar(draft: Path, regcheck_run: Cli, toml: str, words: str) -> None:
    beside(draft, toml)
    other = draft.with_name("b.md")
    other.write_text(HEAD + WRONG + TAIL, "utf-8")
    shown = regcheck_run("check", "--format", "json", draft.parent)
    assert shown.code == 2
    assert words in shown.err
    assert {each["path"] for each in json.loads(shown.out)} == {str(other)}
    with pytest.raises(RegcheckError):
        regcheck.check(draft)


def test_standard_input_finds_it_too(draft: Path) -> None:
    beside(draft, '[art_2]\nR201 = "第九条待补"\n')
    command = [sys.executable, "-m", "regcheck", "check", "-", "--stdin-filename", str(draft)]
    text = draft.read_bytes()
    result = subprocess.run(command, input=text, capture_output=True, check=False, timeout=60)
    assert result.returncode == 0


def test_many_comments_in_linear_time() -> None:
    """Open, stacked and far from their line: no search begins again for each."""
    for line in ("<!-- regcheck: ignore[R201]\n", COMMENT, "\n" * 5 + COMMENT, "```\n" + COMMENT):
        text = HEAD + line * 4000 + TAIL
        found = suppressions(parse(text))
        assert len(found) == (2000 if "`" in line else 4000)
        assert "`" in line or len({each.line for each in found}) == 1


def test_severity_of_what_is_set_aside() -> None:
    """Formats that show it show what the settings make of it."""
    settings = Settings(select=TOOL, severity={"R201": Severity.INFO})
    (aside,) = check_source(source_file(HEAD + COMMENT + WRONG), settings).suppressed
    assert aside.finding.severity is Severity.INFO


def test_nothing_lies_beside_a_folder() -> None:
    assert suppressions_beside(".") == suppressions_beside("none/草案.md") == ()


def test_no_comment_reads_no_lines() -> None:
    assert suppressions(parse(HEAD)) == ()


def test_a_rule_that_says_more_in_another_preset_is_not_called_unused() -> None:
    """W426 speaks of 处以 under strict only: under default nobody knows that it has nothing."""
    text = (
        f"{HEAD}<!-- regcheck: ignore[W426] 上位法这样写 -->\n"
        "第二条　违反规定的，由科学技术部门处以一万元罚款。\n"
    )
    for preset in ("default", "strict", "review"):
        result = check_source(source_file(text, "例.md"), Settings(preset=preset))
        assert "E004" not in codes(result)
        assert len(result.suppressed) == (preset != "default")
