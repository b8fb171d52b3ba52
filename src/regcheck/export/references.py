"""References → what `regcheck refs` prints: a table, JSON, or the graph of who cites whom."""

from __future__ import annotations

from collections import Counter
from typing import Any

from regcheck.analysis.backlinks import Edge, edges
from regcheck.analysis.facts import Facts
from regcheck.analysis.pointers import split_id
from regcheck.analysis.references import WHOLE, Reference
from regcheck.analysis.targets import BLANK
from regcheck.model import Level, Step
from regcheck.reporters.table import table

_STATES = {
    "resolved": "存在",
    "missing": "不存在",
    "ambiguous": "不明确",
    "placeholder": "空白",
    "external": "未核对",
    "external-missing": "不存在",
    "unknown-law": "未写明",
}
_HEADS = ("行", "所在条款", "引用", "结论", "指向或者原因")
# More targets than this are counted, not listed.
_SHOWN = 4


def reference_json(facts: Facts, reference: Reference) -> dict[str, Any]:
    """One reference as the contract's object."""
    source = facts.document.source
    return {
        "path": source.path,
        "text": source.slice(reference.span),
        "span": reference.span,
        "line": source.position(reference.span.start).line,
        "source": reference.source or None,
        "law": reference.law,
        "targets": [each for each in reference.ids if each != BLANK],
        "state": reference.state,
        "reason": reference.reason,
        "suggestion": reference.suggestion,
    }


def references_table(facts: Facts, found: tuple[Reference, ...], cited: str | None = None) -> str:
    """The references of one draft for people, and how many there are; whole texts are left out.

    `cited` names the provision that they were looked up for.
    """
    source = facts.document.source
    listed = [each for each in found if not each.whole]
    rows = [
        (
            "" if source.docx else str(source.position(each.span.start).line),
            facts.outline.label(each.source) or "正文以前",
            source.slice(each.span).replace("\n", ""),
            _STATES[each.state],
            _where(facts, each),
        )
        for each in listed
    ]
    counts = Counter(_STATES[each.state] for each in listed)
    total = "，".join(f"{count} 处{state}" for state, count in counts.items())
    none = f"没有引用{cited}的。\n" if cited else "没有引用条款。\n"
    end = f"共 {len(listed)} 处引用条款：{total}。\n" if listed else none
    return f"{source.path}\n{table(_HEADS, rows)}{end}"


def _where(facts: Facts, reference: Reference) -> str:
    """例：第三条第一款；《专利法》，尚未核对；第九条不存在，文字最接近的是第八条。"""
    if reference.state == "resolved" and reference.law is None:
        labels = [facts.outline.label(each) for each in reference.ids]
        more = f"等 {len(labels)} 处" if len(labels) > _SHOWN else ""
        return (
            "、".join(labels[:_SHOWN])
            + more
            + (f"，{reference.reason}" if reference.reason else "")
        )
    law = f"《{reference.law}》" if reference.law not in (None, "unknown") else ""
    near = facts.outline.label(reference.suggestion)
    parts = (law, reference.reason, f"文字最接近的是{near}" if near else "")
    return "，".join(part for part in parts if part)


def graph_json(facts: Facts, found: tuple[Reference, ...]) -> dict[str, Any]:
    """Who cites whom, over articles and other laws; what an article says of itself is left out."""
    lines: dict[Edge, list[int]] = {}
    source = facts.document.source
    for edge, reference in edges(found):
        lines.setdefault(edge, []).append(source.position(reference.span.start).line)
    nodes = {name for edge in lines for name in (edge.source, *_own(edge)) if name}
    cited = Counter(edge.target for edge in lines if edge.law is None)
    cites = Counter(edge.source for edge in lines)
    return {
        "schema": "regcheck/references/1",
        "path": source.path,
        "title": facts.document.title,
        "nodes": [
            {
                "id": each.id,
                "label": each.address.label(),
                "heading": each.heading,
                "line": source.position(each.span.start).line,
                "cites": cites[each.id],
                "cited": cited[each.id],
            }
            for each in facts.outline.provisions
            if each.level.rank <= Level.ARTICLE.rank
            and (each.level is Level.ARTICLE or each.id in nodes)
        ],
        "laws": sorted({edge.law for edge in lines if edge.law is not None}),
        "edges": [
            {
                "source": edge.source or None,
                "target": edge.target or WHOLE,
                "law": edge.law,
                "missing": edge.missing,
                "lines": places,
            }
            for edge, places in lines.items()
        ],
    }


def _own(edge: Edge) -> tuple[str, ...]:
    return (edge.target,) if edge.law is None else ()


def graph_dot(facts: Facts, found: tuple[Reference, ...]) -> str:
    """The same graph for Graphviz: articles as boxes, other laws as ellipses, what leads
    nowhere dashed. An article that neither cites nor is cited is left out."""
    graph = graph_json(facts, found)
    labels = {node["id"]: node["label"] for node in graph["nodes"]}
    out = [f"digraph {_quoted(graph['title'])} {{", "  rankdir=LR;", "  node [shape=box];"]
    names: dict[str, str] = {}
    drawn: dict[tuple[str, str], bool] = {}
    for edge in graph["edges"]:
        start = edge["source"] or "front"
        names.setdefault(start, _quoted(labels.get(start, "正文以前")))
        end = edge["target"] if edge["law"] is None else f"law {edge['law']}"
        shown = labels.get(end) or _missing(end) if edge["law"] is None else _law(edge["law"])
        shape = ", shape=ellipse" if edge["law"] is not None else ""
        names.setdefault(end, f"{_quoted(shown)}{shape}")
        drawn[start, end] = drawn.get((start, end), False) or edge["missing"]
    out += [f"  {_quoted(name)} [label={label}];" for name, label in names.items()]
    for (start, end), missing in drawn.items():
        style = " [style=dashed]" if missing else ""
        out.append(f"  {_quoted(start)} -> {_quoted(end)}{style};")
    return "\n".join((*out, "}")) + "\n"


def _missing(unit: str) -> str:
    """第九条 for art_9, which is not there."""
    found = split_id(unit)
    return f"{Step(found[1], found[2]).label()}（不存在）" if found else unit


def _law(title: str) -> str:
    return "另一部文件" if title == "unknown" else f"《{title}》"


def _quoted(text: str) -> str:
    """A string of the dot language; no word of a draft is read as an attribute."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(char if char.isprintable() else " " for char in escaped) + '"'
