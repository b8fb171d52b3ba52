"""Completion in the shell, as bash asks for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import run


def completed(*words: str) -> list[str]:
    """What bash is offered for the last of the words."""
    result = run(
        COMP_WORDS=" ".join(("regcheck", *words)),
        COMP_CWORD=str(len(words)),
        _REGCHECK_COMPLETE="bash_complete",
    )
    assert result.returncode == 0
    assert result.stderr == b""
    return result.stdout.decode().splitlines()


def test_commands_and_options() -> None:
    assert "plain,check" in completed("c")
    assert "plain,--jobs" in completed("check", "--j")
    assert completed("check", "--format", "js") == ["plain,json"]
    assert completed("completion", "z") == ["plain,zsh"]


def test_files() -> None:
    assert completed("check", "草") == ["file,草"]
    assert completed("check", "-o", "x") == ["file,x"]
    assert completed("refs", "x") == ["file,x"]


def test_rules() -> None:
    assert "plain,R201" in completed("rule", "r2")
    assert completed("rule", "dangling-art") == ["plain,dangling-article"]
    assert completed("check", "--select", "S101") == ["plain,S101"]
    assert completed("check", "--ignore", "S1,V,R201") == ["plain,S1,V,R201"]
    offered = completed("check", "--select", "S1,")
    assert "plain,S1,R201" in offered
    assert not [each for each in offered if "dangling" in each]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script(shell: str) -> None:
    result = run("completion", shell)
    assert result.returncode == 0
    assert f"_REGCHECK_COMPLETE={shell}_complete" in result.stdout.decode()
    assert result.stderr == b""


def test_other_shells_are_refused() -> None:
    result = run("completion", "cmd")
    assert result.returncode == 2
    assert "bash、zsh、fish" in result.stderr.decode()


def test_help_says_how_to_install_it() -> None:
    shown = run("completion", "--help").stdout.decode()
    assert 'eval "$(regcheck completion bash)"' in shown


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_bash_itself(tmp_path: Path) -> None:
    """The script in bash, with a command named regcheck."""
    command = tmp_path / "regcheck"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m regcheck "$@"\n')
    command.chmod(0o755)
    (tmp_path / "script").write_bytes(run("completion", "bash").stdout)
    asked = (
        f'PATH="{tmp_path}:$PATH"; source "{tmp_path}/script"; COMP_WORDS=(regcheck rule R20);'
        'COMP_CWORD=2; _regcheck_completion regcheck; echo "${COMPREPLY[@]}"'
    )
    result = subprocess.run(["bash", "-c", asked], capture_output=True, check=True, timeout=60)
    assert "R201" in result.stdout.decode().split()
