"""Where the shared data lies, and the hypothesis profile of the suite."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "regcheck",
    deadline=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
settings.load_profile("regcheck")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests marked corpus are skipped where REGCHECK_DATA is not set."""
    if os.environ.get("REGCHECK_DATA"):
        return
    skip = pytest.mark.skip(reason="REGCHECK_DATA is not set: no laws to read")
    for item in items:
        if item.get_closest_marker("corpus"):
            item.add_marker(skip)


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of the suite's own; the user's is neither read nor written."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("REGCHECK_CACHE_DIR", str(folder))
        yield folder


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder with real laws; a wrong REGCHECK_DATA fails the tests that need it."""
    folder = Path(os.environ["REGCHECK_DATA"])
    assert (folder / "corpus").is_dir(), f"REGCHECK_DATA names {folder}, which has no corpus/"
    return folder


class Run(NamedTuple):
    """What one run of the command line gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def regcheck_run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """The command line in this process: quicker than one of its own."""
    from regcheck.cli import main

    def run(*arguments: str | Path) -> Run:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(each) for each in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Run(int(ended.value.code or 0), said.out, said.err)

    return run
