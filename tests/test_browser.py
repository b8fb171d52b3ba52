"""The site in a real browser, from the disk as reviewers open it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from regcheck.numerals import to_chinese
from regcheck.site.build import build

DRAFTS = Path(__file__).parents[1] / "drafts" / "liaoning-innovation"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WANTED = bool(os.environ.get("REGCHECK_BROWSER"))
if CHROMIUM is None and not WANTED:
    pytest.skip("chromium is not installed: no browser to look with", allow_module_level=True)

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright  # noqa: E402

# No word to anybody: what a fresh profile would fetch.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = [
    "index.html",
    "first-reading/index.html",
    "first-reading/chp_2.html",
    "first-reading/art_27.html",
    "first-reading/art_43.html",
    "first-reading/whole.html",
    "first-reading/findings.html",
    "first-reading/sanctions.html",
    "first-reading/commitments.html",
    "first-reading/graph.html",
    "first-reading/terms.html",
    "second-reading/compare.html",
    "rules/index.html",
    "rules/R207.html",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "REGCHECK_BROWSER is set and chromium is not installed"
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readings") / "site"
    build([str(DRAFTS / f"{name}-reading.md") for name in ("first", "second")], str(folder))
    return folder


@pytest.fixture(scope="session")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site over a draft of 120 articles that cite each other."""
    folder = tmp_path_factory.mktemp("long")
    lines = ["某省很长条例", "（草案）"]
    for number in range(1, 121):
        near = to_chinese(number - 1 or 1)
        words = "由主管部门责令限期改正" if number % 10 == 0 else "应当依法办理"
        lines.append(f"第{to_chinese(number)}条　依照本条例第{near}条规定的，{words}。")
        if number == 102:
            lines.append("第一百零二条之一　平台应当公开规则。")
    (folder / "draft.md").write_text("\n\n".join(lines), "utf-8")
    build([str(folder / "draft.md")], str(folder / "site"))
    return folder / "site"


class Opened:
    """A page, and what went wrong on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on(
            "console", lambda each: self.said.append(each.text) if each.type == "error" else None
        )
        page.on("pageerror", lambda each: self.said.append(str(each)))
        page.on("request", lambda each: self.asked.append(each.url))

    def outside(self) -> list[str]:
        """The requests to anything but the disk."""
        return [each for each in self.asked if not each.startswith(("file:", "data:", "blob:"))]


class Visit:
    """Pages opened in windows of their own, which are closed in the end."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.windows: list[BrowserContext] = []

    def __call__(self, place: Path, name: str, **options: object) -> Opened:
        window = self.browser.new_context(locale="zh-CN", **options)  # type: ignore[arg-type]
        self.windows.append(window)
        found = Opened(window.new_page())
        found.page.goto((place / name).as_uri())
        return found


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    made = Visit(browser)
    yield made
    for window in made.windows:
        window.close()


PHONE = {"viewport": {"width": 375, "height": 800}}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_access_no_error_and_nothing_fetched(
    visit: Visit, site: Path, name: str, scheme: str
) -> None:
    page = visit(site, name, color_scheme=scheme)
    assert page.said == []
    assert page.outside() == []
    page.page.add_script_tag(path=str(files("axe_playwright_python") / "axe.min.js"))
    # it would fetch the style sheets once more, which a page from the disk may not
    found = page.page.evaluate("axe.run({resultTypes: ['violations'], preload: false})")
    grave = {
        each["id"]: [node["html"][:160] for node in each["nodes"][:3]]
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    }
    assert grave == {}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_phone(visit: Visit, site: Path, name: str) -> None:
    page = visit(site, name, **PHONE).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("第一百零二条", "第一百零二条"),
        ("第十二条", "第十二条"),
        ("第一百零二条之一", "第一百零二条之一"),
        ("第一百条", "第一百条"),
        ("平台", "第一百零二条之一"),
        ("102条", "第一百零二条"),
        ("第102条之1", "第一百零二条之一"),
        ("20条", "第二十条"),
        ("一百零二条", "第一百零二条"),
        ("第一百〇二条", "第一百零二条"),
        ("１０２条", "第一百零二条"),
        ("102", "第一百零二条"),
        ("102-1条", "第一百零二条之一"),
        ("第102条之1第2款第3项", "第一百零二条之一"),
        ("第十二条第一款", "第十二条"),
    ],
)
def test_the_search_ranks_what_one_types_first(
    visit: Visit, long: Path, query: str, first: str
) -> None:
    assert searched(visit, long, query)[0] == first


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("第十二条", "第十二条"),
        ("15条", "第十五条"),
        ("第四十七条", "第四十七条"),
        ("技术路线", "第二十九条"),
        ("促进科技成果转化法", "第一条"),
    ],
)
def test_the_search_is_right_where_a_text_has_odd_words(
    visit: Visit, site: Path, query: str, first: str
) -> None:
    """The first reading has 第（二）项: 第 alone is a word of the index."""
    assert searched(visit, site, query)[0].startswith(first)


