"""The whole check beside other tools on the same files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial

from benchmarks.cost.figures import Figure, compared
from benchmarks.cost.peers import PEERS, Peer, installed
from benchmarks.cost.rounds import NotMeasured, Work, cpu, interleaved, worker
from benchmarks.cost.setting import Setting, ours
from benchmarks.cost.texts import megabytes
from benchmarks.cost.workers.loop import ALL

# Two works of autocorrect: it corrects faster than it tells what it would correct.
NUMBERS = {peer.name: {peer.name: 0} for peer in PEERS} | {
    "autocorrect": {"autocorrect": 0, "autocorrect-format": 1}
}
KEYS = tuple(key for peer in PEERS for key in NUMBERS[peer.name])


def measure(setting: Setting) -> Iterator[Figure]:
    """How many times faster the whole check is than each of the others."""
    files = setting.texts.peers
    with ExitStack() as stack:
        check = stack.enter_context(worker(ours("check"), files))
        works: dict[str, Work] = {"ours": partial(check, ALL)}
        for peer in PEERS:
            try:
                works |= _works(peer, setting, stack)
            except NotMeasured as reason:
                yield from (Figure(key, skipped=str(reason)) for key in NUMBERS[peer.name])
        done = interleaved(works, setting.rounds)
    for key in [name for name in works if name != "ours"]:
        yield compared(key, cpu(done["ours"]), cpu(done[key]), size=megabytes(files), speed=True)


def _works(peer: Peer, setting: Setting, stack: ExitStack) -> dict[str, Work]:
    """The works of a peer, each tried once; raises NotMeasured where it cannot do them."""
    there = installed(peer, setting.peers)
    ask = stack.enter_context(worker(there.words, setting.texts.peers, there.folder))
    works = {key: partial(ask, number) for key, number in NUMBERS[peer.name].items()}
    if any(not work().count for work in works.values()):
        raise NotMeasured("it finds nothing in these files")
    return dict(works)
