"""A count → the characters in which Word writes it.

Source: ECMA-376, Part 1, 17.18.59 (ST_NumberFormat), and [MS-DOCX] 2.4 for what Word writes.
"""

from __future__ import annotations

from collections.abc import Callable

from regcheck.numerals import to_chinese

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_DIGITS = "一二三四五六七八九"
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_LEGAL_TRADITIONAL = str.maketrans("零一二三四五六七八九十百千万", "零壹貳參肆伍陸柒捌玖拾佰仟萬")
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
# Word counts no further; larger numbers would be long rows of letters.
_MOST = 32_767


def number_text(style: str, count: int) -> str:
    """The count in a style of ST_NumberFormat; in figures where the style has none for it.

    例：("chineseCountingThousand", 101) → 一百零一。
    """
    if style in ("none", "bullet"):
        return ""
    written = _STYLES.get(style)
    return (written(count) if written and 0 < count <= _MOST else "") or str(count)


def _digits(zero: str) -> Callable[[int], str]:
    """Figure for figure: 一〇二."""
    table = str.maketrans("0123456789", zero + _DIGITS)
    return lambda count: str(count).translate(table)


def _short(zero: str) -> Callable[[int], str]:
    """十二 below a hundred, figure for figure above."""
    digits = _digits(zero)
    return lambda count: to_chinese(count) if count < 100 else digits(count)


def _japanese(count: int) -> str:
    """百二, 千十: neither 零 nor 一 before a unit."""
    written = to_chinese(count).replace("零", "")
    for unit in "十百千":
        written = written.replace(f"一{unit}", unit)
    return written


def _legal(table: dict[int, int]) -> Callable[[int], str]:
    """壹拾贰: 一 is written before 十."""

    def written(count: int) -> str:
        plain = to_chinese(count)
        return f"{'一' if plain.startswith('十') else ''}{plain}".translate(table)

    return written


def _letters(count: int) -> str:
    """a … z, aa, bb."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (count // value)
        count %= value
    return written


def _row(characters: str) -> Callable[[int], str]:
    """The characters in their order, and nothing beyond the last."""
    return lambda count: characters[count - 1] if count <= len(characters) else ""


def _from(first: str, most: int) -> Callable[[int], str]:
    """So many characters that follow each other in Unicode."""
    return _row("".join(chr(ord(first) + step) for step in range(most)))


def _ordinal(count: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{'th' if count % 100 in (11, 12, 13) else ending}"


_STYLES: dict[str, Callable[[int], str]] = {
    "chineseCounting": _short("○"),
    "taiwaneseCounting": _short("○"),
    "chineseCountingThousand": to_chinese,
    "taiwaneseCountingThousand": lambda count: to_chinese(count).replace("万", "萬"),
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": _legal(_LEGAL),
    "ideographLegalTraditional": _legal(_LEGAL_TRADITIONAL),
    "ideographDigital": _digits("〇"),
    "taiwaneseDigital": _digits("○"),
    "japaneseDigitalTenThousand": _digits("〇"),
    "ideographTraditional": _row("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _row("子丑寅卯辰巳午未申酉戌亥"),
    "ideographEnclosedCircle": _from("㈠", 10),
    "decimalZero": "{:02}".format,
    "decimalFullWidth": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda count: str(count).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _from("①", 20),
    "decimalEnclosedCircleChinese": _from("①", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "ordinal": _ordinal,
    "numberInDash": "- {} -".format,
}
