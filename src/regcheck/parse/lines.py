"""The tokens of a draft: every line, classified with what stands around it.

Each pass takes the lines and returns them relabelled, so that the grammar over the result is
context-free. No pass loses a line: the spans of the result follow one another without a gap.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from regcheck.model import DECISIONS, HEADINGS
from regcheck.numerals import DIGITS, Number
from regcheck.parse.articles import accept_articles, follows, split_articles, units_or_articles
from regcheck.parse.aside import set_aside
from regcheck.parse.labels import (
    GAP,
    HEADING_SHAPES,
    NEUTRAL,
    SENTENCE_END,
    Line,
    places,
    relabel,
    squash,
)
from regcheck.parse.quotation import may_quote, quoted
from regcheck.parse.signature import signatures
from regcheck.parse.title import BRACKETS, Heading, read_heading
from regcheck.parse.tokens import physical_lines
from regcheck.text import SourceFile, Span

_TOC_LINE = re.compile(
    rf"{GAP}*\W{{0,8}}{GAP}*(?:第{GAP}*[{DIGITS}]+{GAP}*(?:分?编|章|节)|附{GAP}*则|序{GAP}*言)"
)
_TOC_INLINE = re.compile(rf"{GAP}*目{GAP}*[录次]{GAP}*第{GAP}*[{DIGITS}]+{GAP}*[编章]")
# How many short lines may stray between the first heading and the first article.
_STRAYS, _SHORT = 2, 30


def classify(source: SourceFile) -> tuple[Heading, tuple[Line, ...]]:
    """The draft's heading and its tokens; the tokens' spans concatenate to the text."""
    lines = set_aside(source, physical_lines(source))
    heading = read_heading(source, lines)
    decision = heading.kind in DECISIONS
    if decision or may_quote(source.text):
        lines = quoted(source, lines, decision)
    shapes = {line.shape for line in lines}
    if "TOC_HEAD" in shapes:
        lines = _contents_of_articles(source, lines)
    lines = _appended_text(source, lines, heading)
    lines = units_or_articles(lines, heading.kind) if "UNIT" in shapes else accept_articles(lines)
    lines = _cut_annex(source, lines)
    if "PART" in shapes:
        lines = _unnumbered_headings(lines)
    lines = _join_headings(source, lines)
    lines = _front_and_toc(source, lines, contents="TOC_HEAD" in shapes)
    lines = signatures(source, lines)
    return heading, tuple(split_articles(source, lines))


def _contents_of_articles(source: SourceFile, lines: list[Line]) -> list[Line]:
    """Entries 第一条　立法目的……1 of a 目录 become TOC: the label comes again, with a text."""
    head = next((i for i, line in enumerate(lines) if line.shape == "TOC_HEAD"), None)
    first = next((i for i, line in enumerate(lines) if line.shape == "ARTICLE"), None)
    if head is None or first is None or first < head:
        return lines
    number = lines[first].number
    again = [i for i, x in enumerate(lines) if x.shape == "ARTICLE" and x.number == number][1:]
    between = lines[head + 1 : again[0]] if again else []
    if not between or any(SENTENCE_END.search(source.slice(x.span).strip()) for x in between):
        return lines
    entries = [replace(x, shape="TOC") if x.shape == "ARTICLE" else x for x in between]
    return [*lines[: head + 1], *entries, *lines[again[0] :]]


def _appended_text(source: SourceFile, lines: list[Line], heading: Heading) -> list[Line]:
    """The revised text under a 修改决定 is an annex: its title is that of the amended law."""
    titles = re.findall(r"《([^《》]+)》", heading.title)
    if not titles:
        return lines
    first = next((i for i, line in enumerate(lines) if line.shape == "UNIT"), len(lines))
    for index in range(first, len(lines)):
        words = BRACKETS.sub("", squash(source.slice(lines[index].body)))
        if lines[index].shape == "TEXT" and words in titles:
            return [*lines[:index], relabel(lines[index], "ANNEX"), *lines[index + 1 :]]
    return lines


def _unnumbered_headings(lines: list[Line]) -> list[Line]:
    """An unnumbered 附则 ranks with the largest unit of the draft: a 编 in a code."""
    if not places(lines, "PART"):  # those there were may be text by now, or an annex
        return lines
    return [
        replace(line, shape="PART") if line.shape == "CHAPTER" and not line.marker_length else line
        for line in lines
    ]


def _join_headings(source: SourceFile, lines: list[Line]) -> list[Line]:
    """第一章 on one line and 总则 on the next are one heading, and so is one broken after 、."""
    out: list[Line] = []
    done = 0
    for at in places(lines, *HEADING_SHAPES):
        after = _next_written(lines, at) if at >= done else None
        if after is None or not _is_continued(source, lines[at], lines[after]):
            continue
        out += lines[done:at]
        out.append(_joined(lines[at], lines[after]))
        done = after + 1
    return [*out, *lines[done:]]


def _joined(line: Line, after: Line) -> Line:
    """The heading of a line with what the line `after` it adds."""
    start = line.heading.start if line.heading_length and line.heading else after.own.start
    return replace(
        line, span=Span(line.span.start, after.span.end), heading=Span(start, after.own.end)
    )


def _next_written(lines: list[Line], at: int) -> int | None:
    """The index of the next line that is not blank; below a bare label comments are skipped."""
    skipped = ("BLANK",) if lines[at].heading_length else ("BLANK", "COMMENT")
    return next((i for i in range(at + 1, len(lines)) if lines[i].shape not in skipped), None)


def _is_continued(source: SourceFile, line: Line, after: Line) -> bool:
    """Whether a heading goes on in the next line of text."""
    if after.shape == "CHAPTER" and not after.marker_length:
        return not line.heading_length  # 第三章 on one line, 附则 on the next
    if after.shape != "TEXT":
        return False
    words = squash(source.slice(after.body))
    if len(words) > 30 or SENTENCE_END.search(words):
        return False
    return not line.heading_length or source.slice(line.heading or line.body).endswith(
        ("、", "的", "和", "与", "及")
    )


def _cut_annex(source: SourceFile, lines: list[Line]) -> list[Line]:
    """Everything from the first annex on is one annex; an 附： inside the text is text."""
    found = places(lines, "ARTICLE", "ANNEX")
    start = _annex_start(source, lines, found)
    out = list(lines)
    for index in found:
        if lines[index].shape == "ANNEX":
            out[index] = relabel(lines[index], "TEXT")
    for index in range(start, len(lines)):
        if lines[index].shape != "BLANK":
            out[index] = relabel(lines[index], "ANNEX")
    return out


def _annex_start(source: SourceFile, lines: list[Line], found: list[int]) -> int:
    """The index of the line that opens the first annex, or a second text; len(lines) if none.

    `found` are those of the articles and of what looks like an annex.
    """
    last: Number | None = None
    for index in found:
        line = lines[index]
        if line.shape == "ARTICLE" and line.number:
            if last and last.main > 1 and line.number == Number(1):
                title = _title_before(source, lines, index)
                if title is not None:
                    return title
            last = line.number
        elif line.shape == "ANNEX" and last:
            following = next((x for x in lines[index:] if x.shape == "ARTICLE"), None)
            if following is None or not follows(last, following.number):
                return index
    return len(lines)


def _title_before(source: SourceFile, lines: list[Line], article: int) -> int | None:
    """The index of the title line of a second text whose 第一条 is at `article`."""
    for index in range(article - 1, max(article - 30, -1), -1):
        line = lines[index]
        if line.shape in NEUTRAL or line.shape in HEADING_SHAPES or line.shape == "TOC_HEAD":
            continue
        words = squash(source.slice(line.body))
        title = line.shape == "TEXT" and len(words) < 40 and not SENTENCE_END.search(words)
        return index if title else None
    return None


def _front_and_toc(source: SourceFile, lines: list[Line], *, contents: bool) -> list[Line]:
    """What stands before the first provision: the 目录 becomes TOC, the rest FRONT.

    `contents` is true where some line looks like the head of a 目录.
    """
    article = next((i for i, line in enumerate(lines) if line.shape == "ARTICLE"), len(lines))
    body = _body_start(lines, article)
    body = article if _is_entry(source, lines, body, article) else body
    toc = _toc_region(source, lines[:body], lines[body:])
    front: list[Line] = []
    for index, line in enumerate(lines[:body]):
        inside = index in toc and _TOC_LINE.match(source.slice(line.span))
        if line.shape in NEUTRAL:
            front.append(line)
        elif (
            line.shape in ("TOC_HEAD", "TOC")
            or inside
            or _TOC_INLINE.match(source.slice(line.span))
        ):
            front.append(line if line.shape == "TOC_HEAD" else replace(line, shape="TOC"))
        else:
            front.append(relabel(line, "FRONT"))
    out = [*front, *lines[body:]]
    for index in places(lines[body:], "TOC_HEAD") if contents else ():
        out[body + index] = relabel(out[body + index], "TEXT")
    return out


def _body_start(lines: list[Line], article: int) -> int:
    """Where the provisions begin: the headings that lead down to the first article belong to it."""
    if article == len(lines):
        return article
    start, rank, strays = article, len(HEADINGS), 0
    for index in range(article - 1, -1, -1):
        line = lines[index]
        level = HEADING_SHAPES.get(line.shape)
        if level and level.rank < rank:
            if strays and line.number != Number(1):
                break  # the last entry of a 目录, and a line between it and the text
            start, rank = index, level.rank
        elif line.shape not in NEUTRAL:
            strays += 1
            if level or strays > _STRAYS or line.own.end - line.own.start > _SHORT:
                break
    return _first_heading(lines, article) if start == article else start


def _is_entry(source: SourceFile, lines: list[Line], start: int, article: int) -> bool:
    """Whether the heading before the first article is the last entry of a 目录: it comes again
    later, and the article stands before all chapters."""
    if start == article or all(line.shape != "TOC_HEAD" for line in lines[:start]):
        return False
    same = (line for line in lines[article:] if line.shape == lines[start].shape)
    words = _heading_text(source, lines[start])
    return any(
        line.number == lines[start].number and _heading_text(source, line) == words for line in same
    )


def _first_heading(lines: list[Line], article: int) -> int:
    """The first heading numbered one, where no 目录 stands and much text strays after it."""
    front = lines[:article]
    if any(line.shape == "TOC_HEAD" for line in front):
        return article
    headings = [i for i, line in enumerate(front) if line.shape in HEADING_SHAPES]
    return headings[0] if headings and front[headings[0]].number == Number(1) else article


def _toc_region(source: SourceFile, front: list[Line], body: list[Line]) -> range:
    """The indexes of a 目录 in the front: after its heading, or three headings that recur."""
    head = next((i for i, line in enumerate(front) if line.shape == "TOC_HEAD"), None)
    if head is not None:
        return range(head, len(front))
    headings = [i for i, line in enumerate(front) if line.shape in HEADING_SHAPES]
    if len(headings) < 3:
        return range(0)
    later = {_heading_text(source, line) for line in body if line.shape in HEADING_SHAPES}
    recurring = [i for i in headings if _heading_text(source, front[i]) in later]
    return range(headings[0], len(front)) if len(recurring) >= 3 else range(0)


def _heading_text(source: SourceFile, line: Line) -> str:
    """A heading's words for comparison."""
    return squash(source.slice(line.heading)) if line.heading else ""
