"""Every output format: goldens of one draft, what programs must be able to parse, what must not
get through."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from regcheck.cli import main
from regcheck.cli.output import TEXTS
from regcheck.diagnostic import (
    Diagnostic,
    Edit,
    Fix,
    Related,
    RuleInfo,
    Severity,
    Suppressed,
)
from regcheck.engine import check_source
from regcheck.reporters.full import full
from regcheck.reporters.github import github
from regcheck.reporters.gitlab import gitlab
from regcheck.reporters.html import html
from regcheck.reporters.junit import junit
from regcheck.reporters.path import repository_path, uri
from regcheck.reporters.report import Report, report
from regcheck.reporters.sarif import sarif
from regcheck.settings import Settings
from regcheck.text import Span, source_file

FOLDER = Path(__file__).parent / "golden" / "formats"
# Few rules: what another rule says, or a new one, does not make the goldens stale.
SHOWN = Settings(select=("S105", "S111", "S118", "S119", "S125", "R201", "R217"))
SUFFIX = {"json": "json", "sarif": "json", "gitlab": "json", "junit": "xml", "html": "html"}
Rules = dict[str, RuleInfo]


def demo() -> tuple[Report, Rules]:
    """The draft of the goldens, with one finding set aside by a comment and one by a baseline."""
    text = (FOLDER / "草案.md").read_text("utf-8")
    result = check_source(source_file(text, "草案.md"), SHOWN)
    aside = {"S125": ("comment", "施行日期由常务委员会会议确定"), "R217": ("baseline", "")}
    suppressed = tuple(
        Suppressed(finding, *aside[finding.code])  # type: ignore[arg-type]
        for finding in result.diagnostics
        if finding.code in aside
    )
    kept = tuple(each for each in result.diagnostics if each.code not in aside)
    made = report(replace(result, diagnostics=kept, suppressed=suppressed), summed=True)
    return made, result.rules


DEMO, RULES = demo()


def shown(style: str, reports: Sequence[Report], rules: Rules) -> str:
    if style == "full":
        return full(reports, rules, 80).plain
    text = getattr(import_module(f"regcheck.reporters.{style}"), style)(reports, rules)
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("style", TEXTS)
def test_golden(style: str) -> None:
    path = FOLDER / f"{style}.{SUFFIX.get(style, 'txt')}"
    got = shown(style, [DEMO], RULES).replace(f'"{version("regcheck")}"', '"VERSION"')
    if os.environ.get("REGCHECK_ACCEPT"):
        path.write_text(got, "utf-8")
    assert path.read_text("utf-8") == got, "run `make accept`"


@pytest.mark.parametrize("style", TEXTS)
def test_without_drafts(style: str) -> None:
    text = shown(style, [], {})
    if style in ("json", "gitlab"):
        assert json.loads(text) == []
    elif style == "sarif":
        assert json.loads(text)["runs"][0]["results"] == []
    elif style == "junit":
        assert ElementTree.fromstring(text).attrib["tests"] == "0"
    elif style == "html":
        assert "没有发现问题" in Page(text).words
    else:
        assert text == ("" if style != "full" else "共检查 0 个文件，没有发现问题。\n")


@pytest.mark.parametrize("style", TEXTS)
def test_into_a_file(style: str, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    output = tmp_path / "报告"
    draft = str(FOLDER / "草案.md")
    with pytest.raises(SystemExit) as left:
        main(["check", "--select", "R201", "--format", style, "-o", str(output), draft])
    assert left.value.code == 1
    assert capfdbinary.readouterr().out == b""
    assert "R201" in output.read_text("utf-8")


# SARIF


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("drafts/a.md", "drafts/a.md"),
        ("./a.md", "a.md"),
        ("../a.md", "../a.md"),
        ("草案/一 稿.md", "%E8%8D%89%E6%A1%88/%E4%B8%80%20%E7%A8%BF.md"),
        ("a\\b.md", "a/b.md"),
        ("/甲/b c.md", "file:///%E7%94%B2/b%20c.md"),
        ("C:\\x\\y#1.md", "file:///C:/x/y%231.md"),
        ("\\\\server\\share\\a.md", "file://server/share/a.md"),
        ("<stdin>", "%3Cstdin%3E"),
        ("a:b%.md", "a%3Ab%25.md"),
        ("a\udcff.md", "a%FF.md"),
    ],
)
def test_uri(path: str, expected: str) -> None:
    assert uri(path) == expected


# JUnit


def test_junit_counts() -> None:
    clean = replace(DEMO, diagnostics=(), suppressed=(), source=source_file("", "空.md"))
    twice = replace(DEMO, diagnostics=(DEMO.diagnostics[2], DEMO.diagnostics[2]))
    root = ElementTree.fromstring(junit([DEMO, clean, twice], RULES))
    for suite in (root, *root.iter("testsuite")):
        cases = list(suite.iter("testcase"))
        assert suite.attrib["tests"] == str(len(cases))
        assert suite.attrib["failures"] == str(sum(1 for _ in suite.iter("failure")))
        assert suite.attrib["skipped"] == str(sum(1 for _ in suite.iter("skipped")))
        assert suite.attrib["errors"] == "0"
        names = [(case.attrib["classname"], case.attrib["name"]) for case in cases]
        assert suite is root or len(set(names)) == len(names)
    assert [suite.attrib["failures"] for suite in root] == ["4", "0", "2"]
    assert [case.attrib["name"] for case in root[1]] == ["没有发现问题"]
    (skipped, other) = root[0].iter("skipped")
    assert "施行日期由常务委员会会议确定" in other.attrib["message"] + skipped.attrib["message"]


def test_junit_has_no_forbidden_character() -> None:
    bad = "甲\x00\x1b\ufffe]]><b a='\"'>\ud800乙"
    finding = replace(DEMO.diagnostics[1], message=bad, severity=Severity.ERROR)
    text = junit([replace(DEMO, diagnostics=(finding,))], RULES)
    (failure,) = ElementTree.fromstring(text).iter("failure")
    assert failure.attrib["message"] == "甲\ufffd\ufffd\ufffd]]><b a='\"'>\ufffd乙"


# GitHub and GitLab


def test_github_draft_cannot_give_a_command() -> None:
    path = "a,line=9::x\n::error::.md"
    message = "甲\n::error::乙\r\n::set-env name=A::100%"
    finding = replace(DEMO.diagnostics[0], message=message, path=path, provision=None)
    line = github([replace(DEMO, diagnostics=(finding,))], RULES)
    assert line.count("\n") == 1
    assert line.endswith("::甲%0A::error::乙%0D%0A::set-env name=A::100%25\n")
    assert "file=a%2Cline=9%3A%3Ax%0A%3A%3Aerror%3A%3A.md," in line


def test_github_columns_only_within_a_line() -> None:
    first, second = DEMO.source.line_span(1), DEMO.source.line_span(3)
    one = replace(DEMO.diagnostics[0], span=first)
    many = replace(DEMO.diagnostics[0], span=Span(first.start, second.end))
    lines = github([replace(DEMO, diagnostics=(one, many))], RULES).splitlines()
    assert f",line=1,endLine=1,col=1,endColumn={first.end + 1}," in lines[0]
    assert ",line=1,endLine=3,title=" in lines[1]


def test_gitlab_fingerprints() -> None:
    finding = DEMO.diagnostics[2]
    once = replace(DEMO, diagnostics=(finding,))
    moved = source_file("\n" + DEMO.source.text, "草案.md")
    span = Span(finding.span.start + 1, finding.span.end + 1)
    later = replace(DEMO, source=moved, diagnostics=(replace(finding, span=span),))
    twice = replace(DEMO, diagnostics=(finding, finding))

    def prints(made: Report) -> list[str]:
        return [record["fingerprint"] for record in json.loads(gitlab([made], RULES))]

    assert prints(once) == prints(later) == prints(twice)[:1]
    assert len(set(prints(twice))) == 2


def test_path_in_a_repository() -> None:
    assert repository_path(".\\草案\\一稿.md") == "草案/一稿.md"
    assert repository_path("/a/b.md") == "/a/b.md"
    assert repository_path("a\udcff.md") == "a\ufffd.md"


# HTML

VOID = ("meta", "br")
SAFE_TAGS = re.compile(
    "html|head|meta|title|style|body|header|main|footer|section|table|caption|thead|tbody|tfoot|tr"
    "|th|td|h[123]|p|a|ol|ul|li|dl|dt|dd|details|summary|blockquote|span|code|mark|br|del|ins"
)
SAFE_ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "scope", "id", "class"}


class Page(HTMLParser):
    """A page's words and marks; every tag of it must be one of ours, closed in its order."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.words = ""
        self.marks: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert SAFE_TAGS.fullmatch(tag)
        for name, value in attrs:
            assert name in SAFE_ATTRIBUTES or (name == "href" and (value or "").startswith("#"))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "mark":
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            assert "url(" not in data
            assert "@import" not in data
            return
        self.words += data
        if self.open[-1:] == ["mark"]:
            self.marks[-1] += data


