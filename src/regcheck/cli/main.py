"""The commands together, and the exit code of a run."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise

import click

from regcheck.cli.session import Session, write_json
from regcheck.cli.usage import Group, usage_message

# The commands in the order a drafter meets them, each with the module of regcheck.cli that has it.
_COMMANDS = {
    "check": "check",
    "parse": "lists",
    "refs": "lists",
    "norms": "norms",
    "matrix": "norms",
    "compare": "compare",
    "export": "export",
    "coverage": "coverage",
    "commitments": "commitments",
    "site": "site",
    "library": "library",
    "baseline": "baseline",
    "config": "config",
    "rule": "rules",
    "rules": "rules",
    "clean": "clean",
    "completion": "completion",
}


class _Commands(Group):
    """The commands; a run loads the module of its own alone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in order."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"regcheck.cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="regcheck", prog_name="regcheck")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """检查中国法规草案：结构与编号、引用、义务与处罚、政策承诺。"""
    ctx.ensure_object(Session)


def _run(arguments: Sequence[str] | None) -> int:
    """The exit code of one command line."""
    session = Session()
    try:
        cli.main(arguments, obj=session, standalone_mode=False, prog_name="regcheck")
        sys.stdout.flush()
    except click.UsageError as error:
        click.echo(f"regcheck：{usage_message(error)}\n  运行 regcheck --help 查看用法。", err=True)
        _write_nothing(arguments)
        return 2
    except click.Abort:
        click.echo("regcheck：已中断。", err=True)
        return 2
    except BrokenPipeError:
        # the reader has gone; nothing more may be written, not even at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return session.code


def _write_nothing(arguments: Sequence[str] | None) -> None:
    """An empty JSON array where JSON was asked for and the command could not run."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "--format=json" in words or ("--format", "json") in pairwise(words):
        write_json([])


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with the contract's code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    # a draft makes many small values without cycles: looking for cycles is seldom worth it, and not
    # in a short run, of which spaCy alone keeps 200,000
    gc.set_threshold(500_000, 20, 100)
    from regcheck.engine import guarded

    def complain(message: str) -> None:
        click.echo(f"regcheck：{message}", err=True)
        _write_nothing(arguments)

    code = guarded(lambda: _run(arguments), complain)
    # Python looks for cycles once more as it ends: with spaCy loaded that is a tenth of a short run
    gc.freeze()
    sys.exit(code)
