"""Which texts are measured: those of a corpus, or invented ones where there is none."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from benchmarks.cost.rounds import DEMO
from benchmarks.cost.workers.plain import LABEL, classified
from regcheck.numerals import to_chinese

MB = 1_000_000
SIZES = (0.1, 0.3, 1.0, 3.0, 10.0)
_MATTER = "科技"
_SEED, _CHAPTER, _INVENTED = 20261126, 30, 60
_PEERS, _WARM, _PEER_BYTES = 60, 12, range(8_000, 40_001)
_HEADS = ("article", "part", "chapter", "section")
_DRAFT_ARTICLES, _DRAFT_BYTES = range(55, 66), range(22_000, 30_001)


class Texts(msgspec.Struct, frozen=True):
    """The files of a run: the corpus and the folder it lies in, the part of it that the peers read
    too, others to warm up with, drafts of about 60 articles, one document in each of SIZES;
    `invented` where there was no corpus."""

    folder: Path
    corpus: tuple[Path, ...]
    peers: tuple[Path, ...]
    warm: tuple[Path, ...]
    drafts: tuple[Path, ...]
    grown: tuple[Path, ...]
    invented: bool = False


def megabytes(files: Sequence[Path]) -> float:
    """How long the files are together, in millions of bytes."""
    return sum(file.stat().st_size for file in files) / MB


def gathered(data: Path | None, folder: Path) -> Texts:
    """The texts below DATA/corpus, else invented ones; what is made is written to the folder."""
    corpus = data.absolute() / "corpus" if data else _invented(folder / "corpus")
    files = sorted(corpus.rglob("*.md"))
    pieces = list(articles_of(files))
    random.Random(_SEED).shuffle(pieces)  # or one size would be of other laws than the next
    grown = tuple(folder / f"{size}.md" for size in SIZES)
    for file, size in zip(grown, SIZES, strict=True):
        file.write_text(joined(pieces, int(size * MB)), "utf-8")
    middle = [file for file in files if file.stat().st_size in _PEER_BYTES]
    peers = _spread(middle, _PEERS)
    # the demo draft alone leaves a tenth of a second of imports to the first law
    warm = (DEMO, *_spread([file for file in middle if file not in peers], _WARM))
    return Texts(corpus, tuple(files), peers, warm, _drafts(files), grown, invented=not data)


def joined(pieces: Sequence[str], length: int, together: int = 3) -> str:
    """A document of so many bytes, each article made of some pieces, in chapters of thirty.

    Three, because numbers end at 第九千九百九十九条, which would come before 10 MB. The pieces come
    again from the first where there are too few.
    """
    lines, size, place = ["某省测试条例", "（草案）"], 0, 0
    while size < length:
        number = to_chinese(place // _CHAPTER + 1)
        heading = [] if place % _CHAPTER else [f"第{number}章　第{number}部分"]
        first = together * place
        words = (pieces[at % len(pieces)] for at in range(first, first + together))
        fresh = [*heading, f"第{to_chinese(place + 1)}条　" + "\n\n".join(words)]
        size += sum(len(each.encode()) + 2 for each in fresh)
        lines += fresh
        place += 1
    return "\n\n".join(lines) + "\n"


def articles_of(files: Sequence[Path]) -> Iterator[str]:
    """The words of the articles, each without its label; those of the last one of a file, which
    annexes may follow, are left out."""
    for file in files:
        text = _read(file)
        lines = classified(text)
        starts = [place for place, (kind, _) in enumerate(lines) if kind == "article"]
        for start in starts[:-1]:
            rest = (at for at in range(start + 1, len(lines)) if lines[at][0] in _HEADS)
            end = next(rest, len(lines))
            words = text[lines[start][1][0] : lines[end - 1][1][1]]
            yield LABEL.sub("", words.replace("\r\n", "\n"), count=1).lstrip()


def _read(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def _count(file: Path) -> int:
    return sum(kind == "article" for kind, _ in classified(_read(file)))


def _spread(files: Sequence[Path], most: int) -> tuple[Path, ...]:
    """So many files at even distances, so that each kind of law has its share."""
    count = min(most, len(files))
    return tuple(files[place * len(files) // count] for place in range(count))


def _drafts(files: Sequence[Path]) -> tuple[Path, ...]:
    """The laws of about 60 articles and 25 kB."""
    middle = (file for file in files if file.stat().st_size in _DRAFT_BYTES)
    return tuple(file for file in middle if _count(file) in _DRAFT_ARTICLES)


def _invented(folder: Path) -> Path:
    """The demo draft, and drafts of 8 to 40 kB made of its articles beside it."""
    folder.mkdir()
    readings = [list(articles_of([file])) for file in sorted(DEMO.parent.glob("*-reading.md"))]
    (folder / "demo.md").write_bytes(DEMO.read_bytes())
    for place in range(_INVENTED):
        length = 8_500 + place * 500
        # the same articles on another matter each time, or their sentences would be remembered
        matter = "甲乙丙丁戊己庚辛壬癸"[place % 10] + "子丑寅卯辰巳午未申酉戌亥"[place % 12]
        text = joined(readings[place % len(readings)], length, 1).replace(_MATTER, matter)
        (folder / f"{place:02}.md").write_text(text, "utf-8")
    return folder
