"""The mkdocs plugin: drafts become pages, beside or instead of pages written by hand."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files as resources
from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_build_datetime

from regcheck.analysis.words import teach_search
from regcheck.diagnostic import RegcheckError
from regcheck.library import library
from regcheck.reporters.markup import well_formed
from regcheck.site.navigation import Navigation
from regcheck.site.order import in_order
from regcheck.site.page import DeadLink, Page, markup
from regcheck.site.reading import readings
from regcheck.site.structured import json_ld
from regcheck.site.volume import UNNAMED, Volume, volume
from regcheck.workspace import SIDECAR, Draft

log = get_plugin_logger(__name__)
_STYLE, _SCRIPT, _WORKER = (
    "assets/regcheck.css",
    "assets/regcheck.js",
    "assets/iframe-worker.js",
)
# What somebody may have written as the first page.
_HOMES = ("index.md", "README.md")
# What the theme leaves out: the script of the language, and the name of its search.
_ADDED = (
    ('<html lang="zh"', '<html lang="zh-Hans-CN"'),
    (
        'data-md-component="search" role="dialog"',
        'data-md-component="search" role="dialog" aria-label="搜索"',
    ),
)


class Options(Config):  # type: ignore[no-untyped-call]
    """What stands below `regcheck:` in mkdocs.yml: the drafts, as the command line takes them."""

    drafts = config_options.ListOfItems(config_options.Type(str))


class RegcheckPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Adds the pages of the drafts to a site; docs/for-reviewers.md."""

    volume: Volume
    pages: dict[str, Page]
    navigation: Navigation
    made_on: str
    problems: tuple[RegcheckError, ...]
    watched: tuple[str, ...]
    dead: tuple[DeadLink, ...]

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the drafts; give the theme our templates and the search our words."""
        rooted = not any((Path(config.docs_dir) / name).exists() for name in _HOMES)
        self.volume, self.problems, self.watched = _read(self.config.drafts, rooted=rooted)
        for problem in self.problems:
            log.critical(problem_words(problem))
        self.pages = {f"{page.uri.removesuffix('.html')}.md": page for page in self.volume.pages()}
        self.dead = self.volume.dead_links()
        self.navigation = Navigation(self.volume.branches)
        # by the clock of the place, unless a build is to be repeatable
        fixed = "SOURCE_DATE_EPOCH" in os.environ
        self.made_on = (
            (get_build_datetime() if fixed else datetime.datetime.now()).date().isoformat()
        )
        teach_search(self.volume.words)
        if config.site_name == UNNAMED:
            config.site_name = escape(well_formed(self.volume.title))
        config.use_directory_urls = False
        config.theme.dirs.insert(0, str(resources("regcheck") / "site" / "theme"))
        config.extra.setdefault("polyfills", []).append(_WORKER)
        config.extra_css.append(_STYLE)
        config.extra_javascript.append(_SCRIPT)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages, the files for programs, and what the pages need."""
        for name in self.pages:
            files.append(File.generated(config, name, content=""))
        for each in self.volume.files:
            files.append(File.generated(config, each.uri, content=each.data))
        return files

    def on_page_markdown(
        self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files
    ) -> str:
        """What the templates say of a page; the words of a draft are never read as Markdown."""
        own = self.pages.get(page.file.src_uri)
        if own is None:
            return markdown
        page.meta = {
            "title": escape(well_formed(own.title)),
            "hide": ["toc"],
            "search": {"exclude": not own.searched, "boost": own.boost},
            "banner": escape(well_formed(self._banner(own))),
            "beside": self.navigation.beside(own.uri),
            "data": json_ld(own.data) if own.data else "",
        }
        return ""

    def _banner(self, page: Page) -> str:
        """例：草案修改稿 · 生成时间 2026-11-26 · 非正式文本。"""
        parts = (page.banner, f"生成时间 {self.made_on}", "非正式文本，以正式公布的文本为准")
        return " · ".join(part for part in parts if part)

    def on_page_content(
        self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files
    ) -> str:
        """The words of a page."""
        own = self.pages.get(page.file.src_uri)
        if own is None:
            return html
        head = own.main.find(".//h1")
        if head is not None:
            anchor = head.get("id") or "top"
            head.set("id", anchor)
            # what the theme offers to skip to
            page.toc = get_toc([{"level": 1, "id": anchor, "name": own.title, "children": []}])
        return markup(own)

    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        """The page with what the theme leaves out."""
        for old, new in _ADDED:
            output = output.replace(old, new, 1)
        return output

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Build again when a draft changes, or what belongs to it."""
        for path in (*self.config.drafts, *self.watched):
            if Path(path).exists():
                server.watch(path)
        return server


def _read(
    paths: list[str], *, rooted: bool
) -> tuple[Volume, tuple[RegcheckError, ...], tuple[str, ...]]:
    """The site over the drafts below some paths, what is wrong with the others, and the files that
    belong to them: settings, commitments, suppressions, baselines.

    Raises Abort, with what is wrong, where no draft is left: mkdocs prints it and goes on serving.
    """
    problems: list[RegcheckError] = []
    try:
        drafts = in_order(paths, problems.append)
        if drafts:
            made = volume(readings(drafts, library, rooted=rooted), rooted=rooted)
            return made, tuple(problems), tuple(dict.fromkeys(_beside(drafts)))
    except RegcheckError as error:
        problems.append(error)
    raise Abort("\n".join(map(problem_words, problems)) or "没有草案可以建成网站。")


def _beside(drafts: Iterable[Draft]) -> Iterator[str]:
    for draft in drafts:
        settings = draft.settings
        yield from settings.files
        yield from (draft.source.path + SIDECAR, str(Path(draft.source.path).with_suffix(SIDECAR)))
        for name in (settings.commitments, settings.baseline):
            if name:
                yield str(settings.beside(name))


def problem_words(problem: RegcheckError) -> str:
    """A user's mistake with its remedy."""
    return f"{problem.message}\n  {problem.hint}" if problem.hint else problem.message
