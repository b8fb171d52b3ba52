"""What it costs to build a site: seconds and memory for 300 and for 1,260 articles.

    python -m benchmarks.site DATA

The texts are made of articles of the laws below DATA/corpus, in chapters of thirty, and are read,
checked and built as `regcheck site build` does it, each in a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.comparison import articles
from regcheck.formats.files import read_file
from regcheck.numerals import to_chinese
from regcheck.parse.structure import parse_source

SIZES = (300, 1260)
CHAPTER = 30


def draft(data: Path, count: int) -> str:
    """A text of so many articles."""
    words: list[str] = []
    for path in sorted((data / "corpus").rglob("*.md")):
        words += articles(parse_source(read_file(str(path))))
        if len(words) >= count:
            break
    lines = ["某省测试条例", "（草案）"]
    for place, each in enumerate(words[:count]):
        if not place % CHAPTER:
            number = to_chinese(place // CHAPTER + 1)
            lines.append(f"第{number}章　第{number}部分")
        lines.append(f"第{to_chinese(place + 1)}条　{each}")
    return "\n\n".join(lines) + "\n"


def build(path: str, folder: str) -> None:
    """Build one site and print its seconds and its greatest memory in MB."""
    from regcheck.site.build import build as build_site

    start = time.perf_counter()
    built = build_site([path], folder)
    spent = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(each.stat().st_size for each in Path(folder).rglob("*") if each.is_file())
    print(f"{built.pages:7}{spent:9.1f}{memory:9.0f}{size / 2**20:9.1f}", flush=True)


def main() -> None:
    """Print the table."""
    data = Path(sys.argv[1])
    print(f"{'articles':>9}{'pages':>7}{'seconds':>9}{'MB':>9}{'on disk':>9}")
    for count in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "draft.md"
            file.write_text(draft(data, count), "utf-8")
            print(f"{count:9}", end="", flush=True)
            call = f"from benchmarks.site import build; build({str(file)!r}, {f'{folder}/site'!r})"
            subprocess.run([sys.executable, "-c", call], check=True)


if __name__ == "__main__":
    main()
