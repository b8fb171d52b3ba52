"""Where the rules are found, and which of them run."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from regcheck.diagnostic import FAMILIES, RegcheckError
from regcheck.rule import ALWAYS, Preset, Rule

# The package of regcheck.rules that has the rules of a family, each in a file of its own.
PACKAGES = {
    "A": "authority",
    "C": "citation",
    "E": "tool",
    "I": "integrity",
    "N": "norm",
    "P": "policy",
    "R": "reference",
    "S": "structure",
    "T": "typography",
    "V": "vagueness",
    "W": "wording",
}
# The families of a preset that has rules of few: it loads no others, which halves its start.
DRAWN: dict[Preset, str] = {"ci": "ER"}
# How many choices of rules are remembered: drafts with one configuration share one.
_CHOICES = 64


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, sorted by code."""
    return rules_of(PACKAGES)


def rules_of(families: Iterable[str]) -> tuple[Rule, ...]:
    """The rules of some families, sorted by code."""
    found = (rule for letter in families for rule in _family(letter))
    return tuple(sorted(found, key=lambda rule: rule.code))


@cache
def _family(letter: str) -> tuple[Rule, ...]:
    """The rules of a family: those in the files of its package, and those that are data.

    Raises RuntimeError where two rules carry one code.
    """
    package = importlib.import_module(f"regcheck.rules.{PACKAGES[letter]}")
    files = pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    rules = [rule for file in files for rule in _rules_in(file.name)]
    rules += [rule for rule in _rules_in("regcheck.rules.patterns") if rule.code.startswith(letter)]
    for code, count in Counter(rule.code for rule in rules).items():
        if count > 1:
            raise RuntimeError(f"two rules carry the code {code}")
    return tuple(rules)


def _rules_in(name: str) -> tuple[Rule, ...]:
    """The rule of a file, or its rules; none where it only serves the other files."""
    module = importlib.import_module(name)
    rules: tuple[Rule, ...] = getattr(module, "RULES", ())
    rule: Rule | None = getattr(module, "RULE", None)
    return (*rules, rule) if rule else rules


def find_rule(code_or_name: str) -> Rule:
    """The rule with that code or name; raises RegcheckError that names the nearest one."""
    wanted = code_or_name.strip()
    for rule in all_rules():
        if wanted.upper() == rule.code or wanted.lower() == rule.name or wanted == rule.name_zh:
            return rule
    raise unknown_selector(wanted, "规则")


def matching(selector: str, what: str = "规则") -> frozenset[str]:
    """The codes a selector names: a family letter, a prefix, a code or a name.

    Raises RegcheckError where it names nothing.
    """
    wanted = selector.strip()
    codes = frozenset(rule.code for rule in all_rules() if _selects(wanted, rule))
    if codes or wanted.upper() in FAMILIES:
        return codes
    raise unknown_selector(wanted, what)


def _selects(selector: str, rule: Rule) -> bool:
    if selector.lower() == rule.name or selector == rule.name_zh:
        return True
    return bool(selector) and rule.code.startswith(selector.upper())


def unknown_selector(wanted: str, what: str) -> RegcheckError:
    """The error for a name that is no rule, with the nearest one."""
    known = [word for rule in all_rules() for word in (rule.code, rule.name)]
    typed = wanted.upper().replace("O", "0").replace("I", "1")
    near = difflib.get_close_matches(typed, known, 2, 0.6) or difflib.get_close_matches(
        wanted.lower(), known, 2, 0.6
    )
    hint = f"是不是 {' 或者 '.join(near)}？" if near else ""
    return RegcheckError(
        f"没有名为“{wanted}”的{what}。", f"{hint}运行 regcheck rules 查看全部规则。"
    )


@lru_cache(_CHOICES)
def selected(
    preset: Preset, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()
) -> tuple[Rule, ...]:
    """The rules to run: those of the preset, or those selected, without those ignored.

    The tool's own E001, E002 and E003 always run. Raises RegcheckError for an unknown name.
    """
    known = all_rules() if select else rules_of(DRAWN.get(preset, PACKAGES))
    chosen = {code for word in select for code in matching(word)}
    out = {code for word in ignore for code in matching(word)}
    wanted = chosen if select else {rule.code for rule in known if preset in rule.presets}
    keep = (wanted - out) | ALWAYS
    return tuple(rule for rule in known if rule.code in keep)
