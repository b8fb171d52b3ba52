"""What a draft's first lines say about it: its name, its kind and its stage."""

from __future__ import annotations

import re

import msgspec

from regcheck.model import Kind, Stage
from regcheck.parse.labels import Line, squash
from regcheck.text import SourceFile, Span

_INSTRUMENT = re.compile(
    r"(?:条例|办法|规定|规则|细则|法|法典|决定|决议|解释|批复|意见|修正案|通知|方案|纲要)$"
)
_SUFFIX = re.compile(
    r"[（(【〔\[［]([^（）()]{0,12}(?:草案|稿|征求意见|送审|报批|审议|表决|修订|修正|初稿)[^（）()]{0,12})"
    r"[）)】〕\]］]$"
)
_STAGES: tuple[tuple[str, Stage], ...] = (
    ("表决", "vote"),
    ("建议表决", "vote"),
    ("审议", "deliberation"),
    ("修改稿", "deliberation"),
    ("征求意见", "comment"),
    ("送审", "draft"),
    ("草案", "draft"),
    ("稿", "draft"),
)
# 修订草案 without brackets; 《某省甲条例（草案）》 in book marks; a date after the name.
_BARE_SUFFIX = re.compile(
    r"(?<=[例法定则])((?:修订|修正)?草案(?:修改稿|征求意见稿|送审稿)?|修改稿|征求意见稿|送审稿)$"
    r"|(?<=[）)])((?:修改|征求意见|送审|表决)稿)$"
)
_WRAPPED = re.compile(r"《([^《》]+)》")
_TRAILING_DATE = re.compile(r"(?<=[）)稿])\d{4}年\d{1,2}月(?:\d{1,2}日)?$")
_BODY = ("PART", "SUBPART", "CHAPTER", "SECTION", "ARTICLE", "UNIT", "TOC_HEAD")
_NOT_A_TITLE = re.compile(
    r"^[（(【\[〔［]|^目[录次]|[。；：，:;]$|^\d{4}年|^[一二三四五六七八九十]+、"
)
_ADOPTION = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日[\s\S]{0,80}?(?:通过|公布|发布|修正|修订|批准)")
_ORDER = re.compile(r"(?:令|公告|公报)(?:第.{1,6}号)?$")
# 某市人大常委会办公室文件; 关于征求《…》意见的函
_SENT_WITH = re.compile(r"(?:文件|(?:关于|有关).*(?:函|请示|报告|议案|通知|说明))$")
_NO_NAME = re.compile(r"，|^(?:根据|依据|依照|按照|为了|为|现|附)")
_ENDS_LATER = re.compile(r"(?:委员会|人民政府|法院|检察院|大会|国务院|关于|会|部|局|厅)$")
_CITY = r"(?:省|市|自治区|自治州|自治县|地区|盟|旗|县|区|特别行政区)"
# The first pattern that fits names the kind; a 题注 decides between assembly and government.
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"关于废止.*决定$"), "repeal_decision"),
    (re.compile(r"(?:关于修改|关于修订|关于集中修改).*决定$|修正案$"), "amendment_decision"),
    (
        re.compile(r"^最高人民(?:法院|检察院)|(?:应用法律|适用法律).*(?:解释|规定)"),
        "judicial_interpretation",
    ),
    (re.compile(r"(?:决定|决议)$"), "decision"),
    (re.compile(r"自治(?:州|县|旗).*条例$|自治区自治条例$"), "autonomous_regulation"),
    (re.compile(r"经济特区|自由贸易港|浦东新区"), "special_zone_regulation"),
    (re.compile(r"^(?:中华人民共和国)?宪法$|^中华人民共和国.*(?:(?<!办)法|法典)$"), "law"),
    (re.compile(r"^中华人民共和国.*(?:条例|办法|规定|细则)$"), "administrative_regulation"),
    (
        re.compile(rf"^[^《]{{1,12}}{_CITY}.*条例$|^[^《]{{1,12}}{_CITY}.*实施《"),
        "local_regulation",
    ),
    (re.compile(r"条例$"), "administrative_regulation"),
)
_LOCAL = re.compile(rf"^[^《]{{1,11}}{_CITY}")
# Only an assembly reads a draft a second time.
_BEFORE_AN_ASSEMBLY = re.compile("[二三四]次审议稿|[二三四]审稿")
# （试行）（节选） belong to the name and say nothing of the kind.
BRACKETS = re.compile(r"[（(][^（）()]*[）)]$")
_STATUTE = re.compile(r"(?<!办)法$|法典$")


class Heading(msgspec.Struct, frozen=True):
    """The name of a draft, where it stands, and what follows from it."""

    title: str
    span: Span
    kind: Kind
    stage: Stage


