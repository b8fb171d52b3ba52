"""Text of a TOML file → its table; what is wrong with it is told in Chinese, with its place."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from regcheck.diagnostic import RegcheckError

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_SHOWN = 60
# How tomllib begins its messages (Python 3.11 to 3.13), and what that means.
_REASONS = {
    "Invalid value": "值写得不对，文字要放在半角引号里",
    "Invalid statement": "这一行不是“键 = 值”，也不是 [表]",
    "Expected '='": "键的后面缺等号；汉字和 ~ 作键要放在引号里",
    "Expected ']'": "方括号没有闭合；汉字和 ~ 作键要放在引号里",
    "Expected newline": "值的后面还有别的文字",
    "Cannot overwrite": "同一个键写了两次",
    "Cannot declare": "同一个表写了两次",
    "Cannot mutate": "同一个表写了两次",
    "Duplicate inline": "同一个键写了两次",
    "Unclosed": "方括号或者花括号没有闭合",
    "Unterminated": "引号没有闭合",
    "Illegal character": "引号没有闭合，或者有不能用的字符",
    "Unescaped": "反斜杠要写成两个，或者改用单引号",
}


def toml_table(text: str, path: str) -> dict[str, Any]:
    """The table that `text` is; raises RegcheckError that names line, column and reason."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise RegcheckError(f"{path}：不是合法的 TOML（嵌套太深）。") from None
    except ValueError as error:
        raise _broken(text, path, str(error)) from None


def _broken(text: str, path: str, error: str) -> RegcheckError:
    """The error for a text that is no TOML, with the line where reading stopped."""
    lines = text.rstrip().split("\n")
    found = _PLACE.search(error)
    line, column = len(lines), len(lines[-1]) + 1
    if found and found["line"]:
        line, column = int(found["line"]), int(found["column"])
    what = error[: found.start()] if found else error
    reason = next((words for begins, words in _REASONS.items() if what.startswith(begins)), what)
    written = lines[line - 1].strip() if line <= len(lines) else ""
    shown = "".join(char if char.isprintable() else " " for char in written[:_SHOWN])
    quoted = f"\n    {line} │ {shown}" if shown else ""
    return RegcheckError(
        f"{path}：第 {line} 行第 {column} 列：不是合法的 TOML（{reason}）。{quoted}",
        "请检查引号、方括号和等号：都用半角。",
    )
