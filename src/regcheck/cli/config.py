"""`regcheck config`: the settings that count somewhere, and a file to begin with."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from regcheck.cli.session import Session, format_option, write, write_json
from regcheck.cli.usage import Group
from regcheck.diagnostic import RegcheckError


@click.group(cls=Group)
def config() -> None:
    """查看配置，或者新建一个配置文件。"""


@config.command()
@click.argument("path", default=".", metavar="[路径]")
@format_option("toml", "json")
@click.pass_obj
def show(session: Session, path: str, style: str) -> None:
    """显示对一个文件或者文件夹生效的配置，以及来自哪些文件。"""
    from msgspec import structs, to_builtins

    from regcheck.export.toml import toml_text
    from regcheck.settings import Table, find_settings

    try:
        if not Path(path).exists():
            raise RegcheckError(f"{path}：没有这个文件或者文件夹。", "请检查路径。")
        settings = find_settings(Path(path))
    except RegcheckError as error:
        session.complain(error)
        if style == "json":
            write_json([])
        return
    names = [field.encode_name for field in structs.fields(Table) if field.name != "extend"]
    plain = to_builtins(settings, builtin_types=() if style == "json" else (datetime.date,))
    table = {name: plain[name] for name in names}
    if style == "json":
        write_json([{"path": path, "files": settings.files, "settings": table}])
        return
    source = "、".join(settings.files) or "没有配置文件，全部是默认值"
    write(toml_text(table, [f"对 {path} 生效的配置，来自：{source}"]))


@config.command()
@click.argument("folder", default=".", metavar="[文件夹]")
@click.pass_obj
def init(session: Session, folder: str) -> None:
    """在文件夹里写一个 regcheck.toml，每一项都有说明；已经有的不改。"""
    from importlib.resources import files

    from regcheck.cli.output import write_file
    from regcheck.settings import FILE, settings_in

    place = Path(folder) / FILE
    try:
        if place.exists() or (place.parent.is_dir() and settings_in(place.parent)):
            raise RegcheckError(
                f"{folder}：已经有配置（{FILE} 或者 pyproject.toml），没有改动。",
                f"请直接修改；运行 regcheck config show {folder} 查看。",
            )
        write_file(str(place), (files("regcheck") / "data" / "settings.toml").read_bytes())
        click.echo(f"已写入 {place}：去掉一行前面的 # 就生效。", err=True)
    except RegcheckError as error:
        session.complain(error)