def test_html_shows_what_a_draft_says_and_runs_none_of_it() -> None:
    bad = "<script>alert(1)</script><img src='http://example.com/a'>&amp;\"</style>"
    source = source_file(f"甲{bad}乙\n", f"{bad}.md")
    edit = Edit(Span(1, 4), bad)
    finding = Diagnostic(
        "R201",
        bad,
        Severity.ERROR,
        bad,
        source.path,
        Span(1, 1 + len(bad)),
        related=(Related(bad, source.path, Span(0, 9)),),
        fix=Fix(bad, (edit,)),
        basis=bad,
    )
    made = Report(source, bad, (finding,), (Suppressed(finding, "sidecar", bad),), {}, ())
    text = html([made], {})
    page = Page(text)
    assert "<script" not in text
    assert page.marks == [bad, bad]
    assert page.words.count(bad) >= 9


def test_html_says_what_a_reviewer_needs() -> None:
    page = Page(html([DEMO], RULES))
    assert "𠮷" in page.words
    for words in (
        "草案检查报告",
        "《某市河湖巡护条例》",
        "第三条第一款　第 14 行",
        "（出处尚未逐字核对）",
        "（不改变内容）",
        "（须由起草人确认）",
        "原文：本办法 改为：本条例",
        "最后一条在这里（第八条）",
        "已标明不报的 2 条",
        "理由：施行日期由常务委员会会议确定",
        "理由：没有写",
    ):
        assert words in page.words
    assert "第十二条" in page.marks


