"""What was met in a Word file that its text does not show → sentences for the drafter."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from regcheck.formats.docx.revisions import Revisions
from regcheck.formats.docx.view import MARKS_ZH, MEANINGS_ZH, Mark, Meaning, View

_SHOWN = 12


class Tally(msgspec.Struct):
    """What is counted while a file is read; each entry of a list is the words of one place."""

    hidden: list[str] = []
    marked: dict[Mark, list[str]] = {}
    bookmarks: set[str] = set()
    unnumbered: int = 0
    foreign: int = 0
    pictures: int = 0
    tabled: int = 0

    def add(self, other: Tally) -> None:
        """What was counted in another text."""
        self.hidden += other.hidden
        for mark, places in other.marked.items():
            self.marked.setdefault(mark, []).extend(places)
        self.bookmarks |= other.bookmarks
        self.unnumbered += other.unnumbered
        self.foreign += other.foreign
        self.pictures += other.pictures

    def more(self, places: list[str], words: str) -> None:
        """Words that belong to the last place; only its beginning is kept."""
        if len(places[-1]) <= _SHOWN:
            places[-1] += words


class Facts(msgspec.Struct, frozen=True):
    """What is known of a file before and after its text is read."""

    revisions: Revisions
    boxes: int
    macros: bool


def notices(tally: Tally, facts: Facts, view: View) -> tuple[str, ...]:
    """The sentences, in the order in which they matter."""
    return tuple(_notices(tally, facts, view))


def _notices(tally: Tally, facts: Facts, view: View) -> Iterator[str]:
    if facts.revisions.told:
        yield _revisions(facts.revisions, view)
    for mark, places in tally.marked.items():
        if view.markup.get(mark) != "text":
            yield _marked(mark, places, view)
    if tally.hidden:
        yield f"有隐藏文字 {len(tally.hidden)} 处（{_example(tally.hidden)}），没有读入。"
    if facts.boxes:
        yield f"有文本框 {facts.boxes} 个，其中的文字当作说明，不算条款。"
    if tally.tabled:
        yield f"表格里有 {tally.tabled} 处像是条文；表格当作附表，不检查，如果是条文请移出表格。"
    if tally.unnumbered:
        yield f"有自动编号域（AUTONUM、LISTNUM）{tally.unnumbered} 处，其编号没有读出。"
    if tally.pictures:
        yield f"有图片 {tally.pictures} 幅，图片没有读入。"
    if tally.foreign:
        yield f"有插入的其他文件 {tally.foreign} 个，其内容没有读入。"
    if facts.macros:
        yield "文件含有宏，只读了文字，宏没有运行。"


def _revisions(found: Revisions, view: View) -> str:
    told = f"有修订（{found.told}）"
    if view.revisions == "original":
        return f"{told}，读的是修订前的文字。"
    hint = "要看修订前的，请用 --revisions original，或者写进 regcheck.toml"
    return f"{told}，读的是接受全部修订后的文字；{hint}。"


def _marked(mark: Mark, places: list[str], view: View) -> str:
    told = f"有{MARKS_ZH[mark]} {len(places)} 处（{_example(places)}）"
    meaning = view.markup.get(mark)
    if meaning:
        return f"{told}，按 markup 的设置当作{MEANINGS_ZH[meaning]}的文字。"
    guess: Meaning = "deleted" if mark in ("strike", "shading") else "inserted"
    return (
        f"{told}，当作正文；如果表示{MEANINGS_ZH[guess]}，请用 --markup {mark}={guess}，"
        f"不表示改动则用 --markup {mark}=text，也可以写进 regcheck.toml。"
    )


def _example(places: list[str]) -> str:
    words = " ".join(places[0].split())
    return f"如“{words[:_SHOWN]}{'……' if len(words) > _SHOWN else ''}”"
