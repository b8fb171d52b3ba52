"""The benchmark of costs: its arithmetic, its texts, what it does without a peer, its page."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks.cost import peers, report
from benchmarks.cost.__main__ import MEASURES
from benchmarks.cost.figures import Figure, Words, alone, best_met, compared, exponent, met, words
from benchmarks.cost.machine import machine
from benchmarks.cost.measures import beside
from benchmarks.cost.report import LAST, PAGE, Run
from benchmarks.cost.rounds import DEMO, NotMeasured, Spent, command, interleaved, worker
from benchmarks.cost.setting import Setting
from benchmarks.cost.texts import SIZES, Texts, articles_of, gathered, joined, megabytes
from benchmarks.cost.workers.markup import marked_up
from benchmarks.cost.workers.ours import edited, remade, values
from benchmarks.cost.workers.plain import classified
from benchmarks.growth import draft
from regcheck.model import Level, walk
from regcheck.parse.structure import parse, parse_source
from regcheck.text import source_file


def articles(text: str) -> int:
    return sum(each.level is Level.ARTICLE for each in walk(parse(text).provisions))


# The arithmetic.


def test_ratio_is_that_of_the_medians() -> None:
    figure = compared("structure", [1.0, 9.0, 2.0], [0.5, 1.0, 4.0], size=10)
    assert (figure.ours, figure.beside, figure.ratio) == (5.0, 10.0, 2.0)
    assert (figure.low, figure.high) == (0.5, 9.0)


def test_speed_is_the_other_way_round() -> None:
    slow = compared("zhlint", [4.0], [2.0])
    fast = compared("zhlint", [4.0], [2.0], speed=True)
    assert (slow.ours, slow.beside, slow.ratio) == (4.0, 2.0, 2.0)
    assert (fast.ours, fast.beside, fast.ratio) == (4.0, 2.0, 0.5)


@given(st.floats(0.2, 3), st.floats(0.001, 100))
def test_exponent_of_a_power(power: float, factor: float) -> None:
    assert exponent(SIZES, [factor * size**power for size in SIZES]) == pytest.approx(power)


@pytest.mark.parametrize(
    ("ratio", "most", "least", "is_met"),
    [(4, 4, None, True), (4.1, 4, None, False), (2, None, 2, True), (1.9, None, 2, False)],
)
def test_target(ratio: float, most: float | None, least: float | None, is_met: bool) -> None:
    of = Words("", "", "", most=most, least=least)
    assert met(Figure("x", ratio=ratio), of) is is_met
    assert met(alone("x", ratio), of) is is_met
    assert met(Figure("x", skipped="no network"), of) is None
    assert met(Figure("x", ratio=ratio), Words("", "", "")) is None


def test_stricter_target() -> None:
    of = Words("", "", "", most=10, best=4)
    assert met(Figure("x", ratio=5), of) is True
    assert best_met(Figure("x", ratio=5), of) is False
    assert best_met(Figure("x", ratio=4), of) is True


def test_every_figure_has_its_words() -> None:
    keys = list(chain.from_iterable(module.KEYS for module in MEASURES.values()))
    assert sorted(keys) == sorted(words())
    for of in words().values():
        assert bool(of.missed) == bool(report.target(of)), of.name


# The works.


def test_works_are_done_in_turn() -> None:
    done = ""

    def work(name: str) -> Callable[[], Spent]:
        def once() -> Spent:
            nonlocal done
            done += name
            return Spent(len(done), 0, 0)

        return once

    spent = interleaved({"a": work("a"), "b": work("b")}, 3, warm=True)
    assert done == "abababab"
    assert [each.cpu for each in spent["b"]] == [4, 6, 8]


def test_command_counts_its_children() -> None:
    busy = f"{sys.executable} -c 'sum(range(3_000_000)); print(len(b\"x\" * 60_000_000))'"
    alone_, both = command(("sh", "-c", busy)), command(("sh", "-c", f"{busy}; {busy}"))
    assert 1.3 * alone_.cpu < both.cpu
    assert both.memory > 60


def test_command_that_fails_tells_why() -> None:
    with pytest.raises(NotMeasured, match="no such luck"):
        command((sys.executable, "-c", "raise SystemExit('no such luck')"))


def test_worker_answers_each_number() -> None:
    words = (sys.executable, "-m", "benchmarks.cost.workers.plain", "lines")
    with worker(words, [DEMO, DEMO]) as ask:
        counts = [ask(number).count for number in (-1, 0, 1)]
    assert counts[0] == counts[1] + counts[2] == 2 * len(classified(DEMO.read_text("utf-8")))


_COUNTING = """
from benchmarks.cost.workers.loop import serve
done = []
def prepare(texts):
    def work(number):
        done.append([1, 2][number])
        return len(done)
    return work