def test_html_grows_with_the_findings_not_with_the_line() -> None:
    text = "甲" * 100_000
    spans = [Span(place, place + 1) for place in range(0, 100_000, 1000)]
    found = tuple(replace(DEMO.diagnostics[0], span=span, related=(), fix=None) for span in spans)
    made = replace(DEMO, source=source_file(text, "a.md"), diagnostics=found, suppressed=())
    assert len(html([made], RULES)) < 200_000


# Properties

LINES = st.text(max_size=12)
DANGEROUS = st.sampled_from(
    ["\n::error::x", "]]>", "<script>", "[a](b)", "\r\n", "𠮷", "\x85", "\u2028", "%0A", "\x1b[2J"]
)
WORDS = st.lists(LINES | DANGEROUS, max_size=4).map("".join)


@st.composite
def any_report(draw: st.DrawFn) -> Report:
    text = draw(WORDS)
    source = source_file(text, draw(WORDS))

    def span() -> Span:
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        return Span(start, end)

    def finding() -> Diagnostic:
        return Diagnostic(
            code=draw(st.sampled_from(["R201", "S118", "E009"])),
            name="name",
            severity=draw(st.sampled_from(list(Severity))),
            message=draw(WORDS),
            path=source.path,
            span=span(),
            provision=draw(st.sampled_from([None, "art_1__para_1", "chp_x~2"])),
            related=(Related(draw(WORDS), source.path, span()),) if draw(st.booleans()) else (),
            fix=Fix(draw(WORDS), (Edit(span(), draw(WORDS)),)) if draw(st.booleans()) else None,
            basis=draw(WORDS),
        )

    found = tuple(finding() for _ in range(draw(st.integers(0, 3))))
    aside = [Suppressed(finding(), "comment", draw(WORDS)) for _ in range(draw(st.integers(0, 1)))]
    label = {"art_1__para_1": draw(WORDS)}
    return Report(source, draw(WORDS), found, tuple(aside), label, ("R201", "S118"))


@given(st.lists(any_report(), max_size=2))
def test_everything_parses(reports: list[Report]) -> None:
    found = [finding for each in reports for finding in each.diagnostics]
    aside = [finding for each in reports for finding in each.suppressed]
    assert len(json.loads(shown("json", reports, RULES))) == len(found)
    records = json.loads(gitlab(reports, RULES))
    assert len({record["fingerprint"] for record in records}) == len(found)
    (run,) = json.loads(sarif(reports, RULES))["runs"]
    assert len(run["results"]) == len(found) + len(aside)
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][place["index"]]["location"]["uri"] == place["uri"]
        assert unquote(urlsplit(place["uri"]).path) is not None
    root = ElementTree.fromstring(junit(reports, RULES))
    assert sum(1 for _ in root.iter("skipped")) == len(aside)
    lines = github(reports, RULES).split("\n")
    assert len(lines) == len(found) + 1
    assert all(re.match("::(error|warning|notice) file=", line) for line in lines[:-1])
    assert len(Page(html(reports, RULES)).marks) == len(found) + len(aside)
