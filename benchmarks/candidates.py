"""How often the article that keeps a promise is among those suggested by its words.

    python -m benchmarks.candidates

Over the promises of drafts/liaoning-innovation that its second reading keeps: the words of each
element are looked up as if it were missing. The verdicts are those of `regcheck coverage`.
"""

from __future__ import annotations

from pathlib import Path

from regcheck.analysis.commitments import read_commitments
from regcheck.engine import facts_of
from regcheck.formats.files import read_file
from regcheck.settings import Settings

FOLDER = Path(__file__).parents[1] / "drafts" / "liaoning-innovation"


def hits() -> tuple[int, int]:
    """How many kept elements have an article that keeps them among the three suggested, and how
    many there are."""
    written = (FOLDER / "commitments.toml").read_text("utf-8")
    promises = read_commitments(written, "commitments.toml")
    facts = facts_of(read_file(str(FOLDER / "second-reading.md")), Settings(), promises)
    found = total = 0
    for coverage in facts.coverage:
        for element in coverage.at("covered"):
            keeping = {
                facts.outline.article_of(facts.outline.by_id[each.provision])
                for each in element.evidence
            }
            names = {article.id for article in keeping if article}
            words = f"{''.join(element.element.about)}{coverage.commitment.text}"
            total += 1
            found += bool(names & set(facts.similar.articles(words)))
    return found, total


if __name__ == "__main__":
    right, of = hits()
    print(f"an article that keeps the element is among the three suggested: {right}/{of}")
