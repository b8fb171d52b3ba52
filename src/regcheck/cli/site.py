"""The command that turns drafts into a site."""

from __future__ import annotations

import importlib.util

import click

from regcheck.cli.session import Session, complete_file
from regcheck.cli.usage import Command, Group
from regcheck.diagnostic import RegcheckError

_PATHS = click.argument(
    "paths", nargs=-1, required=True, metavar="路径...", shell_complete=complete_file
)


@click.group(cls=Group)
def site() -> None:
    """把草案建成网站：逐条成页，引用可以点开，附检查结果、罚则和承诺对照。"""


@site.command(cls=Command)
@_PATHS
@click.option(
    "-o", "output", metavar="文件夹", default="site", show_default=True, help="写到哪里。"
)
@click.option("--strict", is_flag=True, help="有引用不存在，或者页面之间有链接打不开，退出码为 1。")
@click.pass_obj
def build(session: Session, paths: tuple[str, ...], output: str, strict: bool) -> None:
    """建成网站，用浏览器打开文件夹里的 index.html 即可。"""
    _no_stdin(paths)
    try:
        _needed()
        from regcheck.site.build import build as build_site

        built = build_site(paths, output)
    except RegcheckError as error:
        session.complain(error)
        return
    for problem in built.problems:
        session.complain(problem)
    for words in (*built.notices, *built.missing):
        click.echo(words, err=True)
    for dead in built.dead:
        click.echo(f"{dead.page}：链接 {dead.target} 打不开", err=True)
    told = f"，{len(built.missing)} 处引用不存在" if built.missing else ""
    click.echo(f"{output}/index.html：共 {built.pages} 页{told}。", err=True)
    if strict and (built.missing or built.dead):
        session.found(1)


@site.command(cls=Command)
@_PATHS
@click.option(
    "--address",
    default="127.0.0.1:8000",
    show_default=True,
    metavar="地址",
    help="在这个地址提供网站。",
)
@click.pass_obj
def serve(session: Session, paths: tuple[str, ...], address: str) -> None:
    """在本机提供网站，草案保存后自动更新，按 Ctrl-C 结束。"""
    _no_stdin(paths)
    try:
        _needed()
        from regcheck.site.build import serve as serve_site

        words = f"http://{address}/　按 Ctrl-C 结束。"
        serve_site(paths, address, lambda: click.echo(words, err=True))
    except RegcheckError as error:
        session.complain(error)


def _no_stdin(paths: tuple[str, ...]) -> None:
    """A usage error for standard input, which has no name and cannot be read again."""
    if "-" in paths:
        raise click.UsageError("网站不能从标准输入建成，请写文件或者文件夹")


def _needed() -> None:
    """RegcheckError where the libraries that build a site are not installed."""
    if any(importlib.util.find_spec(name) is None for name in ("mkdocs", "material")):
        raise RegcheckError(
            "没有安装建网站所需的程序库。", "请在源码文件夹里运行 python -m pip install '.[site]'。"
        )
