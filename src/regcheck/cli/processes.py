"""The same work on many things in several processes."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TypeVar

# A parcel has at most so many things; each process has had so many parcels before they grow.
_MOST, _TURNS = 8, 4
T = TypeVar("T")
A = TypeVar("A")


def in_processes(
    work: Callable[[T], A], things: Iterable[T], workers: int, say: Callable[[str], None]
) -> Generator[tuple[T, A]]:
    """The things in their order, each with what the work makes of it; what a worker that died
    leaves is done here, after a word to `say`.

    The work begins while the things are still coming.
    """
    pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=(gc.get_threshold(),))
    sent: list[tuple[list[T], Future[list[A]] | None]] = []
    told = False
    try:
        for parcel in _parcels(things, workers):
            future = None
            with _interrupts_held(), contextlib.suppress(BrokenProcessPool):
                future = pool.submit(_each, work, parcel)
            sent.append((parcel, future))
        for parcel, future in sent:
            made = _made(future)
            if made is None and not told:
                say("一个检查进程意外结束，其余的文件改在主进程里检查。")
                told = True
            yield from zip(parcel, _each(work, parcel) if made is None else made, strict=True)
        pool.shutdown()
    except BaseException:  # Ctrl-C among others: nobody waits for the rest
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise


def _made(future: Future[list[A]] | None) -> list[A] | None:
    """What a process made of a parcel; None where one died."""
    try:
        return future.result() if future else None
    except BrokenProcessPool:
        return None


def _parcels(things: Iterable[T], workers: int) -> Iterator[list[T]]:
    """The things in parcels, the first ones small, so that no worker waits for another."""
    coming, count = iter(things), 0
    while parcel := list(islice(coming, min(_MOST, 1 + count // (_TURNS * workers)))):
        count += len(parcel)
        yield parcel


def _each(work: Callable[[T], A], things: list[T]) -> list[A]:
    return [work(thing) for thing in things]


def _begin(collecting: tuple[int, int, int]) -> None:
    """A worker at its start, with the parent's thresholds of garbage collection.

    Ctrl-C reaches every process of a terminal; only the first one acts on it.
    """
    gc.set_threshold(*collecting)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits until the processes have started, or they would die of it with a traceback."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
