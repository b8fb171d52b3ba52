"""autocorrect-py: number 0 lints, 1 formats, ALL does both.

python -m benchmarks.cost.workers.autocorrect
"""

from __future__ import annotations

import autocorrect_py

from benchmarks.cost.workers.loop import ALL, Work, serve


def prepare(texts: list[str]) -> Work:
    """Counts the corrected lines, the characters of the formatted texts."""

    def work(number: int) -> int:
        count = 0
        if number in (0, ALL):
            count += sum(len(autocorrect_py.lint_for(text, "text.md").lines) for text in texts)
        if number in (1, ALL):
            count += sum(len(autocorrect_py.format(text)) for text in texts)
        return count

    return work


if __name__ == "__main__":
    serve(prepare)
