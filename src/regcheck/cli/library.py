"""The commands over the known laws: the bundled index and the user's own."""

from __future__ import annotations

import click

from regcheck.cli.session import Session, format_option, write, write_json
from regcheck.cli.usage import Group
from regcheck.diagnostic import RegcheckError


@click.group(cls=Group)
def library() -> None:
    """已知的法律法规：随附的索引，和自己加入的。"""


@library.command()
@click.argument("paths", nargs=-1, required=True, metavar="路径...")
@click.pass_obj
def add(session: Session, paths: tuple[str, ...]) -> None:
    """加入自己的法规文本（文件或者文件夹），引用它们时也能核对。"""
    from regcheck.library import add_laws, read_laws
    from regcheck.workspace import files_below

    found = {}
    for path in paths:
        try:
            laws = list(read_laws(files_below(path)))
        except RegcheckError as error:
            laws = [error]
        for law in laws:
            if isinstance(law, RegcheckError):
                session.complain(law)
            else:
                found[law.title, law.editions] = law
    try:
        if found:
            place = add_laws(found.values())
            write("".join(f"已加入《{law.title}》\n" for law in found.values()))
            write(f"共 {len(found)} 部，记在 {place}：只记名称、日期和条、款、项的数目。\n")
    except RegcheckError as error:
        session.complain(error)


@library.command(name="list")
@format_option("table", "json")
@click.option("--all", "everything", is_flag=True, help="连同随附索引里的全部列出。")
@click.pass_obj
def list_laws(session: Session, style: str, everything: bool) -> None:
    """列出自己加入的法规，以及随附的索引有多少部。"""
    from regcheck.export.laws import law_json, laws_table
    from regcheck.library import library as known
    from regcheck.library import user_file, user_laws

    try:
        laws = known().laws if everything else user_laws()
        if style == "json":
            write_json([law_json(law) for law in laws])
        else:
            write(laws_table(laws, known()))
            write(f"自己加入的法规记在 {user_file()}；删去这个文件就全部取消。\n")
    except RegcheckError as error:
        session.complain(error)


@library.command()
@click.argument("title", metavar="名称")
@format_option("text", "json")
@click.pass_obj
def info(session: Session, title: str, style: str) -> None:
    """一部法律法规的情况：日期、条数、是否还在施行。"""
    from regcheck.export.laws import info_json, info_text
    from regcheck.library import library as known

    try:
        index = known()
        if style == "json":
            write_json([info_json(title, index)])
        else:
            write(info_text(title, index))
    except RegcheckError as error:
        session.complain(error)
        if style == "json":
            write_json([])
