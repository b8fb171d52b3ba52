"""How often every rule speaks on enacted laws → src/regcheck/data/measured.toml.

    python -m benchmarks.measure DATA     reads all laws below DATA/corpus, prints and writes

What was found of the hits that were read comes from readings.toml; the pages of the rules are
made of both (`make accept`).
"""

from __future__ import annotations

import argparse
import datetime
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.noise import READINGS, results

SINCE = 2018
TARGET = Path(__file__).parents[1] / "src" / "regcheck" / "data" / "measured.toml"
_HEAD = "# 各规则在已公布的法律上出现的次数。由 python -m benchmarks.measure 写成，不要手改。\n"


def counted(data: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Hits by code and severity of all texts and of the recent local regulations, and the articles
    of both."""
    hits, local, articles = Counter[str](), Counter[str](), Counter[str]()
    for path, result in results(data, (), None):
        adopted = result.facts.adopted
        recent = "地方性法规" in path.parts and adopted is not None and adopted.year >= SINCE
        keys = [f"{each.code} {each.severity.value}" for each in result.diagnostics]
        count = len(result.facts.outline.articles)
        hits.update(keys)
        articles["all"] += count
        if recent:
            local.update(keys)
            articles["local"] += count
    return hits, local, articles


def written(
    hits: Counter[str], local: Counter[str], articles: Counter[str], file: dict[str, Any]
) -> str:
    """The figures as TOML: a list of measures for each rule."""
    out = [
        _HEAD,
        f"date = {datetime.date.today()}\n",
        f"articles = {articles['all']}\nlocal = {articles['local']}\nsince = {SINCE}\n\n[rule]\n",
    ]
    codes = sorted({key.split()[0] for key in hits})
    for code in codes:
        rows = []
        for key in sorted(key for key in hits if key.startswith(f"{code} ")):
            words = {"hits": hits[key], "local": local[key], **file["reading"].get(key, {})}
            fields = "".join(f", {name} = {value}" for name, value in words.items())
            rows.append(f'    {{ severity = "{key.split()[1]}"{fields} }},\n')
        out.append(f"{code} = [\n{''.join(rows)}]\n")
    return "".join(out)


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    file = tomllib.loads(READINGS.read_text("utf-8"))
    text = written(*counted(options.data), file)
    TARGET.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
