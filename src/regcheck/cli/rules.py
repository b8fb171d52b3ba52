"""The commands that explain the rules."""

from __future__ import annotations

import click

from regcheck.cli.completion import complete_rule
from regcheck.cli.session import Session, format_option, write, write_json
from regcheck.cli.usage import Command
from regcheck.diagnostic import RegcheckError


@click.command(cls=Command)
@click.argument("code", metavar="规则", shell_complete=complete_rule)
@click.pass_obj
def rule(session: Session, code: str) -> None:
    """说明一条规则：检查什么、为什么、例子。"""
    from regcheck.export.rules import rule_text
    from regcheck.rulebook import find_rule

    try:
        write(rule_text(find_rule(code).info))
    except RegcheckError as error:
        session.complain(error)


@click.command(cls=Command)
@format_option("table", "json")
def rules(style: str) -> None:
    """列出全部规则。"""
    from regcheck.export.rules import rule_json, rules_table
    from regcheck.rulebook import all_rules

    infos = [each.info for each in all_rules()]
    if style == "json":
        write_json([rule_json(info) for info in infos])
    else:
        write(rules_table(infos))
