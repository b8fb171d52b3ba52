"""The same work on many things in several processes."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

T = TypeVar("T")
A = TypeVar("A")


def in_processes(
    work: Callable[[T], A], things: Sequence[T], workers: int, say: Callable[[str], None]
) -> Generator[A]:
    """What the work makes of the things, in their order; what a worker that died leaves is done
    here, after a word to `say`."""
    pool = ProcessPoolExecutor(workers, initializer=_begin, initargs=(gc.get_threshold(),))
    died = False
    try:
        with _interrupts_held():
            futures = [pool.submit(work, thing) for thing in things]
        for thing, future in zip(things, futures, strict=True):
            try:
                made = future.result()
            except BrokenProcessPool:
                if not died:
                    say("一个检查进程意外结束，其余的文件改在主进程里检查。")
                died, made = True, work(thing)
            yield made
        pool.shutdown()
    except BaseException:  # Ctrl-C among others: nobody waits for the rest
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in multiprocessing.active_children():
            worker.terminate()
        raise


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
