"""Coverage → what `regcheck coverage` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from regcheck.analysis.commitments import Commitment, Element
from regcheck.analysis.coverage import Coverage, ElementCoverage, Evidence
from regcheck.analysis.facts import Facts
from regcheck.analysis.verdicts import Status, kind_name
from regcheck.data import basis
from regcheck.export.norms import SANCTIONS
from regcheck.export.sheet import Cell
from regcheck.model import Provision

STATUS: dict[Status, str] = {
    "covered": "全部落实",
    "kept-by-reference": "依照法律落实",
    "partial": "部分落实",
    "missing": "没有落实",
    "weakened": "减弱",
    "contradicted": "相反",
    "beyond-authority": "超出权限",
    "out-of-scope": "不由本法规承担",
}
_CODES: dict[Status, str] = {
    "missing": "P001",
    "partial": "P002",
    "contradicted": "P003",
    "weakened": "P004",
    "beyond-authority": "P006",
    "kept-by-reference": "P007",
}
# The further column, in every view, where the commitments come from more than one source.
SOURCE = "出处"
HEADS = ("编号", "承诺", "要素", "种类", "结论", "条款", "理由", "可能相关")
_MARKS: dict[Status, str] = {"covered": "✓", "kept-by-reference": "✓", "beyond-authority": "–"}


def status_words(coverage: Coverage) -> str:
    """The verdict on a commitment as people read it, with the share of its elements kept."""
    words = STATUS[coverage.status]
    if coverage.status == "beyond-authority" and coverage.kept:
        words = "全部落实，超出权限的要素除外"
    total = len(coverage.elements)
    return f"{words}（{coverage.kept}/{total} 项要素）" if total else words


def promise_name(promise: Commitment, *, sourced: bool) -> str:
    """The id of a promise, with its source where ids of several are told apart."""
    return f"{promise.id}（{promise.source}）" if sourced else promise.id


def coverage_json(facts: Facts, coverage: Coverage) -> dict[str, Any]:
    """One commitment as the contract's object."""
    scoped = coverage.status != "out-of-scope"
    code = _CODES.get(coverage.status) if coverage.elements else "P008" if scoped else None
    return {
        "path": facts.document.source.path,
        "commitment": coverage.commitment.id,
        "source": coverage.commitment.source,
        "status": coverage.status,
        "code": code,
        "candidates": list(candidates(facts, coverage)),
        "elements": [_element(facts, coverage, each) for each in coverage.elements],
    }


def _element(facts: Facts, coverage: Coverage, found: ElementCoverage) -> dict[str, Any]:
    promise = coverage.commitment
    why = f"{found.reason}（{basis(found.limit.basis).text}）" if found.limit else found.reason
    return {
        "id": found.element.id,
        "status": found.status,
        "provisions": list(found.provisions),
        "evidence": {
            "letter": {"span": promise.span, "text": promise.text},
            "draft": [evidence_json(facts, each) for each in found.evidence],
        },
        "reason": why,
        "stronger": found.stronger,
        "candidates": list(candidates(facts, coverage, found)),
    }


def labels(facts: Facts, provisions: Iterable[str]) -> str:
    """The provisions as people cite them: 第六条第一款、第七条第一款."""
    return "、".join(facts.outline.label(each) for each in provisions)


def evidence_json(facts: Facts, evidence: Evidence) -> dict[str, Any]:
    """The words of a draft that decide an element, with their place."""
    text = facts.document.source.slice(evidence.span)
    return {"provision": evidence.provision, "span": evidence.span, "text": text}


def candidates(
    facts: Facts, coverage: Coverage, found: ElementCoverage | None = None
) -> tuple[str, ...]:
    """The articles nearest in words to what is missing, for a person to look at; no verdict."""
    promise = coverage.commitment
    if found is None:
        bare = not promise.element and coverage.status != "out-of-scope"
        return facts.similar.articles(promise.text) if bare else ()
    if found.status != "missing":
        return ()
    return facts.similar.articles(f"{''.join(found.element.about)}{promise.text}")


def coverage_line(facts: Facts, coverage: Coverage, *, sourced: bool = False) -> str:
    """The commitment, its status, and one indented line for each element."""
    promise = coverage.commitment
    name = promise_name(promise, sourced=sourced)
    lines = [f"{name}　{status_words(coverage)}　{promise.text}"]
    for found in coverage.elements:
        places = labels(facts, found.provisions)
        mark = _MARKS.get(found.status, "✗")
        words = f"{places}：{found.reason}" if places else found.reason
        near = _near(facts, candidates(facts, coverage, found))
        lines.append(f"    {mark} {element_label(found.element)}　{words}{near}")
    if near := _near(facts, candidates(facts, coverage)):
        lines.append(f"    没有列出要素，无法对照。{near}")
    return "\n".join(lines)


def _near(facts: Facts, found: tuple[str, ...]) -> str:
    places = labels(facts, found)
    return f"文字最接近的是{places}，请人工核对。" if places else ""


def coverage_table(facts: Facts, found: tuple[Coverage, ...], *, sourced: bool = False) -> str:
    """All commitments of a draft for people, each with its elements below it."""
    return "".join(f"{coverage_line(facts, each, sourced=sourced)}\n" for each in found)


def coverage_rows(
    facts: Facts, found: tuple[Coverage, ...], *, sourced: bool = False
) -> Iterator[list[Cell]]:
    """Each element of each commitment in the columns of `HEADS`, and in `SOURCE` where several are
    told apart; a commitment without elements is one row."""
    for each in found:
        source = [each.commitment.source] if sourced else []
        for element in each.elements or (None,):
            yield [*_cells(facts, each, element), *source]


def _cells(facts: Facts, coverage: Coverage, found: ElementCoverage | None) -> list[Cell]:
    promise = coverage.commitment
    near = candidates(facts, coverage, found)
    cells: list[Cell] = [promise.id, promise.text]
    if found is None:
        cells += ["", "", status_words(coverage), "", ""]
    else:
        cells += [
            "、".join(found.element.about),
            kind_name(found.element.kind),
            STATUS[found.status],
            labels(facts, found.provisions),
            found.reason,
        ]
    return [*cells, labels(facts, near)]


def unanswering(facts: Facts) -> tuple[Provision, ...]:
    """The articles that answer no commitment."""
    answering = {
        article.id
        for coverage in facts.coverage
        for each in coverage.provisions
        if (article := facts.outline.article_of(facts.outline.by_id[each]))
    }
    return tuple(each for each in facts.outline.articles if each.id not in answering)


def element_label(element: Element) -> str:
    """What an element is about, and the measure that is promised: 科研失信（通报批评）."""
    kind = SANCTIONS.get(element.kind)
    about = element.about[0] if element.about else element.id
    return about + (f"（{kind}）" if kind else "")
