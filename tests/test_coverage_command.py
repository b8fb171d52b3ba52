"""`regcheck coverage`: its views, its formats, two readings beside one another, the gate for CI."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import Run

Command = Callable[..., Run]
PROMISES = """
[[commitment]]
id = "一(一)"
source = "letter.txt"
text = "公开评审结果"
carrier = "regulation"
lead = "省科学技术厅"
deadline = "2025年底前"
[[commitment.element]]
id = "results"
kind = "obligation"
about = ["评审结果"]

[[commitment]]
id = "一(二)"
source = "letter.txt"
text = "列入名单，给予通报批评"
carrier = "regulation"
[[commitment.element]]
id = "list"
kind = "credit_sanction"
about = ["论文造假"]
[[commitment.element]]
id = "told"
kind = "public_criticism"
about = ["论文造假"]

[[commitment]]
id = "一(三)"
source = "letter.txt"
text = "编制规划"
carrier = "unconfirmed"
proposed = "plan"
tense = "done"
"""
FIRST = (
    "某省甲条例（草案）\n第一条　项目主管部门可以公开评审结果。\n"
    "第二条　将论文造假者列入失信主体名单，给予通报批评。\n第三条　本条例自公布之日起施行。\n"
)
SECOND = (
    "某省甲条例（草案修改稿）\n第一条　项目主管部门应当公开评审结果。\n"
    "第二条　将论文造假者列入失信主体名单。\n第三条　本条例自公布之日起施行。\n"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("c.toml").write_text(PROMISES, "utf-8")
    Path("regcheck.toml").write_text('commitments = "c.toml"\n', "utf-8")
    Path("first.md").write_text(FIRST, "utf-8")
    Path("second.md").write_text(SECOND, "utf-8")
    return tmp_path


@pytest.mark.usefixtures("place")
class TestCoverage:
    def test_diff(self, regcheck_run: Command) -> None:
        run = regcheck_run("coverage", "first.md", "second.md", "--diff")
        assert run.code == 0
        assert "新落实　一(一)　评审结果" in run.out
        assert "删去　一(二)　论文造假（通报批评）" in run.out
        assert "要素：新落实 1，删去 1，没有变化 1。" in run.out

    def test_diff_the_other_way(self, regcheck_run: Command) -> None:
        run = regcheck_run("coverage", "--diff", "second.md", "first.md", "--format", "json")
        records = {each["element"]: each for each in json.loads(run.out)}
        assert records["results"]["change"] == "weakened"
        assert (records["told"]["before"], records["told"]["after"]) == ("missing", "covered")

    def test_ledger(self, regcheck_run: Command) -> None:
        run = regcheck_run("coverage", "second.md", "--view", "ledger", "--format", "csv")
        heads, first, second, third = csv.reader(io.StringIO(run.out))
        assert heads[1:] == [
            *("序号", "承诺", "牵头单位", "时限"),
            *("载体", "条款", "结论", "佐证"),
        ]
        assert first[1:8] == [
            *("1", "一(一)　公开评审结果", "省科学技术厅", "2025年底前", "法规"),
            *("第一条第一款", "全部落实（1/1 项要素）"),
        ]
        assert "应当公开评审结果" in first[8]
        assert second[7] == "部分落实（1/2 项要素）"
        assert "论文造假（通报批评）" in second[8]
        assert third[5] == "未确认（推测：规划计划）"
        assert third[7] == "不由本法规承担"

    def test_ledger_as_json(self, regcheck_run: Command) -> None:
        run = regcheck_run("coverage", "second.md", "--view", "ledger", "--format", "json")
        first, second, _ = json.loads(run.out)
        assert (first["lead"], first["deadline"]) == ("省科学技术厅", "2025年底前")
        assert first["evidence"][0]["text"] == "项目主管部门应当公开评审结果。"
        assert second["status"] == "partial"
        assert second["changes"] is None

    def test_letter_beside_an_earlier_reading(self, regcheck_run: Command) -> None:
        run = regcheck_run("coverage", "--diff", "first.md", "second.md", "--view", "letter")
        assert "与上一稿相比　新落实：评审结果" in run.out
        assert "与上一稿相比　删去：论文造假（通报批评）" in run.out
        assert "条文　第一条第一款：“项目主管部门应当公开评审结果。”" in run.out

    @pytest.mark.parametrize("view", ["list", "ledger", "letter"])
    def test_workbook(self, view: str, regcheck_run: Command) -> None:
        options = ("--view", view, "--format", "xlsx", "-o", "out.xlsx")
        assert regcheck_run("coverage", "second.md", *options).code == 0
        sheet = load_workbook("out.xlsx").active
        assert sheet is not None
        rows = list(sheet.iter_rows(values_only=True))
        assert len(rows) == 1 + (4 if view == "list" else 3)
        assert "公开评审结果" in str(rows[1])

    def test_ledger_beside_an_earlier_reading(self, regcheck_run: Command) -> None:
        options = ("--diff", "first.md", "second.md", "--view", "ledger")
        run = regcheck_run("coverage", *options, "--format", "csv")
        heads, first, second, third = csv.reader(io.StringIO(run.out))
        assert heads[-2:] == ["佐证", "与上一稿相比"]
        assert first[-1] == "新落实：评审结果"
        assert second[-1] == "删去：论文造假（通报批评）"
        assert third[-1] == ""
        assert "与上一稿相比　新落实：评审结果" in regcheck_run("coverage", *options).out

    @pytest.mark.parametrize("view", ["list", "ledger", "letter"])
    @pytest.mark.parametrize("diff", [False, True], ids=["one", "two"])
    def test_promises_of_two_letters(self, view: str, diff: bool, regcheck_run: Command) -> None:
        """Each row says where its promise comes from; with one letter there is no such column."""
        paths = ("--diff", "first.md", "second.md") if diff else ("second.md",)
        command = ("coverage", *paths, "--view", view)
        (heads, *_) = csv.reader(io.StringIO(regcheck_run(*command, "--format", "csv").out))
        assert "出处" not in heads
        other = PROMISES.replace("letter.txt", "other.txt")
        Path("c.toml").write_text(PROMISES + other, "utf-8")
        (heads, *rows) = csv.reader(io.StringIO(regcheck_run(*command, "--format", "csv").out))
        assert heads[-1] == "出处"
        assert {row[-1] for row in rows} == {"letter.txt", "other.txt"}
        assert all(len(row) == len(heads) for row in rows)
        table = regcheck_run(*command).out
        assert "letter.txt" in table
        assert "other.txt" in table

    def test_diff_shows_what_is_left_to_a_law(self, regcheck_run: Command) -> None:
        law = "评审结果的公开，依照《中华人民共和国科学技术进步法》的规定执行"
        text = SECOND.replace("项目主管部门应当公开评审结果", law)
        Path("third.md").write_text(text, "utf-8")
        run = regcheck_run("coverage", "--diff", "second.md", "third.md", "--format", "json")
        (record,) = json.loads(run.out)
        assert record["change"] == "referred"
        run = regcheck_run("coverage", "--diff", "second.md", "third.md")
        assert "改为依照法律　一(一)　评审结果" in run.out
        assert "改为依照法律 1" in run.out
        run = regcheck_run("coverage", "--diff", "third.md", "second.md")
        assert "改为自行规定　一(一)" in run.out

    def test_diff_shows_what_is_stronger(self, regcheck_run: Command) -> None:
        text = PROMISES.replace('kind = "obligation"', 'kind = "encouragement"')
        Path("c.toml").write_text(text, "utf-8")
        Path("third.md").write_text(SECOND.replace("应当公开", "鼓励公开"), "utf-8")
        assert "加强　一(一)" in regcheck_run("coverage", "--diff", "third.md", "second.md").out
        run = regcheck_run("coverage", "--diff", "second.md", "third.md")
        assert "不再强于承诺　一(一)" in run.out

    def test_what_is_missing_has_candidates(self, regcheck_run: Command) -> None:
        run = regcheck_run("coverage", "second.md", "--format", "json")
        missing = json.loads(run.out)[1]["elements"][1]
        assert missing["status"] == "missing"
        assert missing["candidates"][0] == "art_2"
        assert "文字最接近的是第二条" in regcheck_run("coverage", "second.md").out

    @pytest.mark.parametrize(("least", "code"), [("0.6", 0), ("0.67", 1), ("1", 1)])
    def test_min(self, least: str, code: int, regcheck_run: Command) -> None:
        """Two of three elements are kept; what nobody confirmed and what is done do not count."""
        run = regcheck_run("coverage", "second.md", "--min", least)
        assert run.code == code
        assert "承诺的要素 3 项，落实 2 项（66.7%）" in run.err

    def test_min_without_a_confirmed_promise(self, regcheck_run: Command) -> None:
        text = PROMISES.replace('carrier = "regulation"', 'carrier = "unconfirmed"')
        Path("c.toml").write_text(text, "utf-8")
        run = regcheck_run("coverage", "second.md", "--min", "0.9")
        assert run.code == 2
        assert "--min 无从计算" in run.err

    @pytest.mark.parametrize("wrong", ["90", "nan", "-1", "九成"])
    def test_min_is_a_share(self, wrong: str, regcheck_run: Command) -> None:
        run = regcheck_run("coverage", "second.md", f"--min={wrong}")
        assert run.code == 2
        assert "0 到 1 之间" in run.err

    def test_min_of_what_no_regulation_may_provide(self, regcheck_run: Command) -> None:
        Path("c.toml").write_text(
            '[[commitment]]\nid = "一"\nsource = "甲"\ntext = "降低税率"\ncarrier = "regulation"\n'
            '[[commitment.element]]\nid = "e"\nkind = "obligation"\nabout = ["降低税率"]\n',
            "utf-8",
        )
        run = regcheck_run("coverage", "second.md", "--min", "1")
        assert run.code == 0
        assert "承诺的要素 0 项" in run.err

    def test_a_contradiction_that_is_taken_out(self, regcheck_run: Command) -> None:
        Path("first.md").write_text(FIRST.replace("可以公开", "不得公开"), "utf-8")
        text = SECOND.replace("项目主管部门应当公开评审结果", "项目主管部门应当加强管理")
        Path("second.md").write_text(text, "utf-8")
        run = regcheck_run("coverage", "--diff", "first.md", "second.md")
        assert "不再相反　一(一)" in run.out

    def test_elements_of_one_name(self, regcheck_run: Command) -> None:
        Path("c.toml").write_text(PROMISES.replace('id = "told"', 'id = "list"'), "utf-8")
        run = regcheck_run("coverage", "second.md")
        assert run.code == 2
        assert "要素 list 写了 2 次" in run.err

    def test_diff_of_a_folder(self, place: Path, regcheck_run: Command) -> None:
        run = regcheck_run("coverage", "--diff", ".", "second.md", "--format", "json")
        assert run.code == 2
        assert "这里有 2 个" in run.err
        assert json.loads(run.out) == []

    @pytest.mark.parametrize("output", ["second.md", "c.toml"])
    def test_nothing_is_written_over(self, output: str, regcheck_run: Command) -> None:
        before = Path(output).read_bytes()
        run = regcheck_run("coverage", "second.md", "--format", "csv", "-o", output)
        assert run.code == 2
        assert "会覆盖" in run.err
        assert Path(output).read_bytes() == before

    def test_a_ledger_stays_where_no_draft_was_read(self, regcheck_run: Command) -> None:
        Path("out.csv").write_text("以前的", "utf-8")
        run = regcheck_run("coverage", "none.md", "--format", "csv", "-o", "out.csv")
        assert run.code == 2
        assert Path("out.csv").read_text("utf-8") == "以前的"

    def test_other_articles(self, regcheck_run: Command) -> None:
        assert "没有对应承诺" not in regcheck_run("coverage", "second.md").err
        run = regcheck_run("coverage", "second.md", "--other-articles")
        assert "没有对应承诺的条文 1 条：第三条" in run.err

    def test_commitments_by_name(self, regcheck_run: Command) -> None:
        Path("regcheck.toml").unlink()
        run = regcheck_run("coverage", "second.md")
        assert (run.code, run.out) == (0, "")
        assert "没有承诺可以对照" in run.err
        assert regcheck_run("coverage", "second.md", "--min", "0").code == 2
        named = regcheck_run("coverage", "second.md", "--commitments", "c.toml")
        assert named.code == 0
        assert "一(一)" in named.out
        unread = regcheck_run(
            "coverage", "second.md", "--commitments", "no.toml", "--format", "json"
        )
        assert unread.code == 2
        assert json.loads(unread.out) == []

    def test_a_draft_without_commitments_beside_one_with(self, regcheck_run: Command) -> None:
        Path("b").mkdir()
        Path("b/regcheck.toml").write_text("", "utf-8")
        Path("b/other.md").write_text(SECOND, "utf-8")
        run = regcheck_run("coverage", "second.md", "b/other.md", "--format", "json")
        assert run.code == 0
        assert {each["path"] for each in json.loads(run.out)} == {"second.md"}

    def test_diff_needs_two(self, regcheck_run: Command) -> None:
        run = regcheck_run("coverage", "--diff", "second.md")
        assert run.code == 2
        assert "两个文件" in run.err
        missing = regcheck_run("coverage", "--diff", "none.md", "second.md")
        assert missing.code == 2
        assert missing.out == ""
        unread = regcheck_run("coverage", "--diff", "none.md", "second.md", "--format", "json")
        assert json.loads(unread.out) == []

    def test_a_source_that_says_something_else_now(self, regcheck_run: Command) -> None:
        Path("letter.txt").write_text(
            "某代表：\n您的建议收悉，现答复如下：\n一、下一步\n（一）将公开评审结果。\n", "utf-8"
        )
        Path("c.toml").unlink()
        regcheck_run("commitments", "extract", "letter.txt", "-o", "c.toml")
        assert "原文变了" not in regcheck_run("coverage", "second.md").err
        text = Path("letter.txt").read_text("utf-8")
        Path("letter.txt").write_text(text.replace("公开评审结果", "公开评审专家"), "utf-8")
        assert "承诺 一(一) 的原文变了" in regcheck_run("coverage", "second.md").err

    def test_a_stronger_draft_is_said(self, regcheck_run: Command) -> None:
        text = PROMISES.replace('kind = "obligation"', 'kind = "encouragement"')
        Path("c.toml").write_text(text, "utf-8")
        run = regcheck_run("coverage", "second.md", "--format", "json")
        (element,) = json.loads(run.out)[0]["elements"]
        assert element["stronger"] is True
        assert "更强" in element["reason"]

    def test_a_promise_without_elements(self, regcheck_run: Command) -> None:
        Path("c.toml").write_text(
            '[[commitment]]\nid = "一"\nsource = "甲"\ntext = "公开评审结果"\n'
            'carrier = "regulation"\n',
            "utf-8",
        )
        run = regcheck_run("coverage", "second.md", "--format", "json")
        (record,) = json.loads(run.out)
        assert record["code"] == "P008"
        assert record["candidates"][0] == "art_1"
        assert regcheck_run("coverage", "second.md", "--min", "0.5").code == 1


def test_a_table_in_a_file(place: Path, regcheck_run: Command) -> None:
    run = regcheck_run("coverage", "second.md", "-o", "out.txt")
    assert run.out == ""
    assert "部分落实" in (place / "out.txt").read_text("utf-8")
