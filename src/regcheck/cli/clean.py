"""`regcheck clean`: the caches are removed."""

from __future__ import annotations

import click

from regcheck.cli.session import Session, write
from regcheck.cli.usage import Command
from regcheck.diagnostic import RegcheckError


@click.command(cls=Command)
@click.pass_obj
def clean(session: Session) -> None:
    """删去缓存：哪份草案有哪些规则报告过，分词词典。"""
    from regcheck.cache import clean as cleaned
    from regcheck.folders import cache_folder

    try:
        folder = cache_folder()
        count, size = cleaned(folder)
    except OSError as error:
        place = error.filename or "缓存文件夹"
        session.complain(RegcheckError(f"{place}：删不了（{error.strerror or error}）。"))
        return
    said = f"删去 {count} 个文件，{size / 1e6:.1f} MB" if count else "没有缓存"
    write(f"{folder}：{said}。\n")
