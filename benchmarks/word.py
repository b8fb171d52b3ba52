"""What a Word file costs beside the same text: 1,000 articles as .docx and as .md.

    python -m benchmarks.word DATA

The articles are those of the laws below DATA/corpus. In the Word file each paragraph has several
runs, as Word writes them; articles are numbered by Word in one file and typed in another. Printed
are the medians of CPU seconds, in turn, each command a process of its own.

    python -m benchmarks.word DATA --laws

prints how many of the laws read the same as a Word file as they do as text, and how many parse to
the same provisions when they have been exported and read again.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from statistics import median

from benchmarks.site import draft
from regcheck.formats.files import decoded, read_file
from regcheck.model import Document, walk
from regcheck.parse.structure import parse_source

ARTICLES, ROUNDS = 1_000, 5
COMMANDS = (
    ("parse", "--format", "text"),
    ("parse", "--format", "json"),
    ("check", "--no-cache", "--preset", "ci", "--exit-zero"),
    ("check", "--no-cache", "--exit-zero"),
)
_SIGNS = re.compile(r"<!--.*?-->|[\s\u200b-\u200f\u2060\ufeff\u00ad]|\*\*|\\", re.DOTALL)
# 例：第一条
_ARTICLE = re.compile("第[一二三四五六七八九十百千零]+条　")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "[Content_Types].xml": f'''<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{_KIND}.numbering+xml"/></Types>''',
    "_rels/.rels": f'''<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>
</Relationships>''',
    "word/_rels/document.xml.rels": f'''<Relationships xmlns="{_PACKAGE}/relationships">
<Relationship Id="r1" Type="{_OFFICE}/numbering" Target="numbering.xml"/></Relationships>''',
    "word/numbering.xml": f'''<w:numbering xmlns:w="{_WORD}"><w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:suff w:val="space"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>''',
}
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_FONT = '<w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
_TEXT = '<w:t xml:space="preserve">'
_RUN = 25


def word(text: str, *, numbered: bool) -> bytes:
    """The lines of the text as a Word file; `numbered` leaves the numbers of articles to Word."""
    body = "".join(_paragraph(line, numbered) for line in filter(None, text.split("\n")))
    parts = {**_PARTS, "word/document.xml": _document(body)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _document(body: str) -> str:
    return f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'


def _paragraph(line: str, numbered: bool) -> str:
    found = _ARTICLE.match(line) if numbered else None
    words = line[found.end() :] if found else line
    properties = f"<w:pPr>{_NUMBERED}</w:pPr>" if found else ""
    return f"<w:p>{properties}{''.join(_runs(words))}</w:p>"


def _runs(words: str) -> Iterator[str]:
    """The words in runs of some length, as Word divides them while people edit."""
    for start in range(0, len(words), _RUN):
        text = escape(words[start : start + _RUN], quote=False)
        text = text.replace("\t", f"</w:t><w:tab/>{_TEXT}")
        yield f"<w:r><w:rPr>{_FONT}</w:rPr>{_TEXT}{text}</w:t></w:r>"


def seconds(path: Path, command: tuple[str, ...]) -> float:
    """The CPU seconds of one command, as a process of its own."""
    before = os.times()
    call = [sys.executable, "-m", "regcheck", *command, str(path)]
    subprocess.run(call, check=True, capture_output=True)
    after = os.times()
    return (
        after.children_user - before.children_user + after.children_system - before.children_system
    )


def known(document: Document) -> list[tuple[str, str | None, str]]:
    """The id, the heading and the words of every provision, without blanks and Markdown."""
    return [
        (each.id, each.heading, _SIGNS.sub("", document.text_of(each)))
        for each in walk(document.provisions)
    ]


def laws(data: Path) -> None:
    """Print how many laws stay as they are as Word files."""
    from regcheck.export.docx.draft import docx_bytes
    from regcheck.export.docx.layout import laid_out

    read = kept = count = 0
    for path in sorted((data / "corpus").rglob("*.md")):
        document = parse_source(read_file(str(path)))
        lines = [line for line in document.source.text.splitlines() if line]
        made = decoded(word("\n".join(lines), numbered=False), path.name)
        again = parse_source(decoded(docx_bytes(laid_out(document)), path.name))
        same = known(again) == known(document)
        count, read, kept = count + 1, read + (made.text.splitlines() == lines), kept + same
        if not same:
            print(f"not the same after export: {path.name}")
    print(f"{count} laws; read as their text: {read}; the same provisions after export: {kept}")


def main() -> None:
    """Print the table, or how many laws stay the same."""
    if "--laws" in sys.argv:
        laws(Path(sys.argv[1]))
    else:
        costs(Path(sys.argv[1]))


def costs(data: Path) -> None:
    """Print the table of costs."""
    text = draft(data, ARTICLES)
    with tempfile.TemporaryDirectory() as folder:
        files = {name: Path(folder) / name for name in ("a.md", "typed.docx", "numbered.docx")}
        files["a.md"].write_text(text, "utf-8")
        for name, numbered in (("typed.docx", False), ("numbered.docx", True)):
            files[name].write_bytes(word(text, numbered=numbered))
            read = decoded(files[name].read_bytes(), name).text
            wanted = [line for line in text.split("\n") if line]
            assert [each.replace("条 ", "条　", 1) for each in read.split("\n")[:-1]] == [
                each.replace("条 ", "条　", 1) for each in wanted
            ]
        print(f"{len(text):,} characters in {ARTICLES:,} articles; CPU seconds, and × those of .md")
        for command in COMMANDS:
            spent = {name: list[float]() for name in files}
            for _ in range(ROUNDS):
                for name, file in files.items():
                    spent[name].append(seconds(file, command))
            middle = {name: median(values) for name, values in spent.items()}
            told = "".join(
                f"{name:>16}{value:7.2f} ({value / middle['a.md']:.2f})"
                for name, value in middle.items()
            )
            print(f"{' '.join(command):58}{told}", flush=True)


if __name__ == "__main__":
    main()
