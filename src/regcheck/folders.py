"""The folder of the user's own in which regcheck may keep what it can make again."""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER = "REGCHECK_CACHE_DIR"


def cache_folder() -> Path:
    """The folder that REGCHECK_CACHE_DIR names, else the system's one for caches; it need not be
    there yet.

    Raises OSError where the system knows no home of the user.
    """
    if folder := os.environ.get(FOLDER):
        return Path(folder).absolute()
    if sys.platform == "win32":
        root = _named("LOCALAPPDATA") or _home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        root = _home() / "Library" / "Caches"
    else:
        root = _named("XDG_CACHE_HOME") or _home() / ".cache"
    return root / "regcheck"


def made_private(folder: Path) -> Path:
    """The folder, made with rights for the user alone where it is not there; raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _named(variable: str) -> Path | None:
    """The folder that an environment variable names; a relative one does not count."""
    folder = Path(os.environ.get(variable, ""))
    return folder if folder.is_absolute() else None


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:  # a user without a home, as in some containers
        raise FileNotFoundError(2, str(error)) from None
