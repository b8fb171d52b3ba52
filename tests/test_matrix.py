"""The matrix of duties and liabilities, and the sheets it is written to."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from regcheck.analysis.facts import Facts
from regcheck.analysis.matrix import Row
from regcheck.export.matrix import HEADS, bounds, matrix_cells, matrix_json, matrix_table
from regcheck.export.sheet import csv_text, xlsx_bytes
from regcheck.parse.structure import parse

DRAFT = """某省甲条例
第一条　科研单位应当保存原始记录。
科研单位不得销毁原始记录。
第二条　县级以上人民政府应当公布目录。
第三条　任何单位不得有下列行为：
（一）买卖论文；
（二）代写论文。
第四条　违反本条例第一条第一款规定，未保存原始记录的，由省科学技术部门责令改正；\
情节严重的，依照《中华人民共和国科学技术进步法》处一万元以上五万元以下罚款。
第五条　违反本条例规定，有下列行为之一的，由省科学技术部门给予警告：
（一）违反第三条第一项规定，买卖论文的；
（二）违反第三条第二项规定，代写论文的。
前款规定的行为情节严重的，三年内不得申报科技项目。
第六条　国家工作人员玩忽职守的，依法给予处分。
"""


def rows(text: str = DRAFT) -> tuple[Row, ...]:
    return Facts(parse(text)).matrix


def test_sanctions_answer_duties() -> None:
    first, second, third, fourth, fifth = [row for row in rows() if row.sanction]
    assert (first.state, first.duties, first.conduct) == (
        "answered",
        ("art_1__para_1",),
        "未保存原始记录",
    )
    assert second.conduct == "未保存原始记录；情节严重的"
    assert second.duties == first.duties  # the sentence before says which provision is breached
    assert second.laws == ("中华人民共和国科学技术进步法",)
    assert third.duties == ("art_3__para_1__item_1", "art_3__para_1__item_2")
    assert fourth.duties == third.duties  # 前款规定的行为
    assert (fifth.state, fifth.duties) == ("no-duty", ())


def test_duties_without_liability() -> None:
    left = [row for row in rows() if row.state == "no-liability"]
    assert [(row.duties, row.bearer, row.public) for row in left] == [
        (("art_1__para_2",), "科研单位", False),
        (("art_2__para_1",), "县级以上人民政府", True),
    ]


def test_table_counts_what_it_leaves_out() -> None:
    text = matrix_table(Facts(parse(DRAFT)), rows())
    assert "公共机关的义务没有罚则的 1 处，没有列出" in text
    assert "第一条第一款" in text
    assert "10000元以上50000元以下" in text


def test_json_has_every_row() -> None:
    facts = Facts(parse(DRAFT))
    records = [matrix_json(facts, row) for row in facts.matrix]
    assert len(records) == 7
    assert {record["state"] for record in records} == {"answered", "no-duty", "no-liability"}


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("处违法所得一倍以上三倍以下罚款", "违法所得1倍以上3倍以下"),
        ("处合同价款百分之五以下罚款", "合同价款5％以下"),
        ("三年内不得申报项目", "3年"),
        ("处二百元罚款", "200元"),
    ],
)
def test_bounds(words: str, shown: str) -> None:
    (row,) = rows(f"第一条　违反规定的，{words}。\n")
    assert row.sanction
    assert bounds(row.sanction) == shown


def test_csv_comes_back_whole() -> None:
    facts = Facts(parse(DRAFT))
    cells = [matrix_cells(facts, row) for row in facts.matrix]
    back = list(csv.reader(io.StringIO(csv_text(HEADS, cells))))
    assert back == [list(HEADS), *([str(cell) for cell in row] for row in cells)]


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_is_run(formula: str) -> None:
    assert f"'{formula}" in csv_text(("甲",), [[formula]])
    sheet = load_workbook(io.BytesIO(xlsx_bytes("表", ("甲",), [[formula]]))).active
    assert sheet.cell(2, 1).value == formula
    assert sheet.cell(2, 1).data_type == "s"


def test_xlsx_holds_heads_and_cells() -> None:
    facts = Facts(parse(DRAFT))
    cells = [matrix_cells(facts, row) for row in facts.matrix]
    sheet = load_workbook(io.BytesIO(xlsx_bytes("罚则表", HEADS, cells))).active
    assert [cell.value for cell in sheet[1]] == list(HEADS)
    assert sheet.max_row == len(cells) + 1
    assert [cell.value or "" for cell in sheet[2]] == cells[0]
