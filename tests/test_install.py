"""A wheel and an editable install, each in an environment of its own, find the grammars."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROBE = (
    "import regcheck; print(regcheck.__file__);"
    "print(len(regcheck.parse('第一条　依照第九条办理。').provisions));"
    "found = regcheck.check('第一条　依照第九条、合同法办理。').diagnostics;"
    "print([f.code for f in found if f.code in ('C304', 'R201')])"
)


def run(*command: str, **environment: str) -> str:
    result = subprocess.run(
        command, capture_output=True, check=False, timeout=300, env={**os.environ, **environment}
    )
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout.decode()


@pytest.mark.install
@pytest.mark.parametrize("kind", ["wheel", "editable"])
def test_grammars_are_found(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "env"
    venv.create(place, with_pip=True)
    python = str(place / ("Scripts" if os.name == "nt" else "bin") / "python")
    here = sysconfig.get_paths()["purelib"]
    if kind == "wheel":
        build = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation")
        run(*build, "-w", str(tmp_path), str(ROOT))
        target = [str(next(tmp_path.glob("regcheck-*.whl")))]
    else:
        target = ["--no-build-isolation", "-e", str(ROOT)]
    # the dependencies are those of this environment; regcheck itself is only in the new one
    run(python, "-m", "pip", "install", "-q", "--no-deps", *target, PYTHONPATH=here)
    said = run(python, "-c", PROBE, PYTHONPATH=here).splitlines()
    assert ("site-packages" in said[0]) == (kind == "wheel"), said
    assert Path(said[0]).is_relative_to(place if kind == "wheel" else ROOT)
    assert said[1:] == ["1", "['R201', 'C304']"]
