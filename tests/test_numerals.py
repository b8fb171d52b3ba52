"""Numerals: what is read and written without cn2an is what cn2an reads and writes."""

from __future__ import annotations

from itertools import product

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regcheck.numerals import amount_in_chinese, to_chinese, to_int

SIGNS = "〇零一二五九十百千万亿两廿"


def as_cn2an(text: str) -> int | None:
    try:
        value = int(cn2an.cn2an(text, "smart"))
    except (ValueError, KeyError, IndexError):
        return None
    return value if value < 10**9 else None


@pytest.mark.parametrize("step", [1, 10_000])
def test_usual_numbers_are_written_as_cn2an_does(step: int) -> None:
    for value in range(0, 10_000 * step, step):
        words = to_chinese(value)
        assert words == cn2an.an2cn(value)
        assert to_int(words) == value


def test_every_short_numeral_is_read_as_cn2an_does() -> None:
    for length in range(1, 5):
        for signs in product(SIGNS, repeat=length):
            text = "".join(signs)
            assert to_int(text) == as_cn2an(text), text


@given(st.text(SIGNS + "三四六七八0１", min_size=1, max_size=12))
def test_any_numeral_is_read_as_cn2an_does(text: str) -> None:
    if not (text.replace("１", "1").isascii()):
        assert to_int(text) == as_cn2an(text)


@given(st.integers(0, 10**12))
def test_any_number_is_written_as_cn2an_does(value: int) -> None:
    assert to_chinese(value) == cn2an.an2cn(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("○", 0), ("⼀百⼆⼗", 120), ("１２", 12), ("卅", None), ("", None), ("第", None)],
)
def test_other_signs(text: str, value: int | None) -> None:
    assert to_int(text) == value


@pytest.mark.parametrize("text", ["一" * 10, "九" * 100_000, "1" * 10, "九千亿"])
def test_no_provision_has_so_great_a_number(text: str) -> None:
    assert to_int(text) is None


def test_zeros_before_a_row_do_not_count() -> None:
    assert to_int("〇" * 100_000 + "零七") == 7


def test_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        to_chinese(-1)


@pytest.mark.parametrize(
    ("digits", "words"),
    [("1,000", "一千"), ("0.5", "零点五"), ("50000", "五万"), ("101000", "十万一千")],
)
def test_amount(digits: str, words: str) -> None:
    assert amount_in_chinese(digits) == words
