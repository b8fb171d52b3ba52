"""What others copy or refer to: the pre-commit hook, the GitHub action, the pages' set-ups."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from regcheck.cli.main import cli
from tests.test_cli import CLEAN, DRAFT

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "ci.md").read_text("utf-8")
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
PRE_COMMIT, GITHUB, GITLAB = map(yaml.safe_load, re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL))

needs_bash = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("bash"), reason="runs shell lines"
)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder with a clean draft in drafts/, and the command regcheck in bin/."""
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "甲 案.md").write_text(CLEAN, "utf-8")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "regcheck"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m regcheck "$@"\n')
    command.chmod(0o755)
    return tmp_path


def broken(work: Path) -> None:
    (work / "drafts" / "乙.md").write_text(DRAFT, "utf-8")


def shell(work: Path, lines: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The lines as a runner gives them to bash."""
    path = f"{work / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", lines],
        capture_output=True,
        cwd=work,
        check=False,
        timeout=120,
        env={**os.environ, "PATH": path, "PYTHONUTF8": "1", **environment},
    )


@needs_bash
def test_hook_runs(work: Path) -> None:
    def hook(*more: str) -> subprocess.CompletedProcess[bytes]:
        files = sorted(str(path) for path in (work / "drafts").iterdir())
        return shell(work, shlex.join([*shlex.split(HOOK["entry"]), *more, *files]))

    assert hook().returncode == 0
    broken(work)
    failed = hook()
    assert failed.returncode == 1
    assert "R201" in failed.stdout.decode()
    # args come after the entry, and win
    assert hook("--preset", "default", "--select", "S").returncode == 0


def test_hook_manifest() -> None:
    assert set(HOOK) <= {
        "id", "name", "description", "entry", "language", "types_or", "exclude", "require_serial",
    }  # fmt: skip
    assert HOOK["language"] == "python"
    assert shlex.split(HOOK["entry"])[:4] == ["regcheck", "check", "--preset", "ci"]
    left_out = re.compile(HOOK["exclude"])
    for name in ("README.md", "drafts/README.zh-CN.md", "_old/a.md", ".notes.txt", "readme.md"):
        assert left_out.search(name), name
    for name in ("a.md", "drafts/first_reading.md", "READ.txt", "a.b.md"):
        assert not left_out.search(name), name


def test_hook_takes_drafts_only() -> None:
    identify = pytest.importorskip("identify.identify")
    for name, taken in {"a.md": True, "a.txt": True, "a.toml": False, "a.py": False}.items():
        assert bool(identify.tags_from_filename(name) & set(HOOK["types_or"])) == taken


@pytest.mark.skipif(not shutil.which("pre-commit"), reason="no pre-commit")
def test_pre_commit_accepts_both_files(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(yaml.safe_dump(PRE_COMMIT), "utf-8")
    for command in (
        ("validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")),
        ("validate-config", str(config)),
    ):
        subprocess.run(["pre-commit", *command], check=True, timeout=60)


def steps() -> Iterator[dict[str, Any]]:
    return (step for step in ACTION["runs"]["steps"] if "run" in step)


def test_action_gives_no_input_to_the_shell_as_text() -> None:
    for step in steps():
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", str(ACTION["runs"])))
    assert used == set(ACTION["inputs"])
    install, check = steps()
    assert install["run"].endswith('"$GITHUB_ACTION_PATH"')
    assert all(f'"${name}"' in check["run"] for name in check["env"] if name.startswith("REG"))


def action(work: Path, **inputs: str) -> subprocess.CompletedProcess[bytes]:
    """The action's last step with these inputs; the others as they are when nobody sets them."""
    values = {name: str(each["default"]) for name, each in ACTION["inputs"].items()} | inputs
    *_, check = steps()
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], value)
        for name, value in check["env"].items()
    }
    return shell(work, check["run"], **environment)


@needs_bash
def test_action_runs(work: Path) -> None:
    assert action(work, format="concise").returncode == 0
    broken(work)
    failed = action(work, format="concise", path="drafts/甲 案.md\ndrafts/乙.md\n")
    assert failed.returncode == 1
    assert failed.stdout.decode().startswith("drafts/乙.md:3:10: R201")
    assert action(work, format="concise", path="drafts/甲 案.md").returncode == 0
    assert action(work, format="concise", path="none").returncode == 2


