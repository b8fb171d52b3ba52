"""A draft's path as other programs read it: as a URI, and from the root of a repository."""

from __future__ import annotations

import re
from urllib.parse import quote

_DRIVE = re.compile(r"[A-Za-z]:/")


def uri(path: str) -> str:
    """The path as a URI reference (RFC 3986 §4.1); an absolute one as a file URI (RFC 8089 §2).

    A relative path stays relative. 例：草案/一 稿.md → %E8%8D%89%E6%A1%88/%E4%B8%80%20%E7%A8%BF.md
    """
    steps = _with_slashes(path)
    if steps.startswith("//"):
        return f"file:{_quoted(steps)}"  # \\server\share: the server is the authority
    if steps.startswith("/"):
        return f"file://{_quoted(steps)}"
    if _DRIVE.match(steps):
        return f"file:///{steps[:2]}{_quoted(steps[2:])}"
    return _quoted(steps.removeprefix("./"))


def repository_path(path: str) -> str:
    """The path with slashes and without `./`, as GitHub and GitLab know their files.

    An absolute path stays absolute.
    """
    return as_text(_with_slashes(path).removeprefix("./"))


def as_text(path: str) -> str:
    """The path as given; bytes of a file name that are no text become U+FFFD."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _with_slashes(path: str) -> str:
    return path.replace("\\", "/")


def _quoted(steps: str) -> str:
    """Percent-encoded but for slashes; a colon too, or a file name might read as a scheme."""
    return quote(steps, safe="/", errors="surrogateescape")
