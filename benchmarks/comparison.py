"""How well two readings are compared: laws are changed in known ways and compared with themselves.

    python -m benchmarks.comparison DATA

prints, over the laws of DATA/corpus that have 20 to 200 articles, the share of changes that are
recognised, by kind, what is said of articles that were only renumbered, and how long 300 and 1,260
articles take. The changes are drawn with a fixed seed; every article gets one kind of change. A
moved article counts as recognised where it is known again at its new place.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from regcheck.compare import Comparison, compare
from regcheck.formats.files import read_file
from regcheck.model import Document, Level, walk
from regcheck.numerals import to_chinese
from regcheck.parse.structure import parse_source
from regcheck.text import source_file

Change = Literal["same", "moved", "moved+edited", "edited", "added", "removed", "split", "merged"]
SEED = 20261126
LAWS = 150
# How many of a hundred articles get which change; the others stay.
SHARES: dict[Change, int] = {
    "moved": 4,
    "moved+edited": 4,
    "edited": 20,
    "removed": 4,
    "added": 4,
    "split": 3,
    "merged": 3,
}
# What may come in at an edit; none of it ends a sentence.
CHARACTERS = "的和与或者应当可以依法有关部门单位个人规定要求组织实施管理服务"


class Article(msgspec.Struct, frozen=True):
    """One article of the changed text: its words, the old articles they come from, and how."""

    words: str
    origins: tuple[int, ...]
    change: Change


def articles(document: Document) -> list[str]:
    """The words of each article without its label."""
    source = document.source
    return [
        source.text[each.marker.end : each.span.end].strip()
        for each in walk(document.provisions)
        if each.level is Level.ARTICLE
    ]


def text_of(words: list[str]) -> str:
    """A law of these articles, numbered anew."""
    lines = [f"第{to_chinese(n)}条　{each}" for n, each in enumerate(words, 1)]
    return "\n\n".join(["某省测试条例", *lines]) + "\n"


def edited(words: str, chance: random.Random) -> str:
    """The words with 5 to 20 of a hundred characters changed, in runs of one to four."""
    out = list(words)
    left = max(1, round(len(out) * chance.uniform(0.05, 0.2)))
    while left > 0 and len(out) > 8:
        run = min(left, chance.randint(1, 4))
        at = chance.randrange(1, len(out) - run)
        kind = chance.choice(("replace", "insert", "delete"))
        fresh = [chance.choice(CHARACTERS) for _ in range(run)]
        out[at : at + (0 if kind == "insert" else run)] = [] if kind == "delete" else fresh
        left -= run
    return re.sub(r"\n+", "\n", "".join(out))


def changed(words: list[str], strange: list[str], chance: random.Random) -> list[Article]:
    """The articles of a later reading, with what was done to each."""
    kinds: list[Change] = [kind for kind, share in SHARES.items() for _ in range(share)]
    kinds += ["same"] * (100 - len(kinds))
    stay: list[Article] = []
    move: list[Article] = []
    skip = -1
    for place, each in enumerate(words):
        if place == skip:
            continue
        kind = chance.choice(kinds)
        halves = re.split(r"(?<=[。；])", each, maxsplit=1)
        if kind in ("moved", "moved+edited"):
            new = edited(each, chance) if kind == "moved+edited" else each
            move.append(Article(new, (place,), kind))
        elif kind == "edited":
            stay.append(Article(edited(each, chance), (place,), kind))
        elif kind == "added" and strange:
            stay += [Article(each, (place,), "same"), Article(strange.pop(), (), kind)]
        elif kind == "split" and len(halves) == 2 and min(map(len, halves)) > 20:
            stay += [Article(half.strip(), (place,), kind) for half in halves]
        elif kind == "merged" and place + 1 < len(words):
            stay.append(Article(f"{each}\n{words[place + 1]}", (place, place + 1), kind))
            skip = place + 1
        elif kind != "removed":
            stay.append(Article(each, (place,), "same"))
    for each_moved in move:
        stay.insert(chance.randrange(len(stay) + 1), each_moved)
    return stay


def judged(result: Comparison, old: int, made: list[Article]) -> Iterator[tuple[Change, bool]]:
    """Whether each change was recognised as what it is."""
    rows = [row for row in result.rows if any(each.id for each in (*row.old, *row.new))]
    of_new = {each.id: row for row in rows for each in row.new}
    for place, article in enumerate(made, 1):
        row = of_new[f"art_{place}"]
        found = {int(each.id.removeprefix("art_")) - 1 for each in row.old}
        right = found == set(article.origins)
        if article.change in ("moved", "moved+edited"):
            yield article.change, right
        elif article.change in ("split", "merged"):
            yield article.change, right and row.state == article.change
        elif article.change == "added":
            yield "added", row.state == "added"
        else:
            yield article.change, right and len(row.new) == 1
    kept = {origin for article in made for origin in article.origins}
    gone = {int(row.old[0].id.removeprefix("art_")) - 1 for row in rows if row.state == "removed"}
    yield from (("removed", place in gone) for place in range(old) if place not in kept)


def assert_whole(result: Comparison) -> None:
    """Nothing of either text is lost: the blocks and the pieces are the texts."""
    for document, side in ((result.old, "old"), (result.new, "new")):
        spans = sorted(each.span for row in result.rows for each in getattr(row, side))
        text = "".join(document.source.slice(span) for span in spans)
        assert text == document.source.text
        for row in result.rows:
            pieces = "".join(document.source.slice(getattr(each, side)) for each in row.pieces)
            assert pieces == "".join(
                document.source.slice(each.span) for each in getattr(row, side)
            )


def measured(data: Path, laws: int = LAWS) -> tuple[Counter[Change], Counter[Change]]:
    """How many changes of each kind there were, and how many were recognised."""
    chance = random.Random(SEED)
    total: Counter[Change] = Counter()
    right: Counter[Change] = Counter()
    strange: list[str] = []
    for words in read_laws(data, laws, chance):
        made = changed(words, strange, chance)
        strange = [each for each in words if len(each) > 30][:20]
        old, new = readings(words, made)
        if len(articles(new)) != len(made):
            continue  # an edit made a label
        result = compare(old, new)
        assert_whole(result)
        for change, good in judged(result, len(words), made):
            total[change] += 1
            right[change] += good
    return total, right


def false_alarms(data: Path, laws: int = LAWS) -> tuple[int, int, int]:
    """Articles that only have another number because others came or went: how many there were,
    how many are called moved, and how many anything but unchanged."""
    chance = random.Random(SEED)
    strange: list[str] = []
    kept = moved = changed_ones = 0
    for words in read_laws(data, laws, chance):
        made: list[Article] = []
        for place, each in enumerate(words):
            if strange and not chance.randrange(8):
                made.append(Article(strange.pop(), (), "added"))
            if chance.randrange(8):
                made.append(Article(each, (place,), "same"))
        strange = [each for each in words if len(each) > 30][:20]
        for row in compare(*readings(words, made)).rows:
            if row.old and row.new and row.new[0].kind == "article":
                place = int(row.new[0].id.removeprefix("art_")) - 1
                if made[place].change == "same":
                    kept, moved = kept + 1, moved + row.moved
                    changed_ones += row.state != "same"
    return kept, moved, changed_ones


def read_laws(data: Path, laws: int, chance: random.Random) -> Iterator[list[str]]:
    """The articles of so many laws of 20 to 200; those whose words hold a label are left out."""
    files = sorted((data / "corpus").rglob("*.md"))
    chance.shuffle(files)
    done = 0
    for path in files:
        words = articles(parse_source(read_file(str(path))))
        if 20 <= len(words) <= 200 and len(articles(parsed(words))) == len(words):
            yield words
            done += 1
        if done == laws:
            return


def parsed(words: list[str]) -> Document:
    """The law of these articles."""
    return parse_source(source_file(text_of(words)))


def readings(words: list[str], made: list[Article]) -> tuple[Document, Document]:
    """The law before and after the changes."""
    return parsed(words), parsed([each.words for each in made])


def timed(data: Path, count: int, change: Literal["fifth", "all", "other"]) -> float:
    """Seconds for a law of so many articles: every fifth edited, all edited, or another law."""
    chance = random.Random(SEED)
    words: list[str] = []
    for path in sorted((data / "corpus").rglob("*.md")):
        words += articles(parse_source(read_file(str(path))))
        if len(words) >= 2 * count:
            break
    words, others = words[:count], words[count : 2 * count]
    every = {"fifth": 5, "all": 1, "other": count + 1}[change]
    made = [words[at] if at % every else edited(words[at], chance) for at in range(count)]
    old, new = parsed(words), parsed(others if change == "other" else made)
    start = time.process_time()
    compare(old, new)
    return time.process_time() - start


def main() -> None:
    """Print the tables."""
    data = Path(sys.argv[1])
    total, right = measured(data)
    print(f"{'change':14}{'made':>8}{'right':>8}{'share':>8}")
    for change in total:
        share = right[change] / total[change]
        print(f"{change:14}{total[change]:8}{right[change]:8}{share:8.3f}")
    kept, moved, other = false_alarms(data)
    print(
        f"only renumbered: {kept}; called moved: {moved}; called edited, split or merged: {other}"
    )
    for count in (300, 1260):
        times = {each: timed(data, count, each) for each in ("fifth", "all", "other")}
        told = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in times.items())
        print(f"{count} articles: {told}")


if __name__ == "__main__":
    main()
