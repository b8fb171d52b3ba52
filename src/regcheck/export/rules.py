"""Rules → what `regcheck rule` and `regcheck rules` print."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from regcheck.rule import FAMILIES, Rule


def rule_text(rule: Rule) -> str:
    """One rule for people: what, why, basis and examples."""
    parts = [
        f"{rule.code} {rule.name_zh}（{rule.name}）\n",
        f"{rule.severity.chinese} · {FAMILIES[rule.code[0]]} · {rule.summary_en}\n",
        f"\n{rule.explanation}\n",
        f"\n依据：{rule.basis.text}{'' if rule.basis.verified else '（出处尚未逐字核对）'}\n",
        f"修改：{'能给出修改' if rule.fixable else '不能自动修改'}\n",
    ]
    parts += [f"\n✓ 不报\n{_indented(good.text)}" for good in rule.good[:2]]
    parts += [f"\n✗ 报告（⟦ ⟧ 之间）\n{_indented(bad.text)}" for bad in rule.bad[:2]]
    return "".join(parts)


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


def rule_json(rule: Rule) -> dict[str, Any]:
    """One rule as a JSON object."""
    return {
        "code": rule.code,
        "name": rule.name,
        "name_zh": rule.name_zh,
        "summary": rule.summary_en,
        "severity": rule.severity,
        "presets": sorted(rule.presets),
        "fixable": rule.fixable,
        "basis": rule.basis.text,
        "basis_verified": rule.basis.verified,
        "explanation": rule.explanation,
    }


def rules_table(rules: Iterable[Rule]) -> str:
    """One line a rule."""
    return "".join(
        f"{rule.code}  {rule.severity.chinese}  {rule.name_zh}（{rule.name}）\n" for rule in rules
    )
