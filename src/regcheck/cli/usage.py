"""click's own words in Chinese: its help and its complaints."""

from __future__ import annotations

import re

import click

_ENGLISH = (
    ("Usage:", "用法："),
    ("Options:", "选项："),
    ("Commands:", "命令："),
    ("Show this message and exit.", "显示本说明。"),
    ("Show the version and exit.", "显示版本。"),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]..."),
    ("[default: ", "[默认："),
)


class _Chinese:
    """click's help in Chinese."""

    def get_help(self, ctx: click.Context) -> str:
        """The help text with click's own English words replaced."""
        text = super().get_help(ctx)  # type: ignore[misc]
        for english, chinese in _ENGLISH:
            text = text.replace(english, chinese)
        return str(text)


class Command(_Chinese, click.Command):
    """A command with Chinese help."""


class Group(_Chinese, click.Group):
    """The commands, in the order a drafter meets them."""

    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of definition."""
        return list(self.commands)


def usage_message(error: click.UsageError) -> str:
    """What is wrong with a command line, in Chinese."""
    if isinstance(error, click.NoSuchOption):
        near = f"，是不是 {'、'.join(error.possibilities)}？" if error.possibilities else "。"
        return f"没有选项 {error.option_name}{near}"
    if isinstance(error, click.MissingParameter):
        if isinstance(error.param, click.Option):
            choices = getattr(error.param.type, "choices", ())
            known = f"（可以是 {'、'.join(choices)}）" if choices else ""
            return f"缺少 {error.param.opts[0]}{known}。"
        return "缺少参数：请给出文件或者文件夹的路径。"
    if isinstance(error, click.BadParameter):
        option = error.param.opts[0] if error.param and error.param.opts else ""
        choices = getattr(error.param.type if error.param else None, "choices", ())
        known = f"可以是 {'、'.join(choices)}" if choices else error.message
        return f"{option} 的值不对：{known}。"
    if command := re.match(r"No such command '([^']*)'", error.message):
        return f"没有命令 {command[1]}。"
    return error.format_message()
