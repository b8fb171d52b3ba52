"""The part of a Word file that holds its comments: new ones come after those that are there."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from itertools import count

import msgspec
from lxml import etree

from regcheck.export.docx.archive import is_strict, xml_bytes
from regcheck.export.docx.nodes import node
from regcheck.formats.docx.names import CONTENT_TYPES, RELATIONS, w
from regcheck.formats.docx.package import Members, Package, Root, damaged, xml
from regcheck.formats.docx.values import value_of, whole

AUTHOR, INITIALS = "regcheck", "rc"
_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_COMMENT, _ID = w("comment"), w("id")
# Word keeps ids in 32 bits.
_MOST = 2**31 - 2**20


class Looks(msgspec.Struct, frozen=True):
    """The styles that a file has for comments, by id; None where it has none."""

    text: str | None
    mark: str | None


def looks(package: Package) -> Looks:
    """The styles for comments, whatever their ids are."""
    part = package.related.get("styles")
    names: dict[str, str | None] = {}
    for style in () if part is None else part.root.iterchildren(w("style")):
        names[(value_of(style, "name") or "").lower()] = style.get(w("styleId"))
    return Looks(names.get("annotation text"), names.get("annotation reference"))


def first_id(package: Package) -> int:
    """The id of the first new comment: the one after the highest."""
    part = package.related.get("comments")
    roots = [package.main.root, *([] if part is None else [part.root])]
    tags = (_COMMENT, w("commentRangeStart"), w("commentRangeEnd"), w("commentReference"))
    used = {whole(each.get(_ID), -1) for root in roots for each in root.iter(*tags)}
    highest = max((each for each in used if each < _MOST), default=-1)
    return max(highest, -1) + 1


def stamp(when: datetime.datetime) -> str:
    """A time as Word writes it: 2026-11-26T08:30:00Z."""
    return when.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def comment_parts(
    package: Package,
    members: Members,
    comments: Mapping[int, Sequence[str]],
    when: datetime.datetime,
) -> dict[str, bytes]:
    """The parts that change where comments are added: the paragraphs of each by its id."""
    if not comments:
        return {}
    date, styles = stamp(when), looks(package)
    made = [_comment(number, words, date, styles) for number, words in comments.items()]
    part = package.related.get("comments")
    if part is not None:
        part.root.extend(made)
        strict = is_strict(members.read(part.name))
        return {part.name: xml_bytes(part.root, strict=strict)}
    return _new_part(package.main.name, members, node("comments", *made))


def mark(number: int, styles: Looks) -> Root:
    """The run by which the text points to a comment."""
    return node("r", *_style("rPr", "rStyle", styles.mark), node("commentReference", id=number))


def _comment(number: int, words: Iterable[str], date: str, styles: Looks) -> Root:
    comment = node("comment", id=number, author=AUTHOR, date=date, initials=INITIALS)
    for each in words:
        comment.append(_paragraph(each, styles, first=not len(comment)))
    return comment


def _paragraph(words: str, styles: Looks, *, first: bool) -> Root:
    """A paragraph of a comment; where the file has no style for it, small and without indent."""
    sign = node("r", *_style("rPr", "rStyle", styles.mark), node("annotationRef"))
    plain = styles.text is None
    properties = [_plain()] if plain else _style("pPr", "pStyle", styles.text)
    size = [node("rPr", node("sz", val=20))] if plain else []
    return node("p", *properties, *([sign] if first else []), node("r", *size, node("t", words)))


def _style(properties: str, kind: str, style: str | None) -> list[Root]:
    return [] if style is None else [node(properties, node(kind, val=style))]


def _plain() -> Root:
    return node(
        "pPr",
        node("spacing", before=0, after=0, line=240, lineRule="auto"),
        node("ind", left=0, firstLineChars=0, firstLine=0),
        node("jc", val="left"),
    )


def _new_part(main: str, members: Members, root: Root) -> dict[str, bytes]:
    """The new part, with what makes the package know it."""
    strict = is_strict(members.read(main))
    folder, name = posixpath.split(main)
    target = _free("comments", folder, members)
    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    return {
        _TYPES: _with_type(members, posixpath.join(folder, target)),
        rels: _with_relation(members, rels, target, _STRICT_KIND if strict else _KIND),
        posixpath.join(folder, target): xml_bytes(root, strict=strict),
    }


def _free(stem: str, folder: str, members: Members) -> str:
    """comments.xml, or with a number where there is such a file already."""
    names = (f"{stem}{number or ''}.xml" for number in count())
    return next(name for name in names if not members.has(posixpath.join(folder, name)))


def _with_type(members: Members, name: str) -> bytes:
    if not members.has(_TYPES):
        raise damaged(members.path, _TYPES)
    root = xml(members.read(_TYPES), members.path, _TYPES)
    tag = f"{{{CONTENT_TYPES}}}Override"
    said = (each for each in root.iter(tag) if each.get("PartName") == f"/{name}")
    override = next(said, None)
    override = etree.SubElement(root, tag) if override is None else override
    override.set("PartName", f"/{name}")
    override.set("ContentType", _TYPE)
    return xml_bytes(root)


def _with_relation(members: Members, rels: str, target: str, kind: str) -> bytes:
    if members.has(rels):
        root = xml(members.read(rels), members.path, rels)
    else:
        root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    broken = next((each for each in root if each.get("Type") == kind), None)
    if broken is not None:  # it leads to no part
        broken.set("Target", target)
        return xml_bytes(root)
    used = {each.get("Id") for each in root}
    free = next(name for number in count(1) if (name := f"rId{number}") not in used)
    relation = etree.SubElement(root, f"{{{RELATIONS}}}Relationship")
    for name, value in {"Id": free, "Type": kind, "Target": target}.items():
        relation.set(name, value)
    return xml_bytes(root)
