"""Copies with comments and tracked changes, opened and saved by LibreOffice, say the same."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from regcheck.export.docx.annotated import Annotated
from regcheck.formats.docx.view import View
from tests import word
from tests.annotation import (
    FOOT,
    control,
    fix,
    gone,
    ins,
    link,
    made,
    opened,
    p,
    package,
    r,
    remark,
    table,
)
from tests.word_check import beside

WANTED = os.environ.get("REGCHECK_LIBREOFFICE") == "1"
SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    not SOFFICE and not WANTED, reason="no soffice here, and REGCHECK_LIBREOFFICE is not 1"
)
BODIES = {
    "runs": p("依照本条例", r("第12条", bold=True), "的规定办理") + p("附则"),
    "numbers": p("总体要求", number=1) + p("具体办法", number=1),
    "notes": p("依照本", FOOT, "条例第12条", FOOT, "的规定办理"),
    "mark": p("依照下列规定", r(":", bold=True)) + p("附则"),
    "marks": p("依照:下列:规定") + p("附则"),
    "link": p("依照", link(r("本条例第12条")), "的规定办理"),
    "field": p("依照本条例", word.field("REF x", r("第12条")), "的规定办理"),
    "control": p("依照本条例", control(r("第12条")), "的规定办理"),
    "revisions": p("依照", ins(r("本条例第12条")), "的", gone("有关"), "规定办理"),
    "cells": p("说明") + table((p("依照本条例第12条"), p("的规定办理"))) + p("附则"),
}


def copy(body: str) -> Annotated:
    """Comments on the first words, on the last ones, and over a change."""
    data = package(body)
    text = opened(data).source.text
    found = [remark(0, 5, words="始"), remark(len(text) - 3, len(text) - 1, words="终")]
    if "12" in text:
        at = text.index("12")
        found.append(remark(at - 1, at + 3, fix((at - 1, at + 3, "第十二条")), words="改"))
    at = text.find(":")
    if at >= 0:
        found.append(remark(at, at + 1, fix((at, at + 1, "：")), words="号"))
    return made(data, *found)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every copy as LibreOffice saves it."""
    assert SOFFICE, "REGCHECK_LIBREOFFICE is 1, and there is no soffice"
    folder = tmp_path_factory.mktemp("libreoffice")
    for name, body in BODIES.items():
        (folder / f"{name}.docx").write_bytes(copy(body).data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")
    subprocess.run(
        [SOFFICE, profile, "--headless", *convert, *(str(folder / f"{each}.docx") for each in
                                                     BODIES)],
        check=True,
        capture_output=True,
        timeout=300,
    )  # fmt: skip
    return {name: Path(folder / "out" / f"{name}.docx").read_bytes() for name in BODIES}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("view", ["final", "original"])
def test_saved_copy_says_the_same(saved: dict[str, bytes], name: str, view: str) -> None:
    asked = View("original") if view == "original" else View()
    before, after = opened(copy(BODIES[name]).data, asked), opened(saved[name], asked)
    assert after.source.text.splitlines() == before.source.text.splitlines()
    if view == "final" or name != "revisions":
        assert [
            (after.source.slice(each.span), each.text.strip())
            for each in beside(after).asides
            if each.kind == "comment"
        ] == [
            (before.source.slice(each.span), each.text)
            for each in beside(before).asides
            if each.kind == "comment"
        ]
