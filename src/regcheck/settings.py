"""regcheck.toml, or [tool.regcheck] in pyproject.toml → Settings."""

from __future__ import annotations

import datetime
import difflib
import glob
import os
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, get_args

import msgspec

from regcheck.analysis.authority import Authority
from regcheck.diagnostic import RegcheckError, Severity
from regcheck.formats.docx.view import MARKS, Mark, Meaning, Revisions, View
from regcheck.formats.toml import toml_table
from regcheck.model import Stage
from regcheck.rule import ALWAYS, Preset
from regcheck.rulebook import matching

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
    severity_by_stage: dict[Stage, dict[str, Severity]] = {}
    require_reason: bool = False
    baseline: str | None = None
    revisions: Revisions = "final"
    markup: dict[Mark, Meaning] = {}
    extend: str | None = None


class Settings(Table, frozen=True):
    """The settings of a draft, the folder of the file they come from ("." for none), and all the
    files they come from: that file, then the one it extends, and so on."""

    folder: str = "."
    files: tuple[str, ...] = ()

    @property
    def view(self) -> View:
        """How a Word file is read."""
        return View(self.revisions, self.markup)

    def ignored_for(self, path: str) -> tuple[str, ...]:
        """The selectors that `per-file-ignores` adds for a file; globs are relative to `folder`, or
        absolute where an extended file wrote them."""
        if not self.per_file_ignores:
            return ()
        file, home = _absolute(Path(path)), _absolute(Path(self.folder))
        relative = file.relative_to(home).as_posix() if file.is_relative_to(home) else file.name
        names = (file.name, relative, file.resolve().as_posix())
        return tuple(
            selector
            for pattern, selectors in self.per_file_ignores.items()
            if any(fnmatch(name, pattern) for name in names)
            for selector in selectors
        )

    def beside(self, name: str) -> Path:
        """The file that a setting names, relative to the folder of its regcheck.toml."""
        return Path(self.folder) / name

    def severities(self, stage: Stage) -> dict[str, Severity]:
        """The severity by code that the settings give at a stage.

        The narrower selector wins; what is said for the stage wins over what is said for all.
        """
        given: dict[str, Severity] = {}
        for table in (self.severity, self.severity_by_stage.get(stage, {})):
            for word in sorted(table, key=lambda word: -len(matching(word))):
                given |= dict.fromkeys(matching(word), table[word])
        return given


def find_settings(start: Path) -> Settings:
    """The settings of the nearest folder, from `start` upwards, that has any; else defaults.

    Raises RegcheckError for a file that cannot be read, an unknown key or a wrong value.
    """
    folder = start if start.is_dir() else start.parent
    for place in (folder, *_absolute(folder).parents):
        if found := settings_in(place):
            return found
    return Settings()


def _absolute(path: Path) -> Path:
    """The path from the root, without ..; symbolic links stay."""
    return Path(os.path.normpath(path.absolute()))


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
    chain = _chain(path)
    table: dict[str, Any] = {}
    for file, written in reversed(chain):
        table = _over(table, written if file == path else _moved(written, file.parent, path.parent))
    return _validated(table, path, tuple(str(file) for file, _ in chain))


def _chain(path: Path) -> list[tuple[Path, dict[str, Any]]]:
    """A file and the files that it extends, the nearest first, each with its keys."""
    chain = [(path, _table_of(path))]
    while isinstance(base := chain[-1][1].get("extend"), str):
        file = chain[-1][0]
        below = file.parent / base
        if not below.is_file():
            raise RegcheckError(
                f"{file}：extend 指向的 {base} 不存在。", "路径相对于本配置文件所在的文件夹。"
            )
        seen = [each.resolve() for each, _ in chain]
        if below.resolve() in seen:
            circle = [each for each, _ in chain[seen.index(below.resolve()) :]]
            names = " → ".join(str(each) for each in (*circle, circle[0]))
            raise RegcheckError(f"{path}：extend 绕回了自己：{names}。", "请去掉其中一个 extend。")
        if len(chain) > _MAX_EXTENDS:
            raise RegcheckError(
                f"{path}：extend 接得太长，超过 {_MAX_EXTENDS} 层。", "请合并其中几个配置文件。"
            )
        chain.append((below, _table_of(below)))
    return chain


