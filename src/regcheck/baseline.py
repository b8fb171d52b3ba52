"""The findings of a day, as fingerprints in a file: later checks report only what is new."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from regcheck.diagnostic import RegcheckError
from regcheck.engine import Result
from regcheck.fingerprint import fingerprint
from regcheck.formats.rewrite import replace_file
from regcheck.settings import Settings

FILE = "regcheck-baseline.json"
_SCHEMA = "regcheck/baseline/1"
_MARK = re.compile(r"[A-Z]\d{3}:[^:\s]*:[0-9a-f]{16}")
_AGAIN = "如果文件已经损坏，删去后用 regcheck baseline create 重建。"

Counts = dict[str, int]
# Draft, relative to the folder of the baseline → fingerprint → how often.
Known = dict[str, Counts]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema: str
    findings: dict[str, dict[str, Annotated[int, msgspec.Meta(ge=1)]]]


def known_findings(path: str, settings: Settings) -> Mapping[str, int]:
    """What the baseline of the settings holds of a draft; nothing where they name none.

    Raises RegcheckError where the file is missing or is no baseline.
    """
    if settings.baseline is None:
        return {}
    file = settings.beside(settings.baseline)
    return read_baseline(file).get(key(path, file), {})


def key(path: str, file: Path) -> str:
    """What a draft is called in a baseline: its path relative to the folder of the file."""
    draft, folder = os.path.realpath(path), os.path.realpath(file.parent)
    try:
        return Path(os.path.relpath(draft, folder)).as_posix()
    except ValueError:  # another drive
        return Path(draft).as_posix()


def read_baseline(file: Path) -> Known:
    """The findings that a baseline holds.

    Raises RegcheckError where the file is missing, cannot be read or is no baseline.
    """
    try:
        stamp = file.stat()
        return _read(file, stamp.st_mtime_ns, stamp.st_size)
    except FileNotFoundError:
        raise RegcheckError(
            f"{file}：没有这个基线文件。", "请检查路径，或者先用 regcheck baseline create 建立。"
        ) from None
    except OSError as error:
        raise RegcheckError(f"{file}：无法读取（{error.strerror or error}）。") from None


@cache
def _read(file: Path, modified: int, size: int) -> Known:
    """The file as it was at that time: a run over many drafts reads it once."""
    data = file.read_bytes()
    try:
        found = msgspec.json.decode(data)
        schema = found.get("schema") if isinstance(found, dict) else None
        if isinstance(schema, str) and schema != _SCHEMA:
            raise RegcheckError(
                f"{file}：这个版本的 regcheck 不认识基线的格式 {schema}。",
                f"应当是 {_SCHEMA}：请更新 regcheck，或者删去后用 regcheck baseline create 重建。",
            )
        findings = msgspec.convert(found, _File).findings
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise RegcheckError(f"{file}：不是基线文件（{error}）。", _AGAIN) from None
    for counts in findings.values():
        for mark in counts:
            if not _MARK.fullmatch(mark):
                raise RegcheckError(f"{file}：“{mark[:40]}”不是基线的记录。", _AGAIN)
    return findings


def counted(result: Result) -> Counts:
    """How often each fingerprint occurs in a draft; the tool's own findings have none."""
    source = result.document.source
    return dict(
        Counter(
            fingerprint(finding, source)
            for finding in result.diagnostics
            if not finding.code.startswith("E")
        )
    )


def pruned(old: Mapping[str, int], result: Result) -> Counts:
    """The counts of a draft without what is no longer found there.

    What a rule found that did not run now stays: nobody has looked.
    """
    found = counted(result)
    kept = {
        mark: count if mark.split(":")[0] not in result.rules else min(count, found.get(mark, 0))
        for mark, count in old.items()
    }
    return {mark: count for mark, count in kept.items() if count}


def gone(known: Iterable[str], file: Path, folders: Iterable[str]) -> frozenset[str]:
    """The drafts of a baseline that lay below one of the folders and are no longer there."""
    roots = [Path(os.path.realpath(folder)) for folder in folders]
    home = Path(os.path.realpath(file.parent))
    places = {name: Path(os.path.normpath(home / name)) for name in known}
    return frozenset(
        name
        for name, place in places.items()
        if not place.exists() and any(place.is_relative_to(root) for root in roots)
    )


def total(known: Known) -> int:
    """How many findings a baseline holds."""
    return sum(sum(counts.values()) for counts in known.values())


def write_baseline(file: Path, known: Known) -> None:
    """Write the findings to a file in one step, sorted, a line for each fingerprint.

    Raises RegcheckError where it cannot be written.
    """
    findings = {name: dict(sorted(counts.items())) for name, counts in sorted(known.items())}
    shown = {name: counts for name, counts in findings.items() if counts}
    text = json.dumps({"schema": _SCHEMA, "findings": shown}, indent=2, ensure_ascii=False)
    try:
        replace_file(file, f"{text}\n".encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise RegcheckError(
            f"{file}：无法写入（{error.strerror or error}）。", "请检查文件夹是否存在、可写。"
        ) from None
