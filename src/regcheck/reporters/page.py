"""A page of HTML on its own, to mail or print: no script, nothing fetched from anywhere."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

from regcheck.data import text_file
from regcheck.reporters.markup import element

# Nothing may be loaded, whatever a draft says: Content Security Policy Level 3, §3.3.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
# A line end after these changes nothing of what is shown, and lets people compare two pages.
_BLOCKS = re.compile(
    "html|head|meta|title|style|body|header|main|footer|section|table|caption|thead|tbody|tfoot"
    "|tr|th|td|h[1-6]|p|ol|ul|li|dl|dt|dd|details|summary|blockquote"
)


def page(title: str, intro: str, main: Element, *styles: str) -> str:
    """The whole document, with style sheets of data/; it has no date, so that the same drafts give
    the same page."""
    body = element(
        "body",
        {},
        element("header", {}, element("h1", {}, title), element("p", {}, intro)),
        main,
        element("footer", {}, element("p", {}, "由 regcheck 生成。")),
    )
    root = element("html", {"lang": "zh-Hans-CN"}, _head(title, styles), body)
    for block in root.iter():
        if _BLOCKS.fullmatch(block.tag):
            block.tail = (block.tail or "") + "\n"
    markup: str = tostring(root, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n{markup}"


def _head(title: str, styles: tuple[str, ...]) -> Element:
    return element(
        "head",
        {},
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY}),
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        element("meta", {"name": "color-scheme", "content": "light dark"}),
        element("title", {}, title),
        element("style", {}, "\n" + "\n".join(map(text_file, styles))),
    )