def read_heading(source: SourceFile, lines: list[Line]) -> Heading:
    """The heading of the draft that `lines` begin; an empty title where there is none."""
    first = _before_provisions(lines[:60])
    articles = any(line.shape in _BODY and line.shape != "UNIT" for line in lines)
    used = _title_lines(source, first, sent=articles)
    place = first.index(used[-1]) + 1 if used else 0
    words = "".join(squash(source.slice(line.body)) for line in used)
    after = first[place] if len(first) > place else None
    title, suffix = _without_marks(words)
    below = _SUFFIX.match(squash(source.slice(after.body))) if after else None
    note = "".join(source.slice(line.span) for line in first)
    span = Span(used[0].body.start, used[-1].body.end) if used else Span(0, 0)
    marks = suffix + (below[1] if below else "")
    return Heading(title, span, _kind(title, marks, note), _stage(title, marks, note))


def _before_provisions(lines: list[Line]) -> list[Line]:
    """The written lines above the first heading, article or 目录; what stands above the name beside
    the text, a 附件 or a text box, is none."""
    first: list[Line] = []
    for line in lines:
        if line.shape in _BODY:
            break
        leading = line.shape in ("ANNEX", "NOTE") and not first
        if line.shape not in ("BLANK", "COMMENT") and not leading:
            first.append(line)
    return first


def _without_marks(words: str) -> tuple[str, str]:
    """The name without its marks of stage, and the marks: …条例（草案）（征求意见稿）."""
    marks = ""
    words = _TRAILING_DATE.sub("", words)
    if wrapped := _WRAPPED.fullmatch(words):
        words = wrapped[1]
    while suffix := _SUFFIX.search(words) or _BARE_SUFFIX.search(words):
        words, marks = words[: suffix.start()], (suffix[1] or suffix[suffix.lastindex or 0]) + marks
    return words, marks


def _title_lines(source: SourceFile, lines: list[Line], *, sent: bool) -> list[Line]:
    """The lines of the name: the first ones, or those after what stands above it, a 公布令 or,
    where articles follow, the letter that a draft was `sent` with."""
    used = _first_lines(source, lines)
    words = "".join(squash(source.slice(line.body)) for line in used)
    if not (_ORDER.search(words) or (sent and _SENT_WITH.search(words))):
        return used
    later = [
        line
        for line in lines
        if line.shape == "TEXT" and line not in used and _is_name(source, line)
    ]
    return later[:1] if _ORDER.search(words) and later else later[-1:] or used


def _is_name(source: SourceFile, line: Line) -> bool:
    """Whether the line alone is the name of an instrument."""
    words = _without_marks(squash(source.slice(line.body)))[0]
    named = _INSTRUMENT.search(BRACKETS.sub("", words))
    said = _NOT_A_TITLE.search(words) or _NO_NAME.search(words)
    return bool(named) and len(words) <= 60 and not said


def _first_lines(source: SourceFile, lines: list[Line]) -> list[Line]:
    used: list[Line] = []
    for line in lines:
        if line.shape != "TEXT" or not _continues(source, used, line):
            break
        used.append(line)
    return used


def _continues(source: SourceFile, used: list[Line], line: Line) -> bool:
    """Whether `line` belongs to the title: a title may be set on two or three lines."""
    words = squash(source.slice(line.body))
    if _NOT_A_TITLE.search(words) or len(words) > 120 or len(used) == 3:
        return False
    if not used:
        return True
    before = "".join(squash(source.slice(each.body)) for each in used)
    if _SUFFIX.search(before) or (_SENT_WITH.search(before) and _LOCAL.search(words)):
        return False
    return not _INSTRUMENT.search(BRACKETS.sub("", before)) and bool(
        _ENDS_LATER.search(before) or _INSTRUMENT.search(_without_marks(words)[0])
    )


def _kind(title: str, marks: str, note: str) -> Kind:
    """The kind of instrument, from its name and, where the name leaves it open, the 题注 or that a
    draft is before an assembly."""
    title = BRACKETS.sub("", title)
    for pattern, kind in _KINDS:
        if pattern.search(title):
            return kind
    if not _INSTRUMENT.search(title):
        return "other"
    if _STATUTE.search(title) and not _LOCAL.search(title):
        return "law"
    if _LOCAL.search(title):
        assembly = "人民代表大会" in note or _BEFORE_AN_ASSEMBLY.search(marks)
        return "local_regulation" if assembly else "local_government_rule"
    return "administrative_regulation" if "国务院" in note else "departmental_rule"


def _stage(title: str, marks: str, note: str) -> Stage:
    """The stage, from the mark after the title; a text with a 题注 and no mark is enacted."""
    for word, stage in _STAGES:
        if word in marks:
            return stage
    if re.search(r"草案$|征求意见稿$", title):
        return "comment" if "征求" in title else "draft"
    return "enacted" if _ADOPTION.search(note) else "draft"
