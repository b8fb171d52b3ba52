"""Real laws as Word files: their findings as comments, their safe fixes as tracked changes."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import docx
import pytest

from regcheck.diagnostic import apply_fixes
from regcheck.engine import check_source
from regcheck.export.docx.annotated import annotated
from regcheck.export.docx.remarks import remarks
from regcheck.formats.docx.reading import read_docx
from regcheck.formats.docx.view import View
from regcheck.formats.files import read_file
from regcheck.settings import Settings
from regcheck.text import Span
from tests.annotation import WHEN, assert_well_formed

pytestmark = pytest.mark.corpus
_EVERY = 60


def as_word(text: str) -> bytes:
    """A text as a Word file, each line a paragraph of several runs, some of its marks wrong."""
    document = docx.Document()
    for number, line in enumerate(text.splitlines()):
        paragraph = document.add_paragraph()
        words = line.replace("：", ":").replace("；", ";") if number % 3 == 0 else line
        step = 3 + number % 11
        for at in range(0, len(words), step):
            paragraph.add_run(words[at : at + step]).bold = at % 2 == 0
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_laws_as_word_files(data: Path) -> None:
    tracked = 0
    for path in sorted((data / "corpus").rglob("*.md"))[::_EVERY]:
        before = as_word(read_file(str(path)).text)
        opened = read_docx(before, str(path))
        text = opened.source.text
        result = check_source(opened.source, Settings(preset="review"))
        alone = annotated(before, opened, remarks(result, track=False), WHEN)
        copy = annotated(before, opened, remarks(result, track=True), WHEN)
        assert_well_formed(before, copy.data)
        assert read_docx(copy.data, str(path)).source.text == apply_fixes(text, copy.tracked)
        assert read_docx(copy.data, str(path), View("original")).source.text == text
        assert spans(alone.data) == Counter(worded(text, each.span) for each in result.diagnostics)
        tracked += len(copy.tracked)
    assert tracked > 100


def spans(copy: bytes) -> Counter[Span]:
    """Where the comments stand."""
    found = read_docx(copy, "a.docx").source.docx
    assert found
    return Counter(each.span for each in found.asides if each.kind == "comment")


def worded(text: str, span: Span) -> Span:
    """The span without the ends of lines around its words."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip("\n"))
    return Span(start, start + len(words.strip("\n")))
