"""What regcheck costs beside what people would use instead, as ratios of one run.

    python -m benchmarks.cost [DATA]

DATA is the folder with corpus/, else REGCHECK_DATA names it; without one the texts are invented.
Works that are compared are done in turn, each tool in processes of its own; told are medians of
CPU seconds, of the clock where several processes are what is measured. The peers are installed
into .bench/.

    python -m benchmarks.cost [DATA] --docs

writes the run to benchmarks/cost/last.json and the page made of it to docs/performance.md too.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import msgspec

from benchmarks.cost.figures import Figure
from benchmarks.cost.machine import load, machine
from benchmarks.cost.measures import beside, cold, corpus, edit, growth, parts
from benchmarks.cost.peers import PEERS
from benchmarks.cost.report import LAST, PAGE, Run, encoded, page, table
from benchmarks.cost.rounds import NotMeasured
from benchmarks.cost.setting import Setting
from benchmarks.cost.texts import gathered, megabytes

MEASURES = {
    "parts": parts,
    "corpus": corpus,
    "cold": cold,
    "edit": edit,
    "growth": growth,
    "beside": beside,
}


def run(data: Path | None, names: Sequence[str], rounds: int) -> Run:
    """The figures of these measurements, and what they were made on."""
    before = load()
    with tempfile.TemporaryDirectory() as folder:
        # The user's own is neither read nor written.
        os.environ["REGCHECK_CACHE_DIR"] = f"{folder}/cache"
        texts = gathered(data, Path(folder))
        setting = Setting(texts, rounds)
        figures = tuple(each for name in names for each in _measured(name, setting))
        return Run(
            msgspec.structs.replace(machine(), load=(before, load())),
            tuple(package for peer in PEERS for package in peer.packages),
            len(texts.corpus),
            megabytes(texts.corpus),
            len(texts.peers),
            megabytes(texts.peers),
            texts.invented,
            rounds,
            figures,
        )


def _measured(name: str, setting: Setting) -> Iterator[Figure]:
    """The figures of a measurement; those it could not make with the reason."""
    module: ModuleType = MEASURES[name]
    made = set()
    print(f"{name} …", file=sys.stderr, flush=True)
    try:
        for figure in module.measure(setting):
            made.add(figure.key)
            yield figure
    except NotMeasured as reason:
        left = [key for key in module.KEYS if key not in made]
        yield from (Figure(key, skipped=str(reason)) for key in left)


def main() -> None:
    """Measure, print, and write what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?", default=os.environ.get("REGCHECK_DATA"))
    parser.add_argument("--only", choices=MEASURES, action="append", help="this measurement")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file")
    parser.add_argument("--docs", action="store_true", help="write the page of the documentation")
    options = parser.parse_args()
    if options.docs and options.only:
        parser.error("the page shows all measurements: --docs goes without --only")
    if options.data and not (options.data / "corpus").is_dir():
        parser.error(f"{options.data} has no corpus/")
    done = run(options.data, options.only or list(MEASURES), options.rounds)
    print(table(done))
    if options.json:
        options.json.write_bytes(encoded(done))
    if options.docs:
        LAST.write_bytes(encoded(done))
        PAGE.write_text(page(done), "utf-8")


if __name__ == "__main__":
    main()
