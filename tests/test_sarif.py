"""SARIF: valid, with places that agree, the words of findings and no more."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from regcheck.diagnostic import (
    Edit,
    Fix,
    apply_fixes,
)
from regcheck.engine import check_source
from regcheck.reporters.report import report
from regcheck.reporters.sarif import sarif
from regcheck.text import Span, source_file
from tests.test_reporters import DEMO, RULES


@pytest.mark.corpus
def test_sarif_is_valid(data: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((data / "sarif-schema-2.1.0.json").read_text("utf-8"))
    validator = jsonschema.Draft4Validator(schema)
    whole = check_source(DEMO.source)
    crashed = replace(DEMO.diagnostics[0], code="E009", name="crashed-rule")
    for reports in (
        [],
        [DEMO],
        [report(whole), replace(DEMO, source=replace(DEMO.source, path="/甲 乙/<stdin>"))],
        [replace(DEMO, diagnostics=(crashed, *DEMO.diagnostics))],
    ):
        log = json.loads(sarif(reports, RULES | whole.rules))
        assert [error.message for error in validator.iter_errors(log)] == []


def regions(value: Any) -> list[dict[str, Any]]:
    """Every region of a log."""
    if isinstance(value, list):
        return [region for each in value for region in regions(each)]
    if not isinstance(value, dict):
        return []
    own = [value] if "charOffset" in value else []
    return own + [region for each in value.values() for region in regions(each)]


def offset(text: str, line: int, column: int) -> int:
    """The offset of a place, by counting what stands before it."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    return sum(map(len, lines[: line - 1])) + column - 1


def test_sarif_offsets_agree_with_lines() -> None:
    text = "甲条例\r\n第一条　𠮷水河。\r第二条　𠮷依照本条例第九条办理\r\n"
    words = text.index("第九条")
    spans = (Span(0, 0), Span(words, words + 3), Span(3, 12), Span(len(text), len(text)))
    fix = Fix("改", (Edit(Span(words, words + 3), "第一条\n"), Edit(Span(0, 1), "")))
    found = [replace(DEMO.diagnostics[0], span=span, fix=fix, related=()) for span in spans]
    source = source_file(text, "a.md")
    log = json.loads(sarif([replace(DEMO, source=source, diagnostics=tuple(found))], RULES))
    results = log["runs"][0]["results"]
    assert len(regions(results)) >= len(spans) * 3
    for region in regions(results[: len(spans)]):
        start = offset(text, region["startLine"], region["startColumn"])
        end = offset(text, region["endLine"], region["endColumn"])
        assert (start, end - start) == (region["charOffset"], region["charLength"])
        assert region.get("snippet", {"text": text[start:end]})["text"] == text[start:end]
    assert results[0]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {
        "text": "第一条\r\n"
    }


def test_sarif_fixes_are_those_of_regcheck() -> None:
    text = DEMO.source.text
    results = json.loads(sarif([DEMO], RULES))["runs"][0]["results"]
    fixes = [fix for result in results for fix in result.get("fixes", ())]
    assert [fix["properties"]["safe"] for fix in fixes] == [True, True, False, False]
    edits = [
        Edit(
            Span(place["charOffset"], place["charOffset"] + place["charLength"]),
            each.get("insertedContent", {"text": ""})["text"],
        )
        for fix in fixes[:3]
        for change in fix["artifactChanges"]
        for each, place in ((each, each["deletedRegion"]) for each in change["replacements"])
    ]
    own = [finding.fix for finding in DEMO.diagnostics if finding.fix]
    assert apply_fixes(text, [Fix("", (edit,)) for edit in edits]) == apply_fixes(text, own)


def test_sarif_holds_only_the_words_of_findings() -> None:
    assert "南湖" in DEMO.source.text
    assert "南湖" not in sarif([DEMO], RULES)


def test_sarif_suppressions() -> None:
    results = json.loads(sarif([DEMO], RULES))["runs"][0]["results"]
    states = {result["ruleId"]: result["suppressions"] for result in results}
    assert states["R201"] == []
    assert states["S125"] == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "施行日期由常务委员会会议确定",
        }
    ]
    assert states["R217"] == [{"kind": "external", "status": "accepted"}]


def test_sarif_words_of_a_draft_make_no_link() -> None:
    finding = replace(DEMO.diagnostics[0], message="“[点此](http://example.com)”[一]", related=())
    log = json.loads(sarif([replace(DEMO, diagnostics=(finding,))], RULES))
    words = log["runs"][0]["results"][0]["message"]["text"]
    assert words == "“\\[点此](http://example.com)”[一]"