@needs_bash
@pytest.mark.parametrize("name", ["path", "preset", "fail-on", "format", "sarif"])
def test_action_runs_no_input(work: Path, name: str) -> None:
    """An input that looks like a command is a wrong value or a name, never run."""
    for value in (
        '"; touch stolen; "',
        "$(touch stolen)",
        "`touch stolen`",
        "--help; touch stolen",
    ):
        result = action(work, **{"format": "concise", name: value})
        assert not (work / "stolen").exists()
        assert result.returncode == 2 or name == "sarif"


@needs_bash
def test_action_as_it_stands(work: Path) -> None:
    broken(work)
    result = action(work, path="drafts", sarif="out.sarif")
    assert result.returncode == 1
    assert "::error" in result.stdout.decode()
    assert "R201" in (work / "out.sarif").read_text("utf-8")


@needs_bash
def test_gitlab_script_runs(work: Path) -> None:
    lines = "\n".join(GITLAB["regcheck"]["script"])
    report = work / GITLAB["regcheck"]["artifacts"]["reports"]["codequality"]
    assert shell(work, lines).returncode == 0
    assert report.read_text("utf-8").strip() == "[]"
    broken(work)
    failed = shell(work, lines)
    assert failed.returncode == 1
    assert "R201" in failed.stdout.decode()
    assert "R201" in report.read_text("utf-8")


@needs_bash
def test_gitlab_verdict(work: Path) -> None:
    """The line of the script that decides."""
    line = GITLAB["regcheck"]["script"][-1]
    assert shell(work, line).returncode == 0
    broken(work)
    assert shell(work, line).returncode == 1


def commands() -> list[list[str]]:
    """Every regcheck command on the page, in blocks and in the text."""
    blocks = re.findall(r"```\w+\n(.*?)```", PAGE, re.DOTALL)
    lines = [line.strip().removeprefix("- ") for block in blocks for line in block.splitlines()]
    quoted = re.findall(r"`(regcheck [^`]+)`", PAGE)
    return [shlex.split(line) for line in (*lines, *quoted) if line.startswith("regcheck ")]


def command_named(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command
    return command


def test_commands_on_the_page_exist() -> None:
    assert len(commands()) >= 5
    for _, name, *words in commands():
        command = command_named(name)
        if isinstance(command, click.Group):
            command = command.commands[words[0]]
        known = {option for each in command.params for option in each.opts}
        assert {word for word in words if word.startswith("-")} <= known, words


def test_options_on_the_page_exist() -> None:
    known = {option for each in command_named("check").params for option in each.opts}
    assert set(re.findall(r"`(--[\w-]+)", PAGE)) <= known


def test_set_ups_use_what_is_here() -> None:
    (repository,) = PRE_COMMIT["repos"]
    assert [hook["id"] for hook in repository["hooks"]] == [HOOK["id"]]
    (step,) = (
        each
        for each in GITHUB["jobs"]["regcheck"]["steps"]
        if each["uses"].startswith("example/regcheck@")
    )
    assert set(step["with"]) <= set(ACTION["inputs"])
    assert all(f"`{name}`" in PAGE for name in ACTION["inputs"])
    assert ACTION["inputs"]["preset"]["default"] == "ci"


@needs_bash
def test_baseline_as_on_the_page(work: Path) -> None:
    """What is known does not fail the job, what is new does."""
    broken(work)
    line = GITLAB["regcheck"]["script"][-1]
    assert shell(work, line).returncode == 1
    assert shell(work, "regcheck baseline create drafts").returncode == 0
    (setting,) = re.findall(r"`(baseline = [^`]+)`", PAGE)
    (work / "drafts" / "regcheck.toml").write_text(setting, "utf-8")
    assert shell(work, line).returncode == 0
    (work / "drafts" / "丙.md").write_text(DRAFT, "utf-8")
    assert shell(work, line).returncode == 1