serve(prepare, forgetful={})
"""


@pytest.mark.parametrize(("forgetful", "counts"), [(True, [2, 2]), (False, [2, 3])])
def test_worker_forgets_where_it_should(forgetful: bool, counts: list[int]) -> None:
    """What was loaded while it warmed up stays: the first of the works."""
    with worker((sys.executable, "-c", _COUNTING.format(forgetful)), [DEMO]) as ask:
        assert [ask(0).count for _ in range(2)] == counts
        with pytest.raises(NotMeasured, match="IndexError"):
            ask(2)


@pytest.mark.parametrize("program", ["raise SystemExit('it is broken')", "input(); int('broken')"])
def test_worker_that_ends_tells_why(program: str) -> None:
    with (
        pytest.raises(NotMeasured, match="broken"),
        worker((sys.executable, "-c", program), [DEMO]) as ask,
    ):
        ask(0)


def test_worker_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotMeasured, match="no-such-program"), worker(("no-such-program",), []):
        pass


# The peers.


def test_peer_that_cannot_be_downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    peer = peers.Peer("none", ("regcheck-no-such-package==1",), "bluebell")
    with pytest.raises(NotMeasured, match="regcheck-no-such-package"):
        peers.installed(peer, tmp_path)
    assert not (tmp_path / "none" / "installed").exists()


def test_peer_without_node(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (peer,) = (each for each in peers.PEERS if each.node)
    with pytest.raises(NotMeasured, match="npm"):
        peers.installed(peer, tmp_path)


def test_peer_is_installed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[object] = []
    monkeypatch.setattr(peers, "_run", lambda words, folder: ran.append(words))
    peer = peers.PEERS[0]
    first = peers.installed(peer, tmp_path)
    count = len(ran)
    assert peers.installed(peer, tmp_path) == first
    assert len(ran) == count > 0
    peers.installed(replace(peer, packages=("bluebell-akn==3.1.2",)), tmp_path)
    assert len(ran) == 2 * count


def test_without_peers_each_is_skipped_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "a file where the folder should be"
    file.write_text("", "utf-8")
    texts = Texts(tmp_path, (DEMO,), (DEMO,), (DEMO,), (DEMO,), (DEMO,))
    figures = list(beside.measure(Setting(texts, 1, file)))
    assert sorted(figure.key for figure in figures) == sorted(beside.KEYS)
    assert all(figure.skipped and figure.ratio is None for figure in figures)


# The texts.


def test_markup_nests() -> None:
    text = (
        "某省甲条例\n## 第一章　总则\n第一条　为了*甲*。\n第二条　有下列情形之一的：\n（一）甲：\n"
        "1. 乙；\n（二）丙。\n前款另有规定的除外。\n第二章　附则\n第三条之一　自公布之日起施行。\n"
    )
    lines = [line for line in marked_up(text).split("\n") if line]
    assert lines == [
        "BODY",
        "某省甲条例",
        "CHAPTER 第一章 - 总则",
        "  ARTICLE 第一条",
        "    为了\\*甲\\*。",
        "  ARTICLE 第二条",
        "    有下列情形之一的：",
        "    SUBPARA （一）",
        "      甲：",
        "      POINT 1",
        "        乙；",
        "    SUBPARA （二）",
        "      丙。",
        "    前款另有规定的除外。",
        "CHAPTER 第二章 - 附则",
        "  ARTICLE 第三条之一",
        "    自公布之日起施行。",
    ]


def converted(text: str) -> int:
    return sum(line.lstrip().startswith("ARTICLE ") for line in marked_up(text).split("\n"))


@pytest.mark.parametrize(
    "path", sorted(DEMO.parent.glob("*reading.md")), ids=lambda path: path.name
)
def test_markup_has_the_articles_of_the_draft(path: Path) -> None:
    text = path.read_text("utf-8")
    assert converted(text) == articles(text) > 0


@pytest.mark.corpus
def test_markup_has_the_articles_of_the_laws(data: Path, tmp_path: Path) -> None:
    """But of one in the part that is measured, which amends another law."""
    of = gathered(data, tmp_path)
    texts = [file.read_bytes().decode("utf-8") for file in of.peers]
    assert len(texts) == 60 and not set(of.peers) & set(of.warm)
    assert sum(converted(text) != articles(text) for text in texts) <= 1


def test_articles_of_files_without_their_labels(tmp_path: Path) -> None:
    file = tmp_path / "law.md"
    text = (
        "第一条　甲。\r\n（一）乙；\r\n## 第二章　丙\r\n  第二条之一 丁。\r\n\r\n戊第三条。\r\n"
        "第三条　己。\r\n附件\r\n庚\r\n"
    )
    file.write_bytes(text.encode())
    assert list(articles_of([file])) == ["甲。\n（一）乙；", "丁。\n\n戊第三条。"]


def test_document_of_a_length() -> None:
    text = joined(["甲应当公开。", "乙可以申请。\n（一）丙；\n（二）丁。"], 20_000)
    assert 20_000 <= len(text.encode()) < 20_200
    assert 3 * articles(text) == text.count("甲应当") + text.count("乙可以")
    assert not parse(text).problems


@pytest.mark.corpus
def test_longest_document_is_read_whole(data: Path, tmp_path: Path) -> None:
    """But of the one or other article whose first words look like a label."""
    document = parse(gathered(data, tmp_path).grown[-1].read_text("utf-8"))
    units = [each for each in walk(document.provisions) if each.level is Level.ARTICLE]
    numbers = [each.number.main for each in units if each.number]
    assert 8_000 < max(numbers) < 10_000
    assert abs(len(numbers) - max(numbers)) < 5
    assert len(document.problems) < 5 and not document.notes


def test_invented_texts(tmp_path: Path) -> None:
    texts = gathered(None, tmp_path)
    assert texts.invented
    assert len(texts.corpus) > 50 and len(texts.peers) == 60
    assert texts.drafts
    assert all(articles(file.read_text("utf-8")) in range(55, 66) for file in texts.drafts)
    for file, size in zip(texts.grown, SIZES, strict=True):
        assert megabytes([file]) == pytest.approx(size, rel=0.02)


@given(st.integers(1, 9_000))
def test_edits_change_one_article_and_differ(number: int) -> None:
    text = draft(5_000)
    before, after = text.split("\n"), edited(text, number).split("\n")
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
    assert edited(text, number) != edited(text, number + 1)


def test_values_are_those_of_the_parse() -> None:
    text = draft(5_000)
    provisions = parse_source(source_file(text)).provisions
    assert tuple(remade(each, (), "") for each in provisions) == provisions
    assert values([text])(-1) == 1


# The report.


def run(*figures: Figure) -> Run:
    return Run(machine(), ("zhlint@0.8.2",), 2, 1.5, 1, 0.5, False, 3, figures)


def test_page_explains_a_target_only_while_it_is_missed() -> None:
    why = words()["edited"].missed
    missed = report.page(run(compared("edited", [0.5], [1.0])))
    reached = report.page(run(compared("edited", [0.1], [1.0])))
    assert "| 没有达到 |" in missed and why in missed
    assert "| 达到 |" in reached and why not in reached


def test_page_explains_a_stricter_target_too() -> None:
    for ratio, said in ((12.0, "没有达到目标："), (5.0, "没有达到最好的目标："), (3.0, "")):
        text = report.page(run(compared("structure", [ratio], [1.0])))
        assert (said + words()["structure"].missed in text) is bool(said)


def test_skipped_figure_is_shown_with_its_reason() -> None:
    told = run(Figure("zhlint", skipped="npm is not installed"))
    for text in (report.page(told), report.table(told)):
        assert "没有测" in text and "npm is not installed" in text


def test_points_are_shown() -> None:
    text = report.page(run(alone("growth-check", 1.0, points=((0.1, 0.25), (10.0, 25.0)))))
    assert "0.1 MB 0.25 秒，10 MB 25 秒" in text


def test_json_comes_back() -> None:
    told = run(compared("zhlint", [1.0], [3.0], size=2, speed=True), alone("memory", 301))
    data = report.encoded(told)
    assert report.decoded(data) == told
    assert data.count(b'"met": true') == data.count(b'"met": false') == 1


def test_page_is_that_of_the_committed_run() -> None:
    made = report.page(report.decoded(LAST.read_bytes()))
    if os.environ.get("REGCHECK_ACCEPT"):
        PAGE.write_text(made, "utf-8")
    assert PAGE.read_text("utf-8") == made, "run `make accept`"


def test_committed_run_is_whole() -> None:
    told = report.decoded(LAST.read_bytes())
    assert [figure.key for figure, _ in report.shown(told)] == list(words())
    assert not told.invented