def searched(visit: Visit, place: Path, query: str) -> list[str]:
    """The titles of the hits for what somebody types, as a reader sees them."""
    page = visit(place, "index.html").page
    page.get_by_placeholder("搜索").first.click()
    expect(page.locator(".md-search-result__meta")).not_to_contain_text("初始化", timeout=15_000)
    page.keyboard.type(query)
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=15_000)
    page.wait_for_timeout(300)  # what comes later would take its place
    titles = page.locator(".md-search-result__item").locator("h1").all_inner_texts()
    return [each.replace("\u200b", "") for each in titles]


def test_the_search_finds_a_part_of_a_compound(visit: Visit, long: Path) -> None:
    page = visit(long, "index.html").page
    page.get_by_placeholder("搜索").first.click()
    page.keyboard.type("改正")
    expect(page.locator(".md-search-result__meta")).to_contain_text("12", timeout=15_000)


def test_a_citation_shows_its_text_under_the_mouse_and_the_keyboard(
    visit: Visit, site: Path
) -> None:
    page = visit(site, "first-reading/art_27.html").page
    link = page.locator("a.reference", has_text="前款").first
    link.hover()
    shown = page.locator(".popover:visible")
    expect(shown).to_contain_text("科研单位可以按照国家和省有关规定")
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    link.focus()
    expect(shown).to_contain_text("第二十七条第一款")
    page.keyboard.press("Tab")
    expect(shown).to_have_count(0)


def test_a_citation_that_leads_nowhere_says_so_to_the_keyboard(visit: Visit, site: Path) -> None:
    page = visit(site, "first-reading/art_16.html").page
    page.locator(".reference.missing").first.focus()
    expect(page.locator(".popover:visible")).to_contain_text("文字最接近的是第十五条第一款")


def test_a_citation_leads_to_the_provision(visit: Visit, site: Path) -> None:
    page = visit(site, "first-reading/art_27.html").page
    page.locator("a.reference", has_text="本条第一款").click()
    assert page.url.endswith("art_27.html#art_27__para_1")


def test_the_citation_of_an_item_is_copied(visit: Visit, site: Path) -> None:
    page = visit(site, "first-reading/art_27.html").page
    page.locator("#art_27__para_1__item_3 button.copy").click()
    expect(page.locator("#art_27__para_1__item_3 button.copy")).to_have_text("已复制")
    page.evaluate("document.body.prepend(document.createElement('textarea'))")
    page.locator("textarea").first.focus()
    page.keyboard.press("Control+V")
    pasted = page.locator("textarea").first.input_value()
    assert pasted == "《辽宁省科技创新条例》第二十七条第一款第三项"


def test_findings_are_narrowed(visit: Visit, site: Path) -> None:
    page = visit(site, "first-reading/findings.html").page
    rows = page.locator("table.findings tbody tr:visible")
    every = rows.count()
    page.get_by_label("程度").select_option("severity=warning")
    assert 0 < rows.count() < every
    assert set(rows.locator("td").nth(0).all_inner_texts()) == {"警告"}
    expect(page.get_by_role("status").first).to_contain_text(
        f"显示 {rows.count()} 行，共 {every} 行"
    )
    page.get_by_role("button", name="全部显示").click()
    expect(rows).to_have_count(every)
    page.get_by_label("规则").select_option("rule=R207")
    assert rows.count() == 1


def test_the_comparison_shows_changes_first_and_all_on_request(visit: Visit, site: Path) -> None:
    page = visit(site, "second-reading/compare.html").page
    rows = page.locator("table.comparison tbody tr:visible")
    changed = rows.count()
    assert page.locator("#row-art_1 del").count() > 0
    page.get_by_label("显示").select_option("*")
    assert rows.count() > changed
    page.get_by_label("显示").select_option("state=added")
    expect(rows).to_have_count(4)


def test_who_follows_a_link_to_an_unchanged_article_sees_it(visit: Visit, site: Path) -> None:
    page = visit(site, "second-reading/art_45.html").page
    page.locator(".change a").click()
    expect(page.locator("#row-art_45")).to_be_visible()


def test_the_theme_changes_and_stays_changed(visit: Visit, site: Path) -> None:
    page = visit(site, "first-reading/art_1.html", color_scheme="light").page
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    page.locator("label[title='切换到深色']").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_without_scripts_everything_can_be_read(visit: Visit, site: Path) -> None:
    page = visit(site, "first-reading/findings.html", java_script_enabled=False).page
    expect(page.locator("table.findings tbody tr").first).to_be_visible()
    expect(page.locator("form.filters")).to_be_hidden()


def test_paper_has_the_text_and_no_tools(visit: Visit, site: Path) -> None:
    page = visit(site, "first-reading/art_27.html").page
    page.emulate_media(media="print")
    expect(page.locator(".law")).to_be_visible()
    expect(page.locator(".law .tools").first).to_be_hidden()
    expect(page.locator(".md-sidebar").first).to_be_hidden()


def test_every_control_is_reached_by_the_keyboard(visit: Visit, site: Path) -> None:
    page = visit(site, "first-reading/art_27.html").page
    left = {"button.copy", "a.permalink", "a.reference", "input[placeholder=搜索]"}
    for _ in range(90):
        page.keyboard.press("Tab")
        left -= {
            each for each in left if page.evaluate(f"document.activeElement.matches('{each}')")
        }
    assert left == set()
