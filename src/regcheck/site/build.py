"""Paths → the folder of a site, or a server that shows it while it is worked on."""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from regcheck.diagnostic import RegcheckError
from regcheck.site.page import DeadLink
from regcheck.site.volume import UNNAMED
from regcheck.workspace import SITE

_SCHEMA = "regcheck/site/1"
_LAST_PORT = 65535
_BANNER = "NO_MKDOCS_2_WARNING"  # Material's notice to the maintainers of a site


class Built(msgspec.Struct, frozen=True):
    """What became of a site: how many pages it has, the references that lead nowhere, how Word
    files were read, links that lead nowhere (none unless the program is wrong), and what is wrong
    with drafts that were left out."""

    pages: int
    missing: tuple[str, ...]
    notices: tuple[str, ...]
    dead: tuple[DeadLink, ...]
    problems: tuple[RegcheckError, ...]


def build(paths: Sequence[str], output: str) -> Built:
    """Build the site over drafts into a folder, which is replaced in one step.

    Raises RegcheckError where no draft can be read, or the folder holds something else.
    """
    place = Path(output)
    fresh = place.absolute().with_name(f".{place.name}.{secrets.token_hex(6)}")
    try:
        _spare(place, paths)
        place.absolute().parent.mkdir(parents=True, exist_ok=True)
        built = _build(paths, fresh)
        _swap(fresh, place)
    except OSError as error:
        raise _unwritable(str(error.filename or output), error) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return built


def _build(paths: Sequence[str], folder: Path) -> Built:
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config

    with _config(paths) as file:
        with _told(logging.CRITICAL + 1):  # what is wrong is in the value that is returned
            config = load_config(str(file), site_dir=str(folder))
            config.plugins.on_startup(command="build", dirty=False)
            build_site(config)
        plugin: Any = config.plugins["regcheck"]
    manifest = {"schema": _SCHEMA, "files": sorted(_files(folder))}
    (folder / SITE).write_text(json.dumps(manifest, ensure_ascii=False, indent=0), "utf-8")
    volume = plugin.volume
    return Built(len(plugin.pages), volume.missing, volume.notices, plugin.dead, plugin.problems)


def serve(paths: Sequence[str], address: str, started: Callable[[], None]) -> None:
    """Show the site at an address until it is stopped, anew whenever a draft changes; `started` is
    called once it can be.

    Raises RegcheckError where no draft can be read or the address is taken.
    """
    from mkdocs.commands.serve import serve as serve_site

    _listen(address)
    started()
    with _config(paths) as file, _told(logging.CRITICAL):
        serve_site(str(file), dev_addr=address)


def _listen(address: str) -> None:
    """RegcheckError where nobody can listen at an address."""
    host, _, port = address.rpartition(":")
    hint = "请用 --address 写明另一个地址，例如 127.0.0.1:8001。"
    if not host or not port.isdecimal() or int(port) > _LAST_PORT:
        raise RegcheckError(f"{address}：不是地址，应当写主机名、冒号和端口。", hint)
    try:
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, int(port)))
    except OSError:
        raise RegcheckError(f"{address}：不能在这个地址提供网站，可能已被占用。", hint) from None


@contextmanager
def _told(level: int) -> Iterator[None]:
    """mkdocs's own failures as ours, and its messages below a level kept from the terminal."""
    from mkdocs.exceptions import MkDocsException

    logger = logging.getLogger("mkdocs")
    usual, banner = logger.level, os.environ.get(_BANNER)
    logger.setLevel(level)
    os.environ[_BANNER] = "1"
    try:
        yield
    except MkDocsException as error:
        raise RegcheckError(str(error)) from None
    finally:
        logger.setLevel(usual)
        if banner is None:
            del os.environ[_BANNER]
        else:
            os.environ[_BANNER] = banner


@contextmanager
def _config(paths: Sequence[str]) -> Iterator[Path]:
    """A mkdocs.yml for a site over drafts and nothing else; YAML reads JSON."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "docs").mkdir()
        file = Path(folder) / "mkdocs.yml"
        file.write_text(json.dumps(site_config(paths), ensure_ascii=False), "utf-8")
        yield file


def site_config(paths: Sequence[str]) -> dict[str, Any]:
    """The settings of mkdocs and its theme for a site that is read from a disk, too: nothing is
    fetched from anywhere."""
    return {
        "site_name": UNNAMED,
        "theme": {
            "name": "material",
            "language": "zh",
            "font": False,
            "features": ["search.highlight", "navigation.top"],
            "palette": [
                _palette("(prefers-color-scheme: light)", "default", "深色"),
                _palette("(prefers-color-scheme: dark)", "slate", "浅色"),
            ],
        },
        "copyright": "由 regcheck 生成，非正式文本",
        "extra": {"generator": False},
        "plugins": [
            {"regcheck": {"drafts": list(paths)}},
            # what a title says counts more than a word of the text, less than a phrase of it
            {"search": {"lang": "zh", "fields": {"title": {"boost": 4.0}}}},
            "offline",
        ],
        "markdown_extensions": [],
    }


def _palette(media: str, scheme: str, other: str) -> dict[str, Any]:
    icon = "weather-night" if scheme == "default" else "weather-sunny"
    toggle = {"icon": f"material/{icon}", "name": f"切换到{other}"}
    return {"media": media, "scheme": scheme, "primary": "indigo", "toggle": toggle}


def _spare(place: Path, paths: Sequence[str]) -> None:
    """RegcheckError where a folder holds more than an earlier site of ours."""
    hint = "请用 -o 写明一个新的文件夹。"
    if place.exists() and not place.is_dir():
        raise RegcheckError(f"{place}：已有同名的文件，不能建成网站。", hint)
    home = place.resolve()
    if home == Path.cwd() or home in Path.cwd().parents:
        raise RegcheckError(f"{place}：不能把网站建成当前文件夹。", hint)
    if strange := _strange(place):
        raise RegcheckError(f"{place}：文件夹里有别的文件（{strange}），没有改动。", hint)
    if any(home == each or home in each.parents for each in (Path(p).resolve() for p in paths)):
        raise RegcheckError(f"{place}：会覆盖要读的草案，没有改动。", hint)


def _files(folder: Path) -> Iterator[str]:
    """The files below a folder, by their places in it."""
    return (each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file())


def _strange(place: Path) -> str:
    """A file in a folder that no earlier site of ours has; empty for none."""
    try:
        known = {*json.loads((place / SITE).read_text("utf-8"))["files"], SITE}
    except (OSError, ValueError, KeyError, TypeError):
        known = set()
    return next((each for each in sorted(_files(place)) if each not in known), "")


def _swap(fresh: Path, place: Path) -> None:
    """Put a new folder in the place of an old one; the old one is whole until then."""
    place = place.resolve()
    old = place.with_name(f".{place.name}.{secrets.token_hex(6)}")
    if place.exists():
        place.rename(old)
    try:
        fresh.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _unwritable(output: str, error: OSError) -> RegcheckError:
    return RegcheckError(
        f"{output}：无法写入（{error.strerror or error}）。", "请检查所在文件夹是否存在、可写。"
    )
