"""Known laws → what `regcheck library` prints."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from regcheck.analysis.citations import chinese_date
from regcheck.analysis.laws import Edition, Ended, Law, LawIndex, shapes
from regcheck.diagnostic import RegcheckError
from regcheck.reporters.table import table


def law_json(law: Law) -> dict[str, Any]:
    """One law with its editions, oldest first."""
    return {
        "title": law.title,
        "level": law.level,
        "promulgated": law.promulgated,
        "amended": law.amended,
        "editions": [
            {"date": each.date, "articles": len(shapes(each.articles)), "reliable": each.reliable}
            for each in law.editions
        ],
    }


def laws_table(laws: Sequence[Law], index: LawIndex) -> str:
    """The laws, one a line, and how many are known up to when."""
    rows = [
        (law.level, _day(law.editions[-1].date), str(_count(law.editions[-1])), law.title)
        for law in laws
        if law.editions
    ]
    own = table(("种类", "文本日期", "条数", "名称"), rows) or "没有自己加入的法规。\n"
    read = sum(each.verified for each in index.endings)
    ended = f"不再施行的 {len(index.endings)} 部，其中 {read} 部逐字核对过废止的条款"
    total = f"共知道 {len(index.laws)} 部；{ended}。索引截至{chinese_date(index.as_of)}。\n"
    return own + total


def info_json(title: str, index: LawIndex) -> dict[str, Any]:
    """What is known of one law; raises RegcheckError where nothing is."""
    law, ended = _known(title, index)
    known = law or Law(ended.title if ended else title, "", None, (), ())
    return {
        **law_json(known),
        "level": known.level or None,
        "ended": ended.ended if ended else None,
        "successor": index.successor(ended) if ended else None,
        "as_of": index.as_of,
    }


def info_text(title: str, index: LawIndex) -> str:
    """The same for people."""
    law, ended = _known(title, index)
    lines = [f"《{law.title if law else ended.title if ended else title}》"]
    if law is not None:
        lines.append(f"种类：{law.level}")
        lines.append(f"公布：{_day(law.promulgated)}")
        if law.amended:
            lines.append(f"修改：{'、'.join(map(_day, law.amended))}")
        lines += [f"文本：{_day(each.date)}，{_described(each)}" for each in law.editions]
    if ended is not None:
        successor = index.successor(ended)
        then = f"，由《{successor}》接替" if successor else ""
        doubt = "" if ended.verified else "（出处尚未逐字核对）"
        lines.append(f"不再施行：{chinese_date(ended.ended)}起{then}")
        lines.append(f"依据：{ended.basis}{doubt}")
    lines.append(f"索引截至{chinese_date(index.as_of)}。")
    return "\n".join(lines) + "\n"


def _known(title: str, index: LawIndex) -> tuple[Law | None, Ended | None]:
    law, ended = index.find(title), index.ended(title)
    if law is None and ended is None:
        near = dict.fromkeys((*index.near(title), *index.holding(title)))
        hint = f"相近的有{'、'.join(f'《{each}》' for each in near)}。" if near else ""
        raise RegcheckError(
            f"索引里没有《{title.strip('《》')}》，索引截至{chinese_date(index.as_of)}。",
            f"{hint}用 regcheck library add 可以加入自己的法规文本。",
        )
    return law, ended


def _described(edition: Edition) -> str:
    if not edition.reliable:
        return f"{_count(edition)} 条，结构不可靠，不据以核对条号"
    return f"{_count(edition)} 条"


def _count(edition: Edition) -> int:
    return len(shapes(edition.articles))


def _day(day: datetime.date | None) -> str:
    return day.isoformat() if day else "不详"
