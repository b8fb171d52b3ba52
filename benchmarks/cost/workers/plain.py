"""The yardsticks: one pass of `re` over the same texts.

python -m benchmarks.cost.workers.plain lines|signs
"""

from __future__ import annotations

import re
import sys

from benchmarks.cost.workers.loop import Work, chosen, serve

_NUMBER = "第[零〇一二三四五六七八九十百千两0-9０-９]+"
# What a line begins with says what it is; blanks and the signs of Markdown do not count.
LINE = re.compile(
    r"^[ \t　]*(?:#{1,6}[ \t]+)?"
    rf"(?:(?P<article>{_NUMBER}条(?:之[一二三四五六七八九十]+)?(?=[ \t　]))"
    rf"|(?P<part>{_NUMBER}编)|(?P<chapter>{_NUMBER}章)|(?P<section>{_NUMBER}节)"
    r"|(?P<item>[（(][一二三四五六七八九十百]+[）)])|(?P<subitem>[0-9０-９]+[.．、])"
    r"|(?P<contents>目[ \t　]*录[ \t　\r]*$)|(?P<text>\S))[^\r\n]*",
    re.M,
)
# The label that a line begins with.
LABEL = re.compile(
    r"[ \t　]*(?:#{1,6}[ \t]+)?"
    rf"({_NUMBER}[编章节条](?:之[一二三四五六七八九十]+)?|[（(].+?[）)]|[0-9０-９]+)[.．、]?"
)
SIGN = re.compile("第|前|本|《")


def classified(text: str) -> list[tuple[str | None, tuple[int, int]]]:
    """The kind and the span of each line that is not blank."""
    return [(line.lastgroup, line.span()) for line in LINE.finditer(text)]


def signs(text: str) -> list[tuple[int, int]]:
    """The spans of the characters that references begin with."""
    return [sign.span() for sign in SIGN.finditer(text)]


def lines_of(texts: list[str]) -> Work:
    """Classify lines; counts them."""
    return lambda number: sum(len(classified(text)) for text in chosen(texts, number))


def signs_of(texts: list[str]) -> Work:
    """Find signs; counts them."""
    return lambda number: sum(len(signs(text)) for text in chosen(texts, number))


if __name__ == "__main__":
    serve({"lines": lines_of, "signs": signs_of}[sys.argv[1]])
