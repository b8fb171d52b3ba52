"""The part of a Word file that holds its comments: new ones come after those that are there."""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from lxml import etree

from regcheck.export.docx.archive import is_strict, xml_bytes
from regcheck.formats.docx.names import (
    CONTENT_TYPES,
    P_PROPERTIES,
    R_PROPERTIES,
    RELATIONS,
    VAL,
    WORD,
    XML_SPACE,
    P,
    R,
    T,
    w,
)
from regcheck.formats.docx.package import Members, Package, Root, damaged, xml
from regcheck.formats.docx.values import whole

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
        name = style.find(w("name"))
        if name is not None:
            names[name.get(VAL, "").lower()] = style.get(w("styleId"))
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
    root = etree.Element(w("comments"), nsmap={"w": WORD})
    root.extend(made)
    return _new_part(package.main.name, members, root)


def mark(number: int, styles: Looks) -> Root:
    """The run by which the text points to a comment."""
    run = _run(styles.mark)
    etree.SubElement(run, w("commentReference")).set(_ID, str(number))
    return run


def _comment(number: int, words: Iterable[str], when: str, styles: Looks) -> Root:
    given = {"id": str(number), "author": AUTHOR, "date": when, "initials": INITIALS}
    comment = etree.Element(_COMMENT, {w(name): value for name, value in given.items()})
    for index, each in enumerate(words):
        paragraph = etree.SubElement(comment, P)
        _styled(etree.SubElement(paragraph, P_PROPERTIES), styles.text)
        if index == 0:
            run = _run(styles.mark)
            etree.SubElement(run, w("annotationRef"))
            paragraph.append(run)
        paragraph.append(_words(each, styles.text is None))
    return comment


def _styled(properties: Root, style: str | None) -> None:
    """The style of comments; where the file has none, no indent and no great spaces."""
    if style is not None:
        etree.SubElement(properties, w("pStyle")).set(VAL, style)
        return
    spacing = etree.SubElement(properties, w("spacing"))
    for name, value in {"before": "0", "after": "0", "line": "240", "lineRule": "auto"}.items():
        spacing.set(w(name), value)
    indent = etree.SubElement(properties, w("ind"))
    for name in ("left", "firstLineChars", "firstLine"):
        indent.set(w(name), "0")
    etree.SubElement(properties, w("jc")).set(VAL, "left")


def _words(words: str, small: bool) -> Root:
    run = _run(None)
    if small:
        properties = etree.SubElement(run, R_PROPERTIES)
        etree.SubElement(properties, w("sz")).set(VAL, "20")
    text = etree.SubElement(run, T)
    text.text = words
    text.set(XML_SPACE, "preserve")
    return run


def _run(style: str | None) -> Root:
    run = etree.Element(R)
    if style is not None:
        properties = etree.SubElement(run, R_PROPERTIES)
        etree.SubElement(properties, w("rStyle")).set(VAL, style)
    return run


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
    number, name = 1, f"{stem}.xml"
    while members.has(posixpath.join(folder, name)):
        number, name = number + 1, f"{stem}{number}.xml"
    return name


def _with_type(members: Members, name: str) -> bytes:
    if not members.has(_TYPES):
        raise damaged(members.path, _TYPES)
    root = xml(members.read(_TYPES), members.path, _TYPES)
    override = etree.SubElement(root, f"{{{CONTENT_TYPES}}}Override")
    override.set("PartName", f"/{name}")
    override.set("ContentType", _TYPE)
    return xml_bytes(root)


def _with_relation(members: Members, rels: str, target: str, kind: str) -> bytes:
    if members.has(rels):
        root = xml(members.read(rels), members.path, rels)
    else:
        root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    used = {each.get("Id") for each in root}
    number = 1
    while f"rId{number}" in used:
        number += 1
    relation = etree.SubElement(root, f"{{{RELATIONS}}}Relationship")
    for name, value in {"Id": f"rId{number}", "Type": kind, "Target": target}.items():
        relation.set(name, value)
    return xml_bytes(root)
