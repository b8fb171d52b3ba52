"""A citation in its sentence → the law whose provisions it names.

This document under its own name or under none, another law by its title or a short form that
the text has introduced (以下简称…), 该法 for the law last named.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import msgspec

from regcheck.analysis.laws import STATE, bundled
from regcheck.analysis.outline import Outline
from regcheck.data import expression, pattern, table
from regcheck.model import DECISIONS, Document, Level, Provision

# How far before a citation its owner may stand, its sentence may begin, a law may be named.
_REACH, _SENTENCE, _PARAGRAPH = 60, 1000, 5000
UNKNOWN = "unknown"


class Owner(msgspec.Struct, frozen=True):
    """Whose provisions a citation names: None for this document, a title, or "unknown".

    `length` characters before the citation say so; `bare` where none do.
    """

    law: str | None
    length: int = 0
    bare: bool = False


class Place(msgspec.Struct, frozen=True):
    """Where a citation stands: the provision, the words read, where they begin, and the place
    in them.

    `quoted` is true inside “…”; `names` maps short forms of laws to their titles.
    """

    document: Document
    outline: Outline
    provision: Provision
    text: str
    names: Mapping[str, str]
    offset: int
    at: int = 0
    quoted: bool = False

    @property
    def before(self) -> str:
        """The words right before the citation."""
        return self.text[max(0, self.at - _REACH) : self.at]


def owner(place: Place) -> Owner:
    """Whose provisions the citation names: the first reading of the words before it that fits."""
    before = place.before
    for name, read in _READINGS:
        if place.quoted and name in _NOT_QUOTED:
            continue
        match = expression("references", "owner", name).search(before)
        found = read(place, match) if match else None
        if found is not None:
            return found
    if place.document.kind in DECISIONS:
        # quoted words are those of the law that is amended
        named = None if place.quoted else _named_before(place)
        return Owner(named or _amended_law(place) or UNKNOWN)
    if place.quoted:
        return Owner(UNKNOWN)  # another text's words
    return Owner(_named_before(place), bare=True)


def law_of(place: Place, title: str) -> str | None:
    """The law that a title or a short form names; None for this document."""
    full = place.names.get(title, title)
    return None if full == place.document.title else full


def _itself(place: Place, match: re.Match[str]) -> Owner:
    """This document; in quoted words the text that a decision amends."""
    if not place.quoted:
        return Owner(None, len(match[0]))
    amended = _amended_law(place) if place.document.kind in DECISIONS else None
    # 本解释 is not a law that happens to be named last
    fits = amended is not None and _same_kind(amended, match[0].removeprefix("本"))
    return Owner(amended if fits else UNKNOWN, len(match[0]))


def _same_kind(title: str, word: str) -> bool:
    """Whether a title ends in the kind of instrument that a word begins with: 法, 解释."""
    plain = pattern("title", "remark").sub("", title)
    return any(plain.endswith(word[:n]) for n in (2, 4)) or (
        plain.endswith("法") and not plain.endswith("办法") and word.startswith("法")
    )


def _titled(place: Place, match: re.Match[str]) -> Owner:
    return Owner(law_of(place, match["title"]), len(match[0]))


def _implementing(place: Place, match: re.Match[str]) -> Owner:
    """某省实施《甲法》办法: a text of its own, whose title holds that of another."""
    head, mark, rest = match["title"].partition("《")
    words = expression("references", "owner", "verb").split(head)[-1] + mark + rest
    title = words.replace("《", "〈").replace("》", "〉")
    length = len(match[0]) - len(match["title"]) + len(words)
    own = place.document.title.replace("《", "〈").replace("》", "〉")
    return Owner(None if title == own else place.names.get(words, title), length)


def _that_law(place: Place, match: re.Match[str]) -> Owner:
    return Owner(that_law(place) or UNKNOWN, len(match[0]))


def _other_text(place: Place, match: re.Match[str]) -> Owner:
    return Owner(UNKNOWN, len(match[0]))


def _bare_law(place: Place, match: re.Match[str]) -> Owner | None:
    """A law's name without book marks: 刑法第三条. None for ordinary words that end alike."""
    words = expression("references", "owner", "verb").split(match["title"])[-1]
    ordinary = expression("references", "owner", "not_a_name").fullmatch(words)
    return None if ordinary else _named(place, match, words)


