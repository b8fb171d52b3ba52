"""The names of WordprocessingML that the reader and the writers know, with their namespaces."""

from __future__ import annotations

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return f"{{{WORD}}}{name}"


VAL = w("val")
P, R, T = w("p"), w("r"), w("t")
P_PROPERTIES, R_PROPERTIES = w("pPr"), w("rPr")
TABLE, ROW, CELL = w("tbl"), w("tr"), w("tc")
BOX = w("txbxContent")
ALTERNATE = f"{{{COMPATIBILITY}}}AlternateContent"
CHOICE = f"{{{COMPATIBILITY}}}Choice"
FALLBACK = f"{{{COMPATIBILITY}}}Fallback"
MATH_TEXT = f"{{{MATH}}}t"
# What a revision puts in, and what it takes out.
INSERTED = frozenset({w("ins"), w("moveTo")})
DELETED = frozenset({w("del"), w("moveFrom")})
# The same for the cells of a table: put in, taken out.
CELLS = (w("cellIns"), w("cellDel"))
COMMENT_START, COMMENT_END = w("commentRangeStart"), w("commentRangeEnd")
