"""regcheck.toml, or [tool.regcheck] in pyproject.toml → Settings."""

from __future__ import annotations

import datetime
import difflib
import tomllib
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import msgspec

from regcheck.analysis.authority import Authority
from regcheck.diagnostic import RegcheckError, Severity
from regcheck.model import Stage
from regcheck.rule import ALWAYS, Preset, matching

FILE = "regcheck.toml"
_MAX_EXTENDS = 8


class Table(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """The keys of a regcheck.toml; every one has the contract's default."""

    drafts: tuple[str, ...] = ()
    commitments: str | None = None
    title: str | None = None
    level: Authority | None = None
    stage: Stage | None = None
    as_of: datetime.date | None = msgspec.field(default=None, name="as_of")
    preset: Preset = "default"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = {}
    severity: dict[str, Severity] = {}
    extend: str | None = None


class Settings(Table, frozen=True):
    """The settings of a draft, and the folder of the file they come from ("." for none)."""

    folder: str = "."

    def ignored_for(self, path: str) -> tuple[str, ...]:
        """The selectors that `per-file-ignores` adds for a file; globs are relative to `folder`."""
        file = Path(path).absolute()
        home = Path(self.folder).absolute()
        relative = file.relative_to(home).as_posix() if file.is_relative_to(home) else file.name
        return tuple(
            selector
            for pattern, selectors in self.per_file_ignores.items()
            if fnmatch(file.name, pattern) or fnmatch(relative, pattern)
            for selector in selectors
        )

    def beside(self, name: str) -> Path:
        """The file that a setting names, relative to the folder of its regcheck.toml."""
        return Path(self.folder) / name


def find_settings(start: Path) -> Settings:
    """The settings of the nearest folder, from `start` upwards, that has any; else defaults.

    Raises RegcheckError for a file that cannot be read, an unknown key or a wrong value.
    """
    folder = start if start.is_dir() else start.parent
    for place in (folder, *folder.absolute().parents):
        if found := settings_in(place):
            return found
    return Settings()


def settings_in(folder: Path) -> Settings | None:
    """The settings that stand in this very folder; None where none do."""
    if (folder / FILE).is_file():
        return load_settings(folder / FILE)
    project = folder / "pyproject.toml"
    if project.is_file() and "regcheck" in _read(project).get("tool", {}):
        return load_settings(project)
    return None


def load_settings(path: Path) -> Settings:
    """The settings in one file, over those it extends."""
    return _validated(_extended(path, ()), path)


def _extended(path: Path, seen: tuple[Path, ...]) -> dict[str, Any]:
    """The keys of a file laid over the keys of the file that it extends."""
    if path.resolve() in seen or len(seen) > _MAX_EXTENDS:
        raise RegcheckError(f"{path}：extend 绕回了自己。", "请去掉循环的 extend。")
    table = _read(path)
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("regcheck", {})
    base = table.get("extend")
    if not isinstance(base, str):
        return table
    below = path.parent / base
    if not below.is_file():
        raise RegcheckError(
            f"{path}：extend 指向的 {base} 不存在。", "路径相对于本配置文件所在的文件夹。"
        )
    return {**_extended(below, (*seen, path.resolve())), **table}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise RegcheckError(
            f"{path}：不是合法的 TOML（{error}）。", "请检查引号、方括号和等号。"
        ) from None
    except UnicodeDecodeError:
        raise RegcheckError(f"{path}：不是 UTF-8 编码。", "请另存为 UTF-8 编码。") from None
    except OSError as error:
        raise RegcheckError(f"{path}：无法读取（{error.strerror or error}）。") from None


def _validated(table: dict[str, Any], path: Path) -> Settings:
    """The table as Settings; a wrong key or value is named with its remedy."""
    known = [field.encode_name for field in msgspec.structs.fields(Table)]
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1, 0.4)
            hint = f"是不是 {near[0]}？" if near else f"可用的键：{'、'.join(known)}。"
            raise RegcheckError(f"{path}：没有名为“{key}”的配置项。", hint)
    try:
        msgspec.convert(table, Table)
        settings = msgspec.convert({**table, "folder": str(path.parent)}, Settings)
    except msgspec.ValidationError as error:
        raise RegcheckError(
            f"{path}：配置的值不对：{_readable(str(error))}。", "请对照 docs/contract.md 修改。"
        ) from None
    for selector in settings.severity:
        if selector.strip().upper() in ALWAYS | {"E", "E0", "E00"}:
            raise RegcheckError(
                f"{path}：{selector} 的程度不能改。", "读不懂的草案一律报告为错误。"
            )
    per_file = (word for words in settings.per_file_ignores.values() for word in words)
    for selector in (*settings.select, *settings.ignore, *settings.severity, *per_file):
        try:
            matching(selector)
        except RegcheckError as error:
            raise RegcheckError(f"{path}：{error.message}", error.hint) from None
    return settings


def _readable(error: str) -> str:
    """A msgspec message in Chinese where it has the usual form: expected what, got what, where."""
    text, _, place = error.partition(" - at ")
    where = place.strip("`").removeprefix("$.") or "（全部）"
    if "RFC3339" in text:
        return f"{where}（应当是日期，例如 2026-01-01）"
    return f"{where}（{text.replace('Expected', '应当是').replace('got', '实际是')}）"
