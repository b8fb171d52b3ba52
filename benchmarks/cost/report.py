"""A run → the table on the terminal, JSON, and the page of the documentation."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.cost.figures import Figure, Words, best_met, met, words
from benchmarks.cost.machine import Machine
from benchmarks.cost.rounds import ROOT

LAST = Path(__file__).with_name("last.json")
_COLUMNS = ("项目", "regcheck", "旁边的", "比", "各轮", "目标", "")
PAGE = ROOT / "docs" / "performance.md"


class Run(msgspec.Struct, frozen=True):
    """The figures of one run and what they were made on: the tools beside, how many files of how
    many MB, and the same of those that the tools read too; `invented` where no corpus was given."""

    machine: Machine
    peers: tuple[str, ...]
    files: int
    size: float
    peer_files: int
    peer_size: float
    invented: bool
    rounds: int
    figures: tuple[Figure, ...]


def encoded(run: Run) -> bytes:
    """The run as JSON; each figure with its name, unit and target and whether it is met."""
    value: dict[str, Any] = msgspec.to_builtins(run)
    for row, figure in zip(value["figures"], run.figures, strict=True):
        of = words()[figure.key]
        row |= {"name": of.name, "unit": of.unit, "beside_is": of.beside}
        row |= {"target": target(of), "met": met(figure, of)}
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def decoded(data: bytes) -> Run:
    """The run of a JSON file."""
    return msgspec.json.decode(data, type=Run)


def shown(run: Run) -> list[tuple[Figure, Words]]:
    """The figures in the order of their words."""
    by_key = {figure.key: figure for figure in run.figures}
    return [(by_key[key], of) for key, of in words().items() if key in by_key]


def target(of: Words) -> str:
    """The target as written; empty where there is none."""
    sign, limit = ("≤", of.most) if of.most is not None else ("≥", of.least)
    if limit is None:
        return ""
    best = f"，最好 {sign} {of.best:g}" if of.best is not None else ""
    return f"{sign} {limit:g}{best}"


def cells(figure: Figure, of: Words) -> tuple[str, ...]:
    """A row of the table, by _COLUMNS."""
    if figure.skipped:
        return of.name, "没有测", of.beside, "", "", target(of), ""
    beside = f"{of.beside} {_amount(figure.beside, of.unit)}" if figure.beside is not None else ""
    spread = "" if figure.low is None else f"{number(figure.low)}–{number(figure.high)}"
    verdict = {True: "达到", False: "没有达到", None: ""}[met(figure, of)]
    ours = _amount(figure.ours, of.unit)
    return of.name, ours, beside, number(figure.ratio), spread, target(of), verdict


def number(value: float | None) -> str:
    """The value with three digits that count; empty for none."""
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _amount(value: float | None, unit: str) -> str:
    return number(value) if unit == "指数" else f"{number(value)} {unit}"


def table(run: Run) -> str:
    """The environment and the figures for a terminal."""
    from rich.console import Console
    from rich.table import Table

    grid = Table(*_COLUMNS)
    for figure, of in shown(run):
        grid.add_row(*cells(figure, of))
    console = Console(file=io.StringIO(), width=150)
    console.print(*environment(run), sep="\n", highlight=False, markup=False)
    console.print(grid)
    for line in _skipped(run):
        console.print(line, highlight=False, markup=False)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def environment(run: Run) -> list[str]:
    """What the run was made on, a line each."""
    on = run.machine
    read = "没有真实的法律：随附的草案和编造的文本" if run.invented else "真实的法律法规"
    libraries = "，".join(f"{name} {version}" for name, version in on.libraries.items())
    return [
        f"日期：{on.date}；提交：{on.revision}",
        f"机器：{on.cpu}，{on.processors} 个处理器，{on.system}；"
        f"开始和结束时的负荷 {on.load[0]:g}、{on.load[1]:g}",
        f"{on.python}；{libraries}",
        f"对照的工具：{'，'.join(run.peers)}",
        f"文本：{read}，{run.files} 个文件，{run.size:.1f} MB；"
        f"与别的工具相比的 {run.peer_files} 个，{run.peer_size:.2f} MB（1 MB 是一百万个字节）",
        f"轮数：{run.rounds}，交替进行，取中位数；用几分钟的项目至多三轮",
    ]


def _skipped(run: Run) -> list[str]:
    return [f"{of.name}：没有测，{figure.skipped}" for figure, of in shown(run) if figure.skipped]


def page(run: Run) -> str:
    """The page docs/performance.md."""
    rows = [cells(figure, of) for figure, of in shown(run)]
    lines = [
        "# 用时和内存",
        "",
        "本页由一次运行生成：`python -m benchmarks.cost DATA --docs`，DATA 是存放真实法律的文件夹，"
        "不在本仓库内。`make bench` 打印同样的表；不设 REGCHECK_DATA 时用编造的文本。"
        "机器不同、时候不同，秒数就不同，要看的是比：比的两方在同一次运行里轮流做，各在自己的进程里；"
        "同样的文本每一轮都在新的子进程里做，上一轮记住的用不上"
        "（六十条的草案的三行和 node 除外）。",
        "",
        *(f"- {line}" for line in environment(run)),
        "",
        "时间都是处理器时间（注明的除外）。“各轮”是各轮的比（没有比的，数字本身）最小和最大的。",
        "",
        "| " + " | ".join(_COLUMNS) + " |",
        "|" + "---|" * len(_COLUMNS),
        *("| " + " | ".join(row) + " |" for row in rows),
        "",
        "## 各项的意思",
        "",
    ]
    for figure, of in shown(run):
        lines += [f"**{of.name}**：{of.what}{_explained(figure, of)}", ""]
    return "\n".join(lines).rstrip() + "\n"


def _explained(figure: Figure, of: Words) -> str:
    """What is said after the meaning: why there is no figure, from what it comes, why it misses."""
    if figure.skipped:
        return f"没有测：{figure.skipped}。"
    points = "，".join(f"{size:.2g} MB {number(seconds)} 秒" for size, seconds in figure.points)
    told = f"中位数：{points}。" if points else ""
    if best_met(figure, of) is not False:
        return told
    which = "最好的目标" if met(figure, of) else "目标"
    return f"{told}没有达到{which}：{of.missed}"
