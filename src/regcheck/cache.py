"""Which rules spoke on which draft in earlier runs: never what they said.

A draft that has not changed is checked again with the rules that spoke before, so a finding is
never older than the run that shows it (docs/adr/0008).
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import msgspec
from msgspec.structs import replace

from regcheck.folders import cache_folder, made_private
from regcheck.formats.rewrite import replace_file
from regcheck.library import user_file
from regcheck.parse.grammar import grammar_folder
from regcheck.workspace import Draft

FILE = "findings.json"
_SCHEMA = "regcheck/cache/1"
_MOST = 20_000
_SIZE = 16
# What decides, besides our own files, how a draft is read.
_LIBRARIES = (
    "ahocorasick-rs",
    "cn2an",
    "jieba",
    "lark",
    "rapidfuzz",
    "regcheck",
    "rjieba",
    "spacy",
)


class Cache(msgspec.Struct, frozen=True):
    """What earlier runs remember: key → the codes that spoke, with a space between.

    `stamp` stands for all that is the same for every draft of a run: rule set and laws.
    """

    stamp: bytes
    entries: dict[str, str] = {}

    def key(self, draft: Draft, codes: Iterable[str]) -> str:
        """A hash of all that decides which of the rules `codes` speak on a draft.

        Whatever else comes to decide it enters here, and nowhere else. What sets findings aside
        (comments are text, but sidecars and baselines) does not: the codes are those from before.
        """
        settings = replace(draft.settings, folder="", files=(), baseline=None)
        return _digest(
            self.stamp,
            draft.source.text.encode("utf-8", "surrogatepass"),
            msgspec.json.encode(draft.source.docx),
            msgspec.json.encode(settings),
            msgspec.json.encode(draft.commitments),
            " ".join(codes).encode(),
        ).hex()

    def fired(self, key: str) -> frozenset[str] | None:
        """The rules that spoke on the draft with that key; None where it is not known."""
        found = self.entries.get(key)
        return None if found is None else frozenset(found.split())


class _File(msgspec.Struct, frozen=True, rename="kebab"):
    """The file: `checksum` is that of the bytes of `entries`."""

    schema: str
    checksum: str
    entries: msgspec.Raw


def open_cache(say: Callable[[str], None]) -> Cache | None:
    """The user's cache; empty, after a word to `say`, where its file is damaged; None where the
    folder cannot be read."""
    stamp = _digest(*_rule_set(), _own_laws())
    try:
        return Cache(stamp, _entries((cache_folder() / FILE).read_bytes()))
    except FileNotFoundError:
        return Cache(stamp)
    except (ValueError, msgspec.MsgspecError):
        say(f"缓存 {cache_folder() / FILE} 已损坏或者属于另一个版本，重新建立。")
        return Cache(stamp)
    except OSError as error:
        say(f"缓存读不了（{error.strerror or error}），这次不用缓存。")
        return None


def _entries(data: bytes) -> dict[str, str]:
    """The entries of the file; ValueError or MsgspecError where it is not as we wrote it."""
    file = msgspec.json.decode(data, type=_File)
    if file.schema != _SCHEMA or file.checksum != _digest(bytes(file.entries)).hex():
        raise ValueError("not written by this version")
    return msgspec.json.decode(file.entries, type=dict[str, str])


def keep(cache: Cache, seen: Mapping[str, frozenset[str]], say: Callable[[str], None]) -> None:
    """Put what a run has seen into the user's cache, as its newest entries.

    A cache that knew it all is left as it is; one that cannot be written is given up with a word.
    """
    new = {key: " ".join(sorted(codes)) for key, codes in seen.items()}
    if all(cache.entries.get(key) == codes for key, codes in new.items()):
        return
    entries = {key: codes for key, codes in cache.entries.items() if key not in new} | new
    entries = dict(islice(entries.items(), max(0, len(entries) - _MOST), None))
    try:
        _write(cache_folder(), msgspec.json.encode(entries))
    except OSError as error:
        say(f"缓存写不进去（{error.strerror or error}），不影响检查结果。")


def _write(folder: Path, entries: bytes) -> None:
    """The file with these entries, readable for the user alone; raises OSError."""
    path = made_private(folder) / FILE
    # replacing follows a link and keeps the rights of what stood there
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        path.chmod(0o600)
    file = _File(_SCHEMA, _digest(entries).hex(), msgspec.Raw(entries))
    replace_file(path, msgspec.json.encode(file), private=True)


def _digest(*parts: bytes) -> bytes:
    """A hash of the parts, each with its length, so that no two lists of parts run together."""
    state = blake2b(digest_size=_SIZE)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.digest()


def _rule_set() -> Iterator[bytes]:
    """What the program is: Python, the libraries, and each of its own files.

    Reading the files takes 4 ms; their times would differ with every installation.
    """
    from importlib.metadata import PackageNotFoundError, version

    yield sys.version.encode()
    for name in _LIBRARIES:
        try:
            yield f"{name} {version(name)}".encode()
        except PackageNotFoundError:  # rjieba may be missing
            yield name.encode()
    for folder in (Path(__file__).parent, grammar_folder()):
        for place, below, names in os.walk(folder):
            below[:] = sorted(set(below) - {"__pycache__"})
            for name in sorted(names):
                path = Path(place, name)
                yield path.relative_to(folder).as_posix().encode()
                yield path.read_bytes()


def _own_laws() -> bytes:
    """The user's own laws as they stand in their file."""
    try:
        return user_file().read_bytes()
    except (OSError, RuntimeError):
        return b""


def clean(folder: Path) -> tuple[int, int]:
    """Remove what is ours in the cache folder; how many files and bytes that was.

    A link is removed, never what it leads to. Raises OSError.
    """
    count = size = 0
    for path in _ours(folder):
        with contextlib.suppress(FileNotFoundError):  # another run was quicker
            size += path.lstat().st_size
            path.unlink()
            count += 1
    return count, size


def _ours(folder: Path) -> Iterator[Path]:
    """Our file, what a broken write of it left, and jieba's dictionary."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        known = path.name in (FILE, "jieba.cache") or path.name.startswith(f".{FILE}.")
        if known and (path.is_symlink() or not path.is_dir()):
            yield path
