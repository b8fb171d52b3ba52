"""A second `regcheck commitments extract`: which entry is which promise, by its words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from regcheck.analysis.commitments import Commitment, read_commitments
from tests.conftest import Run

Command = Callable[..., Run]
ARCHIVE = "将建立全省统一的科研诚信档案，记录科研人员和科研单位的失信行为，供项目评审查询。"
ARCHIVE_NOW = "将建立全省统一的科研诚信档案，记录科研人员和单位的失信行为，供评审时查询使用。"
LAB = "将新建省级实验室30家，由省科学技术厅牵头，2025年底前完成。"
LAB_NOW = "将新建省级重点实验室40家，由省科学技术厅牵头，2026年底前完成。"
PILOT = "将新建中试基地20家，由省科学技术厅牵头，2025年底前完成。"
LIST = "将把论文造假者列入黑名单，给予通报批评。"
RESULTS = "将向社会公开财政资金项目的评审结果，接受监督。"
NUMBERS = "一二三四五六七"


def letter(*points: str) -> str:
    told = "".join(f"（{n}）{words}\n" for n, words in zip(NUMBERS, points, strict=False))
    head = "某代表：\n您的建议收悉，现答复如下：\n一、下一步工作\n"
    return f"{head}{told}某省科学技术厅\n2024年5月6日\n"


class Place:
    """A folder with a letter and the commitments.toml of its first extraction, each of whose
    entries a person has confirmed and given an element of their own."""

    def __init__(self, folder: Path, run: Command) -> None:
        self.folder, self.run = folder, run

    def write(self, *points: str, name: str = "letter.txt") -> None:
        (self.folder / name).write_text(letter(*points), "utf-8")

    def extract(self, name: str = "letter.txt") -> str:
        out = str(self.folder / "c.toml")
        run = self.run("commitments", "extract", str(self.folder / name), "-o", out)
        assert run.code == 0, run.err
        return run.err

    def text(self) -> str:
        return (self.folder / "c.toml").read_text("utf-8")

    def replace(self, old: str, new: str) -> None:
        assert old in self.text()
        (self.folder / "c.toml").write_text(self.text().replace(old, new), "utf-8")

    def found(self) -> dict[str, Commitment]:
        return {each.id: each for each in read_commitments(self.text(), "c.toml")}

    def start(self, *points: str) -> None:
        self.write(*points)
        self.extract()
        self.replace('carrier = "unconfirmed"', 'carrier = "regulation"')


@pytest.fixture
def place(tmp_path: Path, regcheck_run: Command) -> Place:
    return Place(tmp_path, regcheck_run)


def confirmed(place: Place) -> list[str]:
    return [each.id for each in place.found().values() if each.carrier == "regulation"]


def test_moved_and_reworded_at_once(place: Place) -> None:
    place.start(ARCHIVE, LAB, LIST)
    before = place.found()
    place.write(RESULTS, ARCHIVE_NOW, LAB_NOW, LIST)
    told = place.extract()
    assert "一(一) → 一(二)：编号变了" in told
    assert "一(二)：原文变了；text 已更新" in told
    assert "一(二) → 一(三)：编号变了" in told
    assert "时限 2025年底前 → 2026年底前，没有动" in told
    assert "一(一)：新增" in told
    after = place.found()
    assert list(after) == ["一(一)", "一(二)", "一(三)", "一(四)"]
    assert confirmed(place) == ["一(二)", "一(三)", "一(四)"]
    assert after["一(二)"].element == before["一(一)"].element
    assert after["一(二)"].text == ARCHIVE_NOW
    assert after["一(三)"].element == before["一(二)"].element
    assert "没有变化" in place.extract()


def test_points_that_change_places_and_words(place: Place) -> None:
    place.start(ARCHIVE, LAB, LIST)
    before = place.found()
    place.write(LAB_NOW, ARCHIVE_NOW, LIST)
    place.extract()
    after = place.found()
    assert after["一(一)"].element == before["一(二)"].element
    assert after["一(二)"].element == before["一(一)"].element
    assert confirmed(place) == ["一(二)", "一(一)", "一(三)"]


@pytest.mark.parametrize(("old", "new"), [(ARCHIVE, RESULTS), (LAB, PILOT), (ARCHIVE, LAB)])
def test_another_promise_under_the_same_number(old: str, new: str, place: Place) -> None:
    """The number and the stock phrases are the same, the promise is not."""
    place.start(old, LIST)
    place.write(new, LIST)
    told = place.extract()
    assert "一(一) → 一(一)~2：答复里没有了" in told
    assert "一(一)：新增" in told
    after = place.found()
    assert after["一(一)"].carrier == "unconfirmed"
    assert after["一(一)"].text == new
    assert after["一(一)~2"].text == old
    assert "没有变化" in place.extract()


def test_what_was_dropped_is_told_once(place: Place) -> None:
    place.start(ARCHIVE, LAB, LIST)
    place.write(ARCHIVE, LAB)
    draft = place.folder / "draft.md"
    draft.write_text("某省甲条例\n第一条　甲。\n", "utf-8")
    (place.folder / "regcheck.toml").write_text('commitments = "c.toml"\n', "utf-8")
    told = place.run("coverage", str(draft)).err
    assert "承诺 一(三) 答复里没有了" in told
    assert "原文变了" not in told
    assert "一(三)：答复里没有了" in place.extract()
    assert place.found()["一(三)"].carrier == "regulation"
    assert "没有变化" in place.extract()
    assert "答复里没有了" not in place.run("coverage", str(draft)).err
    place.write(ARCHIVE, LAB, LIST)
    assert "一(三)：答复里又有了" in place.extract()
    assert place.found()["一(三)"].span is not None
    assert "没有变化" in place.extract()


def test_a_letter_under_another_name(place: Place) -> None:
    place.start(ARCHIVE, LAB, LIST)
    (place.folder / "letter.txt").rename(place.folder / "reply.txt")
    told = place.extract("reply.txt")
    assert "letter.txt → reply.txt：出处的文件名变了" in told
    assert "新增" not in told
    assert confirmed(place) == ["一(一)", "一(二)", "一(三)"]
    assert {each.source for each in place.found().values()} == {"reply.txt"}
    assert "没有变化" in place.extract("reply.txt")


def test_a_letter_under_another_name_with_other_words(place: Place) -> None:
    place.start(ARCHIVE, LAB, LIST)
    (place.folder / "letter.txt").unlink()
    place.write(RESULTS, ARCHIVE_NOW, LAB, LIST, name="reply.txt")
    told = place.extract("reply.txt")
    assert "letter.txt → reply.txt：出处的文件名变了" in told
    assert "一(二)：原文变了" in told
    assert confirmed(place) == ["一(二)", "一(三)", "一(四)"]


def test_another_letter_that_shares_a_point(place: Place) -> None:
    place.start(ARCHIVE, LAB, LIST)
    (place.folder / "letter.txt").unlink()
    place.write(RESULTS, LIST, name="other.txt")
    assert "出处" not in place.extract("other.txt")
    sources = [each.source for each in read_commitments(place.text(), "c.toml")]
    assert sources == ["letter.txt"] * 3 + ["other.txt"] * 2


def test_a_letter_all_of_which_is_reworded(place: Place) -> None:
    place.start(ARCHIVE, LAB, LIST)
    place.write(ARCHIVE_NOW, LAB_NOW, LIST.replace("给予通报批评", "并予以通报批评"))
    assert "原文变了 3 项" in place.extract()


def test_a_persons_own_text_that_moved(place: Place) -> None:
    """Its number is another's now: what it is about leads to its place."""
    place.start(ARCHIVE, LIST)
    place.replace(ARCHIVE, "建立科研诚信档案")
    place.write(RESULTS, ARCHIVE_NOW, LIST)
    told = place.extract()
    assert "一(一) → 一(二)：编号变了" in told
    assert "text 是人工写的，没有动" in told
    assert place.found()["一(二)"].text == "建立科研诚信档案"
    assert confirmed(place) == ["一(二)", "一(三)"]


def test_a_point_that_was_added_to(place: Place) -> None:
    place.start(ARCHIVE, LIST)
    place.write(RESULTS, f"{ARCHIVE}同时{RESULTS}对在档案中弄虚作假的单位依法处理。", LIST)
    place.extract()
    assert confirmed(place) == ["一(二)", "一(三)"]
