"""What LibreOffice writes of a Word file has the same lines as the file.

Left out, for LibreOffice 7.4 changes them:
- w:lvlRestart, by which articles run on over chapters: it is lost, and each chapter begins anew;
- a control around paragraphs: the words of the first paragraph are written several times;
- w:sym of Wingdings: it becomes the private character in w:t with that font;
- mathematics: a formula is lost;
- U+2011: it becomes w:noBreakHyphen, which reads as "-".
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.word import (
    alternate,
    bookmark,
    cell,
    field,
    level,
    levels,
    members,
    note,
    numbered,
    numbers,
    old_textbox,
    on,
    p,
    r,
    relationship,
    row,
    run,
    sdt,
    style,
    styled,
    table,
    textbox,
    zipped,
)
from tests.word_check import beside, checked

WANTED = os.environ.get("REGCHECK_LIBREOFFICE") == "1"
SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    not SOFFICE and not WANTED, reason="no soffice here, and REGCHECK_LIBREOFFICE is not 1"
)

ARTICLES = (
    level(0, "chineseCounting", "第%1章", after="space"),
    level(1, "chineseCountingThousand", "第%2条", after="space"),
    level(2, "chineseCounting", "（%3）", after="nothing"),
)


def outline(*of: int) -> str:
    return "".join(numbered(1, each, "甲") for each in of)


LINKED = f'<w:hyperlink r:id="rId90">{r("乙")}</w:hyperlink>'
FORMS = "decimal", "lowerLetter", "upperRoman", "decimalEnclosedCircle", "ideographTraditional"
CONSTRUCTS = {
    "words": p("第一条\u3000甲") + p() + p(" 乙  丙 ") + p("\U00020bb7"),
    "tabs and breaks": p("甲", run("<w:tab/>"), "乙", run(on("br")), "丙"),
    "link": p("甲", LINKED, "丙"),
    "control in a paragraph": p("甲", sdt(r("乙")), "丙"),
    "fields": p("共", field(" NUMPAGES ", "1"), "页"),
    "reference": p(bookmark("_Ref1", "甲乙")) + p("见", field(" REF _Ref1 \\h ", "甲乙"), "。"),
    "note": p("甲", run(on("footnoteReference", id=1)), "乙"),
    "comment": p(
        "甲",
        on("commentRangeStart", id=1),
        "乙",
        on("commentRangeEnd", id=1),
        run(on("commentReference", id=1)),
        "丙",
    ),
    "table": p("前") + table(row("甲", "乙"), row(cell(p("丙"), p("丁")), "戊")) + p("后"),
    "merged cells": table(
        row(cell(p("甲"), properties=on("vMerge", val="restart")), "乙"),
        row(cell(p(), properties=on("vMerge")), "丙"),
    )
    + p("后"),
    "table of one column": table(row("甲"), row("乙")) + p("后"),
    "text box": p("甲", run(alternate(textbox(p("盒"))[5:-6], old_textbox(p("盒"))))) + p("乙"),
    "articles from one in each chapter": outline(0, 1, 2, 2, 1, 2, 0, 1, 2),
    "hundred articles": outline(*[1] * 120),
    "numbers by style": styled("条", "甲") * 3,
    "no number": styled("条", "甲") + styled("条", "乙", properties=numbers(0, None)),
    "smart tag": p(f'<w:smartTag w:uri="urn:a" w:element="b">{r("甲")}</w:smartTag>', "乙"),
    "ruby": p(run(f"<w:ruby><w:rt>{r('hàn')}</w:rt><w:rubyBase>{r('汉')}</w:rubyBase></w:ruby>")),
    "symbol": p(run(on("sym", font="Symbol", char="F0B5")), "甲"),
    "page break between words": p("甲", run(on("br", type="page")), "乙"),
    "hidden words": p("甲", r("乙", on("vanish")), "丙"),
    "cell over columns": table(
        row(cell(p("甲"), properties=on("gridSpan", val=2))), row("乙", "丙")
    )
    + p("后"),
    "table in a table": table(row(cell(p("甲"), table(row("乙", "丙")), p("丁")), "戊")) + p("后"),
    "list after words": p("甲") + outline(1) + p("乙") + outline(1),
    "numbered cells": table(row(cell(outline(1)), cell(outline(1)))) + outline(1),
}
LISTS = {
    "text of several levels": (
        outline(0, 1, 1, 2, 0, 1),
        (level(0, text="%1"), level(1, text="%1.%2"), level(2, text="%1.%2.%3")),
    ),
    "bullets": (outline(0, 0), (level(0, "bullet", "•"),)),
    "start": (outline(0, 0), (level(0, start=7),)),
    **{form: (outline(0, 0, 0), (level(0, form, "%1、"),)) for form in FORMS},
}
WHOLE = {
    **{name: (body, ARTICLES) for name, body in CONSTRUCTS.items()},
    **LISTS,
}


def written(body: str, of: tuple[str, ...]) -> bytes:
    found = members(
        body,
        numbering=levels(*of),
        styles=style("正文", default=True) + style("条", f"<w:pPr>{numbers(1, 1)}</w:pPr>"),
        footnotes=note("footnote", 1, p(run("<w:footnoteRef/>"), "脚注")),
        comments=note("comment", 1, p("批注")),
        relationships=relationship("rId90", "hyperlink", "http://example.invalid/", external=True),
    )
    return zipped(found)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file as LibreOffice saves it."""
    assert SOFFICE, "REGCHECK_LIBREOFFICE is 1, and there is no soffice"
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "out").mkdir()
    paths = [folder / f"{index}.docx" for index in range(len(WHOLE))]
    for path, (body, of) in zip(paths, WHOLE.values(), strict=True):
        path.write_bytes(written(body, of))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")
    subprocess.run(
        [SOFFICE, profile, "--headless", *convert, *map(str, paths)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {name: _saved(folder, path) for name, path in zip(WHOLE, paths, strict=True)}


def _saved(folder: Path, path: Path) -> bytes:
    return (folder / "out" / path.name).read_bytes()


@pytest.mark.parametrize("name", WHOLE)
def test_saved_file_has_the_same_lines(saved: dict[str, bytes], name: str) -> None:
    before, after = checked(written(*WHOLE[name])), checked(saved[name])
    assert after.source.text.splitlines() == before.source.text.splitlines()


@pytest.mark.parametrize("name", ["note", "comment"])
def test_saved_file_has_the_same_beside_it(saved: dict[str, bytes], name: str) -> None:
    before, after = checked(written(*WHOLE[name])), checked(saved[name])
    assert [(each.kind, each.span, each.text.strip()) for each in beside(after).asides] == [
        (each.kind, each.span, each.text.strip()) for each in beside(before).asides
    ]


def test_saved_cross_reference_leads_to_the_same_words(saved: dict[str, bytes]) -> None:
    before, after = checked(written(*WHOLE["reference"])), checked(saved["reference"])
    assert [(each.span, each.target) for each in beside(after).links] == [
        (each.span, each.target) for each in beside(before).links
    ]