def _known_law(place: Place, match: re.Match[str]) -> Owner | None:
    """A law whose name is known, whatever stands before it: 构成刑法第三条."""
    part = match["part"] or ""
    for tail in (part, ""):  # 民法总则第三条 is of that law, 刑法总则第三条 of 刑法
        words = _known(place, match["title"] + tail)
        if words:
            length = len(match[0]) - len(match["title"] + tail) + len(words)
            return Owner(law_of(place, words), length)
    return None


def _short_name(place: Place, match: re.Match[str]) -> Owner | None:
    """A short form that the text has introduced: 条例第三条 after 《……》（以下简称条例）."""
    words = match["title"]
    if words not in place.names:
        return None
    return _named(place, match, words)


def _named(place: Place, match: re.Match[str], words: str) -> Owner:
    """The owner whose name is the end of what was matched."""
    return Owner(law_of(place, words), len(match[0]) - len(match["title"]) + len(words))


def _known(place: Place, words: str) -> str:
    """The longest known name of a law that ends the words; empty where none does."""
    for start in range(len(words) - 1):
        name = words[start:]
        if name in place.names or name.removeprefix(STATE) in bundled().names:
            return name
    return ""


# In quoted words 该法 and 条例 have their law where they come from.
_NOT_QUOTED = ("that_law", "short_name")
_READINGS: tuple[tuple[str, Callable[[Place, re.Match[str]], Owner | None]], ...] = (
    ("itself", _itself),
    ("title", _titled),
    ("implementing", _implementing),
    ("that_law", _that_law),
    ("short_name", _short_name),
    ("known_law", _known_law),
    ("other_text", _other_text),
    ("bare_law", _bare_law),
)


def _amended_law(place: Place) -> str | None:
    """The law that a 修改决定 amends: the one of its title, or the one its unit named last."""
    title = place.document.title
    if amendment := expression("references", "sentence", "amendment").search(title):
        return amendment["title"]
    titles = expression("references", "sentence", "title").findall(title)
    if len(titles) == 1 and not expression("references", "sentence", "several").search(title):
        return str(titles[0])
    article = place.outline.article_of(place.provision)
    begin = article.span.start if article else place.provision.span.start
    here = place.offset + place.at
    laws = _laws(place, place.document.source.text[max(begin, here - _PARAGRAPH) : here])
    return laws[-1] if laws else None


def _named_before(place: Place) -> str | None:
    """The law named before in the same sentence; None where 本条例第… stands between."""
    floor = max(0, place.at - _SENTENCE)
    ends = table("references")["sentence"]["ends"]
    begin = max(floor, *(place.text.rfind(mark, floor, place.at) + 1 for mark in ends))
    if expression("references", "sentence", "itself").search(place.text, begin, place.at):
        return None
    return _last_law(place, begin)


def that_law(place: Place) -> str | None:
    """The other law that was named last in the provision; None where none was."""
    begin = max(0, place.at - _PARAGRAPH)
    law = _last_law(place, begin)
    if law is not None:
        return law
    words = place.text[begin : place.at]
    names = [words[start:end] for start, end in bundled().named_in(words)]
    return law_of(place, names[-1]) if names else None


def _last_law(place: Place, begin: int) -> str | None:
    """The title of another text that was named last between `begin` and the citation."""
    laws = _laws(place, place.text[begin : place.at])
    if not laws and begin == 0 and place.provision.level in (Level.ITEM, Level.SUBITEM):
        # 违反《甲法》规定，有下列行为之一的：（一）第五十条规定的…
        lead = place.document.text_of(place.outline.parents[place.provision.id])
        # 违反本条例规定，……，依照《甲法》处罚：（一）违反第五十条的
        own = expression("references", "sentence", "itself").search(lead)
        laws = [] if own else _laws(place, lead)
    return laws[-1] if laws else None


def _laws(place: Place, text: str) -> list[str]:
    """The other laws that a text names, with book marks or after 依照 without them."""
    found = [
        (match.start(), law_of(place, match["title"]))
        for name in ("title", "plain")
        for match in expression("references", "sentence", name).finditer(text)
        if is_text(match["title"])
    ]
    return [title for _, title in sorted(found, key=lambda each: each[0]) if title]


def is_text(title: str) -> bool:
    """Whether a title with book marks is that of a legal text: not 《……许可证》, 《……日报》."""
    return not expression("references", "sentence", "not_a_text").search(title)
