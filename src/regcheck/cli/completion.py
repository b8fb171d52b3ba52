"""`regcheck completion`: the shell completes commands, options, rules and files."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, ShellComplete, get_completion_class

from regcheck.cli.session import write
from regcheck.cli.usage import Command


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """打印补全脚本：按 Tab 键补全命令、选项、规则和文件名。

    \b
    bash（4.4 以上）：写进 ~/.bashrc
      eval "$(regcheck completion bash)"
    zsh：写进 ~/.zshrc，放在 compinit 之后
      eval "$(regcheck completion zsh)"
    fish：运行一次
      regcheck completion fish > ~/.config/fish/completions/regcheck.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None  # click knows all three
    script = kind(ctx.find_root().command, {}, "regcheck", "_REGCHECK_COMPLETE")
    # not kind.source: for bash it runs bash to complain about its version in English
    write(ShellComplete.source(script) + "\n")


def complete_rule(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """The codes and names of rules that begin as typed."""
    return _rules(typed)


def complete_rules(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem]:
    """As `complete_rule`, for the last of several after commas."""
    before, comma, last = typed.rpartition(",")
    return _rules(last, before + comma)


def _rules(typed: str, before: str = "") -> list[CompletionItem]:
    """The rules whose code begins so, or whose name does; names only once something is typed."""
    from regcheck.rulebook import all_rules

    words = [(rule.code, rule.name_zh) for rule in all_rules()]
    if typed:
        words += [(rule.name, rule.name_zh) for rule in all_rules()]
    return [
        CompletionItem(before + word, help=name)
        for word, name in words
        if word.lower().startswith(typed.lower())
    ]
