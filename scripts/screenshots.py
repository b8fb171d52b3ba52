"""The four pictures of the README, made from the drafts of this project in Chromium.

    python -m scripts.screenshots [FOLDER]

writes them to FOLDER, docs/images unless another is named.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from regcheck.site.build import build

ROOT = Path(__file__).parents[1]
DRAFTS = ROOT / "drafts" / "liaoning-innovation"
# Each picture, its page, and what is pointed at on it.
PICTURES = {
    "home": ("second-reading/index.html", ""),
    "article": ("first-reading/art_7.html", "a.reference >> nth=0"),
    "commitments": ("first-reading/commitments.html", ""),
    "comparison": ("second-reading/compare.html", ""),
}


def main() -> None:
    """Build the site and take the pictures."""
    from playwright.sync_api import sync_playwright

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or "chromium"
    with tempfile.TemporaryDirectory() as place, sync_playwright() as player:
        site = Path(place) / "site"
        build([str(DRAFTS / f"{name}-reading.md") for name in ("first", "second")], str(site))
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="zh-CN")
        for name, (uri, target) in PICTURES.items():
            page.goto((site / uri).as_uri())
            if target:
                page.locator(target).hover()
                page.wait_for_timeout(400)
            page.screenshot(path=str(folder / f"{name}.png"))
        browser.close()


if __name__ == "__main__":
    main()
