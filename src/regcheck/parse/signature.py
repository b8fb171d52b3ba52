"""Who signs a draft, and when: lines at its end that belong to no paragraph."""

from __future__ import annotations

import re

from regcheck.parse.labels import NEUTRAL, SENTENCE_END, Line, relabel, squash
from regcheck.text import SourceFile

_DAY = r"[〇零○一二三四五六七八九十OＯ０\d×Xx]"
_DATE = re.compile(
    rf"(?:[^，。；：]{{0,6}}日期[:：])?(?:{_DAY}{{0,4}}年{_DAY}{{0,3}}月(?:{_DAY}{{0,3}}日)?"
    r"|\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2})(?:印发|发布|公布)?$"
)
# Lines under the signature of an official document.
_CLOSING = re.compile(r"^(?:[（(](?:此件.*|完)[）)]|(?:抄送|主送|分送)[:：].*)$")
_ORGAN = re.compile(
    r"^[^，。；：]*(?:委员会|常委会|人民政府|国务院|法院|检察院|主席团|办公厅|办公室|中心|大会|[部局厅署委院])"
    r"(?:[（(](?:印章|盖章|公章)[）)])?$"
)
# 主任：×××, 市　长　×××
_SIGNER = re.compile(
    r"^(?:主任|副主任|市长|县长|省长|区长|州长|镇长|主席|委员长|院长|检察长|总理|部长|局长|厅长|会长)"
    r"[:：]?[^，。；：]{2,8}$"
)
_LONGEST = 40


def signatures(source: SourceFile, lines: list[Line]) -> list[Line]:
    """The issuing body and the date under the last article belong to no paragraph."""
    out = list(lines)
    end = next((i for i, line in enumerate(lines) if line.shape == "ANNEX"), len(lines))
    for index in range(end - 1, 0, -1):
        line = lines[index]
        if line.shape in NEUTRAL:
            continue
        words = squash(source.slice(line.body))
        if line.shape != "TEXT" or not _signs(words) or _is_first_text(lines, index):
            break
        out[index] = relabel(line, "SIGNATURE")
    return out


def _signs(words: str) -> bool:
    """Whether a line is a date, an issuing body, both, or who signs."""
    if _CLOSING.match(words):
        return True
    if len(words) > _LONGEST or SENTENCE_END.search(words):
        return False
    rest = _DATE.sub("", words)
    return not rest or bool(_ORGAN.search(rest) or _SIGNER.search(rest))


def _is_first_text(lines: list[Line], index: int) -> bool:
    """Whether the line is the text of an article whose label stands alone on the line above."""
    above = (lines[i] for i in range(index - 1, -1, -1))
    before = next((line for line in above if line.shape != "BLANK"), None)
    return before is not None and before.shape == "ARTICLE" and before.body.start == before.body.end
