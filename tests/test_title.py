"""The name, the kind and the stage of a draft, from its first lines."""

from __future__ import annotations

import pytest

from regcheck.parse.structure import parse

BODY = "\n第一条　2010年3月1日某省人民代表大会常务委员会通过的《乙条例》同时废止。\n"


@pytest.mark.parametrize(
    ("head", "title", "kind", "stage"),
    [
        ("某省甲条例（草案）", "某省甲条例", "local_regulation", "draft"),
        ("某省甲条例（草案）（征求意见稿）", "某省甲条例", "local_regulation", "comment"),
        ("某省甲条例\n（草案二次审议稿）", "某省甲条例", "local_regulation", "deliberation"),
        ("《某省甲条例（草案）》", "某省甲条例", "local_regulation", "draft"),
        ("某省甲条例修订草案", "某省甲条例", "local_regulation", "draft"),
        ("某省甲条例（草案）修改稿", "某省甲条例", "local_regulation", "deliberation"),
        ("某省甲条例（草案）　　2026年5月", "某省甲条例", "local_regulation", "draft"),
        ("附件\n\n某省甲条例（征求意见稿）", "某省甲条例", "local_regulation", "comment"),
        ("附件1\n某省甲办法（草案表决稿）", "某省甲办法", "local_government_rule", "vote"),
        ("某省甲规定（草案二次审议稿）", "某省甲规定", "local_regulation", "deliberation"),
        ("某省甲条例", "某省甲条例", "local_regulation", "draft"),
        ("中华人民共和国甲法（草案）", "中华人民共和国甲法", "law", "draft"),
        ("甲部门管理办法（试行）", "甲部门管理办法（试行）", "departmental_rule", "draft"),
        ("某某自治州甲条例", "某某自治州甲条例", "autonomous_regulation", "draft"),
        ("甲经济特区乙条例", "甲经济特区乙条例", "special_zone_regulation", "draft"),
        ("最高人民法院关于甲的解释", "最高人民法院关于甲的解释",
         "judicial_interpretation", "draft"),
        ("某市人民政府令\n第12号\n《某市甲办法》已经通过，现予公布。\n某市甲办法",
         "某市甲办法", "local_government_rule", "draft"),
        ("某省甲条例\n（2026年1月1日某省人民代表大会\n常务委员会第三次会议通过）",
         "某省甲条例", "local_regulation", "enacted"),
        ("临江市\n公园条例（草案）", "临江市公园条例", "local_regulation", "draft"),
        ("临江市公园\n管理条例（草案征求意见稿）", "临江市公园管理条例",
         "local_regulation", "comment"),
        ("临江市人大常委会办公室文件\n关于征求《临江市甲条例（草案）》意见的函\n各区：\n"
         "现将草案发给你们。\n附件：临江市甲条例（草案）\n附件\n临江市公园条例（草案）",
         "临江市公园条例", "local_regulation", "draft"),
        ("临江市人民政府关于加强电动车管理的通知\n为了加强管理，根据某省道路交通安全条例\n"
         "一、甲。", "临江市人民政府关于加强电动车管理的通知",
         "local_government_rule", "draft"),
        ("关于《临江市甲条例（草案）》的说明\n临江市甲条例（草案）\n依据某省乙条例",
         "临江市甲条例", "local_regulation", "draft"),
        ("关于征求《临江市甲条例》意见的函\n\n临江市甲条例", "临江市甲条例",
         "local_regulation", "draft"),
        ("某市行政规范性文件\n管理办法", "某市行政规范性文件管理办法",
         "local_government_rule", "draft"),
        ("临江市人大常委会办公室文件\n各区：\n请研究。", "临江市人大常委会办公室文件",
         "other", "draft"),
        ("---\ntitle: 乙\n---\n# 某省甲条例（草案）", "某省甲条例", "local_regulation", "draft"),
    ],
)  # fmt: skip
def test_heading(head: str, title: str, kind: str, stage: str) -> None:
    document = parse(head + BODY)
    assert (document.title, document.kind, document.stage) == (title, kind, stage)
