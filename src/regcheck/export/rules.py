"""Rules → what `regcheck rule` and `regcheck rules` print, and their pages in the manual."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from regcheck.data import Measured, measured
from regcheck.diagnostic import FAMILIES, Measure, RuleInfo


def rule_text(rule: RuleInfo) -> str:
    """One rule for people: what, why, basis and examples."""
    parts = [
        f"{rule.code} {rule.name_zh}（{rule.name}）\n",
        f"{rule.severity.chinese} · {FAMILIES[rule.code[0]]} · {rule.summary_en}\n",
        f"\n{rule.explanation}\n",
        f"\n依据：{_basis(rule)}\n",
        f"修改：{_fix(rule)}\n",
        f"规则组合：{_presets(rule).removeprefix('规则组合 ')}\n",
        f"实测：{_told(rule, measured())}\n",
    ]
    parts += [f"\n✓ 不报\n{_indented(good)}" for good in rule.good[:2]]
    parts += [f"\n✗ 报告（⟦ ⟧ 之间）\n{_indented(bad)}" for bad in rule.bad[:2]]
    return "".join(parts)


def _told(rule: RuleInfo, file: Measured) -> str:
    """例：每千条 0.38 次，读过 20 处，误报 1 处。"""
    if not rule.measures:
        return f"{file.articles} 条已公布的条文里没有出现"
    read, wrong = (sum(getattr(each, key) for each in rule.measures) for key in ("read", "wrong"))
    judged = f"，读过 {read} 处，误报 {wrong} 处" if read else ""
    return f"每千条 {_noise(rule, file)} 次{judged}"


def _basis(rule: RuleInfo) -> str:
    if not rule.basis_version:
        return rule.basis
    checked = "已核对原文" if rule.basis_verified else "出处尚未逐字核对"
    return f"{rule.basis}（{rule.basis_version} 文本，{checked}）"


def _fix(rule: RuleInfo) -> str:
    return "能给出修改" if rule.fixable else "不能自动修改"


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


def rule_json(rule: RuleInfo) -> dict[str, Any]:
    """One rule as a JSON object."""
    return {
        "code": rule.code,
        "name": rule.name,
        "name_zh": rule.name_zh,
        "summary": rule.summary_en,
        "severity": rule.severity,
        "presets": rule.presets,
        "fixable": rule.fixable,
        "basis": rule.basis,
        "basis_verified": rule.basis_verified,
        "explanation": rule.explanation,
    }


def rules_table(rules: Iterable[RuleInfo]) -> str:
    """One line a rule."""
    return "".join(
        f"{rule.code}  {rule.severity.chinese}  {rule.name_zh}（{rule.name}）\n" for rule in rules
    )


def rule_page(rule: RuleInfo) -> str:
    """The rule's page in the manual, in Markdown: what, why, examples and figures."""
    examples = [f"不报：\n\n{_fenced(good)}" for good in rule.good]
    for bad, fixed in zip(rule.bad, rule.fixed, strict=True):
        after = f"\n改成：\n\n{_fenced(fixed)}" if fixed else ""
        examples.append(f"报告 ⟦ ⟧ 之间：\n\n{_fenced(bad)}{after}")
    return (
        f"# {rule.code} {rule.name_zh}\n\n"
        f"`{rule.name}` · {rule.severity.chinese} · {FAMILIES[rule.code[0]]} · {_fix(rule)}"
        f" · {_presets(rule)}\n\n"
        f"{_flowing(rule.explanation)}\n\n"
        f"**依据**　{_basis(rule)}\n\n"
        f"**In English**　{rule.summary_en}\n\n"
        + (f"## 例子\n\n{chr(10).join(examples)}\n" if examples else "")
        + f"## 实测\n\n{_figures(rule, measured())}"
    )


def _fenced(example: str) -> str:
    return f"```text\n{example.rstrip()}\n```\n"


def _presets(rule: RuleInfo) -> str:
    return f"规则组合 {'、'.join(rule.presets)}" if rule.presets else "只用 --select 打开"


def _figures(rule: RuleInfo, file: Measured) -> str:
    """How often the rule speaks, and how many of the hits that were read are right."""
    where = (
        f"{file.date} 在 {file.articles} 条已公布的条文上运行，"
        f"其中 {file.local} 条属于 {file.since} 年以来的地方性法规。"
    )
    if not rule.measures:
        return f"{where}这批条文里没有出现。\n"
    head = (
        "| 程度 | 次数 | 每千条 | 地方性法规每千条 | 已读 | 真 | 损坏 | 误报 |\n"
        "|---|---|---|---|---|---|---|---|\n"
    )
    rows = (
        f"| {each.severity.chinese} | {each.hits} | {1000 * each.hits / file.articles:.2f} "
        f"| {1000 * each.local / file.local:.2f} | {_read(each)} |\n"
        for each in rule.measures
    )
    return f"{where}各列的意思见[测得的准确程度](../quality.md)。\n\n{head}{''.join(rows)}"


def _read(each: Measure) -> str:
    if not each.read:
        return "没有读 | - | - | -"
    return f"{each.read} | {each.real} | {each.damage} | {each.wrong}"


def _flowing(text: str) -> str:
    """The paragraphs without line breaks inside: Chinese has no spaces to break at."""
    return "\n\n".join(part.replace("\n", "") for part in text.split("\n\n"))


def rules_index(rules: Iterable[RuleInfo]) -> str:
    """The page that lists all rules by family, in Markdown."""
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.name_zh} | {rule.severity.chinese} "
        f"| {'是' if rule.fixable else '否'} | {'、'.join(rule.presets)} "
        f"| {_noise(rule, measured())} | {_right(rule)} |"
        for rule in rules
    ]
    return (
        "# 规则\n\n本页和各规则的页面由程序生成（`make accept`）。最后两列是在已公布的法律上"
        "测得的：每千条出现几次，读过的几处里有几处不是误报（[怎样测的](../quality.md)）。\n\n"
        "| 代码 | 名称 | 程度 | 能给出修改 | 规则组合 | 每千条 | 读过的 |\n"
        "|---|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n"
    )


def _noise(rule: RuleInfo, file: Measured) -> str:
    return f"{1000 * sum(each.hits for each in rule.measures) / file.articles:.2f}"


def _right(rule: RuleInfo) -> str:
    """例：18/20。 Hits that truly describe the text, of those read."""
    read = sum(each.read for each in rule.measures)
    return f"{read - sum(each.wrong for each in rule.measures)}/{read}" if read else "-"
