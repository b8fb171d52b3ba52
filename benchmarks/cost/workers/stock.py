"""spaCy as it comes: its own jieba tokenizer, and one Matcher with the words regcheck looks for.

python -m benchmarks.cost.workers.stock
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.matcher import Matcher

from benchmarks.cost.workers.loop import Work, serve

_DATA = Path(__file__).parents[3] / "src" / "regcheck" / "data"
_CONFIG = {"nlp": {"tokenizer": {"segmenter": "jieba"}}}


def triggers() -> Iterator[tuple[str, str]]:
    """The id and the first trigger word of each pattern for norms and sanctions.

    The first alone: a Matcher's time is tokens times patterns, and with all 250 words it would be
    half as fast.
    """
    for name in ("norms.toml", "sanctions.toml"):
        for pattern in tomllib.loads((_DATA / name).read_text("utf-8"))["pattern"]:
            words = pattern["trigger"]
            yield f"{name} {pattern['id']}", words if isinstance(words, str) else words[0]


def prepare(texts: list[str]) -> Work:
    """Counts the matches in all lines."""
    nlp = spacy.blank("zh", config=_CONFIG)
    matcher = Matcher(nlp.vocab)
    for name, word in triggers():
        matcher.add(name, [[{"TEXT": token.text} for token in nlp.make_doc(word)]])
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    return lambda _: sum(len(matcher(doc)) for doc in nlp.pipe(lines))


if __name__ == "__main__":
    serve(prepare)
