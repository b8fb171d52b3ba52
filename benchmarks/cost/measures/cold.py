"""The command line on the demo draft from a cold start, beside importing spaCy and jieba."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial

from benchmarks.cost.figures import Figure, compared
from benchmarks.cost.rounds import DEMO, command, cpu, interleaved
from benchmarks.cost.setting import Setting, regcheck

KEYS = ("cold", "cold-ci")
_IMPORT = (sys.executable, "-c", "import spacy, jieba; jieba.initialize()")


def measure(setting: Setting) -> Iterator[Figure]:
    """What the default rules and those of the preset ci take."""
    demo = str(DEMO)
    works = {
        "cold": partial(command, regcheck(demo)),
        "cold-ci": partial(command, regcheck("--preset", "ci", demo)),
        "import": partial(command, _IMPORT),
    }
    done = interleaved(works, 2 * setting.rounds, warm=True)
    for key in KEYS:
        yield compared(key, cpu(done[key]), cpu(done["import"]))