def _over(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """One table laid over another: tables are joined key by key, anything else is replaced."""
    joined = dict(below)
    for key, value in above.items():
        under = joined.get(key)
        both = isinstance(value, dict) and isinstance(under, dict)
        joined[key] = _over(under, value) if both else value  # type: ignore[arg-type]
    return joined


def _moved(table: dict[str, Any], home: Path, folder: Path) -> dict[str, Any]:
    """What a file in `home` passes on to one in `folder`: the paths still name the same files.

    `drafts` stays behind: it lists files of its own folder.
    """
    passed = {key: value for key, value in table.items() if key not in ("drafts", "extend")}
    for key in ("baseline", "commitments"):
        name = passed.get(key)
        if isinstance(name, str) and not Path(name).is_absolute():
            passed[key] = _relative(home / name, folder)
    globs = passed.get("per-file-ignores")
    if isinstance(globs, dict):
        root = glob.escape(home.resolve().as_posix())
        passed["per-file-ignores"] = {
            f"{root}/{pattern}" if "/" in pattern else pattern: selectors
            for pattern, selectors in globs.items()
        }
    return passed


def _relative(file: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive
        return file.absolute().as_posix()


def _table_of(path: Path) -> dict[str, Any]:
    """The keys of one file."""
    table = _read(path)
    if path.name == "pyproject.toml":
        table = table.get("tool", {}).get("regcheck", {})
    return table


def _read(path: Path) -> dict[str, Any]:
    try:
        return toml_table(path.read_text("utf-8-sig"), str(path))
    except UnicodeDecodeError:
        raise RegcheckError(f"{path}：不是 UTF-8 编码。", "请另存为 UTF-8 编码。") from None
    except OSError as error:
        raise RegcheckError(f"{path}：无法读取（{error.strerror or error}）。") from None


def _validated(table: dict[str, Any], path: Path, files: tuple[str, ...]) -> Settings:
    """The table as Settings; a wrong key or value is named with its remedy."""
    known = [field.encode_name for field in msgspec.structs.fields(Table)]
    _require_known(table, known, f"{path}：", "配置项")
    stages = table.get("severity-by-stage")
    if isinstance(stages, dict):
        where = f"{path}：severity-by-stage 里"
        _require_known(stages, list(get_args(Stage)), where, "草案阶段")
    try:
        msgspec.convert(table, Table)
        own = {"folder": str(path.parent), "files": files}
        settings = msgspec.convert({**table, **own}, Settings)
    except msgspec.ValidationError as error:
        raise RegcheckError(
            f"{path}：配置的值不对：{_readable(str(error))}。", "请对照 docs/contract.md 修改。"
        ) from None
    try:
        _require_rules(settings)
    except RegcheckError as error:
        raise RegcheckError(f"{path}：{error.message}", error.hint) from None
    return settings


def _require_known(table: dict[str, Any], known: list[str], where: str, what: str) -> None:
    """Raises RegcheckError for a key that is not known, with the nearest one."""
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1, 0.4)
            hint = f"是不是 {near[0]}？" if near else f"可用的{what}：{'、'.join(known)}。"
            raise RegcheckError(f"{where}没有名为“{key}”的{what}。", hint)


def _require_rules(settings: Settings) -> None:
    """Raises RegcheckError for a selector that names no rule, or a severity that is fixed."""
    per_file = (word for words in settings.per_file_ignores.values() for word in words)
    for selector in (*settings.select, *settings.ignore, *per_file):
        matching(selector)
    for table in (settings.severity, *settings.severity_by_stage.values()):
        for selector in table:
            if fixed := sorted(matching(selector) & ALWAYS):
                raise RegcheckError(
                    f"{selector} 的程度不能改（{'、'.join(fixed)}）。",
                    "读不懂的草案一律照原样报告。",
                )


# Words of msgspec's messages, and what a drafter would call them.
_ENUM = re.compile("Invalid enum value '([^']*)'")
_CHOICES: dict[str, tuple[str, ...]] = {
    "revisions": get_args(Revisions),
    "markup": get_args(Meaning),
}
_WORDS = (
    ("Expected", "应当是"),
    (", got", "，实际是"),
    ("got", "实际是"),
    ("`object`", "表：键 = 值"),
    ("`array`", "列表"),
    ("`str`", "文字"),
    ("`bool`", "true 或者 false"),
    ("`int`", "整数"),
    ("`null`", "空"),
)


def _readable(error: str) -> str:
    """A msgspec message in Chinese where it has the usual form: expected what, got what, where."""
    text, _, place = error.partition(" - at ")
    where = place.strip("`").removeprefix("$.") or "（全部）"
    if "RFC3339" in text:
        return f"{where}（应当是日期，例如 2026-01-01）"
    if wrong := _ENUM.fullmatch(text):
        name = where.split("[")[0]
        known = MARKS if "key" in place else _CHOICES.get(name, ())
        choices = f"，可以是 {'、'.join(known)}" if known else ""
        return f"{'markup' if 'markup' in place else name}（不能是“{wrong[1]}”{choices}）"
    for english, chinese in _WORDS:
        text = text.replace(english, chinese)
    return f"{where}（{text}）"
