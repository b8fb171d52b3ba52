"""A law as bluebell's plain text, line by line.

Only the standard library: bluebell's own interpreter runs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarks.cost.workers.plain import LABEL, LINE

# From the outermost: the keyword of each kind of line, and whether the words after its number are
# its heading or its text.
_KINDS = {
    "part": ("PART", True),
    "chapter": ("CHAPTER", True),
    "section": ("SEC", True),
    "article": ("ARTICLE", False),
    "item": ("SUBPARA", False),
    "subitem": ("POINT", False),
}
_RANK = {kind: rank for rank, kind in enumerate(_KINDS)}
_SIGNS = re.compile(r"([*/_{\\])")


def marked_up(text: str) -> str:
    """The text in bluebell's syntax: a keyword and the number for each provision, its own text on
    the next line, what belongs to it further in. Lines without a label belong to the article."""
    return "\n\n".join(["BODY", *_lines(text)]) + "\n"


def _lines(text: str) -> Iterator[str]:
    open_kinds: list[str] = []
    for line in LINE.finditer(text):
        kind, words = line.lastgroup or "text", line[0].strip()
        rank = _RANK.get(kind, _RANK["item"])
        while open_kinds and _RANK[open_kinds[-1]] >= rank:
            open_kinds.pop()
        indent = "  " * len(open_kinds)
        label = LABEL.match(words)
        if kind not in _KINDS or not label:
            yield indent + _escaped(words)
            continue
        keyword, headed = _KINDS[kind]
        rest = _escaped(words[label.end() :].strip())
        head = f"{indent}{keyword} {label[1]}"
        yield f"{head} - {rest}" if headed and rest else head
        if rest and not headed:
            yield f"{indent}  {rest}"
        open_kinds.append(kind)


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\1", words)
