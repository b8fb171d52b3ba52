"""`regcheck refs`: the table, the graph, who cites a provision, and what is suggested."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from regcheck.analysis.backlinks import cited_by, named
from regcheck.analysis.facts import Facts
from regcheck.export.references import graph_dot, graph_json, references_table
from regcheck.parse.structure import parse
from tests.test_cli import run

DRAFT = (
    "某省甲条例\n第一章　总则\n第一条　甲：\n（一）子；\n（二）丑。\n乙。\n"
    "第二条　有前款规定情形的，依照本条例第一条第一款第二项和第九条处理。\n第二章　“监督”\n"
    "第三条　依照本条例第一章、《乙法》第三条和该条第二款办理。\n"
    "第四条　违反本条例第一条至第三条规定的，处罚。\n"
)


def facts(text: str = DRAFT) -> Facts:
    return Facts(parse(text, "a.md"))


@pytest.mark.parametrize(
    ("provision", "sources"),
    [
        ("art_1", ["art_2__para_1", "art_3__para_1", "art_4__para_1"]),
        # a citation of the article or of its chapter holds its paragraphs, too
        ("art_1__para_1__item_2", ["art_2__para_1", "art_3__para_1", "art_4__para_1"]),
        ("art_1__para_1__item_1", ["art_3__para_1", "art_4__para_1"]),
        ("chp_1", ["art_2__para_1", "art_3__para_1", "art_4__para_1"]),
        ("art_3", ["art_4__para_1"]),
        ("art_4", []),
        ("第一条第二项", ["art_2__para_1", "art_3__para_1", "art_4__para_1"]),
        ("第3条", ["art_4__para_1"]),
        # cited, though it is not there any more
        ("第九条", ["art_2__para_1"]),
        ("art_9", ["art_2__para_1"]),
        ("art_77", []),
        ("本条", []),
        ("第一款", []),
        ("甲", []),
    ],
)
def test_cited_by(provision: str, sources: list[str]) -> None:
    known = facts()
    found = cited_by(known.outline, known.references, named(known.outline, provision))
    assert [each.source for each in found] == sources


def test_graph() -> None:
    known = facts()
    graph = graph_json(known, known.references)
    edges = {(e["source"], e["law"], e["target"], e["missing"]) for e in graph["edges"]}
    assert edges == {
        ("art_2", None, "art_1", False),
        ("art_2", None, "art_9", True),
        ("art_3", None, "chp_1", False),
        ("art_3", "乙法", "art_3", False),
        ("art_4", None, "art_1", False),
        ("art_4", None, "art_2", False),
        ("art_4", None, "art_3", False),
    }
    cited = {node["id"]: (node["cites"], node["cited"]) for node in graph["nodes"]}
    assert cited["art_1"] == (0, 2)
    assert cited["art_4"] == (3, 0)
    assert graph["laws"] == ["乙法"]


def test_no_word_of_a_draft_is_an_attribute() -> None:
    known = facts('某省"甲\\"条例\n第一条　依照《乙"];x法》第三条、本条例第九条办理。\n')
    lines = graph_dot(known, known.references).splitlines()
    assert lines[-1] == "}"
    for line in lines[1:-1]:
        plain = line.replace("\\\\", "").replace('\\"', "")
        assert plain.count('"') % 2 == 0
        outside = "".join(plain.split('"')[::2])
        assert outside.isascii()
        assert "x" not in outside.replace("box", "")


def test_table_lines_up() -> None:
    known = facts()
    lines = references_table(known, known.references).splitlines()
    assert lines[0] == "a.md"
    column = cell_len(lines[1].split("引用")[0])
    for line in lines[2:-1]:
        line_no, holder, cited = line.split()[:3]
        assert line_no.isdigit()
        assert holder.startswith("第")
        assert cell_len(line.split(cited)[0]) == column
    assert lines[-1].startswith("共 ")


def suggestions(text: str) -> list[tuple[str, str | None]]:
    known = facts(text)
    found = [each for each in known.references if each.state == "missing"]
    return [(known.document.source.slice(each.span), each.suggestion) for each in found]


LAW = (
    "第一条　再生水的管道不得与自来水管道直接连接。\n公共场所的再生水出水口应当标有明显标志。\n"
    "第二条　工业企业应当循环用水。\n"
)


@pytest.mark.parametrize(
    ("clause", "cited", "suggestion"),
    [
        ("违反本条例第八条规定，将再生水管道与自来水管道直接连接的，处罚。", "本条例第八条",
         "art_1__para_1"),
        ("违反本条例第八条规定，再生水出水口没有明显标志的，处罚。", "本条例第八条",
         "art_1__para_2"),
        ("违反本条例第八条规定，擅自养犬的，处罚。", "本条例第八条", None),
        ("违反本条例第八条规定的，处罚。", "本条例第八条", None),
        ("有前款规定的再生水管道与自来水管道直接连接情形的，处罚。", "前款", "art_1__para_1"),
    ],
)  # fmt: skip
def test_suggestion(clause: str, cited: str, suggestion: str | None) -> None:
    assert suggestions(f"{LAW}第三条　{clause}\n") == [(cited, suggestion)]


def listed(*arguments: str) -> list[dict[str, Any]]:
    records = json.loads(run("refs", *arguments).stdout)
    assert isinstance(records, list)
    return records


def test_command(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(DRAFT, "utf-8")
    everything = listed("--format", "json", str(path))
    cited = listed("--format", "json", "--to", "第一条第一款第二项", str(path))
    assert cited == [each for each in everything if each in cited]
    assert len(cited) == 3
    assert listed("--graph", "json", str(path))[0]["schema"] == "regcheck/references/1"
    assert run("refs", "--graph", "dot", str(path)).stdout.startswith(b"digraph ")
    text = run("refs", str(path)).stdout.decode()
    assert "第九条" in text
    assert "不存在" in text


def test_unknown_provision_exits_2(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(DRAFT, "utf-8")
    result = run("refs", "--format", "json", "--to", "art_77", str(path))
    assert result.returncode == 2
    assert json.loads(result.stdout) == []
    assert "art_77" in result.stderr.decode()
