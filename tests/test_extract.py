"""`regcheck commitments extract`: what it writes, what a second run keeps, what it says of bad
input."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from regcheck.analysis.commitments import read_commitments
from regcheck.formats.plain import decode
from tests.conftest import Run

LETTER = (
    "某代表：\n您的建议收悉，现答复如下：\n一、下一步工作\n"
    "（一）将建立科研诚信档案制度。\n"
    "（二）将新建实验室30家，由省科学技术厅牵头，2025年底前完成。\n"
    "（三）将把论文造假者列入黑名单，给予通报批评。\n"
    "感谢您的关心和支持。\n某省科学技术厅\n2024年5月6日\n"
)
Command = Callable[..., Run]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    return tmp_path


def extract(run: Command, place: Path, name: str = "letter.txt") -> Run:
    return run("commitments", "extract", str(place / name), "-o", str(place / "c.toml"))


def test_the_file_can_be_read_back(place: Path, regcheck_run: Command) -> None:
    assert extract(regcheck_run, place).code == 0
    text = (place / "c.toml").read_text("utf-8")
    first, second, third = read_commitments(text, "c.toml")
    assert (first.id, second.id, third.id) == ("一(一)", "一(二)", "一(三)")
    assert {each.carrier for each in (first, second, third)} == {"unconfirmed"}
    assert second.lead == "省科学技术厅"
    assert second.deadline == "2025年底前"
    assert second.strength == "quantified"
    assert first.span is not None
    assert LETTER[slice(*first.span)] == "（一）将建立科研诚信档案制度。"
    assert [each.kind for each in third.element][:2] == ["credit_sanction", "public_criticism"]
    assert third.element[1].about == ("论文造假",)
    assert "# 下一步工作" in text


def test_json(place: Path, regcheck_run: Command) -> None:
    run = regcheck_run("commitments", "extract", str(place / "letter.txt"), "--format", "json")
    records = json.loads(run.out)
    assert [each["id"] for each in records] == ["一(一)", "一(二)", "一(三)"]
    assert all(LETTER[slice(*each["span"])] == each["text"] for each in records)
    assert records[1]["quantities"][0]["unit"] == "家"
    assert records[0]["objects"] == ["科研诚信档案制度"]
    assert records[0]["line"] == 4
    assert set(records[0]) >= {"tense", "strength", "elements", "subjects", "hash"}


def test_a_second_run_changes_nothing(place: Path, regcheck_run: Command) -> None:
    extract(regcheck_run, place)
    before = (place / "c.toml").read_bytes()
    run = extract(regcheck_run, place)
    assert "没有变化" in run.err
    assert (place / "c.toml").read_bytes() == before


EDIT = (
    'carrier = "regulation"\n# 会上定的\narticles = ["art_7"]\n',
    'carrier = "unconfirmed"\n',
)


def edited(place: Path) -> None:
    """A person confirms the first commitment and writes a note."""
    path = place / "c.toml"
    text = path.read_text("utf-8")
    assert EDIT[1] in text
    path.write_text(text.replace(EDIT[1], EDIT[0], 1), "utf-8")


def changed(place: Path, old: str, new: str) -> None:
    assert old in LETTER
    (place / "letter.txt").write_text(LETTER.replace(old, new), "utf-8")


def test_an_edit_stays_where_a_point_is_put_before_it(place: Path, regcheck_run: Command) -> None:
    extract(regcheck_run, place)
    edited(place)
    changed(place, "（一）将建立", "（一）将公开评审结果。\n（二）将建立")
    letter = (place / "letter.txt").read_text("utf-8")
    letter = letter.replace("（三）将把", "（四）将把").replace("（二）将新", "（三）将新")
    (place / "letter.txt").write_text(letter, "utf-8")
    run = extract(regcheck_run, place)
    assert "一(一) → 一(二)：编号变了" in run.err
    assert "一(一)：新增" in run.err
    text = (place / "c.toml").read_text("utf-8")
    found = read_commitments(text, "c.toml")
    assert [each.id for each in found] == ["一(一)", "一(二)", "一(三)", "一(四)"]
    assert found[1].carrier == "regulation"
    assert found[1].articles == ("art_7",)
    assert "# 会上定的" in text
    assert all(letter[slice(*each.span)].endswith(each.text) for each in found if each.span)


def test_new_words_of_a_point(place: Path, regcheck_run: Command) -> None:
    """The letter's words are renewed, a person's own are not; elements stay in both cases."""
    extract(regcheck_run, place)
    edited(place)
    changed(place, "科研诚信档案制度", "信用档案制度")
    run = extract(regcheck_run, place)
    assert "一(一)：原文变了；text 已更新" in run.err
    (first, *_) = read_commitments((place / "c.toml").read_text("utf-8"), "c.toml")
    assert "信用档案制度" in first.text
    assert first.carrier == "regulation"
    assert first.element[0].about == ("科研诚信档案制度",)
    path = place / "c.toml"
    path.write_text(path.read_text("utf-8").replace(first.text, "我的话"), "utf-8")
    changed(place, "科研诚信档案制度", "诚信制度")
    run = extract(regcheck_run, place)
    assert "text 是人工写的，没有动" in run.err
    assert read_commitments(path.read_text("utf-8"), "c.toml")[0].text == "我的话"


def test_what_the_letter_holds_no_longer_stays(place: Path, regcheck_run: Command) -> None:
    extract(regcheck_run, place)
    changed(place, "（三）将把论文造假者列入黑名单，给予通报批评。\n", "")
    run = extract(regcheck_run, place)
    assert "一(三)：答复里没有了" in run.err
    assert len(read_commitments((place / "c.toml").read_text("utf-8"), "c.toml")) == 3


def test_an_id_that_another_point_takes(place: Path, regcheck_run: Command) -> None:
    extract(regcheck_run, place)
    changed(place, "（一）将建立科研诚信档案制度。\n（二）将新建", "（一）将新建")
    run = extract(regcheck_run, place)
    assert "一(二) → 一(一)：编号变了" in run.err
    assert "一(一) → 一(一)~2：答复里没有了" in run.err
    found = read_commitments((place / "c.toml").read_text("utf-8"), "c.toml")
    assert sorted(each.id for each in found) == ["一(一)", "一(一)~2", "一(三)"]


def test_a_note_stays_above_its_entry(place: Path, regcheck_run: Command) -> None:
    extract(regcheck_run, place)
    path = place / "c.toml"
    entry = '[[commitment]]\nid = "一(二)"'
    text = path.read_text("utf-8")
    assert entry in text
    path.write_text(text.replace(entry, f"# 李某核对这一项\n{entry}"), "utf-8")
    changed(place, "（二）将新建", "（四）将公开结果。\n（五）将公开名单。\n（二）将新建")
    extract(regcheck_run, place)
    text = path.read_text("utf-8")
    assert f"# 李某核对这一项\n{entry}" in text
    found = read_commitments(text, "c.toml")
    assert [each.id for each in found] == ["一(一)", "一(四)", "一(五)", "一(二)", "一(三)"]


def test_what_else_the_new_words_say(place: Path, regcheck_run: Command) -> None:
    extract(regcheck_run, place)
    changed(place, "2025年底前完成", "2026年底前完成")
    run = extract(regcheck_run, place)
    assert "时限 2025年底前 → 2026年底前，没有动" in run.err
    found = read_commitments((place / "c.toml").read_text("utf-8"), "c.toml")
    assert found[1].deadline == "2025年底前"


@pytest.mark.parametrize(
    "inline",
    [
        'commitment = [{id = "一(一)", source = "letter.txt", text = "甲", carrier = "rule"}]\n',
        "commitment = []\n",
    ],
)
def test_an_inline_array_is_left_alone(inline: str, place: Path, regcheck_run: Command) -> None:
    (place / "c.toml").write_text(inline, "utf-8")
    run = extract(regcheck_run, place)
    assert run.code == 2
    assert "[[commitment]]" in run.err
    assert (place / "c.toml").read_text("utf-8") == inline


def test_another_letter_of_that_name(place: Path, regcheck_run: Command) -> None:
    extract(regcheck_run, place)
    before = (place / "c.toml").read_bytes()
    other = "某代表：\n现答复如下：\n（一）将修路。\n（二）将架桥。\n（三）将植树。\n"
    (place / "letter.txt").write_text(other, "utf-8")
    run = extract(regcheck_run, place)
    assert run.code == 2
    assert "没有一项相同" in run.err
    assert (place / "c.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("encode", "ends"),
    [
        (lambda text: text.encode("utf-8-sig"), "\n"),
        (lambda text: text.encode("gb18030"), "\n"),
        (lambda text: text.encode(), "\r\n"),
    ],
)
def test_encoding_and_line_ends_stay(
    encode: Callable[[str], bytes], ends: str, place: Path, regcheck_run: Command
) -> None:
    extract(regcheck_run, place)
    path = place / "c.toml"
    data = encode(path.read_text("utf-8").replace("\n", ends))
    path.write_bytes(data)
    assert "没有变化" in extract(regcheck_run, place).err
    assert path.read_bytes() == data
    changed(place, "（三）将把", "（四）将公开结果。\n（三）将把")
    extract(regcheck_run, place)
    after = path.read_bytes()
    assert after[:3] == data[:3]
    assert (b"\r\n" in after) == (ends == "\r\n")
    assert after.count(b"\n") == after.count(ends.encode())
    assert len(read_commitments(decode(after, "c.toml").text, "c.toml")) == 4


@pytest.mark.parametrize(
    ("output", "style"), [("letter.txt", "toml"), ("letter.txt", "json"), ("c.toml", "json")]
)
def test_nothing_is_written_over(
    output: str, style: str, place: Path, regcheck_run: Command
) -> None:
    extract(regcheck_run, place)
    before = (place / output).read_bytes()
    names = (str(place / "letter.txt"), "--format", style, "-o", str(place / output))
    run = regcheck_run("commitments", "extract", *names)
    assert run.code == 2
    assert "会覆盖" in run.err
    assert (place / output).read_bytes() == before


def test_two_letters_in_one_file(place: Path, regcheck_run: Command) -> None:
    (place / "other.txt").write_text(LETTER, "utf-8")
    extract(regcheck_run, place)
    extract(regcheck_run, place, "other.txt")
    found = read_commitments((place / "c.toml").read_text("utf-8"), "c.toml")
    assert [each.source for each in found] == ["letter.txt"] * 3 + ["other.txt"] * 3


def test_two_letters_of_one_name(place: Path, regcheck_run: Command) -> None:
    (place / "b").mkdir()
    (place / "b" / "letter.txt").write_text(LETTER, "utf-8")
    letters = (str(place / "letter.txt"), str(place / "b" / "letter.txt"))
    run = regcheck_run("commitments", "extract", *letters, "-o", str(place / "c.toml"))
    assert run.code == 2
    assert "有 2 封答复都叫 letter.txt" in run.err
    assert not (place / "c.toml").exists()


def test_ids_that_clash(place: Path, regcheck_run: Command) -> None:
    extract(regcheck_run, place)
    path = place / "c.toml"
    path.write_text(path.read_text("utf-8").replace("一(二)", "一(一)"), "utf-8")
    before = path.read_bytes()
    run = extract(regcheck_run, place)
    assert run.code == 2
    assert "承诺 一(一) 写了 2 次" in run.err
    assert "letter.txt" in run.err
    assert path.read_bytes() == before


def test_a_number_given_twice_in_the_letter(place: Path, regcheck_run: Command) -> None:
    changed(place, "（二）将新建", "（一）将新建")
    run = extract(regcheck_run, place)
    assert "第 5 行：一(一) 重复出现，记作 一(一)~2" in run.err
    assert run.code == 0


def test_gb18030(place: Path, regcheck_run: Command) -> None:
    (place / "letter.txt").write_bytes(LETTER.encode("gb18030"))
    run = extract(regcheck_run, place)
    assert run.code == 0
    assert "按 GB18030 读取" in run.err
    assert len(read_commitments((place / "c.toml").read_text("utf-8"), "c.toml")) == 3


def test_a_letter_without_structure(place: Path, regcheck_run: Command) -> None:
    (place / "letter.txt").write_text("我们将建立制度。我们将公开结果。", "utf-8")
    assert extract(regcheck_run, place).code == 0
    (only,) = read_commitments((place / "c.toml").read_text("utf-8"), "c.toml")
    assert only.id == "段一"


def test_a_table_is_told_of(place: Path, regcheck_run: Command) -> None:
    changed(place, "（二）将新建", "| 项目 | 数量 |\n| 甲 | 3 |\n（二）将新建")
    run = extract(regcheck_run, place)
    assert "有 2 行表格没有提取" in run.err
    assert len(read_commitments((place / "c.toml").read_text("utf-8"), "c.toml")) == 3


@pytest.mark.parametrize("content", ["", "\n\n", "某代表：\n"])
def test_a_letter_that_says_nothing(content: str, place: Path, regcheck_run: Command) -> None:
    (place / "letter.txt").write_text(content, "utf-8")
    run = extract(regcheck_run, place)
    assert run.code == 2
    assert "没有读出一项内容" in run.err
    assert not (place / "c.toml").exists()


def test_one_letter_of_two_cannot_be_read(place: Path, regcheck_run: Command) -> None:
    letters = (str(place / "none.txt"), str(place / "letter.txt"))
    run = regcheck_run("commitments", "extract", *letters, "--format", "json")
    assert run.code == 2
    assert "没有这个文件" in run.err
    assert len(json.loads(run.out)) == 3


def test_a_file_that_is_no_commitments(place: Path, regcheck_run: Command) -> None:
    (place / "c.toml").write_text("drafts = []\n", "utf-8")
    run = extract(regcheck_run, place)
    assert run.code == 2
    assert "承诺的写法不对" in run.err
    assert (place / "c.toml").read_text("utf-8") == "drafts = []\n"
