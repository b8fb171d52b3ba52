"""Rules → what `regcheck rule` and `regcheck rules` print, and their pages in the manual."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from regcheck.diagnostic import FAMILIES, RuleInfo


def rule_text(rule: RuleInfo) -> str:
    """One rule for people: what, why, basis and examples."""
    parts = [
        f"{rule.code} {rule.name_zh}（{rule.name}）\n",
        f"{rule.severity.chinese} · {FAMILIES[rule.code[0]]} · {rule.summary_en}\n",
        f"\n{rule.explanation}\n",
        f"\n依据：{_basis(rule)}\n",
        f"修改：{_fix(rule)}\n",
    ]
    parts += [f"\n✓ 不报\n{_indented(good)}" for good in rule.good[:2]]
    parts += [f"\n✗ 报告（⟦ ⟧ 之间）\n{_indented(bad)}" for bad in rule.bad[:2]]
    return "".join(parts)


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
    """The rule's page in the manual, in Markdown."""
    examples = [f"不报：\n\n```text\n{good.rstrip()}\n```\n" for good in rule.good]
    examples += [f"报告 ⟦ ⟧ 之间：\n\n```text\n{bad.rstrip()}\n```\n" for bad in rule.bad]
    return (
        f"# {rule.code} {rule.name_zh}\n\n"
        f"`{rule.name}` · {rule.severity.chinese} · {FAMILIES[rule.code[0]]} · {_fix(rule)}\n\n"
        f"{_flowing(rule.explanation)}\n\n"
        f"**依据**　{_basis(rule)}\n\n"
        f"**In English**　{rule.summary_en}\n"
        + ("\n## 例子\n\n" + "\n".join(examples) if examples else "")
    )


def _flowing(text: str) -> str:
    """The paragraphs without line breaks inside: Chinese has no spaces to break at."""
    return "\n\n".join(part.replace("\n", "") for part in text.split("\n\n"))


def rules_index(rules: Iterable[RuleInfo]) -> str:
    """The page that lists all rules by family, in Markdown."""
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.name_zh} | {rule.severity.chinese} "
        f"| {'是' if rule.fixable else '否'} |"
        for rule in rules
    ]
    head = "# 规则\n\n本页和各规则的页面由程序生成（`make accept`）。\n\n"
    return (
        head + "| 代码 | 名称 | 程度 | 能给出修改 |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"
    )
